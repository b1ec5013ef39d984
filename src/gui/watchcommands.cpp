#include "gui/watchcommands.h"

#include "gui/addressbar.h"
#include "gui/desktopnotifier.h"
#include "gui/explanationdialog.h"
#include "gui/mainwindow.h"
#include "gui/requestpanel.h"
#include "gui/watchpage.h"
#include "observation/redaction.h"

#include <QCoreApplication>
#include <QSettings>
#include <QThreadPool>

namespace wirewise::gui {

using diagnosis::CourseEvent;
using diagnosis::Verdict;
using Kind = CourseEvent::Kind;

namespace {

constexpr QLatin1String EveryKey("watch/every");
constexpr QLatin1String NotifyKey("watch/notify");

/// What somebody may want to be woken for; flapping is one change, and its end another.
bool isNews(const CourseEvent &event)
{
    return event.kind == Kind::Changed || event.kind == Kind::Flapping || event.kind == Kind::Calm;
}

} // namespace

WatchCommands::WatchCommands(MainWindow *window, RequestPanel *request, QSettings *settings)
    : QObject(window)
    , m_window(window)
    , m_request(request)
    , m_settings(settings)
    , m_page(new WatchPage)
    , m_notifier(new DesktopNotifier(window, QDBusConnection::sessionBus(), this))
{
    window->addPage(m_page);
    m_page->setChoices(std::chrono::seconds(m_settings->value(EveryKey, 30).toInt()),
                       m_settings->value(NotifyKey, true).toBool());
    connect(window->actions()["watch"], &QAction::triggered, this, &WatchCommands::offer);
    connect(m_page, &WatchPage::startRequested, this, &WatchCommands::start);
    connect(m_page, &WatchPage::checkRequested, this, &WatchCommands::openCheck);
    connect(m_page, &WatchPage::explainRequested, this, [this](const QByteArray &id) {
        auto *dialog = new ExplanationDialog(m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->showFinding(id);
    });
    // The window's pages go before its network thread, and so do the watches.
    connect(m_page, &QObject::destroyed, this, [this] { qDeleteAll(std::exchange(m_sessions, {})); });
    connect(m_page, &WatchPage::choicesChanged, this, [this] {
        m_settings->setValue(EveryKey, static_cast<int>(m_page->every().count()));
        m_settings->setValue(NotifyKey, m_page->notifies());
    });
    connect(&window->workbench(), &Workbench::opened, this, &WatchCommands::lookInto);
    connect(m_notifier, &DesktopNotifier::activated, this, [this](const QString &path) {
        if (WatchSession *session = find(path)) {
            show(session);
            m_window->raise();
            m_window->activateWindow();
        }
    });
    connect(window, &MainWindow::followed, this, &WatchCommands::followActions);
    connect(&window->workbench().desk(), &SessionDesk::removed, this, [this](const QString &path) {
        WatchSession *session = m_sessions.take(path);
        if (!session)
            return;
        if (m_page->session() == session) {
            m_page->setSession(nullptr);
            if (m_window->addedPage() == m_page)
                m_window->showStart();
        }
        session->deleteLater();
    });
}

WatchCommands::~WatchCommands() = default;

void WatchCommands::offer()
{
    const QString typed = m_window->addressBar()->edit()->text().trimmed();
    if (typed.isEmpty())
        return m_window->notice(tr("Type an address first, for example ws://localhost:8000/ws."));
    for (WatchSession *session : std::as_const(m_sessions)) {
        if (session->isRunning() && session->typed() == typed)
            return show(session);
    }
    const auto endpoint = observation::parseEndpoint(typed).endpoint;
    const RequestReading reading = readRequest(m_request->options(), endpoint ? &*endpoint : nullptr);
    if (!reading.problems.isEmpty())
        return m_window->notice(reading.problems.constFirst().sentence);
    m_offered = typed;
    m_offeredSettings = reading.settings;
    m_page->offer(observation::maskedUrl(typed));
    m_window->showPage(m_page, tr("Watch"));
}

void WatchCommands::start()
{
    if (const WatchSession *ended = m_page->session()) {
        if (ended->isFromFile())
            return m_window->notice(tr("Type the address and choose Watch again: a file does not hold what "
                                       "its credentials were."));
        m_offered = ended->typed();
        m_offeredSettings = ended->settings();
    }
    const auto endpoint = observation::parseEndpoint(m_offered).endpoint;
    WatchOrder order;
    order.typed = m_offered;
    order.settings = m_offeredSettings;
    order.every = m_page->every();
    QDateTime when = QDateTime::currentDateTimeUtc();
    const QString host = endpoint ? QString::fromUtf8(endpoint->host) : QStringLiteral("address");
    do {
        order.path = m_window->workbench().desk().pathForNew(host, when);
        when = when.addSecs(1);
    } while (!order.path.isEmpty() && (m_sessions.contains(order.path) ||
                                       m_window->workbench().sessions().indexOf(order.path).isValid()));
    auto *session = new WatchSession(std::move(order), m_window->workbench().network(), this);
    session->setNotifies(m_page->notifies());
    session->setWaitsForGreen(m_page->waitsForGreen());
    m_sessions.insert(session->path(), session);
    follow(session);
    list(session);
    show(session);
}

void WatchCommands::follow(WatchSession *session)
{
    connect(session, &WatchSession::told, this, [this, session](const session::WatchEntry &entry) {
        tell(session, entry.event);
        list(session);
    });
    connect(session, &WatchSession::turnedGreen, this, [this, session](const QString &sentence) {
        notify(session, tr("It works. %1").arg(sentence), false);
        m_window->notice(tr("%1 works.").arg(session->url()));
    });
    connect(session, &WatchSession::finished, this, [this, session] { list(session); });
}

void WatchCommands::list(const WatchSession *session)
{
    if (!session->isFromFile())
        m_window->workbench().sessions().put({session->info(), session->isRunning()
                                                                   ? SessionEntry::Activity::Live
                                                                   : SessionEntry::Activity::Saved});
}

void WatchCommands::show(WatchSession *session)
{
    m_page->setSession(session);
    m_window->showPage(m_page, tr("Watching %1").arg(session->url()), session->path());
}

void WatchCommands::tell(const WatchSession *session, const CourseEvent &event)
{
    if (session->notifies() && isNews(event))
        notify(session, diagnosis::eventWords(event), event.to.verdict == Verdict::Fails);
}

void WatchCommands::notify(const WatchSession *session, const QString &text, bool isUrgent)
{
    m_notifier->tell(session->path(), session->url(), text, isUrgent);
}

void WatchCommands::lookInto(CheckSession *session)
{
    const QString path = session->path();
    if (!session->isFromFile())
        return;
    if (WatchSession *watch = find(path))
        return show(watch);
    const QPointer<WatchCommands> self(this);
    const QPointer<CheckSession> opened(session);
    QThreadPool::globalInstance()->start([self, opened, path] {
        const auto kept = std::make_shared<std::optional<KeptWatch>>(readWatch(path));
        QMetaObject::invokeMethod(
            qApp,
            [self, opened, path, kept] {
                if (!self || !*kept || self->m_window->current() != opened)
                    return;
                auto *watch = new WatchSession(path, **kept, self);
                self->m_sessions.insert(path, watch);
                self->show(watch);
            },
            Qt::QueuedConnection);
    });
}

/// The whole check of a change, on the pages of any other session.
void WatchCommands::openCheck(qint64 check)
{
    const WatchSession *session = m_page->session();
    if (!session)
        return;
    const QPointer<WatchCommands> self(this);
    QThreadPool::globalInstance()->start([self, path = session->path(), check] {
        const auto content = std::make_shared<session::Result<session::SessionContent>>(
            session::SessionFile::readCheck(path, check));
        QMetaObject::invokeMethod(
            qApp,
            [self, path, content] {
                if (!self)
                    return;
                if (!*content)
                    return self->m_window->notice((*content).error().text);
                session::SessionContent copy = **content;
                copy.info.path = path;
                const QPointer<CheckSession> before = self->m_check;
                self->m_check = new CheckSession(std::move(copy), &self->m_window->workbench().desk(), self);
                self->m_window->showSession(self->m_check);
                if (before)
                    before->deleteLater();
                self->m_window->notice(
                    tr("A check of the watch, with all its bytes. The watch is in the list of sessions."));
            },
            Qt::QueuedConnection);
    });
}

void WatchCommands::followActions()
{
    const WatchSession *session = m_window->addedPage() == m_page ? m_page->session() : nullptr;
    if (session && m_window->addressBar()->edit()->text().trimmed().isEmpty())
        m_window->addressBar()->edit()->setText(session->typed());
}

} // namespace wirewise::gui
