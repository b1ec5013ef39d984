#pragma once

#include "gui/widgets/copyformat.h"
#include "report/exportformats.h"

#include <QObject>
#include <QPointer>

namespace wirewise::gui {

class ExportRunner;
class MainWindow;

/// Edit > Copy As: the exchange that is shown as a command, a program, text or hex; the whole session as
/// Markdown.
class CopyCommands : public QObject
{
    Q_OBJECT
public:
    /// The window must outlive it.
    explicit CopyCommands(MainWindow *window);

private:
    template<typename Call>
    void on(const char *name, Call call);
    /// Of the tab that is shown.
    [[nodiscard]] QByteArray shownExchange() const;
    /// What is selected, else all that is shown; on Messages the chosen message.
    [[nodiscard]] QByteArray shownBytes() const;
    void copyCommandLine();
    void copyRequest(report::Format format);
    void copyBytes(CopyFormat format);
    void copyMarkdown();

    MainWindow *m_window;
    QPointer<ExportRunner> m_runner;
};

} // namespace wirewise::gui
