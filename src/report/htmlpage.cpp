#include "report/htmlpage.h"

#include "diagnosis/catalogue.h"
#include "report/foottext.h"
#include "report/htmlstyle.h"
#include "report/htmltext.h"
#include "report/instant.h"
#include "report/reportwords.h"

#include <QCoreApplication>

namespace wirewise::report {

using namespace diagnosis;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Html)
};

const char *classOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Works:
        return "works";
    case Verdict::WorksWithWarnings:
        return "warns";
    case Verdict::Fails:
        return "fails";
    case Verdict::NotChecked:
        break;
    }
    return "plain";
}

/// Lines of a change in their colours.
QByteArray snippetHtml(const QString &snippet)
{
    QByteArrayList lines;
    for (const QString &line : snippet.split(u'\n')) {
        const char *cls = line.startsWith(QLatin1String("+ "))   ? "added"
                          : line.startsWith(QLatin1String("- ")) ? "taken"
                                                                 : "";
        lines.append(*cls ? htmlElement("span", cls, htmlText(line)) : htmlText(line));
    }
    return lines.join('\n');
}

} // namespace

HtmlPage::HtmlPage(const Case &exported, const ExportChoice &choice, HtmlFor use, Output &out)
    : m_case(exported)
    , m_observation(exported.checked.observation)
    , m_diagnosis(exported.checked.diagnosis)
    , m_choice(choice)
    , m_use(use)
    , m_out(out)
{
}

const Finding *HtmlPage::primary() const
{
    return m_diagnosis.findings.isEmpty() ? nullptr : &m_diagnosis.primary();
}

QByteArray HtmlPage::labelled(const QString &text) const
{
    return htmlRuns(labelledRuns(text, m_choice.redactor));
}

QByteArray HtmlPage::headingOf(const char *tag, const QByteArray &html) const
{
    // QTextDocument enlarges what stands in a heading, unless it says its size itself.
    return htmlElement(tag, "", m_use == HtmlFor::Document ? htmlElement("span", tag, html) : html);
}

void HtmlPage::heading(const QString &text)
{
    m_out << headingOf("h2", htmlText(text)) << "\n";
}

void HtmlPage::paragraph(const char *cls, const QByteArray &html)
{
    m_out << htmlElement("p", cls, html) << "\n";
}

void HtmlPage::box(const char *cls, const QByteArray &html)
{
    if (m_use == HtmlFor::Page) {
        m_out << htmlElement("div", cls, html) << "\n";
        return;
    }
    m_out << "<table width=\"100%\" cellspacing=\"0\"><tr>"
          << htmlElement("td", "box", htmlElement("p", cls, html)) << "</tr></table>\n";
}

void HtmlPage::tableHead(const QStringList &titles)
{
    m_out << (m_use == HtmlFor::Page ? "<div class=\"wide\"><table>" : "<table cellspacing=\"0\">") << "<tr>";
    for (const QString &title : titles)
        m_out << htmlElement("th", "", htmlText(title));
    m_out << "</tr>\n";
}

void HtmlPage::row(const QByteArrayList &cells, const QByteArrayList &classes)
{
    m_out << "<tr>";
    for (qsizetype i = 0; i < cells.size(); ++i) {
        QByteArray cls = classes.value(i);
        if (m_use == HtmlFor::Document)
            cls = cls.isEmpty() ? QByteArray("cell") : QByteArray("cell " + cls);
        m_out << htmlElement("td", cls.constData(), cells.at(i));
    }
    m_out << "</tr>\n";
}

void HtmlPage::tableEnd()
{
    m_out << (m_use == HtmlFor::Page ? "</table></div>\n" : "</table>\n");
}

void HtmlPage::writeHead()
{
    m_out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
    if (m_use == HtmlFor::Page) {
        m_out << "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                 "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                 "<meta name=\"referrer\" content=\"no-referrer\">\n";
    }
    m_out << htmlElement("title", "", htmlText(m_diagnosis.summary())) << "\n"
          << htmlElement("style", "", styleSheet(m_use)) << "\n</head>\n<body>\n"
          << (m_use == HtmlFor::Page ? "<main>\n" : "");
}

void HtmlPage::writeVerdict()
{
    const QByteArray cls = classOf(m_diagnosis.verdict);
    QByteArray band = headingOf("h1", labelled(m_diagnosis.summary()));
    if (const Finding *finding = primary(); finding && !finding->where.isEmpty())
        band += htmlElement("p", "", htmlProse(finding->where));
    band += htmlElement("p", "mono", labelled(addressOf(m_observation)));
    QStringList facts;
    if (const auto start = startOf(m_observation))
        facts.append(toWords(*start));
    const QString word = verdictWord(m_diagnosis.verdict);
    facts.append(word.left(1).toUpper() + word.mid(1));
    if (const Finding *finding = primary()) {
        facts.append(QStringLiteral("%1, %2").arg(
            QString::fromUtf8(finding->id),
            Texts::tr("confidence %1").arg(QString::number(finding->confidence, 'f', 2))));
    }
    band += htmlElement("p", "faint", htmlText(facts.join(QStringLiteral(". "))));
    if (m_use == HtmlFor::Page) {
        m_out << htmlElement("header", QByteArray("verdict " + cls).constData(), band) << "\n";
    } else {
        m_out << "<table width=\"100%\" cellspacing=\"0\"><tr><td width=\"4\" class=\"edge-" << cls
              << "\"></td>" << htmlElement("td", QByteArray("band " + cls).constData(), band)
              << "</tr></table>\n";
    }
    if (const Finding *finding = primary(); finding && m_choice.verdict && !finding->explanation.isEmpty())
        paragraph("", htmlProse(finding->explanation));
}

void HtmlPage::writeNotes()
{
    if (m_case.name.isEmpty() && m_case.notes.isEmpty())
        return;
    heading(m_case.name.isEmpty() ? Texts::tr("Notes") : m_case.name);
    if (!m_case.notes.isEmpty())
        paragraph("", labelled(m_case.notes).replace('\n', "<br>"));
}

void HtmlPage::writeEvidence()
{
    const Finding *finding = primary();
    if (!finding || finding->evidence.isEmpty())
        return;
    heading(evidenceHeading(*finding));
    m_out << (m_use == HtmlFor::Page ? "<ol class=\"proofs\">\n" : "");
    int number = 0;
    for (const Evidence &evidence : finding->evidence) {
        QByteArray html = htmlElement("span", "number", "&nbsp;" + QByteArray::number(++number) + "&nbsp;") +
                          ' ' + htmlProse(evidence.says.isEmpty() ? placeOf(evidence) : evidence.says);
        if (!evidence.text.isEmpty())
            html += "<br>" + htmlElement("code", "", labelled(evidence.text));
        if (!evidence.says.isEmpty() && !placeOf(evidence).isEmpty())
            html += ' ' + htmlElement("span", "faint", htmlText(placeOf(evidence)));
        m_out << htmlElement(m_use == HtmlFor::Page ? "li" : "p", "", html) << "\n";
    }
    m_out << (m_use == HtmlFor::Page ? "</ol>\n" : "");
}

void HtmlPage::writeCauses()
{
    const Finding *finding = primary();
    if (!finding || finding->causes.isEmpty())
        return;
    heading(Texts::tr("Causes, most likely first"));
    tableHead({});
    for (const Cause &cause : finding->causes) {
        QByteArray text = htmlProse(cause.text);
        if (!cause.confirm.isEmpty())
            text += "<br>" +
                    htmlElement("span", "faint", htmlProse(Texts::tr("To confirm: %1").arg(cause.confirm)));
        row({htmlText(likelihoodWord(cause.likelihood)), text}, {"faint", ""});
    }
    tableEnd();
}

void HtmlPage::writeFix()
{
    const Finding *finding = primary();
    if (!finding || finding->fixes.isEmpty())
        return;
    const Fix &fix = finding->fixes.constFirst();
    heading(fixHeading(fix));
    paragraph("", htmlProse(fix.text));
    if (!fix.snippet.isEmpty())
        box("snippet", snippetHtml(fix.snippet));
    const QString proof = proofOf(fix);
    if (!proof.isEmpty())
        paragraph("faint", htmlProse(proof));
    if (!finding->references.isEmpty())
        paragraph("faint", htmlText(finding->references.join(QStringLiteral(", "))));
}

void HtmlPage::writeOtherFindings()
{
    if (m_diagnosis.findings.size() < 2)
        return;
    heading(Texts::tr("Also seen"));
    tableHead({});
    for (qsizetype i = 1; i < m_diagnosis.findings.size(); ++i) {
        const Finding &finding = m_diagnosis.findings.at(i);
        row({htmlText(severityWord(finding.severity)),
             htmlProse(finding.title) + ' ' +
                 htmlElement("span", "faint mono", htmlText(QString::fromUtf8(finding.id)))},
            {"faint", ""});
    }
    tableEnd();
}

void HtmlPage::writeFoot()
{
    const QByteArray text = htmlText(footText(m_case, m_choice));
    if (m_use == HtmlFor::Page)
        m_out << htmlElement("footer", "", text) << "\n</main>\n";
    else
        m_out << "<hr>" << htmlElement("p", "faint", text) << "\n";
    m_out << "</body>\n</html>\n";
}

} // namespace wirewise::report
