#include "wire/handshake.h"

#include <QTest>

using namespace wirewise;

namespace {

/// RFC 6455 section 1.3.
const QByteArray Key = "dGhlIHNhbXBsZSBub25jZQ==";
const QByteArray Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

wire::Request upgrade(const QByteArray &subprotocols = {}, const QByteArray &extensions = {})
{
    wire::Request request;
    request.headers.append("Upgrade", "websocket");
    request.headers.append("Connection", "Upgrade");
    request.headers.append("Sec-WebSocket-Key", Key);
    if (!subprotocols.isEmpty())
        request.headers.append("Sec-WebSocket-Protocol", subprotocols);
    if (!extensions.isEmpty())
        request.headers.append("Sec-WebSocket-Extensions", extensions);
    return request;
}

} // namespace

class TestWireHandshake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void pointsAtTheBytes();
    void judgesWhatWasOffered_data();
    void judgesWhatWasOffered();
    void makesKeys();
    void knowsKeys();
};

void TestWireHandshake::judges_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("breaches");
    const QByteArray line = "HTTP/1.1 101 Switching Protocols\r\n";
    const QByteArray u = "Upgrade: websocket\r\n";
    const QByteArray c = "Connection: Upgrade\r\n";
    const QByteArray a = "Sec-WebSocket-Accept: " + Accept + "\r\n";
    const auto row = [](const char *name, const QByteArray &head, const QByteArray &breaches) {
        QTest::newRow(name) << QByteArray(head + "\r\n") << breaches;
    };
    row("right", line + u + c + a, "");
    row("other case",
        line + "upgrade: WebSocket\r\nCONNECTION: upgrade\r\nsec-websocket-accept: " + Accept + "\r\n", "");
    row("connection list", line + u + "Connection: keep-alive, Upgrade\r\n" + a, "");
    row("connection twice", line + u + "Connection: keep-alive\r\n" + c + a, "");
    row("not 101", "HTTP/1.1 200 OK\r\n" + u + c + a, "not-switching");
    row("HTTP/1.0", "HTTP/1.0 101 Switching Protocols\r\n" + u + c + a, "http10");
    row("bare", line, "upgrade-missing connection-missing accept-missing");
    row("no upgrade", line + c + a, "upgrade-missing");
    row("other upgrade", line + "Upgrade: h2c\r\n" + c + a, "upgrade-wrong");
    row("two upgrades", line + u + "Upgrade: h2c\r\n" + c + a, "upgrade-wrong");
    row("upgrade list", line + "Upgrade: websocket, h2c\r\n" + c + a, "upgrade-wrong");
    row("no connection", line + u + a, "connection-missing");
    row("connection close", line + u + "Connection: close\r\n" + a, "connection-wrong");
    row("connection almost", line + u + "Connection: Upgrades\r\n" + a, "connection-wrong");
    row("no accept", line + u + c, "accept-missing");
    row("other accept", line + u + c + "Sec-WebSocket-Accept: " + Accept.toLower() + "\r\n",
        "accept-invalid");
    row("empty accept", line + u + c + "Sec-WebSocket-Accept:\r\n", "accept-invalid");
    row("accept twice", line + u + c + a + a, "accept-invalid");
    row("extension", line + u + c + a + "Sec-WebSocket-Extensions: permessage-deflate\r\n",
        "extension-unrequested");
    row("subprotocol", line + u + c + a + "Sec-WebSocket-Protocol: chat\r\n", "subprotocol-unrequested");
    row("content length", line + u + c + a + "Content-Length: 0\r\n", "content-declared");
    row("transfer encoding", line + u + c + a + "Transfer-Encoding: chunked\r\n", "content-declared");
    row("all wrong at once",
        "HTTP/1.0 101 x\r\nUpgrade: x\r\nConnection: x\r\nSec-WebSocket-Accept: x\r\nSec-WebSocket-Protocol: "
        "x\r\n",
        "http10 upgrade-wrong connection-wrong accept-invalid subprotocol-unrequested");
}

void TestWireHandshake::judges()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, breaches);
    const wire::ParsedStream stream = wire::parseStream("GET", answer, false);
    QVERIFY(stream.response);
    const QList<wire::HandshakeRemark> remarks = judgeHandshake(upgrade(), *stream.response);
    QByteArrayList words;
    for (const wire::HandshakeRemark &remark : remarks) {
        words.append(toString(remark.breach));
        QVERIFY(remark.range.length > 0 && remark.range.end() <= answer.size());
    }
    QCOMPARE(words.join(' '), breaches);
    QCOMPARE(opensWebSocket(remarks), breaches.isEmpty() || breaches == "content-declared");
}

void TestWireHandshake::pointsAtTheBytes()
{
    const QByteArray answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: wrong\r\n\r\n";
    const wire::ParsedStream stream = wire::parseStream("GET", answer, false);
    const QList<wire::HandshakeRemark> remarks = judgeHandshake(upgrade(), *stream.response);
    QCOMPARE(remarks.size(), 2);
    const auto shown = [&](int i) { return answer.mid(remarks[i].range.offset, remarks[i].range.length); };
    QCOMPARE(shown(0), "HTTP/1.1 101 Switching Protocols");
    QCOMPARE(shown(1), "Sec-WebSocket-Accept: wrong");
}

void TestWireHandshake::judgesWhatWasOffered_data()
{
    QTest::addColumn<QByteArray>("subprotocols");
    QTest::addColumn<QByteArray>("extensions");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("breaches");
    const QByteArray p = "Sec-WebSocket-Protocol: ";
    const QByteArray e = "Sec-WebSocket-Extensions: ";
    const auto row = [](const char *name, const char *subprotocols, const char *extensions,
                        const QByteArray &headers, const char *breaches) {
        QTest::newRow(name) << QByteArray(subprotocols) << QByteArray(extensions) << headers
                            << QByteArray(breaches);
    };
    row("none chosen", "a, b", "x", "", "");
    row("second chosen", "a, b", "", p + "b\r\n", "");
    row("case counts", "chat", "", p + "Chat\r\n", "subprotocol-unrequested");
    row("another chosen", "a", "", p + "c\r\n", "subprotocol-unrequested");
    row("two chosen", "a, b", "", p + "a, b\r\n", "subprotocol-several");
    row("two headers", "a, b", "", p + "a\r\n" + p + "b\r\n", "subprotocol-several");
    row("empty choice", "a", "", p + "\r\n", "subprotocol-unrequested");
    row("extension with parameters", "", "permessage-deflate; client_max_window_bits",
        e + "permessage-deflate;server_no_context_takeover\r\n", "");
    row("extension beside", "", "permessage-deflate", e + "permessage-deflate, x-other\r\n",
        "extension-unrequested");
}

void TestWireHandshake::judgesWhatWasOffered()
{
    QFETCH(QByteArray, subprotocols);
    QFETCH(QByteArray, extensions);
    QFETCH(QByteArray, headers);
    const QByteArray answer =
        "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + Accept +
        "\r\n" + headers + "\r\n";
    const wire::ParsedStream stream = wire::parseStream("GET", answer, false);
    QByteArrayList words;
    for (const wire::HandshakeRemark &remark :
         judgeHandshake(upgrade(subprotocols, extensions), *stream.response))
        words.append(toString(remark.breach));
    QTEST(words.join(' '), "breaches");
}

void TestWireHandshake::makesKeys()
{
    QCOMPARE(wire::makeKey("the sample nonce"), Key);
    QCOMPARE(wire::acceptFor(Key), Accept);
    for (const QByteArray &random : {QByteArray(), QByteArray("short"), QByteArray(40, 'x')})
        QVERIFY(wire::isValidKey(wire::makeKey(random)));
}

void TestWireHandshake::knowsKeys()
{
    QVERIFY(wire::isValidKey(Key));
    for (const QByteArray &wrong :
         {QByteArray(), QByteArray("dGVzdA=="), Key.chopped(2), Key.chopped(1), QByteArray(Key + "="),
          QByteArray(" " + Key), QByteArray("dGhlIHNhbXBsZSBub25jZ?=="), QByteArray(24, 'A'),
          QByteArray("dGhlIHNhbXBsZSBub25j====")})
        QVERIFY2(!wire::isValidKey(wrong), wrong.constData());
}

QTEST_APPLESS_MAIN(TestWireHandshake)
#include "test_wire_handshake.moc"
