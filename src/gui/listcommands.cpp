#include "gui/listcommands.h"

#include "gui/addressbar.h"
#include "gui/comparepage.h"
#include "gui/endpointcommands.h"
#include "gui/formlook.h"
#include "gui/importcommands.h"
#include "gui/listdialog.h"
#include "gui/listexport.h"
#include "gui/listpage.h"
#include "gui/mainwindow.h"
#include "gui/sessionpage.h"
#include "gui/statusline.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/wirestyle.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QMenu>
#include <QMimeData>
#include <QTreeView>

#include <algorithm>

namespace wirewise::gui {

namespace {

constexpr qsizetype LongestTitle = 60;
/// How often the list of sessions follows a run, in milliseconds.
constexpr qint64 ListInterval = 500;

QString countTitle(qsizetype count)
{
    return ListCommands::tr("%Ln endpoint(s)", nullptr, static_cast<int>(count));
}

/// "14 endpoints from staging.txt"
QString nameOf(const QString &title, qsizetype count)
{
    return title.isEmpty() ? countTitle(count)
                           : ListCommands::tr("%1 from %2").arg(countTitle(count), title.left(LongestTitle));
}

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

ListCommands::ListCommands(MainWindow *window)
    : QObject(window)
    , m_window(window)
    , m_desk(window->workbench().desk().folder())
    , m_page(new ListPage)
{
    window->addPage(m_page);
    buildWayBack();
    connectActions();
    connectPage();
    window->workbench().addOpener([this](const session::SessionInfo &info) { return openFile(info); });
    window->setAcceptDrops(true);
    window->installEventFilter(this);
    follow();
}

ListCommands::~ListCommands()
{
    if (m_stopped)
        *m_stopped = true;
}

void ListCommands::connectActions()
{
    Actions &actions = m_window->actions();
    connect(actions["checkList"], &QAction::triggered, this, [this] { ask(); });
    connect(actions["stop"], &QAction::triggered, this, [this] {
        if (ListSession *session = current())
            session->stop();
    });
    connect(actions["checkAgain"], &QAction::triggered, this, [this] {
        if (ListSession *session = current())
            session->checkAgain(session->failing());
    });
    connect(actions["find"], &QAction::triggered, this, [this] {
        if (current())
            m_page->focusFilter();
    });
    connect(actions["export"], &QAction::triggered, this, [this] {
        if (current())
            exportList();
    });
    connect(m_window, &MainWindow::followed, this, &ListCommands::follow);
    connect(m_window, &MainWindow::pageCheckRequested, this, [this] {
        ListSession *session = current();
        if (!session || session->isRunning())
            return;
        if (session->canGoOn())
            session->goOn();
        else
            run(session->order());
    });
    connect(&m_window->workbench().desk(), &SessionDesk::removed, this, [this](const QString &path) {
        const auto found = std::find_if(m_open.begin(), m_open.end(), [&path](const ListSession *session) {
            return session->path() == path;
        });
        if (found == m_open.end())
            return;
        ListSession *session = *found;
        m_open.erase(found);
        if (m_page->session() == session) {
            m_page->setSession(nullptr);
            if (m_window->addedPage() == m_page)
                m_window->showStart();
        }
        session->deleteLater();
    });
    if (auto *imports = m_window->findChild<ImportCommands *>())
        connect(imports, &ImportCommands::listPasted, this, &ListCommands::ask);
    if (auto *saved = m_window->findChild<EndpointCommands *>()) {
        connect(this, &ListCommands::savedRequested, saved, &EndpointCommands::collectList);
        connect(saved, &EndpointCommands::listReady, this, &ListCommands::start);
    }
}

void ListCommands::connectPage()
{
    connect(m_page, &ListPage::checkWanted, this, &ListCommands::readPreview);
    connect(m_page, &ListPage::openRequested, this, &ListCommands::openEndpoint);
    connect(m_page, &ListPage::compareRequested, this, &ListCommands::compare);
    connect(m_page, &ListPage::compareBeforeRequested, this, &ListCommands::compareBefore);
    connect(m_page, &ListPage::exportRequested, this, &ListCommands::exportList);
    connect(m_page, &ListPage::menuRequested, this, &ListCommands::menu);
    // Behind the window, which goes to a session.
    connect(m_window->findChild<ComparePage *>(), &ComparePage::closeRequested, this, [this] {
        const QString path = std::exchange(m_comparedOf, {});
        for (ListSession *session : std::as_const(m_open)) {
            if (!path.isEmpty() && session->path() == path)
                return show(session);
        }
    });
}

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

ListSession *ListCommands::current() const
{
    return m_window->addedPage() == m_page ? m_page->session() : nullptr;
}

ListDialog *ListCommands::dialog()
{
    if (!m_dialog) {
        m_dialog = new ListDialog(&m_desk, readRequest({}, nullptr).settings, m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &ListDialog::checkRequested, this, &ListCommands::start);
        connect(m_dialog, &ListDialog::savedRequested, this, [this] {
            m_dialog->close();
            Q_EMIT savedRequested();
        });
    }
    return m_dialog;
}

void ListCommands::ask(const QString &text)
{
    if (!text.isEmpty())
        dialog()->setText(text);
    dialog()->open();
}

void ListCommands::askWithFile(const QString &path)
{
    dialog()->openFile(path);
    dialog()->open();
}

void ListCommands::start(const QString &title, const QList<session::PlannedEndpoint> &endpoints)
{
    ListOrder order;
    order.title = title;
    order.endpoints = endpoints;
    order.limits = m_window->workbench().recordLimits();
    run(std::move(order));
}

void ListCommands::run(ListOrder order)
{
    order.path = freePath();
    order.name = nameOf(order.title, order.endpoints.size());
    auto *session = new ListSession(std::move(order), m_window->workbench().network(), &m_desk, this);
    keep(session);
    list(session);
    show(session);
}

QString ListCommands::freePath() const
{
    // The file of a list that began a moment ago may not be there yet.
    QDateTime when = QDateTime::currentDateTimeUtc();
    const auto isTaken = [this](const QString &path) {
        return std::any_of(m_open.begin(), m_open.end(),
                           [&path](const ListSession *session) { return session->path() == path; });
    };
    QString path = m_window->workbench().desk().pathForNew(QStringLiteral("list"), when);
    while (!path.isEmpty() && isTaken(path)) {
        when = when.addSecs(1);
        path = m_window->workbench().desk().pathForNew(QStringLiteral("list"), when);
    }
    return path;
}

void ListCommands::keep(ListSession *session)
{
    m_open.append(session);
    connect(session, &ListSession::rowsChanged, this, [this, session] {
        if (session == current())
            showProgress();
        if (!m_listed.isValid() || m_listed.hasExpired(ListInterval)) {
            m_listed.start();
            list(session);
        }
    });
    connect(session, &ListSession::stateChanged, this, [this, session] {
        list(session);
        if (session == current())
            m_window->follow();
    });
    connect(session, &ListSession::finished, this, [this] {
        m_window->workbench().desk().list();
        if (!m_window->isActiveWindow())
            QApplication::alert(m_window);
    });
    connect(session, &ListSession::recordingChanged, this,
            [this, session] { m_window->notice(session->recordingProblem()); });
    closeOld();
}

void ListCommands::closeOld()
{
    for (qsizetype i = 0; i + 1 < m_open.size() && m_open.size() > KeptOpen;) {
        ListSession *session = m_open.at(i);
        if (session->isRunning() || session == m_page->session()) {
            ++i;
            continue;
        }
        m_open.removeAt(i);
        session->deleteLater();
    }
}

void ListCommands::list(const ListSession *session)
{
    const SessionModel &sessions = m_window->workbench().sessions();
    const bool isElsewhere = !session->isRunning() &&
                             !session->path().startsWith(m_window->workbench().desk().folder()) &&
                             !sessions.indexOf(session->path()).isValid();
    if (!session->path().isEmpty() && !isElsewhere)
        m_window->workbench().sessions().put({session->info(), session->isRunning()
                                                                   ? SessionEntry::Activity::Running
                                                                   : SessionEntry::Activity::Saved});
}

bool ListCommands::openFile(const session::SessionInfo &info)
{
    for (ListSession *session : std::as_const(m_open)) {
        if (session->path() == info.path) {
            show(session);
            return true;
        }
    }
    if (info.endpoints == 0)
        return false;
    m_desk.readRun(info.path, [this](const session::Result<session::ListRun> &run) {
        if (!run)
            return m_window->notice(run.error().text);
        auto *session = new ListSession(*run, m_window->workbench().network(), &m_desk, this);
        keep(session);
        show(session);
    });
    return true;
}

void ListCommands::show(ListSession *session)
{
    m_open.removeAll(session);
    m_open.append(session);
    if (m_page->session() != session)
        m_page->setSession(session);
    m_window->addressBar()->edit()->clear();
    const bool hadFocus = m_page->isAncestorOf(QApplication::focusWidget());
    m_window->showPage(m_page, nameOf(session->title(), session->counts().all), session->path());
    if (!hadFocus)
        m_page->table()->setFocus(Qt::OtherFocusReason);
}

void ListCommands::follow()
{
    followEndpoint();
    const ListSession *session = current();
    if (!session)
        return;
    Actions &actions = m_window->actions();
    actions["stop"]->setEnabled(session->isRunning());
    actions["checkAgain"]->setEnabled(session->counts().fails > 0 && !session->isStopping());
    actions["export"]->setEnabled(!session->isRunning() && session->counts().done() > 0);
    actions["connect"]->setEnabled(false);
    m_window->addressBar()->setCheckState(session->isStopping()  ? AddressBar::CheckState::Stopping
                                          : session->isRunning() ? AddressBar::CheckState::Running
                                                                 : AddressBar::CheckState::Ready);
    m_window->addressBar()->findChild<QWidget *>(QStringLiteral("connectButton"))->setEnabled(false);
    m_window->addressBar()->edit()->setStandIn(
        {countTitle(session->counts().all),
         session->title().isEmpty() ? QString() : tr("from %1").arg(session->title().left(LongestTitle))});
    showProgress();
}

void ListCommands::showProgress()
{
    const ListSession *session = current();
    auto *status = qobject_cast<StatusLine *>(m_window->statusBar());
    if (!session || !status)
        return;
    const ListCounts &counts = session->counts();
    const bool isKept = session->recordingProblem().isEmpty() && !session->path().isEmpty();
    status->showProgress(tr("%L1 of %L2 done").arg(counts.done()).arg(counts.all), session->isRunning(),
                         isKept ? tr("Saved as “%1”").arg(nameOf(session->title(), counts.all))
                                : tr("Not kept"));
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
        m_backButton->setText(tr("Back to %1").arg(nameOf(shown->title(), shown->counts().all)));
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
    menu->addSeparator();
    QStringList addresses;
    for (const qsizetype row : rows)
        addresses << session->rows().at(row).address; // without its secrets
    add(rows.size() == 1 ? tr("Copy Address") : tr("Copy Addresses"), true,
        [addresses] { QApplication::clipboard()->setText(addresses.join(QLatin1Char('\n'))); });
    menu->popup(at);
}

void ListCommands::exportList()
{
    const ListSession *session = current();
    if (!session || session->isRunning())
        return;
    QStringList filters;
    for (const ListFormat &format : listFormats())
        filters << format.filter();
    auto *chooser =
        new QFileDialog(m_window, tr("Export the list"), QDir::homePath(), filters.join(QLatin1String(";;")));
    chooser->setObjectName(QStringLiteral("listExportDialog"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(QLatin1String(listFormats().constFirst().suffix));
    chooser->selectFile(QStringLiteral("wirewise-list.csv"));
    connect(chooser, &QFileDialog::filterSelected, chooser, [chooser](const QString &filter) {
        for (const ListFormat &format : listFormats()) {
            if (format.filter() == filter)
                chooser->setDefaultSuffix(QLatin1String(format.suffix));
        }
    });
    connect(chooser, &QFileDialog::fileSelected, this,
            [this, chooser](const QString &target) { write(target, chooser->selectedNameFilter()); });
    chooser->open();
}

/// By the suffix that was typed, or else by the filter.
void ListCommands::write(const QString &target, const QString &filter)
{
    const ListSession *session = m_page->session();
    if (!session)
        return;
    ListFormat chosen = listFormats().constFirst();
    for (const ListFormat &format : listFormats()) {
        if (format.filter() == filter)
            chosen = format;
    }
    for (const ListFormat &format : listFormats()) {
        if (target.endsWith(QLatin1Char('.') + QLatin1String(format.suffix), Qt::CaseInsensitive))
            chosen = format;
    }
    m_stopped = std::make_shared<std::atomic_bool>(false);
    auto problem = std::make_shared<QString>();
    m_desk.run(
        [path = session->path(), kind = chosen.kind, target, problem, stopped = m_stopped] {
            const auto run = session::readListRun(path);
            *problem = run ? writeList(*run, kind, target, *stopped) : run.error().text;
        },
        [this, target, problem] {
            m_window->notice(problem->isEmpty() ? tr("Saved as %1, without known secrets.").arg(target)
                                                : *problem);
        });
}

/// A file that is dropped on the window: a session, a recording, or else a list.
bool ListCommands::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event);
    const QList<QUrl> urls = drop->mimeData()->urls();
    if (urls.size() != 1 || !urls.constFirst().isLocalFile())
        return QObject::eventFilter(watched, event);
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop) {
        const QString path = urls.constFirst().toLocalFile();
        if (path.endsWith(QLatin1String(".wirewise"), Qt::CaseInsensitive) ||
            path.endsWith(QLatin1String(".har"), Qt::CaseInsensitive))
            m_window->openFile(path);
        else
            askWithFile(path);
    }
    return true;
}

} // namespace wirewise::gui
