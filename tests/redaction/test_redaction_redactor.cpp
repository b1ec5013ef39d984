#include "redaction/redactor.h"
#include "wire/deflate.h"
#include "wire/gzip.h"

#include <QRandomGenerator>
#include <QTest>

using namespace wirewise;
using namespace wirewise::redaction;

namespace {

const QByteArray Token =
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lIiwiZXhwIjoxNzAwMDAwMDAwfQ.c2lnbmF0dXJlLW9mLWl0";

QByteArray request(const QByteArray &target, const QByteArray &line)
{
    return "GET " + target + " HTTP/1.1\r\nHost: example.com\r\n" + line + "\r\n\r\n";
}

} // namespace

class TestRedactionRedactor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void redacts_data();
    void redacts();
    void staysReadable_data();
    void staysReadable();
    void equalValuesHaveEqualNumbers();
    void kindsAndValuesCanStay();
    void addedTextsGo();
    void cutQuotationsShowNothing();
    void tokensKeepTheirTimes();
    void placesAreFound();
    void anotherTimeChangesNothing();
    void orderDoesNotMatter();
    void markedValuesGo();
    void shortPasswordsGoAsWords();
    void compressedFramesCanBeInflated();
    void compressedBodiesCanBeUnpacked();
    void memoryIsBounded();
    void longInputIsLinear_data();
    void longInputIsLinear();
    void randomBytesKeepTheirLength();
};

void TestRedactionRedactor::redacts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    const auto header = [](const char *name, const QByteArray &line, const QByteArray &expected) {
        QTest::newRow(name) << request("/", line) << request("/", expected);
    };
    const auto text = [](const char *name, const QByteArray &bytes, const QByteArray &expected) {
        QTest::newRow(name) << bytes << expected;
    };
    header("bearer", "Authorization: Bearer 0123456789abcdefghij",
           "Authorization: Bearer Bearer-token-1******");
    header("short", "Authorization: Bearer abcdef", "Authorization: Bearer BT1***");
    header("shorter", "Authorization: Bearer ab", "Authorization: Bearer **");
    header("unknown scheme", "Authorization: Custom 0123456789abcdefghij",
           "Authorization: Custom Credentials-1*******");
    header("cookies", "Cookie: a=1; session=s3cr3t-v4lue", "Cookie: a=*; session=Cookie-2****");
    header("set-cookie", "Set-Cookie: id=abcdefghij; Path=/", "Set-Cookie: id=Cookie-1**; Path=/");
    header("key", "X-Api-Key: 0123456789", "X-Api-Key: API-key-1*");
    header("trace", "X-Request-Id: 5f2c1d9e8b7a", "X-Request-Id: Trace-id-1**");
    header("client", "X-Forwarded-For: 203.0.113.77, 10.1.2.3", "X-Forwarded-For: Address-1***, 10.0.0.2");
    header("kubernetes", "Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.QUJDREVGRw, v4",
           "Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.Token-1***, v4");
    text("query", request("/ws?token=abcdefgh&room=5", "A: b"), request("/ws?token=Token-1*&room=5", "A: b"));
    text("address", "wss://jane:s3cr3tword@example.com/", "wss://UN1*:Password-1@example.com/");
    text("json", R"({"password": "hunter2hunter2", "room": 5})",
         R"({"password": "Password-1****", "room": 5})");
    text("json in json", R"({"a":"{\"token\":\"abcdefghijk\"}"})", R"({"a":"{\"token\":\"Token-1****\"}"})");
    text("number", R"({"pin": 123456})", R"({"pin": 999999})");
    text("socket.io", R"(40{"token":"abcdefghijk"})", R"(40{"token":"Token-1****"})");
    text("stomp", "CONNECT\nlogin:jane\npasscode:s3cr3t-pass\n\n",
         "CONNECT\nlogin:jane\npasscode:Password-1*\n\n");
    text("percent", "next=%2Fa%3Ftoken%3Dabcdefghijk%26x%3D1", "next=%2Fa%3Ftoken%3DToken-1****%26x%3D1");
    text("prefix", "use ghp_0123456789abcdefghijABCDEFGHIJ012345 now",
         "use Token-1********************************* now");
    text("form", "user=jane&password=s3cr3t%20word", "user=jane&password=Password-1***");
}

void TestRedactionRedactor::redacts()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    Redactor redactor;
    QCOMPARE(redactor.redacted(QByteArrayView(bytes)), expected);
}

void TestRedactionRedactor::staysReadable_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << bytes; };
    row("key", request("/", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
    row("accept",
        "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
    row("etag", "HTTP/1.1 200 OK\r\nETag: \"33a64df551425fcc55e4d42a148795d9f25f89d4\"\r\nDate: x\r\n\r\n");
    row("error",
        R"({"code":"token_invalid","token_type":"bearer","max_tokens":4096,"message":"Token expired"})");
    row("prose", "A bearer token is required. The password is missing. Invalid token: jwt expired.");
    row("version", "Microsoft-Windows/10.0.17763.1 at 127.0.0.1:8000");
    row("paths", "/ws/calls/transcriptions/socket.io/?EIO=4&transport=websocket");
    row("script", "var token = getToken(); if (key == null) return;");
    row("nothing", "");
}

void TestRedactionRedactor::staysReadable()
{
    QFETCH(QByteArray, bytes);
    Redactor redactor;
    QCOMPARE(redactor.redacted(QByteArrayView(bytes)), bytes);
}

void TestRedactionRedactor::equalValuesHaveEqualNumbers()
{
    Redactor redactor;
    const QByteArray told = request("/", "Authorization: Bearer s3cr3t/value&one1");
    const QByteArray shown =
        "raw s3cr3t/value&one1, percent s3cr3t%2Fvalue%26one1, html s3cr3t/value&amp;one1, "
        "json s3cr3t\\/value&one1, base64 " +
        QByteArray("x: s3cr3t/value&one1").toBase64() + ", hex " + QByteArray("s3cr3t/value&one1").toHex();
    redactor.gather(told);
    const QByteArray hidden = redactor.redacted(QByteArrayView(shown));
    QCOMPARE(hidden.size(), shown.size());
    QCOMPARE(hidden.count("Bearer-token-1*"), 6);
    QCOMPARE(redactor.removals().size(), 1);
    QCOMPARE(redactor.removals().constFirst().label, QStringLiteral("Bearer token 1"));
    QCOMPARE(redactor.removals().constFirst().value, QByteArray("s3cr3t/value&one1"));
}

void TestRedactionRedactor::kindsAndValuesCanStay()
{
    const QByteArray bytes = request("/?token=abcdefgh1", "Cookie: a=cookievalue1; b=cookievalue2");
    Choice choice;
    choice.removed.remove(SecretKind::Token);
    choice.keptValues = {"cookievalue1"};
    Redactor redactor(choice);
    QCOMPARE(redactor.redacted(QByteArrayView(bytes)),
             request("/?token=abcdefgh1", "Cookie: a=cookievalue1; b=Cookie-2****"));
    QCOMPARE(redactor.risks().size(), 1);
    Redactor nothing(Choice::nothing());
    QCOMPARE(nothing.redacted(QByteArrayView(bytes)), bytes);
    // A signed cookie is found whole and by what is signed: who keeps the whole keeps both.
    const QByteArray signedOne = request("/", "Cookie: sid=s%3Aq1w2e3r4t5y6u7i8.AbCdEfGhIjKlMnOp");
    Redactor finding;
    QVERIFY(finding.redacted(QByteArrayView(signedOne)) != signedOne);
    Choice kept;
    kept.keptValues = {"s%3Aq1w2e3r4t5y6u7i8.AbCdEfGhIjKlMnOp"};
    QCOMPARE(Redactor(kept).redacted(QByteArrayView(signedOne)), signedOne);
}

void TestRedactionRedactor::addedTextsGo()
{
    Choice choice;
    choice.added = {QStringLiteral("Jane Doe"), QStringLiteral("/ACC-\\d+/")};
    Redactor redactor(choice);
    QCOMPARE(redactor.redacted(QByteArrayView("Hello Jane Doe, ACC-12345678 is yours, Jane Doe")),
             QByteArray("Hello R1******, Removed-2*** is yours, R1******"));
    QVERIFY(!addedBreach(QStringLiteral("/a+/")));
    QVERIFY(addedBreach(QStringLiteral("/a(/")));
    QVERIFY(addedBreach(QStringLiteral("a")));
}

void TestRedactionRedactor::cutQuotationsShowNothing()
{
    Redactor redactor;
    redactor.gather(request("/", "Authorization: Bearer 0123456789abcdefghij"));
    QCOMPARE(redactor.redacted(QStringLiteral("sent 0123456789abc…")), QStringLiteral("sent BT1**********…"));
}

void TestRedactionRedactor::tokensKeepTheirTimes()
{
    Redactor redactor;
    const QByteArray hidden = redactor.redacted(QByteArrayView(Token));
    QCOMPARE(hidden.size(), Token.size());
    const QByteArray claims = QByteArray::fromBase64(hidden.split('.').at(1), QByteArray::Base64UrlEncoding);
    QVERIFY2(claims.contains("\"exp\":1700000000") && !claims.contains("jane"), claims.constData());
    QVERIFY2(hidden.endsWith(".Token-1_____________"), hidden.constData());
}

void TestRedactionRedactor::placesAreFound()
{
    Redactor redactor;
    const QByteArray hidden = redactor.redacted(QByteArrayView(
        request("/", "Authorization: Bearer 0123456789abcdefghij\r\nCookie: a=0123456789; b=0123456789")));
    const QList<Place> places = redactor.places(hidden);
    QCOMPARE(places.size(), 3);
    QCOMPARE(places.at(0).label, QStringLiteral("Bearer token 1"));
    QCOMPARE(hidden.mid(places.at(0).range.offset, places.at(0).range.length),
             QByteArray("Bearer-token-1******"));
    QCOMPARE(places.at(2).label, places.at(1).label);
    QCOMPARE(redactor.removals().at(1).places, qsizetype(2));
}

void TestRedactionRedactor::anotherTimeChangesNothing()
{
    Redactor first;
    const QByteArray once = first.redacted(QByteArrayView(request(
        "/?token=" + Token, "Authorization: Basic amFuZTpzM2NyM3Q=\r\nCookie: a=1; b=0123456789abc")));
    Redactor second;
    QCOMPARE(second.redacted(QByteArrayView(once)), once);
}

void TestRedactionRedactor::orderDoesNotMatter()
{
    observation::Message told, shown;
    told.payload = R"({"token":"q7Xn2VpL9dKw4T"})";
    shown.payload = "hello q7Xn2VpL9dKw4T";
    Redactor redactor;
    redactor.gather(shown);
    redactor.gather(told);
    QCOMPARE(redactor.redacted(shown).payload, QByteArray("hello Token-1*******"));
    QCOMPARE(redactor.redacted(told).payload, QByteArray(R"({"token":"Token-1*******"})"));
}

/// What the user said to be secret goes, however little it looks like it.
void TestRedactionRedactor::markedValuesGo()
{
    observation::Observation seen;
    seen.typed = QStringLiteral("wss://example.com/plainword");
    seen.settings.secrets = {"plainword"};
    Redactor redactor;
    const observation::Observation hidden = redactor.redacted(seen);
    QCOMPARE(hidden.typed, QStringLiteral("wss://example.com/V1*******"));
    QVERIFY(hidden.settings.secrets.isEmpty());
}

void TestRedactionRedactor::shortPasswordsGoAsWords()
{
    Redactor redactor;
    redactor.gather(R"({"password":"blue"})");
    QCOMPARE(redactor.redacted(QByteArrayView("my blue is blueish, blue.")),
             QByteArray("my PW1* is blueish, PW1*."));
}

/// What stands in the place of a compressed message is one, of the same length.
void TestRedactionRedactor::compressedFramesCanBeInflated()
{
    for (qsizetype size = 2; size < 300; ++size) {
        const QByteArray text = QByteArray("[removed]").leftJustified(size - 2, '*', true);
        const QByteArray block = wire::fixedBlock(text, false);
        QCOMPARE(block.size(), size);
        wire::Inflater inflater;
        QByteArray read;
        inflater.begin();
        QCOMPARE(inflater.feed(block, &read, 1000).outcome, wire::Inflater::Outcome::Fine);
        QCOMPARE(inflater.finish(&read, 1000).outcome, wire::Inflater::Outcome::Fine);
        QCOMPARE(read, text);
    }
}

void TestRedactionRedactor::compressedBodiesCanBeUnpacked()
{
    const QByteArray body =
        R"({"detail":"not here","token":"q7Xn2VpL9dKw4TzR8mJc","page":)" + QByteArray(200, '7') + '}';
    for (const qsizetype spare : {0, 1, 40}) {
        const qsizetype least = 90;
        const QByteArray packed = wire::packedInto(body, body.size() / 2 + least + spare).value();
        observation::Exchange exchange;
        exchange.probe.name = "get";
        exchange.sent = "GET / HTTP/1.1\r\n\r\n";
        exchange.received = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " +
                            QByteArray::number(packed.size()) + "\r\n\r\n" + packed;
        exchange.readResponse();
        observation::Observation seen;
        seen.exchanges = {exchange};
        Redactor redactor;
        const observation::Observation hidden = redactor.redacted(seen);
        const QByteArray after = hidden.exchanges.constFirst().response->body;
        QCOMPARE(after.size(), packed.size());
        QCOMPARE(wire::unpack(after, 1000).value(),
                 QByteArray(body).replace("q7Xn2VpL9dKw4TzR8mJc", "Token-1*************"));
    }
}

/// More secrets than are remembered are still removed where they are told.
void TestRedactionRedactor::memoryIsBounded()
{
    Redactor redactor;
    for (int i = 0; i < Redactor::MaximumSecrets + 10; ++i)
        redactor.gather(QByteArray("token=q7Xn2VpL" + QByteArray::number(i)));
    QCOMPARE(redactor.removals().size(), Redactor::MaximumSecrets);
    QCOMPARE(redactor.redacted(QByteArrayView("x?token=newvalue1234")), QByteArray("x?token=************"));
    QVERIFY(!redactor.risks().isEmpty());
}

void TestRedactionRedactor::longInputIsLinear_data()
{
    QTest::addColumn<QByteArray>("part");
    for (const char *part : {"token:",
                             "token1:",
                             "token=\"",
                             "\"token\":\"",
                             "?token=1a",
                             "eyJ",
                             "eyJ.",
                             "<a ",
                             "<input name=",
                             "sk-",
                             "xoxb-",
                             "://",
                             "a:b@",
                             "%25",
                             "\\\\",
                             "&amp;",
                             "&#",
                             "Bearer ",
                             "authorization: digest ",
                             "-----BEGIN PRIVATE KEY-----",
                             "1.",
                             "10.0.0.",
                             "fe80:",
                             "Aa1/",
                             "QUJD",
                             "PASS ",
                             " -u a:",
                             "\"auth\",",
                             "{\"token\":[",
                             "name=\"token\",",
                             "\xa5token\xda\xff\xff",
                             "/token/",
                             " token is ",
                             "\x82\x7e\xff\xff",
                             "PLAIN",
                             ";",
                             "=",
                             ":",
                             "'"})
        QTest::newRow(QByteArray(part).toPercentEncoding(" =:\"'<>/").constData()) << QByteArray(part);
}

/// A quarter of a megabyte of anything takes moments; with work that grows with the square it would take
/// hours.
void TestRedactionRedactor::longInputIsLinear()
{
    QFETCH(QByteArray, part);
    const QByteArray bytes = part.repeated(qsizetype(256 * 1024) / part.size());
    Redactor redactor;
    QCOMPARE(redactor.redacted(QByteArrayView(bytes)).size(), bytes.size());
    const QByteArray head = "GET /?" + bytes + " HTTP/1.1\r\nX-A: " + bytes + "\r\n\r\n";
    QCOMPARE(redactor.redacted(QByteArrayView(head)).size(), head.size());
}

void TestRedactionRedactor::randomBytesKeepTheirLength()
{
    QRandomGenerator random(7);
    const QByteArrayList words{"token",
                               "\"",
                               ":",
                               "=",
                               "{",
                               "}",
                               "%22",
                               "\\u0022",
                               "&quot;",
                               "password",
                               " ",
                               "\r\n",
                               "HTTP/1.1 ",
                               "GET ",
                               "eyJhbGciOi",
                               ".",
                               "-----BEGIN PRIVATE KEY-----",
                               "Bearer ",
                               "<",
                               ">",
                               "10.1.2.3",
                               "/",
                               "Cookie: ",
                               ";",
                               ",",
                               "[",
                               "]",
                               "\x10",
                               "\x82",
                               "MQTT",
                               "\xa5token",
                               "é",
                               "q7Xn2VpL9dKw4T"};
    for (int round = 0; round < 3000; ++round) {
        QByteArray bytes;
        for (int i = random.bounded(60); i > 0; --i)
            bytes += words.at(random.bounded(int(words.size())));
        Redactor redactor;
        const QByteArray once = redactor.redacted(QByteArrayView(bytes));
        QCOMPARE(once.size(), bytes.size());
        observation::Message message;
        message.payload = bytes;
        message.frames = random.bounded(3);
        QCOMPARE(redactor.redacted(message).payload.size(), bytes.size());
        observation::SessionFacts facts;
        facts.stream = bytes;
        QCOMPARE(redactor.redacted(facts).stream.size(), bytes.size());
        observation::Exchange exchange;
        exchange.sent = "GET / HTTP/1.1\r\n\r\n";
        exchange.received = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + bytes;
        exchange.readResponse();
        observation::Observation seen;
        seen.exchanges = {exchange};
        QCOMPARE(redactor.redacted(seen).exchanges.constFirst().received.size(), exchange.received.size());
    }
}

QTEST_GUILESS_MAIN(TestRedactionRedactor)
#include "test_redaction_redactor.moc"
