#include "wire/dialectguess.h"
#include "wire/dialects/cbor.h"
#include "wire/dialects/messagepack.h"
#include "wire/json.h"

#include <QTest>

using namespace wirewise::wire;

namespace {

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

/// A STOMP frame with its end.
QByteArray framed(const char *text)
{
    return QByteArray(text) + '\0';
}

/// "type|summary|role|data" of each packet, a breach as "!".
QByteArray listed(const QList<Packet> &packets, const QByteArray &payload)
{
    constexpr const char *roles[] = {"", "opens", "heartbeat", "refuses", "ends"};
    QByteArray line;
    for (const Packet &packet : packets) {
        if (!line.isEmpty())
            line += ' ';
        line += packet.type + '|' + packet.summary + '|' + roles[static_cast<int>(packet.role)] + '|' +
                payload.mid(packet.data.offset, packet.data.length);
        if (!packet.breach.isEmpty())
            line += '!';
    }
    return line;
}

QByteArray fieldOf(const Packet &packet, const QByteArray &name)
{
    for (const PacketField &field : packet.fields) {
        if (field.name == name)
            return field.value;
    }
    return {};
}

QList<Packet> decoded(Dialect dialect, const QByteArray &payload, Opcode opcode = Opcode::Text)
{
    return decoderOf(dialect)->decode(opcode, payload);
}

} // namespace

class TestWireDialects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packets_data();
    void packets();
    void binaryPackets_data();
    void binaryPackets();
    void capturedPackets_data();
    void capturedPackets();
    void heartbeatsAreAnswered();
    void beatsBegin();
    void fieldsAreNamed();
    void whatTheHandshakeAnnounces_data();
    void whatTheHandshakeAnnounces();
    void whatAMessageLooksLike_data();
    void whatAMessageLooksLike();
    void firstMessagesSettleIt();
    void messagePackBecomesJson_data();
    void messagePackBecomesJson();
    void hostileSizesEndSoon();
    void everyDecoderIsReachable();
};

void TestWireDialects::packets_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("list");
    const auto row = [](const char *name, Dialect dialect, const QByteArray &payload,
                        const QByteArray &list) {
        QTest::newRow(name) << static_cast<int>(dialect) << payload << list;
    };
    using enum Dialect;
    row("engine.io open", SocketIo,
        R"(0{"sid":"abc","upgrades":[],"pingInterval":25000,"pingTimeout":20000})",
        R"(open|abc|opens|{"sid":"abc","upgrades":[],"pingInterval":25000,"pingTimeout":20000})");
    row("engine.io ping with words", SocketIo, "2probe", "ping|probe|heartbeat|");
    row("connect to a namespace", SocketIo, "40/admin,{\"token\":\"x\"}", R"(CONNECT||opens|{"token":"x"})");
    row("event", SocketIo, R"(42["chat",{"a":1}])", R"(EVENT|chat||["chat",{"a":1}])");
    row("event of a namespace with an acknowledgement", SocketIo, R"(42/admin,13["do"])",
        R"(EVENT|do||["do"])");
    row("event with attachments", SocketIo, R"(452-["up",{"_placeholder":true,"num":0}])",
        R"(BINARY_EVENT|up||["up",{"_placeholder":true,"num":0}])");
    row("refusal", SocketIo, R"(44{"message":"Not authorized"})",
        R"(CONNECT_ERROR|Not authorized|refuses|{"message":"Not authorized"})");
    row("refusal of version 2", SocketIo, R"(44"Invalid namespace")",
        R"(CONNECT_ERROR|Invalid namespace|refuses|"Invalid namespace")");
    row("event without an array", SocketIo, "42x", "EVENT|||x!");
    row("not engine.io", SocketIo, "hello", "");
    row("subscribe", GraphqlTransportWs,
        R"({"id":"1","type":"subscribe","payload":{"query":"subscription {\n  ticks }"}})",
        R"(subscribe|subscription { ticks }||{"query":"subscription {\n  ticks }"})");
    row("start in the newer protocol", GraphqlTransportWs,
        R"({"id":"1","type":"start","payload":{"query":"q"}})", R"(start|q||{"query":"q"}!)");
    row("start in the older one", GraphqlWs,
        R"({"id":"1","type":"start","payload":{"operationName":"Ticks"}})",
        R"(start|Ticks||{"operationName":"Ticks"})");
    row("error", GraphqlTransportWs, R"({"id":"1","type":"error","payload":[{"message":"no"}]})",
        R"(error|[{"message":"no"}]|refuses|[{"message":"no"}])");
    row("stomp message", Stomp, QByteArray("MESSAGE\ndestination:/q\\ca\ncontent-length:3\n\na\0b\0", 48),
        QByteArray("MESSAGE|/q:a||a\0b", 17));
    row("stomp without its end", Stomp, "SEND\ndestination:/q\n\nhello", "SEND|/q||hello!");
    row("stomp, two frames", Stomp,
        framed("RECEIPT\nreceipt-id:1\n\n") + '\n' + framed("RECEIPT\nreceipt-id:2\n\n") + '\n',
        "RECEIPT|1|| RECEIPT|2||");
    row("stomp connect escapes nothing", Stomp, framed("CONNECT\nhost:a\\cb\n\n"), "CONNECT|a\\cb|opens|");
    row("stomp heart-beat", Stomp, "\n", "heart-beat||heartbeat|");
    row("stomp error", Stomp, QByteArray("ERROR\r\nmessage:no\r\n\r\n\0", 22), "ERROR|no|refuses|");
    row("request", JsonRpc, R"({"jsonrpc":"2.0","id":1,"method":"sum","params":[1,2]})",
        "request|sum||[1,2]");
    row("a batch", JsonRpc,
        R"([{"jsonrpc":"2.0","method":"n"},{"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"none"}}])",
        R"(notification|n|| error|none|refuses|{"code":-32601,"message":"none"})");
    row("a join", Phoenix, R"(["1","1","room:lobby","phx_join",{}])", "phx_join|room:lobby|opens|{}");
    row("a refused join", Phoenix, R"(["1","1","room:x","phx_reply",{"status":"error","response":{}}])",
        R"(phx_reply|room:x|refuses|{"status":"error","response":{}})");
    row("the older serializer", Phoenix, R"({"topic":"phoenix","event":"heartbeat","payload":{},"ref":"3"})",
        "heartbeat|phoenix|heartbeat|{}");
    row("welcome", ActionCable, R"({"type":"welcome"})", "welcome||opens|");
    row("disconnect", ActionCable, R"({"type":"disconnect","reason":"unauthorized","reconnect":false})",
        "disconnect|unauthorized|ends|");
    row("a channel's message", ActionCable, R"({"identifier":"{\"channel\":\"Chat\"}","message":{"a":1}})",
        R"(message|Chat||{"a":1})");
    row("a type without a letter", ActionCable, R"({"type":"","message":1})", "");
    row("signalr handshake and ping", SignalR, "{\"protocol\":\"json\",\"version\":1}\x1e{\"type\":6}\x1e",
        "Handshake|json|opens| Ping||heartbeat|");
    row("signalr call", SignalR, "{\"type\":1,\"target\":\"Send\",\"arguments\":[1]}\x1e",
        "Invocation|Send||[1]");
    row("signalr refusal", SignalR, "{\"error\":\"no such protocol\"}\x1e",
        "Handshake refused|no such protocol|refuses|");
    row("signalr without its end", SignalR, "{}", "Handshake accepted||opens|!");
    row("json by its type", Json, R"({"n":1,"type":"call_completed"})",
        R"(JSON|call_completed||{"n":1,"type":"call_completed"})");
    row("no json", Json, "{oops", "");
}

void TestWireDialects::packets()
{
    QFETCH(int, dialect);
    QFETCH(QByteArray, payload);
    QTEST(listed(decoded(static_cast<Dialect>(dialect), payload), payload), "list");
}

void TestWireDialects::binaryPackets_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("list");
    const auto row = [](const char *name, Dialect dialect, const QByteArray &payload,
                        const QByteArray &list) {
        QTest::newRow(name) << static_cast<int>(dialect) << payload << list;
    };
    using enum Dialect;
    row("mqtt connect", Mqtt, hex("101400044d51545404020 03c000877697265776973 65"),
        "CONNECT|wirewise|opens|");
    row("mqtt 5 connect", Mqtt, hex("101500044d515454050200 3c00000877697265 77697365"),
        "CONNECT|wirewise|opens|");
    row("mqtt refusal", Mqtt, hex("20020005"), "CONNACK|5, not authorized|refuses|");
    row("mqtt publish and ping in one", Mqtt, hex("300500016178 79 c000"),
        "PUBLISH|a||xy PINGREQ||heartbeat|");
    row("mqtt 5 publish", Mqtt, hex("3010000877697265 77697365 00 68656c6c6f"), "PUBLISH|wirewise||hello");
    row("mqtt 5 publish with properties", Mqtt, hex("30150001 61 0f 03000a746578742f706c61696e 0101 6869"),
        "PUBLISH|a||hi");
    row("mqtt publish of zeros", Mqtt, hex("3006000161 00 01 02"), QByteArray("PUBLISH|a||\x00\x01\x02", 14));
    row("mqtt subscribe, two topics", Mqtt, hex("820b 0001 0001 61 00 0002 6263 01"), "SUBSCRIBE|a||");
    row("mqtt 5 subscribe", Mqtt, hex("820700010000 012300"), "SUBSCRIBE|#||");
    row("mqtt granted", Mqtt, hex("9003000100"), "SUBACK|||");
    row("mqtt 5 granted", Mqtt, hex("900400010001"), "SUBACK|||");
    row("mqtt refused", Mqtt, hex("9003000180"), "SUBACK|0x80, unspecified error|refuses|");
    row("mqtt 5 not acknowledged", Mqtt, hex("4004000987 00"), "PUBACK|0x87, not authorized|refuses|");
    row("mqtt 5 accepted", Mqtt, hex("200900000622000a21 0014"), "CONNACK|accepted|opens|");
    row("mqtt 5 with a property that does not exist", Mqtt, hex("20060000 03 7f0000"),
        "CONNACK|accepted|opens|!");
    row("mqtt 5 leaves", Mqtt, hex("e0028d00"), "DISCONNECT|0x8D, keep alive timeout|ends|");
    row("mqtt cut", Mqtt, hex("300a000161"), "PUBLISH|a||!");
    row("mqtt subscribe", Mqtt, hex("8206000100012300"), "SUBSCRIBE|#||");
    row("mqtt shorter than its fields", Mqtt, hex("8203000100"), "SUBSCRIBE|||!");
    row("signalr ping", SignalR, hex("029106"), QByteArray("Ping||heartbeat|\x91\x06"));
    row("signalr call", SignalR, hex("0b 9501 80 c0 a4 53656e64 90"),
        "Invocation|Send||" + hex("950180c0a453656e6490"));
    row("signalr failed completion", SignalR, hex("0b 95 03 80 a1 31 01 a4 6f6f7073"),
        "Completion|oops|refuses|" + hex("95 03 80 a1 31 01 a4 6f6f7073"));
    row("signalr close with an error", SignalR, hex("08 92 07 a5 73746f7070"),
        "Close|stopp|refuses|" + hex("9207a573746f7070"));
    row("signalr handshake before MessagePack", SignalR, hex("7b7d1e 029106"),
        QByteArray("Handshake accepted||opens| Ping||heartbeat|\x91\x06"));
    row("phoenix push of a client", Phoenix, hex("00 01 01 03 02 31 32 613a62 7570 0102"),
        "up|a:b||" + hex("0102"));
    row("phoenix push of a server", Phoenix, hex("00 01 03 02 31 613a62 7570 ff"), "up|a:b||" + hex("ff"));
    row("phoenix reply", Phoenix, hex("01 01 01 03 05 31 32 613a62 6572726f72 09"),
        "phx_reply|a:b|refuses|" + hex("09"));
    row("phoenix broadcast", Phoenix, hex("02 03 02 613a62 7570"), "up|a:b||");
    row("phoenix cut", Phoenix, hex("02 ff 02 61"), "");
    row("messagepack", MessagePack, hex("81a17a01"), "MessagePack|||" + hex("81a17a01"));
    row("messagepack with a rest", MessagePack, hex("81a17a0101"), "");
    row("cbor", Cbor, hex("a1616101"), "CBOR|||" + hex("a1616101"));
    row("cbor that is cut", Cbor, hex("a16161"), "");
    row("an attachment", SocketIo, hex("00ff"), "attachment|||" + hex("00ff"));
}

void TestWireDialects::binaryPackets()
{
    QFETCH(int, dialect);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, list);
    if (qstrcmp(QTest::currentDataTag(), "signalr call") == 0)
        payload[0] = static_cast<char>(payload.size() - 1);
    QCOMPARE(listed(decoded(static_cast<Dialect>(dialect), payload, Opcode::Binary), payload), list);
}

/// As real servers wrote them.
void TestWireDialects::capturedPackets_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<bool>("binary");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("named"); ///< type, summary and role of each
    const auto text = [](const char *name, Dialect dialect, const QByteArray &payload,
                         const QByteArray &named) {
        QTest::newRow(name) << static_cast<int>(dialect) << false << payload << named;
    };
    const auto binary = [](const char *name, Dialect dialect, const char *digits, const QByteArray &named) {
        QTest::newRow(name) << static_cast<int>(dialect) << true << hex(digits) << named;
    };
    using enum Dialect;
    text(
        "socket.io 4.8 open", SocketIo,
        R"(0{"sid":"RMuBjeX6XOkJa5WyAAAA","upgrades":[],"pingInterval":1000,"pingTimeout":2000,"maxPayload":1000000})",
        "open|RMuBjeX6XOkJa5WyAAAA|opens");
    text("socket.io 4.8 connect", SocketIo, R"(40{"sid":"IYQOSKWjm26XTT86AAAA"})",
         "CONNECT|IYQOSKWjm26XTT86AAAA|opens");
    text("socket.io 4.8 refusal", SocketIo, R"(44/admin,{"message":"no token"})",
         "CONNECT_ERROR|no token|refuses");
    text("socket.io 2.5 refusal", SocketIo, R"(44/admin,"no token")", "CONNECT_ERROR|no token|refuses");
    text("socket.io bytes", SocketIo, R"(451-["bytes",{"_placeholder":true,"num":0}])",
         "BINARY_EVENT|bytes|");
    binary("mosquitto 2.0, MQTT 5", Mqtt, "200900000622000a210014", "CONNACK|accepted|opens");
    binary("mosquitto 2.0, granted", Mqtt, "900400010000", "SUBACK||");
    binary("mosquitto 2.0, published", Mqtt, "301000087769726577697365 00 68656c6c6f", "PUBLISH|wirewise|");
    binary("mosquitto 2.0, pong", Mqtt, "d000", "PINGRESP||heartbeat");
    text("rabbitmq 3.10 connected", Stomp,
         framed("CONNECTED\nserver:RabbitMQ/3.10.8\nsession:session-MGgSA2OpyN4d3CcfQz1ZDQ\n"
                "heart-beat:0,0\nversion:1.2\n\n") +
             '\n',
         "CONNECTED|1.2|opens");
    text("rabbitmq 3.10 message", Stomp,
         framed("MESSAGE\nsubscription:0\ndestination:/topic/calls\n"
                "message-id:T_0@@session-MGgSA2OpyN4d3CcfQz1ZDQ@@1\nredelivered:false\n"
                "content-type:application/json\ncontent-length:15\n\n{\"key\":\"value\"}") +
             '\n',
         "MESSAGE|/topic/calls|");
    text("rails 6.1 confirms", ActionCable,
         R"({"identifier":"{\"channel\":\"EchoChannel\"}","type":"confirm_subscription"})",
         "confirm_subscription|EchoChannel|");
    text("rails 6.1 pings", ActionCable, R"({"type":"ping","message":1795273700})", "ping||heartbeat");
    binary("signalr 8 handshake before MessagePack", SignalR, "7b7d1e", "Handshake accepted||opens");
    binary("signalr 8 completion", SignalR, "0b950380a13103a453656e64", "Completion||");
    binary("signalr 8 failure", SignalR, "10950380a13201a96974206661696c6564",
           "Completion|it failed|refuses");
    text("phoenix 1.7 refused join", Phoenix,
         R"(["1","1","room:closed","phx_reply",{"status":"error","response":{"reason":"unauthorized"}}])",
         "phx_reply|room:closed|refuses");
    binary("phoenix 1.7 push", Phoenix, "0001010a053132726f6f6d3a6c6f62627973686f7574ff",
           "shout|room:lobby|");
    text("rpc-websockets 9 error", JsonRpc,
         R"({"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":1})",
         "error|Method not found|refuses");
}

void TestWireDialects::capturedPackets()
{
    QFETCH(int, dialect);
    QFETCH(bool, binary);
    QFETCH(QByteArray, payload);
    constexpr const char *roles[] = {"", "opens", "heartbeat", "refuses", "ends"};
    QByteArrayList named;
    const auto packets =
        decoded(static_cast<Dialect>(dialect), payload, binary ? Opcode::Binary : Opcode::Text);
    for (const Packet &packet : packets) {
        QCOMPARE(packet.breach, QByteArray());
        QByteArray line = packet.type + '|' + packet.summary + '|';
        line += roles[static_cast<int>(packet.role)];
        named.append(line);
    }
    QTEST(named.join(' '), "named");
}

void TestWireDialects::heartbeatsAreAnswered()
{
    const auto reply = [](Dialect dialect, const QByteArray &payload, Opcode opcode) {
        const QList<Packet> packets = decoded(dialect, payload, opcode);
        return packets.isEmpty() || !packets.constFirst().reply ? QByteArray()
                                                                : packets.constFirst().reply->payload;
    };
    QCOMPARE(reply(Dialect::SocketIo, "2", Opcode::Text), QByteArray("3"));
    QCOMPARE(reply(Dialect::SocketIo, "3", Opcode::Text), QByteArray());
    QCOMPARE(reply(Dialect::GraphqlTransportWs, R"({"type":"ping"})", Opcode::Text),
             QByteArray(R"({"type":"pong"})"));
    QCOMPARE(reply(Dialect::SignalR, "{\"type\":6}\x1e", Opcode::Text), QByteArray("{\"type\":6}\x1e"));
    QCOMPARE(reply(Dialect::SignalR, hex("029106"), Opcode::Binary), hex("029106"));
}

/// "opcode every payload" of what is to be sent from then on.
void TestWireDialects::beatsBegin()
{
    const auto beat = [](Dialect dialect, const QByteArray &payload, Opcode opcode) {
        const QList<Packet> packets = decoded(dialect, payload, opcode);
        if (packets.isEmpty() || !packets.constFirst().beat)
            return QByteArray();
        const PacketBeat &found = *packets.constFirst().beat;
        const QByteArray &what = found.what.payload;
        QByteArray line = toString(found.what.opcode) + ' ' + QByteArray::number(found.every) + ' ';
        line += found.what.opcode == Opcode::Text ? what : what.toHex();
        return line;
    };
    QCOMPARE(beat(Dialect::Mqtt, hex("101400044d515454040200 3c00087769726577697365"), Opcode::Binary),
             QByteArray("binary 30000 c000"));
    QCOMPARE(beat(Dialect::Mqtt, hex("101400044d515454040200 0000087769726577697365"), Opcode::Binary),
             QByteArray("binary 0 c000"));
    QCOMPARE(beat(Dialect::Mqtt, hex("20060000 03 13000a"), Opcode::Binary), QByteArray("binary 5000 c000"));
    QCOMPARE(beat(Dialect::Mqtt, hex("20020000"), Opcode::Binary), QByteArray());
    QCOMPARE(beat(Dialect::Stomp, framed("CONNECTED\nheart-beat:0,2000\n\n"), Opcode::Text),
             QByteArray("text 1001 \n"));
    QCOMPARE(beat(Dialect::Stomp, framed("CONNECTED\nheart-beat:2000,0\n\n"), Opcode::Text), QByteArray());
    QCOMPARE(beat(Dialect::Phoenix, R"(["1","1","room:lobby","phx_join",{}])", Opcode::Text),
             QByteArray(R"(text 30000 [null,"beat","phoenix","heartbeat",{}])"));
    QCOMPARE(beat(Dialect::Phoenix, R"({"topic":"room:lobby","event":"phx_join","payload":{},"ref":"1"})",
                  Opcode::Text),
             QByteArray(R"(text 30000 {"topic":"phoenix","event":"heartbeat","payload":{},"ref":"beat"})"));
}

void TestWireDialects::fieldsAreNamed()
{
    const Packet event = decoded(Dialect::SocketIo, R"(42/admin,13["do"])").constFirst();
    QCOMPARE(fieldOf(event, "namespace"), QByteArray("/admin"));
    QCOMPARE(fieldOf(event, "acknowledgement"), QByteArray("13"));
    const Packet connect =
        decoded(Dialect::Mqtt, hex("101c00044d51545404c2003c000161000462 6f6273000673656372 6574"),
                Opcode::Binary)
            .constFirst();
    QCOMPARE(fieldOf(connect, "version"), QByteArray("3.1.1"));
    QCOMPARE(fieldOf(connect, "user name"), QByteArray("bobs"));
    QCOMPARE(fieldOf(connect, "password"), QByteArray("6 bytes")); // never itself
    const Packet stomp =
        decoded(Dialect::Stomp, framed("CONNECT\nlogin:bob\npasscode:secret\n\n")).constFirst();
    QCOMPARE(fieldOf(stomp, "passcode"), QByteArray("6 bytes"));
    const Packet accepted =
        decoded(Dialect::Mqtt, hex("200c0000 09 12 0006 6175746f2d31"), Opcode::Binary).constFirst();
    QCOMPARE(fieldOf(accepted, "client id given by the server"), QByteArray("auto-1"));
    const Packet granted = decoded(Dialect::Mqtt, hex("90050001000187"), Opcode::Binary).constFirst();
    QCOMPARE(fieldOf(granted, "granted"), QByteArray("QoS 1, 0x87, not authorized"));
}

void TestWireDialects::whatTheHandshakeAnnounces_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("subprotocol");
    QTest::addColumn<int>("dialect");
    const auto row = [](const char *name, const char *target, const char *subprotocol, Dialect dialect) {
        QTest::newRow(name) << QByteArray(target) << QByteArray(subprotocol) << static_cast<int>(dialect);
    };
    row("nothing", "/ws", "", Dialect::Unknown);
    row("socket.io", "/socket.io/?EIO=4&transport=websocket", "", Dialect::SocketIo);
    row("graphql", "/graphql", "graphql-transport-ws", Dialect::GraphqlTransportWs);
    row("older graphql", "/graphql", "graphql-ws", Dialect::GraphqlWs);
    row("stomp", "/ws", "v12.stomp", Dialect::Stomp);
    row("mqtt", "/mqtt", "mqtt", Dialect::Mqtt);
    row("phoenix", "/socket/websocket?vsn=2.0.0", "", Dialect::Phoenix);
    row("actioncable", "/cable", "actioncable-v1-json", Dialect::ActionCable);
}

void TestWireDialects::whatTheHandshakeAnnounces()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, subprotocol);
    QTEST(static_cast<int>(announcedDialect({target, subprotocol})), "dialect");
}

/// On its own, a message is taken for what no other protocol writes; plain JSON stays plain JSON.
void TestWireDialects::whatAMessageLooksLike_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<bool>("binary");
    QTest::addColumn<int>("dialect");
    const auto row = [](const char *name, const QByteArray &payload, bool binary, Dialect dialect) {
        QTest::newRow(name) << payload << binary << static_cast<int>(dialect);
    };
    row("words", "hello", false, Dialect::Unknown);
    row("nothing", "", false, Dialect::Unknown);
    row("a number", "42", false, Dialect::Unknown);
    row("json", R"({"type":"subscribe","id":"1"})", false, Dialect::Json);
    row("engine.io", R"(0{"sid":"a","upgrades":[],"pingInterval":1,"pingTimeout":1})", false,
        Dialect::SocketIo);
    row("json-rpc", R"({"jsonrpc":"2.0","method":"a"})", false, Dialect::JsonRpc);
    row("signalr", "{\"type\":6}\x1e", false, Dialect::SignalR);
    row("stomp", QByteArray("CONNECTED\nversion:1.2\n\n\0", 24), false, Dialect::Stomp);
    row("phoenix", R"([null,"1","phoenix","heartbeat",{}])", false, Dialect::Phoenix);
    row("actioncable", R"({"type":"welcome"})", false, Dialect::ActionCable);
    row("mqtt", hex("101400044d5154540402003c00087769726577697365"), true, Dialect::Mqtt);
    row("messagepack", hex("82a17a01a16102"), true, Dialect::MessagePack);
    row("cbor", hex("a2616101616202"), true, Dialect::Cbor);
    row("signalr in messagepack", hex("029106"), true, Dialect::SignalR);
    row("any bytes", hex("1a45dfa39f428681"), true, Dialect::Unknown);
}

void TestWireDialects::whatAMessageLooksLike()
{
    QFETCH(QByteArray, payload);
    QFETCH(bool, binary);
    QTEST(static_cast<int>(guessDialect(binary ? Opcode::Binary : Opcode::Text, payload)), "dialect");
}

void TestWireDialects::firstMessagesSettleIt()
{
    DialectGuess announced(DialectSigns{"/graphql", "graphql-ws"});
    QVERIFY(announced.isSettled());
    announced.hear(Opcode::Text, R"({"jsonrpc":"2.0","method":"a"})");
    QCOMPARE(announced.dialect(), Dialect::GraphqlWs);

    DialectGuess heard;
    heard.hear(Opcode::Ping, {});
    heard.hear(Opcode::Text, R"({"type":"hello"})");
    QCOMPARE(heard.dialect(), Dialect::Json);
    QVERIFY(!heard.isSettled());
    heard.hear(Opcode::Text, R"({"jsonrpc":"2.0","method":"a"})");
    QCOMPARE(heard.dialect(), Dialect::JsonRpc);
    QVERIFY(heard.isSettled());

    DialectGuess late;
    for (int i = 0; i < 100 && !late.isSettled(); ++i)
        late.hear(Opcode::Text, "tick");
    QVERIFY(late.isSettled());
    late.hear(Opcode::Text, R"({"jsonrpc":"2.0","method":"a"})");
    QCOMPARE(late.dialect(), Dialect::Unknown);
}

void TestWireDialects::messagePackBecomesJson_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &json) {
        QTest::newRow(name) << bytes << json;
    };
    row("small numbers", hex("94007fe0ff"), "[0,127,-32,-1]");
    row("naturals", hex("94ccffcdffffceffffffffcfffffffffffffffff"),
        "[255,65535,4294967295,18446744073709551615]");
    row("integers", hex("94d080d18000d280000000d38000000000000000"),
        "[-128,-32768,-2147483648,-9223372036854775808]");
    row("reals", hex("92ca3fc00000cb4009 21fb54442d18"), "[1.5,3.1415926535897931]");
    row("not a number", hex("ca7fc00000"), "\"NaN\"");
    row("nothing and truth", hex("93c0c2c3"), "[null,false,true]");
    row("text that needs escapes", hex("a4610a2208"), R"("a\u000a\"\u0008")");
    row("bytes and extensions", hex("92c40201ffd6ff01020304"), R"(["hex:01ff","ext -1: hex:01020304"])");
    row("a map with a number as key", hex("8201a161a16202"), R"({"1":"a","b":2})");
    row("long forms", hex("92d90161dc000101"), R"(["a",[1]])");
}

void TestWireDialects::messagePackBecomesJson()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, json);
    const auto value = readMessagePack(bytes);
    QVERIFY(value.has_value());
    QCOMPARE(value->json, json);
    QCOMPARE(value->used, bytes.size());
    QVERIFY(JsonTree::parse(value->json).isValid());
    QVERIFY(!readMessagePack(QByteArrayView(bytes).chopped(1)));
}

void TestWireDialects::hostileSizesEndSoon()
{
    QVERIFY(!readMessagePack(hex("ddffffffff")));        // an array of four thousand million
    QVERIFY(!readMessagePack(QByteArray(1000, '\x91'))); // a thousand arrays inside each other
    QVERIFY(!readMessagePack(hex("c6ffffffff00")));
    QVERIFY(!cborNotation(hex("9affffffff")));
    QVERIFY(!cborNotation(QByteArray(100'000, '\x81')));
    const QByteArray packets = QByteArray("{}\x1e").repeated(10'000);
    QCOMPARE(decoded(Dialect::SignalR, packets).size(), MostPackets);
}

void TestWireDialects::everyDecoderIsReachable()
{
    for (const Decoder *decoder : decoders()) {
        QCOMPARE(decoderOf(decoder->dialect), decoder);
        QVERIFY(decoder->decode);
        QVERIFY(decoder->announced || decoder->looksLike);
        for (const MessageTemplate &aTemplate : decoder->templates) {
            QVERIFY(aTemplate.name && *aTemplate.name && aTemplate.payload);
            if (aTemplate.opcode == Opcode::Binary)
                QVERIFY(!decoder->decode(Opcode::Binary, hex(aTemplate.payload)).isEmpty());
        }
    }
    QVERIFY(!decoderOf(Dialect::Unknown));
}

QTEST_APPLESS_MAIN(TestWireDialects)
#include "test_wire_dialects.moc"
