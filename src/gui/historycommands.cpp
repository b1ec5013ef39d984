#include "gui/historycommands.h"

#include "diagnosis/diagnose.h"
#include "gui/judgementdialog.h"
#include "gui/mainwindow.h"
#include "gui/retentiondialog.h"
#include "gui/sessionpage.h"
#include "gui/widgets/verdictbanner.h"
#include "gui/widgets/wirestyle.h"
#include "session/history.h"

#include <QFileInfo>
#include <QSettings>

namespace wirewise::gui {

namespace {
const QString DaysKey = QStringLiteral("retention/days");
const QString BytesKey = QStringLiteral("retention/bytes");
} // namespace

HistoryCommands::HistoryCommands(MainWindow *window, QSettings *settings)
    : QObject(window)
    , m_window(window)
    , m_settings(settings)
{
    m_thread.setMaxThreadCount(1);
    Workbench *workbench = &window->workbench();
    SessionModel *sessions = &workbench->sessions();
    // Behind what the window does with the same signals.
    connect(workbench, &Workbench::opened, this, &HistoryCommands::follow, Qt::QueuedConnection);
    connect(workbench, &Workbench::finished, this, &HistoryCommands::follow, Qt::QueuedConnection);
    connect(sessions, &QAbstractItemModel::modelReset, this, &HistoryCommands::follow, Qt::QueuedConnection);
    connect(sessions, &QAbstractItemModel::dataChanged, this, &HistoryCommands::follow, Qt::QueuedConnection);
    connect(&workbench->desk(), &SessionDesk::listed, this, &HistoryCommands::remindOfRetention,
            Qt::QueuedConnection);
    connect(&workbench->desk(), &SessionDesk::removed, sessions, &SessionModel::remove);
    connect(window->actions()["judgeAgain"], &QAction::triggered, this, &HistoryCommands::judgeAgain);
    connect(window->actions()["retention"], &QAction::triggered, this, &HistoryCommands::showRetention);
    follow();
}

HistoryCommands::~HistoryCommands()
{
    m_thread.waitForDone();
}

void HistoryCommands::follow()
{
    const CheckSession *session = m_window->sessionPage()->session();
    m_window->actions()["judgeAgain"]->setEnabled(session && session->diagnosis());
    sayChange();
}

/// "Worked yesterday 15:10:44. Compare", at the end of the banner.
void HistoryCommands::sayChange()
{
    VerdictBanner *banner = m_window->sessionPage()->banner();
    const CheckSession *session = m_window->sessionPage()->session();
    std::optional<session::SessionInfo> before;
    if (session && session->diagnosis()) {
        QList<session::SessionInfo> all;
        for (const SessionEntry &entry : m_window->workbench().sessions().entries()) {
            if (entry.activity == SessionEntry::Activity::Saved)
                all.append(entry.info);
        }
        before = session::changedSince(all, session->info());
    }
    if (!before) {
        if (m_change)
            banner->setControl(nullptr);
        return;
    }
    const QString moment = momentText(before->startedAt, QDateTime::currentDateTime());
    const QString text = before->verdict == diagnosis::Verdict::Fails ? tr("Failed %1. Compare").arg(moment)
                                                                      : tr("Worked %1. Compare").arg(moment);
    if (m_change && m_change->text() == text && m_change->property("before").toString() == before->path &&
        m_change->property("now").toString() == session->path())
        return;
    m_change = new QPushButton(text);
    m_change->setObjectName(QStringLiteral("changedButton"));
    m_change->setProperty("before", before->path);
    m_change->setProperty("now", session->path());
    setButtonRole(m_change, ButtonRole::Link);
    setControlSize(m_change, ControlSize::Small);
    connect(m_change, &QPushButton::clicked, this,
            [this, old = before->path, now = session->path()] { m_window->compare(old, now); });
    banner->setControl(m_change);
}

void HistoryCommands::judgeAgain()
{
    const CheckSession *session = m_window->sessionPage()->session();
    if (!session || !session->diagnosis())
        return;
    auto *dialog = new JudgementDialog(session->info(), session->observation(), *session->diagnosis(),
                                       diagnosis::diagnose(session->observation()), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

session::RetentionRule HistoryCommands::rule() const
{
    return {std::max(0, m_settings->value(DaysKey).toInt()),
            std::max(qint64(0), m_settings->value(BytesKey).toLongLong())};
}

void HistoryCommands::setRule(const session::RetentionRule &rule)
{
    m_settings->setValue(DaysKey, rule.days);
    m_settings->setValue(BytesKey, rule.bytes);
}

void HistoryCommands::measure(std::function<void(const QList<session::StoredSession> &)> answer)
{
    QList<session::StoredSession> sessions;
    for (const SessionEntry &entry : m_window->workbench().sessions().entries()) {
        if (entry.activity != SessionEntry::Activity::Saved)
            continue;
        const bool stays = entry.info.pinned || m_window->workbench().find(entry.info.path);
        sessions.append({entry.info.path, entry.info.startedAt, 0, stays});
    }
    m_thread.start([this, sessions, answer = std::move(answer)]() mutable {
        for (session::StoredSession &session : sessions)
            session.bytes = QFileInfo(session.path).size();
        QMetaObject::invokeMethod(
            this, [sessions, answer] { answer(sessions); }, Qt::QueuedConnection);
    });
}

void HistoryCommands::showRetention()
{
    measure([this](const QList<session::StoredSession> &sessions) {
        delete m_retention;
        m_retention = new RetentionDialog(rule(), sessions, m_window);
        m_retention->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_retention, &RetentionDialog::ruleChanged, this, &HistoryCommands::setRule);
        connect(m_retention, &RetentionDialog::moveRequested, this, &HistoryCommands::moveToTrash);
        m_retention->open();
    });
}

void HistoryCommands::moveToTrash(const QStringList &paths)
{
    m_window->workbench().desk().moveToTrash(paths, [this, count = paths.size()](const QStringList &moved) {
        const auto left = static_cast<int>(count - moved.size());
        m_window->notice(
            left == 0 ? tr("%n session(s) moved to the trash.", nullptr, static_cast<int>(moved.size()))
                      : tr("%n session(s) could not be moved to the trash and stay.", nullptr, left));
        measure([this](const QList<session::StoredSession> &sessions) {
            if (m_retention)
                m_retention->setSessions(sessions);
        });
    });
}

/// Once after the start: nothing goes by itself.
void HistoryCommands::remindOfRetention()
{
    if (std::exchange(m_isReminded, true) || !rule().isSet())
        return;
    measure([this](const QList<session::StoredSession> &sessions) {
        const auto due = session::dueSessions(sessions, rule(), QDateTime::currentDateTimeUtc()).size();
        if (due > 0)
            m_window->notice(
                tr("%n session(s) may go by your rule. Session, How Long Sessions Are Kept shows "
                   "which.",
                   nullptr, static_cast<int>(due)));
    });
}

} // namespace wirewise::gui
