#include "endpoints/environment.h"
#include "endpoints/names.h"
#include "endpoints/savedendpoint.h"

#include <QRandomGenerator>
#include <QTest>

using namespace wirewise::endpoints;

class TestEndpointsLinefile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnEndpoint();
    void writesWhatItRead_data();
    void writesWhatItRead();
    void oneChangeIsOneLine();
    void problemsNameTheLine_data();
    void problemsNameTheLine();
    void unknownLinesStayAndAreSaid();
    void environments();
    void lineBreaksCannotMakeLines();
    void names_data();
    void names();
    void anyBytesAreJudged();
};

namespace {

const QByteArray Prices = "# As the dashboard opens it\n"
                          "address = wss://{{host}}/prices?room={{room}}\n"
                          "\n"
                          "header = X-Room: 4\n"
                          "header = Authorization: Bearer {{token}}\n"
                          "send = {\"type\":\"subscribe\"}\n"
                          "insecure = no\n"
                          "secret token\n";

} // namespace

void TestEndpointsLinefile::readsAnEndpoint()
{
    const auto endpoint = SavedEndpoint::read(QStringLiteral("orders/prices"), Prices);
    QVERIFY(endpoint);
    QCOMPARE(endpoint->address(), "wss://{{host}}/prices?room={{room}}");
    QCOMPARE(endpoint->options(), (FieldList{{"header", "X-Room: 4"},
                                             {"header", "Authorization: Bearer {{token}}"},
                                             {"send", "{\"type\":\"subscribe\"}"},
                                             {"insecure", "no"}}));
    QCOMPARE(endpoint->secrets(), QList<QByteArray>{"token"});
    QVERIFY(endpoint->remarks().isEmpty());
}

void TestEndpointsLinefile::writesWhatItRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("as it is") << Prices << Prices;
    QTest::newRow("CRLF") << QByteArray("address = ws://a\r\n#x\r\n") << QByteArray("address = ws://a\n#x\n");
    QTest::newRow("no last line break") << QByteArray("address=ws://a") << QByteArray("address = ws://a\n");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                   "address = ws://a\n")
                                     << QByteArray("address = ws://a\n");
    QTest::newRow("indented comment")
        << QByteArray("address = ws://a\n  # why\n") << QByteArray("address = ws://a\n  # why\n");
    QTest::newRow("empty value") << QByteArray("address = ws://a\norigin=\n")
                                 << QByteArray("address = ws://a\norigin =\n");
}

void TestEndpointsLinefile::writesWhatItRead()
{
    QFETCH(QByteArray, bytes);
    const auto endpoint = SavedEndpoint::read(QStringLiteral("e"), bytes);
    QVERIFY(endpoint);
    QTEST(endpoint->toBytes(), "written");
    QCOMPARE(SavedEndpoint::read(QStringLiteral("e"), endpoint->toBytes())->toBytes(), endpoint->toBytes());
}

void TestEndpointsLinefile::oneChangeIsOneLine()
{
    auto endpoint = *SavedEndpoint::read(QStringLiteral("e"), Prices);
    endpoint.setOptions({{"header", "X-Room: 5"},
                         {"header", "Authorization: Bearer {{token}}"},
                         {"header", "X-New: 1"},
                         {"send", "{\"type\":\"subscribe\"}"},
                         {"origin", "https://a"}});
    QCOMPARE(endpoint.toBytes(), "# As the dashboard opens it\n"
                                 "address = wss://{{host}}/prices?room={{room}}\n"
                                 "\n"
                                 "header = X-Room: 5\n"
                                 "header = Authorization: Bearer {{token}}\n"
                                 "header = X-New: 1\n"
                                 "send = {\"type\":\"subscribe\"}\n"
                                 "secret token\n"
                                 "origin = https://a\n");
    endpoint.setAddress("ws://b");
    endpoint.setSecrets({"other"});
    QVERIFY(endpoint.toBytes().contains("\naddress = ws://b\n"));
    QVERIFY(endpoint.toBytes().endsWith("\nsecret other\n"));
}

void TestEndpointsLinefile::problemsNameTheLine_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("line");
    QTest::newRow("no equals sign") << QByteArray("address = ws://a\nheader X: 1\n") << 2;
    QTest::newRow("no name") << QByteArray("= ws://a\n") << 1;
    QTest::newRow("a name with a space") << QByteArray("#\nmy address = ws://a\n") << 2;
    QTest::newRow("secret without a name") << QByteArray("address = ws://a\nsecret \n") << 2;
    QTest::newRow("secret with two") << QByteArray("address = ws://a\n\nsecret a b\n") << 3;
    QTest::newRow("a control character") << QByteArray("address = ws://a\nsend = \x1b[2J\n") << 2;
    QTest::newRow("a lone carriage return") << QByteArray("address = ws://a\rheader = X: 1\n") << 1;
    QTest::newRow("two addresses") << QByteArray("address = ws://a\naddress = ws://b\n") << 2;
    QTest::newRow("a switch with a word") << QByteArray("address = ws://a\ninsecure = perhaps\n") << 2;
    QTest::newRow("no address") << QByteArray("header = X: 1\n") << 0;
    QTest::newRow("not UTF-8") << QByteArray("address = ws://\xff\n") << 0;
    QTest::newRow("too large") << QByteArray("address = ws://a\n#" + QByteArray(MaximumFileSize, 'x')) << 0;
    QTest::newRow("too many lines") << QByteArray(MaximumLines + 1, '\n') << 0;
}

void TestEndpointsLinefile::problemsNameTheLine()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, line);
    const auto endpoint = SavedEndpoint::read(QStringLiteral("orders/prices"), bytes);
    QVERIFY(!endpoint);
    QCOMPARE(endpoint.error().line, line);
    QVERIFY2(endpoint.error().sentence().startsWith(
                 line > 0 ? QStringLiteral("orders/prices.endpoint, line %1: ").arg(line)
                          : QStringLiteral("orders/prices.endpoint: ")),
             qPrintable(endpoint.error().sentence()));
}

void TestEndpointsLinefile::unknownLinesStayAndAreSaid()
{
    auto endpoint =
        *SavedEndpoint::read(QStringLiteral("e"), "colour = red\naddress = ws://a\nheader = A: 1\n");
    QCOMPARE(endpoint.remarks().size(), 1);
    QVERIFY2(endpoint.remarks().constFirst().startsWith(QLatin1String("e.endpoint, line 1: colour ")),
             qPrintable(endpoint.remarks().constFirst()));
    QCOMPARE(endpoint.options().size(), 1);
    endpoint.setOptions({});
    QCOMPARE(endpoint.toBytes(), "colour = red\naddress = ws://a\n");
}

void TestEndpointsLinefile::environments()
{
    auto staging = *Environment::read(QStringLiteral("staging"),
                                      "# ours\nhost = staging.example\nroom=4\nsecret token\n");
    QCOMPARE(staging.value("host"), QByteArray("staging.example"));
    QCOMPARE(staging.value("token"), std::nullopt);
    QCOMPARE(staging.secrets(), QList<QByteArray>{"token"});
    staging.setVariables({{"host", "h2"}, {"new", "1"}});
    QCOMPARE(staging.toBytes(), "# ours\nhost = h2\nsecret token\nnew = 1\n");

    const auto twice = Environment::read(QStringLiteral("s"), "a = 1\nb = 1\na = 2\n");
    QVERIFY(!twice);
    QCOMPARE(twice.error().line, 3);
    QCOMPARE(twice.error().file, QStringLiteral("environments/s.environment"));
    QVERIFY(!Environment::read(QStringLiteral("s"), "a = 1\nsecret a\n"));
}

void TestEndpointsLinefile::lineBreaksCannotMakeLines()
{
    SavedEndpoint endpoint;
    endpoint.setName(QStringLiteral("e"));
    endpoint.setAddress("ws://a");
    endpoint.setOptions({{"send", "one\ntwo\r\ninsecure = yes\rthree"}});
    QCOMPARE(endpoint.toBytes(), "address = ws://a\nsend = one{{LF}}two{{LF}}insecure = yes{{LF}}three\n");
    QVERIFY(SavedEndpoint::read(QStringLiteral("e"), endpoint.toBytes()));
}

void TestEndpointsLinefile::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");
    const std::pair<QString, bool> rows[] = {
        {QStringLiteral("prices"), true},
        {QStringLiteral("orders/live prices"), true},
        {QStringLiteral("Straße/ws-1"), true},
        {QString(), false},
        {QStringLiteral("../prices"), false},
        {QStringLiteral("orders/../../prices"), false},
        {QStringLiteral("/etc/prices"), false},
        {QStringLiteral("orders//prices"), false},
        {QStringLiteral("orders/"), false},
        {QStringLiteral(".git/config"), false},
        {QStringLiteral("a\\b"), false},
        {QStringLiteral("c:x"), false},
        {QStringLiteral("a\nb"), false},
        {QStringLiteral("a%1b").arg(QChar(0x202e)), false},
        {QStringLiteral("environments/staging"), false},
        {QString(300, QLatin1Char('x')), false},
        {QStringLiteral("a/a/a/a/a/a/a/a/a"), false},
    };
    for (const auto &[name, good] : rows)
        QTest::newRow(qPrintable(QLatin1Char('"') + name.left(40) + QLatin1Char('"'))) << name << good;
}

void TestEndpointsLinefile::names()
{
    QFETCH(QString, name);
    QFETCH(bool, good);
    QCOMPARE(endpointNameProblem(name).isEmpty(), good);
}

/// What somebody else's file holds is taken apart or refused, and what was taken is written and read again.
void TestEndpointsLinefile::anyBytesAreJudged()
{
    QRandomGenerator random(5);
    const QByteArray pieces[] = {
        "address = ", "ws://a", "\n", "\r", "secret ",        "=", "# ", "{{x}}", "\xef\xbb\xbf",
        "\xff",       " ",      "x",  "\t", "insecure = yes", "\0"};
    for (int i = 0; i < 20000; ++i) {
        QByteArray bytes;
        for (int n = random.bounded(12); n > 0; --n)
            bytes += pieces[random.bounded(int(std::size(pieces)))];
        if (const auto endpoint = SavedEndpoint::read(QStringLiteral("e"), bytes)) {
            const auto again = SavedEndpoint::read(QStringLiteral("e"), endpoint->toBytes());
            QVERIFY2(again, bytes.toPercentEncoding().constData());
            QCOMPARE(again->toBytes(), endpoint->toBytes());
            QCOMPARE(again->options(), endpoint->options());
        }
    }
}

QTEST_GUILESS_MAIN(TestEndpointsLinefile)
#include "test_endpoints_linefile.moc"
