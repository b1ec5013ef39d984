#pragma once

#include <QDateTime>
#include <QStringList>

namespace wirewise::report {

/// How the run went, for reports that tell it.
struct RunFacts
{
    QDateTime startedAt, endedAt;
    bool stopped = false;    ///< not every endpoint was checked
    bool passes = true;      ///< by what was asked of it
    QStringList disappeared; ///< endpoints of the earlier run that this one does not name
};

} // namespace wirewise::report
