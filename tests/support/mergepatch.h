#pragma once

#include <QJsonObject>

namespace wirewise::test {

/// RFC 7396: what must be said to turn one object into the other; null takes a member away.
/// Members that are null count as absent.
[[nodiscard]] QJsonObject patchBetween(const QJsonObject &from, const QJsonObject &to);
[[nodiscard]] QJsonObject patched(QJsonObject object, const QJsonObject &patch);

} // namespace wirewise::test
