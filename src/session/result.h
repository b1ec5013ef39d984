#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace wirewise::session {

/// Why a file of ours could not be read or written. Things that happen on the wire are values, never this.
struct Failure
{
    enum class Kind { CannotOpen, NotASession, Damaged, TooNew, ReadOnly, DiskFull, CannotWrite };
    Kind kind = Kind::CannotOpen;
    QString text; ///< a sentence for the user: what was expected and what to do next
};

template<typename T>
using Result = tl::expected<T, Failure>;

} // namespace wirewise::session
