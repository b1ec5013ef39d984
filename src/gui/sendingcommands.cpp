#include "gui/sendingcommands.h"

#include "gui/composer.h"
#include "gui/connectionline.h"
#include "gui/conversationpanel.h"
#include "gui/mainwindow.h"
#include "gui/messagedetail.h"
#include "gui/messagespage.h"
#include "gui/sessionpage.h"

#include <QMenu>
#include <QSplitter>

namespace wirewise::gui {

namespace {
constexpr int RoomForThree = 1400; // pixels: messages, detail, conversation
} // namespace

SendingCommands::SendingCommands(MainWindow *window)
    : QObject(window)
    , m_window(window)
    , m_page(window->sessionPage()->messagesPage())
{
    connectComposer();
    connectConnection();
    connectConversation();
    connect(m_page, &MessagesPage::chosenChanged, this, &SendingCommands::follow);
    follow();
}

template<typename Call>
void SendingCommands::on(const char *name, Call call)
{
    connect(m_window->actions()[name], &QAction::triggered, this, call);
}

void SendingCommands::compose(ComposerKind kind)
{
    m_window->sessionPage()->setTab(SessionPage::Tab::Messages);
    m_page->composer()->setKind(kind);
    m_page->composer()->focusEdit();
}

void SendingCommands::connectComposer()
{
    Composer *composer = m_page->composer();
    on("sendMessage", [this] { compose(ComposerKind::Text); });
    on("closeWith", [this] { compose(ComposerKind::Close); });
    on("sendFrame", [this] { compose(ComposerKind::Frame); });
    on("repeatMessage", [this, composer] {
        m_window->sessionPage()->setTab(SessionPage::Tab::Messages);
        composer->askToRepeat();
    });
    on("templates", [this, composer] {
        m_window->sessionPage()->setTab(SessionPage::Tab::Messages);
        composer->focusTemplates();
    });
    on("keepTemplate", [this, composer] {
        m_window->sessionPage()->setTab(SessionPage::Tab::Messages);
        composer->keepTemplate();
    });
}

void SendingCommands::connectConnection()
{
    on("sendPing", [this] {
        if (CheckSession *session = m_window->current())
            session->sendPing(QByteArrayLiteral("wirewise"));
    });
    on("answerPings", [this](bool answered) {
        if (CheckSession *session = m_window->current())
            session->setAutoPong(answered);
    });
    on("answerHeartbeat", [this](bool kept) {
        if (CheckSession *session = m_window->current())
            session->setHeartbeat(kept);
    });
    QMenu *menu = m_page->connectionLine()->pingMenu();
    menu->addSeparator();
    for (const char *name : {"answerPings", "answerHeartbeat"})
        menu->addAction(m_window->actions()[name]);
}

void SendingCommands::connectConversation()
{
    ConversationPanel *panel = m_page->conversation();
    on("conversation", [this](bool shown) { showConversation(shown); });
    on("openConversation", [this, panel] {
        showConversation(true);
        panel->open();
    });
    on("recordConversation", [this, panel] {
        showConversation(true);
        panel->record();
    });
    on("runConversation", [this, panel] {
        showConversation(true);
        panel->run();
    });
    on("stopConversation", [panel] { panel->stop(); });
    connect(panel, &ConversationPanel::closeRequested, this, [this] { showConversation(false); });
    connect(panel, &ConversationPanel::messageRequested, m_page, &MessagesPage::showMessage);
    connect(panel, &ConversationPanel::connectRequested, m_window, &MainWindow::startConversation);
}

void SendingCommands::showConversation(bool shown)
{
    if (shown)
        m_window->sessionPage()->setTab(SessionPage::Tab::Messages);
    // Three columns want room. In a narrow window the detail gives way, and is back with the panel's end.
    m_page->detail()->setVisible(!shown || m_page->columns()->width() >= RoomForThree);
    m_page->conversation()->setVisible(shown);
    m_window->actions()["conversation"]->setChecked(shown);
    if (shown)
        m_page->conversation()->focusEdit();
}

void SendingCommands::follow()
{
    const CheckSession *session = m_page->session();
    const bool isLive = session && session->isLive();
    Actions &actions = m_window->actions();
    for (const char *name : {"sendMessage", "sendPing", "closeWith", "sendFrame", "repeatMessage",
                             "answerPings", "answerHeartbeat"})
        actions[name]->setEnabled(isLive);
    for (const char *name : {"templates", "keepTemplate", "conversation", "openConversation",
                             "recordConversation", "runConversation", "stopConversation"})
        actions[name]->setEnabled(session != nullptr);
    actions["answerPings"]->setChecked(!session || session->answersPings());
    actions["answerHeartbeat"]->setChecked(session && session->keepsHeartbeat());
}

} // namespace wirewise::gui
