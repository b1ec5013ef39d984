#pragma once

#include "report/html.h"

#include <QByteArray>

namespace wirewise::report {

/// The style sheet of the page; the same class names for both uses.
[[nodiscard]] QByteArray styleSheet(HtmlFor use);

} // namespace wirewise::report
