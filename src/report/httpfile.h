#pragma once

#include "report/exportcase.h"

#include <QString>

namespace wirewise::report {

/// A request in the form of `.http` files, which editors send (REST Client for VS Code, IntelliJ). Header
/// lines that such an editor would fill in or run ("{{…}}") are left out and named.
[[nodiscard]] QString httpRequestText(const observation::Exchange &exchange, const QString &title);
/// All exchanges of a case, one behind the other.
[[nodiscard]] QString httpFileText(const observation::Observation &observation, bool experiments);

} // namespace wirewise::report
