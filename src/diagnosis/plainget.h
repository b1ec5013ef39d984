#pragma once

#include "diagnosis/finding.h"

#include <QString>

namespace wirewise::diagnosis {

class Facts;

/// An upgrade that got an answer as to a plain GET has four usual reasons. From outside they are told apart
/// by who wrote the answer, by what it quotes and by comparison with other paths; where that does not decide,
/// several keep a weight. A weight is the confidence of the finding; zero means: not this.
struct PlainGetWeights
{
    double missing = 0;       ///< upgrade.route-missing
    double unsupported = 0;   ///< upgrade.not-supported-by-server
    double stripped = 0;      ///< upgrade.stripped-by-proxy
    double page = 0;          ///< upgrade.page-instead
    QList<Evidence> evidence; ///< what decided
};

[[nodiscard]] PlainGetWeights weighPlainGet(const Facts &facts);

/// The answer quotes a path, and it is not the one that was asked for; empty if it quotes none or the right
/// one.
[[nodiscard]] QByteArray otherPathQuoted(const Facts &facts);

} // namespace wirewise::diagnosis
