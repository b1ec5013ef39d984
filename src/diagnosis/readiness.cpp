#include "diagnosis/readiness.h"

#include "diagnosis/answers.h"
#include "diagnosis/stacks.h"
#include "diagnosis/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace wirewise::diagnosis {

using observation::Exchange;

namespace {

/// A field that states readiness by its value: {"ready": false}, {"status": "DOWN"}.
bool statesIt(const QJsonObject &object)
{
    static constexpr const char *flags[] = {"ready", "isReady", "is_ready", "healthy", "available"};
    for (const char *flag : flags)
        if (const QJsonValue value = object.value(QLatin1String(flag)); value.isBool() && !value.toBool())
            return true;
    static constexpr const char *states[] = {"status", "state", "phase"};
    static constexpr const char *words[] = {"down",        "out_of_service", "starting",  "not_ready",
                                            "not ready",   "unavailable",    "unhealthy", "initializing",
                                            "not_serving", "maintenance",    "warming_up"};
    for (const char *state : states) {
        const QString value = object.value(QLatin1String(state)).toString().toLower();
        for (const char *word : words)
            if (value == QLatin1String(word))
                return true;
    }
    return false;
}

/// A document, or a list with one for each part of the service.
bool statesIt(const QJsonDocument &document)
{
    if (document.isObject())
        return statesIt(document.object());
    const QJsonArray parts = document.array();
    return std::any_of(parts.begin(), parts.end(),
                       [](const QJsonValue &part) { return statesIt(part.toObject()); });
}

std::optional<NotReady> inJson(const Exchange &exchange)
{
    const QJsonDocument document = QJsonDocument::fromJson(exchange.response->body);
    if (!document.isObject() && !document.isArray())
        return {};
    // Some report it with 200: then only a field that states it counts, and no words.
    const bool fails = exchange.status() >= 400;
    if (!fails && exchange.status() != 200)
        return {};
    if (!fails)
        return statesIt(document) ? std::optional(NotReady{exchange.response->bodyRange}) : std::nullopt;
    if (const auto words = says(exchange, Saying::NotReady))
        return NotReady{*words};
    // 503 with a document of its own is the application's word that it cannot serve now, whatever the reason.
    const bool ownWord = exchange.status() == 503 && !says(exchange, Saying::RateLimited) &&
                         !says(exchange, Saying::NoSuchBackend);
    if (ownWord || statesIt(document))
        return NotReady{exchange.response->bodyRange};
    return {};
}

} // namespace

std::optional<NotReady> saysNotReady(const Exchange &exchange)
{
    if (!exchange.response || exchange.status() == 101 || exchange.status() == 404 ||
        exchange.response->body.size() > 64 * 1024)
        return {};
    const QList<Hop> hops = hopsOf(exchange);
    const Hop *speaker = speakerOf(hops);
    if (speaker && speaker->wrote &&
        (speaker->kind == Hop::Kind::Proxy || speaker->kind == Hop::Kind::Platform))
        return {};
    const QByteArray start = exchange.response->body.left(64).trimmed();
    if (start.startsWith('{') || start.startsWith('['))
        return inJson(exchange);
    if (exchange.status() != 503 || isHtml(exchange))
        return {};
    if (says(exchange, Saying::NoSuchBackend))
        return {};
    if (const auto words = says(exchange, Saying::NotReady))
        return NotReady{*words};
    return {};
}

} // namespace wirewise::diagnosis
