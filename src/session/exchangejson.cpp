#include "session/exchangejson.h"

#include "session/connectionjson.h"
#include "session/jsonfields.h"
#include "session/settingsjson.h"

namespace wirewise::session {

using namespace observation;

namespace {

QJsonObject toJson(const Timing &timing)
{
    return {
        {QStringLiteral("name"), jsonOf(timing.name)},
        {QStringLiteral("connect"), jsonOf(timing.connect)},
        {QStringLiteral("tls"), jsonOf(timing.tls)},
        {QStringLiteral("send"), jsonOf(timing.send)},
        {QStringLiteral("wait"), jsonOf(timing.wait)},
        {QStringLiteral("receive"), jsonOf(timing.receive)},
        {QStringLiteral("total"), jsonOf(timing.total)},
        {QStringLiteral("startedAfter"), jsonOf(timing.startedAfter)},
    };
}

void readTiming(FieldReader &exchange, Timing &timing)
{
    if (!exchange.has("timing"))
        return;
    FieldReader fields(exchange.value("timing"));
    fields.read("name", timing.name);
    fields.read("connect", timing.connect);
    fields.read("tls", timing.tls);
    fields.read("send", timing.send);
    fields.read("wait", timing.wait);
    fields.read("receive", timing.receive);
    fields.read("total", timing.total);
    fields.read("startedAfter", timing.startedAfter);
    if (!fields.isSound())
        exchange.refuse();
}

} // namespace

QJsonObject toJson(const Probe &probe)
{
    QJsonObject object{
        {QStringLiteral("name"), jsonOf(probe.name)},
        {QStringLiteral("kind"), QString::fromLatin1(toString(probe.kind))},
        {QStringLiteral("endpoint"), toJson(probe.endpoint)},
        {QStringLiteral("settings"), toJson(probe.settings)},
    };
    if (!probe.preamble.isEmpty())
        object.insert(QStringLiteral("preamble"), jsonOf(probe.preamble));
    return object;
}

std::optional<Probe> probeFromJson(const QJsonValue &value)
{
    Probe probe;
    FieldReader fields(value);
    fields.read("name", probe.name);
    fields.readWord("kind", probe.kind, probeKindFromString);
    if (fields.has("preamble"))
        fields.read("preamble", probe.preamble);
    const std::optional<Endpoint> endpoint = endpointFromJson(fields.value("endpoint"));
    const std::optional<Settings> settings = settingsFromJson(fields.value("settings"));
    if (!fields.isSound() || !endpoint || !settings)
        return std::nullopt;
    probe.endpoint = *endpoint;
    probe.settings = *settings;
    return probe;
}

QJsonObject toJson(const Exchange &exchange)
{
    QJsonArray arrivals;
    for (const Arrival &arrival : exchange.arrivals)
        arrivals.append(QJsonArray{arrival.offset, jsonOf(arrival.at)});
    return {
        {QStringLiteral("probe"), toJson(exchange.probe)},
        {QStringLiteral("outcome"), QString::fromLatin1(toString(exchange.outcome))},
        {QStringLiteral("detail"), exchange.detail},
        {QStringLiteral("connection"), toJson(exchange.connection)},
        {QStringLiteral("timing"), toJson(exchange.timing)},
        {QStringLiteral("arrivals"), arrivals},
        {QStringLiteral("end"), QString::fromLatin1(toString(exchange.end))},
        {QStringLiteral("cut"), exchange.cut},
    };
}

std::optional<Exchange> exchangeFromJson(const QJsonValue &value)
{
    Exchange exchange;
    FieldReader fields(value);
    const std::optional<Probe> probe = probeFromJson(fields.value("probe"));
    fields.readWord("outcome", exchange.outcome, outcomeFromString);
    fields.read("detail", exchange.detail);
    const std::optional<ConnectionFacts> connection = connectionFromJson(fields.value("connection"));
    readTiming(fields, exchange.timing);
    fields.readEach("arrivals", [&](const QJsonValue &element) {
        const QJsonArray pair = element.toArray();
        exchange.arrivals.append({pair.at(0).toInteger(), Duration(pair.at(1).toInteger())});
    });
    fields.readWord("end", exchange.end, streamEndFromString);
    fields.read("cut", exchange.cut);
    if (!fields.isSound() || !probe || !connection)
        return std::nullopt;
    exchange.probe = *probe;
    exchange.connection = *connection;
    return exchange;
}

} // namespace wirewise::session
