// Command lines as people and browsers write them.

#include "import/pastetelling.h"
#include "import/readtext.h"

#include <QFile>
#include <QTest>

using namespace wirewise;
using wirewise::tests::lines;
using wirewise::tests::told;

class TestImportCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void ofChromium_data();
    void ofChromium();
    void nothingIsDropped_data();
    void nothingIsDropped();
    void secretsAreMaskedInParts();
    void whatIsMoreThanAnAddress();
};

void TestImportCommands::text_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *text, const char *expected) {
        QTest::newRow(name) << QByteArray(text) << lines(expected);
    };
    row("an address", "wss://a.example/ws", "address\n address wss://a.example/ws");
    row("a list", "# mine\nwss://a.example/ws\n\nb.example/x # second\nws://c.example --header 'X: y z'",
        "address-list\n address wss://a.example/ws\n address b.example/x\n address ws://c.example\n"
        "header X: y z");
    row("curl, plain", "curl https://a.example/ws", "curl-bash\n address https://a.example/ws");
    row("curl without a scheme", "curl a.example/ws", "curl-bash\n address http://a.example/ws");
    row("curl with a prompt", "$ curl -sSkN https://a.example/ws",
        "curl-bash\n address https://a.example/ws\n insecure");
    row("as documentation has it",
        "curl -i -N -H \"Connection: Upgrade\" -H \"Upgrade: websocket\" -H \"Host: echo.example\" "
        "-H \"Origin: https://www.example\" -H 'Sec-WebSocket-Version: 13' "
        "-H 'Sec-WebSocket-Key: SGVsbG8sIHdvcmxkIQ==' http://echo.example",
        "curl-bash\n address http://echo.example\n origin https://www.example\n key SGVsbG8sIHdvcmxkIQ==");
    row("a proper key is made anew",
        "curl -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' -H 'Sec-WebSocket-Version: 8' ws://a.example",
        "curl-bash\n address ws://a.example\n version 8");
    row("letters that take the rest", "curl -XPOST -HX-A:1 -uann:pw -m5 https://a.example",
        "curl-bash\n address https://a.example\n header X-A: 1\n header Authorization: Basic YW5uOnB3\n"
        "timeout 5000\n left -X");
    row("two addresses and --next",
        "curl -H 'A: 1' https://a.example https://b.example --next -k https://c.example",
        "curl-bash\n address https://a.example\n header A: 1\n address https://b.example\n header A: 1\n"
        "address https://c.example\n insecure");
    row("the network",
        "curl --resolve a.example:443:10.0.0.1,[::1] -x socks5h://u:p@proxy.example:1081 -4 "
        "--connect-timeout 2.5 --cacert ca.pem --cert me.pem --key me.key https://a.example/",
        "curl-bash\n address https://a.example/\n proxy socks5 proxy.example 1081 u p\n"
        "resolve a.example 443 10.0.0.1 ::1\n family ipv4\n authorities ca.pem\n certificate me.pem\n"
        "keyfile me.key\n timeout 2500");
    row("proxy user in front", "curl -U u:p -x proxy.example:3128 https://a.example",
        "curl-bash\n address https://a.example\n proxy http proxy.example 3128 u p");
    row("connect-to an address", "curl --connect-to ::127.0.0.1: https://a.example",
        "curl-bash\n address https://a.example\n resolve a.example 443 127.0.0.1");
    row("connect-to another name", "curl --connect-to a.example:443:b.example:8443 https://a.example",
        "curl-bash\n address https://a.example\n left --connect-to");
    row("cookies, agent, referer",
        "curl -b 'a=1; b=2' -A Agent -e 'https://r.example/;auto' https://a.example",
        "curl-bash\n address https://a.example\n header Cookie: a=1; b=2\n header User-Agent: Agent\n"
        "header Referer: https://r.example/");
    row("files are not read", "curl -b jar.txt -H @headers.txt -d @body.json -K rc -n https://a.example",
        "curl-bash\n address https://a.example\n left -b\n left -H\n left -K\n left -n\n left -d");
    row("data as query", "curl -G -d a=1 --data-urlencode 'q=x y' 'https://a.example/?z=0'",
        "curl-bash\n address https://a.example/?z=0&a=1&q=x%20y");
    row("a body", "curl --data-raw '{\"a\":1}' -F f=@x --http2 -L https://a.example",
        "curl-bash\n address https://a.example\n left -F\n left --http2\n left -L\n left --data-raw");
    row("taken away and empty", "curl -H 'Accept:' -H 'X-Empty;' https://a.example",
        "curl-bash\n address https://a.example\n header X-Empty: \n left -H Accept");
    row("bearer", "curl --oauth2-bearer tok https://a.example",
        "curl-bash\n address https://a.example\n header Authorization: Bearer tok");
    row("an option that is none", "curl --frobnicate -H 'A: 1' https://a.example",
        "curl-bash\n address https://a.example\n header A: 1\n left --frobnicate");
    row("a pipe and a variable",
        "curl -H \"Authorization: Bearer $TOKEN\" https://a.example | jq . > out.json",
        "curl-bash\n address https://a.example\n header Authorization: Bearer $TOKEN\n left $TOKEN\n left jq "
        ".");
    row("bash's own quotes",
        "curl -H $'X: it\\'s \\u00e4\\x21' \"https://a.example/\\\"q\\\"\" -H 'Y: a'\\''b'",
        "curl-bash\n address https://a.example/\"q\"\n header X: it's \xC3\xA4!\n header Y: a'b");
    row("a quote left open", "curl -H 'A: 1 https://a.example",
        "curl-bash\n left curl -H A: 1 https://a.example");
    row("commands in a row", "curl https://a.example ;\ncurl https://b.example",
        "curl-bash\n address https://a.example\n address https://b.example");
    row("cmd",
        "curl.exe ^\"https://a.example/?a=1^&b=%^20c^\" ^\r\n  -H ^\"X: ^\\^\"q^\\^\" ^%^PATH^%^\" ^\r\n  "
        "--insecure",
        "curl-cmd\n address https://a.example/?a=1&b=%20c\n header X: \"q\" %PATH%\n insecure");
    row("PowerShell", "curl.exe 'https://a.example' `\n  -H \"X: `\"q`\" it''s\" `\n  -k",
        "curl-powershell\n address https://a.example\n header X: \"q\" it''s\n insecure");
    row("wscat",
        "wscat -c wss://a.example/ws -H 'X: 1' -s chat -s v2 -o https://o.example -n --auth u:p -x "
        "'{\"a\":1}' -w 3",
        "wscat\n address wss://a.example/ws\n header X: 1\n header Authorization: Basic dTpw\n"
        "origin https://o.example\n subprotocols chat, v2\n insecure\n send {\"a\":1}");
    row("wscat as a server", "npx wscat -l 8080", "wscat\n left npx wscat -l 8080");
    row("wscat, a version", "wscat -p 8 -c localhost:8080",
        "wscat\n address ws://localhost:8080\n version 8");
    row("websocat",
        "websocat -k -H='X: 1' --protocol chat --origin https://o.example autoreconnect:wss://a.example/ws",
        "websocat\n address wss://a.example/ws\n header X: 1\n origin https://o.example\n subprotocols chat\n"
        "insecure\n left address");
    row("our own",
        "wirewise-cli check --origin https://o.example --timeout 3 --listen 0 --no-experiments "
        "wss://a.example",
        "wirewise\n address wss://a.example\n origin https://o.example\n timeout 3000\n listen 0\n "
        "no-experiments");
    row("a request head",
        "GET /ws?x=1 HTTP/1.1\r\nHost: a.example\r\nOrigin: https://o.example\r\nX: 1\r\n\r\n",
        "request-head\n address wss://a.example/ws?x=1\n header X: 1\n origin https://o.example");
    row("a request head on this computer", "GET /ws HTTP/1.1\nHost: localhost:8000\nUpgrade: h2c\n\nbody",
        "request-head\n address ws://localhost:8000/ws\n header Upgrade: h2c\n left body");
    row("pseudo headers", ":authority: a.example\n:method: POST\n:path: /x\n:scheme: https\naccept: */*",
        "request-head\n address wss://a.example/x\n header accept: */*\n left method");
    row("a request head without a host", "GET /ws HTTP/1.1\nX: 1", "request-head");
    row("Invoke-WebRequest",
        "$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n"
        "$session.UserAgent = \"Agent (1)\"\n"
        "$session.Cookies.Add((New-Object System.Net.Cookie(\"sid\", \"a`\"b\", \"/\", \"a.example\")))\n"
        "Invoke-WebRequest -UseBasicParsing -Uri \"https://a.example/x\" `\n-Method \"POST\" `\n"
        "-WebSession $session `\n-Headers @{\n\"authority\"=\"a.example\"\n  \"method\"=\"POST\"\n"
        "  \"origin\"=\"https://o.example\"\n} `\n-ContentType \"application/json\" `\n"
        "-Body ([System.Text.Encoding]::UTF8.GetBytes(\"{}\"));\nirm https://b.example",
        "invoke-webrequest\n address https://a.example/x\n header User-Agent: Agent (1)\n"
        "header Content-Type: application/json\n header Cookie: sid=a\"b\n origin https://o.example\n"
        "left -Method\n left -Body\n address https://b.example");
}

void TestImportCommands::text()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const imports::Pasted pasted = imports::readText(text, {});
    QCOMPARE(told(pasted), expected);
    QCOMPARE(pasted.endpoints.isEmpty(), !pasted.error.isEmpty());
}

void TestImportCommands::ofChromium_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("address");
    const std::pair<const char *, const char *> requests[] = {
        {"websocket", "ws://127.0.0.1:18088/ws?token=s3cr3t-token-value"},
        {"polling", "http://127.0.0.1:18088/socket.io/?EIO=4&transport=polling"},
        {"http2", "https://127.0.0.1:18443/api/items?page=2"}};
    const std::pair<const char *, const char *> kinds[] = {{"curl-bash", "curl-bash"},
                                                           {"curl-cmd", "curl-cmd"},
                                                           {"powershell", "invoke-webrequest"},
                                                           {"fetch", "fetch"},
                                                           {"fetch-node", "fetch"}};
    for (const auto &[request, address] : requests) {
        for (const auto &[file, kind] : kinds)
            QTest::addRow("%s-%s", request, file) << QByteArray(kind) << QByteArray(address);
    }
}

// As Chromium 156 copies them.
void TestImportCommands::ofChromium()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, address);
    QFile file(QString::fromLatin1(WIREWISE_TEST_DATA "/chromium/") +
               QString::fromLatin1(QTest::currentDataTag()) + QLatin1String(".txt"));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    const imports::Pasted pasted = imports::readText(file.readAll(), {});
    QCOMPARE(toString(pasted.kind), kind);
    QCOMPARE(pasted.endpoints.size(), 1);
    const imports::PastedEndpoint &endpoint = pasted.endpoints.constFirst();
    QCOMPARE(endpoint.address.toUtf8(), address);
    QCOMPARE(pasted.left.size(), 0);
    for (const imports::Part &part : endpoint.parts) {
        // The only thing that a copy asks for and a check does not do: cookies that are not in the text.
        if (part.fate == imports::Part::Fate::Left)
            QCOMPARE(part.name, QStringLiteral("credentials"));
    }
    const auto has = [&endpoint](const char *name, const char *value) {
        for (const observation::HeaderPair &header : endpoint.settings.headers) {
            if (header.first.compare(name, Qt::CaseInsensitive) == 0)
                return header.second == value;
        }
        return false;
    };
    QVERIFY(has("accept-language", "en-US,en;q=0.9"));
    QVERIFY(!has("connection", "keep-alive"));
    const bool isShell = !QByteArray(QTest::currentDataTag()).contains("fetch");
    if (address.startsWith("ws") && isShell) {
        QCOMPARE(endpoint.settings.subprotocols, QList<QByteArray>{"chat.v1"});
        QCOMPARE(endpoint.settings.extensions, "permessage-deflate; client_max_window_bits");
        QCOMPARE(endpoint.settings.origin.value_or(QByteArray()), "http://127.0.0.1:18088");
    }
    if (address.contains("socket.io"))
        QVERIFY(has("x-api-key", "k-123456"));
    if (isShell && !address.startsWith("ws"))
        QVERIFY(has("sec-ch-ua", "\"Not:A-Brand\";v=\"8\", \"Chromium\";v=\"156\""));
}

void TestImportCommands::nothingIsDropped_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *word : {"alpha", "--beta", "-5", "--gamma=1", "@delta", "-", "--"}) {
        for (const char *program : {"curl", "wscat -c", "websocat", "wirewise-cli check"})
            QTest::addRow("%s %s", program, word)
                << QByteArray(QByteArray(program) + " wss://a.example " + word + " -H 'X: 1'");
    }
}

// Whatever stands on a command line is a part, an address, or an option's value.
void TestImportCommands::nothingIsDropped()
{
    QFETCH(QByteArray, text);
    const imports::Pasted pasted = imports::readText(text, {});
    QVERIFY(pasted.isUnderstood());
    const QByteArray word = text.split(' ').at(text.split(' ').size() - 3);
    if (word == "--")
        return; // only says that addresses follow
    QByteArray all = told(pasted);
    for (const imports::PastedEndpoint &endpoint : pasted.endpoints) {
        for (const imports::Part &part : endpoint.parts)
            all += part.name.toUtf8() + ' ' + part.value.toUtf8() + '\n';
    }
    const QByteArray name = word.left(std::max<qsizetype>(1, word.indexOf('=')));
    QVERIFY2(all.contains(name), all.constData());
}

void TestImportCommands::secretsAreMaskedInParts()
{
    const imports::Pasted pasted =
        imports::readText("curl -u ann:hunter2secret -x http://u:proxysecret@p.example -b 'sid=cookiesecret' "
                          "-H 'Authorization: Bearer tokensecret123' -H 'X-Api-Key: keysecret' "
                          "'wss://a.example/?token=querysecret'",
                          {});
    QCOMPARE(pasted.endpoints.size(), 1);
    for (const imports::Part &part : pasted.endpoints.constFirst().parts)
        QVERIFY2(!lineOf(part).contains(QLatin1String("secret")), qPrintable(lineOf(part)));
    QVERIFY(!summaryOf(pasted).contains(QLatin1String("secret")));
}

void TestImportCommands::whatIsMoreThanAnAddress()
{
    for (const char *address :
         {"", "a.example", "wss://a.example/a b", "ws://a.example/?q=(1)", "curl", " localhost:1 "})
        QVERIFY2(!imports::isMoreThanAddress(address), address);
    for (const char *text : {"curl https://a.example", "a.example\nb.example",
                             "new WebSocket('ws://a.example')", "wscat -c ws://a.example", "GET / HTTP/1.1"})
        QVERIFY2(imports::isMoreThanAddress(text), text);
}

QTEST_GUILESS_MAIN(TestImportCommands)
#include "test_import_commands.moc"
