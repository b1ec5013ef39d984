#pragma once

#include "observation/endpoint.h"
#include "observation/exchange.h"
#include "observation/experiment.h"
#include "observation/sessionfacts.h"
#include "observation/settings.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace wirewise::observation {

/// All that rules may know of one check. A value that can be saved and judged again.
struct Observation
{
    QString typed;           ///< what the user entered
    EndpointResult endpoint; ///< its reading
    Settings settings;
    QDateTime startedAt; ///< UTC
    Duration took{0};
    bool stopped = false; ///< by the user, before the last probe ended
    bool offline = false; ///< the computer that checked has no route to any network
    QString from;         ///< the place that checked it, as --via names it; empty: this computer
    QString lost;         ///< why that place told no more, a sentence; empty if it told all

    QList<Exchange> exchanges;           ///< head, get, upgrade: those that were asked for, in that order
    std::optional<SessionFacts> session; ///< after a 101 of the upgrade
    QList<ExperimentResult> experiments; ///< in the order they were run
    QList<SkippedExperiment> skipped;

    [[nodiscard]] const Exchange *exchange(ProbeKind kind) const;
    /// head, get, upgrade or an experiment's id; null if there is none.
    [[nodiscard]] const Exchange *exchange(const QByteArray &name) const;
    [[nodiscard]] const ExperimentResult *experiment(const QByteArray &id) const;
};

} // namespace wirewise::observation

Q_DECLARE_METATYPE(wirewise::observation::Observation)
