#include "diagnosis/diagnose.h"
#include "support/captures.h"
#include "support/judging.h"
#include "support/observations.h"

#include <QTest>

using namespace wirewise;
using observation::Observation;
using observation::Outcome;
using test::anObservation;
using test::answer;

namespace {

const char uvicorn[] = "server: uvicorn\r\ncontent-type: application/json\r\n";
const char library[] = "Server: Python/3.11 websockets/10.4\r\nContent-Type: text/plain\r\n";

Observation recorded(const char *name)
{
    return test::readCapture(QStringLiteral(WIREWISE_TEST_DATA "/captures/") + QString::fromLatin1(name) +
                             QStringLiteral(".json"))
        .observation;
}

QByteArray app404()
{
    return answer("404 Not Found", uvicorn, "{\"detail\":\"Not Found\"}");
}

QByteArray empty403()
{
    return answer("403 Forbidden", library);
}

/// The handshake fails with this alert, and a name was asked for.
Observation alerted(int code, const QByteArray &name)
{
    observation::TlsFacts tls;
    tls.result = observation::TlsFacts::Result::AlertReceived;
    tls.serverName = "chat.example";
    tls.alerts = {{true, true, code, name}};
    observation::ConnectionFacts connection;
    connection.tls = tls;
    return anObservation().of("wss://chat.example/ws").all(Outcome::TlsFailed, connection);
}

} // namespace

/// Where two causes give the same bytes the finding says so, names both and how to decide, and is no surer
/// than that.
class TestUndecided : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysSo_data()
    {
        QTest::addColumn<Observation>("observation");
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QStringList>("causes");
        QTest::addColumn<double>("atMost");
        const auto row = [](const char *name, const Observation &observation, const char *id,
                            const QStringList &causes, double atMost) {
            QTest::newRow(name) << observation << QByteArray(id) << causes << atMost;
        };
        row("an empty 403 on every path",
            anObservation().get(app404()).upgrade(empty403()).tried("impossible-path", empty403()),
            "upgrade.route-missing",
            {QStringLiteral("no WebSocket route"), QStringLiteral("before it accepts")}, 0.6);
        for (const char *name :
             {"upgrade.route-missing/py-fastapi-route-typo", "upgrade.route-missing/py-hypercorn-route"})
            row(name, recorded(name), "upgrade.route-missing",
                {QStringLiteral("no WebSocket route"), QStringLiteral("before it accepts")}, 0.6);
        row("404 to everything",
            anObservation().get(answer("404 Not Found")).upgrade(answer("404 Not Found")),
            "upgrade.route-missing", {QStringLiteral("no route"), QStringLiteral("no upgrade arrived")},
            0.79);
        row("upgrade.stripped-by-proxy/nginx-strips-uvicorn",
            recorded("upgrade.stripped-by-proxy/nginx-strips-uvicorn"), "upgrade.stripped-by-proxy",
            {QStringLiteral("no WebSocket support"), QStringLiteral("removed the Upgrade header")}, 0.79);
        row("403 that nothing changes",
            anObservation()
                .get(answer("200 OK"))
                .upgrade(answer("403 Forbidden", {}, "no"))
                .tried("own-origin", answer("403 Forbidden", {}, "no"))
                .tried("impossible-path", answer("404 Not Found")),
            "upgrade.forbidden", {QStringLiteral("credential"), QStringLiteral("Origins")}, 0.79);
        row("handshake_failure", alerted(40, "handshake_failure"), "tls.no-shared-cipher",
            {QStringLiteral("cipher suite"), QStringLiteral("strict-sni")}, 0.79);
        // Here the class holds whichever of the causes it is.
        const struct
        {
            const char *name;
            QStringList causes;
        } certain[] = {
            {"upgrade.bad-gateway/nginx-502-port",
             {QStringLiteral("nothing listens"), QStringLiteral("ends it without a valid answer")}},
            {"upgrade.bad-gateway/nginx-502-origin-tls",
             {QStringLiteral("nothing listens"), QStringLiteral("the other of http and https")}},
            {"upgrade.service-unavailable/haproxy-no-rule",
             {QStringLiteral("no backend is up"), QStringLiteral("no rule")}},
            {"upgrade.gateway-timeout/nginx-504-slow-origin",
             {QStringLiteral("slow to accept"), QStringLiteral("dropped")}},
            {"upgrade.timeout/node-upgrade-async-hang",
             {QStringLiteral("lost in a proxy"), QStringLiteral("never answers")}},
            {"http.no-response/raw-silent", {QStringLiteral("stuck"), QStringLiteral("another protocol")}},
            {"http.closed-without-response/tcp-forwarder-without-target",
             {QStringLiteral("nobody listens behind it"), QStringLiteral("another protocol")}},
            {"tls.closed/tls-reset-proxy-protocol", {QStringLiteral("forwarder"), QStringLiteral("filter")}},
            {"tls.timeout/tls-hang", {QStringLiteral("hangs"), QStringLiteral("another protocol")}},
        };
        for (const auto &each : certain)
            row(each.name, recorded(each.name), QByteArray(each.name).split('/').constFirst().constData(),
                each.causes, 1.0);
    }

    void saysSo()
    {
        QFETCH(Observation, observation);
        QFETCH(QByteArray, id);
        QFETCH(QStringList, causes);
        QFETCH(double, atMost);
        const diagnosis::Diagnosis diagnosis = diagnosis::diagnose(observation);
        const diagnosis::Finding &primary = diagnosis.primary();
        QVERIFY2(primary.id == id, test::listed(diagnosis).constData());
        const QString said = primary.explanation;
        QVERIFY2(said.contains(QStringLiteral("cannot be told apart from here")), qUtf8Printable(said));
        for (const QString &cause : std::as_const(causes))
            QVERIFY2(said.contains(cause), qUtf8Printable(said));
        QVERIFY2(said.count(QLatin1Char('`')) >= 2, qUtf8Printable(said));
        QVERIFY2(primary.confidence <= atMost, QByteArray::number(primary.confidence).constData());
        QVERIFY2(primary.confidence >= 0.5, QByteArray::number(primary.confidence).constData());
        QCOMPARE(test::complaints(observation, diagnosis), QStringList());
    }

    /// What does settle it is not called open.
    void knowsWhenItIsSettled_data()
    {
        QTest::addColumn<Observation>("observation");
        QTest::addColumn<QByteArray>("id");
        const QByteArray forbidden = answer("403 Forbidden", {}, "no");
        QTest::newRow("the Origin and the credential both tried")
            << Observation(anObservation()
                               .of("ws://127.0.0.1:8000/ws?token=abc")
                               .from("https://app.example")
                               .get(answer("200 OK"))
                               .upgrade(forbidden)
                               .tried("without-origin", forbidden)
                               .tried("without-credentials", forbidden)
                               .tried("impossible-path", answer("404 Not Found")))
            << QByteArray("upgrade.forbidden");
        QTest::newRow("the PROXY line is answered")
            << Observation(anObservation().all(Outcome::Closed).tried("with-proxy-line", test::switching()))
            << QByteArray("http.closed-without-response");
        QTest::newRow("an unknown path is a 403, this one the app's page")
            << Observation(anObservation()
                               .get(answer("426 Upgrade Required", "Upgrade: websocket\r\n"))
                               .upgrade(answer("404 Not Found")))
            << QByteArray("upgrade.route-missing");
    }

    void knowsWhenItIsSettled()
    {
        QFETCH(Observation, observation);
        QFETCH(QByteArray, id);
        const diagnosis::Diagnosis diagnosis = diagnosis::diagnose(observation);
        QVERIFY2(diagnosis.primary().id == id, test::listed(diagnosis).constData());
        QVERIFY(!diagnosis.primary().explanation.contains(QStringLiteral("cannot be told apart")));
        QVERIFY2(diagnosis.primary().confidence >= 0.8, test::listed(diagnosis).constData());
    }
};

QTEST_APPLESS_MAIN(TestUndecided)
#include "test_undecided.moc"
