#include "report/exchangeorder.h"

#include <algorithm>

namespace wirewise::report {

using namespace observation;

QString ShownExchange::title() const
{
    return experiment ? experiment->experiment.change : QString::fromUtf8(exchange->name());
}

QList<ShownExchange> shownExchanges(const Observation &observation, bool experiments)
{
    QList<ShownExchange> shown;
    for (const Exchange &exchange : observation.exchanges)
        shown.append({&exchange, nullptr});
    std::stable_partition(shown.begin(), shown.end(), [](const ShownExchange &candidate) {
        return candidate.exchange->probe.kind == ProbeKind::Upgrade;
    });
    if (experiments) {
        for (const ExperimentResult &result : observation.experiments)
            shown.append({&result.exchange, &result});
    }
    return shown;
}

} // namespace wirewise::report
