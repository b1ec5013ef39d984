#pragma once

#include "report/outline.h"

#include <QByteArray>
#include <QList>

#include <utility>

namespace wirewise::report {

/// One value of a gauge, with the labels that tell it from the others.
struct Sample
{
    QList<std::pair<QByteArray, QString>> labels;
    double value = 0;
    int decimals = 0; ///< that a text format writes
};

/// What a run gives to systems that keep numbers over time; docs/fleet.md lists them.
struct Gauge
{
    const char *name = nullptr; ///< "wirewise_up"
    const char *unit = "";      ///< "s" or nothing
    const char *help = nullptr;
    QList<Sample> samples; ///< each with other labels
};

/// The gauges of a run, without those that have no value. An endpoint that was checked twice is told by its
/// last result; the count of endpoints knows both.
[[nodiscard]] QList<Gauge> gaugesOf(const QList<Outline> &results);

} // namespace wirewise::report
