#pragma once

#include "bench/medians.h"

#include <QByteArrayList>

#include <functional>
#include <vector>

namespace wirewise::bench {

/// What a process took from its start to its end.
struct Cost
{
    double wall = 0;    ///< seconds
    double cpu = 0;     ///< seconds, user and system
    double peakMiB = 0; ///< resident memory
    bool fine = true;   ///< it ended with exit status 0
};

/// Runs the program to its end, its output thrown away. Its input stays open and empty.
[[nodiscard]] Cost run(const QByteArrayList &command);
/// The same with a function in a process of its own; gives the exit status.
[[nodiscard]] Cost runInProcess(const std::function<int()> &work);

/// The costs of several rounds.
struct Series
{
    std::vector<double> wall;
    std::vector<double> cpu;
    std::vector<double> peakMiB;
    bool fine = true;

    void add(const Cost &cost)
    {
        wall.push_back(cost.wall);
        cpu.push_back(cost.cpu);
        peakMiB.push_back(cost.peakMiB);
        fine = fine && cost.fine;
    }
};

} // namespace wirewise::bench
