#include "gui/exportcommands.h"

#include "gui/exportdialog.h"
#include "gui/mainwindow.h"
#include "gui/sessionpage.h"

#include <QLocale>

namespace wirewise::gui {

ExportCommands::ExportCommands(MainWindow *window, QSettings *settings)
    : QObject(window)
    , m_window(window)
    , m_settings(settings)
{
    connect(window->actions()["export"], &QAction::triggered, this, &ExportCommands::exportCurrent);
    connect(window->sessionPage(), &SessionPage::exportClicked, window->actions()["export"],
            &QAction::trigger);
}

void ExportCommands::exportCurrent()
{
    CheckSession *session = m_window->current();
    if (session && session->diagnosis())
        exportFile(session->path());
}

void ExportCommands::exportFile(const QString &path)
{
    if (m_dialog)
        return;
    // The file is the truth, as the command line has it. One that could not be kept is taken from the window.
    m_window->workbench().desk().open(path,
                                      [this, path](const session::Result<session::SessionContent> &content) {
                                          CheckSession *session = m_window->workbench().find(path);
                                          if (content) {
                                              ExportSource source = ExportSource::of(*content);
                                              source.path = path;
                                              openDialog(std::move(source));
                                          } else if (session && session->diagnosis()) {
                                              openDialog(ExportSource::of(*session));
                                          } else {
                                              m_window->notice(content.error().text);
                                          }
                                      });
}

void ExportCommands::saveWithoutSecrets(const QString &path, const QString &target)
{
    ExportSource source;
    source.path = path;
    auto *runner = new ExportRunner(std::move(source), this);
    connect(runner, &ExportRunner::saved, this, [this, runner](const QString &saved) {
        m_window->notice(tr("Saved as %1, without its secrets.").arg(saved));
        runner->deleteLater();
    });
    connect(runner, &ExportRunner::failed, this, [this, runner](const QString &sentence) {
        m_window->notice(sentence);
        runner->deleteLater();
    });
    ExportOrder order;
    order.kind = ExportKind::Wirewise;
    runner->save(order, target);
}

void ExportCommands::openDialog(ExportSource source)
{
    if (m_dialog)
        return;
    m_dialog = new ExportDialog(std::move(source), m_settings, m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &ExportDialog::saved, this, [this](const QString &path, qint64 bytes) {
        m_window->notice(tr("Saved as %1, %2.")
                             .arg(path, QLocale().formattedDataSize(bytes, 0, QLocale::DataSizeSIFormat)));
    });
    m_dialog->open();
}

} // namespace wirewise::gui
