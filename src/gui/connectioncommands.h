#pragma once

#include <QObject>

class QThread;

namespace wirewise::gui {

class Actions;
class MessagesPage;
class SessionPage;
class WindowState;

/// What the commands do that keep a connection, or find out why it does not stay.
class ConnectionCommands : public QObject
{
    Q_OBJECT
public:
    /// All of them must outlive it; it becomes a child of the page.
    ConnectionCommands(Actions *actions, SessionPage *page, WindowState *state, QThread *network);

private:
    void connectReconnecting();
    void findIdleLimit();
    /// Which of them make sense now.
    void follow();

    Actions *m_actions;
    SessionPage *m_sessionPage;
    MessagesPage *m_page;
    WindowState *m_state;
};

} // namespace wirewise::gui
