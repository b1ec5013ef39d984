#pragma once

#include "report/json.h"

#include <QByteArray>
#include <QList>

namespace wirewise::report {

/// One endpoint for reports that need no more than its verdict; small, for runs over thousands.
struct Outline
{
    QString url; ///< secrets masked
    diagnosis::Verdict verdict = diagnosis::Verdict::NotChecked;
    QByteArray findingId;
    QString summary;
    QString explanation;
    observation::Duration took{0};
    QDateTime startedAt;
    std::optional<observation::Duration> upgrade; ///< the upgrade's whole time, if it was answered
    int status = 0;                               ///< of the upgrade
};
[[nodiscard]] Outline outlineOf(const Checked &checked);

/// A test suite with a test case for each endpoint: failed where it fails, skipped where it was not checked.
[[nodiscard]] QByteArray junitDocument(const QList<Outline> &results);

} // namespace wirewise::report
