#pragma once

#include "report/junit.h"

namespace wirewise::report {

/// The text format that a node exporter's textfile folder takes.
[[nodiscard]] QByteArray prometheusDocument(const QList<Outline> &results);

} // namespace wirewise::report
