#include "gui/listcommands.h"

#include "gui/addressbar.h"
#include "gui/comparepage.h"
#include "gui/formlook.h"
#include "gui/listpage.h"
#include "gui/mainwindow.h"
#include "gui/sessionpage.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/wirestyle.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QMenu>

// One endpoint of a list: its preview, its diagnosis and the way back, comparing it, its menu.
namespace wirewise::gui {

namespace {

/// The number of the check that the last run made of the endpoint which stands at that place of the list now.
qint64 checkBefore(const ListSession &session, qsizetype row)
{
    if (session.before().isEmpty())
        return 0;
    const QList<session::PlannedEndpoint> &now = session.endpoints();
    const QString name = session::identityOf(now.at(row));
    qsizetype earlier = 0; // the same endpoint may be listed twice
    for (qsizetype i = 0; i < row; ++i)
        earlier += session::identityOf(now.at(i)) == name ? 1 : 0;
    for (const session::ListRunEntry &entry : session.before().last->entries) {
        if (session::identityOf(entry.planned) == name && earlier-- == 0)
            return entry.outline ? entry.outline->check : 0;
    }
    return 0;
}

} // namespace

/// A line above a session that belongs to a list.
void ListCommands::buildWayBack()
{
    m_wayBack = new Band;
    m_wayBack->setObjectName(QStringLiteral("listWayBack"));
    m_wayBack->setGround(Token::Win);
    m_wayBack->setLines(Qt::BottomEdge);
    m_backButton = new QPushButton;
    m_backButton->setObjectName(QStringLiteral("backToListButton"));
    m_backButton->setIcon(Icons::icon("arrow-left"));
    m_backButton->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Left));
    m_backButton->setAutoDefault(false);
    setButtonRole(m_backButton, ButtonRole::Flat);
    setControlSize(m_backButton, ControlSize::Small);
    setKeyHint(m_backButton, tr("Alt+Left"));
    connect(m_backButton, &QPushButton::clicked, this, &ListCommands::back);
    auto *row = new QHBoxLayout(m_wayBack);
    row->setContentsMargins(8, 2, 8, 2);
    row->addWidget(m_backButton);
    row->addStretch();
    if (auto *column = qobject_cast<QBoxLayout *>(m_window->sessionPage()->layout()))
        column->insertWidget(0, m_wayBack);
    m_wayBack->hide();
}

/// A single endpoint of a list leads back; its file is the list's, so what changes a file stays with the
/// list.
void ListCommands::followEndpoint()
{
    const CheckSession *session = m_window->current();
    const bool isOfList = session && m_endpoints.contains(session);
    m_wayBack->setVisible(isOfList);
    if (!isOfList)
        return;
    for (const char *name : {"pinSession", "renameSession", "deleteSession", "saveAs"})
        m_window->actions()[name]->setEnabled(false);
    if (const ListSession *shown = m_page->session())
        m_backButton->setText(tr("Back to %1").arg(listName(shown->title(), shown->counts().all)));
}

void ListCommands::back()
{
    if (m_page->session())
        show(m_page->session());
}

void ListCommands::readPreview(qsizetype row)
{
    const ListSession *session = m_page->session();
    const QPointer<const ListSession> asked(session);
    m_desk.readCheck(session->path(), session->rows().at(row).outline->check,
                     [this, asked, row](const session::Result<session::SessionContent> &content) {
                         if (asked && asked == m_page->session())
                             m_page->showCheck(row, content);
                     });
}

void ListCommands::openEndpoint(qsizetype row, bool bytes)
{
    const ListSession *session = m_page->session();
    if (!session || row < 0)
        return;
    const ListRow &shown = session->rows().at(row);
    if (!shown.isChecked() || shown.outline->check == 0)
        return m_window->notice(shown.state == ListRow::State::Running
                                    ? tr("It is being checked. Open it once it has its verdict.")
                                    : tr("It is not checked yet. F5 or Go On checks it."));
    m_desk.readCheck(session->path(), shown.outline->check,
                     [this, row, bytes](const session::Result<session::SessionContent> &content) {
                         if (!content)
                             return m_window->notice(content.error().text);
                         showEndpoint(row, *content, bytes);
                     });
}

void ListCommands::showEndpoint(qsizetype row, const session::SessionContent &content, bool bytes)
{
    const ListSession *list = m_page->session();
    if (!list)
        return;
    session::SessionContent copy = content;
    copy.info.path = list->path();
    copy.info.name = list->rows().at(row).title;
    copy.info.endpoints = 0;
    copy.info.messages = 0; // those of a file are none of a run's
    auto *session = new CheckSession(std::move(copy), &m_window->workbench().desk(), this);
    m_endpoints.append(session);
    m_window->showSession(session);
    m_window->sessionPage()->setTab(bytes ? SessionPage::Tab::Exchange : SessionPage::Tab::Diagnosis);
    // The one that was shown before it is shown no more.
    while (m_endpoints.size() > 1) {
        if (CheckSession *before = m_endpoints.takeFirst())
            before->deleteLater();
    }
    followEndpoint();
}

void ListCommands::compare(qsizetype one, qsizetype other)
{
    const ListSession *session = m_page->session();
    const QList<ListRow> &rows = session->rows();
    compareChecks(session->path(), rows.at(one).outline->check, session->path(),
                  rows.at(other).outline->check);
}

void ListCommands::compareBefore(qsizetype row)
{
    const ListSession *session = m_page->session();
    const qint64 before = checkBefore(*session, row);
    if (before == 0)
        return m_window->notice(tr("The last run did not check it. An earlier one did."));
    compareChecks(session->before().last->info.path, before, session->path(),
                  session->rows().at(row).outline->check);
}

void ListCommands::compareChecks(const QString &leftPath, qint64 left, const QString &rightPath, qint64 right)
{
    using Read = session::Result<session::SessionContent>;
    auto sides = std::make_shared<std::pair<std::optional<Read>, std::optional<Read>>>();
    const auto read = [=] {
        sides->first = session::SessionFile::readCheck(leftPath, left);
        sides->second = session::SessionFile::readCheck(rightPath, right);
    };
    m_desk.run(read, [this, sides, list = m_page->session()->path()] {
        for (const auto &side : {sides->first, sides->second}) {
            if (!*side)
                return m_window->notice(side->error().text);
        }
        const auto sideOf = [](session::SessionContent content) {
            content.info.name.clear(); // that of the list
            return CompareSide{content.info, content.observation, content.diagnosis};
        };
        m_comparedOf = list;
        m_window->findChild<ComparePage *>()->show(sideOf(**sides->first), sideOf(**sides->second));
        m_window->showCompare();
    });
}

void ListCommands::menu(const QPoint &at)
{
    ListSession *session = current();
    const QList<qsizetype> rows = m_page->selected();
    if (!session || rows.isEmpty())
        return;
    auto *menu = new QMenu(m_window);
    menu->setObjectName(QStringLiteral("endpointMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const qsizetype first = rows.constFirst();
    const auto add = [this, menu](const QString &text, bool enabled, auto call) {
        QAction *action = menu->addAction(text);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, call);
    };
    const bool isChecked = session->rows().at(first).isChecked();
    add(tr("Open"), rows.size() == 1 && isChecked, [this, first] { openEndpoint(first, false); });
    add(tr("Check Again"), !session->isStopping(), [session = QPointer<ListSession>(session), rows] {
        if (session)
            session->checkAgain(rows);
    });
    if (rows.size() == 2)
        add(tr("Compare"), true, [this, rows] { compare(rows.constFirst(), rows.constLast()); });
    else
        add(tr("Compare With the Last Run"),
            rows.size() == 1 && isChecked && checkBefore(*session, first) > 0,
            [this, first] { compareBefore(first); });
    // The run stays as it was; what is left out of the list has no part in the next one.
    add(rows.size() == 1 ? tr("Check the List Without It") : tr("Check the List Without These"),
        !session->isRunning() && rows.size() < session->rows().size(),
        [this, session = QPointer<ListSession>(session), rows] {
            if (!session)
                return;
            ListOrder order = session->order();
            for (auto row = rows.crbegin(); row != rows.crend(); ++row)
                order.endpoints.removeAt(*row);
            run(std::move(order));
        });
    menu->addSeparator();
    QStringList addresses;
    for (const qsizetype row : rows)
        addresses << session->rows().at(row).address; // without its secrets
    add(rows.size() == 1 ? tr("Copy Address") : tr("Copy Addresses"), true,
        [addresses] { QApplication::clipboard()->setText(addresses.join(QLatin1Char('\n'))); });
    menu->popup(at);
}

} // namespace wirewise::gui
