#include "diagnosis/evidence.h"

#include "diagnosis/failureclass.h"
#include "observation/printable.h"
#include "observation/redaction.h"

#include <algorithm>
#include <utility>

namespace wirewise::diagnosis {

using observation::Exchange;
using wire::ByteRange;
using wire::Direction;

namespace {

/// The range within the bytes, at most LongestQuote long, without white space at its end.
ByteRange fitted(ByteRange range, const QByteArray &bytes)
{
    const qint64 size = bytes.size();
    range.offset = std::clamp<qint64>(range.offset, 0, size);
    range.length = std::clamp<qint64>(range.length, 0, std::min(LongestQuote, size - range.offset));
    while (range.length > 1 && QByteArrayView(" \r\n\t").contains(bytes[range.end() - 1]))
        --range.length;
    return range;
}

QString quoted(const QByteArray &bytes, ByteRange range)
{
    return observation::printable(QByteArrayView(bytes).sliced(range.offset, range.length));
}

/// Secrets stand in heads; a masked copy of a long body would only cost memory.
QByteArray maskedHead(const QByteArray &bytes)
{
    constexpr qsizetype mostBytes = 64 * 1024;
    const QByteArray head = bytes.left(mostBytes);
    // A finding quotes several lines of one head, one after the other.
    static thread_local std::pair<QByteArray, QByteArray> last;
    if (last.first != head)
        last = {head, observation::masked(head)};
    return last.second;
}

Evidence quoteFrom(const Exchange &exchange, Direction direction, ByteRange range, const QString &says)
{
    const QByteArray &bytes = direction == Direction::Sent ? exchange.sent : exchange.received;
    Evidence evidence;
    evidence.probe = exchange.name();
    evidence.direction = direction;
    evidence.range = fitted(range, bytes);
    evidence.says = says;
    const QByteArray safe = maskedHead(bytes);
    evidence.text = quoted(evidence.range.end() <= safe.size() ? safe : bytes, evidence.range);
    return evidence;
}

} // namespace

Evidence received(const Exchange &exchange, ByteRange range, const QString &says)
{
    return quoteFrom(exchange, Direction::Received, range, says);
}

Evidence sent(const Exchange &exchange, ByteRange range, const QString &says)
{
    return quoteFrom(exchange, Direction::Sent, range, says);
}

Evidence inSession(const observation::Observation &seen, ByteRange range, const QString &says)
{
    const QByteArray stream = seen.session ? seen.session->stream : QByteArray();
    Evidence evidence;
    evidence.probe = "upgrade";
    evidence.inSession = true;
    evidence.range = fitted(range, stream);
    evidence.text = quoted(stream, evidence.range);
    evidence.says = says;
    return evidence;
}

Evidence fact(const QString &text, const QString &says)
{
    Evidence evidence;
    evidence.text = text;
    evidence.says = says;
    return evidence;
}

Evidence statusLine(const Exchange &exchange, const QString &says)
{
    if (!exchange.response)
        return received(exchange, {0, exchange.received.size()}, says);
    return received(exchange, exchange.response->statusLine, says);
}

QList<Evidence> header(const Exchange &exchange, QByteArrayView name, const QString &says)
{
    const wire::Header *found = exchange.response ? exchange.response->headers.find(name) : nullptr;
    if (!found)
        return {};
    return {received(exchange, found->range, says)};
}

QList<Evidence> body(const Exchange &exchange, const QString &says)
{
    if (!exchange.response || exchange.response->bodyRange.isEmpty())
        return {};
    return {received(exchange, exchange.response->bodyRange, says)};
}

Evidence requestLine(const Exchange &exchange, const QString &says)
{
    const qsizetype end = exchange.sent.indexOf('\r');
    return sent(exchange, {0, end < 0 ? exchange.sent.size() : end}, says);
}

QList<Evidence> sentHeader(const Exchange &exchange, QByteArrayView name, const QString &says)
{
    const wire::Request request = exchange.request();
    const wire::Header *found = request.headers.find(name);
    if (!found || found->range.isEmpty())
        return {};
    return {sent(exchange, found->range, says)};
}

Evidence outcome(const Exchange &exchange, const QString &says)
{
    if (!exchange.received.isEmpty())
        return statusLine(exchange, says);
    Evidence evidence = requestLine(exchange, says);
    if (evidence.range.isEmpty())
        return fact(QString::fromUtf8(observation::toString(exchange.outcome)), says);
    return evidence;
}

} // namespace wirewise::diagnosis
