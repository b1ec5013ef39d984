#include "diagnosis/answers.h"

#include <QRegularExpression>
#include <QSet>

namespace wirewise::diagnosis {

using observation::Exchange;
using wire::Response;

namespace {

/// Bytes of a body that are compared; a page's head tells pages apart.
constexpr qsizetype ComparedBytes = 64 * 1024;

/// What differs from one request to the next without meaning: long identifiers and numbers.
QString settled(const Exchange &exchange)
{
    static const QRegularExpression varying(
        QStringLiteral("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|"
                       "(?=[A-Za-z_]*[0-9])[A-Za-z0-9+/_-]{9,}=*|[0-9]{2,}"));
    QByteArray content = exchange.response->body.left(ComparedBytes);
    const QByteArray target = exchange.probe.endpoint.target;
    const QByteArray path = exchange.probe.endpoint.path();
    if (target.size() > 1)
        content.replace(target, "<path>");
    if (path.size() > 1)
        content.replace(path, "<path>");
    return QString::fromLatin1(content).replace(varying, QStringLiteral("#"));
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
    return value.left(value.indexOf(';')).trimmed().toLower();
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
