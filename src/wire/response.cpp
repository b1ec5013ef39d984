#include "wire/response.h"

#include "wire/bodyframing.h"
#include "wire/fieldlines.h"
#include "wire/statusline.h"

#include <deque>

namespace wirewise::wire {

namespace {

constexpr int MaxBlankLines = 4;
/// Longest chunk-size line with its extensions, our own limit.
constexpr qsizetype MaxChunkLine = 16 * 1024;

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

} // namespace

struct ResponseParser::State
{
    State(QByteArray method, Limits ownLimits)
        : requestMethod(std::move(method))
        , limits(ownLimits)
    {
    }

    void feed(QByteArrayView bytes);
    void feedEnd();
    [[nodiscard]] QByteArray takeRest();

private:
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
    void tell(ResponseEvent::Kind kind) { events.push_back({kind, response}); }
    [[nodiscard]] QByteArrayView withoutLineEnd(QByteArrayView text);

public:
    const QByteArray requestMethod;
    const Limits limits;
    std::deque<ResponseEvent> events;
    Response response;
    QByteArray rest;
    bool known = false; ///< the final answer's head is complete, or it ended before

private:
    Stage stage = Stage::Start;
    qint64 position = 0;  ///< of the next byte in the stream
    qint64 lineStart = 0; ///< in the stream
    QByteArray line;      ///< what came of the current line
    int blankLines = 0;
    qint64 interimBytes = 0;
    bool interimSeen = false;
    qint64 trailerBytes = 0;
    FieldLines fields;
    qint64 remaining = 0; ///< bytes of the counted body or the chunk still to come
    ByteRange sizeLine;   ///< of the open chunk
    bool ended = false;
};

void ResponseParser::State::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && !ended) {
        const qsizetype taken = step(bytes);
        position += taken;
        bytes = bytes.sliced(taken);
    }
}

qsizetype ResponseParser::State::step(QByteArrayView bytes)
{
    switch (stage) {
    case Stage::Start:
        return takeStart(bytes);
    case Stage::StatusLine:
    case Stage::FieldLines:
    case Stage::Trailers:
        return takeHeadBytes(bytes);
    case Stage::Counted:
    case Stage::ChunkData:
        return takeBody(bytes, remaining);
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

/// Decides byte by byte whether this is HTTP; `rest` keeps what came until that is known.
qsizetype ResponseParser::State::takeStart(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size()) {
        const char byte = bytes[taken++];
        rest += byte;
        if (line.isEmpty()) {
            lineStart = position + taken - 1;
            // RFC 9112 section 2.2: be patient with empty lines ahead of a message
            if (byte == '\n' && blankLines < MaxBlankLines) {
                ++blankLines;
                continue;
            }
            if (byte == '\r' && !rest.endsWith("\r\r"))
                continue;
        }
        line += byte;
        switch (startsAsHttp(line)) {
        case HttpStart::Unknown:
            break;
        case HttpStart::No:
            if (!interimSeen) {
                stage = Stage::NotHttp;
                line.clear();
                events.push_back({ResponseEvent::Kind::NotHttp, {}});
                return taken;
            }
            [[fallthrough]];
        case HttpStart::Yes:
            const qint64 blank = rest.size() - line.size();
            if (blank > 0)
                note(response.anomalies, Breach::BlankLineBeforeStatus, {lineStart - blank, blank});
            rest.clear();
            response.head.offset = lineStart;
            stage = Stage::StatusLine;
            // After an interim answer anything is taken as a status line, also one that has just ended.
            if (line.endsWith('\n')) {
                headLine(std::exchange(line, {}));
            }
            return taken;
        }
    }
    return taken;
}

/// Gathers one line of head or trailers, within the limit.
qsizetype ResponseParser::State::takeHeadBytes(QByteArrayView bytes)
{
    const qint64 start = stage == Stage::Trailers ? position - trailerBytes : response.head.offset;
    const auto room = static_cast<qsizetype>(limits.head - (position - start));
    if (room <= 0) {
        // Our own limit: what came so far is told, the rest is not kept.
        note(response.anomalies, Breach::HeadTooLarge, {start, position - start});
        fields.finish(stage == Stage::Trailers ? &response.trailers : &response.headers);
        if (stage != Stage::Trailers)
            response.head.length = position - start;
        if (stage == Stage::StatusLine)
            readStatusLine(line, lineStart, false, &response);
        line = QByteArray();
        finish(ResponseEnd::Cut);
        return bytes.size();
    }
    const QByteArrayView window = bytes.first(qMin(bytes.size(), room));
    const qsizetype feed = window.indexOf('\n');
    const qsizetype taken = feed < 0 ? window.size() : feed + 1;
    if (line.isEmpty())
        lineStart = position;
    if (stage == Stage::Trailers)
        trailerBytes += taken;
    line += window.first(taken);
    if (feed >= 0) {
        const QByteArray whole = std::exchange(line, {});
        position += taken;
        headLine(whole);
        position -= taken;
    }
    return taken;
}

QByteArrayView ResponseParser::State::withoutLineEnd(QByteArrayView text)
{
    text.chop(1);
    if (text.endsWith('\r'))
        text.chop(1);
    else
        // RFC 9112 section 2.2: a recipient may take a single LF as line terminator
        note(response.anomalies, Breach::BareLineFeed, {lineStart + text.size(), 1});
    return text;
}

/// A whole line of head or trailers; position is behind it.
void ResponseParser::State::headLine(QByteArrayView text)
{
    const QByteArrayView content = withoutLineEnd(text);
    if (stage == Stage::StatusLine) {
        readStatusLine(content, lineStart, true, &response);
        stage = Stage::FieldLines;
        return;
    }
    // "\r\r\n" is the empty line of a writer that translated line ends twice.
    const bool isEmptyLine = content.isEmpty() || content == "\r";
    if (content == "\r")
        note(response.anomalies, Breach::BareCarriageReturn, {lineStart, 1});
    HeaderList *headers = stage == Stage::Trailers ? &response.trailers : &response.headers;
    if (!isEmptyLine) {
        fields.take(content, lineStart, headers, &response.anomalies);
        return;
    }
    fields.finish(headers);
    if (stage == Stage::FieldLines) {
        response.head.length = lineStart + text.size() - response.head.offset;
        endHead();
        return;
    }
    response.bodyRange.length = position - response.bodyRange.offset;
    finish(ResponseEnd::Complete);
}

void ResponseParser::State::endHead()
{
    const BodyPlan plan = planBody(requestMethod, &response);
    response.framing = plan.framing;
    // RFC 9110 section 15.2: any number of interim answers may come first
    if (response.isInterim()) {
        response.end = ResponseEnd::Complete;
        interimSeen = true;
        interimBytes += response.head.length;
        if (interimBytes <= limits.head)
            tell(ResponseEvent::Kind::Interim);
        response = {};
        stage = Stage::Start;
        blankLines = 0;
        return;
    }
    response.bodyRange = {response.head.end(), 0};
    known = true;
    tell(ResponseEvent::Kind::Head);
    switch (plan.framing) {
    case Framing::None:
    case Framing::Upgraded:
        finish(ResponseEnd::Complete);
        break;
    case Framing::ContentLength:
        remaining = plan.length;
        stage = Stage::Counted;
        if (remaining == 0)
            finish(ResponseEnd::Complete);
        break;
    case Framing::Chunked:
        stage = Stage::ChunkSize;
        break;
    case Framing::UntilClose:
        stage = Stage::UntilClose;
        break;
    }
}

qsizetype ResponseParser::State::takeBody(QByteArrayView bytes, qint64 wanted)
{
    const qint64 room = limits.body - response.body.size();
    if (room <= 0) {
        finish(ResponseEnd::Cut);
        return bytes.size();
    }
    const auto taken = static_cast<qsizetype>(qMin(qMin<qint64>(bytes.size(), wanted), room));
    response.body += bytes.first(taken);
    response.bodyRange.length = position + taken - response.bodyRange.offset;
    if (stage != Stage::Counted && stage != Stage::ChunkData)
        return taken;
    remaining -= taken;
    if (remaining > 0)
        return taken;
    if (stage == Stage::Counted)
        finish(ResponseEnd::Complete);
    else
        stage = Stage::ChunkEnd;
    return taken;
}

qsizetype ResponseParser::State::takeChunkSize(QByteArrayView bytes)
{
    if (line.isEmpty())
        lineStart = position;
    const QByteArrayView window = bytes.first(qMin(bytes.size(), MaxChunkLine - line.size()));
    const qsizetype feed = window.indexOf('\n');
    const qsizetype taken = feed < 0 ? window.size() : feed + 1;
    line += window.first(taken);
    response.bodyRange.length = position + taken - response.bodyRange.offset;
    if (feed >= 0)
        chunkLine(std::exchange(line, {}));
    else if (line.size() >= MaxChunkLine)
        breakChunks(Breach::ChunkSizeInvalid, {lineStart, line.size()});
    return taken;
}

void ResponseParser::State::chunkLine(QByteArrayView text)
{
    const QByteArrayView content = withoutLineEnd(text);
    sizeLine = {lineStart, content.size()};
    const std::optional<qint64> size = readChunkSize(content);
    if (!size) {
        line = text.toByteArray();
        breakChunks(Breach::ChunkSizeInvalid, sizeLine);
        return;
    }
    remaining = *size;
    // RFC 9112 section 7.1: the last chunk has size 0, trailers follow
    stage = remaining > 0 ? Stage::ChunkData : Stage::Trailers;
}

/// RFC 9112 section 7.1: chunk = chunk-size [ chunk-ext ] CRLF chunk-data CRLF
qsizetype ResponseParser::State::takeChunkEnd(QByteArrayView bytes)
{
    const char byte = bytes.front();
    if (line.isEmpty())
        lineStart = position;
    line += byte;
    response.bodyRange.length = position + 1 - response.bodyRange.offset;
    if (byte == '\r' && line.size() == 1)
        return 1;
    if (byte == '\n') {
        static_cast<void>(withoutLineEnd(line));
        line.clear();
        stage = Stage::ChunkSize;
        return 1;
    }
    breakChunks(Breach::ChunkNotTerminated, {lineStart, line.size()});
    return 1;
}

/// Where a chunk ends is lost: the rest of the stream is shown as it comes, from the bytes in `line` on.
void ResponseParser::State::breakChunks(Breach breach, ByteRange range)
{
    note(response.anomalies, breach, range);
    const auto room = static_cast<qsizetype>(qMax<qint64>(0, limits.body - response.body.size()));
    response.body += line.left(room);
    line = QByteArray();
    stage = Stage::Raw;
}

qsizetype ResponseParser::State::takeAfter(QByteArrayView bytes)
{
    if (stage == Stage::After && response.framing != Framing::Upgraded) {
        // RFC 9110 section 9.3.2: no content in an answer to HEAD
        const Breach breach = requestMethod == "HEAD" ? Breach::BodyOnHead : Breach::BytesAfterBody;
        if (!response.anomalies.isEmpty() && response.anomalies.constLast().breach == breach)
            response.anomalies.last().range.length += bytes.size();
        else
            note(response.anomalies, breach, {position, bytes.size()});
    }
    const bool bounded = stage == Stage::NotHttp || response.framing != Framing::Upgraded;
    const qint64 room = bounded ? limits.body - rest.size() : bytes.size();
    if (room > 0)
        rest += bytes.first(static_cast<qsizetype>(qMin<qint64>(room, bytes.size())));
    return bytes.size();
}

void ResponseParser::State::finish(ResponseEnd end)
{
    response.end = end;
    known = true;
    stage = end == ResponseEnd::Complete ? Stage::After : Stage::Dropping;
    tell(ResponseEvent::Kind::End);
}

void ResponseParser::State::feedEnd()
{
    if (ended)
        return;
    ended = true;
    switch (stage) {
    case Stage::Start:
        if (line.isEmpty() && !interimSeen) {
            if (!rest.isEmpty())
                events.push_back({ResponseEvent::Kind::NotHttp, {}});
            return;
        }
        response.head.offset = line.isEmpty() ? position : lineStart;
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
        note(response.anomalies, Breach::BodyTruncated, evidenceOfLength());
        finish(ResponseEnd::Truncated);
        return;
    case Stage::Trailers:
        fields.finish(&response.trailers);
        response.bodyRange.length = position - response.bodyRange.offset;
        note(response.anomalies, Breach::BodyTruncated, evidenceOfLength());
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

/// RFC 9112 section 8: a head that is cut short
void ResponseParser::State::endInsideHead()
{
    if (stage != Stage::FieldLines && !line.isEmpty())
        readStatusLine(line, lineStart, false, &response);
    fields.finish(&response.headers);
    response.head.length = position - response.head.offset;
    const ByteRange shown = line.isEmpty() ? ByteRange{position, 0} : ByteRange{lineStart, line.size()};
    note(response.anomalies, Breach::HeadTruncated, shown);
    rest.clear();
    finish(ResponseEnd::Truncated);
}

/// The bytes that promised more than came.
ByteRange ResponseParser::State::evidenceOfLength() const
{
    if (response.framing == Framing::ContentLength) {
        const Header *header = response.headers.find("Content-Length");
        return header ? header->range : ByteRange{position, 0};
    }
    return stage == Stage::ChunkData || stage == Stage::ChunkEnd ? sizeLine : ByteRange{position, 0};
}

/// Bytes that may still turn out to be HTTP are not rest.
QByteArray ResponseParser::State::takeRest()
{
    if (stage == Stage::Start && !ended)
        return {};
    return std::exchange(rest, {});
}

ResponseParser::ResponseParser(QByteArray requestMethod)
    : ResponseParser(std::move(requestMethod), Limits{})
{
}

ResponseParser::ResponseParser(QByteArray requestMethod, Limits limits)
    : m_state(std::make_unique<State>(std::move(requestMethod), limits))
{
}

ResponseParser::~ResponseParser() = default;
ResponseParser::ResponseParser(ResponseParser &&) noexcept = default;
ResponseParser &ResponseParser::operator=(ResponseParser &&) noexcept = default;

void ResponseParser::feed(QByteArrayView bytes)
{
    m_state->feed(bytes);
}

void ResponseParser::feedEnd()
{
    m_state->feedEnd();
}

std::optional<ResponseEvent> ResponseParser::next()
{
    if (m_state->events.empty())
        return {};
    ResponseEvent event = std::move(m_state->events.front());
    m_state->events.pop_front();
    return event;
}

QByteArray ResponseParser::takeRest()
{
    return m_state->takeRest();
}

const Response *ResponseParser::current() const
{
    return m_state->known ? &m_state->response : nullptr;
}

ParsedStream parseStream(const QByteArray &requestMethod, QByteArrayView received, bool ended)
{
    ResponseParser parser(requestMethod);
    parser.feed(received);
    if (ended)
        parser.feedEnd();
    ParsedStream stream;
    while (std::optional<ResponseEvent> event = parser.next()) {
        if (event->kind == ResponseEvent::Kind::Interim)
            stream.interim.append(std::move(event->response));
        else if (event->kind == ResponseEvent::Kind::NotHttp)
            stream.notHttp = true;
    }
    if (const Response *response = parser.current())
        stream.response = *response;
    stream.rest = parser.takeRest();
    return stream;
}

QByteArray toString(Framing framing)
{
    switch (framing) {
    case Framing::None:
        return "none";
    case Framing::ContentLength:
        return "content-length";
    case Framing::Chunked:
        return "chunked";
    case Framing::UntilClose:
        return "until-close";
    case Framing::Upgraded:
        return "upgraded";
    }
    return {};
}

} // namespace wirewise::wire
