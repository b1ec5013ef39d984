#include "report/junit.h"
#include "report/prometheus.h"
#include "session/samples.h"

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
    Outline outline = outlineOf(checked);
    outline.url = QString::fromUtf8(url);
    return outline;
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

QTEST_APPLESS_MAIN(TestReportPipeline)
#include "test_report_pipeline.moc"
