#pragma once

#include "gui/exportsource.h"
#include "redaction/redactor.h"

#include <optional>

namespace wirewise::gui {

class ExportWatch;

/// The messages of a session file, page by page. Keeps one page. Any thread, but one at a time.
class ExportMessages
{
public:
    /// Both must outlive it. After the watch was cancelled there are no more messages.
    ExportMessages(const ExportSource &source, ExportWatch &watch);

    /// Messages number first to first + count - 1, those that exist.
    [[nodiscard]] QList<observation::Message> page(qint64 first, qint64 count);
    /// The same without their secrets, for a writer; valid as long as this and the redactor.
    [[nodiscard]] report::MessagePages redactedPages(redaction::Redactor &redactor);
    /// Lets the redactor learn from the first so many of them.
    void gather(redaction::Redactor &redactor, qint64 count);
    /// Why messages could not be read; empty while all is well.
    [[nodiscard]] const QString &problem() const { return m_problem; }

private:
    const ExportSource &m_source;
    ExportWatch &m_watch;
    std::optional<session::SessionFile> m_file;
    QString m_problem;
    qint64 m_passed = 0; ///< in all passes
};

} // namespace wirewise::gui
