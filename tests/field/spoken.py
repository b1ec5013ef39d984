"""Speaks with one real server through `wirewise-cli connect --script`: the first messages that the window offers must
be right for it, the console must name its packets, and --heartbeat must keep the connection alive that dies without.

usage: spoken.py PEER WIREWISE-CLI TEMPLATES-PROGRAM     exit status 0 passed, 1 failed, 77 skipped
"""

import json
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from conversations import HEARTBEATS, SPOKEN
from realpeers import STARTS, Skip

SKIPPED = 77
LIMIT = 90  # seconds; a loaded machine is no failure
SURVIVES = 9  # seconds that a connection lives on with heartbeats; every server here gives up earlier


class Client:
    def __init__(self, cli, templates):
        self.cli = cli
        listed = json.loads(subprocess.run([templates], capture_output=True, check=True).stdout)
        self.templates = {(one["dialect"], one["name"]): one for one in listed}
        self.used = set()

    def step(self, dialect, line):
        """Our own notation as a step of a script."""
        if not line.startswith("@"):
            return line
        words = re.findall(r" (\w+)=(\S+)", line)
        name = re.sub(r" \w+=\S+", "", line[1:])
        template = self.templates[dialect, name]
        self.used.add(name)
        payload = template["payload"]
        for place, value in words:
            payload = payload.replace("{{%s}}" % place, value)
        open_places = set(re.findall(r"\{\{(\w+)\}\}", payload)) - {"NUL", "RS"}
        assert not open_places, f"{name} has places that nobody fills in: {open_places}"
        return "send-binary " + payload if template["binary"] else f"send <<END\n{payload}\nEND"

    def run(self, conversation, port, script, options):
        """What it printed, without colours, and its exit status. Names of packets stand there on a terminal only."""
        lines = (line.strip() if line.startswith(" ") else line for line in script.split("\n"))
        steps = [self.step(conversation.dialect, line) for line in lines]
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write("\n".join(steps) + "\n")
            file.flush()
            near, far = pty.openpty()
            address = f"ws://127.0.0.1:{port}{conversation.address}"
            process = subprocess.Popen(
                [self.cli, "connect", "--proxy", "none", "--script", file.name, *options, address],
                stdin=subprocess.DEVNULL,
                stdout=far,
                stderr=far,
                env={**os.environ, "TERM": "xterm", "NO_COLOR": ""},
            )
            os.close(far)
            printed = drained(near, process)
            status = process.wait()
            os.close(near)
        return re.sub(r"\x1b\[[0-9;]*m", "", printed.decode("utf-8", "replace")), status


def drained(descriptor, process):
    """All that the process prints until it ends, or until it has had its time."""
    printed, end = b"", time.monotonic() + LIMIT
    while True:
        readable = select.select([descriptor], [], [], 0.2)[0]
        if readable:
            try:
                chunk = os.read(descriptor, 65536)
            except OSError:
                chunk = b""
            if not chunk:
                return printed
            printed += chunk
        elif process.poll() is not None:
            return printed
        if time.monotonic() > end:
            process.kill()
            return printed + b"\nkilled: it did not end\n"


def unnamed(printed, names):
    """The first name that does not stand, in order, at the end of a line."""
    lines = iter(line.rstrip() for line in printed.splitlines())
    for name in names:
        if not any(re.search(r"  " + re.escape(name) + r"(\s.*)?$", line) for line in lines):
            return name
    return None


def converse(client, conversation, port):
    printed, status = client.run(conversation, port, conversation.script, conversation.options)
    missing = unnamed(printed, conversation.named)
    if status == 0 and missing is None:
        return True
    print(f"FAIL {conversation.dialect}: exit status {status}, not named: {missing}\n{printed}")
    return False


def keep_alive(client, conversation, port, heartbeat):
    options = [option for option in conversation.options if option != "--heartbeat"]
    with_it = f"{heartbeat.begin}\nwait {SURVIVES}s\n{heartbeat.alive}"
    printed, status = client.run(conversation, port, with_it, [*options, "--heartbeat"])
    if status != 0:
        print(f"FAIL {conversation.dialect}: it did not live on with --heartbeat\n{printed}")
        return False
    printed, status = client.run(conversation, port, f"{heartbeat.begin}\nexpect-close within 30s", options)
    if status != 0:
        print(f"FAIL {conversation.dialect}: it lived on without --heartbeat\n{printed}")
    return status == 0


def main(name, cli, templates):
    server = STARTS[name]()
    client = Client(cli, templates)
    try:
        passed = all([converse(client, one, server.port) for one in SPOKEN[name]])
        if name in HEARTBEATS:
            passed = keep_alive(client, SPOKEN[name][0], server.port, HEARTBEATS[name]) and passed
    finally:
        server.end()
    print(f"{name}: {', '.join(sorted(client.used))}")
    return 0 if passed else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], str(Path(sys.argv[2]).resolve()), str(Path(sys.argv[3]).resolve())))
    except Skip as reason:
        print(f"SKIP: {reason}")
        sys.exit(SKIPPED)
