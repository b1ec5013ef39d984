#include "observation/endpoint.h"

#include <QElapsedTimer>
#include <QTest>

using namespace wirewise::observation;

class TestObservationEndpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void keepsUserInfoApart_data();
    void keepsUserInfoApart();
    void knowsLoopback_data();
    void knowsLoopback();
    void refusesLongTextWithoutReadingIt();
    void longestTextIsLinear_data();
    void longestTextIsLinear();
    void everyErrorHasAWord();
};

void TestObservationEndpoint::reads_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("hostHeader");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("http");

    const auto row = [](const char *name, const char *typed, const char *url, const char *host,
                        const char *origin, bool http = false) {
        QTest::newRow(name) << QString::fromUtf8(typed) << QString::fromUtf8(url) << QByteArray(host)
                            << QByteArray(origin) << http;
    };
    row("ws", "ws://example.com/ws", "ws://example.com/ws", "example.com", "http://example.com");
    row("wss", "wss://example.com", "wss://example.com/", "example.com", "https://example.com");
    row("http", "http://example.com/a", "ws://example.com/a", "example.com", "http://example.com", true);
    row("https", "https://example.com:8443/a", "wss://example.com:8443/a", "example.com:8443",
        "https://example.com:8443", true);
    row("scheme without case", "WsS://Example.COM/Path", "wss://example.com/Path", "example.com",
        "https://example.com");
    row("own port dropped", "wss://example.com:443/", "wss://example.com/", "example.com",
        "https://example.com");
    row("other scheme's port kept", "ws://example.com:443/", "ws://example.com:443/", "example.com:443",
        "http://example.com:443");
    row("no scheme", "example.com/ws", "wss://example.com/ws", "example.com", "https://example.com");
    row("no scheme, port", "example.com:9000/ws", "wss://example.com:9000/ws", "example.com:9000",
        "https://example.com:9000");
    row("no scheme, localhost", "localhost:8000/ws", "ws://localhost:8000/ws", "localhost:8000",
        "http://localhost:8000");
    row("no scheme, loopback v4", "127.0.0.1:8000", "ws://127.0.0.1:8000/", "127.0.0.1:8000",
        "http://127.0.0.1:8000");
    row("no scheme, loopback v6", "[::1]:8000/ws", "ws://[::1]:8000/ws", "[::1]:8000", "http://[::1]:8000");
    row("host named as a scheme", "ws:8000/x", "wss://ws:8000/x", "ws:8000", "https://ws:8000");
    row("slashes alone", "//example.com/x", "wss://example.com/x", "example.com", "https://example.com");
    row("IPv6 is shortened", "ws://[2001:DB8:0:0:0:0:0:1]/", "ws://[2001:db8::1]/", "[2001:db8::1]",
        "http://[2001:db8::1]");
    row("query without path", "ws://example.com?a=b", "ws://example.com/?a=b", "example.com",
        "http://example.com");
    row("fragment dropped", "ws://example.com/a?b#c?d/e", "ws://example.com/a?b", "example.com",
        "http://example.com");
    row("dot segments stay", "ws://example.com/a/../b/./c//d", "ws://example.com/a/../b/./c//d",
        "example.com", "http://example.com");
    row("percent codes stay", "ws://example.com/%2f%C3%A4%20", "ws://example.com/%2f%C3%A4%20", "example.com",
        "http://example.com");
    row("unusual characters stay", "ws://example.com/{a}|\"b\"^`", "ws://example.com/{a}|\"b\"^`",
        "example.com", "http://example.com");
    row("non-ASCII is encoded", "ws://example.com/ä?q=€😀", "ws://example.com/%C3%A4?q=%E2%82%AC%F0%9F%98%80",
        "example.com", "http://example.com");
    row("IDNA", "wss://Bücher.example/ws", "wss://xn--bcher-kva.example/ws", "xn--bcher-kva.example",
        "https://xn--bcher-kva.example");
    row("underscore, as containers have", "ws://my_app:8000/", "ws://my_app:8000/", "my_app:8000",
        "http://my_app:8000");
    row("final dot", "ws://example.com./", "ws://example.com./", "example.com.", "http://example.com.");
    row("outer white space", " \t ws://example.com/ws \r\n", "ws://example.com/ws", "example.com",
        "http://example.com");
    row("at sign in the path", "ws://example.com/@a:b@c", "ws://example.com/@a:b@c", "example.com",
        "http://example.com");
    row("user info left out", "wss://me:pw@example.com/ws", "wss://example.com/ws", "example.com",
        "https://example.com");
    row("highest port", "ws://example.com:65535/", "ws://example.com:65535/", "example.com:65535",
        "http://example.com:65535");
}

void TestObservationEndpoint::reads()
{
    QFETCH(QString, typed);
    QFETCH(QString, url);
    QFETCH(QByteArray, hostHeader);
    QFETCH(QByteArray, origin);
    QFETCH(bool, http);

    const EndpointResult result = parseEndpoint(typed);
    QCOMPARE(toString(result.error), QByteArray("none"));
    QVERIFY(result.endpoint);
    QCOMPARE(result.endpoint->url(), url);
    QCOMPARE(result.endpoint->hostHeader(), hostHeader);
    QCOMPARE(result.endpoint->origin(), origin);
    QCOMPARE(result.endpoint->http, http);
    QCOMPARE(result.endpoint->typed, typed);

    // What was read reads the same again.
    const EndpointResult again = parseEndpoint(result.endpoint->url());
    QVERIFY(again.endpoint);
    QCOMPARE(again.endpoint->url(), url);
}

void TestObservationEndpoint::refuses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("error");
    QTest::addColumn<qsizetype>("position");

    const auto row = [](const char *name, const QString &typed, const char *error, qsizetype position) {
        QTest::newRow(name) << typed << QByteArray(error) << position;
    };
    const auto text = [](const char *typed) { return QString::fromUtf8(typed); };
    row("empty", QString(), "empty", 0);
    row("white space", text(" \t\n"), "empty", 0);
    row("unknown scheme", text("ftp://example.com/"), "unknown-scheme", 0);
    row("misspelt scheme", text("  wws://example.com/"), "unknown-scheme", 2);
    row("empty scheme", text("://example.com/"), "unknown-scheme", 0);
    row("no host", text("ws:///path"), "no-host", 5);
    row("no host, port", text("ws://:8000/"), "no-host", 5);
    row("no host behind user info", text("ws://me@/x"), "no-host", 8);
    row("one slash", text("wss:/example.com/"), "no-host", 4);
    row("no slash", text("http:example.com/"), "no-host", 5);
    row("scheme alone", text("ws://"), "no-host", 5);
    row("space in path", text("ws://example.com/a b"), "space", 18);
    row("space in host", text("ws://exam ple.com/"), "space", 9);
    row("no-break space", text("ws://example.com/a b"), "space", 18);
    row("line break", text("ws://example.com/\r\nX: y"), "control-character", 17);
    row("NUL", QString(QStringLiteral("ws://a/") + QChar(u'\0')), "control-character", 7);
    row("escape", text("ws://\x1b[31m/"), "control-character", 5);
    row("half a character", QString(QStringLiteral("ws://a/") + QChar(char16_t(0xD800))), "control-character",
        7);
    row("port 0", text("ws://example.com:0/"), "bad-port", 17);
    row("port 99999", text("ws://example.com:99999/"), "bad-port", 17);
    row("port 65536", text("ws://example.com:65536/"), "bad-port", 17);
    row("long port", text("ws://example.com:000000000080/"), "bad-port", 17);
    row("empty port", text("ws://example.com:/"), "bad-port", 17);
    row("letters in port", text("ws://example.com:80a0/"), "bad-port", 19);
    row("negative port", text("ws://example.com:-1/"), "bad-port", 17);
    row("two ports", text("ws://example.com:80:90/"), "bad-port", 19);
    row("non-ASCII digits", text("ws://example.com:８０/"), "bad-port", 17);
    row("no scheme, a verb", text("javascript:alert(1)"), "bad-port", 11);
    row("bare IPv6", text("ws://::1/"), "bad-host", 5);
    row("bare long IPv6", text("ws://2001:db8::1/"), "bad-host", 5);
    row("bracket open", text("ws://[::1/"), "bad-host", 5);
    row("bracket, no address", text("ws://[example]/"), "bad-host", 6);
    row("bracket, then letters", text("ws://[::1]x/"), "bad-host", 10);
    row("zone", text("ws://[fe80::1%25eth0]/"), "bad-host", 13);
    row("zone, not encoded", text("ws://[fe80::1%eth0]/"), "bad-host", 13);
    row("empty label", text("ws://a..b/"), "bad-host", 7);
    row("dot first", text("ws://.a/"), "bad-host", 5);
    row("hyphen first", text("ws://-a/"), "bad-host", 5);
    row("backslash", text("ws://example.com\\ws"), "bad-host", 16);
    row("exclamation mark", text("ws://exa!mple/"), "bad-host", 8);
    row("percent in host", text("ws://ex%41mple/"), "bad-host", 7);
    row("invisible in host",
        QString(QStringLiteral("ws://ex") + QChar(char16_t(0x200B)) + QStringLiteral("a/")), "bad-host", 7);
    row("IPv4 too high", text("ws://256.1.1.1/"), "bad-host", 5);
    row("IPv4 too short", text("ws://127.1/"), "bad-host", 5);
    row("IPv4 as a number", text("ws://2130706433/"), "bad-host", 5);
    row("IPv4 in hexadecimal", text("ws://0x7f000001/"), "bad-host", 5);
    row("label too long", QString(QStringLiteral("ws://") + QString(64, u'a') + QStringLiteral(".b/")),
        "bad-host", 5);
    row("name too long",
        QString(QStringLiteral("ws://") + QStringLiteral("abcdefg.").repeated(40) + QStringLiteral("b/")),
        "bad-host", 5 + 253);
    row("percent alone", text("ws://example.com/100%"), "bad-percent", 20);
    row("percent with one digit", text("ws://example.com/%2"), "bad-percent", 17);
    row("percent with letters", text("ws://example.com/?q=%zz"), "bad-percent", 20);
    row("percent cut by fragment", text("ws://example.com/%2#0"), "bad-percent", 17);
    row("percent in user info", text("ws://a%2:b@example.com/"), "bad-percent", 6);
    row("two at signs", text("ws://a@b@example.com/"), "user-info-invalid", 6);
    row("line break in user info", text("ws://a%0d%0ab@example.com/"), "user-info-invalid", 6);
    row("colon inside the user name", text("ws://a%3Ab:c@example.com/"), "user-info-invalid", 6);
}

void TestObservationEndpoint::refuses()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, error);
    QFETCH(qsizetype, position);

    const EndpointResult result = parseEndpoint(typed);
    QCOMPARE(toString(result.error), error);
    QCOMPARE(result.position, position);
    QVERIFY(!result.endpoint);
}

void TestObservationEndpoint::keepsUserInfoApart_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("userInfo");

    QTest::newRow("none") << QStringLiteral("ws://example.com/") << QByteArray();
    QTest::newRow("both") << QStringLiteral("ws://me:pw@example.com/") << QByteArray("me:pw");
    QTest::newRow("user alone") << QStringLiteral("ws://me@example.com/") << QByteArray("me");
    QTest::newRow("decoded") << QStringLiteral("ws://me:p%40w%3A@example.com/") << QByteArray("me:p@w:");
    QTest::newRow("UTF-8") << QStringLiteral("ws://me:ä😀@example.com/") << QByteArray("me:ä😀");
    QTest::newRow("no scheme") << QStringLiteral("me:pw@example.com/") << QByteArray("me:pw");
}

void TestObservationEndpoint::keepsUserInfoApart()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, userInfo);

    const EndpointResult result = parseEndpoint(typed);
    QVERIFY(result.endpoint);
    QCOMPARE(result.endpoint->userInfo, userInfo);
    QCOMPARE(result.endpoint->host, QByteArray("example.com"));
}

void TestObservationEndpoint::knowsLoopback_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("loopback");
    QTest::addColumn<bool>("literal");

    QTest::newRow("localhost") << QStringLiteral("localhost") << true << false;
    QTest::newRow("LOCALHOST.") << QStringLiteral("LOCALHOST.") << true << false;
    QTest::newRow("below localhost") << QStringLiteral("app.localhost") << true << false;
    QTest::newRow("looks like it") << QStringLiteral("localhost.example") << false << false;
    QTest::newRow("127.1.2.3") << QStringLiteral("127.1.2.3") << true << true;
    QTest::newRow("128.0.0.1") << QStringLiteral("128.0.0.1") << false << true;
    QTest::newRow("127 as a name") << QStringLiteral("127.example") << false << false;
    QTest::newRow("::1") << QStringLiteral("[::1]") << true << true;
    QTest::newRow("mapped") << QStringLiteral("[::ffff:127.0.0.1]") << true << true;
    QTest::newRow("::2") << QStringLiteral("[::2]") << false << true;
}

void TestObservationEndpoint::knowsLoopback()
{
    QFETCH(QString, typed);
    QFETCH(bool, loopback);
    QFETCH(bool, literal);

    const EndpointResult result = parseEndpoint(typed);
    QVERIFY(result.endpoint);
    QCOMPARE(result.endpoint->isLoopback(), loopback);
    QCOMPARE(result.endpoint->isIpLiteral(), literal);
    QCOMPARE(result.endpoint->secure, !loopback);
}

void TestObservationEndpoint::refusesLongTextWithoutReadingIt()
{
    const QString longText = QStringLiteral("ws://example.com/") + QString(100000, u'a');
    const EndpointResult result = parseEndpoint(longText);
    QCOMPARE(toString(result.error), QByteArray("too-long"));
    QCOMPARE(result.position, MaximumAddressLength);

    const QString longest = longText.first(MaximumAddressLength);
    QVERIFY(parseEndpoint(longest).endpoint);
}

void TestObservationEndpoint::longestTextIsLinear_data()
{
    QTest::addColumn<QString>("unit");
    for (const char *unit : {"a", ":", "@", "%41", "/", "[", "a.", "ä", "é.", "://", "?", "#", "😀", "\\"})
        QTest::newRow(unit) << QString::fromUtf8(unit);
}

void TestObservationEndpoint::longestTextIsLinear()
{
    QFETCH(QString, unit);

    // No limit on time is asserted: a quadratic reader would run into the test's own limit.
    for (const QString &start : {QStringLiteral("ws://"), QStringLiteral("ws://a/"), QString()}) {
        QString typed = start + unit.repeated(MaximumAddressLength / unit.size());
        typed.truncate(MaximumAddressLength);
        const EndpointResult result = parseEndpoint(typed);
        QCOMPARE(result.error == EndpointError::None, result.endpoint.has_value());
        QVERIFY(result.position >= 0 && result.position <= typed.size());
    }
}

void TestObservationEndpoint::everyErrorHasAWord()
{
    for (int i = 0; i <= static_cast<int>(EndpointError::UserInfoInvalid); ++i) {
        const auto error = static_cast<EndpointError>(i);
        QVERIFY(!toString(error).isEmpty());
        QCOMPARE(endpointErrorFromString(toString(error)), std::optional(error));
    }
    QVERIFY(!endpointErrorFromString("no such word"));
}

QTEST_APPLESS_MAIN(TestObservationEndpoint)
#include "test_observation_endpoint.moc"
