#include "report/json.h"

#include "report/jsonstring.h"
#include "report/masking.h"
#include "report/probejson.h"
#include "report/tlsjson.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace wirewise::report {

using namespace observation;
using namespace diagnosis;

namespace {

constexpr int SchemaVersion = 1;

QString textOf(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

QJsonObject evidenceToJson(const Evidence &evidence)
{
    const bool sent = evidence.direction == wire::Direction::Sent;
    QJsonObject object{
        {QStringLiteral("probe"),
         evidence.probe.isEmpty() ? QJsonValue() : QJsonValue(textOf(evidence.probe))},
        {QStringLiteral("direction"), sent ? QStringLiteral("sent") : QStringLiteral("received")},
        {QStringLiteral("offset"), evidence.range.offset},
        {QStringLiteral("length"), evidence.range.length},
        {QStringLiteral("text"), evidence.text},
        {QStringLiteral("says"), evidence.says},
    };
    if (evidence.inSession)
        object.insert(QStringLiteral("session"), true);
    return object;
}

QJsonObject causeToJson(const Cause &cause)
{
    const bool likely = cause.likelihood == Likelihood::Likely;
    return {
        {QStringLiteral("text"), cause.text},
        {QStringLiteral("likelihood"), likely ? QStringLiteral("likely") : QStringLiteral("possible")},
        {QStringLiteral("confirm"), cause.confirm},
    };
}

QJsonObject fixToJson(const Fix &fix)
{
    return {
        {QStringLiteral("stack"), textOf(fix.stack)}, {QStringLiteral("text"), fix.text},
        {QStringLiteral("snippet"), fix.snippet},     {QStringLiteral("verified"), fix.verified},
        {QStringLiteral("triedWith"), fix.triedWith}, {QStringLiteral("source"), fix.source},
    };
}

template<typename List, typename Convert>
QJsonArray arrayOf(const List &list, Convert convert)
{
    QJsonArray array;
    for (const auto &element : list)
        array.append(convert(element));
    return array;
}

QJsonObject findingToJson(const Finding &finding)
{
    return {
        {QStringLiteral("id"), textOf(finding.id)},
        {QStringLiteral("severity"), textOf(toString(finding.severity))},
        {QStringLiteral("confidence"), finding.confidence},
        {QStringLiteral("title"), finding.title},
        {QStringLiteral("where"), finding.where},
        {QStringLiteral("explanation"), finding.explanation},
        {QStringLiteral("evidence"), arrayOf(finding.evidence, evidenceToJson)},
        {QStringLiteral("causes"), arrayOf(finding.causes, causeToJson)},
        {QStringLiteral("fixes"), arrayOf(finding.fixes, fixToJson)},
        {QStringLiteral("references"), QJsonArray::fromStringList(finding.references)},
    };
}

QString wordOf(Hop::Kind kind)
{
    switch (kind) {
    case Hop::Kind::Platform:
        return QStringLiteral("platform");
    case Hop::Kind::Proxy:
        return QStringLiteral("proxy");
    case Hop::Kind::Server:
        return QStringLiteral("server");
    case Hop::Kind::Framework:
        return QStringLiteral("framework");
    case Hop::Kind::App:
        return QStringLiteral("app");
    }
    return {};
}

QJsonObject hopToJson(const Hop &hop)
{
    return {
        {QStringLiteral("kind"), wordOf(hop.kind)},
        {QStringLiteral("stack"), textOf(hop.stack)},
        {QStringLiteral("name"), hop.name},
        {QStringLiteral("wrote"), hop.wrote},
        {QStringLiteral("evidence"), evidenceToJson(hop.evidence)},
    };
}

QJsonObject experimentToJson(const ExperimentResult &result)
{
    const int status = result.exchange.status();
    const bool control = result.experiment.role == Experiment::Role::Control;
    return {
        {QStringLiteral("change"), result.experiment.change},
        {QStringLiteral("probe"), textOf(result.exchange.name())},
        {QStringLiteral("outcome"),
         status != 0 ? QString::number(status) : textOf(toString(result.exchange.outcome))},
        {QStringLiteral("helps"), result.helps},
        {QStringLiteral("role"), control ? QStringLiteral("control") : QStringLiteral("change")},
    };
}

QJsonObject skippedToJson(const SkippedExperiment &skipped)
{
    return {
        {QStringLiteral("id"), textOf(skipped.id)},
        {QStringLiteral("change"), skipped.change},
        {QStringLiteral("why"), skipped.why},
    };
}

QJsonValue sessionToJson(const std::optional<SessionFacts> &session)
{
    if (!session)
        return {};
    QJsonValue close;
    if (session->closeBy != SessionFacts::CloseBy::Nobody) {
        close = QJsonObject{
            {QStringLiteral("code"), session->closeCode ? QJsonValue(*session->closeCode) : QJsonValue()},
            {QStringLiteral("reason"), textOf(session->closeReason)},
            {QStringLiteral("by"), textOf(toString(session->closeBy))},
            {QStringLiteral("at_ms"), millisecondsToJson(session->closedAt)},
        };
    }
    QJsonObject object{
        {QStringLiteral("opened"), session->opened},
        {QStringLiteral("messages"), session->messageCount},
        {QStringLiteral("close"), close},
        {QStringLiteral("watched_ms"), millisecondsToJson(session->watched)},
        {QStringLiteral("end"), textOf(toString(session->end))},
        {QStringLiteral("ended_at_ms"), millisecondsToJson(session->endedAt)},
        {QStringLiteral("ping_ms"), QJsonValue()},
    };
    if (session->pingSent && session->pongReceived)
        object.insert(QStringLiteral("ping_ms"),
                      millisecondsToJson(*session->pongReceived - *session->pingSent));
    if (session->breach)
        object.insert(QStringLiteral("breach"), textOf(wire::toString(*session->breach)));
    return object;
}

/// The upgrade's way, else that of the first exchange that reached anything.
const Exchange *reachingExchange(const Observation &observation)
{
    const Exchange *upgrade = observation.exchange(ProbeKind::Upgrade);
    if (upgrade && !upgrade->connection.address.isEmpty())
        return upgrade;
    for (const Exchange &exchange : observation.exchanges) {
        if (!exchange.connection.address.isEmpty())
            return &exchange;
    }
    return nullptr;
}

QJsonValue connectionOf(const Observation &observation)
{
    const Exchange *exchange = reachingExchange(observation);
    if (!exchange)
        return {};
    QJsonObject connection = connectionToJson(exchange->connection).toObject();
    if (exchange->connection.tls) {
        QJsonObject tls = connection.value(QStringLiteral("tls")).toObject();
        tls.insert(QStringLiteral("clients"), clientsToJson(*exchange, observation.startedAt));
        connection.insert(QStringLiteral("tls"), tls);
    }
    return connection;
}

QJsonObject resultToJson(const Checked &checked)
{
    const Observation &observation = checked.observation;
    QJsonArray probes = arrayOf(observation.exchanges, probeToJson);
    for (const ExperimentResult &result : observation.experiments)
        probes.append(probeToJson(result.exchange));
    return {
        {QStringLiteral("url"), observation.typed},
        {QStringLiteral("from"), observation.from.isEmpty() ? QJsonValue() : QJsonValue(observation.from)},
        {QStringLiteral("verdict"), textOf(toString(checked.diagnosis.verdict))},
        {QStringLiteral("summary"), checked.diagnosis.summary()},
        {QStringLiteral("findings"), arrayOf(checked.diagnosis.findings, findingToJson)},
        {QStringLiteral("hops"), arrayOf(checked.diagnosis.hops, hopToJson)},
        {QStringLiteral("probes"), probes},
        {QStringLiteral("experiments"), arrayOf(observation.experiments, experimentToJson)},
        {QStringLiteral("skipped"), arrayOf(observation.skipped, skippedToJson)},
        {QStringLiteral("connection"), connectionOf(observation)},
        {QStringLiteral("session"), sessionToJson(observation.session)},
        {QStringLiteral("started_at"),
         observation.startedAt.isValid()
             ? QJsonValue(observation.startedAt.toUTC().toString(Qt::ISODateWithMs))
             : QJsonValue()},
        {QStringLiteral("took_ms"), millisecondsToJson(observation.took)},
        {QStringLiteral("stopped"), observation.stopped},
    };
}

} // namespace

QJsonObject toJson(const Checked &checked, Secrets secrets)
{
    return resultToJson(secrets == Secrets::Kept ? checked : masked(checked));
}

QByteArray jsonText(const QJsonObject &object)
{
    return withoutDeception(QJsonDocument(object).toJson(QJsonDocument::Indented)).trimmed();
}

QByteArray jsonLine(const QJsonObject &object)
{
    return withoutDeception(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QByteArray jsonHead()
{
    return "{\n\"wirewise\": \"" WIREWISE_VERSION "\",\n\"schema\": " + QByteArray::number(SchemaVersion) +
           ",\n\"results\": [\n";
}

QByteArray jsonResult(const Checked &checked, Secrets secrets)
{
    return jsonText(toJson(checked, secrets));
}

QByteArray jsonSeparator()
{
    return ",\n";
}

QByteArray jsonTail(const QJsonObject &members)
{
    QByteArray tail = "\n]";
    for (auto member = members.begin(); member != members.end(); ++member)
        tail += ",\n\"" + member.key().toUtf8() + "\": " + jsonText(member.value().toObject());
    return tail + "\n}\n";
}

QByteArray jsonDocument(const QList<Checked> &results, Secrets secrets)
{
    QByteArray document = jsonHead();
    for (qsizetype i = 0; i < results.size(); ++i)
        document += (i > 0 ? jsonSeparator() : QByteArray()) + jsonResult(results.at(i), secrets);
    return document + jsonTail();
}

} // namespace wirewise::report
