#pragma once

#include "bench/serverprocess.h"

#include <chrono>

namespace wirewise::bench {

/// A port on loopback behind which another one seems far away: bytes come `oneWay` later, each way. A
/// connection on loopback comes about at once; so what is sent first waits for the round trip that opening
/// one takes. In a process of its own.
class DistantRelay
{
public:
    DistantRelay(quint16 target, std::chrono::milliseconds oneWay);

    [[nodiscard]] quint16 port() const { return m_process.port(); } ///< 0 if it could not be started

private:
    ServerProcess m_process;
};

} // namespace wirewise::bench
