#include "session/messageblock.h"

#include <limits>

namespace wirewise::session {

using observation::Message;

namespace {

/// The lowest bit of a message's first byte: its direction. The four above: its opcode. Then compression.
constexpr quint64 SentBit = 1;
constexpr quint64 CompressedBit = 1 << 5;
constexpr int OpcodeShift = 1;
/// No count in a file is higher; sums of two such numbers stay far from overflow.
constexpr qint64 Largest = qint64(1) << 52;

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
void appendNumber(QByteArray &bytes, quint64 number)
{
    while (number >= 0x80) {
        bytes += static_cast<char>((number & 0x7F) | 0x80);
        number >>= 7;
    }
    bytes += static_cast<char>(number);
}

/// Reads what appendNumber() wrote; stops for good at the end of the bytes.
class NumberReader
{
public:
    explicit NumberReader(QByteArrayView bytes)
        : m_bytes(bytes)
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
    [[nodiscard]] bool atEnd() const { return m_at == m_bytes.size(); }
    [[nodiscard]] qsizetype position() const { return m_at; }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_sound = true;
};

} // namespace

void append(MessageBlock &block, const Message &message, qint64 lastNumber, qint64 lastAt)
{
    const bool sent = message.direction == wire::Direction::Sent;
    appendNumber(block.header,
                 (quint64(static_cast<quint8>(message.opcode)) << OpcodeShift) | (sent ? SentBit : 0) |
                     (message.compressed ? CompressedBit : 0));
    appendNumber(block.header, static_cast<quint64>(message.number - lastNumber));
    appendNumber(block.header, static_cast<quint64>(qMax<qint64>(0, message.at.count() - lastAt)));
    appendNumber(block.header, static_cast<quint64>(message.payload.size()));
    appendNumber(block.header, static_cast<quint64>(qMax<qint64>(0, message.wireSize)));
    appendNumber(block.header, static_cast<quint64>(qMax(0, message.frames)));
    block.payloads += message.payload;
    if (block.count++ == 0)
        block.first = message.number;
}

MessageBlock blockOf(const QList<Message> &messages)
{
    MessageBlock block;
    qint64 number = messages.isEmpty() ? 0 : messages.constFirst().number;
    qint64 at = 0;
    for (const Message &message : messages) {
        append(block, message, number, at);
        number = message.number;
        at = qMax(at, qint64(message.at.count()));
    }
    return block;
}

std::optional<QList<Message>> messagesOf(const MessageBlock &block)
{
    // Every message takes at least six bytes of the header: a count beyond that is a lie.
    if (block.count < 0 || block.count > block.header.size() / 6 || block.first < 0 || block.first > Largest)
        return std::nullopt;
    QList<Message> messages;
    messages.reserve(block.count);
    NumberReader header(block.header);
    qint64 number = block.first;
    qint64 at = 0;
    qsizetype offset = 0;
    for (qint64 i = 0; i < block.count && header.isSound(); ++i) {
        Message message;
        const quint64 kind = header.next();
        message.direction = (kind & SentBit) != 0 ? wire::Direction::Sent : wire::Direction::Received;
        message.opcode = static_cast<wire::Opcode>((kind >> OpcodeShift) & 0xF);
        message.compressed = (kind & CompressedBit) != 0;
        number += header.nextCount();
        at += header.nextCount();
        const qint64 length = header.nextCount();
        message.wireSize = header.nextCount();
        const qint64 frames = header.nextCount();
        if (length > block.payloads.size() - offset || frames > std::numeric_limits<int>::max() ||
            number > Largest || at > Largest)
            return std::nullopt;
        message.number = number;
        message.at = observation::Duration(at);
        message.frames = static_cast<int>(frames);
        message.payload = block.payloads.sliced(offset, length);
        offset += length;
        messages.append(std::move(message));
    }
    const bool agrees = header.isSound() && header.atEnd() && offset == block.payloads.size();
    return agrees ? std::optional(messages) : std::nullopt;
}

QByteArray toBytes(const MessageBlock &block)
{
    QByteArray bytes;
    appendNumber(bytes, static_cast<quint64>(block.first));
    appendNumber(bytes, static_cast<quint64>(block.count));
    appendNumber(bytes, static_cast<quint64>(block.header.size()));
    return bytes + block.header + block.payloads;
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
