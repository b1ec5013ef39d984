#pragma once

#include "observation/observation.h"
#include "wire/byterange.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace wirewise::observation {

/// The credentials that one check used, so that they are also found where a peer repeats them
/// (an error page that quotes the request, a message, a sentence of a diagnosis).
class SecretValues
{
public:
    explicit SecretValues(const Observation &observation);

    /// secretsIn() and every place where one of the values stands; sorted, without overlaps.
    [[nodiscard]] QList<wire::ByteRange> rangesIn(QByteArrayView bytes) const;
    /// The bytes with all of that replaced by '*' of equal length.
    [[nodiscard]] QByteArray mask(QByteArrayView bytes) const;
    /// The same for text that people read.
    [[nodiscard]] QString mask(const QString &text) const;

private:
    void collect(const Probe &probe);
    void collect(const Exchange &exchange);
    void add(const QByteArray &value, qsizetype shortest);

    QList<QByteArray> m_values;
};

/// Every place of the observation masked, as masked(Observation) does it with the values of its own: of a
/// part of an observation those of the whole.
[[nodiscard]] Observation masked(Observation observation, const SecretValues &secrets);

} // namespace wirewise::observation
