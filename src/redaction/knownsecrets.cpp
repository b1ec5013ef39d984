#include "redaction/knownsecrets.h"

#include "redaction/tokenshape.h"

#include <algorithm>
#include <array>

namespace wirewise::redaction {

namespace {

constexpr qsizetype LongestValue = 64 * 1024;
constexpr qint64 MostBytes = 16 * 1024 * 1024;
constexpr qsizetype MostPlaces = 8;

/// Passwords that are words of the protocols: removed where they are told, not wherever these words stand.
constexpr std::array ProtectedWords = {
    "websocket", "upgrade", "connection", "keep-alive", "bearer",   "basic",   "http",  "https",
    "localhost", "host",    "origin",     "null",       "true",     "false",   "json",  "text",
    "html",      "chat",    "token",      "secret",     "password", "user",    "name",  "error",
    "message",   "code",    "close",      "open",       "type",     "data",    "event", "body",
    "test",      "guest",   "anonymous",  "api",        "default",  "service", "root",  "admin",
    "none",      "post",    "head",
};

bool isProtected(const QByteArray &value)
{
    return std::find(ProtectedWords.begin(), ProtectedWords.end(), value.toLower()) != ProtectedWords.end();
}

bool isWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Words such as "default" or "dark-mode" are values of cookies, too, and no secrets.
bool isMadeByMachine(const QByteArray &value, qsizetype shortest)
{
    return value.size() >= 2 * shortest ||
           (value.size() >= shortest && std::any_of(value.begin(), value.end(), [](char c) {
                return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
            }));
}

/// Whether it is also removed where nothing tells it.
bool isLookedFor(const QByteArray &value, Form form)
{
    constexpr qsizetype shortestPassword = 4;
    constexpr qsizetype shortestValue = 8;
    switch (form) {
    case Form::Password:
    case Form::UserName:
        return value.size() >= shortestPassword && !isProtected(value);
    case Form::HostName:
    case Form::Address:
    case Form::Folder:
    case Form::Variable:
    case Form::Added:
        return value.size() >= Needles::Shortest;
    default:
        return isMadeByMachine(value, shortestValue) && !isProtected(value);
    }
}

/// Short values and names count as whole words only.
bool isBounded(const Secret &secret)
{
    constexpr qsizetype shortest = 8;
    return secret.form == Form::HostName || secret.form == Form::Address || secret.form == Form::Added ||
           secret.value.size() < shortest;
}

bool standsAlone(QByteArrayView text, qsizetype at, qsizetype length)
{
    const qsizetype end = at + length;
    return (at == 0 || !isWord(text.at(at - 1))) && (end >= text.size() || !isWord(text.at(end)));
}

/// A value as it is meant: a percent-encoded one decoded, so that both ways to write it are one.
QByteArray meantBy(QByteArrayView value)
{
    const QByteArray raw = value.toByteArray();
    const QByteArray decoded = raw.contains('%') ? QByteArray::fromPercentEncoding(raw) : raw;
    return decoded.isEmpty() ? raw : decoded;
}

} // namespace

KnownSecrets::KnownSecrets(const Choice &choice, qsizetype most)
    : m_removedKinds(choice.removed)
    , m_most(most)
{
    for (const QByteArray &value : choice.keptValues)
        m_keptValues.append(meantBy(value));
}

bool KnownSecrets::isRemoved(const QByteArray &value, Form form) const
{
    // What stands in a value that stays is readable there; a short one may be another's password by chance.
    constexpr qsizetype telling = 8;
    const bool isKept = std::any_of(m_keptValues.begin(), m_keptValues.end(), [&](const QByteArray &kept) {
        return kept == value || (value.size() >= telling && kept.contains(value));
    });
    return m_removedKinds.contains(kindOf(form)) && !isKept;
}

int KnownSecrets::remember(QByteArrayView value, Form form, const QByteArray &name, const QByteArray &place)
{
    if (value.isEmpty())
        return -1;
    const QByteArray meant = value.size() <= LongestValue ? meantBy(value) : QByteArray();
    const int known = meant.isEmpty() ? -1 : m_indexes.value(meant, -1);
    if (known >= 0) {
        QList<QByteArray> &seen = m_secrets[known].seenIn;
        if (seen.size() < MostPlaces && !seen.contains(place))
            seen.append(place);
        if (isLookedFor(meant, form))
            lookFor(known);
        return known;
    }
    if (meant.isEmpty() || m_secrets.size() >= m_most || m_bytes + meant.size() > MostBytes) {
        ++m_forgotten;
        return -1;
    }
    Secret secret{meant, form, ++m_counts[form], {}, name, {place}, 0, isRemoved(meant, form), false};
    secret.replacement = replacementFor(meant, form, secret.number);
    const int index = int(m_secrets.size());
    m_bytes += meant.size();
    m_indexes.insert(meant, index);
    m_secrets.append(std::move(secret));
    if (isLookedFor(meant, form))
        lookFor(index);
    return index;
}

void KnownSecrets::lookFor(int index)
{
    Secret &secret = m_secrets[index];
    if (secret.lookedFor)
        return;
    secret.lookedFor = true;
    m_needles.add(secret.value, index);
    if (secret.value.contains(' '))
        m_needles.add(QByteArray(secret.value).replace(' ', '+'), index);
}

void KnownSecrets::find(QByteArrayView text, const std::function<void(wire::ByteRange, int)> &take) const
{
    m_needles.find(text, [&](qsizetype at, qsizetype length, int index) {
        if (isBounded(m_secrets.at(index)) && !standsAlone(text, at, length))
            return false;
        take({at, length}, index);
        // One that stays by choice may hold others that do not.
        return m_secrets.at(index).removed;
    });
}

} // namespace wirewise::redaction
