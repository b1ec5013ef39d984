#pragma once

#include "gui/widgets/token.h"
#include "wire/typedframes.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace wirewise::gui {

/// What the composer writes.
enum class ComposerKind {
    Text,
    Binary,
    Ping,
    Close,
    Frame, ///< bytes as they are typed, with the rules or against them
};

/// What is to be said of a message before it is sent.
struct ComposerVerdict
{
    QString remark;
    Token token = Token::Text2;
    const char *icon = nullptr;
    bool canSend = true;
    std::optional<qsizetype> faultAt; ///< character of the typed text that is wrong
    QString rule;                     ///< of a frame: which rule it breaks, and what a correct server does
};

/// filled: the text with its placeholders filled in. Invalid JSON is a remark only.
[[nodiscard]] ComposerVerdict judgeText(const QString &typed, const QByteArray &filled);
/// Hexadecimal digits.
[[nodiscard]] ComposerVerdict judgeHex(const QByteArray &filled);
[[nodiscard]] ComposerVerdict judgePing(qsizetype size);
/// code: "1000 Normal Closure", or only its digits.
[[nodiscard]] ComposerVerdict judgeClose(const QString &code, const QString &reason);
/// Nothing if it cannot stand in a Close frame.
[[nodiscard]] std::optional<quint16> closeCodeOf(const QString &typed);
/// bytes: nothing if what was typed is no hex.
[[nodiscard]] ComposerVerdict judgeFrame(const std::optional<QByteArray> &bytes,
                                         const wire::TypedContext &context);

} // namespace wirewise::gui
