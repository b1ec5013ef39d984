#include "lab/labserver.h"
#include "wire/handshake.h"
#include "wire/request.h"
#include "wire/response.h"

#include <QHostAddress>
#include <QSet>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>
#include <QUrl>

#include <QFile>

using namespace wirewise;
using lab::LabServer;
using lab::Scenario;
using lab::Serving;

namespace {

constexpr char Key[] = "dGhlIHNhbXBsZSBub25jZQ==";

/// What a plain client got, and whether the peer ended TCP.
struct Got
{
    QByteArray bytes;
    bool ended = false;
};

const Scenario &scenarioOf(const QByteArray &id)
{
    const Scenario *found = lab::findScenario(id);
    if (!found)
        qFatal("no scenario %s", id.constData());
    return *found;
}

/// The request that a client makes of the address, with what the options of the scenario change in it.
QByteArray requestFor(const LabServer &server, const Scenario &scenario, const QByteArray &method)
{
    const QUrl url(QString::fromLatin1(server.urlOf(scenario)));
    wire::Request request;
    request.method = method == "HEAD" ? "HEAD" : "GET";
    request.target = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    request.headers.append("Host", url.authority().toLatin1());
    if (method == "upgrade") {
        request.headers.append("Upgrade", "websocket");
        request.headers.append("Connection", "Upgrade");
        request.headers.append("Sec-WebSocket-Key", Key);
        request.headers.append("Sec-WebSocket-Version", "13");
    }
    const QList<QByteArray> options = server.optionsOf(scenario);
    for (qsizetype n = 0; n + 1 < options.size(); n += 2) {
        const QByteArray &value = options.at(n + 1);
        if (options.at(n) == "--origin")
            request.headers.set("Origin", value);
        else if (options.at(n) == "--key" && method == "upgrade")
            request.headers.set("Sec-WebSocket-Key", value);
        else if (options.at(n) == "--ws-version" && method == "upgrade")
            request.headers.set("Sec-WebSocket-Version", value);
        else if (options.at(n) == "--host")
            request.headers.set("Host", value);
        else if (options.at(n) == "--subprotocol" && method == "upgrade")
            request.headers.set("Sec-WebSocket-Protocol", value);
    }
    return wire::toBytes(request);
}

/// Sends the bytes and reads until the peer ends, or until `enough` bytes are there.
Got talk(quint16 port, const QByteArray &bytes, qsizetype enough = -1)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    socket.write(bytes);
    Got got;
    const bool done = QTest::qWaitFor(
        [&] {
            got.bytes += socket.readAll();
            got.ended = socket.state() == QAbstractSocket::UnconnectedState;
            return got.ended || (enough >= 0 && got.bytes.size() >= enough);
        },
        8000);
    if (!done)
        qWarning("gave up waiting after %lld bytes", static_cast<long long>(got.bytes.size()));
    return got;
}

quint16 portOf(const LabServer &server, const Scenario &scenario)
{
    return static_cast<quint16>(QUrl(QString::fromLatin1(server.urlOf(scenario))).port());
}

/// The date is the only thing that may differ between two answers to the same request.
QByteArray withoutDate(QByteArray bytes)
{
    const qsizetype start = bytes.indexOf("Date: ");
    return start < 0 ? bytes : bytes.remove(start, bytes.indexOf('\n', start) - start + 1);
}

} // namespace

/// What each scenario promises, seen with a plain client: none of Wirewise's own probes is used.
class TestLabScenarios : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_lab.start()); }

    // The table.

    void everyRowIsWhole()
    {
        QSet<QByteArray> ids;
        lab::Layer before = lab::Layer::Local;
        for (const Scenario &row : lab::scenarios()) {
            QVERIFY2(!ids.contains(row.id), row.id);
            ids.insert(row.id);
            QVERIFY2(row.id.split('.').first() == lab::toString(row.layer), row.id);
            QVERIFY2(row.layer >= before, row.id);
            before = row.layer;
            QVERIFY2(*row.title && *row.story && !row.seen.isEmpty() && !row.confusedWith.isEmpty(), row.id);
            QVERIFY2(qstrlen(row.title) <= 60, row.id);
            QCOMPARE(row.drawing.actors.size(), row.drawing.links.size() + 1);
            QVERIFY2(m_lab.addresses().plays(row), row.id);
            const QByteArray url = m_lab.urlOf(row);
            QVERIFY2(!url.contains('{') && url.size() > 10, url);
            for (const QByteArray &option : m_lab.optionsOf(row))
                QVERIFY2(!option.contains('{') && !option.isEmpty(), option);
            for (const lab::LookAlike &other : row.confusedWith)
                QVERIFY2(other.id != row.id && *other.difference, row.id);
        }
        QVERIFY(ids.size() >= 30);
    }

    void addressesNameNoOtherComputer()
    {
        for (const Scenario &row : lab::scenarios()) {
            const QString host = QUrl(QString::fromLatin1(m_lab.urlOf(row))).host();
            const bool here = QHostAddress(host).isLoopback() || m_lab.optionsOf(row).contains("--resolve");
            QVERIFY2(here || row.id == "dns.not-found", row.id);
        }
    }

    // Status by method.

    void answersByMethod_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<int>("head");
        QTest::addColumn<int>("get");
        QTest::addColumn<int>("upgrade");
        const auto row = [](const char *id, int head, int get, int upgrade) {
            QTest::newRow(id) << QByteArray(id) << head << get << upgrade;
        };
        // 0: closed without a byte.
        row("upgrade.ok", 200, 200, 101);
        row("tcp.one-family-only", 200, 200, 101);
        row("health.head-misleading", 404, 404, 101);
        row("health.head-unsupported", 0, 426, 101);
        row("health.not-ready", 503, 503, 503);
        row("http.closed-without-response", 0, 0, 0);
        row("http.truncated-response", 502, 502, 502);
        row("upgrade.stripped-by-proxy", 400, 400, 400);
        row("upgrade.not-supported-by-server", 404, 404, 400);
        row("upgrade.route-missing", 404, 404, 403);
        row("upgrade.page-instead", 200, 200, 200);
        row("upgrade.redirected", 301, 301, 301);
        row("upgrade.method-not-allowed", 405, 405, 405);
        row("upgrade.dropped", 200, 200, 0);
        row("upgrade.bad-gateway", 502, 502, 502);
        row("upgrade.service-unavailable", 503, 503, 503);
        row("upgrade.gateway-timeout", 200, 200, 504);
        row("upgrade.server-error", 200, 200, 500);
        row("upgrade.unauthorized", 401, 401, 401);
        row("upgrade.origin-rejected", 200, 200, 403);
        row("upgrade.forbidden", 403, 403, 403);
        row("upgrade.rate-limited", 429, 429, 429);
        row("upgrade.bad-key", 200, 200, 400);
        row("upgrade.version-unsupported", 200, 200, 426);
        row("upgrade.host-rejected", 400, 400, 400);
        row("upgrade.subprotocol-rejected", 200, 200, 400);
        row("upgrade.request-too-large", 414, 414, 414);
        row("upgrade.bad-request", 200, 200, 400);
        row("upgrade.unexpected-status", 418, 418, 418);
        row("upgrade.async-mode-mismatch", 400, 400, 500);
        row("engineio.plain-websocket", 400, 400, 400);
        row("engineio.unknown-transport", 400, 400, 400);
        row("engineio.unknown-session", 400, 400, 400);
        row("engineio.unsupported-version", 400, 400, 400);
        row("engineio.websocket-disabled", 400, 400, 400);
        row("engineio.forbidden", 403, 403, 403);
        row("engineio.connect-rejected", 400, 400, 101);
        row("session.dropped", 200, 200, 101);
        row("auth.token-expired", 401, 401, 401);
        row("auth.token-not-yet-valid", 401, 401, 401);
    }

    void answersByMethod()
    {
        QFETCH(QByteArray, id);
        QFETCH(int, head);
        QFETCH(int, get);
        QFETCH(int, upgrade);
        const Scenario &scenario = scenarioOf(id);
        for (const auto &[method, status] :
             {std::pair(QByteArray("HEAD"), head), {"GET", get}, {"upgrade", upgrade}}) {
            const Got got =
                talk(portOf(m_lab, scenario), requestFor(m_lab, scenario, method), status == 101 ? 12 : -1);
            if (status == 0) {
                QVERIFY2(got.bytes.isEmpty() && got.ended, method);
                continue;
            }
            const wire::ParsedStream read =
                wire::parseStream(method == "HEAD" ? "HEAD" : "GET", got.bytes, got.ended);
            QVERIFY2(read.response, got.bytes);
            QCOMPARE(read.response->status, status);
            QVERIFY2(method != "HEAD" || read.response->body.isEmpty(), got.bytes);
        }
    }

    // What would help, helps.

    void theRightRequestIsAccepted_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("another key") << QByteArray("upgrade.bad-key") << QByteArray("Sec-WebSocket-Key")
                                     << QByteArray(Key);
        QTest::newRow("version 13") << QByteArray("upgrade.version-unsupported")
                                    << QByteArray("Sec-WebSocket-Version") << QByteArray("13");
        QTest::newRow("no Origin") << QByteArray("upgrade.origin-rejected") << QByteArray("Origin")
                                   << QByteArray();
        QTest::newRow("token") << QByteArray("upgrade.unauthorized") << QByteArray("Authorization")
                               << QByteArray("Bearer practice");
        QTest::newRow("Host") << QByteArray("upgrade.host-rejected") << QByteArray("Host")
                              << QByteArray("127.0.0.1");
        QTest::newRow("subprotocol") << QByteArray("upgrade.subprotocol-rejected")
                                     << QByteArray("Sec-WebSocket-Protocol") << QByteArray("practice.lab.v1");
        QTest::newRow("slash") << QByteArray("upgrade.redirected") << QByteArray("target")
                               << QByteArray("/upgrade.redirected/");
        QTest::newRow("parameter") << QByteArray("upgrade.bad-request") << QByteArray("target")
                                   << QByteArray("/upgrade.bad-request?room=1");
        QTest::newRow("short") << QByteArray("upgrade.request-too-large") << QByteArray("target")
                               << QByteArray("/upgrade.request-too-large");
        for (const char *id :
             {"engineio.plain-websocket", "engineio.unknown-transport", "engineio.unsupported-version"})
            QTest::newRow(id) << QByteArray(id) << QByteArray("target")
                              << QByteArray(id).prepend('/') + "/socket.io/?EIO=4&transport=websocket";
    }

    void theRightRequestIsAccepted()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        const Scenario &scenario = scenarioOf(id);
        wire::Request request = wire::requestFromBytes(requestFor(m_lab, scenario, "upgrade"));
        if (name == "target")
            request.target = value;
        else if (value.isEmpty())
            request.headers.removeAll(name);
        else
            request.headers.set(name, value);
        const Got got = talk(portOf(m_lab, scenario), wire::toBytes(request), 30);
        QVERIFY2(got.bytes.startsWith("HTTP/1.1 101 "), got.bytes);
    }

    void theProxyStripsAndTheAppWorks()
    {
        const Scenario &scenario = scenarioOf("upgrade.stripped-by-proxy");
        const quint16 port = portOf(m_lab, scenario);
        const Got upgrade = talk(port, requestFor(m_lab, scenario, "upgrade"));
        const Got get = talk(port, requestFor(m_lab, scenario, "GET"));
        QCOMPARE(withoutDate(upgrade.bytes), withoutDate(get.bytes));
        QVERIFY2(upgrade.bytes.contains("invalid Connection header: close."), upgrade.bytes);
        const QByteArray direct = m_lab.addresses().directUrlOf(scenario);
        const Got past = talk(static_cast<quint16>(QUrl(QString::fromLatin1(direct)).port()),
                              requestFor(m_lab, scenario, "upgrade"), 12);
        QVERIFY2(past.bytes.startsWith("HTTP/1.1 101"), past.bytes);
    }

    void aMissingRouteAnswersAsAMadeUpPath()
    {
        const Scenario &scenario = scenarioOf("upgrade.route-missing");
        wire::Request request = wire::requestFromBytes(requestFor(m_lab, scenario, "upgrade"));
        const Got asked = talk(m_lab.port(), wire::toBytes(request));
        request.target = "/made-up";
        const Got madeUp = talk(m_lab.port(), wire::toBytes(request));
        QCOMPARE(withoutDate(asked.bytes), withoutDate(madeUp.bytes));
    }

    void intermittentSucceedsEveryOtherTime()
    {
        const Scenario &scenario = scenarioOf("upgrade.intermittent");
        QList<bool> accepted;
        for (int n = 0; n < 4; ++n)
            accepted << talk(m_lab.port(), requestFor(m_lab, scenario, "upgrade"), 12)
                            .bytes.startsWith("HTTP/1.1 101");
        QCOMPARE(accepted, QList<bool>({false, true, false, true}));
    }

    void pollingSaysWhatTheServerOffers()
    {
        const auto poll = [this](const QByteArray &id) {
            return talk(m_lab.port(),
                        "GET /" + id + "/socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: lab\r\n\r\n")
                .bytes;
        };
        QVERIFY(poll("upgrade.async-mode-mismatch").contains(R"("upgrades":["websocket"])"));
        QVERIFY(poll("engineio.websocket-disabled").contains(R"("upgrades":[])"));
    }

    // 101 that must be refused.

    void handshakesAreSpoiledInOneWay_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<wire::HandshakeBreach>("breach");
        using wire::HandshakeBreach;
        QTest::newRow("accept") << QByteArray("upgrade.invalid-accept") << HandshakeBreach::AcceptInvalid;
        QTest::newRow("header") << QByteArray("upgrade.missing-header") << HandshakeBreach::ConnectionMissing;
        QTest::newRow("extension") << QByteArray("upgrade.unrequested-extension")
                                   << HandshakeBreach::ExtensionUnrequested;
        QTest::newRow("subprotocol") << QByteArray("upgrade.unrequested-subprotocol")
                                     << HandshakeBreach::SubprotocolUnrequested;
        QTest::newRow("version") << QByteArray("upgrade.http10-answer") << HandshakeBreach::Http10;
    }

    void handshakesAreSpoiledInOneWay()
    {
        QFETCH(QByteArray, id);
        QFETCH(wire::HandshakeBreach, breach);
        const QByteArray sent = requestFor(m_lab, scenarioOf(id), "upgrade");
        const Got got = talk(m_lab.port(), sent, 150);
        const wire::ParsedStream read = wire::parseStream("GET", got.bytes, false);
        QVERIFY2(read.response, got.bytes);
        const QList<wire::HandshakeRemark> remarks =
            wire::judgeHandshake(wire::requestFromBytes(sent), *read.response);
        QCOMPARE(remarks.size(), 1);
        QCOMPARE(remarks.first().breach, breach);
    }

    // Bytes.

    void saysTheseBytes_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("part");
        const auto row = [](const char *id, const QByteArray &part) {
            QTest::newRow(id) << QByteArray(id) << part;
        };
        row("http.not-http", "-ERR unknown command");
        row("http.malformed-response", "HTTP/1.1 1O1 ");
        row("http.truncated-response", "Content-Length: 500");
        row("http.h2-only", QByteArray::fromHex("000006040000000000000300000064"));
        row("tls.not-tls", "HTTP/1.1 200 OK");
        row("tls.expected", QByteArray::fromHex("1503030002020a"));
        row("tls.version-unsupported", QByteArray::fromHex("15030300020246"));
        row("tls.no-shared-cipher", QByteArray::fromHex("15030300020228"));
        row("tls.unrecognized-name", QByteArray::fromHex("15030300020270"));
        row("tls.handshake-failed", QByteArray::fromHex("15030300020232"));
        row("proxy.auth-required", "HTTP/1.1 407 ");
        row("proxy.tunnel-denied", "HTTP/1.1 403 ");
        row("proxy.target-unreachable", "HTTP/1.1 502 ");
        row("proxy.wrong-kind", "HTTP/1.1 400 ");
    }

    void saysTheseBytes()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, part);
        const Scenario &scenario = scenarioOf(id);
        const quint16 port = m_lab.addresses().own.value(id);
        const QByteArray request = id.startsWith("proxy.")
                                       ? QByteArray("CONNECT 127.0.0.1:1 HTTP/1.1\r\n\r\n")
                                       : requestFor(m_lab, scenario, "GET");
        const Got got = talk(port, request);
        QVERIFY2(got.bytes.contains(part), got.bytes);
        QVERIFY(got.ended);
    }

    void aClientHelloToAPlainPortGetsHttp()
    {
        const Got got =
            talk(portOf(m_lab, scenarioOf("tls.not-tls")), QByteArray::fromHex("16030100c8010000c40303"));
        QVERIFY2(got.bytes.startsWith("HTTP/1.1 400 "), got.bytes);
    }

    void sessionsEndAsSaid_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("frames");
        const auto row = [](const char *id, const QByteArray &frames) {
            QTest::newRow(id) << QByteArray(id) << frames;
        };
        const auto close = [](quint16 code, const QByteArray &reason) -> QByteArray {
            QByteArray frame("\x88");
            frame.append(static_cast<char>(2 + reason.size()));
            frame.append(static_cast<char>(code >> 8U)).append(static_cast<char>(code & 0xFFU));
            return frame + reason;
        };
        row("session.closed-at-once", close(1000, "nothing to do here"));
        row("session.policy-violation", close(1008, "token missing"));
        row("session.application-close", close(4401, "token expired"));
        row("session.internal-error", close(1011, "internal error"));
        row("session.going-away", close(1001, "server shuts down"));
        row("session.try-again-later", close(1013, "too many clients"));
        row("session.unsupported-data", close(1003, "this service takes binary messages only"));
        row("session.message-too-big", close(1009, "over 1048576 bytes"));
        row("session.refused-after-accept",
            "\x81\x43"
            R"({"type":"error","message":"unauthorized: no session for this user"})"
            "\x88\x02\x03\xe8");
        row("session.protocol-error", QByteArray("\x81\x92\x11\x22\x33\x44", 6));
        row("session.invalid-utf8", "\x81\x11{\"city\":\"Z\xfcrich\"}");
        row("session.dropped", "\x81\x12{\"type\":\"welcome\"}");
    }

    void sessionsEndAsSaid()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, frames);
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_lab.port());
        socket.write(requestFor(m_lab, scenarioOf(id), "upgrade"));
        QByteArray got;
        QVERIFY2(QTest::qWaitFor([&] {
                     got += socket.readAll();
                     const qsizetype head = got.indexOf("\r\n\r\n");
                     return head > 0 && got.size() >= head + 4 + frames.size();
                 }),
                 got);
        QVERIFY2(got.startsWith("HTTP/1.1 101 "), got);
        QVERIFY2(got.contains(wire::acceptFor(Key)), got);
        QCOMPARE(got.mid(got.indexOf("\r\n\r\n") + 4).left(frames.size()), frames);
        if (id == "session.dropped")
            QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    }

    void aConnectPacketIsRejected()
    {
        const Scenario &scenario = scenarioOf("engineio.connect-rejected");
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_lab.port());
        socket.write(requestFor(m_lab, scenario, "upgrade"));
        QByteArray read;
        QVERIFY2(QTest::qWaitFor([&] { return (read += socket.readAll()).contains("maxPayload"); }), read);
        // "40" in a masked text frame.
        socket.write(QByteArray("\x81\x82\0\0\0\0"
                                "40",
                                8));
        QVERIFY2(QTest::qWaitFor(
                     [&] { return (read += socket.readAll()).contains(R"(44{"message":"unauthorized"})"); }),
                 read);
    }

    void pingsAreAnsweredExceptWhereTheyAreNot_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<bool>("answered");
        QTest::newRow("ok") << QByteArray("upgrade.ok") << true;
        QTest::newRow("no pong") << QByteArray("session.no-pong") << false;
    }

    void pingsAreAnsweredExceptWhereTheyAreNot()
    {
        QFETCH(QByteArray, id);
        QFETCH(bool, answered);
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_lab.port());
        socket.write(requestFor(m_lab, scenarioOf(id), "upgrade"));
        QByteArray read;
        QVERIFY(QTest::qWaitFor([&] { return (read += socket.readAll()).contains("\r\n\r\n"); }));
        // A ping, then a Close: what comes before the answer to the Close is all that the ping gets.
        socket.write(QByteArray("\x89\x80\0\0\0\0\x88\x82\0\0\0\0\x03\xe8", 14));
        QVERIFY(QTest::qWaitFor(
            [&] { return (read += socket.readAll()).contains(QByteArray("\x88\x02\x03\xe8")); }));
        QCOMPARE(read.contains(QByteArray("\x8a\x00", 2)), answered);
    }

    void silenceEndsASessionAndPingsKeepIt()
    {
        const Scenario &scenario = scenarioOf("session.idle-timeout");
        const auto open = [&](QTcpSocket &socket) {
            socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_lab.port());
            socket.write(requestFor(m_lab, scenario, "upgrade"));
        };
        QTcpSocket quiet, lively;
        open(quiet);
        open(lively);
        QTRY_VERIFY(lively.bytesAvailable() > 0);
        QTimer pings;
        connect(&pings, &QTimer::timeout, &lively, [&] { lively.write(QByteArray("\x89\x80\0\0\0\0", 6)); });
        pings.start(300);
        QTRY_COMPARE(quiet.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(lively.state(), QAbstractSocket::ConnectedState);
        pings.stop();
        QTRY_COMPARE(lively.state(), QAbstractSocket::UnconnectedState);
    }

    // Below HTTP.

    void silentPortsStaySilent_data()
    {
        QTest::addColumn<QByteArray>("id");
        for (const char *id : {"http.no-response", "upgrade.timeout", "tls.timeout"})
            QTest::newRow(id) << QByteArray(id);
    }

    void silentPortsStaySilent()
    {
        QFETCH(QByteArray, id);
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), portOf(m_lab, scenarioOf(id)));
        socket.write(requestFor(m_lab, scenarioOf(id), "upgrade"));
        QVERIFY(socket.waitForConnected());
        // Another visit, asked later, is answered in full before the silent one says a word.
        (void)talk(m_lab.port(), "GET / HTTP/1.1\r\nHost: lab\r\n\r\n");
        QCOMPARE(socket.bytesAvailable(), 0);
        QCOMPARE(socket.state(), QAbstractSocket::ConnectedState);
    }

    void nobodyListensWhereItSays()
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), portOf(m_lab, scenarioOf("tcp.refused")));
        QVERIFY(!socket.waitForConnected());
        QCOMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
    }

    void theFullQueueTakesNobody()
    {
#ifdef Q_OS_LINUX
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), portOf(m_lab, scenarioOf("tcp.timeout")));
        QVERIFY(!socket.waitForConnected(1500));
        QCOMPARE(socket.error(), QAbstractSocket::SocketTimeoutError);
#else
        QSKIP("Only Linux drops first packets when the queue is full.");
#endif
    }

    // Certificates.

    void certificatesFailForOneReason_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QList<QSslError::SslError>>("errors");
        using Errors = QList<QSslError::SslError>;
        const auto row = [](const char *id, const Errors &errors) {
            QTest::newRow(id) << QByteArray(id) << errors;
        };
        row("tls.expected", {});
        row("tls.expires-soon", {});
        row("tls.expired", {QSslError::CertificateExpired});
        row("tls.not-yet-valid", {QSslError::CertificateNotYetValid});
        row("tls.hostname-mismatch", {QSslError::HostNameMismatch});
        row("tls.wrong-purpose", {QSslError::InvalidPurpose});
        row("tls.self-signed", {QSslError::SelfSignedCertificate});
        row("tls.untrusted-issuer", {QSslError::SelfSignedCertificateInChain});
        row("tls.incomplete-chain",
            {QSslError::UnableToGetLocalIssuerCertificate, QSslError::UnableToVerifyFirstCertificate});
        row("tls.common-name-only", {});
    }

    void certificatesFailForOneReason()
    {
        QFETCH(QByteArray, id);
        QFETCH(QList<QSslError::SslError>, errors);
        const Scenario &scenario = scenarioOf(id);
        QSslSocket socket;
        trustLab(socket);
        if (id == "tls.common-name-only")
            socket.setPeerVerifyName(QStringLiteral("practice-lab.test"));
        QList<QSslError::SslError> seen;
        connect(&socket, &QSslSocket::sslErrors, &socket, [&](const QList<QSslError> &all) {
            for (const QSslError &error : all)
                if (!seen.contains(error.error()))
                    seen.append(error.error());
            socket.ignoreSslErrors();
        });
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), portOf(m_lab, scenario));
        QTRY_VERIFY(socket.isEncrypted());
        QCOMPARE(seen, errors);
        socket.write("GET / HTTP/1.1\r\nHost: lab\r\n\r\n");
        QTRY_VERIFY(socket.bytesAvailable() > 12);
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 200 OK\r\n"));
        const QSslCertificate shown = socket.peerCertificate();
        QCOMPARE(shown.subjectAlternativeNames().isEmpty(), id == "tls.common-name-only");
        if (id == "tls.expires-soon")
            QVERIFY(shown.expiryDate() < QDateTime::currentDateTime().addDays(14));
    }

    void theUpgradeWorksOverTls()
    {
        const Scenario &scenario = scenarioOf("tls.expires-soon");
        QSslSocket socket;
        trustLab(socket);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), portOf(m_lab, scenario));
        QTRY_VERIFY(socket.isEncrypted());
        socket.write(requestFor(m_lab, scenario, "upgrade"));
        QTRY_VERIFY(socket.bytesAvailable() > 12);
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 101 "));
    }

    void aClientWithoutCertificateIsRefused()
    {
        QSslSocket socket;
        trustLab(socket);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"),
                                      portOf(m_lab, scenarioOf("tls.client-certificate-required")));
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(socket.bytesAvailable() == 0);
        QVERIFY(socket.error() == QAbstractSocket::SslHandshakeFailedError ||
                socket.error() == QAbstractSocket::SslInternalError ||
                socket.error() == QAbstractSocket::RemoteHostClosedError);
    }

private:
    void trustLab(QSslSocket &socket) const
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates(
            QSslCertificate::fromPath(QFile::decodeName(m_lab.addresses().caFile), QSsl::Pem));
        socket.setSslConfiguration(configuration);
    }

    LabServer m_lab;
};

QTEST_GUILESS_MAIN(TestLabScenarios)
#include "test_lab_scenarios.moc"
