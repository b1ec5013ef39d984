#include "gui/checkworker.h"

#include "probe/connection.h"
#include "record/recorder.h"
#include "remote/placedchecks.h"
#include "session/sessionfile.h"

#include <QRandomGenerator>

#include <algorithm>

namespace wirewise::gui {

CheckWorker::CheckWorker(CheckOrder order)
    : m_order(std::move(order))
{
    m_timer.setParent(this); // moves to the network thread with the worker
    m_timer.setSingleShot(true);
    m_timer.setInterval(BatchInterval);
    connect(&m_timer, &QTimer::timeout, this, &CheckWorker::flush);
}

CheckWorker::~CheckWorker()
{
    // While it is still there: the end is heard, and asks for the last facts.
    m_order.reconnects = false;
    if (m_connection)
        m_connection->abort();
    m_connection.reset();
    m_reconnection.reset();
    m_check.reset();
    m_placed.reset();
    m_recorder.reset();
}

void CheckWorker::openRecord()
{
    if (m_order.path.isEmpty())
        return;
    auto file = session::SessionFile::create(m_order.path);
    if (!file) {
        Q_EMIT recordingFailed(file.error().text);
        return;
    }
    m_recorder = std::make_unique<record::Recorder>(std::move(*file), m_order.limits);
    connect(m_recorder.get(), &record::Recorder::failed, this, &CheckWorker::recordingFailed);
    // What cannot be written yet is not read yet: the server waits, nothing is lost.
    connect(m_recorder.get(), &record::Recorder::fellBehind, this, [this](bool behind) {
        m_diskBehind = behind;
        if (m_connection)
            m_connection->setReading(!behind);
        Q_EMIT diskFellBehind(behind);
    });
    if (m_check)
        m_recorder->follow(m_check.get());
}

void CheckWorker::start()
{
    if (!m_order.from.isEmpty()) {
        openRecord();
        return startElsewhere();
    }
    m_check = std::make_unique<check::Check>(m_order.typed, m_order.settings);
    m_check->setKeepConnection(m_order.keepConnection);
    openRecord();
    connect(m_check.get(), &check::Check::stageChanged, this, [this](check::Check::Stage stage) {
        m_news.stage = stage;
        schedule();
    });
    connect(m_check.get(), &check::Check::exchangeProgressed, this, &CheckWorker::collectExchange);
    connect(m_check.get(), &check::Check::exchangeFinished, this, &CheckWorker::collectExchange);
    connect(m_check.get(), &check::Check::experimentsPlanned, this,
            [this](const QList<observation::Experiment> &planned) {
                m_news.planned += planned;
                schedule();
            });
    connect(m_check.get(), &check::Check::experimentFinished, this,
            [this](const observation::ExperimentResult &result) {
                m_news.experiments.append(result);
                schedule();
            });
    if (!m_order.keepConnection) // else the connection itself tells
        connect(m_check.get(), &check::Check::messagesSeen, this, &CheckWorker::collectMessages);
    connect(m_check.get(), &check::Check::connectionOpened, this, &CheckWorker::takeConnection);
    connect(m_check.get(), &check::Check::finished, this, &CheckWorker::conclude);
    m_check->start();
}

void CheckWorker::stop()
{
    if (m_check && !m_finished)
        m_check->stop();
    if (m_placed && !m_finished)
        m_placed->stop();
}

void CheckWorker::skipProbe(const QByteArray &name)
{
    if (m_check && !m_finished)
        m_check->skipProbe(name);
}

void CheckWorker::setTimeLimit(int milliseconds)
{
    if (m_check && !m_finished)
        m_check->setTimeout(std::chrono::milliseconds(milliseconds));
}

void CheckWorker::sendText(const QByteArray &utf8)
{
    if (m_connection && m_connection->isOpen())
        m_connection->sendText(utf8);
}

void CheckWorker::sendBinary(const QByteArray &data)
{
    if (m_connection && m_connection->isOpen())
        m_connection->sendBinary(data);
}

void CheckWorker::sendPing(const QByteArray &payload)
{
    if (m_connection && m_connection->isOpen())
        m_connection->sendPing(payload);
}

void CheckWorker::sendPieces(wire::Opcode opcode, const QByteArray &data, const QList<qsizetype> &cuts,
                             bool pings)
{
    if (m_connection && m_connection->isOpen())
        m_connection->sendPieces(opcode, data, cuts, pings);
}

void CheckWorker::sendBytes(const QByteArray &bytes)
{
    if (m_connection && m_connection->isOpen())
        m_connection->sendBytes(bytes);
}

void CheckWorker::closeConnection(quint16 code, const QByteArray &reason)
{
    if (m_connection && m_connection->isOpen())
        m_connection->close(code, reason);
}

void CheckWorker::runConversation(const ConversationOrder &order)
{
    if (!m_connection)
        return;
    m_play = std::make_unique<ConversationPlay>(order, m_connection.get());
    // Messages are numbered over all connections of the session.
    const qint64 before = m_marks.list().isEmpty() ? 0 : m_marks.list().constLast().firstMessage - 1;
    connect(m_play.get(), &ConversationPlay::moved, this, [this, before](ConversationState state) {
        for (check::StepResult &result : state.results)
            result.message += result.message > 0 ? before : 0;
        Q_EMIT conversationMoved(state);
    });
    m_play->start();
}

void CheckWorker::stopConversation()
{
    if (m_play)
        m_play->stop();
}

void CheckWorker::setAutoPong(bool on)
{
    m_autoPong = on;
    if (m_connection)
        m_connection->setAutoPong(on);
}

void CheckWorker::setHeartbeat(bool on)
{
    m_keepsHeartbeat = on;
    if (m_heartbeat)
        m_heartbeat->setOn(on);
}

/// The first messages say what the protocol wants, also before anybody asks for it.
void CheckWorker::beat(const observation::MessageViews &messages)
{
    constexpr int openers = 32;
    for (const observation::MessageView &view : messages) {
        if (!m_heartbeat || (!m_heartbeat->isOn() && m_heard >= openers))
            return;
        ++m_heard;
        const observation::Message message = view.toMessage();
        m_heartbeat->take(message, m_dialect.read(message));
    }
}

void CheckWorker::setNotes(const QString &notes)
{
    if (m_recorder)
        m_recorder->setNotes(notes);
}

void CheckWorker::setName(const QString &name)
{
    if (m_recorder)
        m_recorder->setName(name);
}

void CheckWorker::readMessages(qint64 first, qint64 count)
{
    if (!m_recorder)
        return;
    m_recorder->readMessages(first, count, this, [this, first](const QList<observation::Message> &messages) {
        Q_EMIT messagesRead(first, messages);
    });
}

void CheckWorker::takeConnection()
{
    if (std::unique_ptr<probe::Connection> connection = m_check->takeConnection())
        attach(std::move(connection), m_check->observation().exchange("upgrade"), 1);
}

/// The first connection of the session, or one more.
void CheckWorker::attach(std::unique_ptr<probe::Connection> connection, const observation::Exchange *upgrade,
                         int tries)
{
    m_connection = std::move(connection);
    if (!m_sinceFirst.isValid())
        m_sinceFirst.start();
    m_marks.open(observation::Duration(m_sinceFirst.nsecsElapsed() / 1000), tries);
    recordConnections();
    connect(m_connection.get(), &probe::Connection::messages, this, &CheckWorker::live);
    connect(m_connection.get(), &probe::Connection::ended, this, &CheckWorker::connectionOver);
    m_connection->setAutoPong(m_autoPong);
    m_connection->setReading(!m_diskBehind);
    if (upgrade)
        m_dialect.begin(*upgrade);
    m_heartbeat = std::make_unique<check::Heartbeat>(m_connection.get(), m_dialect.clientPings());
    m_heartbeat->setOn(m_keepsHeartbeat);
    m_heard = 0;
    Q_EMIT connectionsChanged(m_marks.list());
    Q_EMIT connectionOpened();
    if (m_order.conversation)
        runConversation(*std::exchange(m_order.conversation, {}));
    if (!m_connection->isOpen())
        connectionOver();
}

void CheckWorker::collectExchange(const observation::Exchange &exchange)
{
    auto &list = m_news.exchanges;
    const auto same = std::find_if(list.begin(), list.end(), [&exchange](const observation::Exchange &other) {
        return other.name() == exchange.name();
    });
    if (same == list.end())
        list.append(exchange);
    else
        *same = exchange;
    schedule();
}

void CheckWorker::live(const observation::MessageViews &messages)
{
    const observation::MessageViews continued = m_marks.continued(messages);
    if (m_recorder)
        m_recorder->addMessages(continued);
    collectMessages(continued);
    beat(continued);
}

void CheckWorker::collectMessages(const observation::MessageViews &messages)
{
    for (const observation::MessageView &message : messages) {
        (message.isReceived() ? m_news.receivedBytes : m_news.sentBytes) += message.payload.size();
        (message.isReceived() ? m_news.receivedCount : m_news.sentCount) += 1;
        (message.isReceived() ? m_news.receivedWire : m_news.sentWire) += message.wireSize;
    }
    m_news.messageCount = messages.constLast().number;
    // A flood must not pile up on its way to the window: what is dropped here is in the file.
    m_latest.setBounded(m_recorder != nullptr);
    m_latest.add(messages);
    schedule();
}

void CheckWorker::schedule()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void CheckWorker::flush()
{
    m_timer.stop();
    m_news.messages = m_latest.take();
    Q_EMIT news(m_news);
    m_news.exchanges.clear();
    m_news.planned.clear();
    m_news.experiments.clear();
    m_news.messages.clear();
}

void CheckWorker::conclude(const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis)
{
    m_finished = true;
    m_news.stage = check::Check::Stage::Finished;
    flush();
    Q_EMIT finished(observation, diagnosis);
}

void CheckWorker::connectionOver()
{
    flush();
    const observation::SessionFacts facts = m_connection->facts();
    m_marks.end(facts);
    // The check that was judged had the first connection; the others stand beside it.
    if (m_recorder && m_marks.list().size() == 1)
        m_recorder->setSessionFacts(facts);
    recordConnections();
    Q_EMIT connectionsChanged(m_marks.list());
    Q_EMIT connectionEnded(facts);
    // Not from within its own signal.
    m_connection.release()->deleteLater();
    if (m_order.reconnects)
        reconnection().begin(facts);
}

void CheckWorker::recordConnections()
{
    const QList<observation::ConnectionMark> changed = m_marks.changed();
    for (const observation::ConnectionMark &mark : changed) {
        if (m_recorder)
            m_recorder->setConnection(mark);
    }
}

check::Reconnection &CheckWorker::reconnection()
{
    if (!m_reconnection) {
        m_reconnection = std::make_unique<check::Reconnection>(
            m_order.typed, m_order.settings, check::BackoffPlan(), QRandomGenerator::global()->generate());
        connect(m_reconnection.get(), &check::Reconnection::stateChanged, this, &CheckWorker::reconnectMoved);
        connect(m_reconnection.get(), &check::Reconnection::opened, this, &CheckWorker::takeReopened);
    }
    return *m_reconnection;
}

void CheckWorker::takeReopened(int tries)
{
    attach(m_reconnection->takeConnection(), &m_reconnection->upgrade(), tries);
    for (const QByteArray &text : std::as_const(m_order.settings.send))
        sendText(text);
}

void CheckWorker::setReconnecting(bool on)
{
    m_order.reconnects = on;
    if (!on && m_reconnection)
        m_reconnection->stop();
}

void CheckWorker::reconnectNow()
{
    if (!m_connection && m_sinceFirst.isValid())
        reconnection().tryNow();
}

} // namespace wirewise::gui
