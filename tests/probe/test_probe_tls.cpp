#include "probe/testcertificates.h"
#include "probe/tls.h"
#include "probe/tlsconversing.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include <openssl/pem.h>
#include <openssl/x509_vfy.h>

using namespace wirewise;
using namespace wirewise::testing;
using observation::StreamEnd;
using observation::TlsFacts;
using probe::TlsClient;
using probe::TlsOptions;
using State = probe::TlsClient::State;
using Result = observation::TlsFacts::Result;

Q_DECLARE_METATYPE(wirewise::testing::TlsServerWish)

namespace {

QList<int> codesOf(const TlsFacts &facts)
{
    QList<int> codes;
    for (const auto &error : facts.errors)
        codes.append(error.code);
    std::sort(codes.begin(), codes.end());
    return codes;
}

bool hasAlert(const TlsFacts &facts, bool received, const QByteArray &name)
{
    return std::any_of(facts.alerts.cbegin(), facts.alerts.cend(),
                       [&](const auto &alert) { return alert.received == received && alert.name == name; });
}

} // namespace

class TestProbeTls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void certificates_data();
    void certificates();
    void verifiedPeerGetsBytes();
    void unverifiedPeerGetsNoByte();
    void insecureGoesOnAndSaysSo();
    void everyPortionGivesTheSame();
    void clientCertificateIsAskedFor_data();
    void clientCertificateIsAskedFor();
    void clientCertificateIsSent();
    void oldVersionIsTold();
    void noSharedCipherIsTold();
    void unrecognizedNameIsTold();
    void protocolIsChosen();
    void literalAddressHasNoServerName();
    void plainAnswerIsNoTls();
    void endInsideHandshakeIsTold();
    void unreadableFilesAreTold();
    void lockedKeyDoesNotAsk();
    void alertsHaveNames();

private:
    [[nodiscard]] QString file(const QString &name, const QByteArray &content);
    [[nodiscard]] TlsOptions trusting() const;

    QTemporaryDir m_directory;
    Certificate m_root, m_intermediate, m_good;
    QString m_rootFile;
};

QString TestProbeTls::file(const QString &name, const QByteArray &content)
{
    const QString path = m_directory.filePath(name);
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
        return {};
    return path;
}

TlsOptions TestProbeTls::trusting() const
{
    TlsOptions options;
    options.host = "localhost";
    options.caFile = m_rootFile;
    return options;
}

void TestProbeTls::initTestCase()
{
    m_root = makeAuthority("Test Root");
    m_intermediate = makeAuthority("Test Intermediate", &m_root);
    m_good = makeCertificate({}, &m_root);
    m_rootFile = file(QStringLiteral("root.pem"), m_root.pem());
    QVERIFY(!m_rootFile.isEmpty());
}

void TestProbeTls::certificates_data()
{
    QTest::addColumn<TlsServerWish>("wish");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QList<int>>("codes");
    QTest::addColumn<bool>("commonNameOnly");

    const auto row = [this](const char *name, const CertificateWish &wish, const QList<int> &codes,
                            const QByteArray &host = "localhost", bool commonNameOnly = false) {
        TlsServerWish server;
        server.chain = {makeCertificate(wish, &m_root)};
        QTest::newRow(name) << server << host << codes << commonNameOnly;
    };
    row("good", {}, {});
    row("wildcard", {.alternativeNames = "DNS:*.example.test"}, {}, "a.example.test");
    row("wildcard is one label", {.alternativeNames = "DNS:*.example.test"}, {X509_V_ERR_HOSTNAME_MISMATCH},
        "a.b.example.test");
    row("address", {.alternativeNames = "IP:127.0.0.1"}, {}, "127.0.0.1");
    row("IPv6 address", {.alternativeNames = "IP:::1"}, {}, "::1");
    row("address in a name", {.alternativeNames = "DNS:127.0.0.1"}, {X509_V_ERR_IP_ADDRESS_MISMATCH},
        "127.0.0.1");
    row("expired", {.validFromDays = -30, .validToDays = -3}, {X509_V_ERR_CERT_HAS_EXPIRED});
    row("not yet valid", {.validFromDays = 2}, {X509_V_ERR_CERT_NOT_YET_VALID});
    row("another name", {.alternativeNames = "DNS:other.test"}, {X509_V_ERR_HOSTNAME_MISMATCH});
    row("expired and another name",
        {.alternativeNames = "DNS:other.test", .validFromDays = -30, .validToDays = -3},
        {X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_HOSTNAME_MISMATCH});
    row("common name only", {.alternativeNames = {}}, {}, "localhost", true);
    row("common name beside names that are no host", {.alternativeNames = "email:a@b.test,IP:127.0.0.1"}, {},
        "localhost", true);
    row("another common name", {.commonName = "other.test", .alternativeNames = {}},
        {X509_V_ERR_HOSTNAME_MISMATCH});
    row("the common name does not count beside names", {.alternativeNames = "DNS:other.test"},
        {X509_V_ERR_HOSTNAME_MISMATCH});
    row("for clients", {.extendedKeyUsage = "clientAuth"}, {X509_V_ERR_INVALID_PURPOSE});
    row("weak key", {.rsaBits = 1024}, {X509_V_ERR_EE_KEY_TOO_SMALL});

    TlsServerWish server;
    server.chain = {makeCertificate({})};
    QTest::newRow("self-signed") << server << QByteArray("localhost")
                                 << QList<int>{X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT} << false;
    server.chain = {makeCertificate({}, &m_intermediate), m_intermediate};
    QTest::newRow("whole chain") << server << QByteArray("localhost") << QList<int>{} << false;
    server.chain = {makeCertificate({.caIssuers = "http://ca.test/i.crt"}, &m_intermediate)};
    QTest::newRow("incomplete chain") << server << QByteArray("localhost")
                                      << QList<int>{X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
                                                    X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE}
                                      << false;
    const Certificate stranger = makeAuthority("Stranger");
    server.chain = {makeCertificate({}, &stranger), stranger};
    QTest::newRow("private root") << server << QByteArray("localhost")
                                  << QList<int>{X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN} << false;
}

void TestProbeTls::certificates()
{
    QFETCH(TlsServerWish, wish);
    QFETCH(QByteArray, host);
    QFETCH(QList<int>, codes);
    QFETCH(bool, commonNameOnly);
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        wish.minimumVersion = wish.maximumVersion = version;
        TlsServerEnd server(wish);
        TlsOptions options = trusting();
        options.host = host;
        TlsClient client(options);
        converse(client, server);
        const TlsFacts &facts = client.facts();
        QCOMPARE(codesOf(facts), codes);
        QCOMPARE(facts.verified, codes.isEmpty());
        QCOMPARE(facts.commonNameOnly, commonNameOnly);
        QCOMPARE(client.state(), codes.isEmpty() ? State::Open : State::Failed);
        QCOMPARE(facts.result, codes.isEmpty() ? Result::Complete : Result::VerifyFailed);
        QCOMPARE(facts.chain.size(), wish.chain.size());
        QCOMPARE(facts.version, QByteArray(version == TLS1_2_VERSION ? "TLSv1.2" : "TLSv1.3"));
        QVERIFY(!facts.cipher.isEmpty());
        QVERIFY(!facts.group.isEmpty());
    }
}

void TestProbeTls::verifiedPeerGetsBytes()
{
    TlsServerEnd server({.chain = {m_good}});
    TlsClient client(trusting());
    client.write("early"); // kept until the handshake is over
    converse(client, server);
    QCOMPARE(server.takePlain(), QByteArray("early"));
    const QByteArray large(300000, 'x');
    client.write(large);
    converse(client, server);
    QCOMPARE(server.takePlain(), large);
    server.write("answer");
    server.shutdown();
    converse(client, server);
    QCOMPARE(client.takePlain(), QByteArray("answer"));
    QCOMPARE(client.state(), State::Ended);
    QCOMPARE(client.facts().serverName, QByteArray("localhost"));
    const auto &leaf = client.facts().chain.constFirst();
    QCOMPARE(leaf.commonName, QStringLiteral("localhost"));
    QCOMPARE(leaf.dnsNames, QList<QByteArray>{"localhost"});
    QCOMPARE(leaf.keyType, QByteArray("EC"));
    QCOMPARE(leaf.keyBits, 256);
    QVERIFY(leaf.notAfter > QDateTime::currentDateTimeUtc().addDays(88));
    QVERIFY(!leaf.isCa && !leaf.selfIssued && leaf.serverPurpose);
}

void TestProbeTls::unverifiedPeerGetsNoByte()
{
    TlsServerEnd server({.chain = {makeCertificate({})}});
    TlsClient client(trusting());
    client.write("Authorization: Bearer secret");
    converse(client, server);
    client.write("Authorization: Bearer secret");
    converse(client, server);
    QCOMPARE(client.state(), State::Failed);
    QVERIFY(server.takePlain().isEmpty());
}

void TestProbeTls::insecureGoesOnAndSaysSo()
{
    TlsServerEnd server({.chain = {makeCertificate({.alternativeNames = "DNS:other.test"})}});
    TlsOptions options = trusting();
    options.insecure = true;
    TlsClient client(options);
    client.write("request");
    converse(client, server);
    QCOMPARE(client.state(), State::Open);
    QCOMPARE(server.takePlain(), QByteArray("request"));
    QVERIFY(!client.facts().verified);
    QVERIFY(client.facts().verificationSkipped);
    QCOMPARE(codesOf(client.facts()),
             (QList<int>{X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, X509_V_ERR_HOSTNAME_MISMATCH}));
}

void TestProbeTls::everyPortionGivesTheSame()
{
    for (const qsizetype portion : {1, 2, 3, 5, 100}) {
        TlsServerEnd server({.chain = {m_good}});
        TlsClient client(trusting());
        client.write("request");
        converse(client, server, portion);
        QCOMPARE(server.takePlain(), QByteArray("request"));
        server.write("answer");
        converse(client, server, portion);
        QCOMPARE(client.takePlain(), QByteArray("answer"));
        QVERIFY(client.facts().verified);
        QCOMPARE(client.facts().firstBytes.size(), 64);
    }
}

void TestProbeTls::clientCertificateIsAskedFor_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("TLS 1.2") << TLS1_2_VERSION;
    QTest::newRow("TLS 1.3") << TLS1_3_VERSION;
}

void TestProbeTls::clientCertificateIsAskedFor()
{
    QFETCH(int, version);
    TlsServerWish wish;
    wish.chain = {m_good};
    wish.minimumVersion = wish.maximumVersion = version;
    wish.wantsClientCertificate = true;
    wish.clientAuthority = m_root;
    TlsServerEnd server(wish);
    TlsClient client(trusting());
    converse(client, server);
    const TlsFacts &facts = client.facts();
    QCOMPARE(client.state(), State::Failed);
    QCOMPARE(facts.result, Result::AlertReceived);
    QVERIFY(facts.certificateRequested);
    QVERIFY(!facts.clientCertificateSent);
    QVERIFY(hasAlert(facts, true, version == TLS1_2_VERSION ? "handshake_failure" : "certificate_required"));
    QCOMPARE(facts.chain.size(), 1); // kept although the peer refused
    QCOMPARE(facts.acceptedAuthorities, QList<QString>{QStringLiteral("CN=Test Root")});
}

void TestProbeTls::clientCertificateIsSent()
{
    TlsServerEnd server({.chain = {m_good}, .wantsClientCertificate = true});
    const Certificate own = makeCertificate({.commonName = "client"}, &m_root);
    TlsOptions options = trusting();
    options.certificateFile = file(QStringLiteral("client.pem"), own.pem() + own.keyPem());
    TlsClient client(options);
    client.write("request");
    converse(client, server);
    QCOMPARE(server.takePlain(), QByteArray("request"));
    QVERIFY(server.hasClientCertificate());
    QVERIFY(client.facts().clientCertificateSent);
}

void TestProbeTls::oldVersionIsTold()
{
    const Certificate rsa = makeCertificate({.rsaBits = 2048}, &m_root);
    TlsServerEnd server({.chain = {rsa}, .minimumVersion = TLS1_VERSION, .maximumVersion = TLS1_1_VERSION});
    TlsClient client(trusting());
    converse(client, server);
    QCOMPARE(client.state(), State::Failed);
    QVERIFY(hasAlert(client.facts(), true, "protocol_version"));
    QCOMPARE(client.facts().result, Result::AlertReceived);
}

void TestProbeTls::noSharedCipherIsTold()
{
    TlsServerEnd server(
        {.chain = {m_good}, .maximumVersion = TLS1_2_VERSION, .ciphers = "ECDHE-RSA-AES128-GCM-SHA256"});
    TlsClient client(trusting());
    converse(client, server);
    QVERIFY(hasAlert(client.facts(), true, "handshake_failure"));
    QVERIFY(!client.facts().certificateRequested);
}

void TestProbeTls::unrecognizedNameIsTold()
{
    TlsServerEnd server({.chain = {m_good}, .rejectsName = true});
    TlsClient client(trusting());
    converse(client, server);
    QVERIFY(hasAlert(client.facts(), true, "unrecognized_name"));
    QCOMPARE(client.facts().serverName, QByteArray("localhost"));
}

void TestProbeTls::protocolIsChosen()
{
    TlsServerEnd server({.chain = {m_good}, .alpn = "http/1.1"});
    TlsClient client(trusting());
    converse(client, server);
    QCOMPARE(client.facts().alpn, QByteArray("http/1.1"));
    QCOMPARE(client.facts().alpnOffered, QList<QByteArray>{"http/1.1"});

    TlsServerEnd other({.chain = {m_good}, .alpn = "h2"});
    TlsClient refused(trusting());
    converse(refused, other);
    QVERIFY(hasAlert(refused.facts(), true, "no_application_protocol"));
}

void TestProbeTls::literalAddressHasNoServerName()
{
    TlsOptions options = trusting();
    options.host = "127.0.0.1";
    const TlsClient client(options);
    QVERIFY(client.facts().serverName.isEmpty());
}

void TestProbeTls::plainAnswerIsNoTls()
{
    for (const char *answer :
         {"HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-2.0-OpenSSH\r\n", "-ERR unknown\r\n", "\x16\x04"}) {
        TlsClient client(trusting());
        client.feed(QByteArrayView(answer, static_cast<qsizetype>(qstrlen(answer))));
        QCOMPARE(client.state(), State::Failed);
        QCOMPARE(client.facts().result, Result::NotTls);
        QCOMPARE(client.facts().firstBytes, QByteArray(answer));
    }
}

void TestProbeTls::endInsideHandshakeIsTold()
{
    TlsClient closed(trusting());
    closed.feedEnd(StreamEnd::ClosedByPeer);
    QCOMPARE(closed.facts().result, Result::ClosedByPeer);
    TlsClient reset(trusting());
    reset.feedEnd(StreamEnd::ResetByPeer);
    QCOMPARE(reset.facts().result, Result::ResetByPeer);
    TlsClient late(trusting());
    late.timeOut();
    QCOMPARE(late.facts().result, Result::TimedOut);
}

void TestProbeTls::unreadableFilesAreTold()
{
    TlsOptions options = trusting();
    options.caFile = m_directory.filePath(QStringLiteral("missing.pem"));
    QCOMPARE(TlsClient(options).state(), State::Unusable);
    QVERIFY(TlsClient(options).facts().detail.contains(QStringLiteral("missing.pem")));
    options.caFile = file(QStringLiteral("garbage.pem"), "no certificate");
    QCOMPARE(TlsClient(options).state(), State::Unusable);
    options.caFile = m_rootFile;
    options.certificateFile = file(QStringLiteral("nokey.pem"), m_good.pem());
    QCOMPARE(TlsClient(options).state(), State::Unusable);
}

void TestProbeTls::lockedKeyDoesNotAsk()
{
    BIO *bio = BIO_new(BIO_s_mem());
    char passphrase[] = "secret";
    PEM_write_bio_PrivateKey(bio, m_good.key.get(), EVP_aes_128_cbc(), nullptr, 0, nullptr, passphrase);
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    const QByteArray locked(data, size);
    BIO_free(bio);
    TlsOptions options = trusting();
    options.certificateFile = file(QStringLiteral("locked-cert.pem"), m_good.pem());
    options.keyFile = file(QStringLiteral("locked.key"), locked);
    const TlsClient client(options);
    QCOMPARE(client.state(), State::Unusable);
    QVERIFY(client.facts().detail.contains(QStringLiteral("locked.key")));
}

void TestProbeTls::alertsHaveNames()
{
    QCOMPARE(probe::alertName(40), QByteArray("handshake_failure"));
    QCOMPARE(probe::alertName(116), QByteArray("certificate_required"));
    QCOMPARE(probe::alertName(200), QByteArray("alert_200"));
}

QTEST_GUILESS_MAIN(TestProbeTls)
#include "test_probe_tls.moc"
