#include "observation/secretpatterns.h"
#include "redaction/addresses.h"
#include "redaction/textsecrets.h"
#include "redaction/toldvalues.h"
#include "wire/headerlist.h"

namespace wirewise::redaction {

namespace {

bool isOneOf(QByteArrayView name, std::initializer_list<const char *> names)
{
    for (const char *other : names) {
        if (wire::equalsIgnoringCase(name, other))
            return true;
    }
    return false;
}

/// Never secret, whatever they look like: what the handshake computes, what caches compare, what people need.
bool isPlainHeader(QByteArrayView name)
{
    return isOneOf(name, {"sec-websocket-key",
                          "sec-websocket-accept",
                          "sec-websocket-version",
                          "sec-websocket-extensions",
                          "etag",
                          "if-none-match",
                          "date",
                          "last-modified",
                          "content-length",
                          "content-type",
                          "upgrade",
                          "connection",
                          "host",
                          "server",
                          "accept",
                          "age",
                          "vary",
                          "user-agent",
                          "www-authenticate",
                          "proxy-authenticate",
                          "access-control-allow-headers",
                          "access-control-expose-headers",
                          "access-control-request-headers",
                          "strict-transport-security"});
}

/// One that nobody but the user's own service defines: a word made by a machine in it opens a door.
bool isOwnHeader(QByteArrayView name)
{
    return name.size() > 2 && (name.at(0) | 0x20) == 'x' && name.at(1) == '-';
}

bool tellsClient(QByteArrayView name)
{
    return isOneOf(name,
                   {"x-forwarded-for", "x-real-ip", "forwarded", "cf-connecting-ip", "true-client-ip",
                    "x-client-ip", "x-original-forwarded-for", "x-cluster-client-ip", "fly-client-ip",
                    "x-envoy-external-address", "x-appengine-user-ip", "x-azure-clientip", "client-ip"});
}

/// A line of a head and where its name and its value stand in it.
struct Line
{
    QByteArrayView name;
    wire::ByteRange value; ///< in all bytes
};

Line readLine(QByteArrayView bytes, qsizetype start, qsizetype end)
{
    const QByteArrayView line = bytes.sliced(start, end - start);
    const qsizetype colon = line.indexOf(':');
    if (colon < 0)
        return {{}, {start, end - start}};
    qsizetype from = start + colon + 1;
    while (from < end && (bytes.at(from) == ' ' || bytes.at(from) == '\t'))
        ++from;
    while (end > from && (bytes.at(end - 1) == ' ' || bytes.at(end - 1) == '\t' || bytes.at(end - 1) == '\r'))
        --end;
    return {line.first(colon).trimmed(), {from, end - from}};
}

void findInPart(QByteArrayView bytes, wire::ByteRange part, TellingNames &names, Sightings &found)
{
    Sightings inside;
    findInText(bytes.sliced(part.offset, part.length), names, inside);
    for (Sighting &sighting : inside) {
        sighting.range.offset += part.offset;
        found.append(std::move(sighting));
    }
}

void findInField(QByteArrayView bytes, const Line &line, bool isRequest, TellingNames &names,
                 Sightings &found)
{
    const QByteArrayView value = bytes.sliced(line.value.offset, line.value.length);
    if (isOneOf(line.name, {"authorization", "proxy-authorization"})) {
        // RFC 9110 section 11.4: the scheme's name is no secret, what follows is.
        const qsizetype before = found.size();
        addTold(bytes, line.value, line.name, Form::Credentials, found);
        const qsizetype space = value.indexOf(' ');
        if (found.size() > before && found.constLast().range == line.value && space > 0 &&
            space + 1 < value.size())
            found.last().range = {line.value.offset + space + 1, value.size() - space - 1};
        return;
    }
    if (isOneOf(line.name, {"cookie", "set-cookie"}))
        return addCookies(bytes, line.value, isOneOf(line.name, {"set-cookie"}), found);
    if (isOneOf(line.name, {"sec-websocket-protocol"}))
        return findInSubprotocols(value, line.value.offset, found);
    if (tellsClient(line.name))
        return findClientAddresses(value, line.value.offset, found);
    const auto telling = isPlainHeader(line.name) ? std::nullopt : names(line.name);
    constexpr qsizetype shortest = 8;
    if (telling && (telling->isCertain || looksRandom(value, shortest)))
        return addTold(bytes, line.value, line.name, telling->form, found);
    if (isPlainHeader(line.name))
        return;
    constexpr qsizetype shortestUnknown = 12;
    if (isRequest && isOwnHeader(line.name) && looksRandom(value, shortestUnknown) && !isPlaceholder(value))
        found.append({line.value, Form::Token, line.name.toByteArray()});
    findInPart(bytes, line.value, names, found);
}

bool isUuid(QByteArrayView value)
{
    return value.size() == 36 && value.at(8) == '-' && value.at(13) == '-' && value.at(18) == '-';
}

/// What a request names with a word made by a machine opens a door, whatever it is called: values of a query,
/// and long segments of a path, as addresses have them that are secrets themselves.
void findInTarget(QByteArrayView bytes, wire::ByteRange line, Sightings &found)
{
    constexpr qsizetype shortestValue = 12;
    constexpr qsizetype shortestSegment = 24;
    bool inQuery = false;
    qint64 start = line.offset;
    for (qint64 at = line.offset; at <= line.end(); ++at) {
        const char c = at < line.end() ? bytes.at(at) : ' ';
        if (c != '/' && c != '?' && c != '&' && c != '=' && c != ' ')
            continue;
        const QByteArrayView part = bytes.sliced(start, at - start);
        const bool isValue = inQuery && start > line.offset && bytes.at(start - 1) == '=';
        if ((isValue ? looksRandom(part, shortestValue) : !inQuery && looksRandom(part, shortestSegment)) &&
            !isUuid(part) && !isPlaceholder(part))
            found.append({{start, at - start}, Form::Token, "address"});
        inQuery = (inQuery || c == '?') && c != ' ';
        start = at + 1;
    }
}

bool beginsWithHead(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const QByteArrayView line = end < 0 ? bytes : bytes.first(end);
    return line.startsWith("HTTP/") || line.indexOf(QByteArrayView(" HTTP/")) > 0;
}

} // namespace

void findInSubprotocols(QByteArrayView value, qint64 base, Sightings &found)
{
    QList<wire::ByteRange> ranges;
    observation::findSubprotocolSecrets(value, 0, ranges);
    for (const wire::ByteRange &range : std::as_const(ranges)) {
        if (!isPlaceholder(value.sliced(range.offset, range.length)))
            found.append({{base + range.offset, range.length}, Form::Token, "Sec-WebSocket-Protocol"});
    }
    // Elements that announce nothing and still cannot be the name of a protocol.
    for (qsizetype from = 0; from < value.size();) {
        qsizetype end = value.indexOf(',', from);
        end = end < 0 ? value.size() : end;
        qsizetype start = from;
        while (start < end && value.at(start) == ' ')
            ++start;
        const QByteArrayView element = value.sliced(start, end - start).trimmed();
        constexpr qsizetype shortest = 24;
        if (looksRandom(element, shortest) && !element.contains('.') && !isPlaceholder(element))
            found.append({{base + start, element.size()}, Form::Token, "Sec-WebSocket-Protocol"});
        from = end + 1;
    }
}

void findInBytes(QByteArrayView bytes, TellingNames &names, Sightings &found)
{
    if (!beginsWithHead(bytes))
        return findInText(bytes, names, found);
    qsizetype at = 0;
    bool first = true;
    while (at < bytes.size()) {
        qsizetype end = bytes.indexOf('\n', at);
        end = end < 0 ? bytes.size() : end;
        const qsizetype start = at;
        const qsizetype lineEnd = end > start && bytes.at(end - 1) == '\r' ? end - 1 : end;
        at = qMin(end + 1, bytes.size());
        if (lineEnd == start && !first) {
            // After an interim answer another head follows (RFC 9110 section 15.2).
            if (bytes.sliced(at).startsWith("HTTP/"))
                continue;
            break;
        }
        const Line line = first ? Line{{}, {start, lineEnd - start}} : readLine(bytes, start, lineEnd);
        if (line.name.isEmpty())
            findInPart(bytes, line.value, names, found);
        if (first && !bytes.startsWith("HTTP/"))
            findInTarget(bytes, line.value, found);
        if (!line.name.isEmpty())
            findInField(bytes, line, !bytes.startsWith("HTTP/"), names, found);
        first = false;
    }
    if (at < bytes.size())
        findInPart(bytes, {at, bytes.size() - at}, names, found);
}

} // namespace wirewise::redaction
