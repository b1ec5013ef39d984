#pragma once

#include "session/watchlog.h"

#include <QJsonObject>
#include <QJsonValue>

#include <optional>

namespace wirewise::session {

[[nodiscard]] QJsonObject toJson(const WatchFacts &facts);
[[nodiscard]] std::optional<WatchFacts> watchFactsFromJson(const QJsonValue &value);
[[nodiscard]] QJsonObject toJson(const diagnosis::CourseEvent &event);
[[nodiscard]] std::optional<diagnosis::CourseEvent> courseEventFromJson(const QJsonValue &value);

/// On one line.
[[nodiscard]] QString textOf(const QJsonObject &object);

} // namespace wirewise::session
