#include "diagnosis/engineiowords.h"

#include "diagnosis/facts.h"
#include "wire/engineio.h"

#include <algorithm>

namespace wirewise::diagnosis {

using observation::Exchange;

namespace {

constexpr EngineIoKind kindsByCode[] = {EngineIoKind::UnknownTransport, EngineIoKind::UnknownSession,
                                        EngineIoKind::BadHandshake,     EngineIoKind::BadRequest,
                                        EngineIoKind::Forbidden,        EngineIoKind::UnsupportedVersion};

struct Words
{
    const char *words;
    EngineIoKind kind;
};

/// The words of engine.io (Node) and python-engineio, and of servers that follow them; lower case.
constexpr Words wordTable[] = {
    {"unsupported version", EngineIoKind::UnsupportedVersion},
    {"unsupported protocol version", EngineIoKind::UnsupportedVersion},
    {"transport unknown", EngineIoKind::UnknownTransport},
    {"invalid transport", EngineIoKind::UnknownTransport},
    {"unknown transport", EngineIoKind::UnknownTransport},
    {"session id unknown", EngineIoKind::UnknownSession},
    {"invalid session", EngineIoKind::UnknownSession},
    {"unknown sid", EngineIoKind::UnknownSession},
    {"bad handshake", EngineIoKind::BadHandshake},
    {"bad request", EngineIoKind::BadRequest},
    {"forbidden", EngineIoKind::Forbidden},
};

std::optional<EngineIoKind> kindOf(const QByteArray &text)
{
    const QByteArray lower = text.toLower();
    for (const Words &row : wordTable)
        if (lower.contains(row.words))
            return row.kind;
    return {};
}

std::optional<EngineIoKind> kindOf(const wire::EngineIoRefusal &refusal)
{
    // A code is sure, unless the message is the program's own.
    if (refusal.code && *refusal.code >= 0 && *refusal.code < static_cast<int>(std::size(kindsByCode)))
        return kindsByCode[*refusal.code];
    return kindOf(refusal.message);
}

} // namespace

std::optional<EngineIoSaying> engineIoSaying(const Exchange &exchange)
{
    if (!exchange.response || exchange.status() == 101 || exchange.status() < 400 || exchange.status() >= 500)
        return {};
    const wire::Response &response = *exchange.response;
    const QByteArray body = response.body.left(4096);
    // A page of somebody else is not Engine.IO's.
    if (body.trimmed().startsWith('<') || exchange.status() == 404)
        return {};
    std::optional<EngineIoKind> kind;
    if (const auto refusal = wire::readEngineIoRefusal(body))
        kind = kindOf(*refusal);
    else if (body.size() < 200)
        kind = kindOf(body);
    if (!kind)
        return {};
    return EngineIoSaying{*kind, response.bodyRange, false};
}

std::optional<EngineIoSaying> engineIoSaying(const Facts &facts)
{
    if (!facts.upgrade)
        return {};
    if (facts.refused)
        return facts.engineIoRefusal ? engineIoSaying(*facts.upgrade) : std::nullopt;
    if (!facts.works || !facts.engineIoPath || !facts.seen.session)
        return {};
    const QByteArray &stream = facts.seen.session->stream;
    if (!stream.startsWith("HTTP/1."))
        return {};
    const auto kind = kindOf(stream.left(2048).mid(stream.indexOf('\n')));
    if (!kind)
        return {};
    return EngineIoSaying{*kind, {0, stream.size()}, true};
}

} // namespace wirewise::diagnosis
