#pragma once

#include <QString>

namespace wirewise::gui {

/// The type scale. Inter for text; Hack for bytes, offsets, ids, numbers in columns and addresses.
enum class TextStyle {
    Headline,        ///< 24/30, 600: the start page
    Verdict,         ///< 19/25, 600
    VerdictShort,    ///< 18/24, 600
    Title,           ///< 16/22, 600: dialogs, details
    Body,            ///< 13/18
    BodyMedium,      ///< 13/18, 500: buttons, tabs
    BodyStrong,      ///< 13/18, 600: section titles, selected
    Secondary,       ///< 12/17
    SecondaryMedium, ///< 12/17, 500
    SecondaryStrong, ///< 12/17, 600
    Caption,         ///< 11.5/16: status bar
    CaptionStrong,   ///< 11/16, 600: groups
    KeyHint,         ///< 10.5/14: a shortcut on a control
    Address,         ///< Hack 13/18
    Bytes,           ///< Hack 12/19
    BytesStrong,     ///< Hack 12/19, 700: start lines
    Hex,             ///< Hack 11.5/19
    Offset,          ///< Hack 11/19
    Code,            ///< Hack 12/18: ids and code within text
    CodeSmall,       ///< Hack 11/16: details on the wire, counts on tabs
};
inline constexpr int TextStyleCount = static_cast<int>(TextStyle::CodeSmall) + 1;

/// Family names of the compiled-in fonts.
[[nodiscard]] QString textFamily();  ///< Inter
[[nodiscard]] QString bytesFamily(); ///< Hack

} // namespace wirewise::gui
