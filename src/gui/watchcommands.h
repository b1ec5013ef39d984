#pragma once

#include "gui/checksession.h"
#include "gui/watchsession.h"

#include <QHash>
#include <QObject>
#include <QPointer>

class QSettings;

namespace wirewise::gui {

class DesktopNotifier;
class MainWindow;
class RequestPanel;
class WatchPage;

/// Watching in the window: begins watches, shows them, and tells the desktop what changed. Several go on at
/// once; one is shown.
class WatchCommands : public QObject
{
    Q_OBJECT
public:
    WatchCommands(MainWindow *window, RequestPanel *request, QSettings *settings);
    ~WatchCommands() override;

    [[nodiscard]] WatchPage *page() const { return m_page; }
    [[nodiscard]] DesktopNotifier *notifier() const { return m_notifier; }
    /// Null unless a watch keeps that file.
    [[nodiscard]] WatchSession *find(const QString &path) const { return m_sessions.value(path); }

private:
    void offer();
    void start();
    void follow(WatchSession *session);
    void show(WatchSession *session);
    void list(const WatchSession *session);
    void tell(const WatchSession *session, const diagnosis::CourseEvent &event);
    void notify(const WatchSession *session, const QString &text, bool isUrgent);
    /// A file that holds a watch is shown as one.
    void lookInto(CheckSession *session);
    void openCheck(qint64 check);
    void followActions();

    MainWindow *m_window;
    RequestPanel *m_request;
    QSettings *m_settings;
    WatchPage *m_page;
    DesktopNotifier *m_notifier;
    QHash<QString, WatchSession *> m_sessions;
    QPointer<CheckSession> m_check; ///< the one of a change that is shown
    QString m_offered;              ///< typed
    observation::Settings m_offeredSettings;
};

} // namespace wirewise::gui
