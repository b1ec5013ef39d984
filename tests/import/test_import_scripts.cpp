// Program texts: what stands there literally is taken, nothing is computed.

#include "import/pastetelling.h"
#include "import/readtext.h"
#include "import/scriptvalue.h"

#include <QTest>

using namespace wirewise;
using wirewise::tests::lines;
using wirewise::tests::told;

class TestImportScripts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void call_data();
    void call();
    void values_data();
    void values();
    void hostileTextsEnd_data();
    void hostileTextsEnd();
};

void TestImportScripts::call_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *text, const char *expected) {
        QTest::newRow(name) << QByteArray(text) << lines(expected);
    };
    row("WebSocket", "const ws = new WebSocket('wss://a.example/ws');",
        "websocket-call\n address wss://a.example/ws");
    row("WebSocket with protocols",
        "let s = new window.WebSocket(\"wss://a.example\" + \"/ws\", ['a', \"b\"])",
        "websocket-call\n address wss://a.example/ws\n subprotocols a, b");
    row("the package ws",
        "new WebSocket('wss://a.example', 'chat', { headers: { Authorization: 'Bearer t', 'X-A': 1 }, "
        "origin: "
        "'https://o.example', rejectUnauthorized: false, perMessageDeflate: false, agent })",
        "websocket-call\n address wss://a.example\n header Authorization: Bearer t\n header X-A: 1\n"
        "origin https://o.example\n subprotocols chat\n insecure\n left agent");
    row("an address that is computed", "new WebSocket(`wss://${location.host}/ws`)",
        "websocket-call\n left new WebSocket");
    row("one that is, one that is not", "new WebSocket(url); new WebSocket('ws://a.example')",
        "websocket-call\n address ws://a.example\n left new WebSocket");
    row("a comment and a string are no calls",
        "// new WebSocket('ws://no.example')\nx = \"new WebSocket('ws://no')\"; "
        "/* fetch('http://no.example') */ fetch('https://a.example')",
        "fetch\n address https://a.example");
    row("fetch of Firefox",
        "await fetch(\"https://a.example/x\", {\n    \"credentials\": \"include\",\n    \"headers\": {\n     "
        "   "
        "\"User-Agent\": \"Mozilla/5.0\",\n        \"Accept\": \"*/*\"\n    },\n    \"referrer\": "
        "\"https://r.example/\",\n    \"body\": \"{}\",\n    \"method\": \"POST\",\n    \"mode\": "
        "\"cors\"\n});",
        "fetch\n address https://a.example/x\n header User-Agent: Mozilla/5.0\n header Accept: */*\n"
        "header Referer: https://r.example/\n left credentials\n left body\n left method");
    row("fetch with Headers", "fetch(new URL('https://a.example'), {headers: new Headers([['A', '1']])})",
        "fetch\n address https://a.example\n header A: 1");
    row("fetch, a header that is computed",
        "fetch('https://a.example', {headers: {A: `Bearer ${t}`, B: x + 'y'}})",
        "fetch\n address https://a.example\n left headers A\n left headers B");
    row("io", "const socket = io(\"https://a.example\");",
        "socket-io-call\n address https://a.example/socket.io/?EIO=4&transport=websocket");
    row("io with all",
        "io('https://a.example:8443/admin?x=1', {path: '/my', transports: ['websocket'], auth: {token: 't'}, "
        "query: {v: 2, 'a b': 'c&d'}, extraHeaders: {'X-A': '1'}, reconnection: false, withCredentials: c})",
        "socket-io-call\n address https://a.example:8443/my/?EIO=4&transport=websocket&x=1&v=2&a%20b=c%26d\n"
        "header X-A: 1\n send 40/admin,{\"token\":\"t\"}\n left withCredentials");
    row("io of this page", "io()", "socket-io-call\n left io");
    row("io with polling only", "io.connect('http://a.example', {transports: ['polling']})",
        "socket-io-call\n address http://a.example/socket.io/?EIO=4&transport=websocket\n left transports");
    row("websockets",
        "async with websockets.connect(\n    'wss://a.example/ws',  # the endpoint\n    "
        "additional_headers={'Authorization': f'Bearer {t}', \"X\": \"1\"},\n    subprotocols=['a', 'b'],\n  "
        "  "
        "origin=\"https://o.example\", ping_interval=None, compression=None, open_timeout=5,\n) as ws:",
        "python-call\n address wss://a.example/ws\n header X: 1\n origin https://o.example\n"
        "subprotocols a, b\n timeout 5000\n left additional_headers Authorization");
    row("websocket-client",
        "ws = create_connection(\"ws://a.example\", header=[\"A: 1\", \"B: 2\"], cookie='c=d', "
        "host='h.example', "
        "sslopt={\"cert_reqs\": ssl.CERT_NONE})",
        "python-call\n address ws://a.example\n header A: 1\n header B: 2\n header Cookie: c=d\n host "
        "h.example\n"
        "left sslopt");
    row("another connect", "db.connect('postgres://x')", "address\n address db.connect('postgres://x')");
    row("the text ends inside", "new WebSocket('ws://a.example', ['a'",
        "websocket-call\n address ws://a.example\n left protocols\n left new WebSocket");
}

void TestImportScripts::call()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const imports::Pasted pasted = imports::readText(text, {});
    QByteArray found = told(pasted);
    found.replace("left \n", "");
    QCOMPARE(found, expected);
    QCOMPARE(pasted.endpoints.isEmpty(), !pasted.error.isEmpty());
}

void TestImportScripts::values_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *source, const char *json) {
        QTest::newRow(source) << QByteArray(source) << QByteArray(json);
    };
    row("[1, 'a', true, None, {b: [2]}]", R"([1,"a",true,null,{"b":[2]}])");
    row("['\\u00e4\\x41\\n', \"\\uD83D\\uDC4B\", '\\u{1F44B}']", R"(["äA\n","👋","👋"])");
    row("['a' 'b', \"c\" + `d`, '''e'f''']", R"(["ab","cd","e'f"])");
    row("[x(), y.z, (1), 1 + 2, 'a' + b]", R"([null,null,[1],null,null])");
    row("{a: 1, 'b': 2, ...rest, c}", R"({"...rest":null,"a":1,"b":2,"c":null})");
    row("[]", "[]");
}

void TestImportScripts::values()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, json);
    const QList<imports::ScriptCall> calls = imports::findCalls(QByteArray("f(" + source + ')'), {"f"});
    QCOMPARE(calls.size(), 1);
    QCOMPARE(calls.constFirst().arguments.size(), 1);
    QCOMPARE(imports::toJson(calls.constFirst().arguments.constFirst()), json);
}

void TestImportScripts::hostileTextsEnd_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray call = "new WebSocket('ws://a.example', ";
    for (const char *sign :
         {"[", "{", "(", "{a:", "'", "`", "\\", "/*", ")", "]", "}", ",", "#", "f(", "=", "${"})
        QTest::newRow(sign) << QByteArray(call + QByteArray(sign).repeated(200'000));
}

// Nesting is no recursion, and nothing is read twice as often as it is long.
void TestImportScripts::hostileTextsEnd()
{
    QFETCH(QByteArray, text);
    const imports::Pasted pasted = imports::readText(text, {});
    QCOMPARE(toString(pasted.kind), "websocket-call");
    QCOMPARE(pasted.endpoints.size(), 1);
}

QTEST_GUILESS_MAIN(TestImportScripts)
#include "test_import_scripts.moc"
