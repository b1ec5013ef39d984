#pragma once

#include "cli/verb.h"

#include <memory>

namespace wirewise::cli {

/// A row of the table of verbs.
struct VerbRow
{
    const char *name;
    const char *operands; ///< as help shows them
    const char *summary;
    std::span<const Option> options;
    std::unique_ptr<Verb> (*make)(const Console &console);
};

[[nodiscard]] std::span<const VerbRow> verbTable();
/// Null if there is none of that name.
[[nodiscard]] const VerbRow *findVerb(const QString &name);

} // namespace wirewise::cli
