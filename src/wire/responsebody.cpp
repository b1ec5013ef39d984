#include "wire/bodyframing.h"
#include "wire/responsemachine.h"

#include <utility>

namespace wirewise::wire {

namespace {

/// Longest chunk-size line with its extensions, our own limit.
constexpr qsizetype MaxChunkLine = 16 * 1024;

} // namespace

qsizetype ResponseMachine::takeBody(QByteArrayView bytes, qint64 wanted)
{
    const qint64 room = m_limits.body - m_response.body.size();
    if (room <= 0) {
        finish(ResponseEnd::Cut);
        return bytes.size();
    }
    const auto taken = static_cast<qsizetype>(qMin(qMin<qint64>(bytes.size(), wanted), room));
    m_response.body += bytes.first(taken);
    m_response.bodyRange.length = m_position + taken - m_response.bodyRange.offset;
    if (m_stage != Stage::Counted && m_stage != Stage::ChunkData)
        return taken;
    m_remaining -= taken;
    if (m_remaining > 0)
        return taken;
    if (m_stage == Stage::Counted)
        finish(ResponseEnd::Complete);
    else
        m_stage = Stage::ChunkEnd;
    return taken;
}

qsizetype ResponseMachine::takeChunkSize(QByteArrayView bytes)
{
    if (m_line.isEmpty())
        m_lineStart = m_position;
    const QByteArrayView window = bytes.first(qMin(bytes.size(), MaxChunkLine - m_line.size()));
    const qsizetype feed = window.indexOf('\n');
    const qsizetype taken = feed < 0 ? window.size() : feed + 1;
    m_line += window.first(taken);
    m_response.bodyRange.length = m_position + taken - m_response.bodyRange.offset;
    if (feed >= 0)
        chunkLine(std::exchange(m_line, {}));
    else if (m_line.size() >= MaxChunkLine)
        breakChunks(Breach::ChunkSizeInvalid, {m_lineStart, m_line.size()});
    return taken;
}

void ResponseMachine::chunkLine(QByteArrayView text)
{
    const QByteArrayView content = withoutLineEnd(text);
    m_sizeLine = {m_lineStart, content.size()};
    const std::optional<qint64> size = readChunkSize(content);
    if (!size) {
        m_line = text.toByteArray();
        breakChunks(Breach::ChunkSizeInvalid, m_sizeLine);
        return;
    }
    m_remaining = *size;
    // RFC 9112 section 7.1: the last chunk has size 0, trailers follow
    m_stage = m_remaining > 0 ? Stage::ChunkData : Stage::Trailers;
}

/// RFC 9112 section 7.1: chunk = chunk-size [ chunk-ext ] CRLF chunk-data CRLF
qsizetype ResponseMachine::takeChunkEnd(QByteArrayView bytes)
{
    const char byte = bytes.front();
    if (m_line.isEmpty())
        m_lineStart = m_position;
    m_line += byte;
    m_response.bodyRange.length = m_position + 1 - m_response.bodyRange.offset;
    if (byte == '\r' && m_line.size() == 1)
        return 1;
    if (byte == '\n') {
        static_cast<void>(withoutLineEnd(m_line));
        m_line.clear();
        m_stage = Stage::ChunkSize;
        return 1;
    }
    breakChunks(Breach::ChunkNotTerminated, {m_lineStart, m_line.size()});
    return 1;
}

/// Where a chunk ends is lost: the rest of the stream is shown as it comes, from the bytes in m_line on.
void ResponseMachine::breakChunks(Breach breach, ByteRange range)
{
    note(m_response.anomalies, breach, range);
    const auto room = static_cast<qsizetype>(qMax<qint64>(0, m_limits.body - m_response.body.size()));
    m_response.body += m_line.left(room);
    m_line = QByteArray();
    m_stage = Stage::Raw;
}

qsizetype ResponseMachine::takeAfter(QByteArrayView bytes)
{
    if (m_stage == Stage::After && m_response.framing != Framing::Upgraded) {
        // RFC 9110 section 9.3.2: no content in an answer to HEAD
        const Breach breach = m_requestMethod == "HEAD" ? Breach::BodyOnHead : Breach::BytesAfterBody;
        if (!m_response.anomalies.isEmpty() && m_response.anomalies.constLast().breach == breach)
            m_response.anomalies.last().range.length += bytes.size();
        else
            note(m_response.anomalies, breach, {m_position, bytes.size()});
    }
    const bool bounded = m_stage == Stage::NotHttp || m_response.framing != Framing::Upgraded;
    const qint64 room = bounded ? m_limits.body - m_rest.size() : bytes.size();
    if (room > 0)
        m_rest += bytes.first(static_cast<qsizetype>(qMin<qint64>(room, bytes.size())));
    return bytes.size();
}

/// The bytes that promised more than came.
ByteRange ResponseMachine::evidenceOfLength() const
{
    if (m_response.framing == Framing::ContentLength) {
        const Header *header = m_response.headers.find("Content-Length");
        return header ? header->range : ByteRange{m_position, 0};
    }
    return m_stage == Stage::ChunkData || m_stage == Stage::ChunkEnd ? m_sizeLine : ByteRange{m_position, 0};
}

} // namespace wirewise::wire
