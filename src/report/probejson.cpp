#include "report/probejson.h"

#include "report/tlsjson.h"

#include <QJsonArray>

namespace wirewise::report {

using namespace observation;

namespace {

/// Text of JSON for bytes that are text as a rule; the bytes themselves stand in "raw".
QString textOf(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

QString base64Of(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QJsonArray headersToJson(const wire::HeaderList &headers)
{
    QJsonArray array;
    for (const wire::Header &header : headers)
        array.append(QJsonArray{textOf(header.name), textOf(header.value)});
    return array;
}

QJsonObject requestToJson(const Exchange &exchange)
{
    const wire::Request request = exchange.request();
    return {
        {QStringLiteral("raw"), base64Of(exchange.sent)},
        {QStringLiteral("method"), textOf(request.method)},
        {QStringLiteral("target"),
         textOf(exchange.sent.isEmpty() ? exchange.probe.endpoint.target : request.target)},
        {QStringLiteral("headers"), headersToJson(request.headers)},
    };
}

QString wordOf(wire::ResponseEnd end)
{
    switch (end) {
    case wire::ResponseEnd::Open:
        return QStringLiteral("open");
    case wire::ResponseEnd::Complete:
        return QStringLiteral("complete");
    case wire::ResponseEnd::Truncated:
        return QStringLiteral("truncated");
    case wire::ResponseEnd::Cut:
        return QStringLiteral("cut");
    }
    return {};
}

QJsonArray anomaliesToJson(const wire::Response &response)
{
    QJsonArray array;
    for (const wire::Anomaly &anomaly : response.anomalies) {
        array.append(QJsonObject{{QStringLiteral("offset"), anomaly.range.offset},
                                 {QStringLiteral("length"), anomaly.range.length},
                                 {QStringLiteral("what"), textOf(wire::toString(anomaly.breach))},
                                 {QStringLiteral("reference"), textOf(wire::sectionOf(anomaly.breach))}});
    }
    return array;
}

/// Bytes that are no HTTP have no status: their "raw" is what evidence points into.
QJsonValue responseToJson(const Exchange &exchange)
{
    if (!exchange.response && exchange.received.isEmpty())
        return {};
    QJsonArray interim;
    for (const wire::Response &response : exchange.interim)
        interim.append(response.status);
    QJsonObject object{
        {QStringLiteral("raw"), base64Of(exchange.received)},
        {QStringLiteral("status"), QJsonValue()},
        {QStringLiteral("reason"), QJsonValue()},
        {QStringLiteral("headers"), QJsonArray()},
        {QStringLiteral("body"), QString()},
        {QStringLiteral("anomalies"), QJsonArray()},
        {QStringLiteral("interim"), interim},
        {QStringLiteral("cut"), exchange.cut},
    };
    if (!exchange.response)
        return object;
    const wire::Response &response = *exchange.response;
    object.insert(QStringLiteral("version"), textOf(response.version));
    object.insert(QStringLiteral("status"), response.status);
    object.insert(QStringLiteral("reason"), textOf(response.reason));
    object.insert(QStringLiteral("headers"), headersToJson(response.headers));
    object.insert(QStringLiteral("body"), base64Of(response.body));
    object.insert(QStringLiteral("anomalies"), anomaliesToJson(response));
    object.insert(QStringLiteral("end"), wordOf(response.end));
    return object;
}

QJsonObject timingToJson(const Timing &timing)
{
    return {
        {QStringLiteral("name"), millisecondsToJson(timing.name)},
        {QStringLiteral("connect"), millisecondsToJson(timing.connect)},
        {QStringLiteral("tls"), millisecondsToJson(timing.tls)},
        {QStringLiteral("send"), millisecondsToJson(timing.send)},
        {QStringLiteral("wait"), millisecondsToJson(timing.wait)},
        {QStringLiteral("receive"), millisecondsToJson(timing.receive)},
        {QStringLiteral("total"), millisecondsToJson(timing.total)},
        {QStringLiteral("started_after"), millisecondsToJson(timing.startedAfter)},
    };
}

QJsonArray attemptsToJson(const QList<AddressAttempt> &attempts)
{
    QJsonArray array;
    for (const AddressAttempt &attempt : attempts) {
        const bool connected = attempt.outcome == Outcome::Answered;
        array.append(QJsonObject{
            {QStringLiteral("address"), textOf(attempt.address)},
            {QStringLiteral("family"), attempt.ipv6 ? QStringLiteral("ipv6") : QStringLiteral("ipv4")},
            {QStringLiteral("outcome"),
             connected ? QStringLiteral("connected") : textOf(toString(attempt.outcome))},
            {QStringLiteral("took_ms"), millisecondsToJson(attempt.took)},
            {QStringLiteral("detail"), attempt.detail},
        });
    }
    return array;
}

QJsonValue proxyToJson(const std::optional<ProxyFacts> &proxy)
{
    if (!proxy)
        return {};
    QJsonObject object{
        {QStringLiteral("kind"), textOf(toString(proxy->kind))},
        {QStringLiteral("host"), textOf(proxy->host)},
        {QStringLiteral("port"), proxy->port},
        {QStringLiteral("result"), textOf(toString(proxy->result))},
        {QStringLiteral("sent"), base64Of(proxy->sent)},
        {QStringLiteral("received"), base64Of(proxy->received)},
        {QStringLiteral("detail"), proxy->detail},
    };
    if (proxy->status != 0)
        object.insert(QStringLiteral("status"), proxy->status);
    if (proxy->socksReply >= 0)
        object.insert(QStringLiteral("socks_reply"), proxy->socksReply);
    return object;
}

} // namespace

QJsonValue millisecondsToJson(const std::optional<Duration> &duration)
{
    if (!duration)
        return {};
    return std::chrono::duration<double, std::milli>(*duration).count();
}

QJsonValue connectionToJson(const ConnectionFacts &facts)
{
    if (facts.address.isEmpty())
        return {};
    return QJsonObject{
        {QStringLiteral("address"), textOf(facts.address)},
        {QStringLiteral("port"), facts.port},
        {QStringLiteral("family"), facts.ipv6 ? QStringLiteral("ipv6") : QStringLiteral("ipv4")},
        {QStringLiteral("proxy"), proxyToJson(facts.proxy)},
        {QStringLiteral("tls"), tlsToJson(facts.tls)},
    };
}

QJsonObject probeToJson(const Exchange &exchange)
{
    return {
        {QStringLiteral("name"), textOf(exchange.name())},
        {QStringLiteral("kind"), textOf(toString(exchange.probe.kind))},
        {QStringLiteral("request"), requestToJson(exchange)},
        {QStringLiteral("response"), responseToJson(exchange)},
        {QStringLiteral("outcome"), textOf(toString(exchange.outcome))},
        {QStringLiteral("detail"), exchange.detail},
        {QStringLiteral("end"), textOf(toString(exchange.end))},
        {QStringLiteral("timing_ms"), timingToJson(exchange.timing)},
        {QStringLiteral("connection"), connectionToJson(exchange.connection)},
        {QStringLiteral("attempts"), attemptsToJson(exchange.connection.attempts)},
    };
}

} // namespace wirewise::report
