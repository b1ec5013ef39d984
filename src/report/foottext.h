#pragma once

#include "report/exportcase.h"

#include <QString>

namespace wirewise::report {

/// What stands at the end of a report for people: who wrote it, and what was removed from it.
[[nodiscard]] QString footText(const Case &exported, const ExportChoice &choice);

} // namespace wirewise::report
