#include "report/curl.h"

#include <QTest>

using namespace wirewise;
using namespace wirewise::report;

namespace {

observation::Exchange anExchange(const QByteArray &sent,
                                 const QString &url = QStringLiteral("ws://a.example/ws"))
{
    observation::Exchange exchange;
    exchange.probe.endpoint = *observation::parseEndpoint(url).endpoint;
    exchange.sent = sent;
    return exchange;
}

} // namespace

/// Programs that make an exchange again.
class TestReportSnippets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void curlQuotes();
    void curlNamesTheWay();
    void unsentRequestIsWrittenAsItWouldBe();
    void shellWords_data();
    void shellWords();
};

void TestReportSnippets::curlQuotes()
{
    const QString command = curlCommand(
        anExchange("GET /ws?q=%27x%27 HTTP/1.1\r\nHost: a.example:8443\r\nX-Quote: it's\r\nX-Empty:\r\n"
                   "@/etc/passwd: x\r\n\r\n",
                   QStringLiteral("wss://a.example:8443/ws?q='x'")));
    QVERIFY2(command.contains(QStringLiteral(" -H 'X-Quote: it'\\''s'")), qPrintable(command));
    QVERIFY2(command.contains(QStringLiteral(" -H 'X-Empty;'")), qPrintable(command));
    QVERIFY2(command.contains(QStringLiteral(" -H User-Agent: ")), qPrintable(command));
    QVERIFY2(!command.contains(QStringLiteral("Host:")), qPrintable(command));
    QVERIFY2(!command.contains(QLatin1Char('@')), qPrintable(command));
    QVERIFY2(command.endsWith(QStringLiteral("'https://a.example:8443/ws?q=%27x%27'")), qPrintable(command));
}

void TestReportSnippets::curlNamesTheWay()
{
    observation::Exchange exchange = anExchange("HEAD * HTTP/1.1\r\nHost: other.example\r\n\r\n");
    observation::Settings &settings = exchange.probe.settings;
    settings.insecure = true;
    settings.caFile = QStringLiteral("/etc/my ca.pem");
    settings.proxy = {observation::ProxyChoice::Kind::Socks5, "::1", 1080, "me", "p'w"};
    settings.resolve = {{"a.example", 80, {"127.0.0.1", "::1"}}};
    const QString command = curlCommand(exchange);
    for (const char *part : {" -I ", " -k ", " --cacert '/etc/my ca.pem' ", " -x 'socks5h://[::1]:1080' ",
                             " --proxy-user 'me:p'\\''w' ", " --resolve a.example:80:127.0.0.1,::1 ",
                             " -H 'Host: other.example' ", " --request-target '*' http://a.example/"})
        QVERIFY2(QString(command + QLatin1Char(' ')).contains(QLatin1String(part)), qPrintable(command));
}

void TestReportSnippets::unsentRequestIsWrittenAsItWouldBe()
{
    // Where the name was not found nothing was sent, and yet the command shall ask for the same.
    observation::Exchange exchange = anExchange({}, QStringLiteral("wss://a.example/ws?x=1"));
    exchange.probe.kind = observation::ProbeKind::Upgrade;
    exchange.probe.settings.headers = {{"X-Tenant", "7"}};
    const QString command = curlCommand(exchange);
    QVERIFY2(command.endsWith(QStringLiteral("'https://a.example/ws?x=1'")), qPrintable(command));
    QVERIFY2(command.contains(QStringLiteral("-H 'X-Tenant: 7'")), qPrintable(command));
    QVERIFY2(command.contains(QStringLiteral("Sec-WebSocket-Key")), qPrintable(command));
}

void TestReportSnippets::shellWords_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("word");
    QTest::newRow("plain") << QByteArray("a/b-c.d:1") << QStringLiteral("a/b-c.d:1");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("''");
    QTest::newRow("command") << QByteArray("$(id)`id`") << QStringLiteral("'$(id)`id`'");
    QTest::newRow("quote") << QByteArray("a'b") << QStringLiteral("'a'\\''b'");
    QTest::newRow("line") << QByteArray("a\nb'\\") << QStringLiteral("$'a\\012b\\047\\134'");
    QTest::newRow("not UTF-8") << QByteArray("\xff"
                                             "1")
                               << QStringLiteral("$'\\3771'");
    QTest::newRow("right to left") << QByteArray("\u202e") << QStringLiteral("$'\\342\\200\\256'");
    QTest::newRow("nul") << QByteArray("a\0b", 3) << QStringLiteral("$'ab'");
}

void TestReportSnippets::shellWords()
{
    QFETCH(QByteArray, bytes);
    QTEST(shellWord(bytes), "word");
}

QTEST_GUILESS_MAIN(TestReportSnippets)
#include "test_report_snippets.moc"
