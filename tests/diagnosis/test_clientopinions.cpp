#include "diagnosis/clientopinions.h"

#include <QTest>

using namespace wirewise;
using namespace wirewise::diagnosis;
using observation::CertificateFacts;
using observation::StapledStatus;
using observation::TlsFacts;

namespace {

QDateTime day(int offset)
{
    return QDateTime(QDate(2026, 6, 1), QTime(12, 0), Qt::UTC).addDays(offset);
}

TlsFacts good()
{
    CertificateFacts leaf;
    leaf.subject = QStringLiteral("CN=chat.example");
    leaf.issuer = QStringLiteral("CN=Example CA");
    leaf.commonName = QStringLiteral("chat.example");
    leaf.dnsNames = {"chat.example"};
    leaf.notBefore = day(-10);
    leaf.notAfter = day(80);
    leaf.keyType = "EC";
    leaf.keyBits = 256;
    leaf.signatureAlgorithm = "ecdsa-with-SHA256";
    TlsFacts tls;
    tls.result = TlsFacts::Result::Complete;
    tls.verified = tls.nameMatches = true;
    tls.chain = {leaf};
    return tls;
}

template<typename Change>
TlsFacts changed(Change change)
{
    TlsFacts tls = good();
    change(tls, tls.chain.first());
    return tls;
}

void fail(TlsFacts &tls, int code)
{
    tls.verified = false;
    tls.result = TlsFacts::Result::VerifyFailed;
    tls.errors = {{0, code, "what OpenSSL says"}};
}

} // namespace

Q_DECLARE_METATYPE(wirewise::observation::TlsFacts)

class TestClientOpinions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clientsAnswer_data();
    void clientsAnswer();
    void withoutCertificateNobodyIsHeard();
    void disagreementIsOneSentence();
    void reasonsAreSaidOnce();
};

void TestClientOpinions::clientsAnswer_data()
{
    QTest::addColumn<TlsFacts>("tls");
    QTest::addColumn<QByteArray>("answers"); // of browsers, OpenSSL, Go, Qt
    const auto row = [](const char *name, const TlsFacts &tls, const char *answers) {
        QTest::newRow(name) << tls << QByteArray(answers);
    };
    using Certificate = CertificateFacts;
    row("good", good(), "accepts accepts accepts accepts");
    row("expired", changed([](TlsFacts &tls, Certificate &) { fail(tls, 10); }),
        "refuses refuses refuses refuses");
    row("common name alone", changed([](TlsFacts &tls, Certificate &leaf) {
            leaf.dnsNames.clear();
            tls.nameMatches = false;
            tls.commonNameOnly = true;
        }),
        "refuses accepts refuses accepts");
    row("common name beside another", changed([](TlsFacts &tls, Certificate &leaf) {
            leaf.dnsNames = {"other.example"};
            fail(tls, 62);
        }),
        "refuses refuses refuses accepts");
    row("wildcard common name beside another", changed([](TlsFacts &tls, Certificate &leaf) {
            leaf.dnsNames = {"other.example"};
            leaf.commonName = QStringLiteral("*.example");
            fail(tls, 62);
        }),
        "refuses refuses refuses accepts");
    row("another name", changed([](TlsFacts &tls, Certificate &leaf) {
            leaf.commonName = QStringLiteral("xchat.example");
            leaf.dnsNames = {"xchat.example"};
            fail(tls, 62);
        }),
        "refuses refuses refuses refuses");
    row("issuer to be fetched", changed([](TlsFacts &tls, Certificate &leaf) {
            leaf.caIssuersUrl = "http://ca.example/i.der";
            fail(tls, 20);
        }),
        "depends refuses refuses refuses");
    row("issuer nowhere", changed([](TlsFacts &tls, Certificate &) { fail(tls, 20); }),
        "refuses refuses refuses refuses");
    row("short key", changed([](TlsFacts &tls, Certificate &) { fail(tls, 66); }),
        "depends refuses depends refuses");
    row("SHA-1", changed([](TlsFacts &, Certificate &leaf) { leaf.signatureAlgorithm = "ecdsa-with-SHA1"; }),
        "refuses accepts refuses accepts");
    row("SHA-1 of a root by itself", changed([](TlsFacts &, Certificate &leaf) {
            leaf.signatureAlgorithm = "ecdsa-with-SHA1";
            leaf.selfIssued = true;
        }),
        "accepts accepts accepts accepts");
    row("too long, public", changed([](TlsFacts &, Certificate &leaf) {
            leaf.notAfter = leaf.notBefore.addDays(399);
            leaf.timestamps = 2;
        }),
        "refuses accepts accepts accepts");
    row("398 days, public", changed([](TlsFacts &, Certificate &leaf) {
            leaf.notAfter = leaf.notBefore.addDays(398);
            leaf.timestamps = 2;
        }),
        "accepts accepts accepts accepts");
    row("two years, private",
        changed([](TlsFacts &, Certificate &leaf) { leaf.notAfter = leaf.notBefore.addDays(730); }),
        "accepts accepts accepts accepts");
    row("ten years, private",
        changed([](TlsFacts &, Certificate &leaf) { leaf.notAfter = leaf.notBefore.addDays(3650); }),
        "depends accepts accepts accepts");
    row("an authority's", changed([](TlsFacts &, Certificate &leaf) { leaf.isCa = true; }),
        "depends accepts accepts accepts");
    row("revoked", changed([](TlsFacts &tls, Certificate &) {
            tls.staple = {StapledStatus::State::Revoked, true, day(-1), day(6), day(-3), {}};
        }),
        "refuses accepts accepts accepts");
    row("revoked, says a stranger", changed([](TlsFacts &tls, Certificate &) {
            tls.staple = {StapledStatus::State::Revoked, false, day(-1), day(6), day(-3), {}};
        }),
        "accepts accepts accepts accepts");
    row("old staple", changed([](TlsFacts &tls, Certificate &) {
            tls.staple = {StapledStatus::State::Good, true, day(-9), day(-2), {}, {}};
        }),
        "depends accepts accepts accepts");
    row("no staple where one is due", changed([](TlsFacts &, Certificate &leaf) { leaf.mustStaple = true; }),
        "depends accepts accepts accepts");
}

void TestClientOpinions::clientsAnswer()
{
    QFETCH(TlsFacts, tls);
    QFETCH(QByteArray, answers);
    QByteArrayList given;
    for (const ClientOpinion &opinion : clientOpinions(tls, "chat.example", day(0))) {
        given.append(toString(opinion.answer));
        QCOMPARE(opinion.reasons.isEmpty(), opinion.answer == ClientOpinion::Answer::Accepts);
    }
    QCOMPARE(given.join(' '), answers);
}

void TestClientOpinions::withoutCertificateNobodyIsHeard()
{
    QVERIFY(clientOpinions({}, "chat.example", day(0)).isEmpty());
    QVERIFY(disagreementOf({}).isEmpty());
}

void TestClientOpinions::disagreementIsOneSentence()
{
    QVERIFY(disagreementOf(clientOpinions(good(), "chat.example", day(0))).isEmpty());
    TlsFacts tls = good();
    tls.commonNameOnly = true;
    QCOMPARE(disagreementOf(clientOpinions(tls, "chat.example", day(0))),
             QStringLiteral("This certificate is refused by browsers and Go; accepted by OpenSSL and Qt."));
}

void TestClientOpinions::reasonsAreSaidOnce()
{
    TlsFacts tls = good();
    tls.errors = {{0, 10, "certificate has expired"}, {1, 10, "certificate has expired"}};
    QCOMPARE(clientOpinions(tls, "chat.example", day(0)).constFirst().reasons.size(), 1);
}

QTEST_APPLESS_MAIN(TestClientOpinions)
#include "test_clientopinions.moc"
