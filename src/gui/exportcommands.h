#pragma once

#include "gui/exportkind.h"

#include <QObject>
#include <QPointer>

class QSettings;

namespace wirewise::gui {

class ExportDialog;
class MainWindow;
struct ExportSource;

/// What the commands do that hand a session on: Export, and Save As.
class ExportCommands : public QObject
{
    Q_OBJECT
public:
    /// Both must outlive it.
    ExportCommands(MainWindow *window, QSettings *settings);

public Q_SLOTS:
    /// The dialog for the session of that file; it need not be open.
    void exportFile(const QString &path);
    /// A session file of the same, without what is removed by default.
    void saveWithoutSecrets(const QString &path, const QString &target);

private:
    void exportCurrent();
    void openDialog(ExportSource source);

    MainWindow *m_window;
    QSettings *m_settings;
    QPointer<ExportDialog> m_dialog;
};

} // namespace wirewise::gui
