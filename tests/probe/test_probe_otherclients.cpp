#include "diagnosis/clientopinions.h"
#include "probe/probing.h"

#include <QFile>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QStandardPaths>
#include <QTest>

using namespace wirewise;
using namespace wirewise::testing;
using diagnosis::ClientOpinion;
using Answer = ClientOpinion::Answer;
using Client = ClientOpinion::Client;

Q_DECLARE_METATYPE(wirewise::testing::TlsServerWish)

/// What is said of other clients is asked of them: Qt here, and OpenSSL by curl where it is installed.
class TestProbeOtherClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void qtDoesAsIsSaid_data() { rows(); }
    void qtDoesAsIsSaid();
    void curlDoesAsIsSaid_data() { rows(); }
    void curlDoesAsIsSaid();

private:
    void rows();
    [[nodiscard]] Answer said(const TlsPeer &peer, Client client) const;

    QTemporaryDir m_directory;
    Certificate m_root, m_intermediate;
    QString m_rootFile;
};

namespace {

constexpr int Limit = 60'000; // milliseconds; a loaded machine is no failure

QByteArray answered(const QByteArray &request)
{
    return Peer::isWhole(request) ? QByteArray("HTTP/1.1 204 No Content\r\n\r\n") : QByteArray();
}

/// Its exit status; the servers of the test go on meanwhile.
int statusOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, Limit))
        process.kill();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

} // namespace

void TestProbeOtherClients::initTestCase()
{
    m_root = makeAuthority("Test Root");
    m_intermediate = makeAuthority("Test Intermediate", &m_root);
    m_rootFile = m_directory.filePath(QStringLiteral("root.pem"));
    QFile root(m_rootFile);
    QVERIFY(root.open(QIODevice::WriteOnly) && root.write(m_root.pem()) > 0);
}

void TestProbeOtherClients::rows()
{
    QTest::addColumn<TlsServerWish>("wish");
    const auto row = [this](const char *name, const CertificateWish &wish) {
        QTest::newRow(name) << TlsServerWish{.chain = {makeCertificate(wish, &m_root)}};
    };
    row("good", {});
    row("common name alone", {.alternativeNames = {}});
    row("common name beside another", {.alternativeNames = "DNS:other.test"});
    row("wildcard common name beside another",
        {.commonName = "*.test", .alternativeNames = "DNS:other.test"});
    row("another name", {.commonName = "other.test", .alternativeNames = "DNS:other.test"});
    row("expired", {.validFromDays = -30, .validToDays = -3});
    row("not yet valid", {.validFromDays = 2});
    row("for clients", {.extendedKeyUsage = "clientAuth"});
    row("ten years", {.validToDays = 3650});
    row("an authority's", {.isAuthority = true});
    row("SHA-1", {.signedWithSha1 = true});
    QTest::newRow("self-signed") << TlsServerWish{.chain = {makeCertificate({})}};
    QTest::newRow("whole chain") << TlsServerWish{
        .chain = {makeCertificate({}, &m_intermediate), m_intermediate}};
    QTest::newRow("intermediate missing")
        << TlsServerWish{.chain = {makeCertificate({.caIssuers = "http://ca.test/i.crt"}, &m_intermediate)}};
}

Answer TestProbeOtherClients::said(const TlsPeer &peer, Client client) const
{
    observation::Settings settings;
    settings.caFile = m_rootFile;
    settings.resolve = {{"localhost", peer.port(), {"127.0.0.1"}}};
    const QString url = QStringLiteral("wss://localhost:%1/").arg(peer.port());
    const observation::Exchange exchange = runProbe(aProbe(url, observation::ProbeKind::Get, settings));
    const QList<ClientOpinion> opinions =
        diagnosis::clientOpinions(*exchange.connection.tls, "localhost", QDateTime::currentDateTimeUtc());
    const auto found = std::find_if(opinions.cbegin(), opinions.cend(),
                                    [&](const ClientOpinion &opinion) { return opinion.client == client; });
    return found == opinions.cend() ? Answer::Depends : found->answer;
}

void TestProbeOtherClients::qtDoesAsIsSaid()
{
    QFETCH(TlsServerWish, wish);
    TlsPeer peer(wish, answered);
    QSslSocket socket;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromPath(m_rootFile));
    socket.setSslConfiguration(configuration);
    bool isOver = false;
    connect(&socket, &QSslSocket::encrypted, this, [&] { isOver = true; });
    connect(&socket, &QAbstractSocket::errorOccurred, this, [&] { isOver = true; });
    // Asked for by address, so that it does not matter how this computer resolves the name.
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), peer.port(), QStringLiteral("localhost"));
    QVERIFY(QTest::qWaitFor([&] { return isOver; }, Limit));
    QCOMPARE(socket.isEncrypted() ? Answer::Accepts : Answer::Refuses, said(peer, Client::Qt));
}

void TestProbeOtherClients::curlDoesAsIsSaid()
{
    QFETCH(TlsServerWish, wish);
    const QString curl = QStandardPaths::findExecutable(QStringLiteral("curl"));
    if (curl.isEmpty())
        QSKIP("curl is not installed");
    TlsPeer peer(wish, answered);
    const int status = statusOf(curl, {QStringLiteral("-s"), QStringLiteral("--noproxy"), QStringLiteral("*"),
                                       QStringLiteral("--cacert"), m_rootFile, QStringLiteral("--resolve"),
                                       QStringLiteral("localhost:%1:127.0.0.1").arg(peer.port()),
                                       QStringLiteral("https://localhost:%1/").arg(peer.port())});
    QCOMPARE(status == 0 ? Answer::Accepts : Answer::Refuses, said(peer, Client::OpenSsl));
}

QTEST_GUILESS_MAIN(TestProbeOtherClients)
#include "test_probe_otherclients.moc"
