#include "support/captures.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace wirewise::test {

using observation::Exchange;
using observation::Experiment;
using observation::Observation;
using observation::ProbeKind;

namespace {

QByteArray bytes(const QJsonValue &value)
{
    return value.toString().toLatin1();
}

void readSettings(const QJsonObject &object, observation::Settings &settings)
{
    if (object.contains(QLatin1String("origin")))
        settings.origin = bytes(object.value(QLatin1String("origin")));
    const QJsonArray headers = object.value(QLatin1String("headers")).toArray();
    for (const QJsonValue &header : headers)
        settings.headers.append({bytes(header.toArray().at(0)), bytes(header.toArray().at(1))});
    const QJsonArray subprotocols = object.value(QLatin1String("subprotocols")).toArray();
    for (const QJsonValue &subprotocol : subprotocols)
        settings.subprotocols.append(bytes(subprotocol));
    if (object.contains(QLatin1String("key")))
        settings.key = bytes(object.value(QLatin1String("key")));
}

ProbeKind kindOf(const QByteArray &sent, const QByteArray &name)
{
    if (name == "head" || sent.startsWith("HEAD "))
        return ProbeKind::Head;
    return sent.contains("Sec-WebSocket-Key") ? ProbeKind::Upgrade : ProbeKind::Get;
}

Exchange readExchange(const QJsonObject &object, const Observation &observation)
{
    Exchange exchange;
    exchange.probe.name = bytes(object.value(QLatin1String("name")));
    exchange.sent = bytes(object.value(QLatin1String("sent")));
    exchange.received = bytes(object.value(QLatin1String("received")));
    exchange.probe.kind = kindOf(exchange.sent, exchange.probe.name);
    exchange.probe.endpoint = *observation.endpoint.endpoint;
    exchange.probe.endpoint.target = exchange.sent.split(' ').value(1);
    exchange.probe.settings = observation.settings;
    exchange.outcome = observation::outcomeFromString(bytes(object.value(QLatin1String("outcome"))))
                           .value_or(observation::Outcome::NotStarted);
    exchange.end = object.value(QLatin1String("ended")).toBool(exchange.probe.kind != ProbeKind::Upgrade)
                       ? observation::StreamEnd::ClosedByPeer
                       : observation::StreamEnd::Open;
    exchange.readResponse();
    return exchange;
}

} // namespace

Observation readCapture(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qUtf8Printable(path));
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    Observation observation;
    observation.typed = root.value(QLatin1String("url")).toString();
    observation.endpoint = observation::parseEndpoint(observation.typed);
    if (!observation.endpoint.endpoint)
        qFatal("no endpoint in %s", qUtf8Printable(path));
    observation.startedAt = QDateTime(QDate(2025, 11, 21), QTime(12, 0), Qt::UTC);
    readSettings(root.value(QLatin1String("settings")).toObject(), observation.settings);
    const QJsonArray exchanges = root.value(QLatin1String("exchanges")).toArray();
    for (const QJsonValue &value : exchanges) {
        const QJsonObject object = value.toObject();
        const Exchange exchange = readExchange(object, observation);
        if (!object.contains(QLatin1String("change"))) {
            observation.exchanges.append(exchange);
            continue;
        }
        observation::ExperimentResult result;
        result.experiment.id = exchange.probe.name;
        result.experiment.change = object.value(QLatin1String("change")).toString();
        result.experiment.probe = exchange.probe;
        result.helps = object.value(QLatin1String("helps")).toBool();
        result.experiment.role = result.helps ? Experiment::Role::Change : Experiment::Role::Control;
        result.exchange = exchange;
        observation.experiments.append(result);
    }
    return observation;
}

} // namespace wirewise::test
