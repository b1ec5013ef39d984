#include "wire/gzip.h"

#include <zlib.h>

namespace wirewise::wire {

namespace {

/// zlib's: either of the two heads is recognised.
constexpr int AnyHead = MAX_WBITS + 32;
constexpr qsizetype GzipHead = 10;
constexpr qsizetype GzipTail = 8;

Bytef *bytesOf(const char *data)
{
    return reinterpret_cast<Bytef *>(const_cast<char *>(data));
}

/// Bits from the lowest of each byte on (RFC 1951 section 3.1.1).
class BitWriter
{
public:
    void write(unsigned value, int count)
    {
        for (int i = 0; i < count; ++i)
            writeBit((value >> unsigned(i)) & 1U);
    }
    /// Codes begin with their most significant bit.
    void writeCode(unsigned code, int count)
    {
        for (int i = count - 1; i >= 0; --i)
            writeBit((code >> unsigned(i)) & 1U);
    }
    [[nodiscard]] QByteArray take() { return std::move(m_bytes); }

private:
    void writeBit(unsigned bit)
    {
        if (m_used == 0)
            m_bytes.append('\0');
        if (bit != 0)
            m_bytes.back() = static_cast<char>(m_bytes.back() | (1 << m_used));
        m_used = (m_used + 1) % 8;
    }

    QByteArray m_bytes;
    int m_used = 0; ///< bits of the last byte
};

QByteArray deflated(QByteArrayView content, int level)
{
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray packed(qsizetype(deflateBound(&stream, uLong(content.size()))), Qt::Uninitialized);
    stream.next_in = bytesOf(content.data());
    stream.avail_in = uInt(content.size());
    stream.next_out = bytesOf(packed.constData());
    stream.avail_out = uInt(packed.size());
    const int result = deflate(&stream, Z_FINISH);
    packed.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return result == Z_STREAM_END ? packed : QByteArray();
}

void appendNumber(QByteArray &bytes, quint32 number)
{
    for (unsigned shift = 0; shift < 32; shift += 8)
        bytes.append(static_cast<char>(number >> shift));
}

/// RFC 1952 section 2.3.1: a checksum and the length.
void appendTail(QByteArray &packed, QByteArrayView content)
{
    appendNumber(packed, quint32(crc32(0, bytesOf(content.data()), uInt(content.size()))));
    appendNumber(packed, quint32(content.size()));
}

} // namespace

QByteArray pack(QByteArrayView content)
{
    const QByteArray block = deflated(content, Z_BEST_SPEED);
    if (block.isEmpty())
        return {};
    const char head[GzipHead] = {'\x1f', '\x8b', 8, 0, 0, 0, 0, 0, 0, '\xff'};
    QByteArray packed(head, GzipHead);
    packed += block;
    appendTail(packed, content);
    return packed;
}

std::optional<QByteArray> unpack(QByteArrayView packed, qint64 limit)
{
    constexpr qsizetype portion = 64 * 1024;
    z_stream stream{};
    if (inflateInit2(&stream, AnyHead) != Z_OK)
        return std::nullopt;
    stream.next_in = bytesOf(packed.data());
    stream.avail_in = uInt(packed.size());
    QByteArray content;
    int result = Z_OK;
    while (result == Z_OK && content.size() <= limit) {
        const qsizetype before = content.size();
        content.resize(before + portion);
        stream.next_out = bytesOf(content.constData()) + before;
        stream.avail_out = uInt(portion);
        result = inflate(&stream, Z_NO_FLUSH);
        content.truncate(before + portion - qsizetype(stream.avail_out));
        if (content.size() == before)
            break;
    }
    inflateEnd(&stream);
    // A body that was cut ends without an error; what came of it counts.
    const bool isSound = result == Z_STREAM_END || result == Z_OK || result == Z_BUF_ERROR;
    if (!isSound || content.size() > limit)
        return std::nullopt;
    return content;
}

std::optional<QByteArray> packedInto(QByteArrayView content, qsizetype size)
{
    const QByteArray block = deflated(content, Z_BEST_COMPRESSION);
    const qsizetype room = size - GzipHead - block.size() - GzipTail;
    if (block.isEmpty() || room < 0)
        return std::nullopt;
    constexpr char hasComment = 0x10;
    const char head[GzipHead] = {'\x1f', '\x8b', 8, room > 0 ? hasComment : '\0', 0, 0, 0, 0, 0, '\xff'};
    QByteArray packed(head, GzipHead);
    if (room > 0)
        packed += QByteArray(room - 1, '*').append('\0');
    packed += block;
    appendTail(packed, content);
    return packed;
}

QByteArray fixedBlock(QByteArrayView text, bool isLast)
{
    BitWriter writer;
    writer.write(isLast ? 1 : 0, 1);
    writer.write(1, 2); // the fixed code
    for (const char c : text)
        writer.writeCode(0x30U + (static_cast<unsigned char>(c) & 0x7FU), 8);
    writer.writeCode(0, 7); // end of the block
    if (!isLast)
        writer.write(0, 3); // the stored block whose empty length the receiver appends
    return writer.take();
}

} // namespace wirewise::wire
