#include "report/harentry.h"

#include "report/jsonstring.h"
#include "report/messagewalk.h"
#include "report/probejson.h"
#include "wire/utf8.h"

#include <QJsonArray>

namespace wirewise::report {

using namespace observation;

namespace {

QString textOf(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

QJsonObject pairOf(const QByteArray &name, const QByteArray &value)
{
    return {{QStringLiteral("name"), textOf(name)}, {QStringLiteral("value"), textOf(value)}};
}

/// "name=value"; a piece without '=' is a name.
QJsonObject pairOf(const QByteArray &piece)
{
    const qsizetype equals = piece.indexOf('=');
    return equals < 0 ? pairOf(piece, {}) : pairOf(piece.first(equals), piece.sliced(equals + 1));
}

QJsonArray headersOf(const wire::HeaderList &headers)
{
    QJsonArray array;
    for (const wire::Header &header : headers)
        array.append(pairOf(header.name, header.value));
    return array;
}

QJsonArray cookiesOf(const wire::HeaderList &headers, QByteArrayView name)
{
    const bool sent = wire::equalsIgnoringCase(name, "Cookie");
    QJsonArray array;
    for (const wire::Header &header : headers.all(name)) {
        // Set-Cookie has one cookie, and its attributes behind it.
        const QByteArrayList pieces = header.value.split(';');
        for (const QByteArray &piece : sent ? pieces : pieces.first(1)) {
            if (!piece.trimmed().isEmpty())
                array.append(pairOf(piece.trimmed()));
        }
    }
    return array;
}

QJsonArray queryOf(const QByteArray &target)
{
    QJsonArray array;
    const qsizetype mark = target.indexOf('?');
    if (mark < 0)
        return array;
    for (const QByteArray &piece : target.sliced(mark + 1).split('&')) {
        if (!piece.isEmpty())
            array.append(pairOf(piece));
    }
    return array;
}

QJsonObject requestOf(const Exchange &exchange)
{
    const Endpoint &endpoint = exchange.probe.endpoint;
    const wire::Request request = exchange.request();
    const bool upgrade = exchange.probe.kind == ProbeKind::Upgrade;
    const char *scheme =
        upgrade ? (endpoint.secure ? "wss://" : "ws://") : (endpoint.secure ? "https://" : "http://");
    const QByteArray target = exchange.sent.isEmpty() ? endpoint.target : request.target;
    const qint64 head = exchange.sent.indexOf("\r\n\r\n");
    return {
        {QStringLiteral("method"), textOf(request.method)},
        {QStringLiteral("url"), textOf(scheme + endpoint.hostHeader() + target)},
        {QStringLiteral("httpVersion"), textOf(request.version)},
        {QStringLiteral("headers"), headersOf(request.headers)},
        {QStringLiteral("queryString"), queryOf(target)},
        {QStringLiteral("cookies"), cookiesOf(request.headers, "Cookie")},
        {QStringLiteral("headersSize"), head < 0 ? qint64(-1) : head + 4},
        {QStringLiteral("bodySize"), head < 0 ? qint64(0) : exchange.sent.size() - head - 4},
    };
}

QJsonObject contentOf(const wire::Response &response)
{
    const QByteArray type = response.headers.value("Content-Type");
    QJsonObject content{
        {QStringLiteral("size"), qint64(response.body.size())},
        {QStringLiteral("mimeType"), type.isEmpty() ? QStringLiteral("x-unknown") : textOf(type)},
    };
    if (response.body.isEmpty())
        return content;
    if (wire::isValidUtf8(response.body)) {
        content.insert(QStringLiteral("text"), textOf(response.body));
    } else {
        content.insert(QStringLiteral("text"), QString::fromLatin1(response.body.toBase64()));
        content.insert(QStringLiteral("encoding"), QStringLiteral("base64"));
    }
    return content;
}

/// Without an answer it has status 0, as browsers write it.
QJsonObject responseOf(const Exchange &exchange)
{
    const wire::Response response = exchange.response.value_or(wire::Response());
    const bool answered = exchange.response.has_value();
    QJsonObject object{
        {QStringLiteral("status"), response.status},
        {QStringLiteral("statusText"), textOf(response.reason)},
        {QStringLiteral("httpVersion"), textOf(response.version)},
        {QStringLiteral("headers"), headersOf(response.headers)},
        {QStringLiteral("cookies"), cookiesOf(response.headers, "Set-Cookie")},
        {QStringLiteral("content"), contentOf(response)},
        {QStringLiteral("redirectURL"), textOf(response.headers.value("Location"))},
        {QStringLiteral("headersSize"), answered ? response.head.length : qint64(-1)},
        {QStringLiteral("bodySize"), answered ? response.bodyRange.length : qint64(-1)},
    };
    if (!answered)
        object.insert(QStringLiteral("_error"), textOf(toString(exchange.outcome)));
    return object;
}

double millisecondsOf(const std::optional<Duration> &duration)
{
    return duration ? std::chrono::duration<double, std::milli>(*duration).count() : -1;
}

/// In HAR the time to connect holds that of TLS.
QJsonObject timingsOf(const Timing &timing)
{
    std::optional<Duration> connect = timing.connect;
    if (connect && timing.tls)
        *connect += *timing.tls;
    return {
        {QStringLiteral("blocked"), -1},
        {QStringLiteral("dns"), millisecondsOf(timing.name)},
        {QStringLiteral("connect"), millisecondsOf(connect)},
        {QStringLiteral("ssl"), millisecondsOf(timing.tls)},
        {QStringLiteral("send"), millisecondsOf(timing.send)},
        {QStringLiteral("wait"), millisecondsOf(timing.wait)},
        {QStringLiteral("receive"), millisecondsOf(timing.receive)},
    };
}

/// The sum of the phases that happened; TLS counts within connect.
double timeOf(const QJsonObject &timings)
{
    double time = 0;
    for (const char *phase : {"dns", "connect", "send", "wait", "receive"})
        time += qMax(0.0, timings.value(QLatin1String(phase)).toDouble());
    return time;
}

/// What HAR has no place for.
QJsonObject wirewiseOf(const ShownExchange &shown)
{
    const Exchange &exchange = *shown.exchange;
    QJsonObject object = probeToJson(exchange);
    QJsonArray arrivals;
    for (const Arrival &arrival : exchange.arrivals)
        arrivals.append(QJsonArray{arrival.offset, qint64(arrival.at.count())});
    object.insert(QStringLiteral("arrivals"), arrivals);
    object.insert(QStringLiteral("started_after_us"), qint64(exchange.timing.startedAfter.count()));
    object.insert(QStringLiteral("insecure"), exchange.probe.settings.insecure);
    if (shown.experiment) {
        const Experiment &experiment = shown.experiment->experiment;
        const bool control = experiment.role == Experiment::Role::Control;
        object.insert(QStringLiteral("experiment"),
                      QJsonObject{{QStringLiteral("change"), experiment.change},
                                  {QStringLiteral("tells_apart"), experiment.tellsApart},
                                  {QStringLiteral("role"),
                                   control ? QStringLiteral("control") : QStringLiteral("change")},
                                  {QStringLiteral("helps"), shown.experiment->helps}});
    }
    return object;
}

} // namespace

QJsonObject harEntry(const ShownExchange &shown, std::optional<Instant> start)
{
    const Exchange &exchange = *shown.exchange;
    const QJsonObject timings = timingsOf(exchange.timing);
    const bool upgrade = exchange.probe.kind == ProbeKind::Upgrade;
    QJsonObject entry{
        // HAR wants a date of every entry; a check without one began with Unix.
        {QStringLiteral("startedDateTime"), toText(start.value_or(Instant()) + exchange.timing.startedAfter)},
        {QStringLiteral("time"), timeOf(timings)},
        {QStringLiteral("request"), requestOf(exchange)},
        {QStringLiteral("response"), responseOf(exchange)},
        {QStringLiteral("cache"), QJsonObject()},
        {QStringLiteral("timings"), timings},
        {QStringLiteral("comment"), shown.title()},
        {QStringLiteral("_resourceType"), upgrade ? QStringLiteral("websocket") : QStringLiteral("fetch")},
        {QStringLiteral("_wirewise"), wirewiseOf(shown)},
    };
    // With a proxy the address is the proxy's.
    if (!exchange.connection.address.isEmpty() && !exchange.connection.proxy)
        entry.insert(QStringLiteral("serverIPAddress"), textOf(exchange.connection.address));
    if (exchange.connection.localPort != 0)
        entry.insert(QStringLiteral("connection"), QString::number(exchange.connection.localPort));
    return entry;
}

QByteArray harMessage(const Message &message, std::optional<Instant> opened)
{
    const bool isText = message.opcode == wire::Opcode::Text && message.frames > 0;
    const bool sent = message.direction == wire::Direction::Sent;
    const Instant at = opened.value_or(Instant()) + message.at;
    QJsonObject more{{QStringLiteral("at_us"), qint64(message.at.count())},
                     {QStringLiteral("number"), message.number},
                     {QStringLiteral("wire_size"), message.wireSize},
                     {QStringLiteral("frames"), message.frames},
                     {QStringLiteral("compressed"), message.compressed}};
    if (isText && !isReadableText(message))
        more.insert(QStringLiteral("base64"), QString::fromLatin1(message.payload.toBase64()));
    if (message.frames == 0)
        more.insert(QStringLiteral("raw"), true);
    const QJsonObject object{
        {QStringLiteral("type"), sent ? QStringLiteral("send") : QStringLiteral("receive")},
        {QStringLiteral("time"), std::chrono::duration<double>(at.time_since_epoch()).count()},
        {QStringLiteral("opcode"), static_cast<int>(message.opcode)},
        {QStringLiteral("_wirewise"), more},
    };
    const QByteArray data = !isText                   ? message.payload.toBase64()
                            : isReadableText(message) ? message.payload
                                                      : QString::fromUtf8(message.payload).toUtf8();
    return withMember(jsonLine(object), "data", jsonString(data));
}

} // namespace wirewise::report
