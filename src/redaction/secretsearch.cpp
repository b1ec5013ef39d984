#include "redaction/secretsearch.h"

#include "redaction/textsecrets.h"

#include <algorithm>
#include <optional>

namespace wirewise::redaction {

namespace {

/// Names of users that tell nothing of anybody.
bool isNobody(QByteArrayView name)
{
    for (const char *word : {"admin", "user", "root", "test", "guest", "api", "token", "oauth2", "default"}) {
        if (name == QByteArrayView(word))
            return true;
    }
    return false;
}

} // namespace

SecretSearch::SecretSearch(const Choice &choice, qsizetype most)
    : m_removed(choice.removed)
    , m_secrets(choice, most)
    , m_added(choice.removed.contains(SecretKind::Added) ? choice.added : QStringList())
{
}

int SecretSearch::remember(QByteArrayView value, Form form, const QByteArray &name)
{
    if (form == Form::BasicCredentials) {
        // RFC 7617 section 2.
        const QByteArray pair = QByteArray::fromBase64(value.toByteArray());
        const qsizetype colon = pair.indexOf(':');
        if (colon > 0 && !isNobody(pair.first(colon)))
            m_secrets.remember(pair.first(colon), Form::UserName, name, m_place);
        if (colon >= 0 && colon + 1 < pair.size())
            m_secrets.remember(pair.sliced(colon + 1), Form::Password, name, m_place);
    }
    // RFC 7616 section 3.4: what a password was made into.
    const QByteArrayView response("response=\"");
    if (const qsizetype at = form == Form::Credentials ? value.indexOf(response) : -1; at >= 0) {
        const QByteArrayView rest = value.sliced(at + response.size());
        m_secrets.remember(rest.first(qMax<qsizetype>(rest.indexOf('"'), 0)), form, name, m_place);
    }
    // "key:signature", "user:token": the second part is the secret also where it stands alone.
    constexpr qsizetype shortest = 12;
    if (const qsizetype colon = value.lastIndexOf(':');
        colon > 0 && looksRandom(value.sliced(colon + 1), shortest))
        m_secrets.remember(value.sliced(colon + 1), form, name, m_place);
    return m_secrets.remember(value, form, name, m_place);
}

void SecretSearch::learn(QByteArrayView bytes)
{
    (void)learn(Layers(bytes));
}

QList<SecretSearch::Hit> SecretSearch::learn(const Layers &layers)
{
    QList<Hit> hits;
    for (qsizetype layer = 0; layer < layers.count(); ++layer) {
        const QByteArrayView bytes = layers.bytes(layer);
        Sightings found;
        findInBytes(bytes, m_names, found);
        m_added.find(bytes, found);
        for (const Sighting &sighting : std::as_const(found)) {
            const auto value = bytes.sliced(sighting.range.offset, sighting.range.length);
            if (sighting.form == Form::UserName && isNobody(value))
                continue;
            const int secret = remember(value, sighting.form, sighting.name);
            if (secret >= 0 || m_removed.contains(kindOf(sighting.form)))
                hits.append({layers.sourceOf(layer, sighting.range), secret});
        }
    }
    return hits;
}

QByteArray SecretSearch::redacted(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return {};
    const Layers layers(bytes);
    return applied(bytes, layers, learn(layers));
}

QByteArray SecretSearch::redactedWhole(const QByteArray &value, Form form, const QByteArray &name)
{
    if (value.isEmpty() || isToken(value) || (form == Form::UserName && isNobody(value)))
        return value;
    const int index = remember(value, form, name);
    const bool isRemoved = index >= 0 ? m_secrets.at(index).removed : m_removed.contains(kindOf(form));
    QByteArray result = value;
    if (isRemoved)
        write(result, {{0, value.size()}, index});
    return result;
}

QString SecretSearch::quoted(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const QByteArray result = withoutStarts(applied(bytes, Layers(bytes), {}));
    return result == bytes ? text : QString::fromUtf8(result);
}

QByteArray SecretSearch::applied(QByteArrayView bytes, const Layers &layers, QList<Hit> hits)
{
    for (qsizetype layer = 0; layer < layers.count(); ++layer) {
        m_secrets.find(layers.bytes(layer), [&](wire::ByteRange range, int secret) {
            hits.append({layers.sourceOf(layer, range), secret});
        });
    }
    QByteArray result = bytes.toByteArray();
    const QList<Hit> groups = grouped(std::move(hits));
    for (const Hit &group : groups) {
        write(result, group);
        m_secrets.countPlace(group.secret);
    }
    return result;
}

/// Places that overlap are one: that of the longest. What stays by choice is counted and left out.
QList<SecretSearch::Hit> SecretSearch::grouped(QList<Hit> hits)
{
    std::sort(hits.begin(), hits.end(), [](const Hit &a, const Hit &b) {
        return a.range.offset != b.range.offset ? a.range.offset < b.range.offset
                                                : a.range.length > b.range.length;
    });
    QList<Hit> groups;
    qint64 longest = 0;
    qint64 keptEnd = 0;
    for (const Hit &hit : std::as_const(hits)) {
        if (hit.secret >= 0 && !m_secrets.at(hit.secret).removed) {
            if (hit.range.offset >= keptEnd)
                m_secrets.countPlace(hit.secret);
            keptEnd = hit.range.end();
            continue;
        }
        if (groups.isEmpty() || hit.range.offset >= groups.constLast().range.end()) {
            groups.append(hit);
            longest = hit.range.length;
            continue;
        }
        Hit &group = groups.last();
        group.range.length = qMax(group.range.end(), hit.range.end()) - group.range.offset;
        if (hit.range.length > longest || group.secret < 0) {
            longest = hit.range.length;
            group.secret = hit.secret;
        }
    }
    return groups;
}

void SecretSearch::write(QByteArray &bytes, const Hit &hit) const
{
    if (hit.secret < 0) {
        std::fill_n(bytes.begin() + hit.range.offset, hit.range.length, '*');
        return;
    }
    const Secret &secret = m_secrets.at(hit.secret);
    const QByteArrayView there = QByteArrayView(bytes).sliced(hit.range.offset, hit.range.length);
    const bool isNumber =
        std::all_of(there.begin(), there.end(), [](char c) { return c >= '0' && c <= '9'; });
    QByteArray token = there.size() == secret.replacement.size()
                           ? secret.replacement
                           : tokenFor(secret.form, secret.number, there.size());
    // A number stays one, so that JSON stays JSON.
    if (isNumber && secret.form == Form::Password)
        token.fill('9');
    bytes.replace(hit.range.offset, hit.range.length, token);
}

/// A quotation that was cut ends with "…"; the start of a secret before it goes, too.
QByteArray SecretSearch::withoutStarts(QByteArray text) const
{
    const QByteArray ellipsis("…");
    constexpr qsizetype shortest = 6;
    constexpr qsizetype farthest = 512;
    for (qsizetype at = text.indexOf(ellipsis); at >= 0; at = text.indexOf(ellipsis, at + 1)) {
        const qsizetype from = qMax<qsizetype>(at - farthest, 0);
        const QByteArray near = text.sliced(from, at - from);
        for (const Secret &secret : m_secrets.list()) {
            if (!secret.removed || secret.value.size() < shortest)
                continue;
            const qsizetype start = near.lastIndexOf(secret.value.first(shortest));
            if (start >= 0 && secret.value.startsWith(near.sliced(start)))
                text.replace(from + start, near.size() - start,
                             tokenFor(secret.form, secret.number, near.size() - start));
        }
    }
    return text;
}

/// What replacements begin with, and those that have a form of their own.
const Needles &SecretSearch::labels()
{
    for (; m_labelled < m_secrets.list().size(); ++m_labelled) {
        const Secret &secret = m_secrets.at(int(m_labelled));
        if (!secret.removed)
            continue;
        constexpr qsizetype longest = 64;
        const QByteArray count = QByteArray::number(secret.number);
        const QByteArray whole = tokenFor(secret.form, secret.number, longest);
        m_labels.add(whole.first(whole.lastIndexOf(count)) + count, int(m_labelled));
        const QByteArray brief = tokenFor(secret.form, secret.number, Needles::Shortest + 1);
        if (brief.contains(count))
            m_labels.add(brief.first(brief.lastIndexOf(count)) + count, int(m_labelled));
        if (!isToken(secret.replacement))
            m_labels.add(secret.replacement, int(m_labelled));
    }
    return m_labels;
}

QList<Place> SecretSearch::places(QByteArrayView redactedBytes)
{
    QList<Place> places;
    labels().find(redactedBytes, [&](qsizetype at, qsizetype length, int index) {
        const Secret &secret = m_secrets.at(index);
        const bool isWhole = redactedBytes.sliced(at, length) == QByteArrayView(secret.replacement);
        const qsizetype found =
            isWhole ? length : tokenLength(redactedBytes.sliced(at), secret.form, secret.number);
        if (found > 0)
            places.append({{at, found}, labelOf(secret.form, secret.number)});
        return found > 0;
    });
    return places;
}

} // namespace wirewise::redaction
