#include "gui/keylogcommands.h"

#include "gui/exchangepage.h"
#include "gui/mainwindow.h"
#include "gui/sessionpage.h"
#include "gui/tlspane.h"
#include "probe/keylog.h"

#include <QDir>
#include <QFileDialog>

namespace wirewise::gui {

KeyLogCommands::KeyLogCommands(MainWindow *window)
    : QObject(window)
    , m_window(window)
{
    connect(window->actions()["keyLog"], &QAction::triggered, this, &KeyLogCommands::beginOrEnd);
    connect(window->sessionPage()->exchangePage()->tlsPane(), &TlsPane::keyLogRequested, this,
            &KeyLogCommands::beginOrEnd);
    const QString asked = QFile::decodeName(qgetenv("SSLKEYLOGFILE"));
    if (!asked.isEmpty())
        write(asked);
    showState();
}

void KeyLogCommands::beginOrEnd()
{
    if (!probe::keyLogFile().isEmpty()) {
        write({});
        return;
    }
    showState(); // the action is checked once a file is chosen
    auto *dialog = new QFileDialog(m_window, tr("Keep the keys of every TLS connection"), QDir::homePath(),
                                   tr("Key logs (*.log *.keys *.txt);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // it is appended to
    dialog->selectFile(QStringLiteral("wirewise-keys.log"));
    connect(dialog, &QFileDialog::fileSelected, this, &KeyLogCommands::write);
    dialog->open();
}

void KeyLogCommands::write(const QString &file)
{
    if (const std::optional<QString> why = probe::logKeysTo(file))
        m_window->notice(tr("%1 cannot be written: %2.").arg(file, *why));
    else if (!file.isEmpty())
        m_window->notice(
            tr("The keys of every TLS connection go to %1. Whoever has it can read the traffic.").arg(file));
    else
        m_window->notice(tr("No more keys are kept. The file stays: delete it when you are done."));
    showState();
}

void KeyLogCommands::showState()
{
    const QString file = probe::keyLogFile();
    m_window->actions()["keyLog"]->setChecked(!file.isEmpty());
    m_window->sessionPage()->exchangePage()->tlsPane()->setKeyLog(file);
}

} // namespace wirewise::gui
