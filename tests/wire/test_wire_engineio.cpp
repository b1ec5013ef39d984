#include "wire/engineio.h"

#include <QTest>

using namespace wirewise;

class TestWireEngineIo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOpenPackets_data();
    void readsOpenPackets();
    void readsRefusals_data();
    void readsRefusals();
    void takesCommonWordsOnlyOnItsPath();
    void readsConnectErrors_data();
    void readsConnectErrors();
    void smellsThePath_data();
    void smellsThePath();
};

void TestWireEngineIo::readsOpenPackets_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("summary"); // sid|upgrades|interval|timeout, or nothing
    const QByteArray open =
        "0{\"sid\":\"abc\",\"upgrades\":[\"websocket\"],\"pingTimeout\":20000,\"pingInterval\":25000}";
    const QByteArray read = "abc|websocket|25000|20000";
    QTest::newRow("protocol 4") << open << read;
    QTest::newRow("protocol 3, polling")
        << QByteArray(QByteArray::number(open.size()) + ':' + open + "2:40") << read;
    QTest::newRow("protocol 3, binary polling")
        << QByteArray(QByteArray("\x00\x08\x02\xff", 4) + open) << read;
    QTest::newRow("packets behind it") << QByteArray(open + "\x1e"
                                                            "40")
                                       << read;
    QTest::newRow("no upgrades") << QByteArray("0{\"sid\":\"x\",\"upgrades\":[]}") << QByteArray("x||0|0");
    QTest::newRow("brace in the id") << QByteArray("0{\"sid\":\"x}\\\"y\"}") << QByteArray("x}\"y||0|0");
    QTest::newRow("no id") << QByteArray("0{\"upgrades\":[]}") << QByteArray();
    QTest::newRow("other packet") << QByteArray("40{\"sid\":\"x\"}") << QByteArray();
    QTest::newRow("plain JSON") << QByteArray("{\"sid\":\"x\"}") << QByteArray();
    QTest::newRow("cut") << QByteArray("0{\"sid\":\"x\"") << QByteArray();
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void TestWireEngineIo::readsOpenPackets()
{
    QFETCH(QByteArray, payload);
    const auto open = wire::readEngineIoOpen(payload);
    const QByteArray summary = open ? open->sid + '|' + open->upgrades.join(',') + '|' +
                                          QByteArray::number(open->pingInterval) + '|' +
                                          QByteArray::number(open->pingTimeout)
                                    : QByteArray();
    QTEST(summary, "summary");
}

void TestWireEngineIo::readsRefusals_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("code"); // -1: none
    const auto row = [](const char *body, int code) {
        QTest::newRow(QByteArray(body).simplified().constData()) << QByteArray(body) << code;
    };
    row("{\"code\":0,\"message\":\"Transport unknown\"}", 0);
    row("{\"code\":1,\"message\":\"Session ID unknown\"}", 1);
    row("{\"code\":3,\"message\":\"Bad request\"}\n", 3);
    row("{\"code\":4,\"message\":\"my own words\"}", 4);
    row("{\"code\":\"5\",\"message\":\"Unsupported protocol version\"}", 5);
    row("\"Invalid transport\"", 0);
    row("\"Invalid session\"", 1);
    row("\"Invalid session abc\"", 1);
    row("\"Bad Request\"", 3);
    row("\"Invalid websocket upgrade\"", 3);
    row("\"Not an accepted origin.\"", 4);
    row("\"The client is using an unsupported version of the Socket.IO or Engine.IO protocols\"", 5);
    row("The client is using an unsupported version of the Socket.IO or Engine.IO protocols", 5);
    row("Transport unknown", 0);
    row("Session ID unknown\r\n", 1);
    row("Bad handshake method", 2);
    row("{\"code\":6,\"message\":\"x\"}", -1);
    row("{\"code\":404,\"message\":\"Not found\"}", -1);
    row("{\"code\":\"none\",\"message\":\"x\"}", -1);
    row("{\"message\":\"Forbidden\"}", -1);
    row("{\"detail\":\"Not Found\"}", -1);
    row("Forbidden", -1);
    row("Bad Request", -1);
    row("\"Something else\"", -1);
    row("\"Bad Request\", and more", -1);
    row("\"Bad Request", -1);
    row("", -1);
    row("<html>Bad Request</html>", -1);
}

void TestWireEngineIo::readsRefusals()
{
    QFETCH(QByteArray, body);
    QFETCH(int, code);
    const auto refusal = wire::readEngineIoRefusal(body);
    QCOMPARE(refusal.has_value(), code >= 0);
    if (refusal) {
        QCOMPARE(refusal->code.value_or(-1), code);
        QVERIFY(!refusal->message.isEmpty() && body.contains(refusal->message));
    }
}

void TestWireEngineIo::takesCommonWordsOnlyOnItsPath()
{
    QVERIFY(!wire::readEngineIoRefusal("Forbidden"));
    QCOMPARE(wire::readEngineIoRefusal("Forbidden", true)->code, std::optional<int>(4));
    QCOMPARE(wire::readEngineIoRefusal("Bad request", true)->code, std::optional<int>(3));
    QVERIFY(!wire::readEngineIoRefusal("Not Found", true));
}

void TestWireEngineIo::readsConnectErrors_data()
{
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<QByteArray>("summary"); // namespace|message
    const auto row = [](const char *packet, const char *summary) {
        QTest::newRow(packet) << QByteArray(packet) << QByteArray(summary);
    };
    row("44{\"message\":\"not allowed\"}", "/|not allowed");
    row("44/admin,{\"message\":\"Not authorized\",\"data\":{\"code\":1}}", "/admin|Not authorized");
    row("44\"words of an older version\"", "/|words of an older version");
    row("44{\"data\":1}", "/|{\"data\":1}");
    row("44", "/|");
    row("44/admin", "/admin|");
    row("44?", "");
    row("44{\"message\":", "");
    row("42[\"event\"]", "");
    row("", "");
}

void TestWireEngineIo::readsConnectErrors()
{
    QFETCH(QByteArray, packet);
    const auto error = wire::readSocketIoConnectError(packet);
    const QByteArray summary = error ? error->nameSpace + '|' + error->message : QByteArray();
    QTEST(summary, "summary");
}

void TestWireEngineIo::smellsThePath_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("smells");
    const auto row = [](const char *target, bool smells) {
        QTest::newRow(target) << QByteArray(target) << smells;
    };
    row("/socket.io/", true);
    row("/api/Socket.IO", true);
    row("/engine.io/?x=1", true);
    row("/ws?EIO=4&transport=websocket", true);
    row("/ws?transport=polling", true);
    row("/ws", false);
    row("/socket.iota/", false);
    row("/ws?transport=tcp", false);
    row("/ws?next=/socket.io/", false);
    row("", false);
}

void TestWireEngineIo::smellsThePath()
{
    QFETCH(QByteArray, target);
    QTEST(wire::looksLikeEngineIo(target), "smells");
}

QTEST_APPLESS_MAIN(TestWireEngineIo)
#include "test_wire_engineio.moc"
