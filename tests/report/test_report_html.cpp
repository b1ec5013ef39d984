#include "redaction/redactor.h"
#include "report/html.h"
#include "report/htmltext.h"
#include "report/markdowntext.h"
#include "report/messagedata.h"
#include "session/samples.h"
#include "written.h"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace wirewise;
using namespace wirewise::report;

namespace {

/// What a peer might send to become more than text.
const QByteArray Hostile = "<script>alert(1)</script><img src=x onerror=y>\"'&amp; \x1b[31m \u202e @everyone "
                           "#1 https://evil.example ```\n~~~ | </pre>";

Case hostileCase()
{
    Case exported = test::aCase({});
    const QString text = QString::fromUtf8(Hostile);
    observation::Observation &seen = exported.checked.observation;
    diagnosis::Finding &finding = exported.checked.diagnosis.findings.first();
    exported.name = exported.notes = text;
    finding.title = finding.where = finding.explanation = text;
    finding.evidence.first().text = finding.evidence.first().says = text;
    finding.causes.first().text = finding.causes.first().confirm = text;
    finding.fixes.first().snippet = finding.fixes.first().text = text;
    seen.experiments.first().experiment.change = text;
    for (observation::Exchange &exchange : seen.exchanges) {
        exchange.received = "HTTP/1.1 404 " + QByteArray(Hostile).replace('\n', ' ') +
                            "\r\nX: " + QByteArray(Hostile).replace('\n', ' ') + "\r\n\r\n" + Hostile;
        exchange.detail = text;
        exchange.readResponse();
    }
    seen.session->messages.first().payload = Hostile;
    return exported;
}

} // namespace

/// The reports for people: HTML and Markdown.
class TestReportHtml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pageStandsAlone_data();
    void pageStandsAlone();
    void nothingOfThePeerIsMarkup();
    void evidenceStandsBesideItsBytes();
    void removedValuesAreLabels();
    void choiceLeavesPartsOut();
    void messagesAreCounted();
    void dataIsShown_data();
    void dataIsShown();
    void markdownIsInert();
    void markdownTexts_data();
    void markdownTexts();
    void fencesHold_data();
    void fencesHold();
    void evidenceNumbersEndTheirLines();
};

void TestReportHtml::pageStandsAlone_data()
{
    QTest::addColumn<bool>("document");
    QTest::newRow("page") << false;
    QTest::newRow("document") << true;
}

void TestReportHtml::pageStandsAlone()
{
    QFETCH(bool, document);
    QByteArray html =
        document ? test::writtenDocument(hostileCase()) : test::written(Format::Html, hostileCase(), {});
    QVERIFY(!html.contains("<script"));
    QVERIFY(!html.contains("<img"));
    QVERIFY(
        !QString::fromUtf8(html).contains(QRegularExpression(QStringLiteral("<[^>]* (src|href|on[a-z]+)="))));
    QVERIFY(!html.contains("url("));
    QVERIFY(!html.contains("@import"));
    QVERIFY(!html.contains("<link"));
    if (!document)
        QVERIFY(html.contains("default-src 'none'"));
    // Every element ends where it should: but for the void ones it is XML.
    html.replace("<!DOCTYPE html>\n", "").replace("<br>", "<br/>").replace("<hr>", "<hr/>");
    html.replace("&nbsp;", " ").replace("&ndash;", " ").replace("&rarr;", " ").replace("&larr;", " ");
    html.replace(QByteArray("<meta "), "<meta a=\"\" ");
    const QRegularExpression meta(QStringLiteral("(<meta [^>]*)>"));
    QXmlStreamReader reader(QString::fromUtf8(html).replace(meta, QStringLiteral("\\1/>")));
    while (!reader.atEnd())
        reader.readNext();
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
}

void TestReportHtml::nothingOfThePeerIsMarkup()
{
    const QByteArray html = test::written(Format::Html, hostileCase(), {});
    QVERIFY(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    QVERIFY(!html.contains('\x1b'));
    QVERIFY(!html.contains("\u202e"));
    QVERIFY(html.contains("␛[31m"));
    QVERIFY(html.contains("&lt;U+202E&gt;"));
}

void TestReportHtml::evidenceStandsBesideItsBytes()
{
    Case exported = test::aCase({});
    const QByteArray html = test::written(Format::Html, exported, {});
    // The sample proves with bytes 4 to 12 of the request of the upgrade.
    QVERIFY2(html.contains(
                 "GET <span class=\"proof\">/ws?token</span><span class=\"number\">&nbsp;1&nbsp;</span>"),
             html.constData());
    ExportChoice choice;
    choice.verdict = false;
    QVERIFY(!test::written(Format::Html, exported, {}, choice).contains("class=\"proof\""));
}

void TestReportHtml::removedValuesAreLabels()
{
    const QByteArray secret = "0123456789abcdefghijklmnopqrstuvwxyz0123456789ABCDEF";
    Case exported = test::aCase({});
    for (observation::Exchange &exchange : exported.checked.observation.exchanges)
        exchange.sent.replace("Bearer s3cret", QByteArray("Bearer " + secret));
    redaction::Redactor redactor;
    redactor.gather(exported.checked.observation);
    exported.checked.observation = redactor.redacted(exported.checked.observation);
    exported.checked.diagnosis = redactor.redacted(exported.checked.diagnosis);
    ExportChoice choice;
    choice.redactor = &redactor;
    const QByteArray html = test::written(Format::Html, exported, {}, choice);
    QVERIFY(!html.contains("s3cret"));
    QVERIFY(!html.contains(secret));
    QVERIFY2(html.contains(
                 "<span class=\"gone\">Bearer&nbsp;token&nbsp;1,&nbsp;52&nbsp;bytes&nbsp;removed</span>"),
             html.constData());
    const QByteArray markdown = test::written(Format::Markdown, exported, {}, choice);
    QVERIFY(!markdown.contains("s3cret"));
    QVERIFY(!markdown.contains(secret));
    QVERIFY(markdown.contains("Authorization: Bearer [Bearer token 1, 52 bytes removed]"));
    QVERIFY(markdown.contains("Removed from the file, not covered:"));
}

void TestReportHtml::choiceLeavesPartsOut()
{
    ExportChoice all, none;
    none.verdict = none.causes = none.exchanges = none.experiments = none.timeline = none.messages = false;
    for (const Format format : {Format::Html, Format::Markdown}) {
        const QByteArray whole = test::written(format, test::aCase({}), {}, all);
        const QByteArray least = test::written(format, test::aCase({}), {}, none);
        for (const char *heading : {"How we know", "Causes, most likely first", "What to do", "Also seen",
                                    "What would make it work", "Timeline", "Exchanges", "messages"}) {
            QVERIFY2(whole.contains(heading), heading);
            QVERIFY2(!least.contains(heading), heading);
        }
        QVERIFY(least.contains("The server does WebSockets"));
    }
}

void TestReportHtml::messagesAreCounted()
{
    const QList<observation::Message> log = test::someMessages(MostHtmlMessages + 234);
    const QByteArray html = test::written(Format::Html, test::aCase(log), test::pagesOf(log));
    QVERIFY(html.contains("1,234 messages"));
    QVERIFY(html.contains("message 999<"));
    QVERIFY(!html.contains("message 1002<"));
    QVERIFY(html.contains("234 more are in the session file"));
}

void TestReportHtml::dataIsShown_data()
{
    QTest::addColumn<int>("opcode");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("shown");
    QTest::newRow("text") << 1 << QByteArray("a\nb") << QStringLiteral("a␊b");
    QTest::newRow("long") << 1 << QByteArray(100, 'x') << QString(QString(29, u'x') + u'…');
    QTest::newRow("binary") << 2 << QByteArray("\0\xff", 2) << QStringLiteral("00 ff");
    QTest::newRow("ping") << 9 << QByteArray("tick") << QStringLiteral("tick");
    QTest::newRow("odd ping") << 9 << QByteArray("\x01\x02") << QStringLiteral("01 02");
    QTest::newRow("close") << 8 << QByteArray("\x03\xe8", 2) << QStringLiteral("1000 Normal Closure");
    QTest::newRow("reason") << 8 << QByteArray("\x03\xf0no token")
                            << QStringLiteral("1008 Policy Violation: no token");
    QTest::newRow("empty close") << 8 << QByteArray() << QString();
}

void TestReportHtml::dataIsShown()
{
    QFETCH(int, opcode);
    QFETCH(QByteArray, payload);
    observation::Message message = samples::aMessage(1, payload);
    message.opcode = wire::Opcode(opcode);
    QTEST(shownData(message, 30), "shown");
}

void TestReportHtml::markdownIsInert()
{
    const QString markdown = QString::fromUtf8(test::written(Format::Markdown, hostileCase(), {}));
    bool inFence = false;
    QString fence;
    const QStringList lines = markdown.split(u'\n');
    for (const QString &line : lines) {
        const QString start = line.trimmed();
        if (start.startsWith(QLatin1String("```"))) {
            const QString ticks = start.left(start.lastIndexOf(u'`') + 1);
            if (!inFence)
                fence = ticks;
            inFence = !inFence || start != fence;
            continue;
        }
        if (inFence)
            continue;
        // Outside of fences and code nothing of the peer is markup, a mention or a link.
        const QString text = QString(line)
                                 .remove(QRegularExpression(QStringLiteral("(`+)(?!`).*?[^`]\\1(?!`)")))
                                 .remove(QRegularExpression(QStringLiteral("<code>[^<]*</code>")));
        QVERIFY2(!text.contains(QLatin1String("<script")) && !text.contains(QLatin1String("<img")),
                 qPrintable(line));
        QVERIFY2(!text.contains(QLatin1String("@everyone")), qPrintable(line));
        QVERIFY2(!text.contains(QLatin1String("#1 ")), qPrintable(line));
        QVERIFY2(!text.contains(QLatin1String("https://evil")), qPrintable(line));
    }
    QVERIFY(!inFence);
    QVERIFY(!markdown.contains(QChar(char16_t(0x202E))));
    QVERIFY(!markdown.contains(QChar(char16_t(0x1B))));
}

void TestReportHtml::markdownTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("markdown");
    const auto row = [](const char *name, const char *text, const char *markdown) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(markdown);
    };
    row("mention", "ask @octocat", "ask \\@&#8203;octocat");
    row("issue", "see #12 and GH-7", "see \\#&#8203;12 and GH-&#8203;7");
    row("emphasis", "a*b_c~d", "a\\*b\\_c\\~d");
    row("tag", "<b>&lt;", "&lt;b&gt;&amp;lt;");
    row("link", "[x](http://y)", "\\[x\\]\\(http:&#8203;//y\\)");
    row("list", "- one", "\\- one");
    row("number", "12. one", "12\\. one");
    row("version", "nginx 1.22", "nginx 1.22");
    row("lines", "a\n# b", "a \\#&#8203; b");
}

void TestReportHtml::markdownTexts()
{
    QFETCH(QString, text);
    QTEST(markdownText(text), "markdown");
}

void TestReportHtml::fencesHold_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("fence");
    QTest::newRow("plain") << QStringLiteral("a") << QStringLiteral("```");
    QTest::newRow("three") << QStringLiteral("```\nx") << QStringLiteral("````");
    QTest::newRow("nine") << QStringLiteral("a `````````") << QStringLiteral("``````````");
}

void TestReportHtml::fencesHold()
{
    QFETCH(QString, text);
    QFETCH(QString, fence);
    const QStringList lines = markdownFence(text, "http").split(u'\n');
    QCOMPARE(lines.constFirst(), QString(fence + QLatin1String("http")));
    QCOMPARE(lines.at(lines.size() - 2), fence);
}

void TestReportHtml::evidenceNumbersEndTheirLines()
{
    const QList<Run> runs{{QStringLiteral("HTTP/1.1 404"), 0, true, {1, 2}},
                          {QStringLiteral(" Not Found\nServer: "), 0, false, {}},
                          {QStringLiteral("Token 1"), 9, false, {}},
                          {QStringLiteral("\nbody\n"), 0, true, {3}}};
    QCOMPARE(plainRuns(runs), QStringLiteral("HTTP/1.1 404 Not Found    \u25C2 1, 2\nServer: "
                                             "[Token 1, 9 bytes removed]\nbody    \u25C2 3\n"));
}

QTEST_GUILESS_MAIN(TestReportHtml)
#include "test_report_html.moc"
