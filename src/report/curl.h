#pragma once

#include "observation/exchange.h"

#include <QString>

namespace wirewise::report {

/// The request of an exchange as a curl command for bash, zsh, ksh or any shell of POSIX 2024, on one line.
/// Nothing is masked. No byte of the exchange can leave its argument.
[[nodiscard]] QString curlCommand(const observation::Exchange &exchange);

/// One argument for such a shell. What is no readable text is written with $'…'.
[[nodiscard]] QString shellWord(const QByteArray &bytes);

} // namespace wirewise::report
