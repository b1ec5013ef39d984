#pragma once

#include "diagnosis/course.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace wirewise::session {

/// Points of a watch as bytes, eight or so for each: the states that occur, once, then for each point the
/// time since the one before, the endpoint, the number of its state and the time of the upgrade.
[[nodiscard]] QByteArray bytesOfPoints(const QList<diagnosis::CoursePoint> &points);
/// Nothing if the bytes are none of ours. Takes no more memory than a small multiple of their size.
[[nodiscard]] std::optional<QList<diagnosis::CoursePoint>> pointsOfBytes(const QByteArray &bytes);

} // namespace wirewise::session
