#include "report/idle.h"

#include <QJsonArray>

namespace wirewise::report {

using diagnosis::IdleDefault;
using observation::Duration;
using observation::IdleTrial;

namespace {

QJsonValue secondsOf(const std::optional<Duration> &duration)
{
    return duration ? QJsonValue(static_cast<double>(duration->count() / 1000) / 1000.0) : QJsonValue();
}

QJsonObject trialToJson(const IdleTrial &trial)
{
    return {
        {QStringLiteral("end"), QString::fromLatin1(toString(trial.end))},
        {QStringLiteral("opened_at_s"), secondsOf(trial.openedAt)},
        {QStringLiteral("silence_s"), secondsOf(trial.silence)},
        {QStringLiteral("longest_silence_s"), secondsOf(trial.longestSilence)},
        {QStringLiteral("age_s"), secondsOf(trial.life)},
        {QStringLiteral("ping_every_s"),
         trial.pingEvery > Duration(0) ? secondsOf(trial.pingEvery) : QJsonValue()},
        {QStringLiteral("heard"), trial.heard},
        {QStringLiteral("answers_pings"), trial.answersPings},
        {QStringLiteral("close_code"), trial.closeCode ? QJsonValue(*trial.closeCode) : QJsonValue()},
        {QStringLiteral("close_reason"), QString::fromUtf8(trial.closeReason)},
    };
}

QString wordOf(IdleDefault::Counts counts)
{
    switch (counts) {
    case IdleDefault::Counts::Silence:
        return QStringLiteral("silence");
    case IdleDefault::Counts::Messages:
        return QStringLiteral("messages");
    case IdleDefault::Counts::Life:
        return QStringLiteral("life");
    }
    return {};
}

QJsonObject causeToJson(const IdleDefault &cause)
{
    return {
        {QStringLiteral("stack"), QString::fromUtf8(cause.stack)},
        {QStringLiteral("setting"), QString::fromUtf8(cause.setting)},
        {QStringLiteral("limit_s"), static_cast<qint64>(cause.limit.count())},
        {QStringLiteral("counts"), wordOf(cause.counts)},
        {QStringLiteral("source"), QString::fromUtf8(cause.source)},
    };
}

QJsonObject idleToJson(const TestedIdle &tested)
{
    QJsonArray silent, causes;
    for (const IdleTrial &trial : tested.test.silent)
        silent.append(trialToJson(trial));
    for (const IdleDefault &cause : tested.verdict.causes)
        causes.append(causeToJson(cause));
    return {
        {QStringLiteral("outcome"), QString::fromLatin1(toString(tested.verdict.outcome))},
        {QStringLiteral("title"), tested.verdict.title},
        {QStringLiteral("explanation"), tested.verdict.explanation},
        {QStringLiteral("limit_s"), secondsOf(tested.verdict.limit)},
        {QStringLiteral("ping_every_s"), secondsOf(tested.verdict.pingEvery)},
        {QStringLiteral("up_to_s"), secondsOf(tested.test.upTo)},
        {QStringLiteral("stopped"), tested.test.stopped},
        {QStringLiteral("silent"), silent},
        {QStringLiteral("control"),
         tested.test.control ? QJsonValue(trialToJson(*tested.test.control)) : QJsonValue()},
        {QStringLiteral("causes"), causes},
    };
}

} // namespace

QByteArray jsonDocument(const TestedIdle &tested, Secrets secrets)
{
    return jsonHead() + jsonResult(tested.checked, secrets) +
           "\n],\n\"idle\": " + jsonText(idleToJson(tested)) + "\n}\n";
}

} // namespace wirewise::report
