#include "session/messageblock.h"

#include "session/growingbytes.h"

#include <array>
#include <limits>

namespace wirewise::session {

using observation::Message;
using observation::MessageView;

namespace {

/// The lowest bit of a message's first byte: its direction. The four above: its opcode. Then compression, and
/// whether its frames follow one by one.
constexpr quint64 SentBit = 1;
constexpr quint64 CompressedBit = 1 << 5;
constexpr quint64 FragmentsBit = 1 << 6;
constexpr int OpcodeShift = 1;
/// No count in a file is higher; sums of two such numbers stay far from overflow.
constexpr qint64 Largest = qint64(1) << 52;

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
char *writeNumber(char *to, quint64 number)
{
    while (number >= 0x80) {
        *to++ = static_cast<char>((number & 0x7F) | 0x80);
        number >>= 7;
    }
    *to++ = static_cast<char>(number);
    return to;
}

char *writeCount(char *to, qint64 number)
{
    return writeNumber(to, static_cast<quint64>(qMax<qint64>(0, number)));
}

constexpr qsizetype LongestNumber = 10;
constexpr qsizetype NumbersInHead = 6;
constexpr qsizetype NumbersInFragment = 3;

/// Their count, then each with how long before the whole message it was there, and its sizes; a size that is
/// not known is zero, others are one too high.
char *writeFragments(char *to, const MessageView &message)
{
    to = writeNumber(to, message.fragments.size());
    for (const observation::Fragment &fragment : message.fragments) {
        to = writeCount(to, (message.at - fragment.at).count());
        to = writeCount(to, fragment.wireSize);
        to = writeCount(to, fragment.size.value_or(-1) + 1);
    }
    return to;
}

/// Reads what writeNumber() wrote; stops for good at the end of the bytes.
class NumberReader
{
public:
    explicit NumberReader(QByteArrayView bytes, qsizetype from = 0)
        : m_bytes(bytes)
        , m_at(from)
    {
    }

    quint64 next()
    {
        quint64 number = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            if (m_at >= m_bytes.size()) {
                m_sound = false;
                return 0;
            }
            const auto byte = static_cast<quint8>(m_bytes.at(m_at++));
            number |= quint64(byte & 0x7F) << shift;
            if ((byte & 0x80) == 0)
                return number;
        }
        m_sound = false;
        return 0;
    }

    /// A number that counts something.
    qint64 nextCount()
    {
        const quint64 number = next();
        if (number > quint64(Largest))
            m_sound = false;
        return m_sound ? static_cast<qint64>(number) : 0;
    }

    [[nodiscard]] bool isSound() const { return m_sound; }
    [[nodiscard]] qsizetype position() const { return m_at; }

private:
    QByteArrayView m_bytes;
    qsizetype m_at;
    bool m_sound = true;
};

} // namespace

qsizetype longestHead(const MessageView &message)
{
    const auto fragments = static_cast<qsizetype>(message.fragments.size());
    return LongestNumber * (NumbersInHead + (fragments > 0 ? 1 + NumbersInFragment * fragments : 0));
}

char *writeHead(char *to, const MessageView &message, qint64 lastNumber, qint64 lastAt)
{
    const quint64 kind = (quint64(static_cast<quint8>(message.opcode)) << OpcodeShift) |
                         (message.isReceived() ? 0 : SentBit) | (message.compressed ? CompressedBit : 0) |
                         (message.fragments.empty() ? 0 : FragmentsBit);
    to = writeNumber(to, kind);
    to = writeCount(to, message.number - lastNumber);
    to = writeCount(to, message.at.count() - lastAt);
    to = writeCount(to, message.payload.size());
    to = writeCount(to, message.wireSize);
    to = writeCount(to, message.frames);
    return message.fragments.empty() ? to : writeFragments(to, message);
}

MessageBlock blockOf(const QList<Message> &messages)
{
    MessageBlock block;
    block.first = messages.isEmpty() ? 0 : messages.constFirst().number;
    block.count = messages.size();
    qint64 number = block.first;
    qint64 at = 0;
    GrowingBytes header;
    for (const Message &message : messages) {
        const MessageView view = viewOf(message);
        char *begin = header.room(longestHead(view));
        header.added(writeHead(begin, view, number, at) - begin);
        block.payloads += message.payload;
        number = message.number;
        at = qMax(at, qint64(message.at.count()));
    }
    block.header = header.take();
    return block;
}

BlockCursor::BlockCursor(const MessageBlock &block)
    : m_block(block)
    , m_left(block.count)
    , m_number(block.first)
{
    // Every message takes at least six bytes of the header: a count beyond that is a lie.
    if (block.count < 0 || block.count > block.header.size() / 6 || block.first < 0 || block.first > Largest)
        m_left = -1;
}

bool BlockCursor::next()
{
    if (m_left <= 0)
        return false;
    NumberReader header(m_block.header, m_position);
    m_offset += m_length;
    const quint64 kind = header.next();
    m_number += header.nextCount();
    m_at += header.nextCount();
    m_length = header.nextCount();
    m_wireSize = header.nextCount();
    m_frames = header.nextCount();
    m_fragmentsAt = (kind & FragmentsBit) != 0 ? header.position() : -1;
    if (m_fragmentsAt >= 0) {
        for (qint64 left = header.nextCount(); left > 0 && header.isSound(); --left) {
            for (int number = 0; number < 3; ++number)
                (void)header.nextCount();
        }
    }
    if (!header.isSound() || m_frames > std::numeric_limits<int>::max() || m_number > Largest ||
        m_at > Largest || m_length > Largest - m_offset) {
        m_left = -1;
        return false;
    }
    m_direction = (kind & SentBit) != 0 ? wire::Direction::Sent : wire::Direction::Received;
    m_opcode = static_cast<wire::Opcode>((kind >> OpcodeShift) & 0xF);
    m_compressed = (kind & CompressedBit) != 0;
    m_position = header.position();
    --m_left;
    return true;
}

QByteArrayView BlockCursor::payload() const
{
    if (m_length > m_block.payloads.size() - m_offset)
        return {};
    return QByteArrayView(m_block.payloads).sliced(m_offset, m_length);
}

QList<observation::Fragment> BlockCursor::fragments() const
{
    QList<observation::Fragment> fragments;
    if (m_fragmentsAt < 0)
        return fragments;
    NumberReader header(m_block.header, m_fragmentsAt);
    // next() has seen that as many are there.
    for (qint64 left = header.nextCount(); left > 0; --left) {
        observation::Fragment fragment;
        fragment.at = observation::Duration(qMax<qint64>(0, m_at - header.nextCount()));
        fragment.wireSize = header.nextCount();
        if (const qint64 size = header.nextCount(); size > 0)
            fragment.size = size - 1;
        fragments.append(fragment);
    }
    return fragments;
}

bool BlockCursor::atEnd() const
{
    return m_left == 0 && m_position == m_block.header.size();
}

std::optional<QList<Message>> messagesOf(const MessageBlock &block)
{
    BlockCursor cursor(block);
    QList<Message> messages;
    messages.reserve(qBound<qint64>(0, block.count, block.header.size() / 6));
    while (cursor.next()) {
        if (cursor.length() > block.payloads.size() - cursor.offset())
            return std::nullopt;
        Message message;
        message.number = cursor.number();
        message.at = cursor.at();
        message.direction = cursor.direction();
        message.opcode = cursor.opcode();
        message.payload = block.payloads.sliced(cursor.offset(), cursor.length());
        message.wireSize = cursor.wireSize();
        message.frames = static_cast<int>(cursor.frames());
        message.compressed = cursor.isCompressed();
        message.fragments = cursor.fragments();
        messages.append(std::move(message));
    }
    const bool agrees = cursor.atEnd() && cursor.offset() + cursor.length() == block.payloads.size();
    return agrees ? std::optional(messages) : std::nullopt;
}

QByteArray toBytes(const MessageBlock &block)
{
    std::array<char, 3 * LongestNumber> numbers;
    char *end = writeCount(numbers.data(), block.first);
    end = writeCount(end, block.count);
    end = writeCount(end, block.header.size());
    const QByteArrayView bytes(numbers.data(), end);
    return bytes.toByteArray() + block.header + block.payloads;
}

std::optional<MessageBlock> blockFromBytes(const QByteArray &bytes)
{
    NumberReader reader(bytes);
    MessageBlock block;
    block.first = reader.nextCount();
    block.count = reader.nextCount();
    const qint64 header = reader.nextCount();
    if (!reader.isSound() || header > bytes.size() - reader.position())
        return std::nullopt;
    block.header = bytes.sliced(reader.position(), header);
    block.payloads = bytes.sliced(reader.position() + header);
    return block;
}

} // namespace wirewise::session
