#pragma once

#include "observation/observation.h"

#include <QByteArrayView>

namespace wirewise::comparison {

/// Whether a header differs from run to run of the same endpoint: known by its name, by what such names mean
/// ("…-request-id", "…-trace…"), or by the form of the two values (a date each, an identifier each).
[[nodiscard]] bool changesEveryRun(QByteArrayView name, QByteArrayView left, QByteArrayView right);

/// Whether a header took several values within one check, in answers with the same status of the same target.
[[nodiscard]] bool variesWithin(const observation::Observation &observation, QByteArrayView name);

/// Two values that differ only in identifiers: runs of letters and digits too long for a word or a version.
[[nodiscard]] bool differInIdentifiersOnly(QByteArrayView left, QByteArrayView right);
/// Whether two answers say the same, apart from what differs in every run.
[[nodiscard]] bool answersAlike(const observation::Exchange &left, const observation::Exchange &right);

} // namespace wirewise::comparison
