#include "lab/answer.h"

#include <QDateTime>
#include <QLocale>

namespace wirewise::lab {

QByteArray httpDate()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return QLocale::c().toString(now, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")).toLatin1();
}

QByteArray toBytes(const Answer &answer, const QByteArray &method)
{
    QByteArray bytes = "HTTP/1.1 " + answer.status + "\r\nDate: " + httpDate() + "\r\n";
    if (!answer.server.isEmpty())
        bytes += "Server: " + answer.server + "\r\n";
    for (const auto &[name, value] : answer.headers)
        bytes += name + ": " + value + "\r\n";
    bytes += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\nConnection: close\r\n\r\n";
    // RFC 9110 section 9.3.2: the headers of HEAD are those of GET, content is not sent.
    return method == "HEAD" ? bytes : bytes + answer.body;
}

} // namespace wirewise::lab
