#include "observation/observation.h"

namespace wirewise::observation {

const Exchange *Observation::exchange(ProbeKind kind) const
{
    for (const Exchange &exchange : exchanges) {
        if (exchange.probe.kind == kind)
            return &exchange;
    }
    return nullptr;
}

const Exchange *Observation::exchange(const QByteArray &name) const
{
    for (const Exchange &exchange : exchanges) {
        if (exchange.name() == name)
            return &exchange;
    }
    const ExperimentResult *result = experiment(name);
    return result ? &result->exchange : nullptr;
}

const ExperimentResult *Observation::experiment(const QByteArray &id) const
{
    for (const ExperimentResult &result : experiments) {
        if (result.experiment.id == id)
            return &result;
    }
    return nullptr;
}

} // namespace wirewise::observation
