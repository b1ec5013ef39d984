#include "wire/messageassembly.h"

#include <limits>
#include <utility>

namespace wirewise::wire {

namespace {

constexpr int MaxCounted = std::numeric_limits<int>::max() - 1;
/// How many inflated bytes show a fault.
constexpr qsizetype ShownInflated = 64;

/// What a compressed message may take on the wire: more than the message, for it may be badly compressed, yet
/// not without end.
qint64 compressedLimit(qint64 limit)
{
    return limit < std::numeric_limits<qint64>::max() / 2 ? limit + limit / 8 + 1024 : limit;
}

} // namespace

qint64 MessageAssembly::roomFor(const Frame &frame) const
{
    if (frame.opcode != Opcode::Continuation)
        return frame.rsv1 ? compressedLimit(m_limit) : m_limit;
    return m_message.compressed ? compressedLimit(m_limit) - m_message.wirePayload : room();
}

bool MessageAssembly::inflateInPlace(Opcode opcode, QByteArrayView payload, QByteArray *out)
{
    if (m_tried)
        return false;
    const qsizetype before = out->size();
    m_inflater->begin();
    const Inflater::Result feed = m_inflater->feed(payload, out, m_limit);
    const qsizetype fed = out->size() - before;
    Inflater::Result finish;
    if (feed.outcome == Inflater::Outcome::Fine)
        finish = m_inflater->finish(out, m_limit - fed);
    const bool isWhole = feed.outcome == Inflater::Outcome::Fine && finish.outcome == Inflater::Outcome::Fine;
    if (isWhole && (opcode != Opcode::Text || isValidUtf8(QByteArrayView(*out).sliced(before))))
        return true;
    m_tried = Tried{out->sliced(before), fed, feed, finish};
    out->truncate(before);
    return false;
}

void MessageAssembly::beginFrame(const Frame &frame)
{
    m_frameStart = m_message.payload.size();
    if (frame.opcode == Opcode::Continuation)
        return;
    m_isOpen = true;
    m_message.opcode = frame.opcode;
    m_message.range = frame.range;
    m_message.frames = 0;
    m_message.compressed = frame.rsv1;
    m_utf8.reset();
    if (frame.rsv1 && !m_tried)
        m_inflater->begin();
}

std::optional<MessageAssembly::Fault> MessageAssembly::take(QByteArrayView piece)
{
    if (m_message.compressed)
        return inflate(piece);
    // RFC 6455 section 8.1: fail at the first byte that cannot be mended, not at the message's end
    const qint64 before = m_utf8.validLength();
    if (!isText() || m_utf8.feed(piece))
        return {};
    return Fault{FrameBreach::InvalidUtf8, m_utf8.validLength() - before};
}

std::optional<MessageAssembly::Fault> MessageAssembly::inflate(QByteArrayView piece)
{
    const qsizetype before = m_message.payload.size();
    Inflater::Result result;
    if (m_tried) {
        m_message.payload = m_tried->bytes.first(m_tried->fed);
        result = m_tried->feed;
    } else {
        result = m_inflater->feed(piece, &m_message.payload, room());
    }
    const std::optional<FrameBreach> breach = judgeInflated(before, result.outcome);
    if (!breach)
        return {};
    // Which byte makes a character wrong or a message too big cannot be told from the portions in which its
    // bytes happen to come.
    if (*breach == FrameBreach::DeflateInvalid)
        return Fault{*breach, result.taken - 1};
    return Fault{*breach, {}};
}

std::optional<FrameBreach> MessageAssembly::judgeInflated(qsizetype before, Inflater::Outcome outcome)
{
    // What was inflated before the fault comes first, as it would if the bytes came one by one.
    if (isText() && !m_utf8.feed(QByteArrayView(m_message.payload).sliced(before))) {
        m_badUtf8 = true;
        return FrameBreach::InvalidUtf8;
    }
    switch (outcome) {
    case Inflater::Outcome::Fine:
        return {};
    case Inflater::Outcome::Invalid:
        return FrameBreach::DeflateInvalid;
    case Inflater::Outcome::TooLarge:
        return FrameBreach::MessageTooBig;
    case Inflater::Outcome::Unfinished:
        return FrameBreach::DeflateUnfinished;
    }
    return {};
}

std::optional<qint64> MessageAssembly::endFrame(const Frame &frame)
{
    m_message.range.length = frame.range.end() - m_message.range.offset;
    m_message.frames = qMin(m_message.frames, MaxCounted) + 1;
    m_message.wirePayload += frame.payload.size();
    m_message.wireSize += frame.range.length;
    if (m_message.compressed)
        return m_message.payload.size() - m_frameStart;
    if (m_message.payload.isEmpty())
        m_message.payload = frame.payload;
    else
        m_message.payload += frame.payload;
    return {};
}

std::optional<FrameBreach> MessageAssembly::finish()
{
    if (m_message.compressed) {
        const qsizetype before = m_message.payload.size();
        Inflater::Result result;
        if (m_tried) {
            m_message.payload = m_tried->bytes;
            result = m_tried->finish;
        } else {
            result = m_inflater->finish(&m_message.payload, room());
        }
        if (const std::optional<FrameBreach> breach = judgeInflated(before, result.outcome))
            return breach;
    }
    // RFC 6455 section 8.1: the message must not end inside a character
    if (isText() && !m_utf8.mayEnd()) {
        m_badUtf8 = m_message.compressed;
        return FrameBreach::InvalidUtf8;
    }
    return {};
}

MessageReceived MessageAssembly::takeMessage()
{
    m_isOpen = false;
    return std::exchange(m_message, {});
}

std::optional<InflatedPlace> MessageAssembly::placeInflated() const
{
    if (!m_badUtf8)
        return {};
    const qsizetype bad = qMin<qsizetype>(m_utf8.validLength(), m_message.payload.size() - 1);
    const qsizetype from = qMax<qsizetype>(0, bad + 1 - ShownInflated);
    return InflatedPlace{from, m_message.payload.sliced(from, bad + 1 - from)};
}

void MessageAssembly::drop()
{
    m_message = {};
    m_inflater.reset();
    m_tried.reset();
}

} // namespace wirewise::wire
