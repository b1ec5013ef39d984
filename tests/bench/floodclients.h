#pragma once

#include "bench/floodserver.h"
#include "bench/process.h"

#include <QList>

namespace wirewise::bench {

/// Where a client finds its flood, and a folder where it may write.
struct FloodTarget
{
    quint16 port = 0;
    FloodPlan plan;
    QByteArray folder;

    [[nodiscard]] QByteArray url() const;
};

struct FloodClient
{
    QByteArray name;
    bool isInstalled = true;
    std::function<Cost(const FloodTarget &)> run;
    double mostOfLimit = 0;    ///< the goal: at most so many times the limit; 0: none
    QByteArray goesBelow = {}; ///< the goal: at 128 bytes cheaper than the client of that name
    bool lessStart = false;    ///< the cost of its start is subtracted
};

inline constexpr const char *limitWriting = "limit: recv + write to a file";
inline constexpr const char *limitInflating = "limit: recv + zlib + write to a file";

/// The limits, Wirewise, and the clients that it is measured beside.
[[nodiscard]] QList<FloodClient> floodClients(const FloodTarget &target);

} // namespace wirewise::bench
