#include "report/text.h"
#include "report/textlayout.h"
#include "session/samples.h"

#include <QRegularExpression>
#include <QTest>

using namespace wirewise;
using namespace wirewise::report;

namespace {

Checked aCheck()
{
    return {samples::fullObservation(), samples::fullDiagnosis()};
}

QString plain(const QString &text)
{
    QString result = text;
    return result.remove(QRegularExpression(QStringLiteral("\x1b\\[[0-9;]*m")));
}

} // namespace

class TestReportText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdictComesFirst();
    void everyPartIsThere();
    void hopsAreNamedFromHereOn();
    void colourOnlyIfAsked();
    void linesKeepTheWidth_data();
    void linesKeepTheWidth();
    void peerCannotReachTheTerminal();
    void secretsAreMasked();
    void verboseShowsEveryByte();
    void shortFormHasTheSentence();
    void notCheckedAndWorking();
    void explanationInFull();
    void wrappingKeepsWordsAndCode();
};

void TestReportText::verdictComesFirst()
{
    const QString text = toText(aCheck(), {});
    const QStringList lines = text.split(u'\n');
    QCOMPARE(lines.at(0), samples::fullDiagnosis().summary());
    QCOMPARE(lines.at(1), samples::fullDiagnosis().primary().where);
    QVERIFY(lines.at(2).contains(QStringLiteral("fails: upgrade.route-missing, high confidence")));
}

void TestReportText::everyPartIsThere()
{
    const QString text = toText(aCheck(), {});
    qsizetype at = 0;
    for (const char *part : {"The path `/ws` is not there.",
                             "How we know",
                             "1   The path that was asked for.",
                             "/ws?token",
                             "upgrade, sent, bytes 4 to 12",
                             "bytes 0 to 6 after the upgrade",
                             "Causes, most likely first",
                             "likely    A typing error.",
                             "To confirm: Look at `routes`.",
                             "possible  A prefix.",
                             "What would make it work",
                             "Without Origin",
                             "404 Not Found",
                             "yes",
                             "A path that cannot exist",
                             "control",
                             "not tried: there are none",
                             "What to do, for FastAPI",
                             "+ @app.websocket(\"/ws\")",
                             "Also seen",
                             "health.head-unsupported",
                             "Probes",
                             "upgrade",
                             "nginx 1.22.1",
                             "wirewise-cli explain upgrade.route-missing"}) {
        const qsizetype found = text.indexOf(QString::fromUtf8(part), at);
        QVERIFY2(found >= 0,
                 qPrintable(QString(QString::fromUtf8(part) + QStringLiteral(" not in order in\n") + text)));
        at = found;
    }
}

void TestReportText::hopsAreNamedFromHereOn()
{
    Checked checked = aCheck();
    diagnosis::Hop proxy;
    proxy.name = QStringLiteral("nginx 1.22.1");
    diagnosis::Hop framework;
    framework.name = QStringLiteral("FastAPI");
    checked.diagnosis.hops = {proxy, framework};
    QVERIFY(toText(checked, {}).contains(QStringLiteral("nginx 1.22.1 \u2192 FastAPI")));
}

void TestReportText::colourOnlyIfAsked()
{
    const QString without = toText(aCheck(), {});
    QVERIFY(!without.contains(QChar(u'\x1b')));
    TextStyle style;
    style.colour = true;
    const QString with = toText(aCheck(), style);
    QVERIFY(with.contains(QStringLiteral("\x1b[1;31m")));
    QCOMPARE(plain(with), QString(without).remove(u'`'));
}

void TestReportText::linesKeepTheWidth_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {40, 60, 80, 120, 200})
        QTest::newRow(QByteArray::number(width).constData()) << width;
}

void TestReportText::linesKeepTheWidth()
{
    QFETCH(int, width);
    Checked checked = aCheck();
    diagnosis::Finding &finding = checked.diagnosis.findings[0];
    finding.explanation = QStringLiteral("one two three four five six seven ").repeated(30);
    finding.causes[0].text = finding.explanation;
    finding.fixes[0].text = finding.explanation;
    TextStyle style;
    style.width = width;
    const QString text = toText(checked, style);
    QVERIFY(text.count(QStringLiteral("seven")) >= 90);
    for (const QString &line : text.split(u'\n')) {
        if (line.contains(QStringLiteral("seven")))
            QVERIFY2(line.size() <= width, qPrintable(line));
    }
}

void TestReportText::peerCannotReachTheTerminal()
{
    Checked checked = aCheck();
    const QString evil = QStringLiteral("x\x1b]0;title\x07y\r\x9b"
                                        "31m\u202Ez");
    diagnosis::Finding &finding = checked.diagnosis.findings[0];
    finding.title = finding.where = finding.explanation = evil;
    finding.evidence[0].text = finding.evidence[0].says = evil;
    finding.causes[0].text = finding.fixes[0].text = finding.fixes[0].snippet = evil;
    finding.fixes[0].stack = evil.toUtf8();
    checked.diagnosis.hops[0].name = evil;
    checked.observation.typed = evil;
    checked.observation.endpoint = {};
    checked.observation.exchanges[2].detail = evil;
    checked.observation.exchanges[2].received =
        "HTTP/1.1 404 " + evil.toUtf8() + "\r\nX: " + evil.toUtf8() + "\r\n\r\n\x1b[2J";
    checked.observation.exchanges[2].readResponse();
    checked.observation.experiments[0].experiment.change = evil;
    for (const bool colour : {false, true}) {
        TextStyle style;
        style.colour = colour;
        style.verbose = true;
        const QString text = plain(toText(checked, style));
        for (const QChar c : text)
            QVERIFY(c == u'\n' ||
                    (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format));
        QVERIFY(!plain(toShortText(checked, style)).contains(QChar(u'\x1b')));
    }
}

void TestReportText::secretsAreMasked()
{
    TextStyle style;
    style.verbose = true;
    QVERIFY(!toText(aCheck(), style).contains(QStringLiteral("s3cret")));
    QVERIFY(!toShortText(aCheck(), style).contains(QStringLiteral("s3cret")));
    QVERIFY(toText(aCheck(), style, Secrets::Kept).contains(QStringLiteral("s3cret")));
}

void TestReportText::verboseShowsEveryByte()
{
    TextStyle style;
    style.verbose = true;
    const QString text = toText(aCheck(), style);
    QVERIFY(text.contains(QStringLiteral("→ GET /ws?token=****** HTTP/1.1␍␊")));
    QVERIFY(text.contains(QStringLiteral("← HTTP/1.1 103 Early Hints␍␊")));
    QVERIFY(text.contains(QStringLiteral("← ␀␁")));
    QVERIFY(text.contains(QStringLiteral("unknown-path: 404 Not Found")));

    Checked large = aCheck();
    large.observation.exchanges[0].received = "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(1000000, 'x');
    QVERIFY(toText(large, style).size() < 200000);
    QVERIFY(toText(large, style).contains(QStringLiteral("more bytes")));
}

void TestReportText::shortFormHasTheSentence()
{
    const QString text = toShortText(aCheck(), {});
    QVERIFY(text.startsWith(QStringLiteral("fails")));
    QVERIFY(text.contains(samples::fullDiagnosis().summary()));
    QVERIFY(text.contains(QStringLiteral("upgrade.route-missing")));
    QVERIFY(text.count(u'\n') <= 4);
}

void TestReportText::notCheckedAndWorking()
{
    Checked checked = aCheck();
    checked.diagnosis.verdict = diagnosis::Verdict::NotChecked;
    checked.observation.exchanges.clear();
    checked.observation.experiments.clear();
    checked.observation.skipped.clear();
    QVERIFY(toText(checked, {}).contains(QStringLiteral("not checked")));
    QVERIFY(!toText(checked, {}).contains(QStringLiteral("What would make it work")));
    checked = aCheck();
    checked.diagnosis.verdict = diagnosis::Verdict::Works;
    QVERIFY(toText(checked, {}).contains(QStringLiteral("What else it accepts")));
    checked.diagnosis.findings.clear();
    QVERIFY(!toText(checked, {}).isEmpty());
}

void TestReportText::explanationInFull()
{
    diagnosis::Explanation explanation;
    explanation.id = "upgrade.route-missing";
    explanation.title = QStringLiteral("The route is missing.");
    explanation.meaning = QStringLiteral("What happened.");
    explanation.tellApart = QStringLiteral("What parts it.");
    explanation.proveIt = QStringLiteral("curl -i \\\n  http://HOST\nsecond line");
    explanation.causes = samples::fullDiagnosis().primary().causes;
    explanation.fixes = samples::fullDiagnosis().primary().fixes;
    explanation.references = {QStringLiteral("RFC 6455"), QStringLiteral("RFC 9110")};
    explanation.replacedBy = "upgrade.other";
    const QString text = toText(explanation, {});
    qsizetype at = 0;
    for (const char *part :
         {"The route is missing.", "upgrade.route-missing, error", "retired", "What happened.",
          "What parts it.", "A typing error.", "What to do, for FastAPI", "HOST, PORT and PATH",
          "    curl -i \\\n      http://HOST\n    second line\n", "  RFC 6455\n  RFC 9110"}) {
        const qsizetype found = text.indexOf(QString::fromUtf8(part), at);
        QVERIFY2(found >= 0, part);
        at = found;
    }
}

void TestReportText::wrappingKeepsWordsAndCode()
{
    TextStyle style;
    style.width = 30;
    TextLayout layout(style);
    layout.paragraph(QStringLiteral("first second third fourth fifth\n\nsixth"));
    layout.paragraph(QString(50, u'w'));
    QCOMPARE(layout.text(), QString(QStringLiteral("first second third fourth\nfifth\n\nsixth\n") +
                                    QString(50, u'w') + QStringLiteral("\n")));
    style.colour = true;
    TextLayout coloured(style);
    coloured.paragraph(QStringLiteral("a `long code that is wrapped over two lines` b"));
    QCOMPARE(plain(coloured.text()).simplified(),
             QStringLiteral("a long code that is wrapped over two lines b"));
    QVERIFY(coloured.text().contains(QStringLiteral("\x1b[1mover two lines\x1b[0m")));
}

QTEST_APPLESS_MAIN(TestReportText)
#include "test_report_text.moc"
