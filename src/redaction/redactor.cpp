#include "redaction/redactor.h"

#include "redaction/addedtexts.h"
#include "redaction/knownsecrets.h"
#include "redaction/layers.h"
#include "redaction/quotations.h"
#include "redaction/tellingnames.h"
#include "redaction/textsecrets.h"
#include "redaction/walk.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::redaction {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::redaction::Redactor)
};

/// A place of a secret in bytes; secret -1 is one that could not be remembered.
struct Hit
{
    wire::ByteRange range;
    int secret = -1;
};

/// What the places of an observation are called; those that are none of these are names of probes.
QString placeInWords(const QByteArray &place)
{
    if (place == "address")
        return Texts::tr("the address");
    if (place == "settings")
        return Texts::tr("the request options");
    if (place == "messages")
        return Texts::tr("a message");
    return place.isEmpty() ? Texts::tr("the notes") : QString::fromUtf8(place);
}

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

struct Redactor::State
{
    explicit State(Choice chosen)
        : choice(std::move(chosen))
        , secrets(choice, MaximumSecrets)
        , added(choice.added)
    {
    }

    /// Everything that is told in the bytes; each is remembered.
    QList<Hit> learn(const Layers &layers)
    {
        QList<Hit> hits;
        for (qsizetype layer = 0; layer < layers.count(); ++layer) {
            const QByteArrayView bytes = layers.bytes(layer);
            Sightings found;
            findInBytes(bytes, names, found);
            if (!added.isEmpty() && choice.removed.contains(SecretKind::Added))
                added.find(bytes, found);
            for (const Sighting &sighting : std::as_const(found)) {
                const auto value = bytes.sliced(sighting.range.offset, sighting.range.length);
                const wire::ByteRange source = layers.sourceOf(layer, sighting.range);
                const int secret = remember(value, sighting.form, sighting.name);
                const bool isRemoved = secret >= 0 || choice.removed.contains(kindOf(sighting.form));
                if (isRemoved)
                    hits.append({source, secret});
            }
        }
        return hits;
    }

    int remember(QByteArrayView value, Form form, const QByteArray &name)
    {
        if (form == Form::BasicCredentials) {
            // RFC 7617 section 2.
            const QByteArray pair = QByteArray::fromBase64(value.toByteArray());
            const qsizetype colon = pair.indexOf(':');
            if (colon > 0 && !isNobody(pair.first(colon)))
                secrets.remember(pair.first(colon), Form::UserName, name, place);
            if (colon >= 0 && colon + 1 < pair.size())
                secrets.remember(pair.sliced(colon + 1), Form::Password, name, place);
        }
        // RFC 7616 section 3.4: what a password was made into.
        const QByteArrayView response("response=\"");
        if (const qsizetype at = form == Form::Credentials ? value.indexOf(response) : -1; at >= 0) {
            const QByteArrayView rest = value.sliced(at + response.size());
            secrets.remember(rest.first(qMax<qsizetype>(rest.indexOf('"'), 0)), form, name, place);
        }
        return secrets.remember(value, form, name, place);
    }

    QByteArray redacted(QByteArrayView bytes)
    {
        if (bytes.isEmpty())
            return {};
        const Layers layers(bytes);
        return applied(bytes, layers, learn(layers));
    }

    /// Puts tokens where something was told, and where known values stand.
    QByteArray applied(QByteArrayView bytes, const Layers &layers, QList<Hit> hits)
    {
        for (qsizetype layer = 0; layer < layers.count(); ++layer) {
            secrets.find(layers.bytes(layer), [&](wire::ByteRange range, int secret) {
                hits.append({layers.sourceOf(layer, range), secret});
            });
        }
        return written(bytes, hits);
    }

    /// Text of this program, which tells no secrets but may quote known ones, also the start of one.
    QString quoted(const QString &text)
    {
        const QByteArray bytes = text.toUtf8();
        const QByteArray result = withoutStarts(applied(bytes, Layers(bytes), {}));
        return result == bytes ? text : QString::fromUtf8(result);
    }

    /// A quotation that was cut ends with "…"; the start of a secret before it goes, too.
    QByteArray withoutStarts(QByteArray text) const
    {
        const QByteArray ellipsis("…");
        constexpr qsizetype shortest = 6;
        for (qsizetype at = text.indexOf(ellipsis); at >= 0; at = text.indexOf(ellipsis, at + 1)) {
            for (const Secret &secret : secrets.list()) {
                if (!secret.removed || secret.value.size() < shortest)
                    continue;
                const qsizetype start = text.lastIndexOf(secret.value.first(shortest), at - shortest);
                if (start >= 0 && start + shortest <= at &&
                    secret.value.startsWith(text.sliced(start, at - start)))
                    text.replace(start, at - start, tokenFor(secret.form, secret.number, at - start));
            }
        }
        return text;
    }

    /// Writes one token for each group of places that overlap: that of the longest.
    QByteArray written(QByteArrayView bytes, QList<Hit> &hits)
    {
        QByteArray result = bytes.toByteArray();
        std::sort(hits.begin(), hits.end(), [](const Hit &a, const Hit &b) {
            return a.range.offset != b.range.offset ? a.range.offset < b.range.offset
                                                    : a.range.length > b.range.length;
        });
        std::optional<Hit> group;
        wire::ByteRange lastKept;
        const auto close = [&] {
            if (group)
                write(result, *group);
        };
        qint64 longest = 0;
        for (const Hit &hit : std::as_const(hits)) {
            if (hit.secret >= 0 && !secrets.at(hit.secret).removed) {
                if (hit.range.offset >= lastKept.end())
                    secrets.countPlace(hit.secret);
                lastKept = hit.range;
                continue;
            }
            if (!group || hit.range.offset >= group->range.end()) {
                close();
                group = hit;
                longest = hit.range.length;
                continue;
            }
            const qint64 end = qMax(group->range.end(), hit.range.end());
            group->range.length = end - group->range.offset;
            if (hit.range.length > longest || group->secret < 0) {
                longest = hit.range.length;
                group->secret = hit.secret;
            }
        }
        close();
        return result;
    }

    void write(QByteArray &bytes, const Hit &hit)
    {
        if (hit.secret < 0) {
            std::fill_n(bytes.begin() + hit.range.offset, hit.range.length, '*');
            return;
        }
        const Secret &secret = secrets.at(hit.secret);
        const QByteArrayView there = QByteArrayView(bytes).sliced(hit.range.offset, hit.range.length);
        const bool isDigits =
            std::all_of(there.begin(), there.end(), [](char c) { return c >= '0' && c <= '9'; });
        QByteArray token = there.size() == secret.replacement.size()
                               ? secret.replacement
                               : tokenFor(secret.form, secret.number, there.size());
        // A number stays one, so that JSON stays JSON.
        if (isDigits && secret.form == Form::Password)
            token.fill('9');
        bytes.replace(hit.range.offset, hit.range.length, token);
        secrets.countPlace(hit.secret);
    }

    /// What replacements begin with, and those that have a form of their own.
    const Needles &labels()
    {
        for (; labelled < secrets.list().size(); ++labelled) {
            const Secret &secret = secrets.at(int(labelled));
            if (!secret.removed)
                continue;
            constexpr qsizetype longest = 64;
            const QByteArray word = tokenFor(secret.form, secret.number, longest);
            const qsizetype end = word.lastIndexOf(QByteArray::number(secret.number));
            labelNeedles.add(word.first(end) + QByteArray::number(secret.number), int(labelled));
            if (!isToken(secret.replacement))
                labelNeedles.add(secret.replacement, int(labelled));
        }
        return labelNeedles;
    }

    Rewriting learning()
    {
        return {[this](QByteArrayView bytes) {
                    (void)learn(Layers(bytes));
                    return bytes.toByteArray();
                },
                [this](const QByteArray &value, Form form, const QByteArray &name) {
                    if (form != Form::UserName || !isNobody(value))
                        remember(value, form, name);
                    return value;
                },
                [this](const QByteArray &entered) { place = entered; }, [] {}};
    }

    Rewriting redacting()
    {
        return {[this](QByteArrayView bytes) { return redacted(bytes); },
                [this](const QByteArray &value, Form form, const QByteArray &name) {
                    if (form == Form::UserName && isNobody(value))
                        return value;
                    const int index = remember(value, form, name);
                    if (index < 0)
                        return QByteArray(value.size(), '*');
                    QByteArray result = value;
                    if (secrets.at(index).removed)
                        write(result, {{0, value.size()}, index});
                    else
                        secrets.countPlace(index);
                    return result;
                },
                [this](const QByteArray &entered) { place = entered; }, [this] { ++blanked; }};
    }

    Choice choice;
    TellingNames names;
    KnownSecrets secrets;
    AddedTexts added;
    Needles labelNeedles;
    qsizetype labelled = 0; ///< secrets whose labels are there
    QByteArray place;
    observation::Observation before, after; ///< redacted last; its diagnosis may follow
    qint64 blanked = 0;                     ///< compressed contents that were put out of sight as a whole
    qint64 messages = 0;
};

Redactor::Redactor(Choice choice)
    : m_state(std::make_unique<State>(std::move(choice)))
{
}
Redactor::Redactor(const Redactor &other)
    : m_state(std::make_unique<State>(*other.m_state))
{
}
Redactor &Redactor::operator=(const Redactor &other)
{
    m_state = std::make_unique<State>(*other.m_state);
    return *this;
}
Redactor::Redactor(Redactor &&) noexcept = default;
Redactor &Redactor::operator=(Redactor &&) noexcept = default;
Redactor::~Redactor() = default;

void Redactor::gather(const observation::Observation &observation)
{
    if (m_state->choice.removesNothing())
        return;
    m_state->place = "settings";
    for (const QByteArray &value : observation.settings.secrets)
        m_state->remember(value, Form::Token, "variable");
    (void)rewritten(observation, m_state->learning());
}

void Redactor::gather(const observation::Message &message)
{
    if (m_state->choice.removesNothing())
        return;
    m_state->place = "messages";
    (void)rewritten(message, m_state->learning());
}

void Redactor::gather(QByteArrayView bytes)
{
    if (!m_state->choice.removesNothing())
        (void)m_state->learn(Layers(bytes));
}

QByteArray Redactor::redacted(QByteArrayView bytes)
{
    return m_state->choice.removesNothing() ? bytes.toByteArray() : m_state->redacted(bytes);
}

QString Redactor::redacted(const QString &text)
{
    if (text.isEmpty() || m_state->choice.removesNothing())
        return text;
    const QByteArray bytes = text.toUtf8();
    const QByteArray result = m_state->withoutStarts(m_state->redacted(bytes));
    return result == bytes ? text : QString::fromUtf8(result);
}

observation::Observation Redactor::redacted(const observation::Observation &observation)
{
    m_state->before = observation;
    m_state->after = observation;
    if (m_state->choice.removesNothing())
        return observation;
    gather(observation);
    m_state->after = rewritten(observation, m_state->redacting());
    m_state->after.settings.secrets.clear();
    return m_state->after;
}

diagnosis::Diagnosis Redactor::redacted(const diagnosis::Diagnosis &diagnosis)
{
    if (m_state->choice.removesNothing())
        return diagnosis;
    return rewritten(diagnosis, m_state->before, m_state->after,
                     [this](const QString &text) { return m_state->quoted(text); });
}

observation::Message Redactor::redacted(const observation::Message &message)
{
    ++m_state->messages;
    if (m_state->choice.removesNothing())
        return message;
    m_state->place = "messages";
    return rewritten(message, m_state->redacting());
}

observation::SessionFacts Redactor::redacted(const observation::SessionFacts &facts)
{
    return m_state->choice.removesNothing() ? facts : rewritten(facts, m_state->redacting());
}

const Choice &Redactor::choice() const
{
    return m_state->choice;
}

QList<Removal> Redactor::removals() const
{
    QList<Removal> removals;
    for (const Secret &secret : m_state->secrets.list()) {
        const QString place = placeInWords(secret.seenIn.value(0));
        const QString where = secret.name.isEmpty() ? place
                              : secret.seenIn.size() > 2
                                  ? Texts::tr("%1 of every probe").arg(QString::fromUtf8(secret.name))
                                  : Texts::tr("%1 of %2").arg(QString::fromUtf8(secret.name), place);
        removals.append({kindOf(secret.form), secret.number, labelOf(secret.form, secret.number),
                         secret.replacement, secret.value, secret.places, where, secret.removed});
    }
    return removals;
}

QList<Place> Redactor::places(QByteArrayView redactedBytes) const
{
    QList<Place> places;
    m_state->labels().find(redactedBytes, [&](qsizetype at, qsizetype length, int index) {
        const Secret &secret = m_state->secrets.at(index);
        const bool isWhole = length == secret.replacement.size() &&
                             redactedBytes.sliced(at, length) == QByteArrayView(secret.replacement);
        const qsizetype found =
            isWhole ? length : tokenLength(redactedBytes.sliced(at), secret.form, secret.number);
        if (found > 0)
            places.append({{at, found}, labelOf(secret.form, secret.number)});
        return found > 0;
    });
    return places;
}

QStringList Redactor::risks() const
{
    QStringList risks;
    if (m_state->choice.removesNothing()) {
        risks.append(Texts::tr("Nothing is removed. Anyone with the file can use the credentials in it."));
        return risks;
    }
    QStringList hosts;
    qsizetype kept = 0;
    for (const Secret &secret : m_state->secrets.list()) {
        if (secret.removed)
            continue;
        if (secret.form == Form::HostName)
            hosts.append(QString::fromUtf8(secret.value));
        else
            ++kept;
    }
    if (!hosts.isEmpty())
        risks.append(Texts::tr("Host names stay readable. Anyone with the file learns the address of %1.")
                         .arg(hosts.constFirst()));
    if (kept > 0)
        risks.append(kept == 1 ? Texts::tr("One secret stays readable because you kept it.")
                               : Texts::tr("%1 secrets stay readable because you kept them.").arg(kept));
    if (m_state->messages > 0)
        risks.append(
            Texts::tr("Messages stay readable but for their secrets. They may hold names, addresses and "
                      "other words of people."));
    if (m_state->blanked > 0)
        risks.append(Texts::tr("Compressed bytes that hold a secret were removed as a whole; the messages "
                               "themselves are there."));
    if (m_state->secrets.forgotten() > 0)
        risks.append(
            Texts::tr("There were more secrets than can be remembered. The last %1 were removed where a "
                      "name told them, and may stand elsewhere.")
                .arg(m_state->secrets.forgotten()));
    return risks;
}

} // namespace wirewise::redaction
