#pragma once

#include "report/outline.h"

namespace wirewise::report {

/// The text format that a node exporter's textfile folder takes.
[[nodiscard]] QByteArray prometheusDocument(const QList<Outline> &results);

} // namespace wirewise::report
