#pragma once

#include "wire/fieldlines.h"
#include "wire/response.h"

#include <deque>

namespace wirewise::wire {

/// What ResponseParser does, as a machine over stages. The head is read in responsehead.cpp, the body in
/// responsebody.cpp; m_position is always the offset of the next byte in the stream.
class ResponseMachine
{
public:
    ResponseMachine(QByteArray requestMethod, ResponseParser::Limits limits);

    void feed(QByteArrayView bytes);
    void feedEnd();
    [[nodiscard]] std::optional<ResponseEvent> next();
    [[nodiscard]] QByteArray takeRest();
    [[nodiscard]] const Response *current() const { return m_known ? &m_response : nullptr; }

private:
    enum class Stage {
        Start, ///< nothing but blank lines yet
        StatusLine,
        FieldLines,
        Counted, ///< body by Content-Length
        UntilClose,
        ChunkSize,
        ChunkData,
        ChunkEnd,
        Trailers,
        Raw,      ///< a chunk was broken: the rest of the stream as it comes
        After,    ///< the response is complete
        Dropping, ///< our limit was reached
        NotHttp,
    };

    // Each takes bytes from the front and returns how many.
    qsizetype step(QByteArrayView bytes);
    qsizetype takeStart(QByteArrayView bytes);
    qsizetype takeHeadBytes(QByteArrayView bytes);
    qsizetype takeBody(QByteArrayView bytes, qint64 wanted);
    qsizetype takeChunkSize(QByteArrayView bytes);
    qsizetype takeChunkEnd(QByteArrayView bytes);
    qsizetype takeAfter(QByteArrayView bytes);

    void headLine(QByteArrayView text);
    void endHead();
    void chunkLine(QByteArrayView text);
    void breakChunks(Breach breach, ByteRange range);
    void finish(ResponseEnd end);
    void endInsideHead();
    [[nodiscard]] ByteRange evidenceOfLength() const;
    void tell(ResponseEvent::Kind kind) { m_events.push_back({kind, m_response}); }
    [[nodiscard]] QByteArrayView withoutLineEnd(QByteArrayView text);

    const QByteArray m_requestMethod;
    const ResponseParser::Limits m_limits;
    std::deque<ResponseEvent> m_events;
    Response m_response;
    QByteArray m_rest;
    bool m_known = false; ///< the final answer's head is complete, or it ended before
    Stage m_stage = Stage::Start;
    qint64 m_position = 0;  ///< of the next byte in the stream
    qint64 m_lineStart = 0; ///< in the stream
    QByteArray m_line;      ///< what came of the current line
    int m_blankLines = 0;
    qint64 m_interimBytes = 0;
    bool m_interimSeen = false;
    qint64 m_trailerBytes = 0;
    FieldLines m_fields;
    qint64 m_remaining = 0; ///< bytes of the counted body or the chunk still to come
    ByteRange m_sizeLine;   ///< of the open chunk
    bool m_ended = false;
};

} // namespace wirewise::wire
