#pragma once

#include "check/script.h"

#include <optional>

namespace wirewise::check {

/// What a script wants to know from outside: `{{names}}` that it neither sets nor keeps before it uses them.
struct ScriptNames
{
    QList<QByteArray> asked;       ///< of the user; each once, in the order of the steps
    QList<QByteArray> environment; ///< variables of `{{env:NAME}}`, without "env:"

    friend bool operator==(const ScriptNames &, const ScriptNames &) = default;
};
[[nodiscard]] ScriptNames namesIn(const Script &script);

/// The value of a name that begins with "env:"; nothing for another one, or where there is no such variable.
[[nodiscard]] std::optional<QByteArray> environmentValue(QByteArrayView name);

} // namespace wirewise::check
