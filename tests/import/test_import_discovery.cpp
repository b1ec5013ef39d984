// Documents that describe endpoints: what is found in them, and what is passed over for which reason.

#include "import/discovery.h"
#include "import/readtext.h"
#include "import/yamlvalue.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace wirewise::imports;

namespace {

/// Kind, endpoints and what was passed over, a line each.
QByteArray told(const Discovered &found)
{
    if (!found.isUnderstood())
        return "error: " + found.error.toUtf8() + '\n';
    QByteArray text = toString(found.kind) + ' ' + found.title.toUtf8() + '\n';
    for (const DiscoveredEndpoint &one : found.endpoints)
        text += one.address.toUtf8() + "  " + one.what.toUtf8() + '\n';
    for (const PassedOver &one : found.passedOver)
        text += "- " + one.what.toUtf8() + ": " + one.why.toUtf8() + '\n';
    return text;
}

constexpr const char *Rooms = R"(openapi: 3.1.0
info: {title: Rooms, version: "1.0"}
servers:
  - url: https://{region}.example.org/api
    variables: {region: {default: eu, enum: [eu, us]}}
  - url: http://localhost:8000/
paths:
  /live: {get: {responses: {101: {description: upgraded}}}}
  /rooms/{room}/{seat}:
    parameters:
      - {name: room, in: path, required: true, schema: {type: string}, example: from the path}
      - $ref: '#/components/parameters/Seat'
    get:
      parameters:
        - {name: room, in: path, required: true, example: "blue room/1"}
        - {name: since, in: query, required: true, schema: {default: 5}}
        - {name: quiet, in: query, schema: {type: boolean}}
  /nobody/{knows}: {get: {parameters: [{name: knows, in: path, required: true}]}}
  /token: {get: {parameters: [{name: token, in: query, required: true}]}}
  /send: {post: {}}
  /far: {$ref: 'other.yaml#/far'}
  /own: {get: {servers: [{url: 'wss://live.example.org'}]}}
components:
  parameters:
    Seat: {name: seat, in: path, required: true, examples: {first: {value: 7}}}
)";

constexpr const char *Chat2 = R"(asyncapi: '2.6.0'
info: {title: Chat}
servers:
  public: {url: 'chat.example.org:{port}/v1', protocol: wss, variables: {port: {default: '8443'}}}
  broker: {url: 'mqtt://broker.example.org', protocol: mqtt}
channels:
  chat/{room}:
    servers: [broker, public]
    parameters: {room: {schema: {type: string, enum: [lobby, other]}}}
    bindings:
      ws: {query: {type: object, required: [lang], properties: {lang: {type: string, default: en}}}}
  devices: {servers: [broker]}
  user/{id}: {servers: [public], parameters: {id: {schema: {type: string}}}}
)";

constexpr const char *Chat3 = R"({"asyncapi": "3.0.0", "info": {"title": "Chat"},
 "servers": {"one": {"host": "chat.example.org", "pathname": "/ws", "protocol": "ws"}},
 "channels": {"lobby": {"address": "/lobby/{user}", "servers": [{"$ref": "#/servers/one"}],
                        "parameters": {"user": {"examples": ["ada"]}}},
              "later": {"address": null}}})";

} // namespace

class TestImportDiscovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void documents_data();
    void documents();
    void hostileDocuments_data();
    void hostileDocuments();
    void tooManyEndpoints();
    void yamlAsJson();
    void yamlIsBounded();
};

void TestImportDiscovery::documents_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("fetchedFrom");
    QTest::addColumn<QString>("server");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &document, const char *fetchedFrom,
                        const char *server, const char *expected) {
        QTest::newRow(name) << document << QString::fromUtf8(fetchedFrom) << QString::fromUtf8(server)
                            << QByteArray(expected);
    };
    row("OpenAPI in YAML", Rooms, "", "",
        "openapi Rooms\n"
        "https://eu.example.org/api/live  GET /live\n"
        "wss://live.example.org/own  GET /own\n"
        "https://eu.example.org/api/rooms/blue%20room%2F1/7?since=5  GET /rooms/{room}/{seat}\n"
        "- /far: It is described in another file, which is not read.\n"
        "- http://localhost:8000/: It is another server of the document; check it with --server URL.\n"
        "- GET /nobody/{knows}: The document gives no example of {knows}.\n"
        "- /send: It has no GET, and an upgrade is a GET.\n"
        "- GET /token: The document gives no example of the query parameter token, which has to be there.\n");
    row("on a server of the user", "{\"openapi\":\"3.0.0\",\"paths\":{\"/a\":{\"get\":{\"x\":1}}}}", "",
        "ws://localhost:8000/base/", "openapi \nws://localhost:8000/base/a  GET /a\n");
    row("relative to its own address",
        "{\"openapi\":\"3.0.0\",\"servers\":[{\"url\":\"../v2\"}],\"paths\":{\"/a\":{\"get\":{\"x\":1}}}}",
        "https://example.org/docs/v1/openapi.json", "", "openapi \nhttps://example.org/docs/v2/a  GET /a\n");
    row("from a file without a server", "{\"openapi\":\"3.0.0\",\"paths\":{\"/a\":{\"get\":{\"x\":1}}}}", "",
        "",
        "openapi \n- GET /a: The document does not say on which server it is. Name it with --server URL.\n");
    row("Swagger 2",
        "{\"swagger\":\"2.0\",\"host\":\"api.example.org\",\"basePath\":\"/"
        "v1\",\"schemes\":[\"http\",\"https\"],"
        "\"paths\":{\"/a/{n}\":{\"get\":{\"parameters\":[{\"name\":\"n\",\"in\":\"path\",\"default\":3}]}}}}",
        "", "", "swagger \nhttps://api.example.org/v1/a/3  GET /a/{n}\n");
    row("Swagger 2 without a host", "{\"swagger\":\"2.0\",\"paths\":{\"/a\":{\"get\":{\"x\":1}}}}",
        "http://localhost:8000/swagger.json", "", "swagger \nhttp://localhost:8000/a  GET /a\n");
    row("AsyncAPI 2", Chat2, "", "",
        "asyncapi Chat\n"
        "wss://chat.example.org:8443/v1/chat/lobby?lang=en  channel chat/{room}\n"
        "- channel devices: It is reached over mqtt, not over a WebSocket.\n"
        "- channel user/{id}: The document gives no example of {id}.\n");
    row("AsyncAPI 3", Chat3, "", "",
        "asyncapi Chat\n"
        "ws://chat.example.org/ws/lobby/ada  channel lobby\n"
        "- channel later: Its address is known only while the application runs.\n");
    row("AsyncAPI on a server of the user", Chat3, "", "ws://localhost:1",
        "asyncapi Chat\n"
        "ws://localhost:1/lobby/ada  channel lobby\n"
        "- channel later: Its address is known only while the application runs.\n");
    const char *open = R"(0{"sid":"abc","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000})";
    row("Socket.IO", open, "https://example.org/socket.io/?EIO=4&transport=polling&t=x", "",
        "socket-io \nhttps://example.org/socket.io/?EIO=4&transport=websocket  the upgrade that the "
        "Socket.IO "
        "handshake offers\n");
    row("Socket.IO from a file", open, "", "http://localhost:3000",
        "socket-io \nhttp://localhost:3000/socket.io/?EIO=4&transport=websocket  the upgrade that the "
        "Socket.IO handshake offers\n");
    row("Socket.IO, from nowhere", open, "", "",
        "error: The answer of a Socket.IO server does not say where it came from. Name the address with "
        "--server URL.\n");
    row("Socket.IO without an upgrade",
        R"(0{"sid":"abc","upgrades":[],"pingInterval":25000,"pingTimeout":20000})", "https://example.org/",
        "",
        "socket-io \n- https://example.org/: The server offers no upgrade to websocket to this client; its "
        "transports or its configuration leave it out.\n");
    row("SignalR",
        R"({"connectionId":"x","negotiateVersion":0,"availableTransports":[{"transport":"WebSockets"}]})", "",
        "https://example.org/chatHub/negotiate?negotiateVersion=1",
        "signalr \nhttps://example.org/chatHub  the hub of the SignalR negotiation\n");
    row("SignalR without WebSockets", R"({"availableTransports":[{"transport":"LongPolling"}]})", "",
        "https://example.org/hub",
        "signalr \n- https://example.org/hub: The hub offers no WebSockets; its transports leave them "
        "out.\n");
    row("SignalR redirection", R"({"url":"https://x.service.example/client/?hub=chat","accessToken":"a.b"})",
        "", "",
        "signalr \nhttps://x.service.example/client/?hub=chat&access_token=a.b  the service that the "
        "negotiation redirects to\n");
}

void TestImportDiscovery::documents()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, fetchedFrom);
    QFETCH(QString, server);
    QFETCH(QByteArray, expected);
    QCOMPARE(told(discover(document, {fetchedFrom, server})), expected);
}

void TestImportDiscovery::hostileDocuments_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a word") << QByteArray("hello");
    QTest::newRow("a page") << QByteArray("<!DOCTYPE html><html><body>Sign in</body></html>");
    QTest::newRow("cut JSON") << QByteArray("{\"openapi\": \"3.0.0\", \"paths\": {");
    QTest::newRow("a list") << QByteArray("[1, 2]");
    QTest::newRow("JSON of something else") << QByteArray("{\"status\": \"ok\"}");
    QTest::newRow("bad YAML") << QByteArray("openapi: 3.0.0\n\tpaths: x");
    QTest::newRow("too large") << QByteArray(MaximumTextSize + 1, ' ');
    QTest::newRow("zeroes") << QByteArray(1000, '\0');
    QTest::newRow("deep JSON") << QByteArray(100'000, '[');
    QTest::newRow("deep YAML") << QByteArray(100'000, '{').prepend("a: ");
}

void TestImportDiscovery::hostileDocuments()
{
    QFETCH(QByteArray, document);
    const Discovered found = discover(document, {QStringLiteral("https://example.org/"), {}});
    QVERIFY(!found.isUnderstood());
    QVERIFY(found.endpoints.isEmpty());
    QVERIFY2(found.error.size() > 20, qPrintable(found.error));
}

void TestImportDiscovery::tooManyEndpoints()
{
    QByteArray text = "{\"openapi\":\"3.0.0\",\"paths\":{";
    for (int i = 0; i < MostDiscovered + 5; ++i)
        text += "\"/" + QByteArray::number(i) + "\":{\"get\":{\"a\":1}},";
    text.chop(1);
    const Discovered found = discover(text + "}}", {{}, QStringLiteral("ws://localhost")});
    QCOMPARE(found.endpoints.size(), MostDiscovered);
    QCOMPARE(found.passedOver.size(), 1);
    QVERIFY(found.passedOver.constFirst().why.contains(QStringLiteral("10000")));
    // A reference to itself ends.
    const Discovered circle = discover(R"({"openapi":"3.0.0","paths":{"/a":{"$ref":"#/paths/~1a"}}})",
                                       {{}, QStringLiteral("ws://x")});
    QCOMPARE(circle.endpoints.size(), 0);
    QCOMPARE(circle.passedOver.size(), 1);
}

void TestImportDiscovery::yamlAsJson()
{
    const auto value = readYaml("a: &x [1, 'two', 3.10, yes, true, ~, 007]\nb: *x\n? [k]\n: dropped\nc:\n"
                                "  d: |\n    text\n101: !!str 5\n");
    QVERIFY(value);
    const QJsonArray list{1,    QStringLiteral("two"), QStringLiteral("3.10"), QStringLiteral("yes"),
                          true, QJsonValue::Null,      QStringLiteral("007")};
    const QJsonObject expected{
        {QStringLiteral("a"), list},
        {QStringLiteral("b"), list},
        {QStringLiteral("c"), QJsonObject{{QStringLiteral("d"), QStringLiteral("text\n")}}},
        {QStringLiteral("101"), QStringLiteral("5")}};
    QCOMPARE(value->toObject(), expected);
    QVERIFY(readYaml("a: [1").error().contains(QStringLiteral("line")));
    QVERIFY(!readYaml("a: *nobody"));
    QVERIFY(!readYaml(""));
}

void TestImportDiscovery::yamlIsBounded()
{
    // Each level repeats the one before nine times: a billion values in 400 bytes.
    QByteArray text = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n";
    for (int level = 1; level < 10; ++level) {
        const QByteArray before = "*a" + QByteArray::number(level - 1);
        const QByteArray name = 'a' + QByteArray::number(level);
        text += name + ": &" + name + " [" + QByteArray(before + ", ").repeated(8) + before + "]\n";
    }
    QVERIFY(readYaml(text).error().contains(QStringLiteral("too many")));
    QVERIFY(readYaml("a: " + QByteArray(150, '[') + QByteArray(150, ']'))
                .error()
                .contains(QStringLiteral("deeply")));
    QVERIFY(readYaml("a: " + QByteArray(90, '[') + QByteArray(90, ']')));
}

QTEST_APPLESS_MAIN(TestImportDiscovery)
#include "test_import_discovery.moc"
