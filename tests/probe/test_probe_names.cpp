#include "probe/address.h"
#include "probe/probing.h"
#include "probe/proxy.h"
#include "probe/resolver.h"

#include <QTest>

using namespace wirewise;
using namespace wirewise::testing;
using observation::AddressFamily;
using observation::Outcome;
using observation::ProxyChoice;
using observation::Settings;
using probe::Address;
using probe::Lookup;
using probe::NameAnswer;

class TestProbeNames : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void literals_data();
    void literals();
    void familiesTakeTurns();
    void overrideWins();
    void familyIsKept();
    void localhostNamesAreLoopback();
    void systemKnowsLocalhost();
    void unknownNameIsNotFound();
    void forgottenLookupSaysNothing();
    void lookupMayBeDestroyedByItsAnswer();
    void manyLookupsEnd();
    void proxyChoice();
    void systemProxyFromEnvironment();
};

void TestProbeNames::literals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("literal");
    QTest::addColumn<bool>("ipv6");
    QTest::newRow("IPv4") << QByteArray("127.0.0.1") << true << false;
    QTest::newRow("IPv6") << QByteArray("::1") << true << true;
    QTest::newRow("scope") << QByteArray("fe80::1%lo") << true << true;
    QTest::newRow("name") << QByteArray("localhost") << false << false;
    QTest::newRow("almost") << QByteArray("127.0.0.256") << false << false;
    QTest::newRow("short form") << QByteArray("127.1") << false << false;
    QTest::newRow("empty") << QByteArray() << false << false;
}

void TestProbeNames::literals()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, literal);
    QFETCH(bool, ipv6);
    const auto address = probe::addressFromLiteral(text);
    QCOMPARE(address.has_value(), literal);
    if (literal)
        QCOMPARE(address->ipv6, ipv6);
}

void TestProbeNames::familiesTakeTurns()
{
    const Address a{"::1", true}, b{"::2", true}, c{"10.0.0.1", false}, d{"10.0.0.2", false};
    QCOMPARE(probe::withFamiliesTakingTurns({a, b, c, d}), (QList<Address>{a, c, b, d}));
    QCOMPARE(probe::withFamiliesTakingTurns({c, a, b}), (QList<Address>{c, a, b}));
    QCOMPARE(probe::withFamiliesTakingTurns({}), QList<Address>());
}

void TestProbeNames::overrideWins()
{
    Settings settings;
    settings.resolve = {{"Service.Example", 443, {"192.0.2.1", "2001:db8::1"}}};
    const auto answer = probe::resolveWithoutLookup("service.example", 443, settings);
    QVERIFY(answer);
    QCOMPARE(answer->addresses, (QList<Address>{{"192.0.2.1", false}, {"2001:db8::1", true}}));
    QVERIFY(!probe::resolveWithoutLookup("service.example", 80, settings));
    QVERIFY(!probe::resolveWithoutLookup("other.example", 443, settings));
}

void TestProbeNames::familyIsKept()
{
    Settings settings;
    settings.resolve = {{"service.example", 443, {"192.0.2.1"}}};
    settings.family = AddressFamily::Ipv6;
    QCOMPARE(probe::resolveWithoutLookup("service.example", 443, settings)->outcome, Outcome::NameNotFound);
    QCOMPARE(probe::resolveWithoutLookup("127.0.0.1", 443, settings)->outcome, Outcome::NameNotFound);
    QCOMPARE(probe::resolveWithoutLookup("::1", 443, settings)->outcome, Outcome::Answered);
}

void TestProbeNames::localhostNamesAreLoopback()
{
    for (const char *name : {"app.localhost", "App.LocalHost", "app.localhost."}) {
        const auto answer = probe::resolveWithoutLookup(name, 80, {});
        QVERIFY(answer);
        QVERIFY(answer->addresses.contains(Address{"127.0.0.1", false}));
    }
    QVERIFY(!probe::resolveWithoutLookup("localhost.example", 80, {}));
}

void TestProbeNames::systemKnowsLocalhost()
{
    std::optional<NameAnswer> answer;
    const Lookup lookup("localhost", AddressFamily::Ipv4, [&](const NameAnswer &found) { answer = found; });
    QVERIFY(!answer); // never from inside the call
    QTRY_VERIFY(answer);
    QCOMPARE(answer->outcome, Outcome::Answered);
    QCOMPARE(answer->addresses.value(0), (Address{"127.0.0.1", false}));
}

void TestProbeNames::unknownNameIsNotFound()
{
    std::optional<NameAnswer> answer;
    // RFC 6761 section 6.4: never resolves; without a resolver in reach the lookup fails instead.
    const Lookup lookup("nothing.invalid", AddressFamily::Any,
                        [&](const NameAnswer &found) { answer = found; });
    QTRY_VERIFY_WITH_TIMEOUT(answer, 60000);
    QVERIFY(answer->outcome == Outcome::NameNotFound || answer->outcome == Outcome::NameFailed);
    QVERIFY(answer->addresses.isEmpty());
    QVERIFY(!answer->detail.isEmpty());
}

void TestProbeNames::forgottenLookupSaysNothing()
{
    bool called = false;
    {
        const Lookup forgotten("localhost", AddressFamily::Ipv4, [&](const NameAnswer &) { called = true; });
    }
    bool later = false;
    const Lookup lookup("localhost", AddressFamily::Ipv4, [&](const NameAnswer &) { later = true; });
    QTRY_VERIFY(later);
    QVERIFY(!called);
}

void TestProbeNames::lookupMayBeDestroyedByItsAnswer()
{
    std::unique_ptr<Lookup> lookup;
    bool called = false;
    lookup = std::make_unique<Lookup>("localhost", AddressFamily::Ipv4, [&](const NameAnswer &) {
        lookup.reset();
        called = true;
    });
    QTRY_VERIFY(called);
}

void TestProbeNames::manyLookupsEnd()
{
    int answers = 0;
    std::vector<std::unique_ptr<Lookup>> lookups;
    for (int i = 0; i < 200; ++i) {
        lookups.push_back(std::make_unique<Lookup>("localhost", AddressFamily::Ipv4,
                                                   [&](const NameAnswer &) { ++answers; }));
    }
    QTRY_COMPARE(answers, 200);
}

void TestProbeNames::proxyChoice()
{
    const auto loopback = *observation::parseEndpoint(QStringLiteral("ws://localhost:80/")).endpoint;
    const auto distant = *observation::parseEndpoint(QStringLiteral("wss://service.example/")).endpoint;
    Settings settings;
    settings.proxy.kind = ProxyChoice::Kind::System;
    QCOMPARE(probe::proxyWithoutAsking(loopback, settings)->kind, ProxyChoice::Kind::None);
    QVERIFY(!probe::proxyWithoutAsking(distant, settings));
    settings.proxy.kind = ProxyChoice::Kind::Socks5; // asked for: also for loopback
    QCOMPARE(probe::proxyWithoutAsking(loopback, settings)->kind, ProxyChoice::Kind::Socks5);
}

void TestProbeNames::systemProxyFromEnvironment()
{
    qputenv("https_proxy", "http://joe:secret@proxy.example:3128");
    const auto distant = *observation::parseEndpoint(QStringLiteral("wss://service.example/")).endpoint;
    std::optional<ProxyChoice> choice;
    const probe::SystemProxyLookup lookup(distant, [&](const ProxyChoice &found) { choice = found; });
    QTRY_VERIFY(choice);
    qunsetenv("https_proxy");
    QCOMPARE(choice->kind, ProxyChoice::Kind::Http);
    QCOMPARE(choice->host, QByteArray("proxy.example"));
    QCOMPARE(choice->port, quint16(3128));
    QCOMPARE(choice->user, QByteArray("joe"));
}

QTEST_GUILESS_MAIN(TestProbeNames)
#include "test_probe_names.moc"
