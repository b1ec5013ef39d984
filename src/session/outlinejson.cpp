#include "session/outlinejson.h"

#include "session/jsonfields.h"
#include "session/observationjson.h"

namespace wirewise::session {

using namespace observation;

namespace {

/// Probes of one check: one each of head, get and upgrade.
constexpr qsizetype MostAnswers = 3;

} // namespace

QJsonObject toJson(const CheckOutline &outline)
{
    QJsonArray answers;
    for (const CheckOutline::Answer &answer : outline.answers) {
        answers.append(QJsonArray{QString::fromLatin1(toString(answer.probe)),
                                  QString::fromLatin1(toString(answer.outcome)), answer.status});
    }
    return {{QStringLiteral("took"), jsonOf(outline.took)}, {QStringLiteral("answers"), answers}};
}

void readOutline(const QJsonValue &value, CheckOutline &outline)
{
    FieldReader fields(value);
    fields.read("took", outline.took);
    fields.readEach("answers", [&outline](const QJsonValue &element) {
        const QJsonArray row = element.toArray();
        const auto probe = probeKindFromString(row.at(0).toString().toUtf8());
        const auto outcome = outcomeFromString(row.at(1).toString().toUtf8());
        const int status = row.at(2).toInt();
        if (probe && outcome && status >= 0 && status <= 999 && outline.answers.size() < MostAnswers)
            outline.answers.append({*probe, *outcome, status});
    });
}

bool readFacts(const QJsonValue &facts, PlannedEndpoint &planned, CheckOutline &outline)
{
    const std::optional<Observation> observation = observationFromJson(facts);
    if (!observation)
        return false;
    planned.typed = observation->typed;
    planned.settings = observation->settings;
    outline.took = observation->took;
    return true;
}

std::optional<CheckOutline::Answer> answerFrom(const QJsonValue &facts, const QByteArray &received)
{
    CheckOutline::Answer answer;
    FieldReader fields(facts);
    fields.readWord("outcome", answer.outcome, outcomeFromString);
    FieldReader probe(fields.value("probe"));
    probe.readWord("kind", answer.probe, probeKindFromString);
    // RFC 9112 section 4: HTTP-version SP status-code
    if (received.startsWith("HTTP/") && received.indexOf(' ') > 0)
        answer.status = received.mid(received.indexOf(' ') + 1, 3).toInt();
    return fields.isSound() && probe.isSound() ? std::optional(answer) : std::nullopt;
}

} // namespace wirewise::session
