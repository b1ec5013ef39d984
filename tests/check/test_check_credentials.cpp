#include "check/check.h"
#include "probe/peer.h"
#include "probe/probing.h"

#include <QSignalSpy>
#include <QTest>

using namespace wirewise;
using namespace wirewise::testing;
using check::Check;
using observation::Exchange;
using observation::Observation;
using observation::Outcome;
using observation::Settings;

/// Listens behind a certificate that nobody vouches for: what arrives there, a thief would have.
class TestCheckCredentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingSecretLeavesUnverified_data();
    void nothingSecretLeavesUnverified();
    void whatLiesBehindIsSaid_data();
    void whatLiesBehindIsSaid();
    void noCureByInsecurity();
};

namespace {

constexpr char Secret[] = "s3cr3t-Kq9ZxV7pLm2WtR4y";

struct Result
{
    Observation seen;
    diagnosis::Diagnosis judged;
};

Result runCheck(const QString &url, const Settings &settings)
{
    Check check(url, settings);
    Result result;
    QObject::connect(&check, &Check::finished, &check,
                     [&](const Observation &seen, const diagnosis::Diagnosis &judged) {
                         result = {seen, judged};
                     });
    QSignalSpy finished(&check, &Check::finished);
    check.start();
    finished.wait(60000);
    return result;
}

Settings quick()
{
    Settings settings;
    settings.listen = std::chrono::milliseconds(0);
    return settings;
}

/// Upgrades what asks for it, and answers 404 to everything else.
QByteArray served(const QByteArray &request)
{
    if (!Peer::isWhole(request))
        return {};
    return isUpgrade(request) ? switchingAnswer(request)
                              : QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
}

QByteArray refused(const QByteArray &request)
{
    return Peer::isWhole(request) ? QByteArray("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                                  : QByteArray();
}

} // namespace

void TestCheckCredentials::nothingSecretLeavesUnverified_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<Settings>("settings");
    const auto row = [](const char *name, const QByteArray &path, const Settings &settings) {
        QTest::newRow(name) << QString::fromUtf8(path) << settings;
    };
    const QByteArray secret = Secret;
    Settings settings = quick();
    row("in the query", "/ws?room=7&access_token=" + secret, settings);
    settings.headers = {{"Authorization", "Bearer " + secret}};
    row("in Authorization", "/ws", settings);
    settings.headers = {{"Cookie", "session=" + secret}};
    row("in a cookie", "/ws", settings);
    settings.headers = {{"X-Api-Key", secret}};
    row("in a header of its own", "/ws", settings);
    settings.headers.clear();
    settings.subprotocols = {"chat", "bearer", secret};
    row("in a subprotocol", "/ws", settings);
    settings.subprotocols.clear();
    settings.secrets = {secret};
    settings.headers = {{"X-Tenant", secret}};
    row("in a value that the user marked", "/ws/" + secret, settings);
}

void TestCheckCredentials::nothingSecretLeavesUnverified()
{
    QFETCH(QString, path);
    QFETCH(Settings, settings);
    TlsPeer peer({.chain = {makeCertificate({})}}, served);
    const Result result =
        runCheck(peer.url(QStringLiteral("wss")).replace(QLatin1String("/ws"), path), settings);

    QCOMPARE(result.judged.primary().id, QByteArray("tls.self-signed"));
    const Exchange *behind = result.seen.exchange("unverified");
    QVERIFY(behind);
    QCOMPARE(behind->status(), 101); // it was asked, and it answered
    QVERIFY(peer.plain().contains("GET /ws"));
    QVERIFY2(!peer.plain().contains(Secret), peer.plain().constData());
    for (const observation::ExperimentResult &tried : result.seen.experiments)
        QVERIFY2(!tried.exchange.sent.contains(Secret), tried.experiment.id.constData());
}

void TestCheckCredentials::whatLiesBehindIsSaid_data()
{
    QTest::addColumn<bool>("opens");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("a WebSocket") << true << QStringLiteral("Behind it, the upgrade works.");
    QTest::newRow("a refusal") << false
                               << QStringLiteral("Behind it, the upgrade without credentials gets 403.");
}

void TestCheckCredentials::whatLiesBehindIsSaid()
{
    QFETCH(bool, opens);
    QFETCH(QString, sentence);
    TlsPeer peer({.chain = {makeCertificate({})}}, opens ? served : refused);
    const Result result = runCheck(peer.url(QStringLiteral("wss")), quick());
    QCOMPARE(result.judged.primary().id, QByteArray("tls.self-signed"));
    QVERIFY2(result.judged.primary().where.endsWith(sentence), qPrintable(result.judged.primary().where));
}

void TestCheckCredentials::noCureByInsecurity()
{
    TlsPeer peer({.chain = {makeCertificate({})}}, served);
    const Result result = runCheck(peer.url(QStringLiteral("wss")), quick());
    QVERIFY(!result.seen.experiments.isEmpty());
    for (const observation::ExperimentResult &tried : result.seen.experiments)
        QVERIFY2(!tried.helps, tried.experiment.id.constData());
    const observation::ExperimentResult *unverified = result.seen.experiment("unverified");
    QVERIFY(unverified);
    QCOMPARE(unverified->experiment.role, observation::Experiment::Role::Control);
    QVERIFY(unverified->exchange.connection.tls->verificationSkipped);
}

QTEST_GUILESS_MAIN(TestCheckCredentials)
#include "test_check_credentials.moc"
