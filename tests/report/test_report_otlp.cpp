#include "report/gauges.h"
#include "report/otlp.h"
#include "report/otlpschema.h"
#include "report/phases.h"
#include "report/prometheus.h"
#include "session/samples.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <QTest>

using namespace wirewise;
using namespace wirewise::report;
using namespace wirewise::observation;

namespace {

const OtlpResource aResource{{QStringLiteral("service.name"), QStringLiteral("wirewise")}};

QList<QJsonObject> spansOf(const Checked &checked, const OtlpContext &context = {})
{
    QRandomGenerator random(7);
    const QByteArray body = otlpTraces(aResource, otlpSpans(checked, context, random).json);
    QList<QJsonObject> spans;
    const QJsonValue resource = QJsonDocument::fromJson(body).object()[u"resourceSpans"_qs][0];
    const QJsonArray array = resource[u"scopeSpans"_qs][0][u"spans"_qs].toArray();
    for (const QJsonValue &span : array)
        spans.append(span.toObject());
    return spans;
}

QJsonObject spanOf(const QList<QJsonObject> &spans, const QString &name, const QString &parent = {})
{
    for (const QJsonObject &span : spans) {
        if (span[u"name"_qs].toString() == name &&
            (parent.isEmpty() || span[u"parentSpanId"_qs].toString() == parent))
            return span;
    }
    return {};
}

/// The value of an attribute as text; empty if it is not there.
QString attribute(const QJsonObject &span, const char *key)
{
    const QJsonArray attributes = span[u"attributes"_qs].toArray();
    for (const QJsonValue &pair : attributes) {
        if (pair[u"key"_qs].toString() == QLatin1String(key))
            return pair[u"value"_qs].toObject().begin().value().toVariant().toString();
    }
    return {};
}

qint64 startOf(const QJsonObject &span)
{
    return span[u"startTimeUnixNano"_qs].toString().toLongLong();
}

qint64 endOf(const QJsonObject &span)
{
    return span[u"endTimeUnixNano"_qs].toString().toLongLong();
}

Checked aCheck()
{
    return {samples::fullObservation(), samples::fullDiagnosis()};
}

} // namespace

class TestReportOtlp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void schemaNoticesBreaches_data();
    void schemaNoticesBreaches();
    void bodyKeepsTheSchema();
    void spansMakeATree();
    void timesAreThoseOfTheExchanges();
    void phases_data();
    void phases();
    void attributesOfACheck();
    void findingsAreEvents();
    void statusTellsWhatFailed_data();
    void statusTellsWhatFailed();
    void experimentsTellThemselves();
    void secretsStayHere();
    void hostileTextsAreBounded();
    void neverBegun();
    void parentOfTheEnvironment();
    void traceParents_data();
    void traceParents();
    void metricsAreThoseOfPrometheus();
    void manyMetricsGoInPortions();
    void openTelemetryReadsIt_data();
    void openTelemetryReadsIt();
    void replies_data();
    void replies();
};

void TestReportOtlp::schemaNoticesBreaches_data()
{
    QTest::addColumn<QByteArray>("span");
    QTest::newRow("unknown member") << QByteArray(R"({"trace_id": "00"})");
    QTest::newRow("base64 id") << QByteArray(R"({"traceId": "W47/95gDgQPSabYzgT/GDA=="})");
    QTest::newRow("id of zeros") << QByteArray(R"({"spanId": "0000000000000000"})");
    QTest::newRow("number of 64 bits") << QByteArray(R"({"startTimeUnixNano": 1763720000000000000})");
    QTest::newRow("name of an enumeration") << QByteArray(R"({"kind": "SPAN_KIND_CLIENT"})");
    QTest::newRow("int that is none")
        << QByteArray(R"({"attributes": [{"key": "a", "value": {"intValue": 1}}]})");
    QTest::newRow("two values") << QByteArray(
        R"({"attributes": [{"key": "a", "value": {"intValue": "1", "boolValue": true}}]})");
    QTest::newRow("empty list") << QByteArray(R"({"events": []})");
}

void TestReportOtlp::schemaNoticesBreaches()
{
    QFETCH(QByteArray, span);
    QCOMPARE(tests::otlpBreaches(otlpTraces(aResource, span), u"ExportTraceServiceRequest"_qs).size(), 1);
    QVERIFY(tests::otlpBreaches(otlpTraces(aResource, R"({"name": "a"})"), u"ExportTraceServiceRequest"_qs)
                .isEmpty());
}

void TestReportOtlp::bodyKeepsTheSchema()
{
    QRandomGenerator random(1);
    const OtlpSpans one = otlpSpans(aCheck(), {}, random);
    const OtlpSpans two = otlpSpans(aCheck(), {}, random);
    const QByteArray body = otlpTraces(aResource, one.json + ',' + two.json);
    const QStringList breaches = tests::otlpBreaches(body, u"ExportTraceServiceRequest"_qs);
    QVERIFY2(breaches.isEmpty(), qPrintable(breaches.join(u'\n')));
    QCOMPARE(body.count("\"spanId\""), one.count + two.count);
    QVERIFY(one.json != two.json);
}

void TestReportOtlp::spansMakeATree()
{
    const QList<QJsonObject> spans = spansOf(aCheck());
    QSet<QString> ids;
    for (const QJsonObject &span : spans)
        ids.insert(span[u"spanId"_qs].toString());
    QCOMPARE(ids.size(), spans.size());
    int roots = 0;
    for (const QJsonObject &span : spans) {
        QCOMPARE(span[u"traceId"_qs], spans.constFirst()[u"traceId"_qs]);
        const QString parent = span[u"parentSpanId"_qs].toString();
        roots += parent.isEmpty() ? 1 : 0;
        QVERIFY(parent.isEmpty() || ids.contains(parent));
    }
    QCOMPARE(roots, 1);
    const QString check = spanOf(spans, u"websocket check"_qs)[u"spanId"_qs].toString();
    for (const char *name :
         {"HEAD", "GET", "GET upgrade", "GET without-origin", "GET unknown-path", "session"})
        QVERIFY2(!spanOf(spans, QLatin1String(name), check).isEmpty(), name);
    const QString upgrade = spanOf(spans, u"GET upgrade"_qs)[u"spanId"_qs].toString();
    for (const char *phase : {"name", "connect", "tls", "send", "wait"})
        QVERIFY2(!spanOf(spans, QLatin1String(phase), upgrade).isEmpty(), phase);
    QVERIFY(spanOf(spans, u"receive"_qs, upgrade).isEmpty());
}

void TestReportOtlp::timesAreThoseOfTheExchanges()
{
    const Checked checked = aCheck();
    const QList<QJsonObject> spans = spansOf(checked);
    const qint64 began = checked.observation.startedAt.toMSecsSinceEpoch() * 1000000;
    const QJsonObject check = spanOf(spans, u"websocket check"_qs);
    QCOMPARE(startOf(check), began);
    QCOMPARE(endOf(check) - startOf(check), checked.observation.took.count() * 1000);
    const QJsonObject upgrade = spanOf(spans, u"GET upgrade"_qs);
    QCOMPARE(startOf(upgrade) - began, 99 * 1000);
    QCOMPARE(endOf(upgrade) - startOf(upgrade), 15 * 1000);
    const QString id = upgrade[u"spanId"_qs].toString();
    const QJsonObject connect = spanOf(spans, u"connect"_qs, id);
    QCOMPARE(startOf(connect) - startOf(upgrade), 1000);
    QCOMPARE(endOf(connect) - startOf(connect), 2000);
    QHash<QString, QJsonObject> all;
    for (const QJsonObject &span : spans)
        all.insert(span[u"spanId"_qs].toString(), span);
    for (const QJsonObject &span : spans) {
        QVERIFY(startOf(span) <= endOf(span));
        const auto parent = all.constFind(span[u"parentSpanId"_qs].toString());
        QVERIFY(parent == all.constEnd() ||
                (startOf(*parent) <= startOf(span) && endOf(span) <= endOf(*parent)));
    }
}

void TestReportOtlp::phases_data()
{
    QTest::addColumn<QList<int>>(
        "given"); // name, connect, tls, send, wait, receive, total; -1 did not happen
    QTest::addColumn<QString>("placed");
    QTest::newRow("all") << QList<int>{1, 2, 3, 4, 5, 6, 21}
                         << u"name 0+1 connect 1+2 tls 3+3 send 6+4 wait 10+5 receive 15+6"_qs;
    QTest::newRow("held back behind TLS")
        << QList<int>{1, 2, 3, 4, 5, 6, 121}
        << u"name 0+1 connect 1+2 tls 3+3 send 106+4 wait 110+5 receive 115+6"_qs;
    QTest::newRow("refused") << QList<int>{1, 2, -1, -1, -1, -1, 3} << u"name 0+1 connect 1+2"_qs;
    QTest::newRow("no answer") << QList<int>{1, 2, -1, 4, 50, -1, 57}
                               << u"name 0+1 connect 1+2 send 3+4 wait 7+50"_qs;
    QTest::newRow("closed while it waited")
        << QList<int>{1, 2, -1, 4, -1, -1, 57} << u"name 0+1 connect 1+2 send 3+4"_qs;
    QTest::newRow("longer than the whole")
        << QList<int>{10, 20, 30, -1, -1, -1, 15} << u"name 0+10 connect 10+5 tls 15+0"_qs;
    QTest::newRow("nothing") << QList<int>{-1, -1, -1, -1, -1, -1, 0} << QString();
}

void TestReportOtlp::phases()
{
    QFETCH(QList<int>, given);
    QFETCH(QString, placed);
    const auto at = [&given](int i) {
        return given.at(i) < 0 ? std::nullopt : std::optional(Duration(given.at(i)));
    };
    const Timing timing{at(0), at(1), at(2), at(3), at(4), at(5), Duration(given.at(6)), Duration(0)};
    QStringList words;
    for (const Phase &phase : phasesOf(timing))
        words.append(QStringLiteral("%1 %2+%3")
                         .arg(QLatin1String(phase.name))
                         .arg(phase.start.count())
                         .arg(phase.took.count()));
    QCOMPARE(words.join(u' '), placed);
}

void TestReportOtlp::attributesOfACheck()
{
    OtlpContext context;
    context.endpoint = u"orders"_qs;
    context.environment = u"staging"_qs;
    context.passes = false;
    const QList<QJsonObject> spans = spansOf(aCheck(), context);
    const QJsonObject check = spanOf(spans, u"websocket check"_qs);
    QCOMPARE(attribute(check, "wirewise.verdict"), u"fails"_qs);
    QCOMPARE(attribute(check, "wirewise.finding.id"), u"upgrade.route-missing"_qs);
    QCOMPARE(attribute(check, "error.type"), u"upgrade.route-missing"_qs);
    QCOMPARE(attribute(check, "wirewise.endpoint"), u"orders"_qs);
    QCOMPARE(attribute(check, "wirewise.environment"), u"staging"_qs);
    QCOMPARE(attribute(check, "wirewise.passes"), u"false"_qs);
    QCOMPARE(attribute(check, "server.address"), u"example.com"_qs);
    QCOMPARE(attribute(check, "server.port"), u"8443"_qs);
    QCOMPARE(attribute(check, "url.scheme"), u"wss"_qs);
    const QJsonObject upgrade = spanOf(spans, u"GET upgrade"_qs);
    QCOMPARE(upgrade[u"kind"_qs].toInt(), 3);
    QCOMPARE(attribute(upgrade, "http.request.method"), u"GET"_qs);
    QCOMPARE(attribute(upgrade, "http.response.status_code"), u"404"_qs);
    QCOMPARE(attribute(upgrade, "network.peer.address"), u"127.0.0.1"_qs);
    QCOMPARE(attribute(upgrade, "tls.protocol.version"), u"1.3"_qs);
    QCOMPARE(attribute(upgrade, "tls.server.not_after"), u"2026-01-02T03:04:05.000Z"_qs);
    QCOMPARE(attribute(spanOf(spans, u"HEAD"_qs), "http.request.method"), u"HEAD"_qs);
}

void TestReportOtlp::findingsAreEvents()
{
    const Checked checked = aCheck();
    const QJsonObject check = spanOf(spansOf(checked), u"websocket check"_qs);
    const QJsonArray events = check[u"events"_qs].toArray();
    QCOMPARE(events.size(), checked.diagnosis.findings.size());
    const QJsonObject first = events.first().toObject();
    QCOMPARE(first[u"name"_qs].toString(), u"wirewise.finding"_qs);
    QCOMPARE(first[u"timeUnixNano"_qs], check[u"endTimeUnixNano"_qs]);
    QCOMPARE(attribute(first, "wirewise.finding.id"), u"upgrade.route-missing"_qs);
    QCOMPARE(attribute(first, "wirewise.finding.severity"), u"error"_qs);
    QCOMPARE(attribute(first, "wirewise.finding.confidence"), u"0.875"_qs);
    QCOMPARE(attribute(first, "wirewise.fix.text"), u"Add the route."_qs);
    QCOMPARE(attribute(events.at(1).toObject(), "wirewise.finding.severity"), u"warning"_qs);
}

void TestReportOtlp::statusTellsWhatFailed_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QByteArray>("received");
    QTest::addColumn<QString>("upgrade"); // error.type of the upgrade; empty for none
    QTest::addColumn<QString>("phase");   // error.type of its last phase
    const QByteArray accepted =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
    const QByteArray withoutAccept = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
    const auto row = [](const char *name, Outcome outcome, const QByteArray &received, const char *upgrade,
                        const char *phase) {
        QTest::newRow(name) << static_cast<int>(outcome) << received << QString::fromLatin1(upgrade)
                            << QString::fromLatin1(phase);
    };
    row("accepted", Outcome::Answered, accepted, "", "");
    row("a 101 that is none", Outcome::Answered, withoutAccept, "not-upgraded", "");
    row("404", Outcome::Answered, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404", "");
    row("200", Outcome::Answered, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "200", "");
    row("no HTTP", Outcome::Answered, "SSH-2.0-OpenSSH_9.2\r\n", "not-upgraded", "");
    row("no answer", Outcome::TimedOut, {}, "timed-out", "timed-out");
    row("stopped", Outcome::Stopped, {}, "", "");
}

void TestReportOtlp::statusTellsWhatFailed()
{
    QFETCH(int, outcome);
    QFETCH(QByteArray, received);
    QFETCH(QString, upgrade);
    QFETCH(QString, phase);
    Checked checked = aCheck();
    checked.diagnosis.verdict = diagnosis::Verdict::Works;
    checked.observation.experiments.clear();
    checked.observation.exchanges = {samples::anExchange("get"), samples::anExchange("upgrade")};
    Exchange &exchange = checked.observation.exchanges.last();
    exchange.sent = wire::toBytes(requestFor(exchange.probe, "dGhlIHNhbXBsZSBub25jZQ=="));
    exchange.outcome = static_cast<Outcome>(outcome);
    exchange.received = received;
    exchange.timing.connect = Duration(1);
    exchange.timing.wait = Duration(2);
    exchange.timing.total = Duration(3);
    exchange.readResponse();
    const QList<QJsonObject> spans = spansOf(checked);
    const QJsonObject span = spanOf(spans, u"GET upgrade"_qs);
    QCOMPARE(attribute(span, "error.type"), upgrade);
    QCOMPARE(span[u"status"_qs][u"code"_qs].toInt(), upgrade.isEmpty() ? 0 : 2);
    const QString id = span[u"spanId"_qs].toString();
    QCOMPARE(attribute(spanOf(spans, u"wait"_qs, id), "error.type"), phase);
    QCOMPARE(attribute(spanOf(spans, u"connect"_qs, id), "error.type"), QString());
    // A 404 to GET is nothing wrong where the upgrade works.
    QVERIFY(spanOf(spans, u"GET"_qs).value(u"status"_qs).isUndefined());
    QVERIFY(spanOf(spans, u"websocket check"_qs).value(u"status"_qs).isUndefined());
}

void TestReportOtlp::experimentsTellThemselves()
{
    const QList<QJsonObject> spans = spansOf(aCheck());
    const QJsonObject helps = spanOf(spans, u"GET without-origin"_qs);
    QCOMPARE(attribute(helps, "wirewise.experiment.change"), u"Without Origin"_qs);
    QCOMPARE(attribute(helps, "wirewise.experiment.helps"), u"true"_qs);
    QCOMPARE(attribute(helps, "wirewise.experiment.role"), u"change"_qs);
    const QJsonObject control = spanOf(spans, u"GET unknown-path"_qs);
    QCOMPARE(attribute(control, "wirewise.experiment.role"), u"control"_qs);
    QVERIFY(control[u"status"_qs].isUndefined());
}

void TestReportOtlp::secretsStayHere()
{
    QRandomGenerator random(3);
    const QByteArray spans = otlpSpans(aCheck(), {}, random).json;
    QVERIFY(spans.contains("token=******"));
    for (const char *secret : {"s3cret", "p@w", "p%40w", "open sesame", "Bearer"})
        QVERIFY2(!spans.contains(secret), secret);
}

void TestReportOtlp::hostileTextsAreBounded()
{
    Checked checked = aCheck();
    checked.observation.typed = QString(100000, u'x') + u"\x1b[31m"_qs;
    checked.observation.endpoint = parseEndpoint(checked.observation.typed);
    checked.diagnosis.findings[0].title = u"\x1b]0;\x07"_qs + QChar(char16_t(0x202E)) + QString(5000, u'a');
    QRandomGenerator random(3);
    const QByteArray spans = otlpSpans(checked, {}, random).json;
    QVERIFY(spans.size() < 60000);
    for (const char byte : spans)
        QVERIFY(static_cast<quint8>(byte) >= 0x20);
    QVERIFY(tests::otlpBreaches(otlpTraces(aResource, spans), u"ExportTraceServiceRequest"_qs).isEmpty());
}

void TestReportOtlp::neverBegun()
{
    Checked checked = aCheck();
    checked.observation.startedAt = {};
    QRandomGenerator random(3);
    QCOMPARE(otlpSpans(checked, {}, random).count, 0);
}

void TestReportOtlp::parentOfTheEnvironment()
{
    OtlpContext context;
    context.parent = traceParentFrom("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    QVERIFY(context.parent);
    const QList<QJsonObject> spans = spansOf(aCheck(), context);
    for (const QJsonObject &span : spans)
        QCOMPARE(span[u"traceId"_qs].toString(), u"0af7651916cd43dd8448eb211c80319c"_qs);
    QCOMPARE(spanOf(spans, u"websocket check"_qs)[u"parentSpanId"_qs].toString(), u"b7ad6b7169203331"_qs);
}

void TestReportOtlp::traceParents_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isOne");
    const QByteArray ids = "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331";
    QTest::newRow("sampled") << QByteArray("00-" + ids + "-01") << true;
    QTest::newRow("not sampled") << QByteArray("00-" + ids + "-00") << true;
    QTest::newRow("a later version") << QByteArray("01-" + ids + "-01-more") << true;
    QTest::newRow("more in version 00") << QByteArray("00-" + ids + "-01-more") << false;
    QTest::newRow("version ff") << QByteArray("ff-" + ids + "-01") << false;
    QTest::newRow("capitals") << QByteArray("00-" + ids.toUpper() + "-01") << false;
    QTest::newRow("zeros") << QByteArray("00-" + QByteArray(32, '0') + "-b7ad6b7169203331-01") << false;
    QTest::newRow("short") << QByteArray("00-" + ids.chopped(1) + "-01") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void TestReportOtlp::traceParents()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isOne);
    QCOMPARE(traceParentFrom(text).has_value(), isOne);
}

void TestReportOtlp::metricsAreThoseOfPrometheus()
{
    const QList<Outline> results{outlineOf(aCheck())};
    const QList<QByteArray> bodies = otlpMetrics(aResource, results, 1763720000000000000);
    QCOMPARE(bodies.size(), 1);
    const QStringList breaches = tests::otlpBreaches(bodies.constFirst(), u"ExportMetricsServiceRequest"_qs);
    QVERIFY2(breaches.isEmpty(), qPrintable(breaches.join(u'\n')));
    const QJsonValue resource =
        QJsonDocument::fromJson(bodies.constFirst()).object()[u"resourceMetrics"_qs][0];
    const QJsonArray metrics = resource[u"scopeMetrics"_qs][0][u"metrics"_qs].toArray();
    const QByteArray text = prometheusDocument(results);
    QCOMPARE(metrics.size(), text.count("# TYPE "));
    for (const QJsonValue &metric : metrics) {
        const QByteArray name = metric[u"name"_qs].toString().replace(u'.', u'_').toUtf8();
        QCOMPARE(text.count(QByteArray('\n' + name + '{')),
                 metric[u"gauge"_qs][u"dataPoints"_qs].toArray().size());
    }
    QVERIFY(text.contains(",phase=\"wait\"} 0.000005\n"));
    QVERIFY(text.contains("wirewise_certificate_expiry_timestamp_seconds{url=\"https://"));
    QVERIFY(text.contains("} 1767323045\n"));
    QVERIFY(otlpMetrics(aResource, {}, 1).isEmpty());
}

void TestReportOtlp::manyMetricsGoInPortions()
{
    QList<Outline> results;
    for (int i = 0; i < 1000; ++i) {
        Outline outline = outlineOf(aCheck());
        outline.url = QStringLiteral("ws://host%1.example/").arg(i);
        results.append(outline);
    }
    qsizetype points = 0;
    const QList<QByteArray> bodies = otlpMetrics(aResource, results, 1);
    for (const QByteArray &body : bodies) {
        QVERIFY(body.size() < 2 * 1024 * 1024);
        QVERIFY(tests::otlpBreaches(body, u"ExportMetricsServiceRequest"_qs).isEmpty());
        points += body.count("\"asDouble\"");
    }
    QVERIFY(bodies.size() > 1);
    qsizetype samples = 0;
    for (const Gauge &gauge : gaugesOf(results))
        samples += gauge.samples.size();
    QCOMPARE(points, samples);
}

void TestReportOtlp::openTelemetryReadsIt_data()
{
    QTest::addColumn<QString>("signal");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QRandomGenerator random(5);
    const QByteArray traces = otlpTraces(aResource, otlpSpans(aCheck(), {}, random).json);
    QTest::newRow("traces") << u"Trace"_qs << traces << 0;
    QTest::newRow("metrics") << u"Metrics"_qs << otlpMetrics(aResource, {outlineOf(aCheck())}, 1).constFirst()
                             << 0;
    QTest::newRow("a member that it does not know")
        << u"Trace"_qs << QByteArray(traces).replace("parentSpanId", "parentSpanID") << 1;
}

void TestReportOtlp::openTelemetryReadsIt()
{
    QFETCH(QString, signal);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const QString tests = QStringLiteral(WIREWISE_TEST_DATA "/..");
    const QString modules = QDir::cleanPath(tests + u"/../build/peers/node_modules");
    const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
    if (node.isEmpty() || !QFileInfo::exists(modules + u"/@opentelemetry/otlp-transformer"))
        QSKIP("The npm package @opentelemetry/otlp-transformer is not installed");
    QTemporaryFile file;
    QVERIFY(file.open() && file.write(body) == body.size() && file.flush());
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(node, {tests + u"/field/peers/otlp.js", modules, file.fileName(), signal});
    QVERIFY(process.waitForFinished(60000));
    const QByteArray said = process.readAll();
    QVERIFY2(process.exitCode() == status && process.exitStatus() == QProcess::NormalExit, said.constData());
}

void TestReportOtlp::replies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("rejected");
    QTest::addColumn<QString>("message");
    QTest::newRow("taken") << QByteArray("{}") << qint64(0) << QString();
    QTest::newRow("unset") << QByteArray(R"({"partialSuccess": {}})") << qint64(0) << QString();
    QTest::newRow("spans") << QByteArray(
                                  R"({"partialSuccess": {"rejectedSpans": "3", "errorMessage": "old"}})")
                           << qint64(3) << u"old"_qs;
    QTest::newRow("points") << QByteArray(R"({"partialSuccess": {"rejectedDataPoints": 2}})") << qint64(2)
                            << QString();
    QTest::newRow("advice") << QByteArray(R"({"partialSuccess": {"errorMessage": "slow down"}})") << qint64(0)
                            << u"slow down"_qs;
    QTest::newRow("status") << QByteArray(R"({"code": 3, "message": "bad data"})") << qint64(0)
                            << u"bad data"_qs;
    QTest::newRow("below zero") << QByteArray(R"({"partialSuccess": {"rejectedSpans": "-3"}})") << qint64(0)
                                << QString();
    QTest::newRow("no JSON") << QByteArray("\xff\x00ok", 4) << qint64(0) << QString();
}

void TestReportOtlp::replies()
{
    QFETCH(QByteArray, body);
    QFETCH(qint64, rejected);
    QFETCH(QString, message);
    const OtlpReply reply = otlpReply(body);
    QCOMPARE(reply.rejected, rejected);
    QCOMPARE(reply.message, message);
}

QTEST_GUILESS_MAIN(TestReportOtlp)
#include "test_report_otlp.moc"
