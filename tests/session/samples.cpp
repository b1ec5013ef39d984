#include "session/samples.h"

namespace wirewise::samples {

using namespace observation;
using namespace diagnosis;

Settings fullSettings()
{
    Settings settings;
    settings.headers = {{"X-A", "1"}, {"Authorization", "Bearer s3cret"}, {"X-A", "\xff\xfe"}};
    settings.secrets = {"open sesame"};
    settings.origin = "https://app.example";
    settings.subprotocols = {"chat", "v2"};
    settings.key = "dGVzdA==";
    settings.wsVersion = "8";
    settings.host = "other.example";
    settings.extensions = "permessage-deflate";
    settings.proxy = {ProxyChoice::Kind::Socks5, "proxy.example", 1080, "me", "pw"};
    settings.resolve = {{"example.com", 443, {"127.0.0.1", "::1"}}};
    settings.family = AddressFamily::Ipv6;
    settings.caFile = QStringLiteral("/tmp/ä.pem");
    settings.certificateFile = QStringLiteral("/tmp/c.pem");
    settings.keyFile = QStringLiteral("/tmp/k.pem");
    settings.alpn = {"h2", "http/1.1"};
    settings.insecure = true;
    settings.timeout = std::chrono::milliseconds(1234);
    settings.listen = std::chrono::milliseconds(0);
    settings.send = {"one", QByteArray("\0\xff", 2)};
    settings.probes = {ProbeKind::Upgrade};
    settings.experiments = false;
    settings.sequential = true;
    settings.largestMessage = 4096;
    return settings;
}

static TlsFacts fullTls()
{
    CertificateFacts certificate;
    certificate.subject = QStringLiteral("CN=example.com");
    certificate.issuer = QStringLiteral("CN=Ein Zertifikat für ä");
    certificate.commonName = QStringLiteral("example.com");
    certificate.dnsNames = {"example.com", "*.example.com"};
    certificate.ipAddresses = {"127.0.0.1"};
    certificate.notBefore = QDateTime(QDate(2025, 1, 2), QTime(3, 4, 5), Qt::UTC);
    certificate.notAfter = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    certificate.keyType = "RSA";
    certificate.keyBits = 2048;
    certificate.signatureAlgorithm = "sha256WithRSAEncryption";
    certificate.sha256 = "ab12";
    certificate.caIssuersUrl = "http://ca.example/ca.der";
    certificate.selfIssued = true;
    certificate.isCa = true;
    certificate.serverPurpose = false;
    certificate.serial = "0f3a";
    certificate.purposes = {"serverAuth", "clientAuth"};
    certificate.ocspUrl = "http://ocsp.example";
    certificate.timestamps = 2;
    certificate.mustStaple = true;
    TlsFacts tls;
    tls.result = TlsFacts::Result::VerifyFailed;
    tls.version = "TLSv1.3";
    tls.cipher = "TLS_AES_256_GCM_SHA384";
    tls.group = "x25519";
    tls.alpn = "http/1.1";
    tls.serverName = "example.com";
    tls.alpnOffered = {"http/1.1", "h2"};
    tls.verified = true;
    tls.verificationSkipped = true;
    tls.chain = {certificate, certificate};
    tls.errors = {{1, 20, "unable to get local issuer certificate", certificate.sha256}};
    tls.nameMatches = true;
    tls.commonNameOnly = true;
    tls.alerts = {{false, false, 48, "unknown_ca"}};
    tls.certificateRequested = true;
    tls.acceptedAuthorities = {QStringLiteral("CN=CA")};
    tls.clientCertificateSent = true;
    tls.firstBytes = QByteArray("\x16\x03\x01\0", 4);
    tls.detail = QStringLiteral("words");
    tls.offered = {{"TLSv1.3", "TLSv1.2"}, {"TLS_AES_256_GCM_SHA384", "0x0001"}, {"x25519"}, {"ed25519"}};
    tls.steps = {{false, "client_hello", 517, Duration(0)}, {true, "server_hello", 122, Duration(1500)}};
    tls.staple = {StapledStatus::State::Revoked, true,           certificate.notBefore, certificate.notAfter,
                  certificate.notBefore,         "keyCompromise"};
    tls.anchor = QStringLiteral("CN=Root");
    return tls;
}

Exchange fullExchange(const QByteArray &name)
{
    Exchange exchange;
    exchange.probe.name = name;
    exchange.probe.kind = ProbeKind::Upgrade;
    exchange.probe.endpoint =
        parseEndpoint(QStringLiteral("https://me:p%40w@Example.com:8443/ws?token=s3cret#x")).endpoint.value();
    exchange.probe.settings = fullSettings();
    exchange.outcome = Outcome::Answered;
    exchange.detail = QStringLiteral("detail – with a dash");
    exchange.connection.address = "127.0.0.1";
    exchange.connection.port = 8443;
    exchange.connection.ipv6 = true;
    exchange.connection.localPort = 50000;
    exchange.connection.attempts = {
        {"::1", true, Outcome::Refused, Duration(12), QStringLiteral("Connection refused")}};
    ProxyFacts proxy;
    proxy.kind = ProxyChoice::Kind::Http;
    proxy.host = "proxy.example";
    proxy.port = 3128;
    proxy.result = ProxyFacts::Result::AuthRequired;
    proxy.sent = "CONNECT x HTTP/1.1\r\n\r\n";
    proxy.received = "HTTP/1.1 407 \xff\r\n\r\n";
    proxy.socksReply = 5;
    proxy.status = 407;
    proxy.detail = QStringLiteral("words");
    exchange.connection.proxy = proxy;
    exchange.connection.tls = fullTls();
    exchange.timing = {Duration(1), Duration(2),  Duration(3),  Duration(4),
                       Duration(5), std::nullopt, Duration(15), Duration(99)};
    exchange.sent = wire::toBytes(requestFor(exchange.probe, "dGhlIHNhbXBsZSBub25jZQ=="));
    exchange.received = QByteArray(
        "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 404 Not Found\r\nX: \xff\r\nContent-Length: 2\r\n\r\n\0\1",
        81);
    exchange.arrivals = {{0, Duration(7)}, {26, Duration(9)}};
    exchange.end = StreamEnd::ClosedByPeer;
    exchange.cut = true;
    exchange.readResponse();
    return exchange;
}

Exchange anExchange(const QByteArray &name, qsizetype bodySize)
{
    Exchange exchange;
    exchange.probe.name = name;
    exchange.probe.kind = name == "head"  ? ProbeKind::Head
                          : name == "get" ? ProbeKind::Get
                                          : ProbeKind::Upgrade;
    exchange.probe.endpoint = parseEndpoint(QStringLiteral("ws://example.com/ws")).endpoint.value();
    exchange.outcome = Outcome::Answered;
    exchange.end = StreamEnd::ClosedByPeer;
    exchange.sent = wire::toBytes(requestFor(exchange.probe, "dGhlIHNhbXBsZSBub25jZQ=="));
    exchange.received = "HTTP/1.1 404 Not Found\r\nContent-Length: " + QByteArray::number(bodySize) +
                        "\r\n\r\n" + QByteArray(bodySize, 'x');
    exchange.readResponse();
    return exchange;
}

Message aMessage(qint64 number, const QByteArray &payload)
{
    Message message;
    message.number = number;
    message.at = Duration(number * 1000);
    message.direction = number % 3 == 0 ? wire::Direction::Sent : wire::Direction::Received;
    message.opcode = number % 5 == 0 ? wire::Opcode::Ping : wire::Opcode::Text;
    message.payload = payload;
    message.wireSize = payload.size() + 2;
    message.frames = 1 + static_cast<int>(number % 2);
    if (message.frames == 2) {
        const qint64 half = payload.size() / 2;
        message.fragments = {{message.at - Duration(7), half + 2, half},
                             {message.at, payload.size() - half, std::nullopt}};
    }
    return message;
}

SessionFacts fullSession()
{
    SessionFacts session;
    session.opened = true;
    session.watched = Duration(1000000);
    session.messages = {aMessage(1), aMessage(2, QByteArray("\0\xff", 2)), aMessage(5, {})};
    session.messageCount = 12345;
    session.stream = QByteArray("\x81\x05hello\x88\x02\x03\xe8", 11);
    session.pingSent = Duration(10);
    session.pongReceived = Duration(20);
    session.closeBy = SessionFacts::CloseBy::Peer;
    session.closeCode = 1008;
    session.closeReason = "no \xff token";
    session.closedAt = Duration(30);
    session.breach = wire::FrameBreach::InvalidUtf8;
    session.breachRange = {7, 4};
    session.breachBytes = QByteArray("\xc3\x28\x00x", 4);
    session.end = StreamEnd::ResetByPeer;
    session.endedAt = Duration(40);
    session.endedInsideFrame = true;
    session.quietBeforeEnd = Duration(5);
    return session;
}

Observation fullObservation()
{
    Observation observation;
    observation.typed = QStringLiteral("https://me:p%40w@Example.com:8443/ws?token=s3cret#x");
    observation.endpoint = parseEndpoint(observation.typed);
    observation.settings = fullSettings();
    observation.startedAt = QDateTime(QDate(2025, 11, 21), QTime(10, 12, 31, 456), Qt::UTC);
    observation.took = Duration(1234567);
    observation.stopped = true;
    observation.offline = true;
    observation.exchanges = {anExchange("head"), anExchange("get"), fullExchange()};
    observation.session = fullSession();
    ExperimentResult without;
    without.experiment.id = "without-origin";
    without.experiment.change = QStringLiteral("Without Origin");
    without.experiment.tellsApart = QStringLiteral("tells origin rules apart");
    without.experiment.probe = fullExchange("without-origin").probe;
    without.experiment.watch = std::chrono::milliseconds(3000);
    without.experiment.pingEvery = std::chrono::milliseconds(500);
    without.exchange = fullExchange("without-origin");
    without.session = fullSession();
    without.helps = true;
    ExperimentResult control;
    control.experiment.id = "unknown-path";
    control.experiment.change = QStringLiteral("A path that cannot exist");
    control.experiment.role = Experiment::Role::Control;
    control.experiment.probe = anExchange("unknown-path").probe;
    control.exchange = anExchange("unknown-path");
    observation.experiments = {without, control};
    observation.skipped = {
        {"without-credentials", QStringLiteral("Without credentials"), QStringLiteral("there are none")}};
    return observation;
}

Diagnosis fullDiagnosis()
{
    Evidence evidence;
    evidence.probe = "upgrade";
    evidence.direction = wire::Direction::Sent;
    evidence.range = {4, 9};
    evidence.text = QStringLiteral("/ws?token");
    evidence.says = QStringLiteral("The path that was asked for.");
    Evidence inSession = evidence;
    inSession.direction = wire::Direction::Received;
    inSession.inSession = true;
    inSession.range = {0, 7};
    Finding finding;
    finding.id = "upgrade.route-missing";
    finding.severity = Severity::Error;
    finding.confidence = 0.875;
    finding.title = QStringLiteral("The server does WebSockets, but not on /ws.");
    finding.where = QStringLiteral("The fix belongs in the app's routes.");
    finding.explanation = QStringLiteral("The path `/ws` is not there.");
    finding.evidence = {evidence, inSession};
    finding.causes = {
        {QStringLiteral("A typing error."), QStringLiteral("Look at `routes`."), Likelihood::Likely},
        {QStringLiteral("A prefix."), QString(), Likelihood::Possible}};
    finding.fixes = {{"fastapi", QStringLiteral("Add the route."),
                      QStringLiteral("+ @app.websocket(\"/ws\")"), true, QStringLiteral("FastAPI 0.92"),
                      QStringLiteral("https://fastapi.tiangolo.com/advanced/websockets/")}};
    finding.references = {QStringLiteral("RFC 6455 section 4.2.2")};
    Finding warning = finding;
    warning.id = "health.head-unsupported";
    warning.severity = Severity::Warning;
    Diagnosis diagnosis;
    diagnosis.verdict = Verdict::Fails;
    diagnosis.findings = {finding, warning};
    Hop hop;
    hop.kind = Hop::Kind::Proxy;
    hop.stack = "nginx";
    hop.name = QStringLiteral("nginx 1.22.1");
    hop.wrote = true;
    hop.evidence = evidence;
    diagnosis.hops = {hop};
    diagnosis.rules = "1";
    return diagnosis;
}

} // namespace wirewise::samples
