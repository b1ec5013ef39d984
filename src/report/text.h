#pragma once

#include "diagnosis/catalogue.h"
#include "report/json.h"

#include <QString>

namespace wirewise::report {

struct TextStyle
{
    bool colour = false; ///< ANSI colours; control characters of the peer never reach the output
    int width = 80;
    bool verbose = false; ///< every exchange, byte for byte
};

/// What `check` and `show` print for people.
[[nodiscard]] QString toText(const Checked &checked, const TextStyle &style,
                             Secrets secrets = Secrets::Masked);
/// The same in three lines, for one of many: verdict, address and id, the sentence, where the fix belongs.
[[nodiscard]] QString toShortText(const Checked &checked, const TextStyle &style,
                                  Secrets secrets = Secrets::Masked);
/// What `explain ID` prints.
[[nodiscard]] QString toText(const diagnosis::Explanation &explanation, const TextStyle &style);

} // namespace wirewise::report
