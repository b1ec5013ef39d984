#include "gui/addressedit.h"
#include "gui/composer.h"
#include "gui/requestoptions.h"
#include "observation/hextext.h"
#include "wire/deflateoffer.h"

#include <QtTest>

using namespace wirewise;
using namespace wirewise::gui;

class TestGuiRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingTypedIsAsUsual();
    void optionsBecomeSettingsAndBack();
    void wrongFieldsAreNamed_data();
    void wrongFieldsAreNamed();
    void extensionsAreOffered();
    void oddExtensionsAreRemarkedOn_data();
    void oddExtensionsAreRemarkedOn();
    void theAddressOverrideNeedsAnEndpoint();
    void summaryNamesWhatChanged();
    void commandLineHidesSecrets();
    void labOptionsAreUnderstood();
    void hexIsRead_data();
    void hexIsRead();
    void recentAddressesHoldNoSecrets();
};

void TestGuiRequest::nothingTypedIsAsUsual()
{
    const RequestReading reading = readRequest({}, nullptr);
    QVERIFY(reading.problems.isEmpty());
    observation::Settings usual;
    usual.extensions = wire::UsualDeflateOffer.toByteArray();
    QCOMPARE(reading.settings, usual);
    QVERIFY(reading.remarks.isEmpty());
    QCOMPARE(requestSummary({}), QStringLiteral("no header, no Origin"));
}

void TestGuiRequest::optionsBecomeSettingsAndBack()
{
    RequestOptions options;
    options.headers = {{true, QStringLiteral("Authorization"), QStringLiteral("Bearer x")}};
    options.origin = QStringLiteral("https://app.example");
    options.subprotocols = QStringLiteral("a, b");
    options.key = QStringLiteral("short");
    options.version = QStringLiteral("8");
    options.host = QStringLiteral("other.example");
    options.proxy = QStringLiteral("socks5://u:p@proxy.example:1080");
    options.address = QStringLiteral("10.0.0.7");
    options.family = observation::AddressFamily::Ipv4;
    options.insecure = true;
    options.timeLimit = QStringLiteral("2.5");
    options.watchFor = QStringLiteral("0");
    options.send = QStringLiteral("{\"a\": 1}");
    options.extensions = QStringLiteral("permessage-deflate; server_max_window_bits=9");
    options.largestMessage = QStringLiteral("512 KiB");
    options.experiments = false;
    const auto endpoint = observation::parseEndpoint(QStringLiteral("wss://a.example/x")).endpoint;
    QVERIFY(endpoint);
    const RequestReading reading = readRequest(options, &*endpoint);
    QVERIFY2(reading.problems.isEmpty(), qPrintable(reading.problems.value(0).sentence));
    const observation::Settings &settings = reading.settings;
    QCOMPARE(settings.headers.size(), 1);
    QCOMPARE(settings.subprotocols, (QList<QByteArray>{"a", "b"}));
    QCOMPARE(settings.proxy.kind, observation::ProxyChoice::Kind::Socks5);
    QCOMPARE(settings.proxy.password, QByteArray("p"));
    QCOMPARE(settings.resolve.value(0).host, QByteArray("a.example"));
    QCOMPARE(settings.resolve.value(0).port, quint16(443));
    QCOMPARE(settings.timeout, std::chrono::milliseconds(2500));
    QCOMPARE(settings.listen, std::chrono::milliseconds(0));
    QCOMPARE(settings.extensions, QByteArray("permessage-deflate; server_max_window_bits=9"));
    QCOMPARE(settings.largestMessage, qint64(512 * 1024));
    QCOMPARE(readRequest(optionsFrom(settings), &*endpoint).settings, settings);
}

void TestGuiRequest::wrongFieldsAreNamed_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<RequestOptions>("options");
    RequestOptions broken;
    broken.headers = {{true, QStringLiteral("X-One"), QStringLiteral("a\r\nInjected: yes")}};
    QTest::newRow("line break in a value") << "headerTable" << broken;
    broken.headers = {{true, QStringLiteral("X One"), QStringLiteral("a")}};
    QTest::newRow("space in a name") << "headerTable" << broken;
    broken.headers = {{true, QString(), QStringLiteral("a")}};
    QTest::newRow("no name") << "headerTable" << broken;
    RequestOptions origin;
    origin.origin = QStringLiteral("https://a\nb");
    QTest::newRow("line break in the origin") << "originEdit" << origin;
    for (const char *text : {"soon", "-1", "1e999", "nan", "999999", "0"}) {
        RequestOptions time;
        time.timeLimit = QLatin1String(text);
        QTest::newRow(text) << "timeLimitEdit" << time;
    }
    for (const char *text : {"0", "lots", "-1 MiB", "2 GiB", "nan"}) {
        RequestOptions size;
        size.largestMessage = QLatin1String(text);
        QTest::addRow("size %s", text) << "largestMessageEdit" << size;
    }
    RequestOptions extensions;
    extensions.extensions = QStringLiteral("permessage-deflate\r\nX-Injected: 1");
    QTest::newRow("line break in the extensions") << "extensionsCombo" << extensions;
    RequestOptions address;
    address.address = QStringLiteral("container");
    QTest::newRow("name as address") << "addressOverrideEdit" << address;
    RequestOptions proxy;
    proxy.proxy = QStringLiteral("ftp://proxy");
    QTest::newRow("proxy of another kind") << "proxyCombo" << proxy;
    RequestOptions file;
    file.caFile = QStringLiteral("/does/not/exist.pem");
    QTest::newRow("missing file") << "caFileEdit" << file;
}

void TestGuiRequest::wrongFieldsAreNamed()
{
    QFETCH(RequestOptions, options);
    const RequestReading reading = readRequest(options, nullptr);
    QCOMPARE(reading.problems.size(), 1);
    QTEST(QString::fromUtf8(reading.problems.constFirst().field), "field");
    QVERIFY(!reading.problems.constFirst().sentence.isEmpty());
    QVERIFY(!reading.problems.constFirst().sentence.contains(QLatin1Char('\n')));
}

void TestGuiRequest::extensionsAreOffered()
{
    RequestOptions none;
    none.extensions = QStringLiteral("none");
    const RequestReading reading = readRequest(none, nullptr);
    QVERIFY(reading.settings.extensions.isEmpty());
    QCOMPARE(optionsFrom(reading.settings).extensions, QStringLiteral("none"));
    QVERIFY(optionsFrom(readRequest({}, nullptr).settings).extensions.isEmpty());
    QVERIFY(commandLine(none, QStringLiteral("ws://localhost/"), ShownSecrets::Kept)
                .contains(QStringLiteral("--extensions none")));
    QVERIFY(requestSummary(none).contains(QStringLiteral("no extensions")));
    for (const auto &[typed, argument] :
         {std::pair{"64", "64MiB"}, {"512 KiB", "512KiB"}, {"1000 bytes", "1000"}}) {
        RequestOptions size;
        size.largestMessage = QLatin1String(typed);
        const QString line = commandLine(size, QStringLiteral("ws://localhost/"), ShownSecrets::Kept);
        QVERIFY2(line.contains(QStringLiteral("--max-message %1 ").arg(QLatin1String(argument))),
                 qPrintable(line));
    }
}

void TestGuiRequest::oddExtensionsAreRemarkedOn_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("remark");
    const auto row = [](const char *typed, const char *remark) {
        QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(remark);
    };
    row("permessage-deflate", "");
    row("permessage-deflate; client_max_window_bits; server_max_window_bits=15", "");
    row("permessage-deflate; server_no_context_takeover; client_no_context_takeover", "");
    row("x-webkit-deflate-frame", "");
    row("permessage-deflate; server_max_window_bits", "server_max_window_bits is a number from 8 to 15.");
    row("permessage-deflate; server_max_window_bits=7", "server_max_window_bits is a number from 8 to 15.");
    row("permessage-deflate; client_max_window_bits=016", "client_max_window_bits is a number from 8 to 15.");
    row("permessage-deflate; server_no_context_takeover=1", "server_no_context_takeover takes no value.");
    row("permessage-deflate; window=9", "permessage-deflate knows no window.");
    row("foo, permessage-deflate; client_max_window_bits; client_max_window_bits=9",
        "client_max_window_bits stands there twice.");
    row("permessage-deflate;; x", "The extensions do not read as RFC 6455 section 9.1 has them, from");
}

void TestGuiRequest::oddExtensionsAreRemarkedOn()
{
    QFETCH(QString, typed);
    QFETCH(QString, remark);
    RequestOptions options;
    options.extensions = typed;
    const RequestReading reading = readRequest(options, nullptr);
    QVERIFY(reading.problems.isEmpty()); // it may be sent all the same
    QCOMPARE(reading.settings.extensions, typed.toLatin1());
    QCOMPARE(reading.remarks.isEmpty(), remark.isEmpty());
    QVERIFY2(remark.isEmpty() || reading.remarks.constFirst().startsWith(remark),
             qPrintable(reading.remarks.join(QString())));
}

void TestGuiRequest::theAddressOverrideNeedsAnEndpoint()
{
    RequestOptions options;
    options.address = QStringLiteral("[::1], 127.0.0.1");
    QVERIFY(readRequest(options, nullptr).settings.resolve.isEmpty());
    const auto endpoint = observation::parseEndpoint(QStringLiteral("ws://localhost:8000/")).endpoint;
    const RequestReading reading = readRequest(options, &*endpoint);
    QCOMPARE(reading.settings.resolve.value(0).addresses, (QList<QByteArray>{"::1", "127.0.0.1"}));
}

void TestGuiRequest::summaryNamesWhatChanged()
{
    RequestOptions options;
    options.headers = {
        {true, QStringLiteral("A"), {}}, {false, QStringLiteral("B"), {}}, {true, QStringLiteral("C"), {}}};
    options.origin = QStringLiteral("https://app.example");
    options.insecure = true;
    const QString summary = requestSummary(options);
    QVERIFY(summary.startsWith(QLatin1Char('2')));
    QVERIFY(summary.contains(QStringLiteral("Origin app.example")));
    QVERIFY(summary.contains(QStringLiteral("any certificate")));
}

void TestGuiRequest::commandLineHidesSecrets()
{
    RequestOptions options;
    options.headers = {{true, QStringLiteral("Authorization"), QStringLiteral("Bearer topsecret")},
                       {true, QStringLiteral("X-Plain"), QStringLiteral("it's")}};
    options.proxy = QStringLiteral("http://user:proxysecret@proxy.example:3128");
    const QString address = QStringLiteral("wss://a.example/ws?token=querysecret");
    const QString masked = commandLine(options, address, ShownSecrets::Masked);
    QVERIFY2(!masked.contains(QStringLiteral("secret")), qPrintable(masked));
    QVERIFY2(masked.contains(QStringLiteral("'X-Plain: it'\\''s'")), qPrintable(masked));
    const QString kept = commandLine(options, address, ShownSecrets::Kept);
    for (const char *secret : {"topsecret", "proxysecret", "querysecret"})
        QVERIFY2(kept.contains(QLatin1String(secret)), secret);
    QVERIFY(commandLine({}, QStringLiteral("ws://localhost/"), ShownSecrets::Masked) ==
            QStringLiteral("wirewise-cli check ws://localhost/"));
}

void TestGuiRequest::labOptionsAreUnderstood()
{
    const RequestOptions options = optionsFrom(QList<QByteArray>{
        "--origin", "https://a.example", "--header", "X-A: b: c", "--insecure", "--timeout", "2"});
    QCOMPARE(options.origin, QStringLiteral("https://a.example"));
    QCOMPARE(options.headers.value(0), (HeaderLine{true, QStringLiteral("X-A"), QStringLiteral("b: c")}));
    QVERIFY(options.insecure);
    QCOMPARE(options.timeLimit, QStringLiteral("2"));
}

void TestGuiRequest::hexIsRead_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isHex");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << "" << true << QByteArray();
    QTest::newRow("spaces") << "1a 45\ndf" << true << QByteArray("\x1a\x45\xdf");
    QTest::newRow("prefixes") << "0x1a, 0x45" << true << QByteArray("\x1a\x45");
    QTest::newRow("odd") << "1a4" << false << QByteArray();
    QTest::newRow("letters") << "hello" << false << QByteArray();
}

void TestGuiRequest::hexIsRead()
{
    QFETCH(QString, typed);
    QFETCH(bool, isHex);
    const auto bytes = observation::bytesFromHex(typed.toUtf8());
    QCOMPARE(bytes.has_value(), isHex);
    if (isHex)
        QTEST(*bytes, "bytes");
}

void TestGuiRequest::recentAddressesHoldNoSecrets()
{
    const QString kept = withoutSecrets(QStringLiteral("wss://me:hidden@a.example/ws?token=hidden&room=7"));
    QVERIFY2(!kept.contains(QStringLiteral("hidden")), qPrintable(kept));
    QVERIFY2(kept.contains(QStringLiteral("room=7")), qPrintable(kept));
    QVERIFY(withoutSecrets(QStringLiteral("no address at all")).isEmpty());
}

QTEST_MAIN(TestGuiRequest)
#include "test_gui_request.moc"
