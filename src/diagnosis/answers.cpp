#include "diagnosis/answers.h"

#include <QSet>

#include <algorithm>

namespace wirewise::diagnosis {

using observation::Exchange;
using wire::Response;

namespace {

/// Bytes of a body that are compared; a page's head tells pages apart.
constexpr qsizetype ComparedBytes = 64 * 1024;

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isTokenCharacter(char c)
{
    return isWordCharacter(c) || isDigit(c) || c == '+' || c == '/' || c == '-';
}

/// Appends a run of token characters to settled: from a word with a digit in it to the end it is an
/// identifier if it is long enough, else only its numbers vary.
void appendSettled(QByteArrayView run, QByteArray &settled)
{
    constexpr qsizetype shortestIdentifier = 9;
    const auto digit = std::find_if(run.begin(), run.end(), isDigit);
    auto start = digit;
    while (start != run.begin() && isWordCharacter(*(start - 1)))
        --start;
    if (digit != run.end() && run.end() - start >= shortestIdentifier) {
        settled.append(run.first(start - run.begin()));
        settled.append('#');
        return;
    }
    for (auto at = run.begin(); at != run.end();) {
        const auto end = std::find_if_not(at, run.end(), isDigit);
        if (end - at >= 2)
            settled.append('#');
        else
            settled.append(at, std::max<qsizetype>(1, end - at));
        at = end == at ? at + 1 : end;
    }
}

/// The content without what differs from one request to the next without meaning: long identifiers and
/// numbers, and the path if it is quoted. Linear in the content, whatever a peer sends.
QByteArray settled(const Exchange &exchange)
{
    QByteArray content = exchange.response->body.left(ComparedBytes);
    for (const QByteArray &quoted : {exchange.probe.endpoint.target, exchange.probe.endpoint.path()})
        if (quoted.size() > 1)
            content.replace(quoted, "<path>");
    QByteArray result;
    for (auto at = content.cbegin(); at != content.cend();) {
        const auto end = std::find_if_not(at, content.cend(), isTokenCharacter);
        appendSettled({at, end}, result);
        at = end;
        if (at != content.cend())
            result.append(*at++);
    }
    return result;
}

QSet<QByteArray> lastingNames(const Response &response)
{
    static const QSet<QByteArray> passing = {"date",   "connection",    "keep-alive",     "set-cookie",
                                             "etag",   "last-modified", "content-length", "transfer-encoding",
                                             "upgrade"};
    QSet<QByteArray> names;
    for (const wire::Header &header : response.headers)
        if (const QByteArray name = header.name.toLower(); !passing.contains(name))
            names.insert(name);
    return names;
}

} // namespace

bool sameAnswer(const Exchange &a, const Exchange &b)
{
    if (a.outcome != b.outcome)
        return false;
    if (!a.response || !b.response)
        return !a.response && !b.response && a.received == b.received;
    return a.status() == b.status() && a.response->reason == b.response->reason &&
           contentType(a) == contentType(b) && settled(a) == settled(b);
}

bool sameHand(const Exchange &a, const Exchange &b)
{
    if (!sameAnswer(a, b))
        return false;
    if (!a.response || !b.response)
        return true;
    const bool chunkedA = a.response->headers.contains("Transfer-Encoding");
    const bool chunkedB = b.response->headers.contains("Transfer-Encoding");
    return chunkedA == chunkedB && lastingNames(*a.response) == lastingNames(*b.response);
}

QByteArray contentType(const Exchange &exchange)
{
    if (!exchange.response)
        return {};
    const QByteArray value = exchange.response->headers.value("Content-Type");
    const qsizetype parameters = value.indexOf(';');
    return (parameters < 0 ? value : value.first(parameters)).trimmed().toLower();
}

bool interimOnly(const Exchange &exchange)
{
    return !exchange.interim.isEmpty() && exchange.status() == 0 &&
           exchange.end == observation::StreamEnd::TimedOut;
}

bool isHtml(const Exchange &exchange)
{
    if (!exchange.response)
        return false;
    const QByteArray type = contentType(exchange);
    if (type.contains("html"))
        return true;
    const QByteArray start = exchange.response->body.left(200).trimmed().toLower();
    return start.startsWith("<!doctype html") || start.startsWith("<html");
}

} // namespace wirewise::diagnosis
