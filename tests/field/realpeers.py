"""Starts the servers that spoken.py speaks with, on ports of their own, and stops them."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import running

HERE = Path(__file__).resolve().parent
PEERS = HERE / "peers"
BUILD = HERE.parents[1] / "build"
UNPACKED = BUILD / "servers"
START_LIMIT = 300  # seconds; a loaded machine is no failure


class Skip(Exception):
    pass


def need(program, why):
    """./dev unpacks below build/ what would start with the machine if it were installed."""
    unpacked = f":{UNPACKED}/usr/sbin:{UNPACKED}/usr/lib/erlang/bin"
    found = shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin" + unpacked)
    if not found:
        raise Skip(f"{why} is not installed")
    return found


class Node:
    """A server of peers/*.js, which prints its port. Its modules are those that ./dev installed below build/."""

    def __init__(self, *arguments):
        node = need("node", "node")
        modules = os.environ.get("WIREWISE_PEERS", str(BUILD / "peers/node_modules"))
        if not Path(modules).is_dir():
            raise Skip("the npm packages of tests/field/peers are not installed; ./dev test does it")
        self.process = subprocess.Popen(
            [node, str(PEERS / arguments[0]), *arguments[1:]],
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            env=dict(os.environ, NODE_PATH=modules),
        )
        self.port = int(self.process.stdout.readline() or 0)

    def end(self):
        self.process.terminate()
        self.process.wait()


class Daemon:
    """A server that takes its port from us, in a folder of its own."""

    def __init__(self, command, files=(), environment=None, after=()):
        self.ports = running.Ports()
        self.folder = Path(tempfile.mkdtemp(prefix="wirewise-field-"))
        self.port = self.ports.first
        places = {"PORT": str(self.port), "OTHER": str(self.port + 1), "FOLDER": str(self.folder)}
        for name, text in files:
            (self.folder / name).write_text(filled(text, places))
        self.after = [filled(part, places) for part in after]
        self.log = open(self.folder / "log", "wb")
        self.process = subprocess.Popen(
            [filled(part, places) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            env=dict(os.environ, **{name: filled(text, places) for name, text in (environment or {}).items()}),
            start_new_session=True,
        )
        try:
            self._wait()
        except BaseException:
            self.end()
            raise

    def _wait(self):
        end = time.monotonic() + START_LIMIT
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError("the server ended: " + (self.folder / "log").read_text(errors="replace")[-2000:])
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the server does not listen: " + (self.folder / "log").read_text(errors="replace")[-2000:])

    def end(self):
        running.end_group(self.process)
        if self.after:
            subprocess.run(self.after, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        self.log.close()
        self.ports.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def filled(text, places):
    return re.sub(r"%([A-Z]+)%", lambda found: places.get(found[1], found[0]), text)


def mosquitto():
    program = need("mosquitto", "mosquitto")
    # 2.0.11 does not start with WebSocket listeners alone.
    config = "listener %OTHER% 127.0.0.1\nlistener %PORT%\nprotocol websockets\n"
    config += "allow_anonymous true\npersistence false\n"
    if os.getuid() == 0:
        config += "user root\n"
    return Daemon([program, "-c", "%FOLDER%/mosquitto.conf"], [("mosquitto.conf", config)])


def action_cable():
    puma = need("puma", "puma")
    if subprocess.run(["ruby", "-e", "require 'action_cable'"], capture_output=True, check=False).returncode != 0:
        raise Skip("ruby-actioncable is not installed")
    return Daemon([puma, "-b", "tcp://127.0.0.1:%PORT%", "-t", "1:4", str(PEERS / "actioncable.ru")])


def rabbitmq():
    homes = [
        *UNPACKED.glob("usr/lib/rabbitmq/lib/rabbitmq_server-*"),
        *Path("/usr/lib/rabbitmq/lib").glob("rabbitmq_server-*"),
    ]
    if not homes:
        raise Skip("rabbitmq-server is not there; ./dev test unpacks it")
    erlang = Path(need("erl", "Erlang")).resolve().parents[1]
    epmd = need("epmd", "Erlang")
    config = (
        "listeners.tcp = none\nstomp.listeners.tcp = none\nloopback_users = none\n"
        "web_stomp.tcp.port = %PORT%\nweb_stomp.tcp.ip = 127.0.0.1\n"
        "stomp.default_user = guest\nstomp.default_pass = guest\n"
    )
    environment = {
        "RABBITMQ_NODENAME": "wirewise%PORT%@localhost",
        "RABBITMQ_MNESIA_BASE": "%FOLDER%/mnesia",
        "RABBITMQ_LOG_BASE": "%FOLDER%",
        "RABBITMQ_CONFIG_FILE": "%FOLDER%/rabbitmq.conf",
        "RABBITMQ_ENABLED_PLUGINS_FILE": "%FOLDER%/plugins",
        "RABBITMQ_PLUGINS_DIR": str(homes[0] / "plugins"),
        "RABBITMQ_PID_FILE": "%FOLDER%/pid",
        "RABBITMQ_FEATURE_FLAGS_FILE": "%FOLDER%/flags",
        "RABBITMQ_CONF_ENV_FILE": "/dev/null",
        "PATH": f"{erlang}/bin:{os.environ['PATH']}",
        "ERL_ROOTDIR": str(erlang),
        "ERL_EPMD_PORT": "%OTHER%",
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "HOME": "%FOLDER%",
    }
    files = [("rabbitmq.conf", config), ("plugins", "[rabbitmq_web_stomp].\n")]
    # Erlang starts a daemon for names that leaves the group and would outlive the test.
    after = [epmd, "-port", "%OTHER%", "-kill"]
    return Daemon([str(homes[0] / "sbin/rabbitmq-server")], files, environment, after)


STARTS = {
    "socketio-2": lambda: Node("socketio.js", "2"),
    "socketio-3": lambda: Node("socketio.js", "3"),
    "socketio-4": lambda: Node("socketio.js", "4"),
    "graphql-new": lambda: Node("graphql.js", "new"),
    "graphql-old": lambda: Node("graphql.js", "old"),
    "jsonrpc": lambda: Node("jsonrpc.js"),
    "signalr": lambda: Node("signalr.js"),
    "phoenix": lambda: Node("phoenix.js"),
    "mosquitto": mosquitto,
    "rabbitmq": rabbitmq,
    "actioncable": action_cable,
}
