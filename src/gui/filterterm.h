#pragma once

#include <QByteArray>
#include <QString>

namespace wirewise::gui {

/// A term that finds messages with that member, for the filter line; a word where the key or the value cannot
/// stand in a term. Empty where there is none.
[[nodiscard]] QString filterTermFor(const QByteArray &key, const QByteArray &value);

} // namespace wirewise::gui
