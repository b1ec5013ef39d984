#pragma once

#include <QColor>
#include <QPalette>

namespace wirewise::gui {

/// A colour by its use. Every text token on every ground it is used on has a contrast of at least 4.5,
/// controls and bars at least 3, in both schemes (a test computes it).
enum class Token {
    Win,     ///< bars, sidebar
    Surface, ///< content
    Sunken,  ///< headers, gutters
    Hover,   ///< hovered row, flat button
    Sel,     ///< selection
    Border,  ///< lines
    Border2, ///< button outline
    Ctl,     ///< input outline, check box
    Text1,   ///< text
    Text2,   ///< second line, labels
    Text3,   ///< hints, offsets, line ends; on a selected row use Text2
    Faint,   ///< disabled only
    Accent,  ///< filled button
    OnAccent,
    AccentText, ///< links, focus, running
    AccentSoft, ///< running banner
    Fail,
    FailSoft,
    FailLine,
    Warn,
    WarnSoft,
    WarnLine,
    Ok,
    OkSoft,
    OkLine,
    Sent,
    SentSoft,
    Received,
    ReceivedSoft,
    Evidence,
    EvidenceLine, ///< evidence and its underline; nothing else is yellow
    Badge,
    OnBadge,    ///< evidence number
    HeaderName, ///< header and JSON key names
    PhaseName,
    PhaseTcp,
    PhaseTls,
    PhaseRequest,
    PhaseWait,
    PhaseResponse,
};
inline constexpr int TokenCount = static_cast<int>(Token::PhaseResponse) + 1;

enum class Scheme { Light, Dark };

[[nodiscard]] QColor colourOf(Token token, Scheme scheme);
/// The palette that makes ordinary Qt widgets fit the tokens.
[[nodiscard]] QPalette paletteOf(Scheme scheme);
/// Dark if the Window colour of a palette is darker than its text.
[[nodiscard]] Scheme schemeOf(const QPalette &palette);
/// Contrast ratio of WCAG 2, from 1 to 21. Alpha is ignored.
[[nodiscard]] double contrast(const QColor &one, const QColor &other);

} // namespace wirewise::gui
