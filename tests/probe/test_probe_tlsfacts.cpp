#include "probe/keylog.h"
#include "probe/tlsconversing.h"

#include <QTemporaryDir>
#include <QTest>

#include <openssl/ocsp.h>
#include <openssl/x509_vfy.h>

using namespace wirewise;
using namespace wirewise::testing;
using namespace std::chrono_literals;
using observation::StapledStatus;
using observation::TlsFacts;
using observation::TlsStep;
using probe::TlsClient;
using probe::TlsOptions;

/// What is learned of a handshake beyond whether it succeeds.
class TestProbeTlsFacts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void whatIsChosenWasOffered_data();
    void whatIsChosenWasOffered();
    void stepsAreTold_data();
    void stepsAreTold();
    void stepsAreDated();
    void anotherGroupIsAskedFor();
    void staples_data();
    void staples();
    void certificatesAreRead();
    void errorsNameTheirCertificate();
    void keysAreLoggedForTheOwnerAlone();
    void keysAreNotLoggedUnasked();

private:
    [[nodiscard]] TlsOptions trusting() const;
    [[nodiscard]] TlsFacts factsOf(const TlsServerWish &wish) const;

    QTemporaryDir m_directory;
    Certificate m_root, m_good;
    QString m_rootFile;
};

namespace {

QList<QByteArray> wordsOf(const QList<TlsStep> &steps)
{
    QList<QByteArray> words;
    for (const TlsStep &step : steps)
        words.append((step.received ? "< " : "> ") + step.message);
    return words;
}

} // namespace

void TestProbeTlsFacts::initTestCase()
{
    m_root = makeAuthority("Test Root");
    m_good = makeCertificate({}, &m_root);
    m_rootFile = m_directory.filePath(QStringLiteral("root.pem"));
    QFile out(m_rootFile);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(m_root.pem());
}

TlsOptions TestProbeTlsFacts::trusting() const
{
    TlsOptions options;
    options.host = "localhost";
    options.caFile = m_rootFile;
    return options;
}

TlsFacts TestProbeTlsFacts::factsOf(const TlsServerWish &wish) const
{
    TlsServerEnd server(wish);
    TlsClient client(trusting());
    client.write("request");
    converse(client, server);
    server.write("answer");
    converse(client, server);
    return client.facts();
}

void TestProbeTlsFacts::whatIsChosenWasOffered_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("TLS 1.2") << TLS1_2_VERSION;
    QTest::newRow("TLS 1.3") << TLS1_3_VERSION;
}

void TestProbeTlsFacts::whatIsChosenWasOffered()
{
    QFETCH(int, version);
    const TlsFacts facts = factsOf({.chain = {m_good}, .minimumVersion = version, .maximumVersion = version});
    QCOMPARE(facts.offered.versions, (QList<QByteArray>{"TLSv1.3", "TLSv1.2"}));
    QVERIFY(facts.offered.versions.contains(facts.version));
    QVERIFY(facts.offered.ciphers.contains(facts.cipher));
    QVERIFY(facts.offered.groups.contains(facts.group));
    QVERIFY(facts.offered.signatures.contains("ecdsa_secp256r1_sha256"));
    for (const QByteArray &name : facts.offered.ciphers + facts.offered.groups + facts.offered.signatures)
        QVERIFY2(!name.startsWith("0x"), name.constData());
    QCOMPARE(facts.anchor, QStringLiteral("CN=Test Root"));
}

void TestProbeTlsFacts::stepsAreTold_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QList<QByteArray>>("steps");
    QTest::newRow("TLS 1.2") << TLS1_2_VERSION
                             << QList<QByteArray>{"> client_hello",      "< server_hello",
                                                  "< certificate",       "< server_key_exchange",
                                                  "< server_hello_done", "> client_key_exchange",
                                                  "> finished",          "< new_session_ticket",
                                                  "< finished",          "> application_data",
                                                  "< application_data"};
    QTest::newRow("TLS 1.3") << TLS1_3_VERSION
                             << QList<QByteArray>{
                                    "> client_hello",       "< server_hello",       "< encrypted_extensions",
                                    "< certificate",        "< certificate_verify", "< finished",
                                    "> finished",           "> application_data",   "< new_session_ticket",
                                    "< new_session_ticket", "< application_data"};
}

void TestProbeTlsFacts::stepsAreTold()
{
    QFETCH(int, version);
    QFETCH(QList<QByteArray>, steps);
    const TlsFacts facts = factsOf({.chain = {m_good}, .minimumVersion = version, .maximumVersion = version});
    QCOMPARE(wordsOf(facts.steps), steps);
    QCOMPARE(facts.steps.constLast().size, 6);
    QVERIFY(facts.steps.constFirst().size > 200);
}

void TestProbeTlsFacts::stepsAreDated()
{
    TlsServerEnd server({.chain = {m_good}});
    TlsClient client(trusting());
    server.feed(client.takeOutgoing());
    client.feed(server.takeOutgoing(), 42ms);
    const QList<TlsStep> steps = client.facts().steps;
    QCOMPARE(steps.constFirst().at, observation::Duration(0));
    for (const TlsStep &step : steps.mid(1))
        QCOMPARE(step.at, observation::Duration(42ms));
    QCOMPARE(steps.constLast().message, QByteArray("finished"));
}

void TestProbeTlsFacts::anotherGroupIsAskedFor()
{
    const TlsFacts facts = factsOf({.chain = {m_good}, .minimumVersion = TLS1_3_VERSION, .groups = "P-384"});
    QVERIFY(facts.verified);
    QCOMPARE(wordsOf(facts.steps).mid(0, 4), (QList<QByteArray>{"> client_hello", "< hello_retry_request",
                                                                "> client_hello", "< server_hello"}));
    QVERIFY(facts.offered.groups.contains(facts.group));
}

void TestProbeTlsFacts::staples_data()
{
    QTest::addColumn<QByteArray>("staple");
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<bool>("fits");
    QTest::addColumn<QByteArray>("reason");
    const Certificate stranger = makeAuthority("Stranger");
    const Certificate other = makeCertificate({}, &m_root);
    const auto row = [&](const char *name, const StapleWish &wish, const Certificate &about,
                         const Certificate &signer, const char *state, bool fits, const char *reason = "") {
        QTest::newRow(name) << makeStaple(wish, about, m_root, signer) << QByteArray(state) << fits
                            << QByteArray(reason);
    };
    row("good", {}, m_good, m_root, "good", true);
    row("old", {.fromHours = -48, .untilHours = -24}, m_good, m_root, "good", true);
    row("revoked", {.status = V_OCSP_CERTSTATUS_REVOKED, .reason = OCSP_REVOKED_STATUS_KEYCOMPROMISE}, m_good,
        m_root, "revoked", true, "keyCompromise");
    row("revoked for no reason", {.status = V_OCSP_CERTSTATUS_REVOKED}, m_good, m_root, "revoked", true);
    row("unknown", {.status = V_OCSP_CERTSTATUS_UNKNOWN}, m_good, m_root, "unknown", true);
    row("signed by a stranger", {}, m_good, stranger, "good", false);
    row("about another certificate", {}, other, m_root, "unreadable", false);
    QTest::newRow("garbage") << QByteArray(40, 'x') << QByteArray("unreadable") << false << QByteArray();
}

void TestProbeTlsFacts::staples()
{
    QFETCH(QByteArray, staple);
    QFETCH(QByteArray, state);
    QFETCH(bool, fits);
    QFETCH(QByteArray, reason);
    QVERIFY(!factsOf({.chain = {m_good}}).staple);
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        const TlsFacts facts = factsOf(
            {.chain = {m_good}, .minimumVersion = version, .maximumVersion = version, .staple = staple});
        QVERIFY(facts.verified); // OpenSSL does not judge it
        QVERIFY(facts.staple);
        QCOMPARE(toString(facts.staple->state), state);
        QCOMPARE(facts.staple->signatureFits, fits);
        QCOMPARE(facts.staple->reason, reason);
        QCOMPARE(facts.staple->nextUpdate.isValid(), state != "unreadable");
        QCOMPARE(facts.staple->revokedAt.isValid(), state == "revoked");
    }
}

void TestProbeTlsFacts::certificatesAreRead()
{
    const TlsFacts facts = factsOf({.chain = {makeCertificate({.extendedKeyUsage = "serverAuth,clientAuth",
                                                               .caIssuers = "http://ca.test/i.crt",
                                                               .ocsp = "http://ocsp.test",
                                                               .mustStaple = true},
                                                              &m_root)}});
    const observation::CertificateFacts &leaf = facts.chain.constFirst();
    QCOMPARE(leaf.purposes, (QList<QByteArray>{"serverAuth", "clientAuth"}));
    QCOMPARE(leaf.caIssuersUrl, QByteArray("http://ca.test/i.crt"));
    QCOMPARE(leaf.ocspUrl, QByteArray("http://ocsp.test"));
    QVERIFY(leaf.mustStaple);
    QVERIFY(!leaf.serial.isEmpty());
    QCOMPARE(leaf.timestamps, 0);
    QVERIFY(!factsOf({.chain = {m_good}}).chain.constFirst().mustStaple);
}

void TestProbeTlsFacts::errorsNameTheirCertificate()
{
    const Certificate old = makeAuthority("Old Intermediate", &m_root);
    X509_gmtime_adj(X509_getm_notAfter(old.x509.get()), -86400L * 3);
    X509_gmtime_adj(X509_getm_notBefore(old.x509.get()), -86400L * 9);
    X509_sign(old.x509.get(), m_root.key.get(), EVP_sha256());
    const Certificate stray = makeAuthority("Stray");
    // A certificate that belongs to no chain stands between: depth alone would point at it.
    const TlsFacts facts = factsOf({.chain = {makeCertificate({}, &old), stray, old}});
    QCOMPARE(facts.errors.size(), 1);
    QCOMPARE(facts.errors.constFirst().code, X509_V_ERR_CERT_HAS_EXPIRED);
    QCOMPARE(facts.errors.constFirst().depth, 1);
    QCOMPARE(facts.errors.constFirst().sha256, facts.chain.at(2).sha256);
    QVERIFY(facts.anchor == QStringLiteral("CN=Test Root"));
}

void TestProbeTlsFacts::keysAreLoggedForTheOwnerAlone()
{
    const QString path = m_directory.filePath(QStringLiteral("keys.log"));
    QFile open(path); // as an earlier program may have left it
    QVERIFY(open.open(QIODevice::WriteOnly));
    QVERIFY(open.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
    open.close();

    QVERIFY(!probe::logKeysTo(path));
    QCOMPARE(probe::keyLogFile(), path);
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION})
        QVERIFY(factsOf({.chain = {m_good}, .minimumVersion = version, .maximumVersion = version}).verified);
    QVERIFY(!probe::logKeysTo({}));

    const QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile::permissions(path) & others, QFile::Permissions());
    QFile in(path);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = in.readAll().trimmed().split('\n');
    for (const char *label : {"CLIENT_RANDOM", "CLIENT_HANDSHAKE_TRAFFIC_SECRET", "SERVER_TRAFFIC_SECRET_0"})
        QCOMPARE(
            std::count_if(lines.cbegin(), lines.cend(),
                          [&](const QByteArray &line) { return line.startsWith(QByteArrayView(label)); }),
            1);
}

void TestProbeTlsFacts::keysAreNotLoggedUnasked()
{
    QVERIFY(probe::keyLogFile().isEmpty());
    QVERIFY(probe::logKeysTo(m_directory.filePath(QStringLiteral("no/such/folder"))).has_value());
    QVERIFY(probe::keyLogFile().isEmpty());
    QVERIFY(factsOf({.chain = {m_good}}).verified);
}

QTEST_GUILESS_MAIN(TestProbeTlsFacts)
#include "test_probe_tlsfacts.moc"
