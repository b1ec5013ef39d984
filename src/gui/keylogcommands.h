#pragma once

#include <QObject>

namespace wirewise::gui {

class MainWindow;

/// The key log for Wireshark: begun by its action, by the TLS pane or by SSLKEYLOGFILE, and never kept on for
/// the next start of the program.
class KeyLogCommands : public QObject
{
    Q_OBJECT
public:
    explicit KeyLogCommands(MainWindow *window);

private:
    void beginOrEnd();
    void write(const QString &file);
    void showState();

    MainWindow *m_window;
};

} // namespace wirewise::gui
