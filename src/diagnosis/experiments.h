#pragma once

#include "observation/observation.h"

namespace wirewise::diagnosis {

/// Most connections of one check, probes included.
inline constexpr int MaximumConnections = 20;

struct ExperimentPlan
{
    QList<observation::Experiment> run;         ///< next ones, none of which was run before
    QList<observation::SkippedExperiment> skip; ///< worth trying, and why they are not
};

/// The single changes that could still alter the verdict, given what was seen. Called again after each
/// round with the results in the observation; an empty run list ends the check. Pure. Never plans another
/// host, an unsafe method, or credentials over clear or unverified connections.
[[nodiscard]] ExperimentPlan planExperiments(const observation::Observation &observation);

} // namespace wirewise::diagnosis
