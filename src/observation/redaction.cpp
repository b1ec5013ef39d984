#include "observation/redaction.h"

#include "observation/secretpatterns.h"
#include "wire/headerlist.h"

#include <QVarLengthArray>

#include <algorithm>
#include <string_view>

namespace wirewise::observation {

namespace {

using Ranges = QList<wire::ByteRange>;

void findInText(QByteArrayView text, qint64 base, Ranges &found)
{
    findTokens(text, base, found);
    findQuerySecrets(text, base, found);
    findUserInfo(text, base, found);
}

void findInBody(QByteArrayView body, qint64 base, Ranges &found)
{
    findInText(body, base, found);
    findJsonSecrets(body, base, found);
    findSchemeSecrets(body, base, found);
}

bool is(QByteArrayView name, QByteArrayView expected)
{
    return wire::equalsIgnoringCase(name, expected);
}

void findInHeader(QByteArrayView name, QByteArrayView value, qint64 base, Ranges &found)
{
    if (is(name, "authorization") || is(name, "proxy-authorization")) {
        // RFC 9110 section 11.4: the scheme's name is no secret, what follows is.
        const qsizetype space = value.indexOf(' ');
        qsizetype start = space < 0 ? 0 : space + 1;
        while (start < value.size() && value.at(start) == ' ')
            ++start;
        if (start < value.size())
            found.append({base + start, value.size() - start});
    } else if (is(name, "cookie")) {
        findCookieSecrets(value, false, base, found);
    } else if (is(name, "set-cookie")) {
        findCookieSecrets(value, true, base, found);
    } else if (is(name, "sec-websocket-protocol")) {
        findSubprotocolSecrets(value, base, found);
    } else if (isSecretName(name)) {
        if (!value.isEmpty())
            found.append({base, value.size()});
    } else {
        findInText(value, base, found);
    }
}

/// One line of a head: "Name: value".
void findInHeaderLine(QByteArrayView line, qint64 base, Ranges &found)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0) {
        findInText(line, base, found);
        return;
    }
    qsizetype start = colon + 1;
    qsizetype end = line.size();
    while (start < end && (line.at(start) == ' ' || line.at(start) == '\t'))
        ++start;
    while (end > start && (line.at(end - 1) == ' ' || line.at(end - 1) == '\t' || line.at(end - 1) == '\r'))
        --end;
    qsizetype nameEnd = colon;
    while (nameEnd > 0 && line.at(nameEnd - 1) == ' ')
        --nameEnd;
    findInHeader(line.first(nameEnd), line.sliced(start, end - start), base + start, found);
}

/// "GET /path HTTP/1.1" or "HTTP/1.1 200 OK".
bool looksLikeHead(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const QByteArrayView line = end < 0 ? bytes : bytes.first(end);
    return line.startsWith("HTTP/") || line.indexOf(QByteArrayView(" HTTP/")) > 0;
}

/// Where the user info of an address without a scheme stands: before '@' in what precedes the path.
void findLeadingUserInfo(QByteArrayView url, Ranges &found)
{
    const QByteArrayView mark("://");
    const qsizetype scheme = url.indexOf(mark);
    const qsizetype start = scheme < 0 ? 0 : scheme + mark.size();
    qsizetype end = start;
    qsizetype sign = -1;
    while (end < url.size() && url.at(end) != '/' && url.at(end) != '?' && url.at(end) != '#') {
        if (url.at(end) == '@')
            sign = end;
        ++end;
    }
    if (sign > start)
        found.append({start, sign - start});
}

} // namespace

Ranges mergedRanges(Ranges ranges)
{
    std::sort(ranges.begin(), ranges.end(),
              [](const wire::ByteRange &a, const wire::ByteRange &b) { return a.offset < b.offset; });
    Ranges result;
    for (const wire::ByteRange &range : std::as_const(ranges)) {
        if (range.isEmpty())
            continue;
        if (!result.isEmpty() && range.offset <= result.constLast().end())
            result.last().length = qMax(result.constLast().end(), range.end()) - result.constLast().offset;
        else
            result.append(range);
    }
    return result;
}

Ranges secretsIn(QByteArrayView bytes)
{
    Ranges found;
    if (!looksLikeHead(bytes)) {
        findInBody(bytes, 0, found);
        return mergedRanges(std::move(found));
    }
    qsizetype at = 0;
    bool first = true;
    while (at < bytes.size()) {
        qsizetype end = bytes.indexOf('\n', at);
        end = end < 0 ? bytes.size() : end;
        QByteArrayView line = bytes.sliced(at, end - at);
        if (line.endsWith('\r'))
            line.chop(1);
        const qsizetype start = at;
        at = end + 1;
        if (line.isEmpty() && !first) {
            // After an interim answer another head follows (RFC 9110 section 15.2).
            if (at < bytes.size() && bytes.sliced(at).startsWith("HTTP/"))
                continue;
            break;
        }
        if (first)
            findInText(line, start, found);
        else
            findInHeaderLine(line, start, found);
        first = false;
    }
    if (at < bytes.size())
        findInBody(bytes.sliced(at), at, found);
    return mergedRanges(std::move(found));
}

QByteArray masked(QByteArrayView bytes)
{
    QByteArray result = bytes.toByteArray();
    for (const wire::ByteRange &range : secretsIn(bytes))
        std::fill_n(result.begin() + range.offset, range.length, '*');
    return result;
}

QString maskedUrl(const QString &url)
{
    QByteArray bytes = url.toUtf8();
    Ranges found;
    findInText(bytes, 0, found);
    findLeadingUserInfo(bytes, found);
    for (const wire::ByteRange &range : mergedRanges(std::move(found)))
        std::fill_n(bytes.begin() + range.offset, range.length, '*');
    return QString::fromUtf8(bytes);
}

QString maskedAddress(const Observation &observation)
{
    const auto &endpoint = observation.endpoint.endpoint;
    QByteArray address = maskedUrl(endpoint ? endpoint->url() : observation.typed).toUtf8();
    for (const QByteArray &secret : observation.settings.secrets) {
        for (const QByteArray &written : {secret, secret.toPercentEncoding()}) {
            if (!written.isEmpty())
                address.replace(written, QByteArray(written.size(), '*'));
        }
    }
    return QString::fromUtf8(address);
}

bool isSecretName(QByteArrayView name)
{
    // Asked for every header and parameter of every exchange, many times over: nothing is allocated for it.
    QVarLengthArray<char, 64> letters;
    for (const char c : name) {
        if (c != '-' && c != '_' && c != '.' && c != '[' && c != ']')
            letters.append(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c);
    }
    const std::string_view plain(letters.data(), static_cast<size_t>(letters.size()));
    if (plain == "tokentype" || plain.starts_with("secwebsocket"))
        return false;
    static constexpr std::string_view Parts[] = {"token",  "secret",          "password",   "passwd",
                                                 "apikey", "signature",       "credential", "sessionid",
                                                 "jwt",    "subscriptionkey", "accesskey",  "privatekey"};
    for (const std::string_view part : Parts) {
        if (plain.find(part) != std::string_view::npos)
            return true;
    }
    static constexpr std::string_view Words[] = {"authorization", "proxyauthorization",
                                                 "cookie",        "setcookie",
                                                 "auth",          "bearer",
                                                 "sig",           "session",
                                                 "sess",          "sid",
                                                 "pwd",           "pass",
                                                 "code",          "key"};
    const std::string_view bare = plain.starts_with('x') ? plain.substr(1) : plain;
    return std::any_of(std::begin(Words), std::end(Words),
                       [&](std::string_view word) { return plain == word || bare == word; });
}

} // namespace wirewise::observation
