"""The way of a result to an alert, through the real programs: `check --prometheus` into the textfile folder of a node
exporter, `check --pushgateway` into a Pushgateway, Prometheus that scrapes both with the alert rules of
docs/examples/prometheus. Pauses of the rules are cut to nothing, so that the test need not wait for minutes."""

import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

from running import NotStarted, Ports, end_group, server_program

EXAMPLES = Path(__file__).resolve().parents[2] / "docs/examples/prometheus"
LIMIT = 120  # seconds; a loaded machine is no failure


class Programs:
    """Started programs; leaving the context ends them all."""

    def __init__(self, scratch):
        self.scratch = scratch
        self.all = []

    def __enter__(self):
        return self

    def start(self, name, *words):
        log = open(self.scratch / f"{name}.log", "wb")
        process = subprocess.Popen(
            [str(word) for word in words],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=self.scratch,
            start_new_session=True,
        )
        self.all.append((process, log))

    def __exit__(self, *_):
        for process, log in self.all:
            end_group(process)
            log.close()


def read(url):
    # Never by way of a proxy that the environment names.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(url, timeout=10) as answer:
        return answer.read().decode()


def wait_for(what, condition):
    """The first true value of the condition; an error of the network is none yet."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        try:
            value = condition()
            if value:
                return value
        except OSError:
            pass
        time.sleep(0.2)
    raise NotStarted(f"{what} did not happen within {LIMIT} s")


def lab_addresses(scratch):
    text = (scratch / "lab.log").read_text()
    found = {name: address for address, name in re.findall(r"(ws://\S+/(upgrade\.(?:ok|route-missing)))$", text, re.M)}
    return found if len(found) == 2 else None


def configuration(scratch, exporter, gateway):
    """The examples, with short pauses and our ports."""
    text = (EXAMPLES / "prometheus.yml").read_text()
    text = text.replace("localhost:9100", f"127.0.0.1:{exporter}").replace("localhost:9091", f"127.0.0.1:{gateway}")
    (scratch / "prometheus.yml").write_text(re.sub(r"_interval: \w+", "_interval: 1s", text))
    (scratch / "rules.yml").write_text(re.sub(r"for: \w+", "for: 0s", (EXAMPLES / "rules.yml").read_text()))
    return scratch / "prometheus.yml"


class Asked:
    """What Prometheus says."""

    def __init__(self, port):
        self.base = f"http://127.0.0.1:{port}/api/v1/"

    def values(self, expression):
        query = urllib.parse.urlencode({"query": expression})
        result = json.loads(read(f"{self.base}query?{query}"))["data"]["result"]
        return {(row["metric"].get("job"), row["metric"].get("url")): row["value"][1] for row in result}

    def firing(self, name):
        alerts = json.loads(read(f"{self.base}alerts"))["data"]["alerts"]
        return [one for one in alerts if one["labels"]["alertname"] == name and one["state"] == "firing"]


def check(cli, *words):
    done = subprocess.run(
        [cli, "check", "--proxy", "none", "--listen", "0", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT,
    )
    assert done.stderr == b"", done.stderr.decode()
    return done.returncode


def go_through(cli, scratch, programs, ports):
    exporter, gateway, prometheus = ports
    folder = scratch / "textfile"
    folder.mkdir()
    with Programs(scratch) as started:
        started.start("lab", cli, "lab")
        lab = wait_for("the lab", lambda: lab_addresses(scratch))
        well, broken = lab["upgrade.ok"], lab["upgrade.route-missing"]
        started.start(
            "exporter",
            programs["prometheus-node-exporter"],
            f"--web.listen-address=127.0.0.1:{exporter}",
            "--collector.disable-defaults",
            "--collector.textfile",
            f"--collector.textfile.directory={folder}",
        )
        started.start(
            "gateway", programs["prometheus-pushgateway"], f"--web.listen-address=127.0.0.1:{gateway}"
        )
        wait_for("the Pushgateway", lambda: read(f"http://127.0.0.1:{gateway}/-/ready"))
        started.start(
            "prometheus",
            programs["prometheus"],
            f"--config.file={configuration(scratch, exporter, gateway)}",
            f"--web.listen-address=127.0.0.1:{prometheus}",
            f"--storage.tsdb.path={scratch / 'data'}",
        )
        say = Asked(prometheus)

        written = ("--prometheus", str(folder / "wirewise.prom"))
        pushed = ("--must-arrive", "--pushgateway", f"http://127.0.0.1:{gateway}")
        assert check(cli, *written, *pushed, well, broken) == 1
        up = {("node", well): "1", ("node", broken): "0", ("wirewise", well): "1", ("wirewise", broken): "0"}
        wait_for("scraping both ways", lambda: say.values("wirewise_up") == up)
        assert "wirewise_endpoints" in read(f"http://127.0.0.1:{exporter}/metrics")

        alerts = wait_for("the alert", lambda: len(a := say.firing("WirewiseEndpointDown")) == 2 and a)
        for alert in alerts:
            assert alert["labels"]["url"] == broken, alert
            said = alert["annotations"]["description"]
            assert said.startswith("upgrade.route-missing: run `wirewise-cli explain upgrade.route-missing`"), said
        assert not say.firing("WirewiseRunsStopped") and not say.firing("WirewiseMetricsMissing")

        # Repaired: its address answers as the well one does.
        assert check(cli, *written, *pushed, well) == 0
        wait_for("the end of the alert", lambda: not say.firing("WirewiseEndpointDown"))
        left = {("node", well): "1", ("wirewise", well): "1"}
        wait_for("what was pushed before to go", lambda: say.values("wirewise_up") == left)


def main(cli):
    programs = {}
    for name in ("prometheus", "prometheus-node-exporter", "prometheus-pushgateway"):
        programs[name] = server_program(name)
        if not programs[name]:
            print(f"SKIP: {name} is not installed")
            return 77
    pairs = [Ports(), Ports()]
    ports = [pairs[0].first, pairs[0].first + 1, pairs[1].first]
    with tempfile.TemporaryDirectory(prefix="wirewise-field-") as scratch:
        try:
            go_through(cli, Path(scratch), programs, ports)
        except (AssertionError, NotStarted) as error:
            print(f"failed: {error}")
            for log in Path(scratch).glob("*.log"):
                print(f"---- {log.name}\n{log.read_text(errors='replace')[-2000:]}")
            return 1
        finally:
            for pair in pairs:
                pair.close()
    return 0


sys.exit(main(sys.argv[1]))
