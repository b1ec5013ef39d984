#pragma once

#include "observation/observation.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace wirewise::report {

/// One fact of a handshake in words, as text, page and window show it.
struct TlsRow
{
    enum class Mark { Plain, Good, Doubtful, Bad };
    QString name, value;
    Mark mark = Mark::Plain;

    friend bool operator==(const TlsRow &, const TlsRow &) = default;
};

struct TlsSection
{
    QString title;
    QList<TlsRow> rows;
    TlsRow::Mark mark = TlsRow::Mark::Plain; ///< the worst of its rows

    friend bool operator==(const TlsSection &, const TlsSection &) = default;
};

/// Everything that is known of the handshake of one exchange: what was agreed, each certificate with all that
/// is wrong about it, the stapled status, what usual clients say, the steps, the offer. Empty without TLS.
/// The time is that of the check: days left are counted from it.
[[nodiscard]] QList<TlsSection> tlsSections(const observation::Exchange &exchange, const QDateTime &at);
/// The upgrade if it went over TLS, else the first exchange that did; null if none did.
[[nodiscard]] const observation::Exchange *exchangeOverTls(const observation::Observation &observation);
/// "TLS 1.3, TLS_AES_256_GCM_SHA384, verified"; empty without TLS.
[[nodiscard]] QString tlsSummary(const observation::Exchange &exchange);

} // namespace wirewise::report
