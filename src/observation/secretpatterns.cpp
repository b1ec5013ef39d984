#include "observation/secretpatterns.h"

#include "observation/redaction.h"
#include "wire/headerlist.h"

#include <algorithm>
#include <string_view>

namespace wirewise::observation {

namespace {

/// Longer names are nobody's parameter; the limit keeps every search linear.
constexpr qsizetype MaximumNameLength = 64;

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || c == '[' || c == ']';
}

bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
}

bool isWhite(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool endsValue(char c)
{
    return c == '&' || c == ';' || c == '#' || c == '"' || c == '\'' || c == '<' || c == '>' || isWhite(c);
}

/// First index of the name that ends at end, or end if there is none.
qsizetype nameStart(QByteArrayView text, qsizetype end)
{
    qsizetype start = end;
    while (start > 0 && end - start < MaximumNameLength && isNameCharacter(text.at(start - 1)))
        --start;
    return start;
}

qsizetype skipTokenCharacters(QByteArrayView text, qsizetype from)
{
    while (from < text.size() && isTokenCharacter(text.at(from)))
        ++from;
    return from;
}

void add(QList<wire::ByteRange> &found, qint64 base, qsizetype start, qsizetype end)
{
    if (end > start)
        found.append({base + start, end - start});
}

/// Where the mark stands, or -1. Found by its last character, the rarest of those that are searched for:
/// this looks through every header and text, and most hold none.
qsizetype findMark(QByteArrayView text, std::string_view mark, qsizetype from)
{
    const auto before = static_cast<qsizetype>(mark.size()) - 1;
    for (qsizetype last = text.indexOf(mark.back(), from + before); last >= 0;
         last = text.indexOf(mark.back(), last + 1)) {
        const qsizetype start = last - before;
        if (std::string_view(text.data() + start, mark.size()) == mark)
            return start;
    }
    return -1;
}

/// A JWT's length at the start of text: three base64url parts, the last of which may be empty.
qsizetype jwtLength(QByteArrayView text)
{
    const auto isBase64Url = [](char c) {
        return isTokenCharacter(c) && c != '.' && c != '~' && c != '+' && c != '/';
    };
    qsizetype at = 0;
    qsizetype parts = 0;
    while (parts < 3) {
        const qsizetype start = at;
        while (at < text.size() && isBase64Url(text.at(at)))
            ++at;
        ++parts;
        if (parts < 3 && (at == start || at >= text.size() || text.at(at) != '.'))
            return 0;
        if (parts < 3)
            ++at;
    }
    return at;
}

} // namespace

void findTokens(QByteArrayView text, qint64 base, QList<wire::ByteRange> &found)
{
    qsizetype at = findMark(text, "eyJ", 0);
    while (at >= 0) {
        const qsizetype length = jwtLength(text.sliced(at));
        // A run of base64url without its dots is passed as a whole: nothing inside it can be a token.
        qsizetype next = at + qMax<qsizetype>(length, 3);
        if (length > 0)
            add(found, base, at, at + length);
        else
            next = qMax(next, skipTokenCharacters(text, at));
        at = next < text.size() ? findMark(text, "eyJ", next) : -1;
    }
}

void findQuerySecrets(QByteArrayView text, qint64 base, QList<wire::ByteRange> &found)
{
    for (qsizetype equals = text.indexOf('='); equals >= 0;) {
        const qsizetype start = nameStart(text, equals);
        qsizetype end = equals + 1;
        const bool behindMark = start > 0 && (text.at(start - 1) == '?' || text.at(start - 1) == '&' ||
                                              text.at(start - 1) == ';');
        if (behindMark && isSecretName(text.sliced(start, equals - start))) {
            while (end < text.size() && !endsValue(text.at(end)))
                ++end;
            add(found, base, equals + 1, end);
        }
        equals = end < text.size() ? text.indexOf('=', end) : -1;
    }
}

void findUserInfo(QByteArrayView text, qint64 base, QList<wire::ByteRange> &found)
{
    constexpr std::string_view mark("://");
    for (qsizetype at = findMark(text, mark, 0); at >= 0; at = findMark(text, mark, at)) {
        at += static_cast<qsizetype>(mark.size());
        qsizetype end = at;
        qsizetype sign = -1;
        while (end < text.size() && text.at(end) != '/' && text.at(end) != '?' && !endsValue(text.at(end))) {
            if (text.at(end) == '@')
                sign = end;
            ++end;
        }
        if (sign > at)
            add(found, base, at, sign);
        at = end;
        if (at >= text.size())
            break;
    }
}

void findJsonSecrets(QByteArrayView text, qint64 base, QList<wire::ByteRange> &found)
{
    for (qsizetype colon = text.indexOf(':'); colon >= 0;) {
        qsizetype next = colon + 1;
        qsizetype nameEnd = colon;
        while (nameEnd > 0 && colon - nameEnd < MaximumNameLength && isWhite(text.at(nameEnd - 1)))
            --nameEnd;
        if (nameEnd > 0 && text.at(nameEnd - 1) == '"') {
            --nameEnd;
            const qsizetype start = nameStart(text, nameEnd);
            const QByteArrayView name = text.sliced(start, nameEnd - start);
            // A member named code tells what went wrong; in a query it is a grant.
            if (start > 0 && text.at(start - 1) == '"' && !wire::equalsIgnoringCase(name, "code") &&
                isSecretName(name)) {
                qsizetype value = next;
                while (value < text.size() && isWhite(text.at(value)))
                    ++value;
                if (value < text.size() && text.at(value) == '"') {
                    qsizetype end = value + 1;
                    while (end < text.size() && text.at(end) != '"')
                        end += text.at(end) == '\\' ? 2 : 1;
                    end = qMin(end, text.size());
                    add(found, base, value + 1, end);
                    next = end;
                }
            }
        }
        colon = next < text.size() ? text.indexOf(':', next) : -1;
    }
}

void findSchemeSecrets(QByteArrayView text, qint64 base, QList<wire::ByteRange> &found)
{
    for (qsizetype space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', space + 1)) {
        const qsizetype start = nameStart(text, space);
        const QByteArrayView word = text.sliced(start, space - start);
        if (!wire::equalsIgnoringCase(word, "bearer") && !wire::equalsIgnoringCase(word, "basic"))
            continue;
        const qsizetype end = skipTokenCharacters(text, space + 1);
        // Shorter words are prose ("bearer token expected").
        constexpr qsizetype ShortestCredential = 12;
        if (end - space - 1 >= ShortestCredential)
            add(found, base, space + 1, end);
    }
}

void findSubprotocolSecrets(QByteArrayView value, qint64 base, QList<wire::ByteRange> &found)
{
    bool announced = false; // the element before said that a credential follows
    for (qsizetype start = 0; start <= value.size();) {
        qsizetype end = value.indexOf(',', start);
        end = end < 0 ? value.size() : end;
        qsizetype from = start;
        qsizetype to = end;
        while (from < to && isWhite(value.at(from)))
            ++from;
        while (to > from && isWhite(value.at(to - 1)))
            --to;
        const QByteArrayView element = value.sliced(from, to - from);
        const QByteArray lower = element.toByteArray().toLower();
        const qsizetype prefix = lower.startsWith("base64url.bearer.") || lower.startsWith("bearer.") ||
                                         lower.startsWith("authorization.") || lower.startsWith("token.")
                                     ? lower.lastIndexOf('.') + 1
                                     : -1;
        if (announced && !element.isEmpty())
            add(found, base, from, to);
        else if (prefix > 0)
            add(found, base, from + prefix, to);
        announced = !announced && (lower == "bearer" || lower == "access_token" || lower == "authorization" ||
                                   lower == "token" || lower == "jwt" || lower == "auth");
        start = end + 1;
    }
    findTokens(value, base, found);
}

void findCookieSecrets(QByteArrayView value, bool firstOnly, qint64 base, QList<wire::ByteRange> &found)
{
    for (qsizetype start = 0; start < value.size();) {
        qsizetype end = value.indexOf(';', start);
        end = end < 0 ? value.size() : end;
        const qsizetype equals = value.sliced(start, end - start).indexOf('=');
        add(found, base, equals < 0 ? start : start + equals + 1, end);
        if (firstOnly)
            return;
        start = end + 1;
        while (start < value.size() && value.at(start) == ' ')
            ++start;
    }
}

} // namespace wirewise::observation
