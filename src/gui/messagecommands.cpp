#include "gui/messagecommands.h"

#include "gui/actions.h"
#include "gui/checksession.h"
#include "gui/composer.h"
#include "gui/contentcolumn.h"
#include "gui/filterbar.h"
#include "gui/messagecopy.h"
#include "gui/messagedetail.h"
#include "gui/messagespage.h"
#include "gui/widgets/messageview.h"

#include <QMenu>

namespace wirewise::gui {

MessageCommands::MessageCommands(Actions *actions, MessagesPage *page)
    : QObject(page)
    , m_actions(actions)
    , m_page(page)
{
    on("pinMessage", [page](bool pinned) { page->detail()->setFollows(!pinned); });
    on("sendAgain", [page] { page->sendAgain(page->chosenMessage()); });
    on("editAndSend", [page] { page->composer()->edit(page->chosenMessage()); });
    connectFilter();
    connectColumns();
    connect(page, &MessagesPage::chosenChanged, this, &MessageCommands::follow);
    connect(page->view(), &MessageView::currentChanged, this, [this] { m_menuPoint.reset(); });
    connect(page->view(), &MessageView::menuRequested, this, &MessageCommands::showMenu);
    follow();
}

template<typename Call>
void MessageCommands::on(const char *name, Call call)
{
    connect((*m_actions)[name], &QAction::triggered, this, call);
}

void MessageCommands::connectFilter()
{
    FilterBar *bar = m_page->filterBar();
    on("filterByValue", [this, bar] {
        if (const QString found = term(); !found.isEmpty())
            bar->addTerm(found);
    });
    on("excludeValue", [this, bar] {
        if (const QString found = term(); !found.isEmpty())
            bar->addTerm(QLatin1Char('-') % found);
    });
    on("clearFilter", [bar] { bar->clear(); });
    connect(bar, &FilterBar::filterChanged, this, &MessageCommands::follow);
}

void MessageCommands::connectColumns()
{
    MessagesPage *page = m_page;
    on("timeSinceHere", [page] { page->countTimesFrom(page->chosenMessage()); });
    on("clockTimes", [page] { page->showClockTimes(); });
    on("messageColumns", [page] { page->contentColumn()->popUpMenu(); });
    on("wholeMessages", [page] { page->contentColumn()->showWholeMessage(); });
    connect(page->contentColumn(), &ContentColumn::keysChanged, this, &MessageCommands::follow);
}

void MessageCommands::follow()
{
    const CheckSession *session = m_page->session();
    const observation::Message message = session ? m_page->chosenMessage() : observation::Message();
    const bool isChosen = message.number > 0;
    const bool isData =
        isChosen && (message.opcode == wire::Opcode::Text || message.opcode == wire::Opcode::Binary);
    const Actions &actions = *m_actions;
    for (const char *name : {"pinMessage", "timeSinceHere"})
        actions[name]->setEnabled(isChosen);
    actions["pinMessage"]->setChecked(isChosen && !m_page->detail()->follows());
    actions["editAndSend"]->setEnabled(isData);
    actions["sendAgain"]->setEnabled(isData && session->isLive());
    for (const char *name : {"filterByValue", "excludeValue"})
        actions[name]->setEnabled(isData);
    actions["clearFilter"]->setEnabled(!m_page->filterBar()->filter().isEmpty());
    actions["clockTimes"]->setEnabled(m_page->view()->columns().zero.has_value());
    actions["messageColumns"]->setEnabled(session != nullptr);
    actions["wholeMessages"]->setEnabled(!m_page->contentColumn()->keys().isEmpty());
}

QString MessageCommands::term() const
{
    const observation::Message message = m_page->chosenMessage();
    return m_menuPoint ? m_page->contentColumn()->termAt(*m_menuPoint, message)
                       : m_page->contentColumn()->content().termOf(message);
}

void MessageCommands::showMenu(const QPoint &at)
{
    const observation::Message message = m_page->view()->currentMessage();
    if (!m_page->session() || message.number == 0)
        return;
    m_menuPoint = m_page->view()->viewport()->mapFromGlobal(at);
    follow();
    auto *menu = new QMenu(m_page);
    menu->setObjectName(QStringLiteral("messageMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy")), &QAction::triggered, m_page->view(), &MessageView::copy);
    addCopyAsMenu(menu, message);
    const auto add = [this, menu](std::initializer_list<const char *> names) {
        menu->addSeparator();
        for (const char *name : names)
            menu->addAction((*m_actions)[name]);
    };
    add({"pinMessage", "sendAgain", "editAndSend"});
    add({"filterByValue", "excludeValue"});
    add({"timeSinceHere"});
    if (m_page->view()->columns().zero)
        menu->addAction((*m_actions)["clockTimes"]);
    menu->addAction((*m_actions)["messageColumns"]);
    menu->popup(at);
}

} // namespace wirewise::gui
