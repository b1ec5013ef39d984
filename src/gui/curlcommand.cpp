#include "gui/curlcommand.h"

#include <QStringList>

namespace wirewise::gui {

namespace {

QString quoted(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes);
    text.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + text + QLatin1Char('\'');
}

} // namespace

QString curlCommand(const observation::Exchange &exchange)
{
    const wire::Request request = exchange.request();
    const observation::Endpoint &endpoint = exchange.probe.endpoint;
    QStringList words{QStringLiteral("curl"),      QStringLiteral("-i"), QStringLiteral("-N"),
                      QStringLiteral("--http1.1"), QStringLiteral("-m"), QStringLiteral("10")};
    if (request.method == "HEAD")
        words << QStringLiteral("-I");
    if (exchange.probe.settings.insecure)
        words << QStringLiteral("-k");
    for (const wire::Header &header : request.headers) {
        // curl writes these itself, from the address and of its own.
        const bool isOwn =
            wire::equalsIgnoringCase(header.name, "Host") && header.value == endpoint.hostHeader();
        if (!isOwn)
            words << QStringLiteral("-H") << quoted(header.name + ": " + header.value);
    }
    QByteArray host = endpoint.hostHeader();
    words << quoted((endpoint.secure ? "https://" : "http://") + host + request.target);
    return words.join(QLatin1Char(' '));
}

} // namespace wirewise::gui
