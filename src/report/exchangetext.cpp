#include "report/exchangetext.h"

#include "observation/printable.h"

#include <QCoreApplication>

namespace wirewise::report {

using namespace observation;

namespace {

/// More bytes of one direction are better read in the JSON or in the window.
constexpr qsizetype ShownBytes = 64 * 1024;

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Text)
};

/// Every line with its direction; the pictures of its line end stay on view.
void writeBytes(TextLayout &layout, QByteArrayView bytes, const QString &arrow, Tone tone)
{
    const QByteArrayView shown = bytes.first(qMin(bytes.size(), ShownBytes));
    qsizetype at = 0;
    while (at < shown.size()) {
        const qsizetype end = shown.indexOf('\n', at);
        const qsizetype next = end < 0 ? shown.size() : end + 1;
        layout.line(arrow + QLatin1Char(' ') + printable(shown.sliced(at, next - at)), 2, tone);
        at = next;
    }
    if (shown.size() < bytes.size()) {
        layout.line(Texts::tr("… and %1 more bytes").arg(QString::number(bytes.size() - shown.size())), 4,
                    Tone::Faint);
    }
}

QString timingText(const Timing &timing)
{
    QStringList parts;
    const auto add = [&parts](const char *name, const std::optional<Duration> &duration) {
        if (duration)
            parts.append(Texts::tr(name) + QLatin1Char(' ') + durationText(*duration));
    };
    add(QT_TRANSLATE_NOOP("wirewise::report::Text", "name"), timing.name);
    add(QT_TRANSLATE_NOOP("wirewise::report::Text", "connect"), timing.connect);
    add(QT_TRANSLATE_NOOP("wirewise::report::Text", "TLS"), timing.tls);
    add(QT_TRANSLATE_NOOP("wirewise::report::Text", "send"), timing.send);
    add(QT_TRANSLATE_NOOP("wirewise::report::Text", "wait"), timing.wait);
    add(QT_TRANSLATE_NOOP("wirewise::report::Text", "receive"), timing.receive);
    return parts.join(QLatin1String(", "));
}

} // namespace

QString durationText(Duration duration)
{
    const double milliseconds = std::chrono::duration<double, std::milli>(duration).count();
    if (milliseconds >= 1000)
        return Texts::tr("%1 s").arg(QString::number(milliseconds / 1000, 'f', 1));
    return Texts::tr("%1 ms").arg(QString::number(milliseconds, 'f', milliseconds < 10 ? 1 : 0));
}

QString answerOf(const Exchange &exchange)
{
    if (exchange.response) {
        const QString reason = printable(exchange.response->reason, 40);
        const QString status = QString::number(exchange.response->status);
        return reason.isEmpty() ? status : QString(status + QLatin1Char(' ') + reason);
    }
    if (exchange.notHttp)
        return Texts::tr("not HTTP");
    return QString::fromUtf8(toString(exchange.outcome)).replace(u'-', u' ');
}

void writeExchange(TextLayout &layout, const Exchange &exchange)
{
    const QString name = QString::fromUtf8(exchange.name());
    layout.heading(name + QLatin1String(": ") + answerOf(exchange));
    if (!exchange.connection.address.isEmpty()) {
        layout.line(Texts::tr("%1 port %2, %3")
                        .arg(QString::fromUtf8(exchange.connection.address),
                             QString::number(exchange.connection.port), timingText(exchange.timing)),
                    2, Tone::Faint);
    }
    if (!exchange.detail.isEmpty())
        layout.paragraph(exchange.detail, 2, Tone::Faint);
    writeBytes(layout, exchange.sent, QStringLiteral("→"), Tone::Sent);
    writeBytes(layout, exchange.received, QStringLiteral("←"), Tone::Received);
    if (exchange.received.isEmpty())
        layout.line(Texts::tr("nothing came back"), 4, Tone::Faint);
    if (exchange.cut)
        layout.line(Texts::tr("more came; it was not kept"), 4, Tone::Faint);
}

} // namespace wirewise::report
