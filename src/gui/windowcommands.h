#pragma once

#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QStringList>

namespace wirewise::gui {

class ExplanationDialog;
class MainWindow;

/// What the commands of the window do: joins each QAction to the part that does it.
class WindowCommands : public QObject
{
    Q_OBJECT
public:
    explicit WindowCommands(MainWindow *window);

Q_SIGNALS:
    /// From the menu of a session, which need not be open.
    void exportRequested(const QString &path);
    /// The session of that file as another one, without what is removed by default.
    void saveWithoutSecretsRequested(const QString &path, const QString &target);

private:
    template<typename Call>
    void on(const char *name, Call call);
    void connectFile();
    void connectEdit();
    void connectCheck();
    void connectSession();
    void connectView();
    void connectAppearance();
    void connectHelp();

    void openFile();
    void saveAs();
    void checkAgain();
    void renameSession();
    void deleteSessions(const QStringList &paths);
    void sessionMenu(const QStringList &paths, const QPoint &at);
    void retryMenu(const QByteArray &probe, const QPoint &at);
    void explain(const QByteArray &id);
    void palette(const QString &words);
    void about();

    MainWindow *m_window;
    QPointer<ExplanationDialog> m_explanations;
};

} // namespace wirewise::gui
