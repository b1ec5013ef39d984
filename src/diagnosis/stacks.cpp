#include "diagnosis/stacks.h"

#include "diagnosis/signs.h"
#include "observation/printable.h"
#include "wire/engineio.h"
#include "wire/headerlist.h"

#include <algorithm>

namespace wirewise::diagnosis {

namespace {

using observation::Exchange;
using wire::ByteRange;
using wire::Response;
using Kind = Hop::Kind;

/// "nginx/1.22.1" to "nginx 1.22.1"; the plain name where no version is told.
QString nameWithVersion(QByteArrayView stack, QByteArrayView serverValue)
{
    const QString name = stackName(stack.toByteArray());
    const qsizetype slash = serverValue.indexOf('/');
    if (slash < 0)
        return name;
    qsizetype end = slash + 1;
    while (end < serverValue.size() && (QByteArrayView("0123456789.").contains(serverValue[end])))
        ++end;
    if (end == slash + 1)
        return name;
    return name + QLatin1Char(' ') + QString::fromLatin1(serverValue.sliced(slash + 1, end - slash - 1));
}

Evidence evidenceAt(const Exchange &exchange, ByteRange range)
{
    Evidence evidence;
    evidence.probe = exchange.name();
    evidence.direction = wire::Direction::Received;
    evidence.range = range;
    evidence.text =
        observation::printable(QByteArrayView(exchange.received).sliced(range.offset, range.length), 200);
    return evidence;
}

/// Where the text stands in the raw body; the whole body where the transfer coding cuts it in two.
ByteRange inBody(const Exchange &exchange, QByteArrayView text)
{
    const ByteRange body = exchange.response->bodyRange;
    const QByteArrayView raw = QByteArrayView(exchange.received).sliced(body.offset, body.length);
    const qsizetype at = raw.indexOf(text);
    return at < 0 ? body : ByteRange{body.offset + at, text.size()};
}

/// Where the sign stands in the answer; nothing if it is not there.
std::optional<ByteRange> placeOf(const Sign &sign, const Exchange &exchange)
{
    const Response &response = *exchange.response;
    switch (sign.in) {
    case In::Server: {
        const wire::Header *server = response.headers.find("Server");
        return server && server->value.startsWith(sign.text) ? std::optional(server->range) : std::nullopt;
    }
    case In::Header:
        for (const wire::Header &header : response.headers) {
            if (wire::equalsIgnoringCase(header.name, sign.text) &&
                (sign.value.isEmpty() || header.value.contains(sign.value)))
                return header.range;
        }
        return {};
    case In::Body:
        return response.body.contains(sign.text) ? std::optional(inBody(exchange, sign.text)) : std::nullopt;
    case In::WholeBody:
        return response.body.trimmed() == sign.text ? std::optional(inBody(exchange, sign.text))
                                                    : std::nullopt;
    case In::Reason:
        return response.reason.contains(sign.text) ? std::optional(response.statusLine) : std::nullopt;
    }
    return {};
}

std::optional<Hop> match(const Sign &sign, const Exchange &exchange)
{
    const std::optional<ByteRange> place = placeOf(sign, exchange);
    if (!place)
        return {};
    const QString name = sign.in == In::Server
                             ? nameWithVersion(sign.stack, exchange.response->headers.value("Server"))
                             : stackName(sign.stack.toByteArray());
    return Hop{sign.kind, sign.stack.toByteArray(), name, sign.wrote, evidenceAt(exchange, *place)};
}

/// HAProxy writes its own answers without Date and Server, with a body of one form, and in lower-case headers
/// unless it could not read the request. One of these alone proves nothing; together nobody else writes them.
std::optional<Hop> matchHaproxy(const Exchange &exchange)
{
    const Response &response = *exchange.response;
    const bool ownForm = !response.headers.contains("Date") && !response.headers.contains("Server") &&
                         response.headers.hasToken("Cache-Control", "no-cache");
    const bool lowerCase =
        std::all_of(response.headers.begin(), response.headers.end(),
                    [](const wire::Header &header) { return header.name == header.name.toLower(); });
    const QByteArray status = QByteArray::number(response.status);
    const bool page = response.body.startsWith(QByteArray("<html><body><h1>" + status + ' '));
    const bool redirect = lowerCase && response.body.isEmpty() && response.headers.contains("Location");
    const bool unread = response.status == 400 && response.body.endsWith("</body></html>\n");
    if (!ownForm || !(redirect || (page && (lowerCase || unread))))
        return {};
    return Hop{Kind::Proxy, "haproxy", stackName("haproxy"), true, evidenceAt(exchange, response.head)};
}

/// What Caddy answers by itself is empty, with its name, the date and a length of 0; what it passes on has
/// the headers of the application beside them.
std::optional<Hop> matchCaddy(const Exchange &exchange)
{
    static constexpr QByteArrayView own[] = {"Server",           "Date",    "Content-Length", "Location",
                                             "WWW-Authenticate", "Alt-Svc", "Connection"};
    const Response &response = *exchange.response;
    const wire::Header *server = response.headers.find("Server");
    const bool alone =
        std::all_of(response.headers.begin(), response.headers.end(), [](const wire::Header &header) {
            return std::any_of(std::begin(own), std::end(own), [&](QByteArrayView name) {
                return wire::equalsIgnoringCase(header.name, name);
            });
        });
    if (!server || server->value != "Caddy" || !alone || response.headers.value("Content-Length") != "0")
        return {};
    return Hop{Kind::Proxy, "caddy", stackName("caddy"), true, evidenceAt(exchange, server->range)};
}

/// Daphne refuses with 403 "Access denied" and not one header; tinyproxy has the same words, with headers.
std::optional<Hop> matchDaphne(const Exchange &exchange)
{
    const Response &response = *exchange.response;
    if (response.reason != "Access denied" || !response.headers.isEmpty())
        return {};
    return Hop{Kind::Server, "daphne", stackName("daphne"), true, evidenceAt(exchange, response.statusLine)};
}

/// websockets and aiohttp write "Python/3.11 websockets/10.4" into Server.
std::optional<Hop> matchPythonServer(const Exchange &exchange)
{
    const wire::Header *server = exchange.response->headers.find("Server");
    if (!server || !server->value.startsWith("Python/"))
        return {};
    for (const QByteArrayView stack : {QByteArrayView("websockets"), QByteArrayView("aiohttp")}) {
        const qsizetype at = server->value.indexOf(QByteArray(stack.toByteArray() + '/'));
        if (at >= 0)
            return Hop{Kind::Server, stack.toByteArray(),
                       nameWithVersion(stack, QByteArrayView(server->value).sliced(at)), false,
                       evidenceAt(exchange, server->range)};
    }
    return {};
}

/// npm ws refuses with Connection: close, Content-Type: text/html, Content-Length and a body that is the
/// plain words, never a page; it sends neither Date nor Server. Old versions and Node proxies in between
/// spell the names differently.
std::optional<Hop> matchNodeWs(const Exchange &exchange)
{
    const Response &response = *exchange.response;
    const QList<wire::Header> &headers = response.headers.list();
    const auto named = [&headers](qsizetype at, QByteArrayView name) {
        return wire::equalsIgnoringCase(headers[at].name, name);
    };
    if (headers.size() != 3 || !named(0, "Connection") || !named(1, "Content-Type") ||
        headers[1].value != "text/html" || !named(2, "Content-Length") || response.body.isEmpty() ||
        response.body.contains('<'))
        return {};
    return Hop{Kind::Server, "node-ws", stackName("node-ws"), true, evidenceAt(exchange, response.head)};
}

/// The server that npm ws makes by itself for a port has these words for every plain request.
std::optional<Hop> matchNodeWsPlain(const Exchange &exchange)
{
    const Response &response = *exchange.response;
    const QList<wire::Header> &headers = response.headers.list();
    if (response.status != 426 || headers.size() < 3 || headers[0].name != "Content-Length" ||
        headers[1].name != "Content-Type" || headers[1].value != "text/plain" || headers[2].name != "Date" ||
        response.headers.contains("Server") || response.body != "Upgrade Required")
        return {};
    return Hop{Kind::Server, "node-ws", stackName("node-ws"), true, evidenceAt(exchange, response.bodyRange)};
}

/// Node's http adds Date, Connection and what follows from it in this order, after the headers of the
/// application, and no Server.
std::optional<Hop> matchNodeHttp(const Exchange &exchange)
{
    const Response &response = *exchange.response;
    const QList<wire::Header> &headers = response.headers.list();
    const auto named = [](const wire::Header &header, QByteArrayView name) {
        return wire::equalsIgnoringCase(header.name, name);
    };
    const auto date = std::find_if(headers.begin(), headers.end(),
                                   [&](const wire::Header &header) { return named(header, "Date"); });
    if (response.headers.contains("Server") || headers.end() - date < 3 || !named(*(date + 1), "Connection"))
        return {};
    const wire::Header &connection = *(date + 1);
    const wire::Header &next = *(date + 2);
    // In small letters where a proxy in Node hands them on.
    const bool kept = connection.value == "keep-alive" && named(next, "Keep-Alive") &&
                      next.value.startsWith("timeout=") && !next.value.contains(',');
    const bool closed =
        connection.value == "close" && (next.name == "Transfer-Encoding" || next.name == "Content-Length");
    if (!kept && !closed)
        return {};
    return Hop{Kind::Server, "node", stackName("node"), false, evidenceAt(exchange, connection.range)};
}

/// Koa's own 404 is the plain words, typed and counted by Koa, and followed by what Node adds.
std::optional<Hop> matchKoa(const Exchange &exchange)
{
    const Response &response = *exchange.response;
    const QList<wire::Header> &headers = response.headers.list();
    if (headers.size() < 4 || headers[0].name != "Content-Type" ||
        headers[0].value != "text/plain; charset=utf-8" || headers[1].name != "Content-Length" ||
        headers[2].name != "Date" || headers[3].name != "Connection" || response.body != "Not Found")
        return {};
    return Hop{Kind::Framework, "koa", stackName("koa"), true, evidenceAt(exchange, response.bodyRange)};
}

/// Node's engine.io refuses with {"code":N,"message":…}.
std::optional<Hop> matchNodeEngineIo(const Exchange &exchange)
{
    const std::optional<wire::EngineIoRefusal> refusal = wire::readEngineIoRefusal(exchange.response->body);
    if (!refusal || !refusal->code || !exchange.response->body.startsWith("{\"code\":"))
        return {};
    return Hop{Kind::Framework, "socket.io", stackName("socket.io"), true,
               evidenceAt(exchange, exchange.response->bodyRange)};
}

/// http.Error of Go writes one line of plain text that must not be sniffed, and net/http names no Server.
bool writtenByGo(const Response &response)
{
    const QByteArray body = response.body;
    return response.headers.value("Content-Type") == "text/plain; charset=utf-8" &&
           response.headers.value("X-Content-Type-Options") == "nosniff" && body.endsWith('\n') &&
           body.count('\n') == 1;
}

std::optional<Hop> matchGo(const Exchange &exchange)
{
    if (!writtenByGo(*exchange.response))
        return {};
    return Hop{Kind::Server, "go", stackName("go"), false, evidenceAt(exchange, exchange.response->head)};
}

/// gorilla/websocket refuses with the bare words of the status, and always tells the version it speaks.
std::optional<Hop> matchGorilla(const Exchange &exchange)
{
    const Response &response = *exchange.response;
    const wire::Header *version = response.headers.find("Sec-WebSocket-Version");
    if (!version || !writtenByGo(response) || response.body.trimmed() != response.reason)
        return {};
    return Hop{Kind::Framework, "gorilla", stackName("gorilla"), true, evidenceAt(exchange, version->range)};
}

/// Starlette's own 404 is these two words; under an ASGI server nothing else that is common writes them so.
std::optional<Hop> matchStarlette(const Exchange &exchange)
{
    const Response &response = *exchange.response;
    const QByteArray server = response.headers.value("Server");
    if (response.body != "Not Found" ||
        response.headers.value("Content-Type") != "text/plain; charset=utf-8" ||
        !(server == "uvicorn" || server.startsWith("hypercorn")))
        return {};
    return Hop{Kind::Framework, "starlette", stackName("starlette"), true,
               evidenceAt(exchange, response.bodyRange)};
}

/// Quart writes Flask's pages; Flask itself is never behind a server that speaks only ASGI.
void nameQuart(QList<Hop> &hops)
{
    const bool asgi = hasStack(hops, "hypercorn") || hasStack(hops, "uvicorn") || hasStack(hops, "daphne");
    for (Hop &hop : hops) {
        if (asgi && hop.stack == "flask") {
            hop.stack = "quart";
            hop.name = stackName(hop.stack);
        }
    }
}

int distance(Kind kind)
{
    return static_cast<int>(kind);
}

} // namespace

QList<Hop> hopsOf(const Exchange &exchange)
{
    QList<Hop> hops;
    if (!exchange.response)
        return hops;
    const auto add = [&hops](std::optional<Hop> hop) {
        if (!hop)
            return;
        const auto known =
            std::find_if(hops.begin(), hops.end(), [&](const Hop &h) { return h.stack == hop->stack; });
        if (known == hops.end()) {
            hops.append(*std::move(hop));
        } else {
            known->wrote = known->wrote || hop->wrote;
            if (hop->name.size() > known->name.size())
                known->name = hop->name;
        }
    };
    for (const Sign &sign : signs())
        add(match(sign, exchange));
    add(matchHaproxy(exchange));
    add(matchCaddy(exchange));
    add(matchDaphne(exchange));
    add(matchPythonServer(exchange));
    add(matchNodeWs(exchange));
    add(matchNodeWsPlain(exchange));
    add(matchNodeHttp(exchange));
    add(matchKoa(exchange));
    add(matchNodeEngineIo(exchange));
    add(matchGo(exchange));
    add(matchGorilla(exchange));
    add(matchStarlette(exchange));
    nameQuart(hops);
    std::stable_sort(hops.begin(), hops.end(),
                     [](const Hop &a, const Hop &b) { return distance(a.kind) < distance(b.kind); });
    return hops;
}

bool hasStack(const QList<Hop> &hops, QByteArrayView stack)
{
    return std::any_of(hops.begin(), hops.end(), [&](const Hop &hop) { return hop.stack == stack; });
}

const Hop *speakerOf(const QList<Hop> &hops)
{
    const auto writer = std::find_if(hops.rbegin(), hops.rend(), [](const Hop &hop) { return hop.wrote; });
    if (writer != hops.rend())
        return &*writer;
    return hops.isEmpty() ? nullptr : &hops.constLast();
}

} // namespace wirewise::diagnosis
