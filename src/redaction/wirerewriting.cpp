#include "redaction/wirerewriting.h"

#include "wire/deflate.h"
#include "wire/framereader.h"
#include "wire/gzip.h"

namespace wirewise::redaction {

using wire::ByteRange;

namespace {

/// More is not inflated to look for secrets in it; it is put out of sight as a whole.
constexpr qint64 MostInflated = qint64(16) * 1024 * 1024;

QByteArray assembled(const QByteArray &bytes, const QList<ByteRange> &pieces)
{
    QByteArray whole;
    for (const ByteRange &piece : pieces)
        whole += bytes.mid(piece.offset, piece.length);
    return whole;
}

void putBack(QByteArray &bytes, const QList<ByteRange> &pieces, const QByteArray &whole)
{
    qsizetype at = 0;
    for (const ByteRange &piece : pieces) {
        bytes.replace(piece.offset, piece.length, whole.sliced(at, piece.length));
        at += piece.length;
    }
}

/// "[removed]" in so many bytes.
QByteArray removedText(qsizetype size)
{
    return QByteArray("[removed]").left(size).leftJustified(size, '*');
}

/// A message that inflates to "[removed]", compressed into exactly so many bytes.
QByteArray removedMessage(qsizetype size)
{
    return size < 2 ? QByteArray(size, '\0') : wire::fixedBlock(removedText(size - 2), false);
}

/// One frame, its payload as far as it came.
struct Piece
{
    wire::FrameHead head;
    ByteRange payload;
};

class FrameRewriting
{
public:
    FrameRewriting(QByteArray stream, const std::optional<wire::DeflateAgreement> &agreement,
                   const Rewriting &rewriting)
        : m_stream(std::move(stream))
        , m_agreement(agreement)
        , m_rewriting(rewriting)
        , m_inflater(agreement && agreement->serverTakesOver ? wire::ContextTakeover::On
                                                             : wire::ContextTakeover::Off)
    {
    }

    QByteArray rewritten()
    {
        QList<Piece> message;
        while (const auto piece = next()) {
            unmask(*piece);
            if (wire::isControl(piece->head.frame.opcode)) {
                rewriteControl(*piece);
                unmask(*piece);
                continue;
            }
            if (piece->head.frame.opcode != wire::Opcode::Continuation)
                finish(message);
            message.append(*piece);
            if (piece->head.frame.fin)
                finish(message);
        }
        finish(message);
        // What no frame tells: a head without its payload, or bytes that are no frames.
        if (m_at < m_stream.size())
            m_stream.replace(m_at, m_stream.size() - m_at,
                             m_rewriting.bytes(QByteArrayView(m_stream).sliced(m_at)));
        return std::move(m_stream);
    }

private:
    std::optional<Piece> next()
    {
        const auto head = wire::readFrameHead(QByteArrayView(m_stream).sliced(m_at), m_at);
        if (!head || !head->isWhole)
            return std::nullopt;
        const qint64 start = m_at + head->size;
        const qint64 there = m_stream.size() - start;
        const qint64 length = head->payloadLength > quint64(there) ? there : qint64(head->payloadLength);
        m_at = start + length;
        return Piece{*head, {start, length}};
    }

    /// XOR: the same again masks it.
    void unmask(const Piece &piece)
    {
        if (piece.head.masked && piece.head.frame.mask)
            wire::applyMask(m_stream.data() + piece.payload.offset, piece.payload.length,
                            *piece.head.frame.mask);
    }

    void rewriteControl(const Piece &piece)
    {
        const bool hasCode = piece.head.frame.opcode == wire::Opcode::Close && piece.payload.length >= 2;
        const ByteRange text{piece.payload.offset + (hasCode ? 2 : 0),
                             piece.payload.length - (hasCode ? 2 : 0)};
        putBack(m_stream, {text},
                m_rewriting.bytes(QByteArrayView(m_stream).sliced(text.offset, text.length)));
    }

    void finish(QList<Piece> &message)
    {
        if (message.isEmpty())
            return;
        QList<ByteRange> pieces;
        for (const Piece &piece : std::as_const(message))
            pieces.append(piece.payload);
        const QByteArray payload = assembled(m_stream, pieces);
        const bool isCompressed = message.constFirst().head.frame.rsv1;
        putBack(m_stream, pieces, isCompressed ? compressed(payload) : m_rewriting.bytes(payload));
        for (const Piece &piece : std::as_const(message))
            unmask(piece);
        message.clear();
    }

    QByteArray compressed(const QByteArray &payload)
    {
        if (!m_isLost) {
            QByteArray text;
            m_inflater.begin();
            const bool isRead = m_agreement && m_inflater.feed(payload, &text, MostInflated).outcome ==
                                                   wire::Inflater::Outcome::Fine;
            const bool isWhole =
                isRead && m_inflater.finish(&text, MostInflated).outcome == wire::Inflater::Outcome::Fine;
            if (isWhole && m_rewriting.bytes(text) == text)
                return payload;
            m_isLost = !isWhole || m_agreement->serverTakesOver;
        }
        m_rewriting.blanked();
        return removedMessage(payload.size());
    }

    QByteArray m_stream;
    const std::optional<wire::DeflateAgreement> &m_agreement;
    const Rewriting &m_rewriting;
    wire::Inflater m_inflater;
    qsizetype m_at = 0;
    bool m_isLost = false; ///< the window of the next message is not what it was
};

/// The data of each chunk (RFC 9112 section 7.1), as far as the lines between them can be read.
QList<ByteRange> chunksIn(QByteArrayView bytes, ByteRange body)
{
    QList<ByteRange> pieces;
    for (qint64 at = body.offset; at < body.end();) {
        qint64 line = at;
        while (line < body.end() && bytes.at(line) != '\n')
            ++line;
        bool isNumber = false;
        const QByteArray said = bytes.sliced(at, line - at).toByteArray().trimmed();
        const qint64 size = said.split(';').constFirst().trimmed().toLongLong(&isNumber, 16);
        if (!isNumber || size <= 0 || line + 1 >= body.end())
            return pieces;
        const qint64 length = qMin(size, body.end() - line - 1);
        pieces.append({line + 1, length});
        at = line + 1 + length;
        while (at < body.end() && (bytes.at(at) == '\r' || bytes.at(at) == '\n'))
            ++at;
    }
    return pieces;
}

QByteArray rewrittenBody(const QByteArray &body, const QByteArray &coding, const Rewriting &rewriting)
{
    if (coding.isEmpty() || coding == "identity" || body.isEmpty())
        return rewriting.bytes(body);
    const auto content = wire::unpack(body, MostInflated);
    if (content) {
        const QByteArray after = rewriting.bytes(*content);
        if (after == *content)
            return body;
        if (coding.contains("gzip")) {
            if (const auto packed = wire::packedInto(after, body.size()))
                return *packed;
        }
    }
    rewriting.blanked();
    return wire::packedInto(removedText(9), body.size()).value_or(removedText(body.size()));
}

} // namespace

std::optional<wire::DeflateAgreement> agreementOf(const observation::Exchange &upgrade)
{
    if (!upgrade.response || upgrade.response->status != 101)
        return std::nullopt;
    const auto negotiation = wire::negotiateDeflate(upgrade.request().headers, upgrade.response->headers);
    return negotiation.outcome == wire::DeflateNegotiation::Outcome::Agreed
               ? std::optional(negotiation.agreement)
               : std::nullopt;
}

QByteArray rewrittenFrames(QByteArray stream, const std::optional<wire::DeflateAgreement> &agreement,
                           const Rewriting &rewriting)
{
    if (stream.isEmpty())
        return stream;
    // A server that answers twice sends text where frames are due.
    if (stream.startsWith("HTTP/"))
        return rewriting.bytes(stream);
    return FrameRewriting(std::move(stream), agreement, rewriting).rewritten();
}

QByteArray rewrittenAnswer(const observation::Exchange &exchange,
                           const std::optional<wire::DeflateAgreement> &agreement, const Rewriting &rewriting)
{
    QByteArray bytes = exchange.received;
    if (!exchange.response || exchange.response->head.isEmpty() ||
        exchange.response->head.end() > bytes.size())
        return rewriting.bytes(bytes);
    const wire::Response &response = *exchange.response;
    const qint64 headEnd = response.head.end();
    const QByteArray head = rewriting.bytes(QByteArrayView(bytes).first(headEnd));
    if (response.status == 101)
        return head + rewrittenFrames(bytes.sliced(headEnd), agreement, rewriting);
    ByteRange body = response.bodyRange;
    if (body.isEmpty() || body.offset < headEnd || body.end() > bytes.size())
        body = {headEnd, 0};
    const QByteArray rest = rewriting.bytes(QByteArrayView(bytes).sliced(body.end()));
    const QByteArray coding = response.headers.value("Content-Encoding").toLower().trimmed();
    const QList<ByteRange> pieces =
        response.framing == wire::Framing::Chunked ? chunksIn(bytes, body) : QList<ByteRange>{body};
    putBack(bytes, pieces, rewrittenBody(assembled(bytes, pieces), coding, rewriting));
    if (!pieces.isEmpty() && response.framing == wire::Framing::Chunked) {
        // The last chunk's line and the trailers.
        const qint64 last = pieces.constLast().end();
        bytes.replace(last, body.end() - last,
                      rewriting.bytes(QByteArrayView(bytes).sliced(last, body.end() - last)));
    }
    return head + bytes.sliced(headEnd, body.end() - headEnd) + rest;
}

} // namespace wirewise::redaction
