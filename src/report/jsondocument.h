#pragma once

#include "report/exportcase.h"

class QIODevice;

namespace wirewise::report {

/// The document of check with one more member, "messages": as the lines of NDJSON have them. What the choice
/// leaves out is an empty list.
[[nodiscard]] bool writeJson(const Case &exported, const MessagePages &pages, const ExportChoice &choice,
                             QIODevice &out);

/// The check without the parts that were not chosen, for formats that write all they are given.
[[nodiscard]] Checked chosen(Checked checked, const ExportChoice &choice);

} // namespace wirewise::report
