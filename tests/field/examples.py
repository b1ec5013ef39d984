"""docs/examples and packaging/container, held against what wirewise-cli really knows: its options, its metrics, the
libraries that it is linked with; and against the programs that read them, where these are installed."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from running import server_program

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs/examples"
CONTAINER = ROOT / "packaging/container"
LIMIT = 120  # seconds; a loaded machine is no failure


def output_of(*words, status=(0,), **more):
    done = subprocess.run(
        [str(word) for word in words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=LIMIT,
        **more,
    )
    text = done.stdout.decode(errors="replace")
    assert done.returncode in status, f"{words}: exit status {done.returncode}\n{text}"
    return text


def options_of(cli):
    return set(re.findall(r"^  --([a-z0-9-]+)", output_of(cli, "check", "--help"), re.M))


def expect_options(cli, words, where):
    """Every option exists; without a value of its own where it stands behind a sign."""
    known = options_of(cli)
    for word in words:
        name = word.removeprefix("--").split("=")[0]
        assert not word.startswith("--") or name in known, f"{where}: check has no {word}"


def metrics_of(cli):
    """The names that are written for an endpoint with a certificate, and for one that fails."""
    lab = subprocess.Popen(
        [cli, "lab"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        wanted = {"upgrade.ok", "tls.self-signed"}
        chosen = []
        for line in iter(lab.stdout.readline, b""):
            if line.decode().strip().rpartition("/")[2] in wanted:
                chosen.append(line.decode().strip())
            if len(chosen) == len(wanted):
                break
        with tempfile.NamedTemporaryFile(suffix=".prom") as file:
            words = ["--proxy", "none", "--listen", "0", "--no-experiments", "--prometheus", file.name]
            output_of(cli, "check", *words, *chosen, status=(0, 1))
            return set(re.findall(r"^# TYPE (\S+)", Path(file.name).read_text(), re.M))
    finally:
        lab.kill()
        lab.wait()


def names_in(expression):
    return set(re.findall(r"\bwirewise_\w+", expression))


def look_at_rules(cli):
    yaml = needs_yaml()
    written = metrics_of(cli)
    documented = set(re.findall(r"^\| `(wirewise_\w+)`", (ROOT / "docs/fleet.md").read_text(), re.M))
    assert documented == written, f"docs/fleet.md and the writer differ in {documented ^ written}"
    rules = yaml.safe_load((EXAMPLES / "prometheus/rules.yml").read_text())["groups"][0]["rules"]
    for rule in rules:
        text = rule["expr"] + rule["annotations"].get("description", "")
        assert names_in(text) and names_in(text) <= written, f"{rule['alert']}: {names_in(text) - written}"
    tested = (EXAMPLES / "prometheus/rules_test.yml").read_text()
    for rule in rules:
        assert f"alertname: {rule['alert']}" in tested, f"{rule['alert']} has no test"

    board = json.loads((EXAMPLES / "grafana/wirewise.json").read_text())
    cells, ids = set(), set()
    for panel in board["panels"]:
        assert panel["id"] not in ids and panel["title"] and panel["description"], panel["title"]
        ids.add(panel["id"])
        place = panel["gridPos"]
        for cell in ((x, y) for x in range(place["x"], place["x"] + place["w"]) for y in range(place["y"], place["y"] + place["h"])):
            assert cell not in cells and cell[0] < 24, f"{panel['title']} overlaps or leaves the page"
            cells.add(cell)
        for target in panel["targets"]:
            names = names_in(target["expr"])
            assert names and names <= written, f"{panel['title']}: {names - written}"
    variables = {one["name"] for one in board["templating"]["list"]}
    used = set(re.findall(r"\$\{?(\w+)", json.dumps(board["panels"])))
    assert used <= variables, used - variables
    look_at_expressions(board)


def look_at_expressions(board):
    """Prometheus parses them: as rules, since promtool has no other way in."""
    promtool = server_program("promtool")
    if not promtool:
        print("promtool is not installed: rules and expressions were not read by it")
        return
    expressions = [target["expr"].replace("$url", ".*") for panel in board["panels"] for target in panel["targets"]]
    rules = [{"record": f"a:b{i}", "expr": one} for i, one in enumerate(expressions)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rules.yml"
        file.write_text(json.dumps({"groups": [{"name": "board", "rules": rules}]}))
        output_of(promtool, "check", "rules", file)
        broken = Path(folder) / "broken.yml"
        broken.write_text(file.read_text().replace("wirewise_up{", "wirewise_up{{"))
        output_of(promtool, "check", "rules", broken, status=(1,))
    output_of(promtool, "check", "config", EXAMPLES / "prometheus/prometheus.yml")
    output_of(promtool, "test", "rules", "rules_test.yml", cwd=EXAMPLES / "prometheus")


def commands_in(text):
    """The words behind "check" of every command of wirewise-cli in a shell text, its lines joined."""
    joined = re.sub(r"\\\n\s*", " ", text)
    return [match.split() for match in re.findall(r"\bcheck( --[^\n|]+)", joined)]


def look_at_pipelines(cli):
    yaml = needs_yaml()
    github = yaml.safe_load((EXAMPLES / "ci/github.yml").read_text())
    steps = github["jobs"]["check"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    assert all(("run" in step) != ("uses" in step) for step in steps)
    gitlab = yaml.safe_load((EXAMPLES / "ci/gitlab.yml").read_text())
    runs += gitlab["endpoints"]["script"]
    found = [words for run in runs for words in commands_in(run)]
    assert len(found) == 2, found
    for words in found:
        expect_options(cli, words, "ci")
    reports = gitlab["endpoints"]["artifacts"]["reports"]["junit"]
    assert f"--junit {reports}" in runs[-1]


def look_at_units(cli):
    service = (EXAMPLES / "systemd/wirewise-check.service").read_text()
    command = re.search(r"^ExecStart=/usr/bin/wirewise-cli check (.+)$", service, re.M)
    expect_options(cli, command[1].split(), "systemd")
    analyze = shutil.which("systemd-analyze")
    if not analyze:
        print("systemd-analyze is not installed: the units were not read by it")
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "wirewise-check.service"
        file.write_text(service.replace("/usr/bin/wirewise-cli", str(Path(cli).resolve())))
        shutil.copy(EXAMPLES / "systemd/wirewise-check.timer", folder)
        said = output_of(analyze, "verify", "--man=no", file, Path(folder) / "wirewise-check.timer")
        assert "wirewise" not in said, said
        file.write_text(file.read_text() + "NoSuchSetting=yes\n")
        assert "NoSuchSetting" in output_of(analyze, "verify", "--man=no", file, status=(0, 1))


def containers_of(objects):
    for one in objects:
        template = one["spec"].get("jobTemplate", one)["spec"].get("template") if "spec" in one else None
        if template:
            yield from template["spec"]["containers"]


def without_network(text):
    """The same with every host a port of this machine that nobody listens on."""
    text = re.sub(r"(wss?://)[\w.:-]+", r"\g<1>127.0.0.1:1", text)
    return re.sub(r"^host = .*", "host = 127.0.0.1:1", text, flags=re.M)


def look_at_kubernetes(cli):
    yaml = needs_yaml()
    objects = {}
    for file in sorted((EXAMPLES / "kubernetes").glob("*.yaml")):
        objects[file.name] = list(yaml.safe_load_all(file.read_text()))
    cron = objects["cronjob.yaml"]
    everything = [one for many in objects.values() for one in many]
    for one in everything:
        assert one["apiVersion"] and one["kind"] and one["metadata"]["name"], one
    for container in containers_of(everything):
        words = container.get("args", []) + container.get("readinessProbe", {}).get("exec", {}).get("command", [])
        expect_options(cli, words, container["name"])
        if "wirewise" in container["image"]:
            confined = container["securityContext"]
            assert confined["readOnlyRootFilesystem"] and not confined["allowPrivilegeEscalation"]

    # The files of the ConfigMap, where the containers see them, are what wirewise-cli reads there.
    files = next(one for one in cron if one["kind"] == "ConfigMap")["data"]
    secret = next(one for one in cron if one["kind"] == "Secret")["stringData"]
    for container in containers_of(cron):
        with tempfile.TemporaryDirectory() as root:
            for mount in container["volumeMounts"]:
                path = Path(root + mount["mountPath"])
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(without_network(files[mount["subPath"]]))
            environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
            for variable in container.get("env", []):
                environment[variable["name"]] = secret[variable["valueFrom"]["secretKeyRef"]["key"]]
            words = [word.replace("/etc/", f"{root}/etc/") for word in container["args"]]
            words = [word for word in words if not word.startswith(("--otlp", "--push"))]
            said = output_of(cli, *words, "--json", "--proxy", "none", status=(1,), env=environment)
            results = json.loads(said)["results"]
            assert len(results) == (2 if container["name"] == "list" else 1), said
            assert all(one["findings"][0]["id"] == "tcp.refused" for one in results), said
    look_at_schema(everything)


def look_at_schema(objects):
    modules = ROOT / "build/peers/node_modules"
    if not shutil.which("node") or not (modules / "kubernetes-models").exists():
        print("The npm package kubernetes-models is not installed: its schemas were not asked")
        return
    script = Path(__file__).resolve().parent / "peers/kubernetes.js"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "objects.json"
        file.write_text(json.dumps(objects))
        output_of("node", script, modules, file)
        broken = json.dumps(objects).replace("concurrencyPolicy", "concurencyPolicy")
        file.write_text(broken)
        output_of("node", script, modules, file, status=(1,))


def packages_in(text):
    return set(re.sub(r"#.*", "", text).split())


def owner_of(library):
    """The package that has a library; since /lib became a part of /usr, either of its names may be known."""
    real = str(Path(library).resolve())
    for name in (library, real, real.removeprefix("/usr")):
        said = subprocess.run(["dpkg-query", "-S", name], capture_output=True, timeout=LIMIT)
        if said.returncode == 0:
            return said.stdout.decode().split(":")[0]
    raise AssertionError(f"no package has {library}")


def look_at_configuration(copied, installed):
    """What is copied is enough to configure the build."""
    if any(not is_installed(package) for package in installed):
        print("Not all packages of the recipe are installed: its build was not configured")
        return
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.mkdir()
        for one in copied:
            (source / one.name).symlink_to(ROOT / one)
        options = ["-DCMAKE_BUILD_TYPE=Release", "-DWIREWISE_GUI=OFF", "-DWIREWISE_TESTS=OFF"]
        output_of("cmake", "-S", source, "-B", Path(folder) / "build", "-G", "Ninja", *options)


def is_installed(package):
    said = subprocess.run(["dpkg-query", "-W", "-f=${db:Status-Status}", package], capture_output=True, timeout=LIMIT)
    return said.stdout == b"installed"


def look_at_container(cli):
    recipe = (CONTAINER / "Containerfile").read_text().replace("\\\n", " ")
    installed = set(re.search(r"install -y --no-install-recommends ([^&]+)&&", recipe)[1].split())
    wanted = set(re.search(r'^build_packages="([^"]+)"', (ROOT / "dev").read_text(), re.M)[1].split())
    window = {"qt6-svg-dev", "qt6-tools-dev", "qt6-l10n-tools", "qtkeychain-qt6-dev"}
    assert installed == wanted - window, installed ^ (wanted - window)
    copied = [Path(one) for one in re.findall(r"^COPY (?!--)(\S+)", recipe, re.M)]
    assert copied and all((ROOT / one).exists() for one in copied), copied

    if not shutil.which("dpkg-query") or not shutil.which("readelf"):
        print("This is not Debian, or binutils are not installed: the libraries were not looked up")
        return
    look_at_configuration(copied, installed)
    listed = packages_in((CONTAINER / "runtime-packages").read_text())
    needed = re.findall(r"\(NEEDED\).*\[(.+)\]", output_of("readelf", "-d", cli))
    places = dict(re.findall(r"^\s*(\S+) => (\S+)", output_of("ldd", cli), re.M))
    owners = {owner_of(places.get(library, library)) for library in needed}
    base = {"libc6", "libstdc++6", "libgcc-s1"}  # Debian's own base system has them, or Qt depends on them
    assert owners - base <= listed, f"not in runtime-packages: {owners - base - listed}"
    assert listed - owners <= {"ca-certificates"}, f"nothing needs {listed - owners}"


class NotInstalled(Exception):
    pass


def needs_yaml():
    try:
        import yaml
    except ImportError:
        raise NotInstalled("python3-yaml is not installed") from None
    return yaml


LOOKS = {
    "rules": look_at_rules,
    "pipelines": look_at_pipelines,
    "systemd": look_at_units,
    "kubernetes": look_at_kubernetes,
    "container": look_at_container,
}


def main(what, cli):
    try:
        LOOKS[what](cli)
    except NotInstalled as reason:
        print(f"SKIP: {reason}")
        return 77
    except AssertionError as error:
        print(f"failed: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
