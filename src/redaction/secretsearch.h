#pragma once

#include "redaction/addedtexts.h"
#include "redaction/knownsecrets.h"
#include "redaction/layers.h"
#include "redaction/needles.h"
#include "redaction/removal.h"
#include "redaction/tellingnames.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

namespace wirewise::redaction {

/// Learns secrets from bytes and writes tokens in their places. A value.
class SecretSearch
{
public:
    SecretSearch(const Choice &choice, qsizetype most);

    /// What the next bytes belong to.
    void enter(const QByteArray &place) { m_place = place; }
    /// Remembers everything that is told in the bytes.
    void learn(QByteArrayView bytes);
    /// The bytes without what is told in them, and without known values; equally long.
    [[nodiscard]] QByteArray redacted(QByteArrayView bytes);
    /// A value that is a secret as a whole. Its place is not counted.
    [[nodiscard]] QByteArray redactedWhole(const QByteArray &value, Form form, const QByteArray &name);
    void countPlace(const QByteArray &value) { m_secrets.countPlace(value); }
    /// Text that tells no secrets but may quote known ones, also the start of one before "…".
    [[nodiscard]] QString quoted(const QString &text);

    [[nodiscard]] QList<Place> places(QByteArrayView redactedBytes);
    [[nodiscard]] const KnownSecrets &secrets() const { return m_secrets; }

private:
    /// A place of a secret in bytes; secret -1 is one that could not be remembered.
    struct Hit
    {
        wire::ByteRange range;
        int secret = -1;
    };

    QList<Hit> learn(const Layers &layers);
    int remember(QByteArrayView value, Form form, const QByteArray &name);
    [[nodiscard]] QByteArray applied(QByteArrayView bytes, const Layers &layers, QList<Hit> hits);
    [[nodiscard]] QList<Hit> grouped(QList<Hit> hits);
    void write(QByteArray &bytes, const Hit &hit) const;
    [[nodiscard]] QByteArray withoutStarts(QByteArray text) const;
    const Needles &labels();

    QSet<SecretKind> m_removed;
    TellingNames m_names;
    KnownSecrets m_secrets;
    AddedTexts m_added;
    Needles m_labels;
    qsizetype m_labelled = 0; ///< secrets whose labels are there
    QByteArray m_place;
};

} // namespace wirewise::redaction
