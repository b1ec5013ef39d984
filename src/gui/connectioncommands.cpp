#include "gui/connectioncommands.h"

#include "gui/actions.h"
#include "gui/checksession.h"
#include "gui/connectionline.h"
#include "gui/idlepanel.h"
#include "gui/messagespage.h"
#include "gui/sessionpage.h"
#include "gui/windowstate.h"

#include <QMenu>

namespace wirewise::gui {

ConnectionCommands::ConnectionCommands(Actions *actions, SessionPage *page, WindowState *state,
                                       QThread *network)
    : QObject(page)
    , m_actions(actions)
    , m_sessionPage(page)
    , m_page(page->messagesPage())
    , m_state(state)
{
    connectReconnecting();
    m_page->idlePanel()->setNetwork(network);
    QAction *find = (*m_actions)["findIdleLimit"];
    connect(find, &QAction::triggered, this, &ConnectionCommands::findIdleLimit);
    QMenu *menu = m_page->connectionLine()->pingMenu();
    menu->addSeparator();
    menu->addAction(find);
    connect(m_page, &MessagesPage::chosenChanged, this, &ConnectionCommands::follow);
    follow();
}

void ConnectionCommands::connectReconnecting()
{
    QAction *reconnect = (*m_actions)["reconnect"];
    reconnect->setChecked(m_state->flag("reconnect", false));
    connect(reconnect, &QAction::toggled, this, [this](bool on) {
        m_state->setFlag("reconnect", on);
        if (CheckSession *session = m_page->session())
            session->setReconnecting(on);
    });
    QAction *now = (*m_actions)["reconnectNow"];
    connect(now, &QAction::triggered, this, [this] {
        if (CheckSession *session = m_page->session())
            session->reconnectNow();
    });
    ConnectionLine *line = m_page->connectionLine();
    connect(line, &ConnectionLine::reconnectRequested, now, &QAction::trigger);
    connect(line, &ConnectionLine::reconnectStopRequested, reconnect,
            [reconnect] { reconnect->setChecked(false); });
}

void ConnectionCommands::findIdleLimit()
{
    CheckSession *session = m_page->session();
    if (!session)
        return;
    m_sessionPage->setTab(SessionPage::Tab::Messages);
    m_page->idlePanel()->offer(session->observation().typed, session->observation().settings);
}

void ConnectionCommands::follow()
{
    CheckSession *session = m_page->session();
    // A session that is looked at is kept open as the command says.
    if (session && session->keepsConnection())
        session->setReconnecting((*m_actions)["reconnect"]->isChecked());
    (*m_actions)["reconnectNow"]->setEnabled(session && session->canReconnect());
    (*m_actions)["findIdleLimit"]->setEnabled(session && session->observation().endpoint.endpoint);
}

} // namespace wirewise::gui
