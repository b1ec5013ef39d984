"""Runs one case: the broken variant must be explained rightly, the repaired one must be found to work.

usage: fieldcase.py CASE-FOLDER WIREWISE-CLI     exit status 0 passed, 1 failed, 77 skipped
       fieldcase.py CASE-FOLDER --answers        only what the servers answer
"""

import importlib.metadata
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import answers
import judge
import running

SKIPPED = 77
KINDS = ("head", "get", "upgrade")
CHECK_LIMIT = 120  # seconds for one run of wirewise-cli


class Skip(Exception):
    pass


class Case:
    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.truth = json.loads((self.folder / "case.json").read_text())
        self.paths = judge.one_or_many(self.truth["path"])
        self.ready = [1, 0] if self.truth.get("needs_nginx") else [0]

    def arguments(self, truth):
        return truth.get("arguments", self.truth.get("arguments", []))

    def variants(self):
        for name in ("broken", "repaired"):
            if name in self.truth:
                yield name, self.truth[name]


def nginx_program():
    unpacked = Path(__file__).resolve().parents[2] / "build/servers/usr/sbin/nginx"
    if unpacked.exists():
        return str(unpacked)
    return shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")


def check_needs(case):
    """A case speaks of certain versions; elsewhere it would judge something else."""
    for package, version in case.truth["packages"].items():
        try:
            found = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            raise Skip(f"the Python package {package} is not installed") from None
        if not found.startswith(version):
            raise Skip(f"this case is about {package} {version}, here is {found}")
    if case.truth.get("needs_nginx") and not nginx_program():
        raise Skip("nginx is not installed")


def start(case, repaired):
    """A port may be taken between our look and the server's; then another one will do."""
    for attempt in range(3):
        server = running.Server(case, sys.executable, nginx_program(), repaired)
        try:
            return server.__enter__()
        except running.NotStarted as error:
            if attempt == 2 or "in use" not in str(error):
                raise
    raise AssertionError("not reached")


def truth_complaints(case, path, truth, seen):
    for kind, expected in zip(KINDS, truth["answers"].split()):
        if seen[kind].status != expected:
            yield f"{path}: the server answers {kind} with {seen[kind].status}, the case says {expected}"


def check(cli, case, arguments, server):
    urls = [f"ws://127.0.0.1:{server.port}{path}" for path in case.paths]
    run = subprocess.run(
        [cli, "check", "--json", *arguments, *urls],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=CHECK_LIMIT,
        check=False,
    )
    try:
        document = json.loads(run.stdout)
    except ValueError:
        raise AssertionError(f"no JSON, exit status {run.returncode}: {run.stderr[-2000:]!r}") from None
    return document, run


def health_check_complaints(cli, case, arguments, server, status):
    """The health check that the documentation offers ends as the verdicts say."""
    lines = [
        shlex.join([f"ws://127.0.0.1:{server.port}{path}", *arguments, "--proxy", "none"]) + "\n" for path in case.paths
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as endpoints:
        endpoints.write("".join(lines))
        endpoints.flush()
        run = subprocess.run(
            ["sh", Path(__file__).resolve().parents[2] / "docs/examples/health_check.sh", endpoints.name],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "WIREWISE_CLI": cli, "TIMEOUT": "10"},
            timeout=CHECK_LIMIT,
            check=False,
        )
    if run.returncode != status:
        yield f"health_check.sh ends with {run.returncode}, not {status}: {(run.stdout + run.stderr)[-2000:]!r}"


def variant_complaints(case, name, truth, cli):
    server = start(case, repaired=name == "repaired")
    arguments = case.arguments(truth)
    key = arguments[arguments.index("--key") + 1] if "--key" in arguments else answers.KEY
    try:
        seen = [{kind: answers.ask(kind, path, server.port, key) for kind in KINDS} for path in case.paths]
        for path, one in zip(case.paths, seen):
            print(f"{name} {path}: " + ", ".join(f"{kind} {one[kind].status}" for kind in KINDS))
            yield from truth_complaints(case, path, truth, one)
        if not cli:
            return
        document, run = check(cli, case, arguments, server)
        if len(document["results"]) != len(case.paths):
            yield f"{len(case.paths)} endpoints, {len(document['results'])} results"
            return
        for path, result, one in zip(case.paths, document["results"], seen):
            found = list(judge.complaints(result, truth, one))
            ids = ", ".join(finding["id"] for finding in result["findings"])
            print(f"{name} {path}: {result['verdict']}: {ids}: {result['summary']}")
            yield from (f"{path}: {complaint}" for complaint in found)
        status = max(judge.EXIT_STATUS[result["verdict"]] for result in document["results"])
        if run.returncode != status:
            yield f"exit status {run.returncode}, by the verdicts it is {status}"
        yield from health_check_complaints(cli, case, arguments, server, status)
    finally:
        server.__exit__(None, None, None)


def main(folder, cli):
    case = Case(folder)
    print(case.truth["title"])
    check_needs(case)
    failed = False
    for name, truth in case.variants():
        for complaint in variant_complaints(case, name, truth, cli):
            print(f"FAIL {name}: {complaint}")
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], None if sys.argv[2] == "--answers" else sys.argv[2]))
    except Skip as reason:
        print(f"SKIP: {reason}")
        sys.exit(SKIPPED)
