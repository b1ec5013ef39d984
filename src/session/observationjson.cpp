#include "session/observationjson.h"

#include "session/exchangejson.h"
#include "session/jsonfields.h"
#include "session/settingsjson.h"

namespace wirewise::session {

using namespace observation;

namespace {

std::optional<Experiment::Role> roleFromString(const QByteArray &text)
{
    if (text == "change")
        return Experiment::Role::Change;
    if (text == "control")
        return Experiment::Role::Control;
    return std::nullopt;
}

} // namespace

QJsonObject toJson(const Observation &observation)
{
    QJsonArray skipped;
    for (const SkippedExperiment &experiment : observation.skipped) {
        skipped.append(QJsonObject{{QStringLiteral("id"), jsonOf(experiment.id)},
                                   {QStringLiteral("change"), experiment.change},
                                   {QStringLiteral("why"), experiment.why}});
    }
    QJsonObject object{
        {QStringLiteral("typed"), observation.typed},
        {QStringLiteral("settings"), toJson(observation.settings)},
        {QStringLiteral("startedAt"), jsonOf(observation.startedAt)},
        {QStringLiteral("took"), jsonOf(observation.took)},
        {QStringLiteral("stopped"), observation.stopped},
        {QStringLiteral("offline"), observation.offline},
        {QStringLiteral("skipped"), skipped},
    };
    if (!observation.from.isEmpty())
        object.insert(QStringLiteral("from"), observation.from);
    if (!observation.lost.isEmpty())
        object.insert(QStringLiteral("lost"), observation.lost);
    return object;
}

std::optional<Observation> observationFromJson(const QJsonValue &value)
{
    Observation observation;
    FieldReader fields(value);
    fields.read("typed", observation.typed);
    const std::optional<Settings> settings = settingsFromJson(fields.value("settings"));
    fields.read("startedAt", observation.startedAt);
    fields.read("took", observation.took);
    fields.read("stopped", observation.stopped);
    fields.read("offline", observation.offline);
    fields.read("from", observation.from);
    fields.read("lost", observation.lost);
    fields.readEach("skipped", [&](const QJsonValue &element) {
        SkippedExperiment skipped;
        FieldReader inner(element);
        inner.read("id", skipped.id);
        inner.read("change", skipped.change);
        inner.read("why", skipped.why);
        if (!inner.isSound())
            fields.refuse();
        observation.skipped.append(skipped);
    });
    if (!fields.isSound() || !settings)
        return std::nullopt;
    observation.settings = *settings;
    // Read anew from what was typed: a file cannot bring an address that nobody could have entered.
    observation.endpoint = parseEndpoint(observation.typed);
    return observation;
}

QJsonObject toJson(const ExperimentResult &result)
{
    const Experiment &experiment = result.experiment;
    const bool control = experiment.role == Experiment::Role::Control;
    return {
        {QStringLiteral("id"), jsonOf(experiment.id)},
        {QStringLiteral("change"), experiment.change},
        {QStringLiteral("tellsApart"), experiment.tellsApart},
        {QStringLiteral("role"), control ? QStringLiteral("control") : QStringLiteral("change")},
        {QStringLiteral("probe"), toJson(experiment.probe)},
        {QStringLiteral("watch"), jsonOf(Duration(experiment.watch))},
        {QStringLiteral("pingEvery"), jsonOf(Duration(experiment.pingEvery))},
        {QStringLiteral("helps"), result.helps},
    };
}

std::optional<ExperimentResult> experimentFromJson(const QJsonValue &value)
{
    ExperimentResult result;
    Experiment &experiment = result.experiment;
    FieldReader fields(value);
    fields.read("id", experiment.id);
    fields.read("change", experiment.change);
    fields.read("tellsApart", experiment.tellsApart);
    fields.readWord("role", experiment.role, roleFromString);
    const std::optional<Probe> probe = probeFromJson(fields.value("probe"));
    fields.read("watch", experiment.watch);
    fields.read("pingEvery", experiment.pingEvery);
    fields.read("helps", result.helps);
    if (!fields.isSound() || !probe)
        return std::nullopt;
    experiment.probe = *probe;
    return result;
}

} // namespace wirewise::session
