#include "gui/listcommands.h"

#include "gui/addressbar.h"
#include "gui/comparepage.h"
#include "gui/endpointcommands.h"
#include "gui/importcommands.h"
#include "gui/listdialog.h"
#include "gui/listexport.h"
#include "gui/listpage.h"
#include "gui/mainwindow.h"
#include "gui/sessionpage.h"
#include "gui/statusline.h"

#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QTreeView>

#include <algorithm>

namespace wirewise::gui {

namespace {

/// How often the list of sessions follows a run, in milliseconds.
constexpr qint64 ListInterval = 500;

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
        connect(this, &ListCommands::savedRequested, saved, [saved] { saved->collectList(); });
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

ListSession *ListCommands::current() const
{
    return m_window->addedPage() == m_page ? m_page->session() : nullptr;
}

ListDialog *ListCommands::dialog()
{
    if (!m_dialog) {
        m_dialog = new ListDialog(&m_desk, m_window->workbench().network(), readRequest({}, nullptr).settings,
                                  m_window);
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
    order.name = listName(order.title, order.endpoints.size());
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
    m_window->showPage(m_page, listName(session->title(), session->counts().all), session->path());
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
        {endpointCount(session->counts().all),
         session->title().isEmpty() ? QString()
                                    : tr("from %1").arg(session->title().left(LongestListTitle))});
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
                         isKept ? tr("Saved as “%1”").arg(listName(session->title(), counts.all))
                                : tr("Not kept"));
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
