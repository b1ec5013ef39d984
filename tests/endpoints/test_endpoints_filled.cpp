#include "endpoints/filledendpoint.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace wirewise::endpoints;

namespace {

SavedEndpoint anEndpoint(const QByteArray &lines)
{
    return SavedEndpoint::read(QStringLiteral("orders/prices"), lines).value();
}

Environment staging(const QByteArray &more = {})
{
    return Environment::read(QStringLiteral("staging"),
                             QByteArray("host = staging.example\nroom = 4\n" + more))
        .value();
}

/// A keychain that holds one secret for one place.
Values::Secret keeps(const QByteArray &wantedName, const QByteArray &wantedPlace, const QByteArray &value)
{
    return [=](const QByteArray &name, const QByteArray &place) -> std::optional<QByteArray> {
        if (name == wantedName && place == wantedPlace)
            return value;
        return {};
    };
}

} // namespace

class TestEndpointsFilled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fillsFromTheEnvironment();
    void givenValuesComeFirst();
    void missingIsSaid();
    void secretsAreMarked();
    void secretsStayAtTheirPlace_data();
    void secretsStayAtTheirPlace();
    void secretsDoNotSayWhereItGoes_data();
    void secretsDoNotSayWhereItGoes();
    void shortSecretsAreRefused();
    void filesOutsideAreRefused();
};

void TestEndpointsFilled::fillsFromTheEnvironment()
{
    const Environment environment = staging();
    const FilledEndpoint filled =
        fill(anEndpoint("address = wss://{{host}}/prices?room={{ room }}\nheader = X-Room: {{room}}\n"
                        "sequential = yes\ninsecure = no\nsend = {\"a\":{{room}}}{{LF}}\n"),
             {&environment, {}, {}, {}});
    QVERIFY(filled.isComplete());
    QCOMPARE(filled.address, "wss://staging.example/prices?room=4");
    QCOMPARE(filled.arguments,
             (QList<QByteArray>{"--header", "X-Room: 4", "--sequential", "--send", "{\"a\":4}\n"}));
    QVERIFY(filled.secrets.isEmpty());
    QCOMPARE(filled.place, "wss://staging.example, insecure = no");
}

void TestEndpointsFilled::givenValuesComeFirst()
{
    const Environment environment = staging();
    const FilledEndpoint filled =
        fill(anEndpoint("address = wss://{{host}}/{{room}}\n"), {&environment, {{"room", "7"}}, {}, {}});
    QCOMPARE(filled.address, "wss://staging.example/7");
}

void TestEndpointsFilled::missingIsSaid()
{
    const FilledEndpoint filled =
        fill(anEndpoint("address = wss://{{host}}/{{room}}?t={{token}}\nsecret token\n"), {});
    QCOMPARE(filled.missing, (QList<QByteArray>{"host", "room"}));
    QCOMPARE(filled.missingSecrets, QList<QByteArray>{"token"});
    QVERIFY(!filled.isComplete());
}

void TestEndpointsFilled::secretsAreMarked()
{
    const Environment environment = staging("secret token\n");
    const FilledEndpoint filled =
        fill(anEndpoint("address = wss://{{host}}/{{token}}\nheader = X: {{token}}\n"),
             {&environment, {}, keeps("token", "wss://staging.example", "open-sesame"), {}});
    QVERIFY(filled.isComplete());
    QCOMPARE(filled.address, "wss://staging.example/open-sesame");
    QCOMPARE(filled.secrets, QList<QByteArray>{"open-sesame"});

    const FilledEndpoint byHand = fill(anEndpoint("address = wss://{{host}}/{{token}}\n"),
                                       {&environment, {{"token", "by hand"}}, {}, {}});
    QCOMPARE(byHand.secrets, QList<QByteArray>{"by hand"});
}

void TestEndpointsFilled::secretsStayAtTheirPlace_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<bool>("given");
    QTest::newRow("its own host") << QByteArray("address = wss://api.example/ws\n") << true;
    QTest::newRow("another path") << QByteArray("address = wss://api.example/other\n") << true;
    QTest::newRow("another host") << QByteArray("address = wss://evil.example/ws\n") << false;
    QTest::newRow("another port") << QByteArray("address = wss://api.example:8443/ws\n") << false;
    QTest::newRow("in clear") << QByteArray("address = ws://api.example/ws\n") << false;
    QTest::newRow("user info that looks like it")
        << QByteArray("address = wss://api.example@evil.example/ws\n") << false;
    QTest::newRow("another address")
        << QByteArray("address = wss://api.example/ws\nresolve = api.example:443:10.6.6.6\n") << false;
    QTest::newRow("by a proxy") << QByteArray(
                                       "address = wss://api.example/ws\nproxy = http://evil.example:1\n")
                                << false;
    QTest::newRow("not verified") << QByteArray("address = wss://api.example/ws\ninsecure = yes\n") << false;
    QTest::newRow("another authority")
        << QByteArray("address = wss://api.example/ws\ncacert = evil.pem\n") << false;
}

void TestEndpointsFilled::secretsStayAtTheirPlace()
{
    QFETCH(QByteArray, lines);
    QFETCH(bool, given);
    const FilledEndpoint filled = fill(anEndpoint(lines + "header = X-Key: {{token}}\nsecret token\n"),
                                       {nullptr, {}, keeps("token", "wss://api.example", "open sesame"), {}});
    QCOMPARE(filled.secrets.isEmpty(), !given);
    QCOMPARE(filled.missingSecrets.isEmpty(), given);
    QCOMPARE(filled.arguments.join().contains("open sesame"), given);
}

void TestEndpointsFilled::secretsDoNotSayWhereItGoes_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("as the host") << QByteArray("wss://{{token}}/ws") << QByteArray("evil.example");
    QTest::newRow("as a part of it") << QByteArray("wss://{{token}}.evil.example/ws") << QByteArray("abcdef");
    QTest::newRow("as the port") << QByteArray("wss://api.example:{{token}}/ws") << QByteArray("8443");
    QTest::newRow("as user info with a host")
        << QByteArray("wss://{{token}}@api.example/ws") << QByteArray("x@evil.example/");
    QTest::newRow("right behind the host")
        << QByteArray("wss://api.example{{token}}") << QByteArray(".evil.example");
    QTest::newRow("with a space") << QByteArray("wss://api.example/{{token}}") << QByteArray("open sesame");
    QTest::newRow("as the scheme") << QByteArray("{{token}}://api.example/") << QByteArray("http");
}

void TestEndpointsFilled::secretsDoNotSayWhereItGoes()
{
    QFETCH(QByteArray, address);
    QFETCH(QByteArray, secret);
    const FilledEndpoint filled =
        fill(anEndpoint("address = " + address + "\nsecret token\n"), {nullptr, {{"token", secret}}, {}, {}});
    QVERIFY2(!filled.problem.isEmpty(), filled.address.constData());
}

void TestEndpointsFilled::shortSecretsAreRefused()
{
    const FilledEndpoint filled = fill(anEndpoint("address = wss://a/{{token}}\nsecret token\n"),
                                       {nullptr, {{"token", "abc"}}, {}, {}});
    QVERIFY(!filled.problem.isEmpty());
}

void TestEndpointsFilled::filesOutsideAreRefused()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("e")));
    const QString inside = folder.filePath(QStringLiteral("e"));
    for (const char *name : {"/outside.pem", "/e/ours.pem"}) {
        QFile file(folder.path() + QLatin1String(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QVERIFY(
        QFile::link(folder.filePath(QStringLiteral("outside.pem")), inside + QStringLiteral("/link.pem")));
    const auto problemOf = [&inside](const QByteArray &path) {
        return fill(anEndpoint("address = wss://a/\ncacert = " + path + "\n"), {nullptr, {}, {}, inside})
            .problem;
    };
    QCOMPARE(problemOf("ours.pem"), QString());
    for (const QByteArray &path : {QByteArray("../outside.pem"), QByteArray("link.pem"),
                                   QByteArray("/etc/passwd"), QByteArray("none.pem"), QByteArray()})
        QVERIFY2(!problemOf(path).isEmpty(), path.constData());
}

QTEST_GUILESS_MAIN(TestEndpointsFilled)
#include "test_endpoints_filled.moc"
