#pragma once

#include "observation/exchange.h"
#include "observation/sessionfacts.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

namespace wirewise::observation {

/// One change against the upgrade of the check, planned by diagnosis, run by check, each at most once.
struct Experiment
{
    enum class Role {
        Change,  ///< would this make it work?
        Control, ///< shows how the server behaves, never "helps"
    };
    QByteArray id;      ///< "without-origin"; also probe.name
    QString change;     ///< "Without Origin", shown
    QString tellsApart; ///< "tells origin rules apart", shown while it waits
    Role role = Role::Change;
    Probe probe;
    /// After a 101: watch the session for this long, with pings as given; zero leaves at once.
    std::chrono::milliseconds watch{0};
    std::chrono::milliseconds pingEvery{0};
};

/// What an experiment gave.
struct ExperimentResult
{
    Experiment experiment;
    Exchange exchange;
    std::optional<SessionFacts> session;
    /// It turns the refusal into a right 101 (never for a control).
    bool helps = false;
};

/// A change that was not tried, and why.
struct SkippedExperiment
{
    QByteArray id;
    QString change;
    QString why;
};

} // namespace wirewise::observation

Q_DECLARE_METATYPE(wirewise::observation::Experiment)
Q_DECLARE_METATYPE(wirewise::observation::ExperimentResult)
