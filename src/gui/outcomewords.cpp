#include "gui/outcomewords.h"

#include "gui/widgets/bytesection.h"
#include "gui/widgets/phasebar.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::gui {

using observation::Exchange;
using observation::Outcome;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::OutcomeWords)
};

} // namespace

QString outcomeWord(const Exchange &exchange)
{
    if (exchange.outcome == Outcome::NotStarted)
        return Words::tr("not tried");
    const QString status = statusText(exchange);
    return status.isEmpty() ? Words::tr("waiting") : status;
}

QString bodyWords(const Exchange &exchange, const Exchange *compared)
{
    if (!exchange.response)
        return exchange.received.isEmpty() ? Words::tr("no bytes") : byteCount(exchange.received.size());
    const QByteArray &body = exchange.response->body;
    if (body.isEmpty())
        return Words::tr("no body");
    if (compared && compared->response && compared->response->body == body)
        return Words::tr("same %1").arg(byteCount(body.size()));
    return byteCount(body.size());
}

QString sizeWords(qint64 bytes)
{
    if (bytes < 1000)
        return byteCount(bytes);
    const char *const units[] = {"kB", "MB", "GB", "TB"};
    double value = static_cast<double>(bytes);
    int unit = -1;
    while (value >= 999.5 && unit < 3) {
        value /= 1000.0;
        ++unit;
    }
    return QString(QString::number(value, 'f', value < 99.5 ? 1 : 0) % QLatin1Char(' ') %
                   QLatin1String(units[std::max(unit, 0)]));
}

QString addressWords(const QByteArray &address, quint16 port)
{
    const QString text = QString::fromUtf8(address);
    return address.contains(':')
               ? QString(QLatin1Char('[') % text % QLatin1String("]:") % QString::number(port))
               : QString(text % QLatin1Char(':') % QString::number(port));
}

} // namespace wirewise::gui
