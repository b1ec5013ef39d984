#include "gui/workbench.h"

#include "observation/endpoint.h"

#include <QFileInfo>

#include <algorithm>

namespace wirewise::gui {

Workbench::Workbench(const QString &sessionsFolder, QObject *parent)
    : QObject(parent)
    , m_desk(sessionsFolder)
{
    m_network.setObjectName(QStringLiteral("network"));
    m_network.start();
    m_lab = std::make_unique<LabService>(&m_network);
    connect(m_lab.get(), &LabService::failed, this, &Workbench::failed);
    connect(&m_desk, &SessionDesk::listed, &m_sessions, &SessionModel::setSaved);
    connect(&m_desk, &SessionDesk::changed, &m_desk, &SessionDesk::list);
    connect(&m_desk, &SessionDesk::failed, this, &Workbench::failed);
    m_desk.list();
}

Workbench::~Workbench()
{
    for (CheckSession *session : std::as_const(m_order))
        delete session;
    m_network.quit();
    m_network.wait();
}

CheckSession *Workbench::check(const QString &typed, const observation::Settings &settings,
                               bool keepConnection, const std::optional<ConversationOrder> &conversation)
{
    CheckOrder order;
    order.typed = typed;
    order.settings = settings;
    order.keepConnection = keepConnection;
    order.conversation = conversation;
    return start(std::move(order));
}

CheckSession *Workbench::checkFrom(const QString &place, const QString &typed,
                                   const observation::Settings &settings)
{
    CheckOrder order;
    order.typed = typed;
    order.settings = settings;
    order.from = place;
    return start(std::move(order));
}

CheckSession *Workbench::start(CheckOrder order)
{
    const auto endpoint = observation::parseEndpoint(order.typed).endpoint;
    order.limits = m_limits;
    order.path = freePath(endpoint ? QString::fromUtf8(endpoint->host) : QStringLiteral("address"));
    auto *session = new CheckSession(std::move(order), &m_network, &m_desk, this);
    keep(session);
    list(session);
    connect(session, &CheckSession::finished, this, [this, session] {
        list(session);
        Q_EMIT finished(session);
    });
    connect(session, &CheckSession::liveChanged, this, [this, session] { list(session); });
    return session;
}

QString Workbench::freePath(const QString &host) const
{
    // The file of a check that began a moment ago may not be there yet.
    QDateTime when = QDateTime::currentDateTimeUtc();
    QString path = m_desk.pathForNew(host, when);
    while (!path.isEmpty() && m_open.contains(path)) {
        when = when.addSecs(1);
        path = m_desk.pathForNew(host, when);
    }
    return path;
}

void Workbench::keep(CheckSession *session)
{
    m_open.insert(session->path(), session);
    m_order.append(session);
    connect(session, &CheckSession::infoChanged, this, [this, session] { list(session); });
    closeOld();
}

void Workbench::list(CheckSession *session)
{
    if (session->isFromFile() && !m_sessions.indexOf(session->path()).isValid())
        return; // a file from elsewhere
    const auto activity = session->isRunning() ? SessionEntry::Activity::Running
                          : session->isLive()  ? SessionEntry::Activity::Live
                                               : SessionEntry::Activity::Saved;
    m_sessions.put({session->info(), activity});
}

void Workbench::closeOld()
{
    for (qsizetype i = 0; i + 1 < m_order.size() && m_order.size() > KeptOpen;) {
        CheckSession *session = m_order.at(i);
        if (session->isRunning() || session->isLive()) {
            ++i;
            continue;
        }
        Q_EMIT closing(session);
        m_open.remove(session->path());
        m_order.removeAt(i);
        session->deleteLater();
    }
}

void Workbench::open(const QString &path)
{
    if (CheckSession *session = find(path)) {
        m_order.removeAll(session);
        m_order.append(session);
        Q_EMIT opened(session);
        return;
    }
    // Its kind first: a run over thousands of endpoints is not read whole.
    m_desk.readInfo(path, [this, path](const session::Result<session::SessionInfo> &info) {
        const auto takes = [&info](const Opener &opener) { return opener(*info); };
        if (!info || std::none_of(m_openers.cbegin(), m_openers.cend(), takes))
            openWhole(path); // also where it is damaged: what is left of it may be read
    });
}

void Workbench::openWhole(const QString &path)
{
    m_desk.open(path, [this, path](const session::Result<session::SessionContent> &content) {
        if (!content) {
            Q_EMIT failed(content.error().text);
            return;
        }
        if (CheckSession *already = find(path)) {
            Q_EMIT opened(already);
            return;
        }
        session::SessionContent copy = *content;
        copy.info.path = path;
        auto *session = new CheckSession(std::move(copy), &m_desk, this);
        keep(session);
        Q_EMIT opened(session);
    });
}

void Workbench::remove(const QString &path)
{
    if (CheckSession *session = find(path)) {
        Q_EMIT closing(session);
        m_open.remove(path);
        m_order.removeAll(session);
        delete session;
    }
    m_sessions.remove(path);
    m_desk.remove(path);
}

} // namespace wirewise::gui
