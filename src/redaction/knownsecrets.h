#pragma once

#include "redaction/choice.h"
#include "redaction/form.h"
#include "redaction/needles.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>

#include <functional>

namespace wirewise::redaction {

/// One value that was seen.
struct Secret
{
    QByteArray value;
    Form form = Form::Token;
    int number = 1;
    QByteArray replacement;
    QByteArray name;          ///< what told it first
    QList<QByteArray> seenIn; ///< the first places: "upgrade", "settings"
    qsizetype places = 0;
    bool removed = true;
    bool lookedFor = false; ///< also where nothing tells it
};

/// The values that were seen, each with its number, and where they stand in other bytes.
class KnownSecrets
{
public:
    explicit KnownSecrets(const Choice &choice, qsizetype most);

    /// Its index; -1 if there are too many already or it is too long to be kept.
    int remember(QByteArrayView value, Form form, const QByteArray &name, const QByteArray &place);
    [[nodiscard]] const QList<Secret> &list() const { return m_secrets; }
    [[nodiscard]] const Secret &at(int index) const { return m_secrets.at(index); }
    void countPlace(int index)
    {
        if (index >= 0)
            ++m_secrets[index].places;
    }
    void countPlace(const QByteArray &value) { countPlace(m_indexes.value(value, -1)); }
    /// How often a value could not be remembered.
    [[nodiscard]] qint64 forgotten() const { return m_forgotten; }

    /// Every place of a known value, as it is written in these bytes.
    void find(QByteArrayView text, const std::function<void(wire::ByteRange, int)> &take) const;

private:
    [[nodiscard]] bool isRemoved(const QByteArray &value, Form form) const;
    void lookFor(int index);

    QSet<SecretKind> m_removedKinds;
    QList<QByteArray> m_keptValues;
    qsizetype m_most;
    QList<Secret> m_secrets;
    QHash<QByteArray, int> m_indexes;
    QHash<Form, int> m_counts;
    Needles m_needles;
    qint64 m_bytes = 0;
    qint64 m_forgotten = 0;
};

} // namespace wirewise::redaction
