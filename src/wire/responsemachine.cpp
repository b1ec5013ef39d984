#include "wire/responsemachine.h"

#include <utility>

namespace wirewise::wire {

ResponseMachine::ResponseMachine(QByteArray requestMethod, ResponseParser::Limits limits)
    : m_requestMethod(std::move(requestMethod))
    , m_limits(limits)
{
}

void ResponseMachine::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && !m_ended) {
        const qsizetype taken = step(bytes);
        m_position += taken;
        bytes = bytes.sliced(taken);
    }
}

qsizetype ResponseMachine::step(QByteArrayView bytes)
{
    switch (m_stage) {
    case Stage::Start:
        return takeStart(bytes);
    case Stage::StatusLine:
    case Stage::FieldLines:
    case Stage::Trailers:
        return takeHeadBytes(bytes);
    case Stage::Counted:
    case Stage::ChunkData:
        return takeBody(bytes, m_remaining);
    case Stage::UntilClose:
    case Stage::Raw:
        return takeBody(bytes, bytes.size());
    case Stage::ChunkSize:
        return takeChunkSize(bytes);
    case Stage::ChunkEnd:
        return takeChunkEnd(bytes);
    case Stage::After:
    case Stage::NotHttp:
        return takeAfter(bytes);
    case Stage::Dropping:
        break;
    }
    return bytes.size();
}

void ResponseMachine::finish(ResponseEnd end)
{
    m_response.end = end;
    m_known = true;
    m_stage = end == ResponseEnd::Complete ? Stage::After : Stage::Dropping;
    tell(ResponseEvent::Kind::End);
}

void ResponseMachine::feedEnd()
{
    if (m_ended)
        return;
    m_ended = true;
    switch (m_stage) {
    case Stage::Start:
        if (m_line.isEmpty() && !m_interimSeen) {
            if (!m_rest.isEmpty())
                m_events.push_back({ResponseEvent::Kind::NotHttp, {}});
            return;
        }
        m_response.head.offset = m_line.isEmpty() ? m_position : m_lineStart;
        endInsideHead();
        return;
    case Stage::StatusLine:
    case Stage::FieldLines:
        endInsideHead();
        return;
    case Stage::UntilClose:
        finish(ResponseEnd::Complete);
        return;
    case Stage::Counted:
    case Stage::ChunkSize:
    case Stage::ChunkData:
    case Stage::ChunkEnd:
        note(m_response.anomalies, Breach::BodyTruncated, evidenceOfLength());
        finish(ResponseEnd::Truncated);
        return;
    case Stage::Trailers:
        m_fields.finish(&m_response.trailers);
        m_response.bodyRange.length = m_position - m_response.bodyRange.offset;
        note(m_response.anomalies, Breach::BodyTruncated, evidenceOfLength());
        finish(ResponseEnd::Truncated);
        return;
    case Stage::Raw:
        finish(ResponseEnd::Truncated);
        return;
    case Stage::After:
    case Stage::Dropping:
    case Stage::NotHttp:
        return;
    }
}

/// Bytes that may still turn out to be HTTP are not rest.
QByteArray ResponseMachine::takeRest()
{
    if (m_stage == Stage::Start && !m_ended)
        return {};
    return std::exchange(m_rest, {});
}

std::optional<ResponseEvent> ResponseMachine::next()
{
    if (m_events.empty())
        return {};
    ResponseEvent event = std::move(m_events.front());
    m_events.pop_front();
    return event;
}

} // namespace wirewise::wire
