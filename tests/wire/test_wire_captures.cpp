// Bytes that real servers sent, and what is read from them. The files are named subject.request.raw; the
// upgrade's key was always the same.

#include "support/wiretelling.h"

#include "wire/engineio.h"
#include "wire/handshake.h"
#include "wire/signature.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace wirewise;

namespace {

QByteArray capture(const QByteArray &name)
{
    QFile file(QStringLiteral(WIREWISE_TEST_DATA "/captures/") + QString::fromLatin1(name) +
               QStringLiteral(".raw"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray methodOf(const QByteArray &name)
{
    return name.endsWith(".head") ? "HEAD" : "GET";
}

wire::Request sentUpgrade()
{
    wire::Request request;
    request.headers.append("Upgrade", "websocket");
    request.headers.append("Connection", "Upgrade");
    request.headers.append("Sec-WebSocket-Key", "d2lyZXdpc2UtY2FwdHVyZQ==");
    return request;
}

QByteArray handshakeWords(const wire::Response &response)
{
    QByteArrayList words;
    for (const wire::HandshakeRemark &remark : judgeHandshake(sentUpgrade(), response))
        words.append(toString(remark.breach));
    return words.join(' ');
}

} // namespace

class TestWireCaptures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellTheSameHoweverFed();
    void answers_data();
    void answers();
    void switches_data();
    void switches();
    void otherProtocols_data();
    void otherProtocols();
    void engineIo();
};

void TestWireCaptures::tellTheSameHoweverFed()
{
    const QDir folder(QStringLiteral(WIREWISE_TEST_DATA "/captures"));
    const QStringList files = folder.entryList({QStringLiteral("*.raw")}, QDir::Files);
    QVERIFY(files.size() >= 25);
    for (const QString &file : files) {
        const QByteArray name = file.chopped(4).toLatin1();
        const auto run = [&name](const QList<QByteArrayView> &pieces, bool end) {
            return test::runResponse(methodOf(name), {}, pieces, end);
        };
        for (const bool end : {false, true}) {
            const QByteArray difference = test::differenceHoweverFed(capture(name), end, run);
            QVERIFY2(difference.isEmpty(), QByteArray(name + ' ' + difference).constData());
        }
    }
}

void TestWireCaptures::answers_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("framing");
    QTest::addColumn<int>("bodySize");
    QTest::addColumn<QByteArray>("anomalies");
    const auto row = [](const char *name, int status, const char *framing, int bodySize,
                        const char *anomalies) {
        QTest::newRow(name) << QByteArray(name) << status << QByteArray(framing) << bodySize
                            << QByteArray(anomalies);
    };
    row("no-colon.upgrade", 404, "content-length", 0, "field-without-colon@43+16");
    row("length-too-long.get", 503, "content-length", 31, "body-truncated@60+20");
    row("length-too-long.head", 503, "none", 0, "body-on-head@84+31");
    row("status-line-broken.upgrade", 0, "until-close", 0, "status-line-malformed@9+9");
    row("websockets-400.head", 400, "none", 0, "body-on-head@167+77");
    row("wsgi-404.head", 404, "none", 0, "body-on-head@125+179");
    row("eventlet.head", 404, "none", 0, "body-on-head@128+17");
    row("nginx-chunked.get", 404, "chunked", 26, "");
    row("socketio-eio3.get", 400, "chunked", 84, "");
    row("tomcat-no-reason.head", 404, "none", 0, "");
    row("slow-head.upgrade", 101, "none", 0, "head-truncated@34+14");
}

void TestWireCaptures::answers()
{
    QFETCH(QByteArray, name);
    const wire::ParsedStream stream = wire::parseStream(methodOf(name), capture(name), true);
    QVERIFY(stream.response);
    QTEST(stream.response->status, "status");
    QTEST(toString(stream.response->framing), "framing");
    QTEST(static_cast<int>(stream.response->body.size()), "bodySize");
    QTEST(test::tell(stream.response->anomalies), "anomalies");
}

void TestWireCaptures::switches_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("breaches");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *name, const char *breaches, const char *told) {
        QTest::newRow(name) << QByteArray(name) << QByteArray(breaches) << QByteArray(told);
    };
    row("http10-101.upgrade", "http10", "ended");
    row("no-accept.upgrade", "accept-missing", "ended");
    row("accept-in-hex.upgrade", "accept-invalid", "ended");
    row("no-connection.upgrade", "connection-missing", "ended");
    row("unrequested-extension.upgrade", "extension-unrequested", "ended");
    row("unrequested-subprotocol.upgrade", "subprotocol-unrequested", "ended");
    row("bad-utf8.upgrade", "", "breach invalid-utf8@3+1|ended");
    row("continuation-first.upgrade", "", "breach continuation-unexpected@0+2|ended");
    row("half-frame.upgrade", "", "ended inside frame");
    row("big-ping.upgrade", "", "breach control-too-long@0+2|ended");
    row("length-200-in-7-bits.upgrade", "", "message text@0+7/1=short|breach masked-by-server@7+2|ended");
    row("text-after-101.upgrade", "", "breach reserved-bits@0+2|ended");
    row("fragments-and-pings.upgrade", "", "ping 1|ping 2|message text@0+22/3=fragmented|ended");
    row("close-1008.upgrade", "", "close 1008 token required|ended after close");
}

void TestWireCaptures::switches()
{
    QFETCH(QByteArray, name);
    const wire::ParsedStream stream = wire::parseStream("GET", capture(name), true);
    QVERIFY(stream.response);
    QCOMPARE(stream.response->status, 101);
    QTEST(handshakeWords(*stream.response), "breaches");
    QVERIFY(stream.response->anomalies.isEmpty());

    wire::Conversation conversation(wire::Conversation::Role::Client);
    conversation.receive(stream.rest);
    conversation.receiveEnd();
    QByteArrayList told;
    while (const auto event = conversation.next()) {
        if (!std::holds_alternative<wire::FrameReceived>(*event))
            told.append(test::tell(*event));
    }
    QTEST(told.join('|'), "told");
}

void TestWireCaptures::otherProtocols_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("signature");
    QTest::newRow("redis") << QByteArray("redis.get") << QByteArray("redis");
    QTest::newRow("tls alert") << QByteArray("tls-alert-40.tls") << QByteArray("tls-alert");
}

void TestWireCaptures::otherProtocols()
{
    QFETCH(QByteArray, name);
    const QByteArray bytes = capture(name);
    QVERIFY(!bytes.isEmpty());
    const wire::ParsedStream stream = wire::parseStream("GET", bytes, true);
    QVERIFY(stream.notHttp);
    QCOMPARE(stream.rest, bytes);
    QTEST(toString(wire::signatureOf(bytes)), "signature");
}

void TestWireCaptures::engineIo()
{
    const wire::ParsedStream refused = wire::parseStream("GET", capture("socketio-eio3.get"), true);
    const auto refusal = wire::readEngineIoRefusal(refused.response->body);
    QVERIFY(refusal);
    QCOMPARE(refusal->code, std::optional<int>(5));

    const wire::ParsedStream polled = wire::parseStream("GET", capture("socketio-open.get"), true);
    const auto open = wire::readEngineIoOpen(polled.response->body);
    QVERIFY(open);
    QCOMPARE(open->upgrades, QList<QByteArray>{"websocket"});
    QCOMPARE(open->pingInterval, 25000);

    const wire::ParsedStream socket = wire::parseStream("GET", capture("socketio-open.upgrade"), false);
    wire::Conversation conversation(wire::Conversation::Role::Client);
    conversation.receive(socket.rest);
    std::optional<wire::EngineIoOpen> first;
    while (const auto event = conversation.next()) {
        if (const auto *message = std::get_if<wire::MessageReceived>(&*event); message && !first)
            first = wire::readEngineIoOpen(message->payload);
    }
    QVERIFY(first);
    QVERIFY(first->upgrades.isEmpty());
}

QTEST_APPLESS_MAIN(TestWireCaptures)
#include "test_wire_captures.moc"
