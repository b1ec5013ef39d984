// What `check` hands over to systems that keep it: an OpenTelemetry collector, a Pushgateway.

#include "cli/delivery.h"
#include "cli/otlpsetup.h"
#include "lab/labserver.h"
#include "receiver.h"
#include "report/otlpschema.h"
#include "verbrun.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace wirewise;
using namespace wirewise::tests;

namespace {

QStringList quickCheck(const QStringList &more)
{
    return words("check --proxy none --listen 0 --no-experiments") + more;
}

/// The check itself of every trace in a body.
QList<QJsonObject> checksIn(const QByteArray &body)
{
    QList<QJsonObject> checks;
    const QJsonValue resource = QJsonDocument::fromJson(body).object()[u"resourceSpans"_qs][0];
    const QJsonArray spans = resource[u"scopeSpans"_qs][0][u"spans"_qs].toArray();
    for (const QJsonValue &span : spans) {
        if (span[u"name"_qs].toString() == u"websocket check"_qs)
            checks.append(span.toObject());
    }
    return checks;
}

QProcessEnvironment environmentOf(const QStringList &variables)
{
    QProcessEnvironment environment;
    for (const QString &variable : variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    return environment;
}

QString headersOf(const cli::DeliveryTarget &target)
{
    QStringList lines;
    for (const auto &[name, value] : target.headers)
        lines.append(QString::fromUtf8(name + ": " + value));
    return lines.join(u", ");
}

cli::DeliveryTarget impatient(const Receiver &receiver)
{
    cli::DeliveryTarget target;
    target.url = QUrl(receiver.url("/v1/traces"));
    target.contentType = "application/json";
    target.firstPause = std::chrono::milliseconds(1);
    return target;
}

} // namespace

class TestCliFleet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tracesOfARun();
    void headersAndLogin();
    void metricsBesideTraces();
    void manyChecksGoInPortions();
    void collectorThatIsDown_data();
    void collectorThatIsDown();
    void partialSuccess();
    void resumedRunSendsItsOwn();
    void pageInPlaceOfACollector();
    void untrustedCollector();
    void interruptStillSends();
    void pushgateway();
    void watchSendsEachRound();
    void watchTellsAnOutage();
    void badOptions_data();
    void badOptions();
    void setupOfTheEnvironment_data();
    void setupOfTheEnvironment();
    void resourceOfTheEnvironment();
    void triesAgain_data();
    void triesAgain();
    void redirectsAreNotFollowed();
    void oneTryWhileItIsDown();
    void waitingIsBounded();

private:
    QString url(const char *id) const { return QString::fromUtf8(m_lab.urlOf(*lab::findScenario(id))); }

    lab::LabServer m_lab;
};

void TestCliFleet::initTestCase()
{
    const QStringList variables = QProcessEnvironment::systemEnvironment().keys();
    for (const QString &name : variables) {
        if (name.startsWith(u"OTEL_") || name == u"TRACEPARENT" || name.endsWith(u"_proxy"))
            qunsetenv(name.toUtf8().constData());
    }
    QVERIFY(m_lab.start());
}

void TestCliFleet::tracesOfARun()
{
    Receiver receiver;
    qputenv("TRACEPARENT", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    VerbRun run;
    run.run(quickCheck({u"--otlp"_qs, receiver.url(), u"--must-arrive"_qs, url("upgrade.ok"),
                        url("upgrade.route-missing")}));
    qunsetenv("TRACEPARENT");
    QVERIFY2(run.status == 1, qPrintable(run.complaints()));
    QCOMPARE(receiver.requests().size(), 1);
    const Receiver::Request &request = receiver.requests().constFirst();
    QCOMPARE(request.line, QByteArray("POST /v1/traces HTTP/1.1"));
    QCOMPARE(request.headers.value("content-type"), QByteArray("application/json"));
    QCOMPARE(request.headers.value("content-encoding"), QByteArray("gzip"));
    const QStringList breaches = otlpBreaches(request.body, u"ExportTraceServiceRequest"_qs);
    QVERIFY2(breaches.isEmpty(), qPrintable(breaches.join(u'\n')));
    const QList<QJsonObject> checks = checksIn(request.body);
    QCOMPARE(checks.size(), 2);
    int errors = 0;
    for (const QJsonObject &check : checks) {
        QCOMPARE(check[u"parentSpanId"_qs].toString(), u"b7ad6b7169203331"_qs);
        errors += check[u"status"_qs][u"code"_qs].toInt() == 2 ? 1 : 0;
    }
    QCOMPARE(errors, 1);
    QCOMPARE(run.complaints(), QString());
}

void TestCliFleet::headersAndLogin()
{
    Receiver receiver;
    QString address = receiver.url("/prefix/");
    address.replace(u"//127"_qs, u"//me:p%40w@127"_qs);
    VerbRun run;
    run.run(quickCheck({u"--otlp"_qs, address, u"--otlp-header"_qs, u"X-Tenant: a b"_qs, url("upgrade.ok")}));
    QCOMPARE(run.status, 0);
    const Receiver::Request &request = receiver.requests().constFirst();
    QCOMPARE(request.line, QByteArray("POST /prefix/v1/traces HTTP/1.1"));
    QCOMPARE(request.headers.value("x-tenant"), QByteArray("a b"));
    QCOMPARE(request.headers.value("authorization"), "Basic " + QByteArray("me:p@w").toBase64());
    // They are the collector's, not the endpoint's.
    VerbRun json;
    json.run(quickCheck(
        {u"--json"_qs, u"--otlp"_qs, address, u"--otlp-header"_qs, u"X-Tenant: a b"_qs, url("upgrade.ok")}));
    const QJsonValue probes =
        QJsonDocument::fromJson(json.out.data()).object()[u"results"_qs][0][u"probes"_qs];
    QVERIFY(!probes[0][u"request"_qs][u"raw"_qs].toString().isEmpty());
    const QJsonArray all = probes.toArray();
    for (const QJsonValue &probe : all)
        QVERIFY(!QByteArray::fromBase64(probe[u"request"_qs][u"raw"_qs].toString().toLatin1())
                     .contains("X-Tenant"));
}

void TestCliFleet::metricsBesideTraces()
{
    Receiver receiver;
    VerbRun run;
    run.run(quickCheck({u"--otlp"_qs, receiver.url("/v1/traces"), u"--otlp-metrics"_qs, url("upgrade.ok")}));
    QCOMPARE(run.status, 0);
    QCOMPARE(receiver.takenAt("/v1/traces").size(), 1);
    QCOMPARE(receiver.requests().size(), 2);
    VerbRun base;
    base.run(quickCheck({u"--otlp"_qs, receiver.url(), u"--otlp-metrics"_qs, url("upgrade.ok")}));
    const QList<QByteArray> metrics = receiver.takenAt("/v1/metrics");
    QCOMPARE(metrics.size(), 1);
    QVERIFY(otlpBreaches(metrics.constFirst(), u"ExportMetricsServiceRequest"_qs).isEmpty());
    QVERIFY(metrics.constFirst().contains("wirewise.up"));
}

void TestCliFleet::manyChecksGoInPortions()
{
    Receiver receiver;
    QStringList urls;
    for (int i = 0; i < 100; ++i)
        urls.append(url("upgrade.ok") + QStringLiteral("?n=%1").arg(i));
    VerbRun run;
    run.run(quickCheck(QStringList{u"--otlp"_qs, receiver.url(), u"--ndjson"_qs} + urls));
    QCOMPARE(run.status, 0);
    qsizetype checks = 0;
    const QList<QByteArray> bodies = receiver.takenAt("/v1/traces");
    for (const QByteArray &body : bodies) {
        checks += checksIn(body).size();
        QVERIFY(body.size() < 1024 * 1024);
    }
    QVERIFY(bodies.size() > 1);
    QCOMPARE(checks, 100);
}

void TestCliFleet::collectorThatIsDown_data()
{
    QTest::addColumn<bool>("listens");
    QTest::addColumn<bool>("mustArrive");
    QTest::addColumn<int>("status");
    QTest::newRow("refuses the data") << true << false << 0;
    QTest::newRow("refuses the data, must arrive") << true << true << 3;
    QTest::newRow("not there") << false << false << 0;
    QTest::newRow("not there, must arrive") << false << true << 3;
}

void TestCliFleet::collectorThatIsDown()
{
    QFETCH(bool, listens);
    QFETCH(bool, mustArrive);
    QFETCH(int, status);
    Receiver receiver;
    const QString address = receiver.url("/?api_key=t0ps3cret");
    receiver.answerWith({401, {}, R"({"code": 16, "message": "no \u001b[31mtoken"})"});
    if (!listens)
        receiver.close();
    VerbRun run;
    QStringList options{u"--json"_qs, u"--otlp"_qs, address, url("upgrade.ok")};
    if (mustArrive)
        options.prepend(u"--must-arrive"_qs);
    run.start(quickCheck(options));
    QTRY_VERIFY_WITH_TIMEOUT(run.out.data().endsWith("]\n}\n"), 60000); // the document does not wait for it
    if (!listens)
        run.verb->interrupt();
    run.finish();
    QCOMPARE(run.status, status);
    QVERIFY2(run.complaints().contains(u"did not take"_qs), qPrintable(run.complaints()));
    QCOMPARE(run.complaints().contains(u"401 Said: no ␛[31mtoken"_qs), listens);
    QVERIFY2(!run.complaints().contains(u"t0ps3cret"_qs), qPrintable(run.complaints()));
}

void TestCliFleet::partialSuccess()
{
    Receiver receiver;
    receiver.answerWith(
        {200, {}, R"({"partialSuccess": {"rejectedSpans": "2", "errorMessage": "too old"}})"});
    receiver.answerWith({200, {}, R"({"partialSuccess": {"errorMessage": "nearly full"}})"});
    VerbRun run;
    run.run(quickCheck({u"--must-arrive"_qs, u"--otlp"_qs, receiver.url(), url("upgrade.ok")}));
    QCOMPARE(run.status, 3);
    QVERIFY2(run.complaints().contains(u"rejected 2 spans or data points: too old"_qs),
             qPrintable(run.complaints()));
    VerbRun advice;
    advice.run(quickCheck({u"--must-arrive"_qs, u"--otlp"_qs, receiver.url(), url("upgrade.ok")}));
    QCOMPARE(advice.status, 0);
    QVERIFY(advice.complaints().contains(u"nearly full"_qs));
}

void TestCliFleet::resumedRunSendsItsOwn()
{
    Receiver receiver;
    QTemporaryDir folder;
    const QString file = folder.filePath(u"run.wirewise"_qs);
    VerbRun first;
    first.start(quickCheck({u"--otlp"_qs, receiver.url(), u"--ndjson"_qs, u"--session"_qs, file,
                            url("upgrade.ok"), url("http.no-response")}));
    QTRY_VERIFY_WITH_TIMEOUT(first.out.data().contains("\"works\""), 60000);
    first.verb->interrupt();
    first.finish();
    const qsizetype before = receiver.takenAt("/v1/traces").size();
    QVERIFY(before > 0);
    VerbRun second;
    second.start(words("check --resume --ndjson --session") +
                 QStringList{file, u"--otlp"_qs, receiver.url(), u"--pushgateway"_qs, receiver.url()});
    QVERIFY2(second.status != 2, qPrintable(second.complaints()));
    QTRY_VERIFY_WITH_TIMEOUT(second.out.data().contains("\"works\"") || second.status >= 0, 60000);
    second.verb->interrupt();
    second.finish();
    // What the first run found stands among the metrics; its trace was sent then.
    const QList<QByteArray> bodies = receiver.takenAt("/v1/traces").sliced(before);
    for (const QByteArray &body : bodies)
        QVERIFY(!body.contains("upgrade.ok"));
    const QList<QByteArray> pushes = receiver.takenAt("/metrics/job@base64/d2lyZXdpc2U=");
    QCOMPARE(pushes.size(), 1);
    QVERIFY2(pushes.constFirst().contains("verdict=\"works\"} 1\n"), pushes.constFirst().constData());
}

void TestCliFleet::pageInPlaceOfACollector()
{
    Receiver receiver;
    receiver.answerWith({200, {}, "<!DOCTYPE html>\n<title>Welcome</title>"});
    receiver.answerWith({404, {}, "<html>\n<title>Not here</title>"});
    VerbRun run;
    run.run(quickCheck({u"--must-arrive"_qs, u"--otlp"_qs, receiver.url(), url("upgrade.ok")}));
    QCOMPARE(run.status, 3);
    QVERIFY2(run.complaints().contains(u"it answered with a web page"_qs), qPrintable(run.complaints()));
    VerbRun refused;
    refused.run(quickCheck({u"--otlp"_qs, receiver.url(), url("upgrade.ok")}));
    QVERIFY2(refused.complaints().contains(u"it answered 404 Said."_qs), qPrintable(refused.complaints()));
}

void TestCliFleet::untrustedCollector()
{
    // The lab's server with a certificate that nobody trusts.
    QString address = url("tls.self-signed");
    address.replace(u"wss://"_qs, u"https://"_qs);
    VerbRun run;
    run.run(quickCheck({u"--must-arrive"_qs, u"--otlp"_qs, address, u"--otlp-header"_qs,
                        u"Authorization: Bearer t0ken"_qs, url("upgrade.ok")}));
    QCOMPARE(run.status, 3);
    QVERIFY2(run.complaints().contains(u"certificate"_qs), qPrintable(run.complaints()));
}

void TestCliFleet::interruptStillSends()
{
    Receiver receiver;
    VerbRun run;
    run.start(quickCheck(
        {u"--otlp"_qs, receiver.url(), u"--ndjson"_qs, url("upgrade.ok"), url("http.no-response")}));
    QTRY_VERIFY_WITH_TIMEOUT(run.out.data().contains("\"works\""), 60000);
    run.verb->interrupt();
    run.finish();
    QCOMPARE(run.status, 1);
    const QList<QByteArray> bodies = receiver.takenAt("/v1/traces");
    QCOMPARE(bodies.size(), 1);
    QVERIFY(!checksIn(bodies.constFirst()).isEmpty());
}

void TestCliFleet::pushgateway()
{
    Receiver receiver;
    VerbRun run;
    run.run(quickCheck({u"--pushgateway"_qs, receiver.url(), u"--push-job"_qs, u"a/b"_qs, url("upgrade.ok"),
                        url("upgrade.route-missing")}));
    QCOMPARE(run.status, 1);
    QCOMPARE(receiver.requests().size(), 1);
    const Receiver::Request &request = receiver.requests().constFirst();
    QCOMPARE(request.line, QByteArray("PUT /metrics/job@base64/YS9i HTTP/1.1"));
    QVERIFY(request.body.contains("\nwirewise_endpoints{verdict=\"works\"} 1\n"));
    QVERIFY(request.body.endsWith('\n'));
    receiver.answerWith({400, {}, "pushed metrics are invalid\nmore"});
    VerbRun refused;
    refused.run(quickCheck({u"--must-arrive"_qs, u"--pushgateway"_qs, receiver.url(), url("upgrade.ok")}));
    QCOMPARE(refused.status, 3);
    QVERIFY2(refused.complaints().contains(u"400 Said: pushed metrics are invalid."_qs),
             qPrintable(refused.complaints()));
}

void TestCliFleet::watchSendsEachRound()
{
    Receiver receiver;
    VerbRun run;
    run.run(words("watch --proxy none --listen 0 --every 1 --count 2 --ndjson --must-arrive --otlp") +
            QStringList{receiver.url(), u"--pushgateway"_qs, receiver.url(), url("upgrade.ok")});
    QVERIFY2(run.status == 0, qPrintable(run.complaints()));
    qsizetype checks = 0;
    const QList<QByteArray> bodies = receiver.takenAt("/v1/traces");
    for (const QByteArray &body : bodies) {
        QVERIFY(otlpBreaches(body, u"ExportTraceServiceRequest"_qs).isEmpty());
        checks += checksIn(body).size();
    }
    QCOMPARE(checks, 2);
    const QList<QByteArray> pushes = receiver.takenAt("/metrics/job@base64/d2lyZXdpc2U=");
    QVERIFY(!pushes.isEmpty());
    QVERIFY(pushes.constLast().contains("wirewise_up{url="));
}

void TestCliFleet::watchTellsAnOutage()
{
    Receiver receiver;
    receiver.answerWith({403, {}, "no entry"});
    VerbRun run;
    run.start(words("watch --proxy none --listen 0 --every 1 --ndjson --otlp") +
              QStringList{receiver.url(), url("upgrade.ok")});
    QTRY_VERIFY_WITH_TIMEOUT(
        run.complaints().contains(u"does not take the results: it answered 403 Said: no entry."_qs), 60000);
    QCOMPARE(run.status, -1);
    // It takes them again, and nothing more is said before the end.
    QTRY_VERIFY_WITH_TIMEOUT(!receiver.takenAt("/v1/traces").isEmpty(), 60000);
    QCOMPARE(run.complaints().count(u'\n'), 1);
    run.verb->interrupt();
    run.finish();
    QVERIFY2(run.complaints().contains(u"did not take"_qs), qPrintable(run.complaints()));
}

void TestCliFleet::badOptions_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("no address") << words("--otlp collector:4318");
    QTest::newRow("another scheme") << words("--otlp grpc://collector:4317");
    QTest::newRow("env without one") << words("--otlp env");
    QTest::newRow("header without a name") << words("--otlp http://127.0.0.1:1 --otlp-header nothing");
    QTest::newRow("header of two lines")
        << QStringList{u"--otlp"_qs, u"http://127.0.0.1:1"_qs, u"--otlp-header"_qs, u"A: b\r\nC: d"_qs};
    QTest::newRow("header alone") << words("--otlp-header A:b");
    QTest::newRow("metrics alone") << words("--otlp-metrics");
    QTest::newRow("job alone") << words("--push-job a");
    QTest::newRow("empty job") << QStringList{u"--pushgateway"_qs, u"http://127.0.0.1:1"_qs,
                                              u"--push-job="_qs};
    QTest::newRow("Pushgateway without a scheme") << words("--pushgateway gateway:9091");
    QTest::newRow("nothing that must arrive") << words("--must-arrive");
}

void TestCliFleet::badOptions()
{
    QFETCH(QStringList, options);
    VerbRun run;
    run.run(quickCheck(options + QStringList{url("upgrade.ok")}));
    QCOMPARE(run.status, 2);
    QVERIFY2(run.complaints().contains(u"expected"_qs) || run.complaints().contains(u"needs"_qs),
             qPrintable(run.complaints()));
}

void TestCliFleet::setupOfTheEnvironment_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QString>("traces");
    QTest::addColumn<QString>("metrics");
    QTest::addColumn<QString>("headers");
    QTest::addColumn<int>("warnings");
    const QStringList set = words("OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318/ "
                                  "OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20t,x-a=1");
    const auto row = [](const char *name, const char *address, const QStringList &variables,
                        const char *traces, const char *metrics, const char *headers, int warnings) {
        QTest::newRow(name) << QString::fromUtf8(address) << variables << QString::fromUtf8(traces)
                            << QString::fromUtf8(metrics) << QString::fromUtf8(headers) << warnings;
    };
    row("address alone", "http://localhost:4318", {}, "http://localhost:4318/v1/traces",
        "http://localhost:4318/v1/metrics", "", 0);
    row("of the environment", "env", set, "http://localhost:4318/v1/traces",
        "http://localhost:4318/v1/metrics", "authorization: Bearer t, x-a: 1", 0);
    row("the same origin", "http://localhost:4318/other", set, "http://localhost:4318/other/v1/traces",
        "http://localhost:4318/other/v1/metrics", "authorization: Bearer t, x-a: 1", 0);
    row("another origin", "https://elsewhere.example", set, "https://elsewhere.example/v1/traces",
        "https://elsewhere.example/v1/metrics", "", 1);
    row("headers without an address", "https://here.example", words("OTEL_EXPORTER_OTLP_HEADERS=x-a=1"),
        "https://here.example/v1/traces", "https://here.example/v1/metrics", "x-a: 1", 0);
    row("of one signal", "env",
        words(
            "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:1 "
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://localhost:2/t OTEL_EXPORTER_OTLP_TRACES_HEADERS=x-b=2 "
            "OTEL_EXPORTER_OTLP_HEADERS=x-a=1"),
        "http://localhost:2/t", "http://localhost:1/v1/metrics", "x-b: 2", 0);
    row("the port of gRPC", "http://localhost:4317", {}, "http://localhost:4317/v1/traces",
        "http://localhost:4317/v1/metrics", "", 1);
    row("in clear", "env",
        words("OTEL_EXPORTER_OTLP_ENDPOINT=http://collector.example "
              "OTEL_EXPORTER_OTLP_HEADERS=authorization=x"),
        "http://collector.example/v1/traces", "http://collector.example/v1/metrics", "authorization: x", 1);
    row("login", "https://me:pw@here.example", {}, "https://here.example/v1/traces",
        "https://here.example/v1/metrics", "Authorization: Basic bWU6cHc=", 0);
}

void TestCliFleet::setupOfTheEnvironment()
{
    QFETCH(QString, address);
    QFETCH(QStringList, variables);
    QFETCH(QString, traces);
    QFETCH(QString, metrics);
    QFETCH(QString, headers);
    QFETCH(int, warnings);
    const auto setup = cli::otlpSetup(address, {}, environmentOf(variables));
    QVERIFY2(setup, qPrintable(setup ? QString() : setup.error()));
    QCOMPARE(setup->traces.url.toString(), traces);
    QCOMPARE(setup->metrics.url.toString(), metrics);
    QCOMPARE(headersOf(setup->traces), headers);
    QCOMPARE(setup->warnings.size(), warnings);
}

void TestCliFleet::resourceOfTheEnvironment()
{
    const auto setup = cli::otlpSetup(
        u"http://localhost"_qs, {},
        environmentOf({u"OTEL_RESOURCE_ATTRIBUTES=service.name=x,deployment.environment.name=a%2Cb,broken"_qs,
                       u"OTEL_SERVICE_NAME=gate"_qs, u"OTEL_EXPORTER_OTLP_TIMEOUT=1500"_qs,
                       u"OTEL_EXPORTER_OTLP_COMPRESSION=none"_qs}));
    QVERIFY(setup);
    const report::OtlpResource expected{{u"service.name"_qs, u"gate"_qs},
                                        {u"service.version"_qs, QStringLiteral(WIREWISE_VERSION)},
                                        {u"deployment.environment.name"_qs, u"a,b"_qs}};
    QCOMPARE(setup->resource, expected);
    QCOMPARE(setup->traces.timeout, std::chrono::milliseconds(1500));
    QVERIFY(!setup->traces.packs);
    QVERIFY(!cli::otlpSetup(u"http://localhost"_qs, {},
                            environmentOf({u"OTEL_EXPORTER_OTLP_CERTIFICATE=/no/file"_qs})));
    QVERIFY(
        !cli::otlpSetup(u"http://localhost"_qs, {}, environmentOf({u"OTEL_EXPORTER_OTLP_HEADERS=a b=c"_qs})));
}

void TestCliFleet::triesAgain_data()
{
    QTest::addColumn<QList<int>>("statuses"); // 0 hangs up
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("requests");
    QTest::addColumn<bool>("taken");
    QTest::newRow("busy, then well") << QList<int>{429, 503, 502, 504} << QByteArray() << 5 << true;
    QTest::newRow("hangs up, then well") << QList<int>{0, 0} << QByteArray() << 3 << true;
    QTest::newRow("told to wait no time") << QList<int>{503} << QByteArray("Retry-After: 0\r\n") << 2 << true;
    QTest::newRow("told to wait for hours")
        << QList<int>{503} << QByteArray("Retry-After: 7200\r\n") << 1 << false;
    QTest::newRow("a date that is over")
        << QList<int>{503} << QByteArray("Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n") << 2 << true;
    QTest::newRow("always busy") << QList<int>{503, 503, 503, 503, 503, 503} << QByteArray() << 5 << false;
    QTest::newRow("bad data") << QList<int>{400} << QByteArray() << 1 << false;
    QTest::newRow("too large") << QList<int>{413} << QByteArray() << 1 << false;
    QTest::newRow("its own fault") << QList<int>{500} << QByteArray() << 1 << false;
}

void TestCliFleet::triesAgain()
{
    QFETCH(QList<int>, statuses);
    QFETCH(QByteArray, headers);
    QFETCH(int, requests);
    QFETCH(bool, taken);
    Receiver receiver;
    for (const int status : statuses)
        receiver.answerWith({status, headers, "{}", status == 0});
    cli::Delivery delivery(impatient(receiver));
    QSignalSpy told(&delivery, &cli::Delivery::taken);
    delivery.send("{}", 3);
    QTRY_VERIFY_WITH_TIMEOUT(delivery.isIdle(), 60000);
    QCOMPARE(told.count(), taken ? 1 : 0);
    QCOMPARE(delivery.lost(), taken ? 0 : 3);
    // A connection that is hung up may be tried again by the library, too.
    if (statuses.contains(0))
        QVERIFY(receiver.requests().size() >= requests);
    else
        QCOMPARE(receiver.requests().size(), requests);
}

void TestCliFleet::redirectsAreNotFollowed()
{
    Receiver elsewhere, receiver;
    receiver.answerWith({307, "Location: " + elsewhere.url("/v1/traces").toUtf8() + "\r\n", {}});
    cli::DeliveryTarget target = impatient(receiver);
    target.headers.append(std::pair<QByteArray, QByteArray>("Authorization", "Bearer t0ken"));
    cli::Delivery delivery(target);
    delivery.send("{}", 1);
    QTRY_VERIFY_WITH_TIMEOUT(delivery.isIdle(), 60000);
    QCOMPARE(delivery.lost(), 1);
    QVERIFY(elsewhere.requests().isEmpty());
    QVERIFY2(delivery.reason().contains(u"307"_qs), qPrintable(delivery.reason()));
}

void TestCliFleet::oneTryWhileItIsDown()
{
    Receiver receiver;
    for (int i = 0; i < cli::Delivery::MaximumTries + 2; ++i)
        receiver.answerWith({503, {}, {}});
    cli::Delivery delivery(impatient(receiver));
    for (int i = 0; i < 4; ++i)
        delivery.send(QByteArray::number(i), 1);
    QTRY_VERIFY_WITH_TIMEOUT(delivery.isIdle(), 60000);
    QCOMPARE(delivery.lost(), 3);
    QCOMPARE(receiver.requests().size(), cli::Delivery::MaximumTries + 3);
    QCOMPARE(receiver.takenAt("/v1/traces"), QList<QByteArray>{"3"});
}

void TestCliFleet::waitingIsBounded()
{
    Receiver receiver;
    cli::Delivery delivery(impatient(receiver));
    const QByteArray body(cli::Delivery::MaximumWaiting / 4, ' ');
    for (int i = 0; i < 6; ++i)
        delivery.send(body, 1);
    QCOMPARE(delivery.lost(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(delivery.isIdle(), 60000);
    QCOMPARE(receiver.takenAt("/v1/traces").size(), 4);
}

QTEST_GUILESS_MAIN(TestCliFleet)
#include "test_cli_fleet.moc"
