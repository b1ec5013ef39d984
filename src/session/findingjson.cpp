#include "session/findingjson.h"

#include "session/jsonfields.h"

namespace wirewise::session {

using namespace diagnosis;

namespace {

std::optional<wire::Direction> directionFromString(const QByteArray &text)
{
    if (text == "sent")
        return wire::Direction::Sent;
    if (text == "received")
        return wire::Direction::Received;
    return std::nullopt;
}

std::optional<Likelihood> likelihoodFromString(const QByteArray &text)
{
    if (text == "likely")
        return Likelihood::Likely;
    if (text == "possible")
        return Likelihood::Possible;
    return std::nullopt;
}

constexpr std::pair<Hop::Kind, const char *> HopKinds[] = {
    {Hop::Kind::Platform, "platform"},   {Hop::Kind::Proxy, "proxy"}, {Hop::Kind::Server, "server"},
    {Hop::Kind::Framework, "framework"}, {Hop::Kind::App, "app"},
};

QString wordOf(Hop::Kind kind)
{
    for (const auto &[value, word] : HopKinds) {
        if (value == kind)
            return QString::fromLatin1(word);
    }
    return {};
}

std::optional<Hop::Kind> hopKindFromString(const QByteArray &text)
{
    for (const auto &[value, word] : HopKinds) {
        if (text == word)
            return value;
    }
    return std::nullopt;
}

QJsonObject toJson(const Evidence &evidence)
{
    const bool sent = evidence.direction == wire::Direction::Sent;
    return {
        {QStringLiteral("probe"), jsonOf(evidence.probe)},
        {QStringLiteral("direction"), sent ? QStringLiteral("sent") : QStringLiteral("received")},
        {QStringLiteral("range"), jsonOf(evidence.range)},
        {QStringLiteral("inSession"), evidence.inSession},
        {QStringLiteral("text"), evidence.text},
        {QStringLiteral("says"), evidence.says},
    };
}

QJsonObject toJson(const Cause &cause)
{
    const bool likely = cause.likelihood == Likelihood::Likely;
    return {
        {QStringLiteral("text"), cause.text},
        {QStringLiteral("confirm"), cause.confirm},
        {QStringLiteral("likelihood"), likely ? QStringLiteral("likely") : QStringLiteral("possible")},
    };
}

QJsonObject toJson(const Fix &fix)
{
    return {
        {QStringLiteral("stack"), jsonOf(fix.stack)}, {QStringLiteral("text"), fix.text},
        {QStringLiteral("snippet"), fix.snippet},     {QStringLiteral("verified"), fix.verified},
        {QStringLiteral("triedWith"), fix.triedWith}, {QStringLiteral("source"), fix.source},
    };
}

QJsonObject toJson(const Finding &finding);
QJsonObject toJson(const Hop &hop);

template<typename T>
QJsonArray arrayOf(const QList<T> &list)
{
    QJsonArray array;
    for (const T &element : list)
        array.append(toJson(element));
    return array;
}

QJsonObject toJson(const Finding &finding)
{
    return {
        {QStringLiteral("id"), jsonOf(finding.id)},
        {QStringLiteral("severity"), QString::fromLatin1(toString(finding.severity))},
        {QStringLiteral("confidence"), finding.confidence},
        {QStringLiteral("title"), finding.title},
        {QStringLiteral("where"), finding.where},
        {QStringLiteral("explanation"), finding.explanation},
        {QStringLiteral("evidence"), arrayOf(finding.evidence)},
        {QStringLiteral("causes"), arrayOf(finding.causes)},
        {QStringLiteral("fixes"), arrayOf(finding.fixes)},
        {QStringLiteral("references"), QJsonArray::fromStringList(finding.references)},
    };
}

QJsonObject toJson(const Hop &hop)
{
    return {
        {QStringLiteral("kind"), wordOf(hop.kind)},
        {QStringLiteral("stack"), jsonOf(hop.stack)},
        {QStringLiteral("name"), hop.name},
        {QStringLiteral("wrote"), hop.wrote},
        {QStringLiteral("evidence"), toJson(hop.evidence)},
    };
}

Evidence evidenceFrom(FieldReader &owner, const QJsonValue &value)
{
    Evidence evidence;
    FieldReader fields(value);
    fields.read("probe", evidence.probe);
    fields.readWord("direction", evidence.direction, directionFromString);
    fields.read("range", evidence.range);
    fields.read("inSession", evidence.inSession);
    fields.read("text", evidence.text);
    fields.read("says", evidence.says);
    if (!fields.isSound())
        owner.refuse();
    return evidence;
}

Cause causeFrom(FieldReader &owner, const QJsonValue &value)
{
    Cause cause;
    FieldReader fields(value);
    fields.read("text", cause.text);
    fields.read("confirm", cause.confirm);
    fields.readWord("likelihood", cause.likelihood, likelihoodFromString);
    if (!fields.isSound())
        owner.refuse();
    return cause;
}

Fix fixFrom(FieldReader &owner, const QJsonValue &value)
{
    Fix fix;
    FieldReader fields(value);
    fields.read("stack", fix.stack);
    fields.read("text", fix.text);
    fields.read("snippet", fix.snippet);
    fields.read("verified", fix.verified);
    fields.read("triedWith", fix.triedWith);
    fields.read("source", fix.source);
    if (!fields.isSound())
        owner.refuse();
    return fix;
}

Finding findingFrom(FieldReader &owner, const QJsonValue &value)
{
    Finding finding;
    FieldReader fields(value);
    fields.read("id", finding.id);
    fields.readWord("severity", finding.severity, severityFromString);
    fields.read("confidence", finding.confidence);
    fields.read("title", finding.title);
    fields.read("where", finding.where);
    fields.read("explanation", finding.explanation);
    fields.readEach("evidence",
                    [&](const QJsonValue &v) { finding.evidence.append(evidenceFrom(fields, v)); });
    fields.readEach("causes", [&](const QJsonValue &v) { finding.causes.append(causeFrom(fields, v)); });
    fields.readEach("fixes", [&](const QJsonValue &v) { finding.fixes.append(fixFrom(fields, v)); });
    fields.readEach("references", [&](const QJsonValue &v) { finding.references.append(v.toString()); });
    if (!fields.isSound())
        owner.refuse();
    return finding;
}

Hop hopFrom(FieldReader &owner, const QJsonValue &value)
{
    Hop hop;
    FieldReader fields(value);
    fields.readWord("kind", hop.kind, hopKindFromString);
    fields.read("stack", hop.stack);
    fields.read("name", hop.name);
    fields.read("wrote", hop.wrote);
    hop.evidence = evidenceFrom(fields, fields.value("evidence"));
    if (!fields.isSound())
        owner.refuse();
    return hop;
}

} // namespace

QJsonObject toJson(const Diagnosis &diagnosis)
{
    return {
        {QStringLiteral("verdict"), QString::fromLatin1(toString(diagnosis.verdict))},
        {QStringLiteral("findings"), arrayOf(diagnosis.findings)},
        {QStringLiteral("hops"), arrayOf(diagnosis.hops)},
        {QStringLiteral("rules"), jsonOf(diagnosis.rules)},
    };
}

std::optional<Diagnosis> diagnosisFromJson(const QJsonValue &value)
{
    Diagnosis diagnosis;
    FieldReader fields(value);
    fields.readWord("verdict", diagnosis.verdict, verdictFromString);
    fields.readEach("findings",
                    [&](const QJsonValue &v) { diagnosis.findings.append(findingFrom(fields, v)); });
    fields.readEach("hops", [&](const QJsonValue &v) { diagnosis.hops.append(hopFrom(fields, v)); });
    fields.read("rules", diagnosis.rules);
    return fields.isSound() && !diagnosis.findings.isEmpty() ? std::optional(diagnosis) : std::nullopt;
}

} // namespace wirewise::session
