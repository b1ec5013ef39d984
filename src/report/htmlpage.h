#pragma once

#include "report/html.h"
#include "report/output.h"

#include <QString>

namespace wirewise::report {

/// Writes one report as HTML, section by section.
class HtmlPage
{
public:
    HtmlPage(const Case &exported, const ExportChoice &choice, HtmlFor use, Output &out);

    void writeHead();
    void writeVerdict();
    void writeNotes();
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
    void heading(const QString &text);
    [[nodiscard]] QByteArray headingOf(const char *tag, const QByteArray &html) const;
    void paragraph(const char *cls, const QByteArray &html);
    /// Text in which white space counts, in a box.
    void box(const char *cls, const QByteArray &html);
    void tableHead(const QStringList &titles);
    void row(const QByteArrayList &cells, const QByteArrayList &classes = {});
    void tableEnd();
    void writeExchange(const observation::Exchange &exchange);
    void writeBytes(const observation::Exchange &exchange, wire::Direction direction);
    [[nodiscard]] QByteArray barOf(const observation::Timing &timing) const;
    [[nodiscard]] QByteArray labelled(const QString &text) const;
    [[nodiscard]] const diagnosis::Finding *primary() const;

    const Case &m_case;
    const observation::Observation &m_observation;
    const diagnosis::Diagnosis &m_diagnosis;
    const ExportChoice &m_choice;
    HtmlFor m_use;
    Output &m_out;
};

} // namespace wirewise::report
