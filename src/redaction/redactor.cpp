#include "redaction/redactor.h"

#include "redaction/quotations.h"
#include "redaction/secretsearch.h"
#include "redaction/walk.h"

#include <QCoreApplication>

namespace wirewise::redaction {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::redaction::Redactor)
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

} // namespace

struct Redactor::State
{
    explicit State(Choice chosen)
        : choice(std::move(chosen))
        , search(choice, MaximumSecrets)
    {
    }

    Rewriting learning()
    {
        return {[this](QByteArrayView bytes) {
                    search.learn(bytes);
                    return bytes.toByteArray();
                },
                [this](const QByteArray &value, Form form, const QByteArray &name) {
                    (void)search.redactedWhole(value, form, name);
                    return value;
                },
                [this](const QByteArray &place) { search.enter(place); }, [] {}};
    }

    Rewriting redacting()
    {
        return {[this](QByteArrayView bytes) { return search.redacted(bytes); },
                [this](const QByteArray &value, Form form, const QByteArray &name) {
                    const QByteArray hidden = search.redactedWhole(value, form, name);
                    search.countPlace(value);
                    return hidden;
                },
                [this](const QByteArray &place) { search.enter(place); }, [this] { ++blanked; }};
    }

    Choice choice;
    SecretSearch search;
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
    (void)rewritten(observation, m_state->learning());
    m_state->search.enter("settings");
    for (const QByteArray &value : observation.settings.secrets)
        (void)m_state->search.redactedWhole(value, Form::Variable, "variable");
}

void Redactor::gather(const observation::Message &message)
{
    if (m_state->choice.removesNothing())
        return;
    m_state->search.enter("messages");
    (void)rewritten(message, m_state->learning());
}

void Redactor::gather(QByteArrayView bytes)
{
    if (!m_state->choice.removesNothing())
        m_state->search.learn(bytes);
}

QByteArray Redactor::redacted(QByteArrayView bytes)
{
    return m_state->choice.removesNothing() ? bytes.toByteArray() : m_state->search.redacted(bytes);
}

QString Redactor::redacted(const QString &text)
{
    if (text.isEmpty() || m_state->choice.removesNothing())
        return text;
    m_state->search.learn(text.toUtf8());
    return m_state->search.quoted(text);
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
                     [this](const QString &text) { return m_state->search.quoted(text); });
}

observation::Message Redactor::redacted(const observation::Message &message)
{
    ++m_state->messages;
    if (m_state->choice.removesNothing())
        return message;
    m_state->search.enter("messages");
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
    for (const Secret &secret : m_state->search.secrets().list()) {
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
    return m_state->search.places(redactedBytes);
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
    for (const Secret &secret : m_state->search.secrets().list()) {
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
    if (m_state->search.secrets().forgotten() > 0)
        risks.append(
            Texts::tr("There were more secrets than can be remembered. The last %1 were removed where a "
                      "name told them, and may stand elsewhere.")
                .arg(m_state->search.secrets().forgotten()));
    return risks;
}

} // namespace wirewise::redaction
