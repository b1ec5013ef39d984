"""Starts the server of a case on ports of its own and stops it with all its children."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SERVERS = HERE / "servers"
# Below the range from which systems hand out ephemeral ports, so that no passing connection takes one.
PORTS = range(21000, 31000, 2)
START_LIMIT = 60  # seconds; a loaded machine is no failure


class NotStarted(Exception):
    pass


def server_program(name):
    """Where a program is that ./dev unpacks, or the system has; None if it is not installed."""
    for folder in ("bin", "sbin"):
        unpacked = HERE.parents[1] / "build/servers/usr" / folder / name
        if unpacked.exists():
            return str(unpacked)
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")


class Ports:
    """Two neighbouring ports that nobody listens on; a lock keeps them ours among runs at the same time."""

    def __init__(self):
        locks = Path(tempfile.gettempdir()) / f"wirewise-field-{os.getuid()}"
        locks.mkdir(mode=0o700, exist_ok=True)
        start = os.getpid() % len(PORTS)
        for port in (*PORTS[start:], *PORTS[:start]):
            lock = open(locks / str(port), "w")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                lock.close()
                continue
            if all(self._is_free(one) for one in (port, port + 1)):
                self.lock, self.first = lock, port
                return
            lock.close()
        raise NotStarted("no two free ports")

    @staticmethod
    def _is_free(port):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                return False
        return True

    def close(self):
        self.lock.close()


class Server:
    """A started case. Leaving the context ends the whole process group."""

    def __init__(self, case, python, nginx, repaired):
        self.case = case
        self.repaired = repaired
        self.programs = {"PYTHON": python, "NGINX": nginx or ""}

    def __enter__(self):
        self.ports = Ports()
        self.port = self.ports.first
        self.scratch = Path(tempfile.mkdtemp(prefix="wirewise-field-"))
        environment = dict(
            os.environ,
            **self.programs,
            CASE=str(self.case.folder),
            SERVERS=str(SERVERS),
            SCRATCH=str(self.scratch),
            PORT=str(self.port),
            ORIGIN_PORT=str(self.port + 1),
            REPAIRED="yes" if self.repaired else "",
            PYTHONDONTWRITEBYTECODE="1",
            PYTHONUNBUFFERED="1",
        )
        self.log = open(self.scratch / "log", "wb")
        self.process = subprocess.Popen(
            [str(self.case.folder / "start")],
            env=environment,
            cwd=self.scratch,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            for offset in self.case.ready:
                self._wait_for_answer(self.port + offset)
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise
        return self

    def _wait_for_answer(self, port):
        """A port that accepts is not enough: gunicorn listens before its workers have loaded the application."""
        end = time.monotonic() + START_LIMIT
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise NotStarted(f"start ended with {self.process.returncode}\n{self.log_text()}")
            try:
                with socket.create_connection(("127.0.0.1", port), 5) as connection:
                    connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                    if connection.recv(1):
                        return
            except OSError:
                pass
            time.sleep(0.05)
        raise NotStarted(f"no answer on port {port} within {START_LIMIT} s\n{self.log_text()}")

    def log_text(self):
        return (self.scratch / "log").read_text(errors="replace")[-3000:]

    def __exit__(self, *_):
        end_group(self.process)
        self.log.close()
        self.ports.close()
        shutil.rmtree(self.scratch, ignore_errors=True)


def end_group(process):
    """Ends a process that leads a group, with all its children."""
    for kind, limit in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
        try:
            os.killpg(process.pid, kind)
        except ProcessLookupError:
            break
        end = time.monotonic() + limit
        while time.monotonic() < end and group_lives(process):
            time.sleep(0.02)
    process.wait()


def group_lives(process):
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True
