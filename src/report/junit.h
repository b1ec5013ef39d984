#pragma once

#include "report/outline.h"

#include <QByteArray>
#include <QList>

namespace wirewise::report {

/// A test suite with a test case for each endpoint: failed where it does not let the run pass, skipped where
/// it was not checked.
[[nodiscard]] QByteArray junitDocument(const QList<Outline> &results);

} // namespace wirewise::report
