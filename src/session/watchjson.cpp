#include "session/watchjson.h"

#include "session/jsonfields.h"

#include <QJsonDocument>

namespace wirewise::session {

using diagnosis::CourseEvent;
using diagnosis::CourseState;
using std::chrono::milliseconds;

namespace {

/// Endpoints of one watch that a reader believes in.
constexpr qsizetype MostEndpoints = 100'000;

QJsonObject toJson(const CourseState &state)
{
    return {{QStringLiteral("verdict"), QString::fromLatin1(diagnosis::toString(state.verdict))},
            {QStringLiteral("finding"), QString::fromUtf8(state.findingId)},
            {QStringLiteral("sentence"), state.sentence}};
}

CourseState stateFrom(const QJsonValue &value, FieldReader &whole)
{
    FieldReader fields(value);
    CourseState state;
    fields.readWord("verdict", state.verdict, diagnosis::verdictFromString);
    fields.read("finding", state.findingId);
    fields.read("sentence", state.sentence);
    if (!fields.isSound())
        whole.refuse();
    return state;
}

qint64 countOf(milliseconds time)
{
    return time.count();
}

} // namespace

QString textOf(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject toJson(const WatchFacts &facts)
{
    return {{QStringLiteral("urls"), QJsonArray::fromStringList(facts.urls)},
            {QStringLiteral("every_ms"), countOf(facts.every)}};
}

std::optional<WatchFacts> watchFactsFromJson(const QJsonValue &value)
{
    FieldReader fields(value);
    WatchFacts facts;
    fields.readEach("urls", [&facts](const QJsonValue &url) {
        if (facts.urls.size() < MostEndpoints)
            facts.urls.append(url.toString());
    });
    qint64 every = 0;
    fields.readNumber("every_ms", every);
    facts.every = milliseconds(qMax<qint64>(0, every));
    if (!fields.isSound() || facts.urls.isEmpty())
        return std::nullopt;
    return facts;
}

QJsonObject toJson(const CourseEvent &event)
{
    return {{QStringLiteral("kind"), QString::fromLatin1(diagnosis::toString(event.kind))},
            {QStringLiteral("at"), countOf(event.at)},
            {QStringLiteral("from"), toJson(event.from)},
            {QStringLiteral("to"), toJson(event.to)},
            {QStringLiteral("cause"), event.cause},
            {QStringLiteral("lasted_ms"), countOf(event.lasted)},
            {QStringLiteral("changes"), event.changes}};
}

std::optional<CourseEvent> courseEventFromJson(const QJsonValue &value)
{
    FieldReader fields(value);
    CourseEvent event;
    qint64 at = 0, lasted = 0;
    fields.readWord("kind", event.kind, diagnosis::courseEventKindFromString);
    fields.readNumber("at", at);
    fields.read("cause", event.cause);
    fields.readNumber("lasted_ms", lasted);
    fields.readNumber("changes", event.changes);
    event.from = stateFrom(fields.value("from"), fields);
    event.to = stateFrom(fields.value("to"), fields);
    event.at = milliseconds(at);
    event.lasted = milliseconds(lasted);
    if (!fields.isSound())
        return std::nullopt;
    return event;
}

} // namespace wirewise::session
