#!/bin/sh
# Are the WebSocket endpoints of a list well? HEAD and GET cannot tell: each endpoint gets a real upgrade.
#
#   health_check.sh [LIST]      LIST holds an address a line, with options of `wirewise-cli check`;
#                               endpoints.txt beside this script unless told
#
# Exit status: 0 all work, 1 one does not or was not checked, 2 the list cannot be used, 3 Wirewise failed.
# What it leaves for other tools is chosen by variables:
#
#   JUNIT=FILE        test results for a pipeline
#   PROMETHEUS=FILE   metrics for the textfile folder of a node exporter
#   OTLP=URL          each check as a trace, to an OpenTelemetry collector
#   PUSHGATEWAY=URL   the same metrics, into a Pushgateway
#   BASELINE=FILE     what this script said when it was run with RESULTS: only what got worse since fails
#   RESULTS=FILE      one JSON object a line, as soon as an endpoint is checked
#   TIMEOUT=SECONDS   for each phase, 5 unless told
#   WIREWISE_CLI      the program, if it is not on the path
set -eu

list=${1:-$(dirname "$0")/endpoints.txt}
set -- check --file "$list" --listen 0 --timeout "${TIMEOUT:-5}"
[ -z "${JUNIT:-}" ] || set -- "$@" --junit "$JUNIT"
[ -z "${PROMETHEUS:-}" ] || set -- "$@" --prometheus "$PROMETHEUS"
[ -z "${OTLP:-}" ] || set -- "$@" --otlp "$OTLP"
[ -z "${PUSHGATEWAY:-}" ] || set -- "$@" --pushgateway "$PUSHGATEWAY"
[ -z "${BASELINE:-}" ] || set -- "$@" --baseline "$BASELINE"
[ "${GITHUB_ACTIONS:-}" != true ] || set -- "$@" --github
if [ -n "${RESULTS:-}" ]; then
    exec "${WIREWISE_CLI:-wirewise-cli}" "$@" --ndjson >"$RESULTS"
fi
exec "${WIREWISE_CLI:-wirewise-cli}" "$@"
