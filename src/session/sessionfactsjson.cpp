#include "session/sessionfactsjson.h"

#include "session/jsonfields.h"

namespace wirewise::session {

using namespace observation;

namespace {

std::optional<wire::FrameBreach> breachFromString(const QByteArray &text)
{
    for (int i = 0; i <= static_cast<int>(wire::FrameBreach::MessageTooBig); ++i) {
        const auto breach = static_cast<wire::FrameBreach>(i);
        if (wire::toString(breach) == text)
            return breach;
    }
    return std::nullopt;
}

} // namespace

QJsonObject toJson(const SessionFacts &facts)
{
    QJsonObject object{
        {QStringLiteral("opened"), facts.opened},
        {QStringLiteral("watched"), jsonOf(facts.watched)},
        {QStringLiteral("messageCount"), facts.messageCount},
        {QStringLiteral("pingSent"), jsonOf(facts.pingSent)},
        {QStringLiteral("pongReceived"), jsonOf(facts.pongReceived)},
        {QStringLiteral("closeBy"), QString::fromLatin1(toString(facts.closeBy))},
        {QStringLiteral("closeReason"), jsonOf(facts.closeReason)},
        {QStringLiteral("closedAt"), jsonOf(facts.closedAt)},
        {QStringLiteral("end"), QString::fromLatin1(toString(facts.end))},
        {QStringLiteral("endedAt"), jsonOf(facts.endedAt)},
        {QStringLiteral("endedInsideFrame"), facts.endedInsideFrame},
        {QStringLiteral("quietBeforeEnd"), jsonOf(facts.quietBeforeEnd)},
    };
    if (facts.closeCode)
        object.insert(QStringLiteral("closeCode"), *facts.closeCode);
    if (facts.breach) {
        object.insert(QStringLiteral("breach"), QString::fromLatin1(wire::toString(*facts.breach)));
        object.insert(QStringLiteral("breachRange"), jsonOf(facts.breachRange));
        if (!facts.breachBytes.isEmpty())
            object.insert(QStringLiteral("breachBytes"), jsonOf(facts.breachBytes));
    }
    return object;
}

std::optional<SessionFacts> sessionFactsFromJson(const QJsonValue &value)
{
    SessionFacts facts;
    FieldReader fields(value);
    fields.read("opened", facts.opened);
    fields.read("watched", facts.watched);
    fields.readNumber("messageCount", facts.messageCount);
    fields.read("pingSent", facts.pingSent);
    fields.read("pongReceived", facts.pongReceived);
    fields.readWord("closeBy", facts.closeBy, closeByFromString);
    if (fields.has("closeCode"))
        fields.readNumber("closeCode", facts.closeCode.emplace());
    fields.read("closeReason", facts.closeReason);
    fields.read("closedAt", facts.closedAt);
    if (fields.has("breach"))
        fields.readWord("breach", facts.breach.emplace(), breachFromString);
    fields.read("breachRange", facts.breachRange);
    if (fields.has("breachBytes"))
        fields.read("breachBytes", facts.breachBytes);
    fields.readWord("end", facts.end, streamEndFromString);
    fields.read("endedAt", facts.endedAt);
    fields.read("endedInsideFrame", facts.endedInsideFrame);
    fields.read("quietBeforeEnd", facts.quietBeforeEnd);
    return fields.isSound() ? std::optional(facts) : std::nullopt;
}

} // namespace wirewise::session
