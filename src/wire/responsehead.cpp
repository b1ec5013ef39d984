#include "wire/bodyframing.h"
#include "wire/responsemachine.h"
#include "wire/statusline.h"

#include <utility>

namespace wirewise::wire {

namespace {

constexpr int MaxBlankLines = 4;

} // namespace

/// Decides byte by byte whether this is HTTP; m_rest keeps what came until that is known.
qsizetype ResponseMachine::takeStart(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size()) {
        const char byte = bytes[taken++];
        m_rest += byte;
        if (m_line.isEmpty()) {
            m_lineStart = m_position + taken - 1;
            // RFC 9112 section 2.2: be patient with empty lines ahead of a message
            if (byte == '\n' && m_blankLines < MaxBlankLines) {
                ++m_blankLines;
                continue;
            }
            if (byte == '\r' && !m_rest.endsWith("\r\r"))
                continue;
        }
        m_line += byte;
        switch (startsAsHttp(m_line)) {
        case HttpStart::Unknown:
            break;
        case HttpStart::No:
            if (!m_interimSeen) {
                m_stage = Stage::NotHttp;
                m_line.clear();
                m_events.push_back({ResponseEvent::Kind::NotHttp, {}});
                return taken;
            }
            [[fallthrough]];
        case HttpStart::Yes:
            const qint64 blank = m_rest.size() - m_line.size();
            if (blank > 0)
                note(m_response.anomalies, Breach::BlankLineBeforeStatus, {m_lineStart - blank, blank});
            m_rest.clear();
            m_response.head.offset = m_lineStart;
            m_stage = Stage::StatusLine;
            // After an interim answer anything is taken as a status line, also one that has just ended.
            if (m_line.endsWith('\n'))
                headLine(std::exchange(m_line, {}));
            return taken;
        }
    }
    return taken;
}

/// Gathers one line of head or trailers, within the limit.
qsizetype ResponseMachine::takeHeadBytes(QByteArrayView bytes)
{
    const qint64 start = m_stage == Stage::Trailers ? m_position - m_trailerBytes : m_response.head.offset;
    const auto room = static_cast<qsizetype>(m_limits.head - (m_position - start));
    if (room <= 0) {
        // Our own limit: what came so far is told, the rest is not kept.
        note(m_response.anomalies, Breach::HeadTooLarge, {start, m_position - start});
        m_fields.finish(m_stage == Stage::Trailers ? &m_response.trailers : &m_response.headers);
        if (m_stage != Stage::Trailers)
            m_response.head.length = m_position - start;
        else
            m_response.bodyRange.length = m_position - m_response.bodyRange.offset;
        if (m_stage == Stage::StatusLine)
            readStatusLine(m_line, m_lineStart, false, &m_response);
        m_line = QByteArray();
        finish(ResponseEnd::Cut);
        return bytes.size();
    }
    const QByteArrayView window = bytes.first(qMin(bytes.size(), room));
    const qsizetype feed = window.indexOf('\n');
    const qsizetype taken = feed < 0 ? window.size() : feed + 1;
    if (m_line.isEmpty())
        m_lineStart = m_position;
    if (m_stage == Stage::Trailers)
        m_trailerBytes += taken;
    if (feed < 0) {
        m_line += window;
        return taken;
    }
    if (m_line.isEmpty()) {
        headLine(window.first(taken));
    } else {
        QByteArray whole = std::exchange(m_line, {});
        whole += window.first(taken);
        headLine(whole);
    }
    return taken;
}

QByteArrayView ResponseMachine::withoutLineEnd(QByteArrayView text)
{
    text.chop(1);
    if (text.endsWith('\r'))
        text.chop(1);
    else
        // RFC 9112 section 2.2: a recipient may take a single LF as line terminator
        note(m_response.anomalies, Breach::BareLineFeed, {m_lineStart + text.size(), 1});
    return text;
}

/// A whole line of head or trailers, with its end.
void ResponseMachine::headLine(QByteArrayView text)
{
    const QByteArrayView content = withoutLineEnd(text);
    if (m_stage == Stage::StatusLine) {
        readStatusLine(content, m_lineStart, true, &m_response);
        m_stage = Stage::FieldLines;
        return;
    }
    // "\r\r\n" is the empty line of a writer that translated line ends twice.
    const bool isEmptyLine = content.isEmpty() || content == "\r";
    if (content == "\r")
        note(m_response.anomalies, Breach::BareCarriageReturn, {m_lineStart, 1});
    HeaderList *headers = m_stage == Stage::Trailers ? &m_response.trailers : &m_response.headers;
    if (!isEmptyLine) {
        m_fields.take(content, m_lineStart, headers, &m_response.anomalies);
        return;
    }
    m_fields.finish(headers);
    if (m_stage == Stage::FieldLines) {
        m_response.head.length = m_lineStart + text.size() - m_response.head.offset;
        endHead();
        return;
    }
    m_response.bodyRange.length = m_lineStart + text.size() - m_response.bodyRange.offset;
    finish(ResponseEnd::Complete);
}

void ResponseMachine::endHead()
{
    const BodyPlan plan = planBody(m_requestMethod, &m_response);
    m_response.framing = plan.framing;
    // RFC 9110 section 15.2: any number of interim answers may come first
    if (m_response.isInterim()) {
        m_response.end = ResponseEnd::Complete;
        m_interimSeen = true;
        m_interimBytes += m_response.head.length;
        if (m_interimBytes <= m_limits.head)
            tell(ResponseEvent::Kind::Interim);
        m_response = {};
        m_stage = Stage::Start;
        m_blankLines = 0;
        return;
    }
    m_response.bodyRange = {m_response.head.end(), 0};
    m_known = true;
    tell(ResponseEvent::Kind::Head);
    switch (plan.framing) {
    case Framing::None:
    case Framing::Upgraded:
        finish(ResponseEnd::Complete);
        break;
    case Framing::ContentLength:
        m_remaining = plan.length;
        m_stage = Stage::Counted;
        if (m_remaining == 0)
            finish(ResponseEnd::Complete);
        break;
    case Framing::Chunked:
        m_stage = Stage::ChunkSize;
        break;
    case Framing::UntilClose:
        m_stage = Stage::UntilClose;
        break;
    }
}

/// RFC 9112 section 8: a head that is cut short
void ResponseMachine::endInsideHead()
{
    if (m_stage != Stage::FieldLines && !m_line.isEmpty())
        readStatusLine(m_line, m_lineStart, false, &m_response);
    m_fields.finish(&m_response.headers);
    m_response.head.length = m_position - m_response.head.offset;
    const ByteRange shown =
        m_line.isEmpty() ? ByteRange{m_position, 0} : ByteRange{m_lineStart, m_line.size()};
    note(m_response.anomalies, Breach::HeadTruncated, shown);
    m_rest.clear();
    finish(ResponseEnd::Truncated);
}

} // namespace wirewise::wire
