#include "report/wireevents.h"

#include "report/exchangetext.h"
#include "report/reportwords.h"

#include <QCoreApplication>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace wirewise::report {

using namespace observation;
using wire::Direction;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Pcapng)
};

QString commentOf(const ShownExchange &shown)
{
    const Exchange &exchange = *shown.exchange;
    QStringList sentences{QString(shown.title() + QStringLiteral(": ") + answerOf(exchange))};
    const Endpoint &endpoint = exchange.probe.endpoint;
    if (endpoint.port != ShownPort) {
        sentences.append(Texts::tr("Port %1 is shown as %2, where readers look for HTTP")
                             .arg(QString::number(endpoint.port), QString::number(ShownPort)));
    }
    if (endpoint.secure)
        sentences.append(Texts::tr("What went over TLS stands here in the clear"));
    if (exchange.connection.proxy && exchange.connection.proxy->kind != ProxyChoice::Kind::None)
        sentences.append(Texts::tr("It went through a proxy, which is left out"));
    return sentences.join(QStringLiteral(". ")) + u'.';
}

/// The answer in the portions in which it came.
QList<WireEvent> answerEvents(const Exchange &exchange, const QByteArray &bytes, Instant begin,
                              Instant answered, int flow)
{
    QList<WireEvent> events;
    QList<Arrival> arrivals = exchange.arrivals;
    if (arrivals.isEmpty() || arrivals.constFirst().offset > 0)
        arrivals.prepend({0, std::chrono::duration_cast<Duration>(answered - begin)});
    for (qsizetype i = 0; i < arrivals.size(); ++i) {
        const qint64 from = std::clamp<qint64>(arrivals.at(i).offset, 0, bytes.size());
        const qint64 to = i + 1 < arrivals.size()
                              ? std::clamp<qint64>(arrivals.at(i + 1).offset, from, bytes.size())
                              : bytes.size();
        if (to > from) {
            events.append({std::max(begin + arrivals.at(i).at, answered),
                           flow,
                           Direction::Received,
                           TcpFlow::Push | TcpFlow::Ack,
                           bytes.sliced(from, to - from),
                           {}});
        }
    }
    return events;
}

bool wasConnected(const Exchange &exchange)
{
    return !exchange.sent.isEmpty() || !exchange.received.isEmpty() || exchange.timing.connect.has_value();
}

/// A key for the number of a message; what it was in truth is not kept.
std::array<quint8, 4> maskFor(qint64 number)
{
    std::array<quint8, 4> mask{};
    qToBigEndian(static_cast<quint32>(number) * 2654435761U | 1U, mask.data());
    return mask;
}

QByteArray frameOf(const Message &message, QByteArrayView payload, bool first, bool last)
{
    wire::Frame frame;
    frame.fin = last;
    frame.opcode = first ? message.opcode : wire::Opcode::Continuation;
    frame.payload = payload.toByteArray();
    if (message.direction == Direction::Sent)
        frame.mask = maskFor(message.number);
    return wire::toBytes(frame);
}

/// Whether the fragments tell how the payload was parted.
bool partsPayload(const Message &message)
{
    qint64 size = 0;
    for (const Fragment &fragment : message.fragments) {
        if (!fragment.size || *fragment.size < 0)
            return false;
        size += *fragment.size;
    }
    return message.fragments.size() > 1 && message.fragments.size() == message.frames &&
           size == message.payload.size();
}

} // namespace

QList<WireEvent> eventsOf(const ShownExchange &shown, Instant start, int flow, bool goesOn)
{
    const Exchange &exchange = *shown.exchange;
    const Timing &timing = exchange.timing;
    const Instant begin = start + timing.startedAfter;
    Instant at = begin + timing.name.value_or(Duration(0));
    QList<WireEvent> events{{at, flow, Direction::Sent, TcpFlow::Syn, {}, commentOf(shown)}};
    at += timing.connect.value_or(Duration(0));
    if (!wasConnected(exchange)) {
        if (exchange.outcome == Outcome::Refused)
            events.append({at, flow, Direction::Received, TcpFlow::Reset | TcpFlow::Ack, {}, {}});
        return events;
    }
    events.append({at, flow, Direction::Received, TcpFlow::Syn | TcpFlow::Ack, {}, {}});
    events.append({at, flow, Direction::Sent, TcpFlow::Ack, {}, {}});
    at += timing.tls.value_or(Duration(0));
    if (!exchange.sent.isEmpty())
        events.append({at, flow, Direction::Sent, TcpFlow::Push | TcpFlow::Ack, exchange.sent, {}});
    at += timing.send.value_or(Duration(0));
    const bool cut = goesOn && exchange.response;
    const QByteArray answer = cut ? exchange.received.first(std::min<qint64>(exchange.response->head.end(),
                                                                             exchange.received.size()))
                                  : exchange.received;
    events.append(answerEvents(exchange, answer, begin, at, flow));
    if (!goesOn)
        events.append(endOf(exchange.end, std::max(begin + timing.total, events.constLast().at), flow));
    return events;
}

QList<WireEvent> endOf(StreamEnd end, Instant at, int flow)
{
    const auto fin = [at, flow](Direction first, Direction second) {
        return QList<WireEvent>{{at, flow, first, TcpFlow::Fin | TcpFlow::Ack, {}, {}},
                                {at, flow, second, TcpFlow::Fin | TcpFlow::Ack, {}, {}},
                                {at, flow, first, TcpFlow::Ack, {}, {}}};
    };
    switch (end) {
    case StreamEnd::ClosedByPeer:
        return fin(Direction::Received, Direction::Sent);
    case StreamEnd::ClosedByUs:
    case StreamEnd::LimitReached:
    case StreamEnd::TimedOut:
        return fin(Direction::Sent, Direction::Received);
    case StreamEnd::ResetByPeer:
        return {{at, flow, Direction::Received, TcpFlow::Reset | TcpFlow::Ack, {}, {}}};
    case StreamEnd::Open:
        break;
    }
    return {};
}

QList<WireEvent> eventsOf(const Message &message, Instant opened, int flow)
{
    WireEvent event{opened + message.at, flow, message.direction, TcpFlow::Push | TcpFlow::Ack, {}, {}};
    if (message.compressed)
        event.comment = Texts::tr("It went compressed, %1 on the wire.").arg(byteCount(message.wireSize));
    if (message.frames == 0) {
        event.bytes = message.payload;
        return {event};
    }
    if (!partsPayload(message)) {
        event.bytes = frameOf(message, message.payload, true, true);
        return {event};
    }
    QList<WireEvent> events;
    qint64 offset = 0;
    for (qsizetype i = 0; i < message.fragments.size(); ++i) {
        const Fragment &fragment = message.fragments.at(i);
        event.at = opened + fragment.at;
        event.bytes = frameOf(message, QByteArrayView(message.payload).sliced(offset, *fragment.size), i == 0,
                              i + 1 == message.fragments.size());
        offset += *fragment.size;
        events.append(event);
        event.comment.clear();
    }
    return events;
}

} // namespace wirewise::report
