#include "session/findingjson.h"

#include "session/jsonfields.h"
#include "session/jsontext.h"

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

QByteArray toText(const Evidence &evidence)
{
    const bool sent = evidence.direction == wire::Direction::Sent;
    return ObjectText()
        .add("probe", evidence.probe)
        .add("direction", sent ? QStringLiteral("sent") : QStringLiteral("received"))
        .add("range", QJsonValue(jsonOf(evidence.range)))
        .add("inSession", QJsonValue(evidence.inSession))
        .add("text", evidence.text)
        .add("says", evidence.says)
        .take();
}

QByteArray toText(const Cause &cause)
{
    const bool likely = cause.likelihood == Likelihood::Likely;
    return ObjectText()
        .add("text", cause.text)
        .add("confirm", cause.confirm)
        .add("likelihood", likely ? QStringLiteral("likely") : QStringLiteral("possible"))
        .take();
}

QByteArray toText(const Fix &fix)
{
    return ObjectText()
        .add("stack", fix.stack)
        .add("text", fix.text)
        .add("snippet", fix.snippet)
        .add("verified", QJsonValue(fix.verified))
        .add("triedWith", fix.triedWith)
        .add("source", fix.source)
        .take();
}

QByteArray toText(const Finding &finding);
QByteArray toText(const Hop &hop);

template<typename T>
QByteArrayList textsOf(const QList<T> &list)
{
    QByteArrayList texts;
    for (const T &element : list)
        texts.append(toText(element));
    return texts;
}

QByteArray toText(const Finding &finding)
{
    return ObjectText()
        .add("id", finding.id)
        .add("severity", QString::fromLatin1(toString(finding.severity)))
        .add("confidence", QJsonValue(finding.confidence))
        .add("title", finding.title)
        .add("where", finding.where)
        .add("explanation", finding.explanation)
        .addObjects("evidence", textsOf(finding.evidence))
        .addObjects("causes", textsOf(finding.causes))
        .addObjects("fixes", textsOf(finding.fixes))
        .add("references", QJsonValue(QJsonArray::fromStringList(finding.references)))
        .take();
}

QByteArray toText(const Hop &hop)
{
    return ObjectText()
        .add("kind", wordOf(hop.kind))
        .add("stack", hop.stack)
        .add("name", hop.name)
        .add("wrote", QJsonValue(hop.wrote))
        .addObject("evidence", toText(hop.evidence))
        .take();
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

QByteArray toText(const Diagnosis &diagnosis)
{
    return ObjectText()
        .add("verdict", QString::fromLatin1(toString(diagnosis.verdict)))
        .addObjects("findings", textsOf(diagnosis.findings))
        .addObjects("hops", textsOf(diagnosis.hops))
        .add("rules", diagnosis.rules)
        .take();
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
