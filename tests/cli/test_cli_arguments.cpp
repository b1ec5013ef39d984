#include "cli/arguments.h"
#include "cli/checkoptions.h"
#include "cli/endpointlist.h"
#include "cli/usage.h"
#include "cli/verbs.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace wirewise;
using namespace wirewise::cli;
using observation::ProxyChoice;
using observation::Settings;

namespace {

QString errorOf(const QStringList &words, Settings *settings = nullptr)
{
    const Arguments arguments = Arguments::parse(words, probeOptions());
    Settings ignored;
    return arguments.error().isEmpty() ? applyOptions(arguments, settings ? *settings : ignored)
                                       : arguments.error();
}

Settings settingsOf(const QStringList &words)
{
    Settings settings;
    const QString error = errorOf(words, &settings);
    if (!error.isEmpty())
        qFatal("%s", qPrintable(error));
    return settings;
}

QStringList list(std::initializer_list<const char *> words)
{
    QStringList result;
    for (const char *word : words)
        result.append(QString::fromUtf8(word));
    return result;
}

} // namespace

class TestCliArguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreTakenApart();
    void aNumberMayBeLeftOut();
    void optionsBecomeSettings();
    void proxies_data();
    void proxies();
    void resolveOverrides_data();
    void resolveOverrides();
    void badUsageSaysWhatWasExpected_data();
    void badUsageSaysWhatWasExpected();
    void secretsOfAProxyAreNotRepeated();
    void helpIsMadeFromTheTables();
    void listsOfEndpoints();
    void badListsNameTheLine_data();
    void badListsNameTheLine();
};

void TestCliArguments::wordsAreTakenApart()
{
    const Arguments arguments = Arguments::parse(
        list({"a", "--origin=x=y", "--header", "--odd", "--ipv4", "--header=B: 2", "-", "--", "--b"}),
        probeOptions());
    QCOMPARE(arguments.error(), QString());
    QCOMPARE(arguments.positional(), list({"a", "-", "--b"}));
    QCOMPARE(arguments.value("origin"), QStringLiteral("x=y"));
    QCOMPARE(arguments.values("header"), list({"--odd", "B: 2"}));
    QVERIFY(arguments.has("ipv4"));
    QVERIFY(!arguments.has("ipv6"));
}

void TestCliArguments::aNumberMayBeLeftOut()
{
    constexpr cli::Option options[] = {{"again", "[N]", "again"}, {"quiet", nullptr, "quiet"}};
    const auto valueOf = [&](const QStringList &words) {
        const Arguments arguments = Arguments::parse(words, options);
        return arguments.error().isEmpty() && arguments.has("again")
                   ? QString(arguments.value("again") + QLatin1Char('|') + arguments.positional().join(u','))
                   : QStringLiteral("none");
    };
    QCOMPARE(valueOf(list({"--again", "5", "a"})), QStringLiteral("5|a"));
    QCOMPARE(valueOf(list({"--again=5", "6"})), QStringLiteral("5|6"));
    QCOMPARE(valueOf(list({"--again", "a"})), QStringLiteral("|a"));
    QCOMPARE(valueOf(list({"a", "--again"})), QStringLiteral("|a"));
    QCOMPARE(valueOf(list({"--again", "--quiet", "5"})), QStringLiteral("|5"));
    QCOMPARE(valueOf(list({"--again", "1", "--again", "2"})), QStringLiteral("none"));
}

void TestCliArguments::optionsBecomeSettings()
{
    QTemporaryDir folder;
    const QString pem = folder.filePath(QStringLiteral("x.pem"));
    QVERIFY(QFile(pem).open(QIODevice::WriteOnly));
    QStringList words = list({"--header",      "A: 1",     "--header",         "A:  2 ",
                              "--header",      "B:",       "--origin",         "null",
                              "--subprotocol", "one",      "--subprotocol",    "two",
                              "--key",         "dGVzdA==", "--ws-version",     "8",
                              "--host",        "h",        "--ipv6",           "--insecure",
                              "--timeout",     "0.5",      "--listen",         "0",
                              "--send",        "hi",       "--probe",          "upgrade",
                              "--probe",       "head",     "--no-experiments", "--sequential",
                              "--extensions",  "x"});
    words +=
        {QStringLiteral("--cacert"), pem, QStringLiteral("--cert"), pem, QStringLiteral("--key-file"), pem};
    const Settings settings = settingsOf(words);
    QCOMPARE(settings.headers, (QList<observation::HeaderPair>{{"A", "1"}, {"A", "2"}, {"B", ""}}));
    QCOMPARE(settings.origin, std::optional<QByteArray>("null"));
    QCOMPARE(settings.subprotocols, (QList<QByteArray>{"one", "two"}));
    QCOMPARE(settings.key, std::optional<QByteArray>("dGVzdA=="));
    QCOMPARE(settings.wsVersion, std::optional<QByteArray>("8"));
    QCOMPARE(settings.host, std::optional<QByteArray>("h"));
    QVERIFY(settings.family == observation::AddressFamily::Ipv6);
    QVERIFY(settings.insecure && settings.sequential && !settings.experiments);
    QCOMPARE(settings.timeout, std::chrono::milliseconds(500));
    QCOMPARE(settings.listen, std::chrono::milliseconds(0));
    QCOMPARE(settings.send, QList<QByteArray>{"hi"});
    QVERIFY((settings.probes ==
             QList<observation::ProbeKind>{observation::ProbeKind::Head, observation::ProbeKind::Upgrade}));
    QCOMPARE(settings.extensions, QByteArray("x"));
    QCOMPARE(settings.caFile, pem);
    QCOMPARE(settings.certificateFile, pem);
    QCOMPARE(settings.keyFile, pem);
    QVERIFY(settingsOf({}) == Settings());
    QVERIFY(cli::usualSettings().extensions.startsWith("permessage-deflate"));
    for (const auto &[typed, bytes] : {std::pair("1", 1),
                                       {"500kB", 500000},
                                       {"1.5 MB", 1500000},
                                       {"64MiB", 67108864},
                                       {"1GiB", 1073741824}})
        QCOMPARE(settingsOf(list({"--max-message", typed})).largestMessage, qint64(bytes));
    QVERIFY(settingsOf(list({"--extensions", "none"})) == Settings());
}

void TestCliArguments::proxies_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("password");
    const auto row = [](const char *text, const char *kind, const char *host = "", int port = 0,
                        const char *user = "", const char *password = "") {
        QTest::newRow(text) << QString::fromUtf8(text) << QByteArray(kind) << QByteArray(host) << port
                            << QByteArray(user) << QByteArray(password);
    };
    row("none", "none");
    row("system", "system");
    row("http://proxy.example:3128", "http", "proxy.example", 3128);
    row("http://me:p%40w@proxy.example:3128/", "http", "proxy.example", 3128, "me", "p@w");
    row("socks5://127.0.0.1:1080", "socks5", "127.0.0.1", 1080);
    row("socks5h://127.0.0.1", "socks5", "127.0.0.1", 1080);
    row("https://p:1", "https", "p", 1);
    row("proxy.example:8080", "http", "proxy.example", 8080);
    row("http://[::1]:8080", "http", "::1", 8080);
}

void TestCliArguments::proxies()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, host);
    QFETCH(int, port);
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, password);
    const ProxyChoice proxy = settingsOf({QStringLiteral("--proxy"), text}).proxy;
    QCOMPARE(observation::toString(proxy.kind), kind);
    QCOMPARE(proxy.host, host);
    QCOMPARE(static_cast<int>(proxy.port), port);
    QCOMPARE(proxy.user, user);
    QCOMPARE(proxy.password, password);
}

void TestCliArguments::resolveOverrides_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QList<QByteArray>>("addresses");
    QTest::newRow("IPv4") << QStringLiteral("Api.example:443:127.0.0.1") << QByteArray("api.example") << 443
                          << QList<QByteArray>{"127.0.0.1"};
    QTest::newRow("IPv6") << QStringLiteral("api:80:[::1]") << QByteArray("api") << 80
                          << QList<QByteArray>{"::1"};
    QTest::newRow("bare IPv6") << QStringLiteral("api:80:::1") << QByteArray("api") << 80
                               << QList<QByteArray>{"::1"};
    QTest::newRow("two") << QStringLiteral("api:80:127.0.0.1,[::1]") << QByteArray("api") << 80
                         << QList<QByteArray>{"127.0.0.1", "::1"};
}

void TestCliArguments::resolveOverrides()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, host);
    QFETCH(int, port);
    QFETCH(QList<QByteArray>, addresses);
    const QList<observation::ResolveOverride> overrides =
        settingsOf({QStringLiteral("--resolve"), text}).resolve;
    QCOMPARE(overrides.size(), 1);
    QCOMPARE(overrides.at(0).host, host);
    QCOMPARE(static_cast<int>(overrides.at(0).port), port);
    QCOMPARE(overrides.at(0).addresses, addresses);
}

void TestCliArguments::badUsageSaysWhatWasExpected_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, std::initializer_list<const char *> words, const char *expected) {
        QTest::newRow(name) << list(words) << QString::fromUtf8(expected);
    };
    row("unknown", {"--nonsense"}, "--nonsense is not an option");
    row("one dash", {"-v"}, "-v is not an option");
    row("value missing", {"--origin"}, "--origin needs a value: URL");
    row("value too many", {"--ipv4=yes"}, "--ipv4 takes no value");
    row("twice", {"--origin", "a", "--origin", "b"}, "--origin can be given once only");
    row("header with a line break", {"--header", "A: 1\r\nB: 2"}, "--header holds a line break");
    row("header without a colon", {"--header", "A 1"}, "\"Name: value\" was expected");
    row("header with a space in its name", {"--header", "A B: 1"}, "\"Name: value\" was expected");
    row("origin with a line break", {"--origin", "a\nb"}, "--origin holds a line break");
    row("key with a line break", {"--key", "a\nb"}, "--key holds a line break");
    row("subprotocol with a line break", {"--subprotocol", "a\nb"}, "--subprotocol holds a line break");
    row("proxy", {"--proxy", "ftp://x"}, "socks5://HOST:PORT");
    row("empty proxy", {"--proxy", ""}, "is no proxy");
    row("resolve", {"--resolve", "a:b"}, "HOST:PORT:ADDRESS was expected");
    row("resolve with a name", {"--resolve", "a:80:b"}, "HOST:PORT:ADDRESS was expected");
    row("resolve with a port too high", {"--resolve", "a:99999:127.0.0.1"}, "HOST:PORT:ADDRESS was expected");
    row("both families", {"--ipv4", "--ipv6"}, "exclude each other");
    row("no such file", {"--cacert", "/no/such.pem"}, "/no/such.pem cannot be read");
    row("key without certificate", {"--key-file", "/dev/null"}, "--key-file");
    row("timeout of 0", {"--timeout", "0"}, "seconds from 0.1 to 3600");
    row("timeout in words", {"--timeout", "ten"}, "seconds from");
    row("timeout nan", {"--timeout", "nan"}, "seconds from");
    row("negative listen", {"--listen", "-1"}, "seconds from 0");
    row("probe", {"--probe", "post"}, "head, get or upgrade was expected");
    for (const char *size : {"", "much", "0", "-1", "2GiB", "1.5XB", "nan", "ki"})
        row(size, {"--max-message", size}, "a size from 1 byte to 1GiB was expected");
}

void TestCliArguments::badUsageSaysWhatWasExpected()
{
    QFETCH(QStringList, words);
    QFETCH(QString, expected);
    const QString error = errorOf(words);
    QVERIFY2(error.contains(expected), qPrintable(error));
}

void TestCliArguments::secretsOfAProxyAreNotRepeated()
{
    QVERIFY(!errorOf(list({"--proxy", "ftp://me:s3cret@x"})).contains(QStringLiteral("s3cret")));
    QVERIFY(!errorOf(list({"--proxy", "http://me:s3cret@x:99999"})).contains(QStringLiteral("s3cret")));
}

void TestCliArguments::helpIsMadeFromTheTables()
{
    for (const VerbRow &verb : verbTable()) {
        const QString help = usageOf(verb, 80);
        for (const Option &option : verb.options)
            QVERIFY2(help.contains(QLatin1String("--") + QLatin1String(option.name)), option.name);
        for (const QString &line : help.split(QLatin1Char('\n')))
            QVERIFY2(line.size() <= 80, qPrintable(line));
        QVERIFY(overview().contains(QLatin1String(verb.name)));
    }
}

void TestCliArguments::listsOfEndpoints()
{
    Settings common;
    common.sequential = true;
    common.extensions = "x";
    const auto good = readEndpointList(
        "# comment\n\n  ws://a/ \r\nwss://b/ --header \"A: 1 2\" --origin 'https://x y' # 3\nftp://c#d\n",
        common);
    QVERIFY2(good, qPrintable(good ? QString() : good.error()));
    QCOMPARE(good->size(), 3);
    QCOMPARE(good->at(0).typed, QStringLiteral("ws://a/"));
    QVERIFY(good->at(0).settings == common);
    QCOMPARE(good->at(1).settings.headers, (QList<observation::HeaderPair>{{"A", "1 2"}}));
    QCOMPARE(good->at(1).settings.origin, std::optional<QByteArray>("https://x y"));
    QVERIFY(good->at(1).settings.sequential);
    QCOMPARE(good->at(1).settings.extensions, QByteArray("x"));
    QCOMPARE(good->at(2).typed, QStringLiteral("ftp://c#d"));
}

void TestCliArguments::badListsNameTheLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("option") << QByteArray("ws://a/\nws://b/ --nonsense\n")
                            << QStringLiteral("Line 2: --nonsense");
    QTest::newRow("quote") << QByteArray("ws://a/ --header \"A: 1\n")
                           << QStringLiteral("Line 1: a quote is not closed");
    QTest::newRow("two") << QByteArray("\nws://a/ ws://b/\n") << QStringLiteral("Line 2: one address");
    QTest::newRow("none") << QByteArray("--ipv4\n") << QStringLiteral("Line 1: one address");
}

void TestCliArguments::badListsNameTheLine()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const auto items = readEndpointList(text, {});
    QVERIFY(!items);
    QVERIFY2(items.error().startsWith(expected), qPrintable(items.error()));
}

QTEST_APPLESS_MAIN(TestCliArguments)
#include "test_cli_arguments.moc"
