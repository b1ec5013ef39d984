#pragma once

#include "report/outline.h"
#include "report/runfacts.h"

#include <QByteArray>
#include <QList>

namespace wirewise::report {

/// SARIF 2.1.0: one run, a rule for each failure class that was found, a result for each finding of each
/// endpoint. An endpoint from a list is located at its line, any other at its address.
[[nodiscard]] QByteArray sarifDocument(const QList<Outline> &results, const RunFacts &run);

} // namespace wirewise::report
