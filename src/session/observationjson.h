#pragma once

#include "observation/observation.h"

#include <QJsonObject>

#include <optional>

namespace wirewise::session {

/// What a check is about: typed address, settings, start and end, changes not tried. Exchanges, the
/// session and experiments are rows of their own.
[[nodiscard]] QJsonObject toJson(const observation::Observation &observation);
[[nodiscard]] std::optional<observation::Observation> observationFromJson(const QJsonValue &value);

/// An experiment without its exchange and session.
[[nodiscard]] QJsonObject toJson(const observation::ExperimentResult &result);
[[nodiscard]] std::optional<observation::ExperimentResult> experimentFromJson(const QJsonValue &value);

} // namespace wirewise::session
