#include "remote/protocol.h"

#include "session/exchangejson.h"
#include "session/jsonfields.h"
#include "session/messageblock.h"
#include "session/observationjson.h"
#include "session/sessionfactsjson.h"
#include "session/settingsjson.h"

#include <QJsonDocument>

namespace wirewise::remote {

using namespace observation;
using session::FieldReader;
using session::jsonOf;

namespace {

constexpr qsizetype LongestReason = 4096;

QByteArray lineOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

/// What an answer tells, beside the number of its check.
QByteArray lineOf(const char *what, qint64 number, const QJsonValue &value)
{
    return lineOf(QJsonObject{{QStringLiteral("check"), number}, {QLatin1String(what), value}});
}

QJsonObject carried(const Exchange &exchange)
{
    return {{QStringLiteral("facts"), session::toJson(exchange)},
            {QStringLiteral("sent"), jsonOf(exchange.sent)},
            {QStringLiteral("received"), jsonOf(exchange.received)}};
}

QJsonValue carried(const std::optional<SessionFacts> &facts)
{
    if (!facts)
        return {};
    return QJsonObject{
        {QStringLiteral("facts"), session::toJson(*facts)},
        {QStringLiteral("stream"), jsonOf(facts->stream)},
        {QStringLiteral("messages"), jsonOf(session::toBytes(session::blockOf(facts->messages)))}};
}

std::optional<Exchange> exchangeIn(const QJsonValue &value)
{
    FieldReader fields(value);
    std::optional<Exchange> exchange = session::exchangeFromJson(fields.value("facts"));
    if (!exchange)
        return std::nullopt;
    fields.read("sent", exchange->sent);
    fields.read("received", exchange->received);
    if (!fields.isSound())
        return std::nullopt;
    exchange->readResponse();
    return exchange;
}

/// The outer one is empty if it cannot be read, the inner one if there was no session.
std::optional<std::optional<SessionFacts>> sessionIn(const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined())
        return std::optional<SessionFacts>();
    FieldReader fields(value);
    std::optional<SessionFacts> facts = session::sessionFactsFromJson(fields.value("facts"));
    QByteArray messages;
    fields.read("messages", messages);
    const auto block = session::blockFromBytes(messages);
    const auto list = block ? session::messagesOf(*block) : std::nullopt;
    if (!facts || !list || list->size() > SessionFacts::KeptMessages)
        return std::nullopt;
    fields.read("stream", facts->stream);
    if (!fields.isSound() || facts->stream.size() > SessionFacts::KeptBytes)
        return std::nullopt;
    facts->messages = *list;
    return facts;
}

std::optional<Answer> triedIn(qint64 number, const QJsonValue &value)
{
    FieldReader fields(value);
    std::optional<ExperimentResult> result = session::experimentFromJson(fields.value("experiment"));
    const std::optional<Exchange> exchange = exchangeIn(fields.value("exchange"));
    const auto facts = sessionIn(fields.value("session"));
    if (!result || !exchange || !facts)
        return std::nullopt;
    result->exchange = *exchange;
    result->session = *facts;
    return Tried{number, *std::move(result)};
}

std::optional<Answer> finishedIn(qint64 number, const QJsonValue &value)
{
    FieldReader fields(value);
    const std::optional<Observation> about = session::observationFromJson(fields.value("about"));
    const auto facts = sessionIn(fields.value("session"));
    if (!about || !facts)
        return std::nullopt;
    return Finished{number, *about, *facts};
}

std::optional<Order> requestIn(const QJsonObject &object)
{
    Request request;
    FieldReader fields(object);
    fields.readNumber("check", request.number);
    fields.read("typed", request.typed);
    fields.readNumber("connections", request.connections);
    fields.read("authorities", request.authorities);
    const std::optional<Settings> settings = session::settingsFromJson(fields.value("settings"));
    if (!fields.isSound() || !settings)
        return std::nullopt;
    request.settings = *settings;
    return request;
}

} // namespace

QByteArray lineOf(const Greeting &greeting)
{
    return lineOf(QJsonObject{{QStringLiteral("wirewise"), QStringLiteral("agent")},
                              {QStringLiteral("protocol"), greeting.protocol},
                              {QStringLiteral("version"), greeting.version}});
}

QByteArray lineOf(const Request &request)
{
    return lineOf(QJsonObject{{QStringLiteral("check"), request.number},
                              {QStringLiteral("typed"), request.typed},
                              {QStringLiteral("settings"), session::toJson(request.settings)},
                              {QStringLiteral("connections"), request.connections},
                              {QStringLiteral("authorities"), jsonOf(request.authorities)}});
}

QByteArray lineOf(const Stop &stop)
{
    return lineOf(QJsonObject{{QStringLiteral("stop"), stop.number}});
}

QByteArray lineOf(const Alive &)
{
    return lineOf(QJsonObject{{QStringLiteral("alive"), true}});
}

QByteArray lineOf(const Seen &seen)
{
    return lineOf("seen", seen.number, carried(seen.exchange));
}

QByteArray lineOf(const Tried &tried)
{
    return lineOf("tried", tried.number,
                  QJsonObject{{QStringLiteral("experiment"), session::toJson(tried.result)},
                              {QStringLiteral("exchange"), carried(tried.result.exchange)},
                              {QStringLiteral("session"), carried(tried.result.session)}});
}

QByteArray lineOf(const Finished &finished)
{
    return lineOf("finished", finished.number,
                  QJsonObject{{QStringLiteral("about"), session::toJson(finished.about)},
                              {QStringLiteral("session"), carried(finished.session)}});
}

QByteArray lineOf(const Refused &refused)
{
    return lineOf("refused", refused.number, refused.why.left(LongestReason));
}

std::optional<Greeting> readGreeting(const QByteArray &line)
{
    Greeting greeting;
    FieldReader fields(QJsonDocument::fromJson(line).object());
    QString role;
    fields.read("wirewise", role);
    greeting.protocol = 0;
    fields.readNumber("protocol", greeting.protocol);
    fields.read("version", greeting.version);
    const bool greets = fields.isSound() && role == QLatin1String("agent") && greeting.protocol > 0;
    return greets ? std::optional(greeting) : std::nullopt;
}

std::optional<Order> readOrder(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    FieldReader fields(object);
    if (!fields.has("stop"))
        return requestIn(object);
    Stop stop;
    fields.readNumber("stop", stop.number);
    return fields.isSound() ? std::optional<Order>(stop) : std::nullopt;
}

std::optional<Answer> readAnswer(const QByteArray &line)
{
    FieldReader fields(QJsonDocument::fromJson(line).object());
    if (fields.has("alive"))
        return Alive{};
    qint64 number = -1;
    fields.readNumber("check", number);
    if (!fields.isSound() || number < 0)
        return std::nullopt;
    if (fields.has("seen")) {
        const std::optional<Exchange> exchange = exchangeIn(fields.value("seen"));
        return exchange ? std::optional<Answer>(Seen{number, *exchange}) : std::nullopt;
    }
    if (fields.has("tried"))
        return triedIn(number, fields.value("tried"));
    if (fields.has("finished"))
        return finishedIn(number, fields.value("finished"));
    Refused refused{number, {}};
    fields.read("refused", refused.why);
    return fields.isSound() && !refused.why.isEmpty() ? std::optional<Answer>(refused) : std::nullopt;
}

} // namespace wirewise::remote
