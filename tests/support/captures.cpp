#include "support/captures.h"

#include "session/exchangejson.h"
#include "session/observationjson.h"
#include "session/sessionfactsjson.h"
#include "support/mergepatch.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace wirewise::test {

using observation::Exchange;
using observation::ExperimentResult;
using observation::Message;
using observation::Observation;
using observation::SessionFacts;

namespace {

[[noreturn]] void refuse(const QString &path, const char *why)
{
    qFatal("%s: %s", qUtf8Printable(path), why);
}

// ---- values in JSON

/// Latin-1 keeps each byte one character, and text readable.
QString textOf(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes);
}

QByteArray bytesOf(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString().toLatin1();
}

QJsonArray idsOf(const QList<QByteArray> &ids)
{
    QJsonArray array;
    for (const QByteArray &id : ids)
        array.append(QString::fromLatin1(id));
    return array;
}

QList<QByteArray> readIds(const QJsonObject &object, const char *name)
{
    QList<QByteArray> ids;
    const QJsonArray array = object.value(QLatin1String(name)).toArray();
    for (const QJsonValue &id : array)
        ids.append(id.toString().toLatin1());
    return ids;
}

// ---- what the differences are told against

/// Without what says something of the day only: it would make every exchange differ from the first.
Exchange essence(Exchange exchange)
{
    exchange.arrivals.clear();
    exchange.connection.localPort = 0;
    for (observation::AddressAttempt &attempt : exchange.connection.attempts)
        attempt.took = observation::Duration(0);
    return exchange;
}

/// An exchange of this check of which nothing is known.
QJsonObject blankExchange(const Observation &observation)
{
    Exchange exchange;
    if (observation.endpoint.endpoint)
        exchange.probe.endpoint = *observation.endpoint.endpoint;
    exchange.probe.settings = observation.settings;
    return session::toJson(exchange);
}

QJsonObject firstExchange(const Observation &observation)
{
    return observation.exchanges.isEmpty() ? blankExchange(observation)
                                           : session::toJson(essence(observation.exchanges.constFirst()));
}

// ---- writing

QJsonObject written(const Exchange &exchange, const QJsonObject &base)
{
    QJsonObject object = patchBetween(base, session::toJson(essence(exchange)));
    object.insert(QStringLiteral("sent"), textOf(exchange.sent));
    object.insert(QStringLiteral("received"), textOf(exchange.received));
    return object;
}

QJsonObject written(const Message &message)
{
    return {
        {QStringLiteral("at"), static_cast<qint64>(message.at.count())},
        {QStringLiteral("sent"), message.direction == wire::Direction::Sent},
        {QStringLiteral("opcode"), static_cast<int>(message.opcode)},
        {QStringLiteral("payload"), textOf(message.payload)},
        {QStringLiteral("wireSize"), message.wireSize},
        {QStringLiteral("frames"), message.frames},
    };
}

QJsonObject written(const SessionFacts &facts)
{
    QJsonObject object = patchBetween(session::toJson(SessionFacts()), session::toJson(facts));
    QJsonArray messages;
    for (const Message &message : facts.messages)
        messages.append(written(message));
    object.insert(QStringLiteral("messages"), messages);
    object.insert(QStringLiteral("stream"), textOf(facts.stream));
    return object;
}

QJsonObject blankExperiment(const Observation &observation)
{
    ExperimentResult result;
    if (observation.endpoint.endpoint)
        result.experiment.probe.endpoint = *observation.endpoint.endpoint;
    result.experiment.probe.settings = observation.settings;
    return session::toJson(result);
}

QJsonObject written(const ExperimentResult &result, const Observation &observation, const QJsonObject &base)
{
    QJsonObject object = patchBetween(blankExperiment(observation), session::toJson(result));
    object.insert(QStringLiteral("exchange"), written(result.exchange, base));
    if (result.session)
        object.insert(QStringLiteral("session"), written(*result.session));
    return object;
}

QJsonObject written(const Observation &observation)
{
    QJsonObject object = patchBetween(session::toJson(Observation()), session::toJson(observation));
    const QJsonObject base = firstExchange(observation);
    QJsonArray exchanges;
    for (const Exchange &exchange : observation.exchanges)
        exchanges.append(written(exchange, exchanges.isEmpty() ? blankExchange(observation) : base));
    object.insert(QStringLiteral("exchanges"), exchanges);
    if (observation.session)
        object.insert(QStringLiteral("session"), written(*observation.session));
    QJsonArray experiments;
    for (const ExperimentResult &result : observation.experiments)
        experiments.append(written(result, observation, base));
    object.insert(QStringLiteral("experiments"), experiments);
    return object;
}

// ---- reading

Exchange readExchange(const QJsonObject &object, const QJsonObject &base, const QString &path)
{
    std::optional<Exchange> exchange = session::exchangeFromJson(patched(base, object));
    if (!exchange)
        refuse(path, "an exchange cannot be read");
    exchange->sent = bytesOf(object, "sent");
    exchange->received = bytesOf(object, "received");
    exchange->readResponse();
    return *exchange;
}

SessionFacts readSession(const QJsonObject &object, const QString &path)
{
    std::optional<SessionFacts> facts =
        session::sessionFactsFromJson(patched(session::toJson(SessionFacts()), object));
    if (!facts)
        refuse(path, "its session cannot be read");
    facts->stream = bytesOf(object, "stream");
    const QJsonArray messages = object.value(QLatin1String("messages")).toArray();
    for (const QJsonValue &value : messages) {
        const QJsonObject told = value.toObject();
        Message message;
        message.number = facts->messages.size() + 1;
        message.at = observation::Duration(told.value(QLatin1String("at")).toInteger());
        message.direction =
            told.value(QLatin1String("sent")).toBool() ? wire::Direction::Sent : wire::Direction::Received;
        message.opcode = static_cast<wire::Opcode>(told.value(QLatin1String("opcode")).toInt());
        message.payload = bytesOf(told, "payload");
        message.wireSize = told.value(QLatin1String("wireSize")).toInteger();
        message.frames = told.value(QLatin1String("frames")).toInt();
        facts->messages.append(message);
    }
    return *facts;
}

ExperimentResult readExperiment(const QJsonObject &object, const Observation &observation,
                                const QJsonObject &base, const QString &path)
{
    std::optional<ExperimentResult> result =
        session::experimentFromJson(patched(blankExperiment(observation), object));
    if (!result)
        refuse(path, "an experiment cannot be read");
    result->exchange = readExchange(object.value(QLatin1String("exchange")).toObject(), base, path);
    if (object.contains(QLatin1String("session")))
        result->session = readSession(object.value(QLatin1String("session")).toObject(), path);
    return *result;
}

Observation readObservation(const QJsonObject &object, const QString &path)
{
    std::optional<Observation> observation =
        session::observationFromJson(patched(session::toJson(Observation()), object));
    if (!observation)
        refuse(path, "its observation cannot be read");
    const QJsonArray exchanges = object.value(QLatin1String("exchanges")).toArray();
    for (const QJsonValue &exchange : exchanges) {
        const bool first = observation->exchanges.isEmpty();
        const QJsonObject base = first ? blankExchange(*observation) : firstExchange(*observation);
        observation->exchanges.append(readExchange(exchange.toObject(), base, path));
    }
    if (object.contains(QLatin1String("session")))
        observation->session = readSession(object.value(QLatin1String("session")).toObject(), path);
    const QJsonObject base = firstExchange(*observation);
    const QJsonArray experiments = object.value(QLatin1String("experiments")).toArray();
    for (const QJsonValue &experiment : experiments)
        observation->experiments.append(readExperiment(experiment.toObject(), *observation, base, path));
    return *observation;
}

} // namespace

QByteArray toBytes(const Capture &capture)
{
    QJsonObject root{
        {QStringLiteral("title"), capture.title},
        {QStringLiteral("stack"), QJsonArray::fromStringList(capture.stack)},
        {QStringLiteral("expect"), idsOf(capture.expect)},
        {QStringLiteral("never"), idsOf(capture.never)},
        {QStringLiteral("observation"), written(capture.observation)},
    };
    if (capture.misjudged)
        root.insert(QStringLiteral("misjudged"), true);
    return QJsonDocument(root).toJson(QJsonDocument::Indented);
}

Capture readCapture(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        refuse(path, "cannot be opened");
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    Capture capture;
    const QFileInfo info(path);
    capture.name = info.dir().dirName() + QLatin1Char('/') + info.completeBaseName();
    capture.title = root.value(QLatin1String("title")).toString();
    const QJsonArray stack = root.value(QLatin1String("stack")).toArray();
    for (const QJsonValue &software : stack)
        capture.stack.append(software.toString());
    capture.expect = readIds(root, "expect");
    capture.never = readIds(root, "never");
    capture.misjudged = root.value(QLatin1String("misjudged")).toBool();
    if (capture.expect.isEmpty())
        refuse(path, "does not say which finding is right");
    capture.observation = readObservation(root.value(QLatin1String("observation")).toObject(), path);
    return capture;
}

QList<Capture> readCaptures(const QDir &folder)
{
    QList<Capture> captures;
    const QStringList ids = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &id : ids) {
        const QDir inner(folder.filePath(id));
        const QStringList files = inner.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
        for (const QString &file : files)
            captures.append(readCapture(inner.filePath(file)));
    }
    return captures;
}

} // namespace wirewise::test
