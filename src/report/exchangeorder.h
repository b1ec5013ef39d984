#pragma once

#include "observation/observation.h"

#include <QList>
#include <QString>

namespace wirewise::report {

/// An exchange and what it is called for people.
struct ShownExchange
{
    const observation::Exchange *exchange = nullptr;
    const observation::ExperimentResult *experiment = nullptr; ///< that it belongs to; null for a probe
    [[nodiscard]] QString title() const;                       ///< "upgrade", "Without Origin"
};

/// The upgrade first, then the other probes, then the experiments; valid as long as the observation.
[[nodiscard]] QList<ShownExchange> shownExchanges(const observation::Observation &observation,
                                                  bool experiments);

} // namespace wirewise::report
