#pragma once

#include <QByteArrayView>
#include <QString>

namespace wirewise::gui {

/// What bytes look like on the clipboard.
enum class CopyFormat { Text, Hex, Base64, CArray, Python, Json };
/// Json is the text with line breaks and two spaces a level, or the text as it is where it is no JSON. Text
/// is UTF-8 as far as it is valid; NUL is left out, everything else is kept.
[[nodiscard]] QString copyText(QByteArrayView bytes, CopyFormat format);
/// A find field's text as bytes: "0d 0a" in hex if it is pairs of hex digits with spaces between, else UTF-8.
[[nodiscard]] QByteArray needleFrom(const QString &typed);

} // namespace wirewise::gui
