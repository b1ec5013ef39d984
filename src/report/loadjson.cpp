#include "report/load.h"

#include "diagnosis/diagnose.h"
#include "diagnosis/loadverdict.h"
#include "observation/redaction.h"

#include <QJsonArray>

namespace wirewise::report {

using diagnosis::LoadBend;
using diagnosis::LoadVerdict;
using observation::Duration;
using observation::LatencyFigures;
using observation::LoadFailure;
using observation::LoadMessage;
using observation::LoadSecond;
using observation::LoadStep;
using observation::LoadTest;

namespace {

QJsonValue millisecondsOf(const std::optional<Duration> &time)
{
    return time ? QJsonValue(static_cast<double>(time->count()) / 1000.0) : QJsonValue();
}

double secondsOf(Duration time)
{
    return static_cast<double>(time.count() / 1000) / 1000.0;
}

QJsonObject toJson(const LatencyFigures &figures)
{
    return {
        {QStringLiteral("count"), figures.count},
        {QStringLiteral("p50"), millisecondsOf(figures.median)},
        {QStringLiteral("p95"), millisecondsOf(figures.p95)},
        {QStringLiteral("p99"), millisecondsOf(figures.p99)},
        {QStringLiteral("worst"), millisecondsOf(figures.worst)},
    };
}

QJsonValue messageOf(const LoadMessage &message, Secrets secrets)
{
    if (message.kind == LoadMessage::Kind::Nothing)
        return {};
    const bool isPing = message.kind == LoadMessage::Kind::Ping;
    const auto text = [&](const QByteArray &bytes) {
        return QString::fromUtf8(secrets == Secrets::Kept ? bytes : observation::masked(bytes));
    };
    return QJsonObject{
        {QStringLiteral("kind"), isPing ? QStringLiteral("ping") : QStringLiteral("text")},
        {QStringLiteral("text"), isPing ? QJsonValue() : QJsonValue(text(message.text))},
        {QStringLiteral("answer"),
         isPing || message.answer.isEmpty() ? QJsonValue() : QJsonValue(text(message.answer))},
        {QStringLiteral("every_s"), secondsOf(message.every)},
    };
}

QJsonObject planOf(const LoadTest &test, Secrets secrets)
{
    return {
        {QStringLiteral("connections"), test.plan.connections},
        {QStringLiteral("rate"), test.plan.rate},
        {QStringLiteral("for_s"), secondsOf(test.plan.time)},
        {QStringLiteral("steps"), test.plan.steps},
        {QStringLiteral("message"), messageOf(test.plan.message, secrets)},
    };
}

QJsonObject toJson(const LoadStep &step)
{
    return {
        {QStringLiteral("connections"), step.connections},
        {QStringLiteral("begun"), step.begun},
        {QStringLiteral("opened"), step.opened},
        {QStringLiteral("failed"), step.failed},
        {QStringLiteral("dropped"), step.dropped},
        {QStringLiteral("handshake_ms"), toJson(step.handshake)},
        {QStringLiteral("answer_ms"), toJson(step.answer)},
    };
}

QJsonObject toJson(const LoadSecond &second)
{
    return {
        {QStringLiteral("opened"), second.opened},
        {QStringLiteral("failed"), second.failed},
        {QStringLiteral("dropped"), second.dropped},
        {QStringLiteral("open"), second.open},
        {QStringLiteral("handshake_p95_ms"), millisecondsOf(second.handshake.p95)},
        {QStringLiteral("answer_p95_ms"), millisecondsOf(second.answer.p95)},
    };
}

QJsonObject toJson(const LoadFailure &failure)
{
    return {
        {QStringLiteral("id"), QString::fromUtf8(failure.finding)},
        {QStringLiteral("while"), QString::fromLatin1(toString(failure.when))},
        {QStringLiteral("count"), failure.count},
        {QStringLiteral("title"), failure.title},
    };
}

QJsonValue toJson(const std::optional<LoadBend> &bend)
{
    if (!bend)
        return {};
    const bool isShare = bend->what == LoadBend::What::Failures;
    return QJsonObject{
        {QStringLiteral("what"), QString::fromLatin1(toString(bend->what))},
        {QStringLiteral("step"), bend->step + 1},
        {QStringLiteral("above_connections"), bend->connections},
        {QStringLiteral("usual_p95_ms"), isShare ? QJsonValue() : millisecondsOf(bend->usual)},
        {QStringLiteral("p95_ms"), isShare ? QJsonValue() : millisecondsOf(bend->seen)},
        {QStringLiteral("usual_share"), isShare ? QJsonValue(bend->usualShare) : QJsonValue()},
        {QStringLiteral("share"), isShare ? QJsonValue(bend->share) : QJsonValue()},
    };
}

template<typename Row>
QJsonArray arrayOf(const QList<Row> &rows)
{
    QJsonArray array;
    for (const Row &row : rows)
        array.append(toJson(row));
    return array;
}

QJsonObject restraintOf(const LoadTest &test)
{
    return {
        {QStringLiteral("asked"), test.restraint.times},
        {QStringLiteral("waited_s"), secondsOf(test.restraint.waited)},
        {QStringLiteral("gave_up"), test.restraint.gaveUp},
        {QStringLiteral("nothing_opened"), test.restraint.nothingOpened},
    };
}

QJsonObject loadOf(const LoadTest &test, Secrets secrets)
{
    const LoadVerdict verdict = diagnosis::judge(test);
    return {
        {QStringLiteral("url"), addressOf(test, secrets)},
        {QStringLiteral("source"), test.source.isEmpty() ? QStringLiteral("wirewise") : test.source},
        {QStringLiteral("started_at"),
         test.startedAt.isValid() ? QJsonValue(test.startedAt.toString(Qt::ISODateWithMs)) : QJsonValue()},
        {QStringLiteral("took_s"), secondsOf(test.took)},
        {QStringLiteral("title"), verdict.title},
        {QStringLiteral("remarks"), QJsonArray::fromStringList(verdict.remarks)},
        {QStringLiteral("plan"), planOf(test, secrets)},
        {QStringLiteral("begun"), test.begun},
        {QStringLiteral("opened"), test.opened},
        {QStringLiteral("failed"), test.failed},
        {QStringLiteral("dropped"), test.dropped},
        {QStringLiteral("unfinished"), test.unfinished},
        {QStringLiteral("closed"), test.closed},
        {QStringLiteral("close_unanswered"), test.finished ? test.open : 0},
        {QStringLiteral("failed_share"), test.failedShare()},
        {QStringLiteral("messages_sent"), test.sent},
        {QStringLiteral("messages_unanswered"), test.unanswered},
        {QStringLiteral("handshake_ms"), toJson(test.handshake)},
        {QStringLiteral("answer_ms"), toJson(test.answer)},
        {QStringLiteral("lateness_p95_ms"), millisecondsOf(test.lateness)},
        {QStringLiteral("failures"), arrayOf(test.failures)},
        {QStringLiteral("bend"), toJson(verdict.bend)},
        {QStringLiteral("restraint"), restraintOf(test)},
        {QStringLiteral("steps"), arrayOf(test.steps)},
        {QStringLiteral("seconds"), arrayOf(test.seconds)},
        {QStringLiteral("stopped"), test.stopped},
    };
}

} // namespace

QString addressOf(const LoadTest &test, Secrets secrets)
{
    if (secrets == Secrets::Kept && test.endpoint.endpoint)
        return test.endpoint.endpoint->url();
    observation::Observation asked;
    asked.typed = test.typed;
    asked.endpoint = test.endpoint;
    asked.settings = test.settings;
    return observation::maskedAddress(asked);
}

QByteArray jsonDocument(const LoadTest &test, Secrets secrets)
{
    QByteArray document = jsonHead();
    bool isFirst = true;
    for (const LoadFailure &failure : test.failures) {
        if (failure.samples.isEmpty())
            continue;
        const observation::Observation &sample = failure.samples.constFirst();
        document += (isFirst ? QByteArray() : jsonSeparator()) +
                    jsonResult({sample, diagnosis::diagnose(sample)}, secrets);
        isFirst = false;
    }
    return document + "\n],\n\"load\": " + jsonText(loadOf(test, secrets)) + "\n}\n";
}

} // namespace wirewise::report
