#include "wire/jwt.h"

#include <QTest>

using namespace wirewise;

namespace {

QByteArray part(const QByteArray &json)
{
    return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray token(const QByteArray &claims, const QByteArray &header = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
{
    return part(header) + '.' + part(claims) + ".c2lnbmF0dXJl";
}

} // namespace

class TestWireJwt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesApart();
    void readsTimes_data();
    void readsTimes();
    void isNoToken_data();
    void isNoToken();
    void findsThemWhereverTheyStand_data();
    void findsThemWhereverTheyStand();
    void boundsWhatItFinds();
};

void TestWireJwt::takesApart()
{
    const QByteArray text =
        token("{\"sub\":\"me\",\"exp\":1700000000,\"nbf\":1600000000,\"iat\":1650000000}");
    const std::optional<wire::Jwt> jwt = wire::readJwt(text);
    QVERIFY(jwt);
    QCOMPARE(jwt->text, text);
    QCOMPARE(jwt->header.value(QLatin1StringView("alg")).toString(), QLatin1StringView("HS256"));
    QCOMPARE(jwt->claims.value(QLatin1StringView("sub")).toString(), QLatin1StringView("me"));
    QCOMPARE(jwt->expires, std::optional<qint64>(1700000000));
    QCOMPARE(jwt->notBefore, std::optional<qint64>(1600000000));
    QCOMPARE(jwt->issued, std::optional<qint64>(1650000000));
}

void TestWireJwt::readsTimes_data()
{
    QTest::addColumn<QByteArray>("exp");
    QTest::addColumn<std::optional<qint64>>("expires");
    QTest::newRow("fraction") << QByteArray("1.9") << std::optional<qint64>(1);
    QTest::newRow("negative") << QByteArray("-1") << std::optional<qint64>(-1);
    QTest::newRow("exponent") << QByteArray("1e3") << std::optional<qint64>(1000);
    QTest::newRow("beyond counting") << QByteArray("1e300") << std::optional<qint64>();
    QTest::newRow("text") << QByteArray("\"soon\"") << std::optional<qint64>();
    QTest::newRow("null") << QByteArray("null") << std::optional<qint64>();
}

void TestWireJwt::readsTimes()
{
    QFETCH(QByteArray, exp);
    const std::optional<wire::Jwt> jwt = wire::readJwt(token("{\"exp\":" + exp + '}'));
    QVERIFY(jwt);
    QTEST(jwt->expires, "expires");
}

void TestWireJwt::isNoToken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("version") << QByteArray("1.2.3");
    QTest::newRow("host") << QByteArray("www.example.org");
    QTest::newRow("two parts") << QByteArray(part("{}") + '.' + part("{}"));
    QTest::newRow("empty claims") << QByteArray(part("{}") + "..x");
    QTest::newRow("header is a list") << token("{}", "[1]");
    QTest::newRow("claims are no JSON") << token("{\"a\":");
    QTest::newRow("standard base64") << QByteArray(part("{}") + '.' + part("{}") + ".a/b+");
    QTest::newRow("four parts") << QByteArray(token("{}") + ".x");
    QTest::newRow("too long") << token("{\"a\":\"" + QByteArray(100'000, 'x') + "\"}");
}

void TestWireJwt::isNoToken()
{
    QFETCH(QByteArray, text);
    QVERIFY(!wire::readJwt(text));
}

void TestWireJwt::findsThemWhereverTheyStand_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("count");
    const QByteArray one = token("{\"exp\":1}");
    const QByteArray two = token("{\"exp\":2}");
    QTest::newRow("none") << QByteArray("/ws?room=1.2.3") << 0;
    QTest::newRow("alone") << one << 1;
    QTest::newRow("bearer") << QByteArray("Bearer " + one) << 1;
    QTest::newRow("query") << QByteArray("/ws?token=" + one + "&again=" + two) << 2;
    QTest::newRow("cookie") << QByteArray("a=b; session=\"" + one + "\"; c=d") << 1;
    QTest::newRow("subprotocol with a prefix") << QByteArray("bearer, access.token." + one) << 1;
    QTest::newRow("unsecured") << QByteArray(part("{\"alg\":\"none\"}") + '.' + part("{}") + '.') << 1;
    QTest::newRow("dots only") << QByteArray(1000, '.') << 0;
}

void TestWireJwt::findsThemWhereverTheyStand()
{
    QFETCH(QByteArray, text);
    const QList<wire::Jwt> found = wire::findJwts(text);
    QTEST(static_cast<int>(found.size()), "count");
    for (const wire::Jwt &jwt : found)
        QVERIFY(text.contains(jwt.text));
}

void TestWireJwt::boundsWhatItFinds()
{
    QVERIFY(wire::findJwts(QByteArray(token("{}") + ' ').repeated(1000)).size() <= 32);
    // Many almost-tokens in one word: each looks at a bounded stretch only.
    QVERIFY(wire::findJwts(QByteArray("e.").repeated(500'000)).isEmpty());
}

QTEST_APPLESS_MAIN(TestWireJwt)
#include "test_wire_jwt.moc"
