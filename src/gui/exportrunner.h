#pragma once

#include "gui/exportjob.h"
#include "gui/exportwatch.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace wirewise::gui {

class ReportPaper;

/// A preview, and its page where it has one.
struct PreparedPreview
{
    ExportPreview preview;
    bool complete = true;               ///< all messages were gone through for secrets
    std::shared_ptr<ReportPaper> paper; ///< lives on the GUI thread; null for kinds without pages
};

/// Makes previews and files of one session on a thread of its own, one after the other. Lives on the GUI
/// thread and answers there.
class ExportRunner : public QObject
{
    Q_OBJECT
public:
    explicit ExportRunner(ExportSource source, QObject *parent = nullptr);
    /// Ends what runs; a file that is not whole is not there afterwards.
    ~ExportRunner() override;

    [[nodiscard]] const ExportSource &source() const { return m_source; }
    [[nodiscard]] bool isLooking() const { return m_previewing != nullptr; }
    /// The preview that was asked for last; earlier ones are given up.
    void preview(const ExportOrder &order);
    void save(const ExportOrder &order, const QString &path);
    void copyMarkdown(const ExportOrder &order);
    /// Gives up a file or a copy that is being made.
    void cancel();
    [[nodiscard]] bool isWriting() const { return m_writing != nullptr; }
    /// Steps of the file that is being made: done and all.
    [[nodiscard]] qint64 done() const { return m_writing ? m_writing->done() : 0; }
    [[nodiscard]] qint64 total() const { return m_writing ? m_writing->total() : 0; }

Q_SIGNALS:
    /// Twice for a session of many messages: at once, then when all of them were gone through for secrets.
    void previewed(const wirewise::gui::PreparedPreview &preview);
    void saved(const QString &path, qint64 bytes);
    void copied(const QByteArray &markdown, bool whole);
    void cancelled();
    /// A sentence for the user.
    void failed(const QString &sentence);

private:
    using Watch = std::shared_ptr<ExportWatch>;
    void makePreview(const ExportOrder &order, const Watch &watch, qint64 gathered);
    /// Back to the GUI thread, where it is dropped if the watch was cancelled meanwhile.
    void answer(const Watch &watch, std::function<void()> call);
    void finish(const ExportOutcome &outcome, const QString &path);

    const ExportSource m_source;
    Watch m_previewing, m_writing;
    QThreadPool m_previews, m_files;
};

} // namespace wirewise::gui
