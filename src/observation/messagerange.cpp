#include "observation/messagerange.h"

#include "wire/framereader.h"

namespace wirewise::observation {

namespace {

using wire::ByteRange;
using wire::Direction;
using wire::Opcode;

/// How many messages and control frames came before this one.
qsizetype receivedBefore(const SessionFacts &session, const Message &message)
{
    qsizetype before = 0;
    for (const Message &other : session.messages) {
        if (other.number >= message.number)
            break;
        if (other.direction == Direction::Received)
            ++before;
    }
    return before;
}

/// A message or control frame as it lies in the stream. Control frames may stand inside a message
/// (RFC 6455 section 5.4), and are told before it.
struct Span
{
    ByteRange whole;
    ByteRange payload; ///< of its last frame
    int frames = 0;
};

/// Reads spans one after another, in the order in which they end.
class SpanReader
{
public:
    explicit SpanReader(QByteArrayView stream)
        : m_stream(stream)
    {
    }

    std::optional<Span> next()
    {
        while (const auto head = wire::readFrameHead(m_stream.sliced(m_at), m_at)) {
            const quint64 left = static_cast<quint64>(m_stream.size() - m_at);
            if (!head->isWhole || head->payloadLength > left - static_cast<quint64>(head->size))
                return {};
            const ByteRange payload{m_at + head->size, static_cast<qint64>(head->payloadLength)};
            const ByteRange frame{m_at, head->size + payload.length};
            m_at += static_cast<qsizetype>(frame.length);
            if (wire::isControl(head->frame.opcode))
                return Span{frame, payload, 1};
            if (head->frame.opcode != Opcode::Continuation)
                m_open = {{frame.offset, 0}, {}, 0};
            m_open.whole.length = frame.offset + frame.length - m_open.whole.offset;
            m_open.payload = payload;
            ++m_open.frames;
            if (head->frame.fin)
                return m_open;
        }
        return {};
    }

private:
    QByteArrayView m_stream;
    qsizetype m_at = 0;
    Span m_open;
};

} // namespace

std::optional<ByteRange> rangeInStream(const SessionFacts &session, const Message &message)
{
    if (message.direction != Direction::Received)
        return {};
    SpanReader reader(session.stream);
    std::optional<Span> span = reader.next();
    for (qsizetype before = receivedBefore(session, message); before > 0 && span; --before)
        span = reader.next();
    if (!span)
        return {};
    const bool asItIs = span->frames == 1 && !message.compressed && span->payload.length > 0;
    return asItIs ? span->payload : span->whole;
}

} // namespace wirewise::observation
