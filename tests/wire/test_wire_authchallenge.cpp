#include "wire/authchallenge.h"

#include <QTest>

using namespace wirewise;
using wire::AuthChallenge;

class TestWireAuthChallenge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void challengesAreRead_data();
    void challengesAreRead();
    void headersAddUp();
    void digestIsThatOfTheStandards_data();
    void digestIsThatOfTheStandards();
    void unsupportedIsNotAnswered_data();
    void unsupportedIsNotAnswered();
    void quotesCannotBeBrokenOutOf();
};

namespace {

QList<AuthChallenge> challengesOf(const QByteArray &value)
{
    wire::HeaderList headers;
    headers.append("Proxy-Authenticate", value);
    return wire::readChallenges(headers, "proxy-authenticate");
}

QByteArray told(const QList<AuthChallenge> &challenges)
{
    QByteArray text;
    for (const AuthChallenge &challenge : challenges) {
        text += (text.isEmpty() ? "" : " | ") + challenge.scheme;
        for (const auto &[name, value] : challenge.parameters)
            text += ' ' + name + '=' + value;
    }
    return text;
}

} // namespace

void TestWireAuthChallenge::challengesAreRead_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("read");
    const auto row = [](const char *name, const char *value, const char *read) {
        QTest::newRow(name) << QByteArray(value) << QByteArray(read);
    };
    row("Basic", "Basic realm=\"Squid proxy\"", "Basic realm=Squid proxy");
    row("names without case", "BASIC Realm=x, Charset=\"UTF-8\"", "BASIC realm=x charset=UTF-8");
    row("spaces around the sign", "Digest realm = \"a\" , nonce=b", "Digest realm=a nonce=b");
    row("several in one header", "Negotiate, NTLM, Basic realm=\"a, b\"",
        "Negotiate | NTLM | Basic realm=a, b");
    row("a token of its own", "Negotiate YIIB3wYGKw==, Basic realm=a", "Negotiate | Basic realm=a");
    row("quoted signs", "Digest realm=\"a\\\"b\\\\c\"", "Digest realm=a\"b\\c");
    row("no end of the quotes", "Digest realm=\"abc", "Digest realm=abc");
    row("parameters without a scheme", "realm=a", "");
    row("nothing", "", "");
    row("rubbish", "@@@, Basic realm=a", "Basic realm=a");
}

void TestWireAuthChallenge::challengesAreRead()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, read);
    QCOMPARE(told(challengesOf(value)), read);
    for (qsizetype size = 0; size < value.size(); ++size)
        challengesOf(value.first(size)); // cut anywhere, it ends
}

void TestWireAuthChallenge::headersAddUp()
{
    wire::HeaderList headers;
    headers.append("WWW-Authenticate", "Basic realm=other");
    headers.append("Proxy-Authenticate", "NTLM");
    headers.append("proxy-authenticate", "Digest nonce=n");
    QCOMPARE(told(wire::readChallenges(headers, "Proxy-Authenticate")), QByteArray("NTLM | Digest nonce=n"));
}

void TestWireAuthChallenge::digestIsThatOfTheStandards_data()
{
    QTest::addColumn<QByteArray>("challenge");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QByteArray>("clientNonce");
    QTest::addColumn<QByteArray>("response");
    const QByteArray old =
        "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"";
    const QByteArray now = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", "
                           "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\"";
    const QByteArray clientNonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    QTest::newRow("RFC 7616 section 3.9.1, MD5")
        << QByteArray(now + ", algorithm=MD5") << QByteArray("Circle of Life") << clientNonce
        << QByteArray("8ca523f5e9506fed4657c9700eebdbec");
    QTest::newRow("RFC 7616 section 3.9.1, SHA-256")
        << QByteArray(now + ", algorithm=SHA-256") << QByteArray("Circle of Life") << clientNonce
        << QByteArray("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    QTest::newRow("RFC 2617 section 3.5")
        << QByteArray(old + ", qop=\"auth,auth-int\"") << QByteArray("Circle Of Life")
        << QByteArray("0a4f113b") << QByteArray("6629fae49393a05397450978507c4ef1");
    QTest::newRow("without qop") << old << QByteArray("Circle Of Life") << QByteArray("0a4f113b")
                                 << QByteArray("670fd8c2df070c60b045671b8b24ff02");
    QTest::newRow("of a session") << QByteArray(old + ", qop=auth, algorithm=MD5-sess")
                                  << QByteArray("Circle Of Life") << QByteArray("0a4f113b")
                                  << QByteArray("8e3825c57e897f5a0dec6c2d4e5059d0");
}

void TestWireAuthChallenge::digestIsThatOfTheStandards()
{
    QFETCH(QByteArray, challenge);
    QFETCH(QByteArray, password);
    QFETCH(QByteArray, clientNonce);
    QFETCH(QByteArray, response);
    const auto answer = wire::digestAnswer(challengesOf(challenge).constFirst(),
                                           {"Mufasa", password, "GET", "/dir/index.html", clientNonce});
    QVERIFY(answer);
    QVERIFY2(answer->contains(QByteArray("response=\"" + response + QByteArray("\""))), answer->constData());
    QVERIFY(answer->startsWith("Digest username=\"Mufasa\", realm="));
    QCOMPARE(answer->contains("qop=auth, nc=00000001, cnonce="), challenge.contains("qop"));
    QVERIFY(!answer->contains(password));
}

void TestWireAuthChallenge::unsupportedIsNotAnswered_data()
{
    QTest::addColumn<QByteArray>("challenge");
    QTest::newRow("another scheme") << QByteArray("NTLM nonce=a");
    QTest::newRow("no nonce") << QByteArray("Digest realm=a");
    QTest::newRow("another algorithm") << QByteArray("Digest realm=a, nonce=b, algorithm=SHA-512-256");
    QTest::newRow("the body is to be hashed, too") << QByteArray("Digest realm=a, nonce=b, qop=\"auth-int\"");
}

void TestWireAuthChallenge::unsupportedIsNotAnswered()
{
    QFETCH(QByteArray, challenge);
    QVERIFY(
        !wire::digestAnswer(challengesOf(challenge).constFirst(), {"me", "secret", "CONNECT", "a:1", "c"}));
}

void TestWireAuthChallenge::quotesCannotBeBrokenOutOf()
{
    const auto answer = wire::digestAnswer(challengesOf("Digest realm=\"a\\\"b\", nonce=n").constFirst(),
                                           {"m\"e", "secret", "CONNECT", "a:1", "c"});
    QVERIFY(answer);
    QVERIFY(answer->contains("username=\"m\\\"e\", realm=\"a\\\"b\""));
}

QTEST_APPLESS_MAIN(TestWireAuthChallenge)
#include "test_wire_authchallenge.moc"
