#pragma once

#include "gui/exportkind.h"
#include "gui/exportsource.h"
#include "redaction/redactor.h"
#include "report/html.h"

#include <QStringList>

namespace wirewise::gui {

class ExportWatch;

/// What is to be written, and what is to be removed from it.
struct ExportOrder
{
    ExportKind kind = ExportKind::Html;
    report::ExportChoice include;
    redaction::Choice removal;
};

/// The beginning of what would be written, by the same writers.
struct ExportPreview
{
    ExportKind kind = ExportKind::Html;
    QByteArray source; ///< the first bytes of the file; none where it is no text
    QString page;      ///< of kinds with a page: HTML for a ReportPaper, or Markdown if the kind is that
    bool cut = false;  ///< source or page ends before the file does
    qint64 size = 0;   ///< of the file, in bytes; an estimate where messages are left out
    qint64 shownMessages =
        0;               ///< how many messages the preview holds; fewer than messages if it was cut there
    qint64 messages = 0; ///< how many the file would hold
    /// What was found in the observation and the messages that were gone through, removed or not.
    QList<redaction::Removal> removals;
    QStringList risks;   ///< what stays readable, in words
    QStringList left;    ///< labels of removed values that still stand in source: none, if all is right
    bool failed = false; ///< the writer could not write; nothing above holds

    /// Places where something is removed.
    [[nodiscard]] qsizetype places() const;
};

/// What an export came to.
struct ExportOutcome
{
    enum class End { Saved, Cancelled, Failed };
    End end = End::Failed;
    QString problem; ///< why it failed and what to do, in words
    qint64 bytes = 0;
};

/// The functions below are called on any thread; the watch ends them early.

/// At most that many messages are in a preview, and that many bytes of text. A report shows no more of them.
inline constexpr qint64 PreviewMessages = report::MostHtmlMessages;
inline constexpr qint64 PreviewBytes = 256 * 1024;

/// A redactor that knows the secrets of the session and of the first so many messages, so that each is
/// removed also where it stands before the place that tells it.
[[nodiscard]] redaction::Redactor redactorFor(const ExportSource &source, const ExportOrder &order,
                                              qint64 messages, ExportWatch &watch);

[[nodiscard]] ExportPreview previewExport(const ExportSource &source, const ExportOrder &order,
                                          redaction::Redactor redactor, ExportWatch &watch);

/// Writes the file whole or not at all; a file of that name is replaced only by a whole one.
[[nodiscard]] ExportOutcome saveExport(const ExportSource &source, const ExportOrder &order,
                                       const QString &path, ExportWatch &watch);

} // namespace wirewise::gui
