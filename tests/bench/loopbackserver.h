#pragma once

#include "bench/serverprocess.h"

namespace wirewise::bench {

/// A server on loopback that answers HEAD and GET with 200 and an upgrade with 101. It runs in a process of
/// its own, so that its work is not counted, and ends with this one.
class LoopbackServer
{
public:
    LoopbackServer();

    [[nodiscard]] quint16 port() const { return m_process.port(); } ///< 0 if it could not be started

private:
    ServerProcess m_process;
};

} // namespace wirewise::bench
