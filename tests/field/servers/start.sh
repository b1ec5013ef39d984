# Sourced by every case's start. The runner sets PORT, ORIGIN_PORT, SERVERS, SCRATCH, PYTHON, NGINX, and REPAIRED
# to something where the repaired variant shall run.

either() { if [ -n "$REPAIRED" ]; then echo "$2"; else echo "$1"; fi; } # either BROKEN REPAIRED

uvicorn() { # uvicorn PORT APP [option...]
    port=$1 app=$2
    shift 2
    exec "$PYTHON" -m uvicorn --app-dir "$SERVERS" --host 127.0.0.1 --port "$port" --no-access-log "$app" "$@"
}

gunicorn() { # gunicorn APP WORKER [option...]
    app=$1 worker=$2
    shift 2
    exec "$PYTHON" -m gunicorn --bind "127.0.0.1:$PORT" --chdir "$SERVERS" --worker-tmp-dir "$SCRATCH" \
        --worker-class "$worker" "$@" "$app"
}

nginx() { # nginx DIRECTIVES: in front of ORIGIN_PORT
    printf '%s\n' "$1" >"$SCRATCH/forward.conf"
    sed -e "s#@SCRATCH@#$SCRATCH#g" -e "s#@PORT@#$PORT#g" -e "s#@ORIGIN_PORT@#$ORIGIN_PORT#g" \
        "$SERVERS/nginx.conf.in" >"$SCRATCH/nginx.conf"
    exec "$NGINX" -e stderr -p "$SCRATCH" -c "$SCRATCH/nginx.conf"
}

# What nginx needs in order to pass an upgrade on; $connection_upgrade is in nginx.conf.in.
forward_upgrade='proxy_http_version 1.1;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $connection_upgrade;'
