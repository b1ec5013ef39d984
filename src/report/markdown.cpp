#include "report/markdown.h"

#include "diagnosis/catalogue.h"
#include "report/exchangeorder.h"
#include "report/exchangetext.h"
#include "report/foottext.h"
#include "report/instant.h"
#include "report/markdowntext.h"
#include "report/messagedata.h"
#include "report/messagewalk.h"
#include "report/output.h"
#include "report/reportwords.h"
#include "report/tlsrows.h"

#include <QCoreApplication>

namespace wirewise::report {

using namespace observation;
using namespace diagnosis;

namespace {

/// Bytes of one direction that are shown: of a probe, and of an experiment.
constexpr qsizetype ShownOfProbe = 4096, ShownOfExperiment = 1024;
constexpr qsizetype ShownCharacters = 200;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Markdown)
};

QString removedAsText(const QString &text, const ExportChoice &choice)
{
    return plainRuns(labelledRuns(text, choice.redactor));
}

class MarkdownPage
{
public:
    MarkdownPage(const Case &exported, const ExportChoice &choice, Output &out)
        : m_case(exported)
        , m_observation(exported.checked.observation)
        , m_diagnosis(exported.checked.diagnosis)
        , m_choice(choice)
        , m_out(out)
    {
    }

    void writeVerdict();
    void writeEvidence();
    void writeCauses();
    void writeFix();
    void writeOtherFindings();
    void writeExperiments();
    void writeTimeline();
    void writeTls();
    void writeExchanges();
    void writeMessages(const MessagePages &pages);
    void writeFoot();

private:
    void line(const QString &text) { m_out << text.toUtf8() << "\n"; }
    void heading(const QString &text) { line(QStringLiteral("\n### %1\n").arg(markdownText(text))); }
    void tableHead(const QStringList &titles);
    void row(const QStringList &cells) { m_out << markdownRow(cells).toUtf8(); }
    void writeBytes(const ShownExchange &shown, wire::Direction direction);
    [[nodiscard]] QString labelled(const QString &text) const
    {
        return markdownText(removedAsText(text, m_choice));
    }
    [[nodiscard]] QString code(const QString &text) const
    {
        return markdownCode(removedAsText(text, m_choice));
    }
    [[nodiscard]] const Finding *primary() const
    {
        return m_diagnosis.findings.isEmpty() ? nullptr : &m_diagnosis.primary();
    }

    const Case &m_case;
    const Observation &m_observation;
    const Diagnosis &m_diagnosis;
    const ExportChoice &m_choice;
    Output &m_out;
};

void MarkdownPage::tableHead(const QStringList &titles)
{
    row(titles);
    m_out << '|' + QByteArray(" --- |").repeated(titles.size()) + '\n';
}

void MarkdownPage::writeVerdict()
{
    line(QStringLiteral("## ") + labelled(m_diagnosis.summary()) + u'\n');
    QStringList facts{code(addressOf(m_observation))};
    if (const auto start = startOf(m_observation))
        facts.append(toWords(*start));
    if (const Finding *finding = primary()) {
        facts.append(QStringLiteral("**%1**: %2, %3")
                         .arg(verdictWord(m_diagnosis.verdict), code(QString::fromUtf8(finding->id)),
                              Texts::tr("confidence %1").arg(QString::number(finding->confidence, 'f', 2))));
    }
    line(facts.join(QStringLiteral("  \n")));
    if (const Finding *finding = primary(); finding && m_choice.verdict) {
        for (const QString &text : {finding->where, finding->explanation}) {
            if (!text.isEmpty())
                line(u'\n' + markdownProse(text));
        }
    }
    if (!m_case.name.isEmpty() || !m_case.notes.isEmpty()) {
        heading(m_case.name.isEmpty() ? Texts::tr("Notes") : m_case.name);
        for (const QString &note : m_case.notes.split(u'\n'))
            line(labelled(note) + QLatin1String("  "));
    }
}

void MarkdownPage::writeEvidence()
{
    const Finding *finding = primary();
    if (!finding || finding->evidence.isEmpty())
        return;
    heading(evidenceHeading(*finding));
    int number = 0;
    for (const Evidence &evidence : finding->evidence) {
        const QString place = placeOf(evidence);
        const QString says = evidence.says.isEmpty() ? place : evidence.says;
        line(QStringLiteral("%1. %2%3")
                 .arg(QString::number(++number), markdownProse(says),
                      evidence.says.isEmpty() || place.isEmpty()
                          ? QString()
                          : QString(QLatin1String(" (") + place + u')')));
        if (!evidence.text.isEmpty())
            m_out << markdownFence(removedAsText(evidence.text, m_choice), "", 3).toUtf8();
    }
}

void MarkdownPage::writeCauses()
{
    const Finding *finding = primary();
    if (!finding || finding->causes.isEmpty())
        return;
    heading(Texts::tr("Causes, most likely first"));
    for (const Cause &cause : finding->causes) {
        line(QStringLiteral("- **%1**: %2").arg(likelihoodWord(cause.likelihood), markdownProse(cause.text)));
        if (!cause.confirm.isEmpty())
            line(QStringLiteral("  ") + markdownProse(Texts::tr("To confirm: %1").arg(cause.confirm)));
    }
}

void MarkdownPage::writeFix()
{
    const Finding *finding = primary();
    if (!finding || finding->fixes.isEmpty())
        return;
    const Fix &fix = finding->fixes.constFirst();
    heading(fixHeading(fix));
    line(markdownProse(fix.text));
    const bool change =
        fix.snippet.startsWith(QLatin1String("+ ")) || fix.snippet.startsWith(QLatin1String("- ")) ||
        fix.snippet.contains(QLatin1String("\n+ ")) || fix.snippet.contains(QLatin1String("\n- "));
    if (!fix.snippet.isEmpty())
        m_out << "\n" << markdownFence(fix.snippet, change ? "diff" : "").toUtf8();
    if (const QString proof = proofOf(fix); !proof.isEmpty())
        line(u'\n' + markdownProse(proof));
    if (!finding->references.isEmpty())
        line(u'\n' + markdownText(finding->references.join(QStringLiteral(", "))));
}

void MarkdownPage::writeOtherFindings()
{
    if (m_diagnosis.findings.size() < 2)
        return;
    heading(Texts::tr("Also seen"));
    for (qsizetype i = 1; i < m_diagnosis.findings.size(); ++i) {
        const Finding &finding = m_diagnosis.findings.at(i);
        line(QStringLiteral("- %1: %2 (%3)")
                 .arg(severityWord(finding.severity), markdownProse(finding.title),
                      code(QString::fromUtf8(finding.id))));
    }
}

void MarkdownPage::writeExperiments()
{
    if (m_observation.experiments.isEmpty() && m_observation.skipped.isEmpty())
        return;
    heading(experimentsHeading(m_diagnosis.verdict));
    tableHead({Texts::tr("Change"), Texts::tr("Answer"), Texts::tr("Helps")});
    for (const ExperimentResult &result : m_observation.experiments) {
        const QString helps = helpsWord(result);
        row({labelled(result.experiment.change), labelled(answerOf(result.exchange)),
             result.helps ? QString(QStringLiteral("**") + helps + QStringLiteral("**")) : helps});
    }
    for (const SkippedExperiment &skipped : m_observation.skipped)
        row({labelled(skipped.change), labelled(Texts::tr("not tried: %1").arg(skipped.why)), QString()});
}

void MarkdownPage::writeTimeline()
{
    const QList<ShownExchange> shown = shownExchanges(m_observation, m_choice.experiments);
    if (shown.isEmpty())
        return;
    const auto time = [](const std::optional<Duration> &duration) {
        return duration ? durationText(*duration) : QStringLiteral("–");
    };
    heading(Texts::tr("Timeline"));
    tableHead({Texts::tr("Exchange"), Texts::tr("Answer"), Texts::tr("Name"), Texts::tr("Connect"),
               Texts::tr("TLS"), Texts::tr("Wait"), Texts::tr("Total")});
    for (const ShownExchange &one : shown) {
        const Timing &timing = one.exchange->timing;
        row({labelled(one.title()), labelled(answerOf(*one.exchange)), time(timing.name),
             time(timing.connect), time(timing.tls), time(timing.wait), time(timing.total)});
    }
}

void MarkdownPage::writeTls()
{
    const Exchange *exchange = exchangeOverTls(m_observation);
    if (!exchange)
        return;
    heading(Texts::tr("TLS"));
    line(labelled(tlsSummary(*exchange)) + u'\n');
    for (const TlsSection &section : tlsSections(*exchange, m_observation.startedAt)) {
        line(QStringLiteral("<details><summary>%1</summary>\n").arg(section.title.toHtmlEscaped()));
        tableHead({Texts::tr("Fact"), Texts::tr("Value")});
        for (const TlsRow &one : section.rows)
            row({labelled(one.name), labelled(one.value)});
        line(QStringLiteral("\n</details>\n"));
    }
}

void MarkdownPage::writeBytes(const ShownExchange &shown, wire::Direction direction)
{
    const qsizetype most = shown.experiment ? ShownOfExperiment : ShownOfProbe;
    const MarkedBytes marked = markedBytes(*shown.exchange, direction, m_choice.verdict ? primary() : nullptr,
                                           m_choice.redactor, most);
    const bool sent = direction == wire::Direction::Sent;
    if (marked.runs.isEmpty() && marked.left.isEmpty()) {
        line(sent ? Texts::tr("Nothing was sent.") : Texts::tr("Nothing came back."));
        return;
    }
    line((sent ? Texts::tr("Sent:") : Texts::tr("Received:")) + u'\n');
    m_out << markdownFence(plainRuns(marked.runs), "http").toUtf8() << "\n";
    if (!marked.left.isEmpty())
        line(markdownText(marked.left) + u'\n');
}

void MarkdownPage::writeExchanges()
{
    const QList<ShownExchange> shown = shownExchanges(m_observation, m_choice.experiments);
    if (shown.isEmpty())
        return;
    heading(Texts::tr("Exchanges"));
    for (const ShownExchange &one : shown) {
        // In code nobody is mentioned; a blank line lets Markdown begin again.
        const QString title = one.title() + QStringLiteral(": ") + answerOf(*one.exchange);
        line(QStringLiteral("<details><summary><code>%1</code>, %2</summary>\n")
                 .arg(safeText(removedAsText(title, m_choice)).toHtmlEscaped(),
                      durationText(one.exchange->timing.total)));
        writeBytes(one, wire::Direction::Sent);
        writeBytes(one, wire::Direction::Received);
        line(QStringLiteral("</details>\n"));
    }
}

void MarkdownPage::writeMessages(const MessagePages &pages)
{
    const qint64 all = messagesIn(m_case);
    if (all == 0)
        return;
    heading(all == 1 ? Texts::tr("1 message") : Texts::tr("%1 messages").arg(countText(all)));
    tableHead({Texts::tr("No."), Texts::tr("Time"), QString(), Texts::tr("Kind"), Texts::tr("Size"),
               Texts::tr("Data")});
    qint64 shown = 0;
    walkMessages(m_case, pages, [&](const Message &message) {
        const bool sent = message.direction == wire::Direction::Sent;
        row({QString::number(message.number),
             QStringLiteral("%1 s").arg(std::chrono::duration<double>(message.at).count(), 0, 'f', 3),
             sent ? QStringLiteral("→") : QStringLiteral("←"),
             QString::fromLatin1(wire::toString(message.opcode)), QString::number(message.payload.size()),
             code(shownData(message, ShownCharacters))});
        return ++shown < MostMarkdownMessages;
    });
    if (shown < all)
        line(u'\n' + Texts::tr("%1 more are not shown.").arg(countText(all - shown)));
}

void MarkdownPage::writeFoot()
{
    line(QStringLiteral("\n---\n") + markdownText(footText(m_case, m_choice)));
}

} // namespace

bool writeMarkdown(const Case &exported, const MessagePages &pages, const ExportChoice &choice,
                   QIODevice &device)
{
    Output out(device);
    MarkdownPage page(exported, choice, out);
    page.writeVerdict();
    if (choice.verdict)
        page.writeEvidence();
    if (choice.causes) {
        page.writeCauses();
        page.writeFix();
    }
    if (choice.verdict)
        page.writeOtherFindings();
    if (choice.experiments)
        page.writeExperiments();
    if (choice.timeline)
        page.writeTimeline();
    if (choice.exchanges) {
        page.writeTls();
        page.writeExchanges();
    }
    if (choice.messages)
        page.writeMessages(pages);
    page.writeFoot();
    return out.ok();
}

} // namespace wirewise::report
