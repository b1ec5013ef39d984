"""TLS servers as they come from Debian, each with the same chain and a stapled status: what wirewise-cli tells of the
handshake is held against what sslscan, openssl s_client and, for one of them, testssl.sh report. The table of agreement is
printed. Then the key log: tshark reads what it could not read without."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import xml.etree.ElementTree as xml
from datetime import datetime, timezone
from pathlib import Path

import running
from realpeers import Daemon, Skip, need

LIMIT = 180  # seconds; a loaded machine is no failure
NAME = "localhost"


def openssl(folder, *words, check=True):
    done = subprocess.run(
        ["openssl", *words], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT, check=False
    )
    if check and done.returncode != 0:
        raise AssertionError(f"openssl {words[0]}: {done.stderr.decode(errors='replace')[-500:]}")
    return done.stdout.decode(errors="replace")


def sign(folder, name, issuer, extensions, days, *key):
    openssl(folder, "req", "-new", *key, "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
    (folder / "extensions").write_text(extensions)
    signer = ["-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key", "-CAcreateserial"]
    if issuer == name:
        signer = ["-signkey", f"{name}.key"]
    openssl(folder, "x509", "-req", "-in", f"{name}.csr", *signer, "-days", days, "-extfile", "extensions", "-out", f"{name}.pem")


def make_certificates(folder):
    """root, intermediate and a leaf for localhost, and the intermediate's word that the leaf is good."""
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    authority = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"
    sign(folder, "root", "root", authority, "400", *curve)
    sign(folder, "intermediate", "root", authority, "300", *curve)
    leaf = f"basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\nsubjectAltName=DNS:{NAME},IP:127.0.0.1\n"
    sign(folder, "leaf", "intermediate", leaf, "90", "-newkey", "rsa:2048")
    chain = (folder / "leaf.pem").read_text() + (folder / "intermediate.pem").read_text()
    (folder / "chain.pem").write_text(chain)
    (folder / "all.pem").write_text(chain + (folder / "leaf.key").read_text())
    serial = openssl(folder, "x509", "-in", "leaf.pem", "-noout", "-serial").strip().split("=")[1]
    (folder / "index.txt").write_text(f"V\t400101000000Z\t\t{serial}\tunknown\t/CN=leaf\n")
    about = ["-issuer", "intermediate.pem", "-cert", "leaf.pem", "-no_nonce"]
    openssl(folder, "ocsp", *about, "-reqout", "leaf.req")
    signer = ["-CA", "intermediate.pem", "-rsigner", "intermediate.pem", "-rkey", "intermediate.key"]
    openssl(folder, "ocsp", "-index", "index.txt", *signer, "-reqin", "leaf.req", "-respout", "all.pem.ocsp", "-ndays", "7")


def nginx(certificates):
    config = f"""daemon off; worker_processes 1; pid %FOLDER%/pid; error_log %FOLDER%/error.log;
events {{}}
http {{ access_log off; client_body_temp_path %FOLDER%/1; proxy_temp_path %FOLDER%/2; fastcgi_temp_path %FOLDER%/3;
 uwsgi_temp_path %FOLDER%/4; scgi_temp_path %FOLDER%/5;
 server {{ listen 127.0.0.1:%PORT% ssl; ssl_protocols TLSv1.2 TLSv1.3; ssl_certificate {certificates}/chain.pem;
  ssl_certificate_key {certificates}/leaf.key; ssl_stapling on; ssl_stapling_file {certificates}/all.pem.ocsp;
  location / {{ return 200 ok; }} }} }}
"""
    program = running.server_program("nginx")
    if not program:
        raise Skip("nginx is not installed")
    return Daemon([program, "-c", "%FOLDER%/nginx.conf", "-p", "%FOLDER%"], [("nginx.conf", config)])


def haproxy(certificates):
    config = f"""defaults
 mode http
 timeout client 30s
frontend tls
 bind 127.0.0.1:%PORT% ssl crt {certificates}/all.pem
 http-request return status 200
"""
    return Daemon([need("haproxy", "haproxy"), "-db", "-f", "%FOLDER%/haproxy.cfg"], [("haproxy.cfg", config)])


def apache(certificates):
    program = need("apache2", "apache2")
    modules = "/usr/lib/apache2/modules/mod_"
    loaded = "".join(f"LoadModule {name}_module {modules}{name}.so\n" for name in ("mpm_event", "authz_core", "ssl"))
    config = f"""{loaded}ServerName {NAME}
Listen 127.0.0.1:%PORT%
PidFile %FOLDER%/pid
ErrorLog %FOLDER%/error.log
DocumentRoot %FOLDER%
SSLEngine on
SSLCertificateFile {certificates}/chain.pem
SSLCertificateKeyFile {certificates}/leaf.key
"""
    return Daemon([program, "-DFOREGROUND", "-f", "%FOLDER%/apache.conf"], [("apache.conf", config)])


def caddy(certificates):
    config = f"""{{
 admin off
 auto_https off
 storage file_system %FOLDER%
}}
https://{NAME}:%PORT% {{
 tls {certificates}/chain.pem {certificates}/leaf.key
 respond ok
}}
"""
    return Daemon([need("caddy", "caddy"), "run", "--adapter", "caddyfile", "--config", "%FOLDER%/Caddyfile"], [("Caddyfile", config)])


def stunnel(certificates):
    config = f"""foreground = yes
pid =
[tls]
accept = 127.0.0.1:%PORT%
connect = 127.0.0.1:%OTHER%
cert = {certificates}/chain.pem
key = {certificates}/leaf.key
"""
    return Daemon([need("stunnel4", "stunnel4"), "%FOLDER%/stunnel.conf"], [("stunnel.conf", config)])


def s_server(certificates):
    files = ["-cert", "leaf.pem", "-key", "leaf.key", "-cert_chain", "intermediate.pem", "-status_file", "all.pem.ocsp"]
    files = [str(certificates / one) if not one.startswith("-") else one for one in files]
    return Daemon(["openssl", "s_server", "-accept", "127.0.0.1:%PORT%", *files, "-www", "-quiet"])


def gnutls(certificates):
    files = ["--x509certfile", str(certificates / "chain.pem"), "--x509keyfile", str(certificates / "leaf.key")]
    return Daemon([need("gnutls-serv", "gnutls-bin"), "--http", "-p", "%PORT%", *files, "--disable-client-cert"])


SERVERS = {
    "nginx": nginx,
    "haproxy": haproxy,
    "apache": apache,
    "caddy": caddy,
    "stunnel": stunnel,
    "s_server": s_server,
    "gnutls": gnutls,
}


def told(cli, port, certificates, *options):
    """ "tls" of wirewise-cli's JSON about a GET."""
    words = ["--json", "--proxy", "none", "--ipv4", "--probe", "get", "--no-experiments", "--cacert", str(certificates / "root.pem")]
    done = subprocess.run(
        [cli, "check", *words, *options, f"https://{NAME}:{port}/told"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT,
        check=False,
    )
    return json.loads(done.stdout)["results"][0]["probes"][0]["connection"]["tls"]


def time_of(text):
    return datetime.strptime(text, "%b %d %H:%M:%S %Y %Z").replace(tzinfo=timezone.utc)


def name_in(text):
    return re.sub(r"^CN\s*=\s*", "", text)


def against_sslscan(tls, port):
    """fact, what we say, what sslscan says, whether they agree."""
    done = subprocess.run(
        ["sslscan", "--xml=-", "--no-colour", f"--sni-name={NAME}", f"127.0.0.1:{port}"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT,
        check=True,
    )
    scan = xml.fromstring(done.stdout.decode(errors="replace")).find("ssltest")
    enabled = ["TLSv" + one.get("version") for one in scan.iter("protocol") if one.get("enabled") == "1" and one.get("type") == "tls"]
    yield "version", tls["version"], enabled[-1], tls["version"] == enabled[-1]
    ciphers = {one.get("cipher"): one for one in scan.iter("cipher") if one.get("sslversion") == tls["version"]}
    yield "cipher", tls["cipher"], f"{len(ciphers)} accepted", tls["cipher"] in ciphers
    curve = ciphers[tls["cipher"]].get("curve") if tls["cipher"] in ciphers else None
    if curve:
        names = {"25519": "x25519", "P-256": "secp256r1", "P-384": "secp384r1"}
        yield "group", tls["group"], curve, tls["group"] == names.get(curve, curve)
    leaf, seen = tls["chain"][0], scan.find("certificates/certificate")
    text = lambda path: (seen.findtext(path) or "").strip()  # noqa: E731
    yield "signature", leaf["signature"], text("signature-algorithm"), leaf["signature"] == text("signature-algorithm")
    key = f"{seen.find('pk').get('type')} {seen.find('pk').get('bits')}"
    yield "key", leaf["key"], key, leaf["key"] == key
    yield "subject", leaf["common_name"], text("subject"), leaf["common_name"] == text("subject")
    yield "issuer", name_in(leaf["issuer"]), text("issuer"), name_in(leaf["issuer"]) == text("issuer")
    names = [f"DNS:{one}" for one in leaf["dns_names"]] + [f"IP Address:{one}" for one in leaf["ip_addresses"]]
    yield "names", ", ".join(names), text("altnames"), ", ".join(names) == text("altnames")
    for fact, path in (("not_before", "not-valid-before"), ("not_after", "not-valid-after")):
        yield fact, leaf[fact], text(path), datetime.fromisoformat(leaf[fact].replace("Z", "+00:00")) == time_of(text(path))
    yield "self-signed", leaf["subject"] == leaf["issuer"], text("self-signed"), text("self-signed") == "false"


def against_openssl(tls, port, certificates):
    seen = openssl(
        certificates,
        *("s_client", "-connect", f"127.0.0.1:{port}", "-servername", NAME, "-verify_hostname", NAME),
        *("-CAfile", "root.pem", "-showcerts", "-status"),
        check=False,
    )
    sent = len(re.findall(r"^ ?\d+ s:", seen, re.M))
    yield "chain", len(tls["chain"]), sent, len(tls["chain"]) == sent
    code = re.search(r"Verify return code: (\d+)", seen)
    code = int(code[1]) if code else None
    yield "verified", tls["verified"], f"return code {code}", tls["verified"] == (code == 0)
    status = re.search(r"Cert Status: (\w+)", seen)
    status = status[1] if status else None
    ours = tls["staple"] and tls["staple"]["status"]
    yield "status", ours, status, ours == status
    cipher = re.search(r"Cipher is (\S+)", seen)
    yield "chosen", tls["cipher"], cipher and cipher[1], bool(cipher) and tls["cipher"] == cipher[1]


def against_testssl(tls, port):
    with tempfile.TemporaryDirectory(prefix="wirewise-field-") as folder:
        file = Path(folder) / "found.json"
        subprocess.run(
            ["testssl", "--quiet", "--color", "0", "--ip", "127.0.0.1", "-S", "--jsonfile", str(file), f"https://{NAME}:{port}/"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LIMIT,
            check=False,
        )
        found = {one["id"].split(" ")[0]: one["finding"] for one in json.loads(file.read_text())}
    leaf = tls["chain"][0]
    fingerprint = found.get("cert_fingerprintSHA256", "").lower()
    yield "SHA-256", leaf["sha256"], fingerprint, leaf["sha256"] == fingerprint
    serial = found.get("cert_serialNumber", "").lower()
    yield "serial", leaf["serial"], serial, leaf["serial"].lstrip("0") == serial.lstrip("0")
    size = found.get("cert_keySize", "")
    yield "key", leaf["key"], size, size.startswith(leaf["key"])
    stapled = found.get("OCSP_stapling", "")
    yield "stapled", tls["staple"] is not None, stapled, (tls["staple"] is not None) == (stapled == "offered")


def agreement(cli, name, certificates):
    server = SERVERS[name](certificates)
    try:
        tls = told(cli, server.port, certificates)
        rows = [("openssl", *row) for row in against_openssl(tls, server.port, certificates)]
        if shutil.which("sslscan"):
            rows += [("sslscan", *row) for row in against_sslscan(tls, server.port)]
        if name == "nginx" and shutil.which("testssl"):
            rows += [("testssl", *row) for row in against_testssl(tls, server.port)]
    finally:
        server.end()
    for tool, fact, ours, theirs, agrees in rows:
        print(f"{name:9} {tool:8} {fact:12} {'agrees  ' if agrees else 'DIFFERS '} {ours!s:.60} | {theirs!s:.60}")
    return all(row[-1] for row in rows)


class Relay(threading.Thread):
    """Carries one connection to a server and keeps what went either way, in its order."""

    def __init__(self, target):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.target = target
        self.portions = []
        self.start()

    def run(self):
        near = self.listener.accept()[0]
        with near, socket.create_connection(("127.0.0.1", self.target)) as far:
            back = threading.Thread(target=self._carry, args=(far, near, "I"), daemon=True)
            back.start()
            self._carry(near, far, "O")
            back.join()

    def _carry(self, source, sink, way):
        try:
            while portion := source.recv(65536):
                self.portions.append((way, portion))
                sink.sendall(portion)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def read_by_tshark(folder, portions, *options):
    """What tshark takes for HTTP in it, as a list of targets."""
    with open(folder / "bytes.txt", "w") as out:
        for way, portion in portions:
            out.write(f"{way}\n")
            for at in range(0, len(portion), 16):
                out.write(f"{at:06x} {portion[at : at + 16].hex(' ')}\n")
    subprocess.run(["text2pcap", "-q", "-D", "-T", "40000,443", "bytes.txt", "bytes.pcap"], cwd=folder, check=True, capture_output=True)
    done = subprocess.run(
        ["tshark", "-r", "bytes.pcap", *options, "-Y", "http.request", "-T", "fields", "-e", "http.request.uri"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT,
        check=True,
    )
    return done.stdout.decode().split()


def keys(cli, certificates):
    for program in ("tshark", "text2pcap"):
        need(program, program)
    server = s_server(certificates)
    try:
        relay = Relay(server.port)
        told(cli, relay.port, certificates, "--keylog", str(certificates / "keys.log"))
        relay.join(LIMIT)
    finally:
        server.end()
    without = read_by_tshark(certificates, relay.portions)
    read = read_by_tshark(certificates, relay.portions, "-o", f"tls.keylog_file:{certificates / 'keys.log'}")
    mode = os.stat(certificates / "keys.log").st_mode & 0o777
    print(f"tshark reads {without} without the keys and {read} with them; the file has mode {mode:o}")
    return without == [] and read == ["/told"] and mode == 0o600


def main(what, cli):
    try:
        need("openssl", "openssl")
        with tempfile.TemporaryDirectory(prefix="wirewise-field-") as folder:
            certificates = Path(folder)
            make_certificates(certificates)
            return 0 if (keys(cli, certificates) if what == "keys" else agreement(cli, what, certificates)) else 1
    except Skip as skip:
        print(f"SKIP: {skip}")
        return 77


sys.exit(main(sys.argv[1], sys.argv[2]))
