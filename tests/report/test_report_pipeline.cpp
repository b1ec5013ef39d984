#include "report/baseline.h"
#include "report/github.h"
#include "report/junit.h"
#include "report/prometheus.h"
#include "report/resultreader.h"
#include "report/sarif.h"
#include "session/samples.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QXmlStreamReader>

using namespace wirewise;
using namespace wirewise::report;
using diagnosis::Verdict;

namespace {

Outline anOutline(Verdict verdict, const char *url = "ws://example.com/")
{
    Checked checked{samples::fullObservation(), samples::fullDiagnosis()};
    checked.diagnosis.verdict = verdict;
    for (diagnosis::Finding &finding : checked.diagnosis.findings)
        finding.severity = verdict == Verdict::Fails               ? diagnosis::Severity::Error
                           : verdict == Verdict::WorksWithWarnings ? diagnosis::Severity::Warning
                                                                   : diagnosis::Severity::Info;
    Outline outline = outlineOf(checked);
    outline.url = QString::fromUtf8(url);
    return outline;
}

/// An endpoint with these findings, "!" before errors and "?" before warnings.
Outline found(const char *url, const QByteArrayList &findings)
{
    Outline outline;
    outline.url = QString::fromUtf8(url);
    outline.verdict = Verdict::Works;
    for (const QByteArray &finding : findings) {
        const bool error = finding.startsWith('!');
        outline.findings.append({finding.sliced(1),
                                 error ? diagnosis::Severity::Error : diagnosis::Severity::Warning,
                                 QString::fromUtf8(finding),
                                 {}});
        if (error || outline.verdict == Verdict::Works)
            outline.verdict = error ? Verdict::Fails : Verdict::WorksWithWarnings;
    }
    outline.findingId = outline.findings.isEmpty() ? QByteArray("upgrade.ok") : outline.findings.first().id;
    outline.judgement = judge(outline, {});
    return outline;
}

/// The same as an earlier run's line of NDJSON.
QByteArray lineOf(const Outline &outline)
{
    QJsonArray findings;
    for (const OutlinedFinding &finding : outline.findings)
        findings.append(
            QJsonObject{{QStringLiteral("id"), QString::fromUtf8(finding.id)},
                        {QStringLiteral("severity"), QString::fromUtf8(toString(finding.severity))}});
    return jsonLine({{QStringLiteral("url"), outline.url},
                     {QStringLiteral("verdict"), QString::fromUtf8(toString(outline.verdict))},
                     {QStringLiteral("index"), outline.index},
                     {QStringLiteral("findings"), findings}}) +
           '\n';
}

tl::expected<Baseline, QString> baselineOf(QByteArray bytes)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return Baseline::read(buffer);
}

} // namespace

class TestReportPipeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outlineIsMasked();
    void junitCountsAndNames();
    void junitStandsHostileText();
    void prometheusLines();
    void prometheusHasEachSeriesOnce();
    void noResults();
    void requirements_data();
    void requirements();
    void besideABaseline_data();
    void besideABaseline();
    void sameEndpointTwice();
    void baselineForms_data();
    void baselineForms();
    void brokenBaselines_data();
    void brokenBaselines();
    void resultsInAnyPortions();
    void annotationsStandHostileText();
    void summaryIsBounded();
    void sarifTellsEachFinding();
};

void TestReportPipeline::outlineIsMasked()
{
    const Outline outline = outlineOf({samples::fullObservation(), samples::fullDiagnosis()});
    QCOMPARE(outline.status, 404);
    QCOMPARE(outline.findingId, QByteArray("upgrade.route-missing"));
    QVERIFY(outline.url.contains(QStringLiteral("token=******")));
    QVERIFY(outline.upgrade);
}

void TestReportPipeline::junitCountsAndNames()
{
    const QByteArray document =
        junitDocument({anOutline(Verdict::Works), anOutline(Verdict::Fails), anOutline(Verdict::NotChecked),
                       anOutline(Verdict::WorksWithWarnings)});
    QXmlStreamReader xml(document);
    int cases = 0;
    int failures = 0;
    int skipped = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("testsuite")) {
            QCOMPARE(xml.attributes().value(QLatin1String("tests")).toString(), QStringLiteral("4"));
            QCOMPARE(xml.attributes().value(QLatin1String("failures")).toString(), QStringLiteral("1"));
            QCOMPARE(xml.attributes().value(QLatin1String("skipped")).toString(), QStringLiteral("1"));
        }
        cases += xml.name() == QLatin1String("testcase") ? 1 : 0;
        skipped += xml.name() == QLatin1String("skipped") ? 1 : 0;
        if (xml.name() == QLatin1String("failure")) {
            ++failures;
            QCOMPARE(xml.attributes().value(QLatin1String("type")).toString(),
                     QStringLiteral("upgrade.route-missing"));
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(cases, 4);
    QCOMPARE(failures, 1);
    QCOMPARE(skipped, 1);
}

void TestReportPipeline::junitStandsHostileText()
{
    Outline outline = anOutline(Verdict::Fails, "ws://a/?<&\"'>");
    outline.summary = QStringLiteral("\x1b\x01]]>") + QChar(char16_t(0xFFFE)) + QChar(char16_t(0xD800));
    outline.explanation = outline.summary;
    QXmlStreamReader xml(junitDocument({outline}));
    while (!xml.atEnd())
        xml.readNext();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
}

void TestReportPipeline::prometheusLines()
{
    const QByteArray document =
        prometheusDocument({anOutline(Verdict::Fails, "ws://a/\"\\\n"), anOutline(Verdict::Works, "ws://b/"),
                            anOutline(Verdict::NotChecked, "ws://c/")});
    QVERIFY(document.contains("wirewise_up{url=\"ws://a/\\\"\\\\␊\"} 0\n"));
    QVERIFY(document.contains("wirewise_up{url=\"ws://b/\"} 1\n"));
    QVERIFY(!document.contains("wirewise_up{url=\"ws://c/\"}"));
    QVERIFY(document.contains("wirewise_upgrade_status{url=\"ws://b/\"} 404\n"));
    QVERIFY(document.contains("wirewise_upgrade_seconds{url=\"ws://b/\"} 0.000015\n"));
    QVERIFY(document.contains(
        "wirewise_finding{url=\"ws://b/\",id=\"upgrade.route-missing\",verdict=\"works\"} 1\n"));
    for (const QByteArray &line : document.split('\n'))
        QVERIFY2(line.isEmpty() || line.startsWith("wirewise_") || line.startsWith("# HELP ") ||
                     line.startsWith("# TYPE "),
                 line.constData());
}

void TestReportPipeline::prometheusHasEachSeriesOnce()
{
    const QByteArray document = prometheusDocument({anOutline(Verdict::Fails), anOutline(Verdict::Works)});
    QCOMPARE(document.count("\nwirewise_up{"), 1);
    QVERIFY(document.contains("wirewise_up{url=\"ws://example.com/\"} 1\n"));
}

void TestReportPipeline::noResults()
{
    QXmlStreamReader xml(junitDocument({}));
    while (!xml.atEnd())
        xml.readNext();
    QVERIFY(!xml.hasError());
    QVERIFY(!prometheusDocument({}).contains("wirewise_up"));
}

void TestReportPipeline::requirements_data()
{
    QTest::addColumn<QByteArrayList>("findings");
    QTest::addColumn<bool>("warningsFail");
    QTest::addColumn<QStringList>("allowed");
    QTest::addColumn<bool>("passes");
    const QStringList none;
    const QByteArrayList warned{"?health.head-unsupported"};
    const QByteArrayList failed{"!upgrade.route-missing", "?tls.expires-soon"};
    QTest::newRow("works") << QByteArrayList() << true << none << true;
    QTest::newRow("warned") << warned << false << none << true;
    QTest::newRow("warned, works required") << warned << true << none << false;
    QTest::newRow("warned, allowed by id")
        << warned << true << QStringList{u"health.head-unsupported"_qs} << true;
    QTest::newRow("warned, allowed by layer") << warned << true << QStringList{u"health.*"_qs} << true;
    QTest::newRow("another layer") << warned << true << QStringList{u"tls.*"_qs} << false;
    QTest::newRow("a dot is a dot") << warned << true << QStringList{u"health?head.*"_qs} << false;
    QTest::newRow("the whole id") << warned << true << QStringList{u"health"_qs} << false;
    QTest::newRow("fails") << failed << false << none << false;
    QTest::newRow("fails, allowed") << failed << false << QStringList{u"upgrade.route-*"_qs} << true;
    QTest::newRow("fails, one of two allowed") << failed << true << QStringList{u"upgrade.*"_qs} << false;
    QTest::newRow("fails, both allowed")
        << failed << true << QStringList{u"upgrade.*"_qs, u"tls.*"_qs} << true;
}

void TestReportPipeline::requirements()
{
    QFETCH(QByteArrayList, findings);
    QFETCH(bool, warningsFail);
    QFETCH(QStringList, allowed);
    QFETCH(bool, passes);
    Outline outline = found("ws://a/", findings);
    QCOMPARE(judge(outline, {warningsFail, allowed}).passes, passes);
    outline.verdict = Verdict::NotChecked;
    QVERIFY(!judge(outline, {false, {u"*"_qs}}).passes);
}

void TestReportPipeline::besideABaseline_data()
{
    QTest::addColumn<QByteArrayList>("then");
    QTest::addColumn<QByteArrayList>("now");
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<bool>("passes");
    const QByteArrayList none;
    const QByteArrayList missing{"!upgrade.route-missing"};
    const QByteArrayList refused{"!tcp.refused"};
    const QByteArrayList warned{"?health.head-unsupported"};
    QTest::newRow("works still") << none << none << QByteArray("same") << true;
    QTest::newRow("fails still") << missing << missing << QByteArray("same") << true;
    QTest::newRow("fails now") << none << missing << QByteArray("worse") << false;
    QTest::newRow("fails no longer") << missing << none << QByteArray("better") << true;
    QTest::newRow("fails otherwise") << missing << refused << QByteArray("worse") << false;
    QTest::newRow("fails in one more way") << missing << (missing + refused) << QByteArray("worse") << false;
    QTest::newRow("fails in one way less") << (missing + refused) << missing << QByteArray("better") << true;
    QTest::newRow("a warning does not count") << none << warned << QByteArray("same") << true;
    QTest::newRow("a warning became an error")
        << QByteArrayList{"?tls.expires-soon"} << QByteArrayList{"!tls.expires-soon"} << QByteArray("worse")
        << false;
}

void TestReportPipeline::besideABaseline()
{
    QFETCH(QByteArrayList, then);
    QFETCH(QByteArrayList, now);
    QFETCH(QByteArray, change);
    QFETCH(bool, passes);
    auto baseline = baselineOf(lineOf(found("ws://a/", then)) + lineOf(found("ws://gone/", {})));
    QVERIFY2(baseline, qPrintable(baseline ? QString() : baseline.error()));
    const Judgement judgement = baseline->judge(found("http://A:80", now), {});
    QVERIFY(judgement.compared);
    QCOMPARE(toString(judgement.compared->change), change);
    QCOMPARE(judgement.passes, passes);
    QCOMPARE(baseline->disappeared(), QStringList{u"ws://gone/"_qs});
    const Judgement fresh = baseline->judge(found("ws://b/", now), {});
    QCOMPARE(toString(fresh.compared->change), QByteArray("new"));
    QCOMPARE(fresh.passes, found("ws://b/", now).verdict != Verdict::Fails);
    Outline unchecked = found("ws://a/", now);
    unchecked.verdict = Verdict::NotChecked;
    QVERIFY(!baseline->judge(unchecked, {}).passes);
}

void TestReportPipeline::sameEndpointTwice()
{
    Outline works = found("ws://a/", {});
    Outline fails = found("ws://a/", {"!tcp.refused"});
    works.index = 0;
    fails.index = 1;
    // Written as they ended: the second one first.
    auto baseline = baselineOf(lineOf(fails) + lineOf(works));
    QVERIFY(baseline);
    fails.occurrence = 1;
    QCOMPARE(baseline->judge(fails, {}).compared->change, Change::Same);
    QCOMPARE(baseline->judge(works, {}).compared->change, Change::Same);
    QVERIFY(baseline->disappeared().isEmpty());
}

void TestReportPipeline::baselineForms_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray line = lineOf(found("ws://a/", {"!tcp.refused"})).trimmed();
    QTest::newRow("line") << QByteArray(line + '\n');
    QTest::newRow("line without its end") << line;
    QTest::newRow("document") << QByteArray("{\"wirewise\": \"0\", \"schema\": 1, \"results\": [\n" + line +
                                            "\n]}\n");
    QTest::newRow("with more behind")
        << QByteArray("{\"results\":[" + line + "],\"baseline\":{\"results\":[{}]}}");
    QTest::newRow("array") << QByteArray("[" + line + "]");
    QTest::newRow("two documents") << QByteArray("{\"results\":[]}\n{\"results\":[" + line + "]}");
    QTest::newRow("brackets in texts") << QByteArray(
        "{\"a\": \"]}\\\"{\", \"results\": [" + QByteArray(line).replace("ws://a/", "ws://a/#]}") + "]}");
}

void TestReportPipeline::baselineForms()
{
    QFETCH(QByteArray, bytes);
    const auto baseline = baselineOf(bytes);
    QVERIFY2(baseline, qPrintable(baseline ? QString() : baseline.error()));
    QCOMPARE(baseline->disappeared().size(), 1);
}

void TestReportPipeline::brokenBaselines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray line = lineOf(found("ws://a/", {})).trimmed();
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no result") << QByteArray("{\"results\": []}");
    QTest::newRow("text") << QByteArray("ws://a/ works\n");
    QTest::newRow("cut off") << QByteArray("{\"results\": [" + line);
    QTest::newRow("cut in a text") << line.first(6);
    QTest::newRow("other JSON") << QByteArray("{\"log\": {\"entries\": []}}");
    QTest::newRow("wrong brackets") << QByteArray("{\"results\": [" + line + "}]");
    QTest::newRow("not an object") << QByteArray("[1, 2]");
    QTest::newRow("no verdict") << QByteArray("[{\"url\": \"ws://a/\"}]");
    QTest::newRow("unknown verdict") << QByteArray("[{\"url\": \"ws://a/\", \"verdict\": \"fine\"}]");
    QTest::newRow("deep") << QByteArray(100000, '[');
    QTest::newRow("bytes") << QByteArray("\x00\xff\x80", 3);
}

void TestReportPipeline::brokenBaselines()
{
    QFETCH(QByteArray, bytes);
    const auto baseline = baselineOf(bytes);
    QVERIFY(!baseline);
    QVERIFY(!baseline.error().isEmpty());
}

void TestReportPipeline::resultsInAnyPortions()
{
    const QByteArray bytes =
        "{\"schema\": 1, \"results\": [{\"a\": \"\\\\\"}, {\"b\": [{}, \"]\"]}], \"c\": [{}]}\n{\"d\": 1}";
    const QList<QByteArray> whole{"{\"a\": \"\\\\\"}", "{\"b\": [{}, \"]\"]}", "{\"d\": 1}"};
    for (const qsizetype portion : {qsizetype(1), qsizetype(3), bytes.size()}) {
        ResultReader reader;
        QList<QByteArray> results;
        for (qsizetype at = 0; at < bytes.size(); at += portion) {
            reader.feed(QByteArrayView(bytes).sliced(at, qMin(portion, bytes.size() - at)));
            results += reader.take();
        }
        reader.feedEnd();
        QCOMPARE(reader.error(), QString());
        QCOMPARE(results, whole);
    }
}

void TestReportPipeline::annotationsStandHostileText()
{
    Outline outline = found("ws://a/?x=::error::,\r\n::add-mask::", {"!tcp.refused"});
    outline.summary = u"100%\r\n::set-output name=a::b\x1b[31m"_qs;
    outline.listFile = u"a:b,c.txt"_qs;
    outline.line = 7;
    const QByteArray lines =
        githubAnnotations({outline, found("ws://b/", {}), found("ws://c/", {"?tls.expires-soon"})});
    const QList<QByteArray> split = lines.trimmed().split('\n');
    QCOMPARE(split.size(), 2);
    QVERIFY2(split.at(0).startsWith(
                 "::error file=a%3Ab%2Cc.txt,line=7,title=tcp.refused at ws%3A//a/?x=%3A%3Aerror"),
             lines.constData());
    QVERIFY2(split.at(0).contains("::100%25"), lines.constData());
    QVERIFY2(split.at(1).startsWith("::warning title=tls.expires-soon at ws%3A//c/::"), lines.constData());
    for (const char byte : lines)
        QVERIFY(byte == '\n' || static_cast<quint8>(byte) >= 0x20);
    // One command a line: the property part has neither a colon nor a third comma of the endpoint's.
    const QByteArray properties = split.at(0).sliced(2, split.at(0).indexOf("::", 2) - 2);
    QCOMPARE(properties.count(','), 2);
    QVERIFY(!properties.contains(':'));
}

void TestReportPipeline::summaryIsBounded()
{
    QList<Outline> results;
    for (int i = 0; i < 20000; ++i)
        results.append(found("ws://host.example/a|b`<script>", {}));
    results.append(found("ws://bad.example/", {"!tcp.refused"}));
    RunFacts run;
    run.passes = false;
    for (int i = 0; i < 20000; ++i)
        run.disappeared.append(u"ws://gone.example/"_qs);
    const QByteArray text = githubSummary(results, run);
    QVERIFY2(text.size() <= MaximumSummary, QByteArray::number(text.size()).constData());
    QVERIFY(text.contains("more endpoints are not listed here"));
    QVERIFY(text.indexOf("ws://bad.example/") < text.indexOf("ws://host.example/"));
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith("| ") && line.contains("host.example"))
            QCOMPARE(line.count('|') - line.count("\\|"), 5);
    }
}

void TestReportPipeline::sarifTellsEachFinding()
{
    Outline failed = found("ws://a/", {"!upgrade.route-missing", "?tls.expires-soon"});
    failed.listFile = u"lists/end points.txt"_qs;
    failed.line = 3;
    Outline allowed = found("ws://b/", {"!upgrade.route-missing"});
    allowed.judgement = judge(allowed, {false, {u"upgrade.*"_qs}});
    Outline unchecked = found("ws://c/", {});
    unchecked.verdict = Verdict::NotChecked;
    RunFacts facts;
    facts.stopped = true;
    const QJsonValue run =
        QJsonDocument::fromJson(sarifDocument({failed, allowed, unchecked, found("ws://d/", {})}, facts))
            .object()[u"runs"_qs][0];
    const QJsonArray results = run[u"results"_qs].toArray();
    QCOMPARE(results.size(), 3);
    QCOMPARE(run[u"tool"_qs][u"driver"_qs][u"rules"_qs].toArray().size(), 2);
    QCOMPARE(results.at(1)[u"level"_qs].toString(), u"warning"_qs);
    const QJsonValue place = results.at(0)[u"locations"_qs][0][u"physicalLocation"_qs];
    QCOMPARE(place[u"artifactLocation"_qs][u"uri"_qs].toString(), u"lists/end%20points.txt"_qs);
    QCOMPARE(place[u"region"_qs][u"startLine"_qs].toInt(), 3);
    QVERIFY(results.at(0)[u"suppressions"_qs].isUndefined());
    QCOMPARE(results.at(2)[u"suppressions"_qs].toArray().size(), 1);
    for (const QJsonValue &result : results) {
        const int rule = result[u"ruleIndex"_qs].toInt(-1);
        QCOMPARE(run[u"tool"_qs][u"driver"_qs][u"rules"_qs][rule][u"id"_qs], result[u"ruleId"_qs]);
    }
    QCOMPARE(run[u"invocations"_qs][0][u"executionSuccessful"_qs].toBool(true), false);
    QCOMPARE(run[u"invocations"_qs][0][u"toolExecutionNotifications"_qs].toArray().size(), 1);
}

QTEST_APPLESS_MAIN(TestReportPipeline)
#include "test_report_pipeline.moc"
