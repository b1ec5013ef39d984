#pragma once

#include "redaction/form.h"

#include <QByteArray>

namespace wirewise::redaction {

/// What stands in the place of a value, of its length. Where the rules read more than the length, that stays:
/// a JSON Web Token stays one, with its algorithm and its times (exp, nbf, iat) and nothing else of it; a
/// private address stays one of its network.
[[nodiscard]] QByteArray replacementFor(const QByteArray &value, Form form, int number);

} // namespace wirewise::redaction
