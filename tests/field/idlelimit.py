"""nginx with a proxy_read_timeout of three seconds before Debian's python3-websockets, which keeps what is silent for
good: `wirewise-cli idle` finds the limit, shows that pings prevent it, and knows what to change in nginx."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import running
from fieldcase import nginx_program

LIMIT = 120  # seconds; a loaded machine is no failure


class Case:
    folder = Path(__file__).resolve().parent / "idle_limit"
    ready = [1, 0]


def complaints(status, document):
    idle, finding = document["idle"], document["results"][0]["findings"][0]
    if status != 1:
        yield f"exit status {status}"
    if idle["outcome"] != "silence-limit":
        yield f"outcome {idle['outcome']}: {idle['title']}"
    elif not 2.5 < idle["limit_s"] < 6:
        yield f"a limit of {idle['limit_s']} s"
    if not idle["ping_every_s"]:
        yield f"pings were not shown to prevent it: {idle['explanation']}"
    if finding["id"] != "session.idle-timeout":
        yield f"finding {finding['id']}"
    elif not any(fix["stack"] == "nginx" and "proxy_read_timeout" in fix["snippet"] for fix in finding["fixes"]):
        yield "no fix for nginx"


def main(cli):
    if not nginx_program():
        print("SKIP: nginx is not installed")
        return 77
    if not importlib.util.find_spec("websockets"):
        print("SKIP: python3-websockets is not installed")
        return 77
    with running.Server(Case, sys.executable, nginx_program(), False) as server:
        done = subprocess.run(
            [cli, "idle", "--json", "--proxy", "none", "--rounds", "2", "--up-to", "60", f"ws://127.0.0.1:{server.port}/"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LIMIT,
        )
    found = list(complaints(done.returncode, json.loads(done.stdout)))
    for complaint in found:
        print(complaint)
    print(done.stderr.decode())
    return 1 if found else 0


sys.exit(main(sys.argv[1]))
