#pragma once

#include "wire/anomaly.h"
#include "wire/headerlist.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace wirewise::wire {

/// How the end of a body is told (RFC 9112 section 6.3).
enum class Framing { None, ContentLength, Chunked, UntilClose, Upgraded };

/// Where a response stands.
enum class ResponseEnd {
    Open,      ///< more may come
    Complete,  ///< ended as declared
    Truncated, ///< the stream ended before the declared end
    Cut,       ///< our own limit was reached, the rest was not kept
};

/// One response. All ranges count from the first byte the parser was fed.
struct Response
{
    QByteArray version; ///< as written, for example "HTTP/1.1"
    int status = 0;
    QByteArray reason;
    ByteRange statusLine; ///< without its line end
    ByteRange head;       ///< status line to the empty line, inclusive
    HeaderList headers;
    Framing framing = Framing::None;
    ByteRange bodyRange; ///< the body as it was on the wire, chunk lines included
    QByteArray body;     ///< the content without its transfer coding
    HeaderList trailers;
    ResponseEnd end = ResponseEnd::Open;
    QList<Anomaly> anomalies;

    [[nodiscard]] bool isInterim() const { return status >= 100 && status < 200 && status != 101; }
    [[nodiscard]] bool isHttp10() const { return version == "HTTP/1.0"; }
};

/// What next() tells.
struct ResponseEvent
{
    enum class Kind {
        Interim, ///< a whole 1xx other than 101 (RFC 9110 section 15.2); the final answer is still to come
        Head,    ///< the head of the final answer is complete
        End, ///< the final answer ended, see Response::end; comes without Head if the head never became whole
        NotHttp, ///< the first bytes are no status line at all; takeRest() gives all bytes
    };
    Kind kind = Kind::Head;
    Response response;
};

/// Bytes in, responses out; no socket, no clock. Goes on after a violation: notes an Anomaly with its
/// byte range and continues where one recovery is sound. Never holds more than its limits: interim answers
/// are told while their heads together fit into one head, further ones are read past; bytes after the end are
/// kept up to the body's limit, except after an upgrade, where the caller takes them and feeds no more.
class ResponseParser
{
public:
    struct Limits
    {
        qint64 head = 256 * 1024;      ///< bytes of one head; over it Breach::HeadTooLarge, ResponseEnd::Cut
        qint64 body = 8 * 1024 * 1024; ///< bytes of one decoded body; over it ResponseEnd::Cut
    };

    /// requestMethod decides whether a body may follow (HEAD, CONNECT: RFC 9112 section 6.3).
    explicit ResponseParser(QByteArray requestMethod);
    ResponseParser(QByteArray requestMethod, Limits limits);
    ~ResponseParser();
    ResponseParser(ResponseParser &&) noexcept;
    ResponseParser &operator=(ResponseParser &&) noexcept;

    void feed(QByteArrayView bytes);
    /// The peer ended the stream (FIN); idempotent.
    void feedEnd();
    /// The next event; nothing when more bytes are needed.
    [[nodiscard]] std::optional<ResponseEvent> next();
    /// Bytes after the end of the response: the first frames after a 101, or what nobody asked for.
    [[nodiscard]] QByteArray takeRest();
    /// The final answer as far as it is known; null before its head is complete. What comes after the
    /// End event adds Breach::BytesAfterBody or BodyOnHead here.
    [[nodiscard]] const Response *current() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// A received stream taken apart in one go: what a saved exchange is read with.
struct ParsedStream
{
    QList<Response> interim;
    std::optional<Response> response;
    bool notHttp = false;
    QByteArray rest; ///< bytes after the response
};
[[nodiscard]] ParsedStream parseStream(const QByteArray &requestMethod, QByteArrayView received, bool ended);

QByteArray toString(Framing framing);

} // namespace wirewise::wire
