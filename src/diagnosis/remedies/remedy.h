#pragma once

#include <span>

namespace wirewise::diagnosis {

/// How one failure class is mended on one stack. `text` is marked with QT_TRANSLATE_NOOP("Diagnosis", …); the
/// snippet is code: lines that begin with "- " go, those with "+ " come, the others are context.
struct Remedy
{
    const char *failure = nullptr; ///< id of the class, "upgrade.stripped-by-proxy"
    const char *text = nullptr;    ///< what to do, and what to expect afterwards
    const char *snippet = nullptr;
    const char *triedWith = nullptr; ///< "nginx 1.22.1": a server of that version was mended by it
    const char *source = nullptr;    ///< address of the vendor's documentation; needed where it was not tried
};

/// All that is known for one stack, in the order in which it is told within a class.
struct StackRemedies
{
    const char *stack = nullptr; ///< key of stackNames()
    std::span<const Remedy> remedies = {};
};

/// Every stack, those met most often first.
[[nodiscard]] std::span<const StackRemedies *const> stackRemedies();

} // namespace wirewise::diagnosis
