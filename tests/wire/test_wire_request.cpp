#include "wire/headerlist.h"
#include "wire/request.h"

#include <QTest>

using namespace wirewise;

class TestWireRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesExactlyWhatIsAsked();
    void readsBackWithRanges();
    void readsWhatItCan_data();
    void readsWhatItCan();
    void comparesNamesWithoutCase();
    void setsInPlace();
    void splitsElements_data();
    void splitsElements();
    void knowsTokens();
    void knowsSafeText();
};

void TestWireRequest::writesExactlyWhatIsAsked()
{
    wire::Request request;
    request.target = "/chat?a=b";
    request.headers.append("Host", "example");
    request.headers.append("host", "twice");
    request.headers.append("X-Empty", "");
    QCOMPARE(toBytes(request), "GET /chat?a=b HTTP/1.1\r\nHost: example\r\nhost: twice\r\nX-Empty: \r\n\r\n");
    wire::Request wrong{"G ET", "no slash", "HTTP/0.9", {}, "body"};
    wrong.headers.append("Bad Name", "\xFF");
    QCOMPARE(toBytes(wrong), "G ET no slash HTTP/0.9\r\nBad Name: \xFF\r\n\r\nbody");
}

void TestWireRequest::readsBackWithRanges()
{
    wire::Request request;
    request.headers.append("Host", "example");
    request.headers.append("Origin", "https://example");
    request.body = "some body";
    const QByteArray bytes = toBytes(request);
    const wire::Request read = wire::requestFromBytes(bytes);
    QCOMPARE(read.method, "GET");
    QCOMPARE(read.target, "/");
    QCOMPARE(read.version, "HTTP/1.1");
    QCOMPARE(read.body, "some body");
    const wire::Header *origin = read.headers.find("origin");
    QVERIFY(origin);
    QCOMPARE(bytes.mid(origin->range.offset, origin->range.length), "Origin: https://example");
    QCOMPARE(bytes.mid(origin->valueRange.offset, origin->valueRange.length), "https://example");
    QCOMPARE(toBytes(read), bytes);
}

void TestWireRequest::readsWhatItCan_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("summary");
    QTest::newRow("empty") << QByteArray() << QByteArray("|||0|");
    QTest::newRow("cut in the first line") << QByteArray("GET /x HT") << QByteArray("|||0|");
    QTest::newRow("one word") << QByteArray("GET\r\n\r\n") << QByteArray("GET|||0|");
    QTest::newRow("two words") << QByteArray("GET /x\r\n\r\n") << QByteArray("GET|/x||0|");
    QTest::newRow("space in the target")
        << QByteArray("GET /a b HTTP/1.1\r\n\r\n") << QByteArray("GET|/a b|HTTP/1.1|0|");
    QTest::newRow("cut in the head") << QByteArray("GET / HTTP/1.1\r\nA: b\r\nC: d")
                                     << QByteArray("GET|/|HTTP/1.1|1|");
    QTest::newRow("body") << QByteArray("PUT / HTTP/1.1\r\nA: b\r\n\r\n\r\nx")
                          << QByteArray("PUT|/|HTTP/1.1|1|\r\nx");
}

void TestWireRequest::readsWhatItCan()
{
    QFETCH(QByteArray, bytes);
    const wire::Request read = wire::requestFromBytes(bytes);
    const QByteArray summary = read.method + '|' + read.target + '|' + read.version + '|' +
                               QByteArray::number(read.headers.size()) + '|' + read.body;
    QTEST(summary, "summary");
}

void TestWireRequest::comparesNamesWithoutCase()
{
    wire::HeaderList headers;
    headers.append("Set-Cookie", "a");
    headers.append("SET-COOKIE", "b");
    headers.append("Server", "c");
    QVERIFY(headers.contains("set-cookie"));
    QVERIFY(!headers.contains("set-cookies"));
    QCOMPARE(headers.value("set-COOKIE"), "a");
    QCOMPARE(headers.all("set-cookie").size(), 2);
    QVERIFY(headers.value("absent").isNull());
    headers.removeAll("set-cookie");
    QCOMPARE(headers.size(), 1);
    // Only ASCII letters have two cases here.
    QVERIFY(!wire::equalsIgnoringCase("[", "{"));
    QVERIFY(!wire::equalsIgnoringCase("\xC4", "\xE4"));
}

void TestWireRequest::setsInPlace()
{
    wire::HeaderList headers;
    headers.append("Host", "a");
    headers.append("Origin", "b");
    headers.append("host", "c");
    headers.set("HOST", "new");
    headers.set("Upgrade", "websocket");
    QCOMPARE(headers.size(), 3);
    QCOMPARE(headers.list()[0].name, "HOST");
    QCOMPARE(headers.list()[0].value, "new");
    QCOMPARE(headers.list()[2].name, "Upgrade");
}

void TestWireRequest::splitsElements_data()
{
    QTest::addColumn<QByteArrayList>("values");
    QTest::addColumn<QByteArrayList>("elements");
    QTest::newRow("one") << QByteArrayList{"Upgrade"} << QByteArrayList{"Upgrade"};
    QTest::newRow("list") << QByteArrayList{"keep-alive , Upgrade"}
                          << QByteArrayList{"keep-alive", "Upgrade"};
    QTest::newRow("several headers") << QByteArrayList{"a,b", "c"} << QByteArrayList{"a", "b", "c"};
    QTest::newRow("empty ones") << QByteArrayList{" , ,a,,", ""} << QByteArrayList{"a"};
    QTest::newRow("quoted comma") << QByteArrayList{"x; p=\"a,b\", y"} << QByteArrayList{"x; p=\"a,b\"", "y"};
    QTest::newRow("escaped quote") << QByteArrayList{"x; p=\"a\\\",b\", y"}
                                   << QByteArrayList{"x; p=\"a\\\",b\"", "y"};
    QTest::newRow("open quote") << QByteArrayList{"x; p=\"a, b"} << QByteArrayList{"x; p=\"a, b"};
}

void TestWireRequest::splitsElements()
{
    QFETCH(QByteArrayList, values);
    QFETCH(QByteArrayList, elements);
    wire::HeaderList headers;
    for (const QByteArray &value : values)
        headers.append("Connection", value);
    QCOMPARE(headers.elements("connection"), elements);
    for (const QByteArray &element : elements)
        QVERIFY(headers.hasToken("Connection", element.toUpper()));
    QVERIFY(!headers.hasToken("Connection", "grade"));
    QVERIFY(!headers.hasToken("Other", "Upgrade"));
}

void TestWireRequest::knowsTokens()
{
    QVERIFY(wire::isToken("Sec-WebSocket-Key"));
    QVERIFY(wire::isToken("!#$%&'*+-.^_`|~09azAZ"));
    for (const QByteArray &wrong :
         {QByteArray(), QByteArray("a b"), QByteArray("a:"), QByteArray("\xFC"), QByteArray("a\0b", 3),
          QByteArray("(a)"), QByteArray("a/b"), QByteArray("\"a\"")})
        QVERIFY2(!wire::isToken(wrong), wrong.constData());
}

void TestWireRequest::knowsSafeText()
{
    QVERIFY(wire::isSafeHeaderText(""));
    QVERIFY(wire::isSafeHeaderText("any \t text \xFF"));
    QVERIFY(!wire::isSafeHeaderText("a\r\nb: c"));
    QVERIFY(!wire::isSafeHeaderText("a\n"));
    QVERIFY(!wire::isSafeHeaderText("a\r"));
    QVERIFY(!wire::isSafeHeaderText(QByteArrayView("a\0b", 3)));
}

QTEST_APPLESS_MAIN(TestWireRequest)
#include "test_wire_request.moc"
