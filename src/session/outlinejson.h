#pragma once

#include "session/listrun.h"

#include <QJsonObject>

#include <optional>

namespace wirewise::session {

/// What of an outline stands in no column of its check.
[[nodiscard]] QJsonObject toJson(const CheckOutline &outline);
/// Reads these into an outline; what is unsound is passed over.
void readOutline(const QJsonValue &value, CheckOutline &outline);

/// The same of a check without an outline, from its facts. False if these are unsound.
[[nodiscard]] bool readFacts(const QJsonValue &facts, PlannedEndpoint &planned, CheckOutline &outline);
/// From the facts of an exchange and the first bytes that were received.
[[nodiscard]] std::optional<CheckOutline::Answer> answerFrom(const QJsonValue &facts,
                                                             const QByteArray &received);

} // namespace wirewise::session
