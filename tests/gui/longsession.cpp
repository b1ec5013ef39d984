#include "gui/longsession.h"

#include "wire/closecode.h"

#include <QRandomGenerator>

#include <chrono>
#include <cmath>

namespace wirewise::test {

namespace {

using namespace std::chrono_literals;
using observation::Duration;
using observation::Message;
using wire::Direction;
using wire::Opcode;

constexpr const char *Lines[] = {"Your next stop is Oak Street, dock four.",
                                 "Okay, dock four.",
                                 "Call me when you are there.",
                                 "Hi Ana, this is dispatch.",
                                 "Hey. Go ahead.",
                                 "You have a pickup at nine forty.",
                                 "The gate is closed. Is there another one?",
                                 "Take the second entrance, behind the scales."};
constexpr Duration Whole = 160min, CloseAt = 119min + 6s;

QByteArray call(quint32 number)
{
    return "\"EL_driver" + QByteArray::number(100 + number % 40) + "_17321997" +
           QByteArray::number(10 + number % 90) + '"';
}

class Writer
{
public:
    Writer(session::SessionFile file, qint64 count)
        : m_file(std::move(file))
        , m_pause(Whole / count)
    {
        m_session.path = m_file.path();
    }

    LongSession write()
    {
        subscribe();
        run(CloseAt);
        restart();
        run(Whole);
        flush();
        m_session.messages = m_number;
        return m_session;
    }

    session::SessionFile &file() { return m_file; }

private:
    Message &add(Opcode opcode, const QByteArray &payload, Direction direction = Direction::Received)
    {
        if (m_batch.size() >= 5000)
            flush();
        Message message;
        message.number = ++m_number;
        message.at = m_at;
        message.opcode = opcode;
        message.payload = payload;
        message.direction = direction;
        message.compressed = opcode == Opcode::Text && payload.size() > 100;
        const qint64 head = payload.size() > 125 ? 4 : 2;
        message.wireSize = head + (message.compressed ? payload.size() * 6 / 10 : payload.size()) +
                           (direction == Direction::Sent ? 4 : 0);
        m_batch.append(message);
        return m_batch.last();
    }

    void flush()
    {
        if (!m_file.appendMessages(m_batch))
            qFatal("the messages cannot be written");
        m_batch.clear();
    }

    void pass(Duration time) { m_at += time; }

    void subscribe()
    {
        add(Opcode::Text, "{\"subscribe\": \"EL_driver123_1732199700\"}", Direction::Sent);
        pass(38ms);
        add(Opcode::Text, "{\"type\": \"subscription_confirmed\", \"call_id\": \"EL_driver123_1732199700\"}");
    }

    void complete()
    {
        pass(211ms);
        add(Opcode::Text,
            "{\"type\": \"call_completed\", \"call_id\": \"EL_driver123_1732199700\", \"duration_s\": 184, "
            "\"transcript\": [{\"index\": 0, \"role\": \"agent\", \"text\": \"Hey John, this is dispatch "
            "calling about your next stop.\"}, {\"index\": 1, \"role\": \"driver\", \"text\": \"Hey. Go "
            "ahead.\"}, {\"index\": 2, \"role\": \"agent\", \"text\": \"Take the second entrance.\"}], "
            "\"recording\": null}");
        m_session.completed = m_number;
        m_session.heartbeatsBefore = m_session.heartbeats;
    }

    void audio(bool inPieces)
    {
        QByteArray sound = QByteArray::fromHex("1a45dfa39f4286810142f7810142f2810142f3");
        while (sound.size() < 1284)
            sound.append(static_cast<char>(m_random.bounded(256)));
        Message &message = add(Opcode::Binary, sound);
        if (!inPieces)
            return;
        message.frames = 3;
        message.wireSize = 1284 + 3 * 4;
        message.fragments = {{m_at - 2ms, 516, 512}, {m_at - 1ms, 516, 512}, {m_at, 264, 260}};
        m_session.fragmented = m_number;
    }

    void ping()
    {
        const QByteArray payload =
            QByteArray("\0\0", 2) + static_cast<char>(m_pings >> 8) + static_cast<char>(m_pings);
        ++m_pings;
        add(Opcode::Ping, payload, Direction::Sent);
        pass(std::chrono::milliseconds(34 + m_random.bounded(9)));
        add(Opcode::Pong, payload);
    }

    /// More comes while many calls are open, and before the server restarts.
    [[nodiscard]] Duration pauseNow()
    {
        const double hours = static_cast<double>(m_at.count()) / 3.6e9;
        double rate = 1 + 0.3 * std::sin(hours * 4) + 0.08 * std::sin(hours * 37);
        if (m_at > CloseAt - 9min && m_at < CloseAt)
            rate *= 1.7;
        const double jitter = 0.05 + 1.9 * m_random.generateDouble();
        return Duration(static_cast<qint64>(static_cast<double>(m_pause.count()) * jitter / rate));
    }

    void run(Duration end)
    {
        while (m_at < end) {
            pass(pauseNow());
            if (m_at > m_nextPing) {
                m_nextPing += 20s;
                ping();
            }
            const quint32 kind = m_random.bounded(100U);
            if (kind < 24) {
                ++m_session.heartbeats;
                add(Opcode::Text, "{\"type\": \"heartbeat\", \"at\": " +
                                      QByteArray::number(1732199520 + m_at.count() / 1'000'000) + '}');
            } else if (kind < 32) {
                audio(kind == 31 && end == Whole);
            } else {
                const quint32 line = m_random.bounded(8U);
                add(Opcode::Text, "{\"type\": \"transcription\", \"call_id\": " + call(line * 7) +
                                      ", \"role\": " + (line % 2 == 0 ? "\"agent\"" : "\"driver\"") +
                                      ", \"text\": \"" + Lines[line] + "\"}");
            }
        }
    }

    void restart()
    {
        pass(131ms);
        const QByteArray close = wire::closePayload(wire::closecode::ServiceRestart, "revision 00042-xk9");
        add(Opcode::Close, close);
        m_session.close = m_number;
        observation::ConnectionMark first;
        first.ended = ended(m_at, wire::closecode::ServiceRestart, "revision 00042-xk9");
        pass(41ms);
        add(Opcode::Close, close, Direction::Sent);
        pass(1200ms);
        observation::ConnectionMark second;
        second.number = 2;
        second.firstMessage = m_number + 1;
        second.openedAt = m_at;
        second.ended = ended(Whole - m_at, wire::closecode::GoingAway, {});
        if (!m_file.setConnection(first) || !m_file.setConnection(second))
            qFatal("the connections cannot be written");
        subscribe();
        complete();
        pass(8ms);
    }

    static observation::SessionFacts ended(Duration at, quint16 code, const QByteArray &reason)
    {
        observation::SessionFacts facts;
        facts.opened = true;
        facts.watched = at;
        facts.closeBy = observation::SessionFacts::CloseBy::Peer;
        facts.closeCode = code;
        facts.closeReason = reason;
        facts.closedAt = at;
        facts.endedAt = at;
        facts.end = observation::StreamEnd::ClosedByPeer;
        return facts;
    }

    session::SessionFile m_file;
    QRandomGenerator m_random{20251122};
    QList<Message> m_batch;
    LongSession m_session;
    Duration m_pause, m_at{1ms}, m_nextPing{20s};
    qint64 m_number = 0;
    int m_pings = 1836;
};

} // namespace

LongSession writeLongSession(const QString &path, const session::SessionContent &like, qint64 count)
{
    auto file = session::SessionFile::create(path);
    if (!file)
        qFatal("%s cannot be made", qPrintable(path));
    observation::Observation observation = like.observation;
    observation.typed = QStringLiteral("ws://dispatch.example/ws/calls/transcriptions");
    observation.endpoint = observation::parseEndpoint(observation.typed);
    observation.startedAt = QDateTime(QDate(2025, 11, 22), QTime(7, 32), Qt::UTC);
    observation.experiments.clear();
    const QList<observation::Exchange> exchanges = observation.exchanges;
    bool isWritten = file->begin(observation).has_value();
    for (const observation::Exchange &exchange : exchanges)
        isWritten = isWritten && file->addExchange(exchange).has_value();
    isWritten = isWritten && file->setDiagnosis(observation, like.diagnosis).has_value();
    Writer writer(*std::move(file), count);
    const LongSession session = writer.write();
    observation::SessionFacts facts = observation.session.value_or(observation::SessionFacts());
    facts.opened = true;
    facts.watched = Whole;
    facts.messages.clear();
    facts.messageCount = session.messages;
    facts.closeBy = observation::SessionFacts::CloseBy::Peer;
    facts.closeCode = wire::closecode::GoingAway;
    isWritten = isWritten && writer.file().setSessionFacts(facts).has_value();
    if (!isWritten)
        qFatal("%s cannot be written", qPrintable(path));
    return session;
}

} // namespace wirewise::test
