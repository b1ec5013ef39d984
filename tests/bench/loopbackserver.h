#pragma once

#include <QtGlobal>

namespace wirewise::bench {

/// A server on loopback that answers HEAD and GET with 200 and an upgrade with 101. It runs in a process of
/// its own, so that its work is not counted, and ends with this one.
class LoopbackServer
{
public:
    LoopbackServer();
    ~LoopbackServer();
    Q_DISABLE_COPY_MOVE(LoopbackServer)

    [[nodiscard]] quint16 port() const { return m_port; } ///< 0 if it could not be started

private:
    int m_process = -1;
    quint16 m_port = 0;
};

} // namespace wirewise::bench
