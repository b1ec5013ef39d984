#include "gui/checksession.h"

#include "gui/sessiondesk.h"
#include "observation/redaction.h"

#include <QThread>

#include <algorithm>

namespace wirewise::gui {

CheckSession::CheckSession(CheckOrder order, QThread *network, SessionDesk *desk, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
{
    m_running = true;
    m_keepsConnection = order.keepConnection;
    m_reconnects = order.reconnects;
    m_observation.typed = order.typed;
    m_observation.endpoint = observation::parseEndpoint(order.typed);
    m_observation.settings = order.settings;
    m_observation.startedAt = QDateTime::currentDateTimeUtc();
    m_observation.from = order.from;
    m_info.path = order.path;
    m_limits = order.limits;
    if (order.conversation)
        m_script = order.conversation->script;
    describe();
    m_clock.start();
    m_worker = new CheckWorker(std::move(order));
    m_worker->moveToThread(network);
    connectWorker();
    tell(&CheckWorker::start);
}

CheckSession::CheckSession(session::SessionContent content, SessionDesk *desk, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_info(std::move(content.info))
    , m_observation(std::move(content.observation))
    , m_diagnosis(std::move(content.diagnosis))
    , m_stage(check::Check::Stage::Finished)
    , m_damage(std::move(content.damage))
    , m_fromFile(true)
{
    if (m_observation.session)
        m_ended = m_observation.session;
    m_connections = std::move(content.connections);
    if (!m_connections.isEmpty() && m_connections.constLast().ended)
        m_ended = m_connections.constLast().ended;
    m_messages.setConnections(m_connections);
    noteOpening();
    if (m_info.messages > 0) {
        connect(&m_messages, &MessageStore::wanted, this, [this](qint64 first, qint64 count) {
            if (!m_desk)
                return;
            const QPointer<CheckSession> self(this);
            m_desk->readMessages(path(), first, count,
                                 [self, first](const QList<observation::Message> &messages) {
                                     if (self)
                                         self->m_messages.supply(first, messages);
                                 });
        });
        m_messages.append({}, m_info.messages);
    } else if (m_observation.session) {
        const QList<observation::Message> &seen = m_observation.session->messages;
        m_messages.append(seen, seen.isEmpty() ? 0 : seen.constLast().number);
    }
}

CheckSession::~CheckSession()
{
    if (m_worker)
        m_worker->deleteLater(); // on the network thread, which ends the connection and closes the file
}

template<typename... Arguments, typename... Values>
void CheckSession::tell(void (CheckWorker::*slot)(Arguments...), Values... values)
{
    if (CheckWorker *worker = m_worker)
        QMetaObject::invokeMethod(
            worker, [worker, slot, values...] { (worker->*slot)(values...); }, Qt::QueuedConnection);
}

void CheckSession::connectWorker()
{
    connect(m_worker, &CheckWorker::news, this, &CheckSession::take);
    connect(m_worker, &CheckWorker::finished, this, &CheckSession::conclude);
    connect(m_worker, &CheckWorker::connectionOpened, this, [this] {
        m_live = true;
        m_liveClock.start();
        if (!m_sessionClock.isValid()) {
            m_sessionClock.start();
            m_messages.setOpenedAt(QDateTime::currentDateTime());
        }
        Q_EMIT liveChanged();
    });
    connect(m_worker, &CheckWorker::connectionEnded, this, &CheckSession::end);
    connect(m_worker, &CheckWorker::connectionsChanged, this,
            [this](const QList<observation::ConnectionMark> &connections) {
                m_connections = connections;
                m_messages.setConnections(connections);
            });
    connect(m_worker, &CheckWorker::reconnectMoved, this, [this](const check::ReconnectState &state) {
        m_reconnection = state;
        m_reconnectClock.start();
        Q_EMIT reconnectChanged();
    });
    connect(m_worker, &CheckWorker::conversationMoved, this, [this](const ConversationState &state) {
        m_conversation = state;
        Q_EMIT conversationMoved();
    });
    connect(m_worker, &CheckWorker::messagesRead, &m_messages, &MessageStore::supply);
    connect(&m_messages, &MessageStore::wanted, m_worker, &CheckWorker::readMessages);
    connect(m_worker, &CheckWorker::recordingFailed, this, [this](const QString &sentence) {
        m_recordingProblem = sentence;
        m_recordingStoppedAt = QDateTime::currentDateTime();
        Q_EMIT recordingChanged();
    });
    connect(m_worker, &CheckWorker::diskFellBehind, this, [this](bool behind) {
        m_diskBehind = behind;
        Q_EMIT recordingChanged();
    });
}

void CheckSession::describe()
{
    m_info.url = observation::maskedAddress(m_observation);
    m_info.startedAt = m_observation.startedAt;
}

/// Message times count from the 101.
void CheckSession::noteOpening()
{
    const observation::Exchange *upgrade = m_observation.exchange(observation::ProbeKind::Upgrade);
    if (!upgrade || !m_observation.session || !m_observation.session->opened)
        return;
    const auto after = upgrade->timing.startedAfter + upgrade->timing.total;
    m_messages.setOpenedAt(m_observation.startedAt.toLocalTime().addMSecs(
        std::chrono::duration_cast<std::chrono::milliseconds>(after).count()));
}

void CheckSession::take(const CheckNews &news)
{
    m_stage = news.stage;
    for (const observation::Exchange &exchange : news.exchanges)
        takeExchange(exchange);
    m_planned += news.planned;
    m_observation.experiments += news.experiments;
    m_counters.receivedBytes = news.receivedBytes;
    m_counters.sentBytes = news.sentBytes;
    m_counters.receivedWire = news.receivedWire;
    m_counters.sentWire = news.sentWire;
    m_counters.receivedCount = news.receivedCount;
    m_counters.sentCount = news.sentCount;
    m_counters.messageCount = news.messageCount;
    m_messages.append(news.messages, news.messageCount);
    if (m_running)
        Q_EMIT progressed();
}

void CheckSession::takeExchange(const observation::Exchange &exchange)
{
    auto &list = m_observation.exchanges;
    const auto same = std::find_if(list.begin(), list.end(), [&exchange](const observation::Exchange &other) {
        return other.name() == exchange.name();
    });
    if (same != list.end()) {
        *same = exchange;
        return;
    }
    // An experiment's exchange belongs to its result, which comes when it has ended.
    const bool isProbe = exchange.name() == observation::toString(exchange.probe.kind);
    if (!isProbe)
        return;
    const auto place =
        std::find_if(list.begin(), list.end(), [&exchange](const observation::Exchange &other) {
            return other.probe.kind > exchange.probe.kind;
        });
    list.insert(place, exchange);
}

void CheckSession::conclude(const observation::Observation &observation,
                            const diagnosis::Diagnosis &diagnosis)
{
    m_running = false;
    m_stage = check::Check::Stage::Finished;
    m_observation = observation;
    m_diagnosis = diagnosis;
    m_info.verdict = diagnosis.verdict;
    m_info.summary = diagnosis.summary();
    if (!diagnosis.findings.isEmpty())
        m_info.findingId = diagnosis.primary().id;
    describe();
    if (!m_messages.openedAt().isValid())
        noteOpening();
    Q_EMIT finished();
}

void CheckSession::end(const observation::SessionFacts &facts)
{
    m_live = false;
    m_ended = facts;
    Q_EMIT liveChanged();
}

void CheckSession::stop()
{
    m_stopping = true;
    tell(&CheckWorker::stop);
}

void CheckSession::skipProbe(const QByteArray &name)
{
    tell(&CheckWorker::skipProbe, name);
}

void CheckSession::setTimeLimit(int milliseconds)
{
    m_observation.settings.timeout = std::chrono::milliseconds(milliseconds);
    tell(&CheckWorker::setTimeLimit, milliseconds);
}

void CheckSession::sendText(const QByteArray &utf8)
{
    tell(&CheckWorker::sendText, utf8);
}

void CheckSession::sendBinary(const QByteArray &data)
{
    tell(&CheckWorker::sendBinary, data);
}

void CheckSession::sendPing(const QByteArray &payload)
{
    tell(&CheckWorker::sendPing, payload);
}

void CheckSession::sendPieces(wire::Opcode opcode, const QByteArray &data, const QList<qsizetype> &cuts,
                              bool pings)
{
    tell(&CheckWorker::sendPieces, opcode, data, cuts, pings);
}

void CheckSession::sendBytes(const QByteArray &bytes)
{
    tell(&CheckWorker::sendBytes, bytes);
}

void CheckSession::closeConnection(quint16 code, const QByteArray &reason)
{
    tell(&CheckWorker::closeConnection, code, reason);
}

void CheckSession::runConversation(const ConversationOrder &order)
{
    m_script = order.script;
    tell(&CheckWorker::runConversation, order);
}

void CheckSession::stopConversation()
{
    tell(&CheckWorker::stopConversation);
}

void CheckSession::setAutoPong(bool on)
{
    m_autoPong = on;
    tell(&CheckWorker::setAutoPong, on);
}

void CheckSession::setHeartbeat(bool on)
{
    m_heartbeat = on;
    tell(&CheckWorker::setHeartbeat, on);
}

bool CheckSession::isReconnecting() const
{
    using Phase = check::ReconnectState::Phase;
    return m_reconnection.phase == Phase::Waiting || m_reconnection.phase == Phase::Trying;
}

qint64 CheckSession::untilNextTry() const
{
    return m_reconnection.phase == check::ReconnectState::Phase::Waiting
               ? std::max<qint64>(0, m_reconnection.delay.count() - m_reconnectClock.elapsed())
               : 0;
}

void CheckSession::setReconnecting(bool on)
{
    if (on == m_reconnects)
        return;
    m_reconnects = on;
    tell(&CheckWorker::setReconnecting, on);
    Q_EMIT reconnectChanged();
}

void CheckSession::reconnectNow()
{
    tell(&CheckWorker::reconnectNow);
}

void CheckSession::setName(const QString &name)
{
    m_info.name = name;
    if (m_worker)
        tell(&CheckWorker::setName, name);
    else if (m_desk)
        m_desk->setName(path(), name);
    Q_EMIT infoChanged();
}

void CheckSession::setNotes(const QString &notes)
{
    if (notes == m_info.notes)
        return;
    m_info.notes = notes;
    if (m_worker)
        tell(&CheckWorker::setNotes, notes);
    else if (m_desk)
        m_desk->setNotes(path(), notes);
    Q_EMIT infoChanged();
}

void CheckSession::setPinned(bool pinned)
{
    m_info.pinned = pinned;
    if (m_desk)
        m_desk->setPinned(path(), pinned);
    Q_EMIT infoChanged();
}

} // namespace wirewise::gui
