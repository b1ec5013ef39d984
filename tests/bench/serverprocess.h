#pragma once

#include <QtGlobal>

#include <functional>

namespace wirewise::bench {

/// A server on loopback in a process of its own, so that its work is not counted; it ends with this one.
class ServerProcess
{
public:
    enum class Gives {
        Connections, ///< serve has one connection, on a thread of its own, and closes it
        Listener,    ///< serve has the listening socket, and accepts by itself until it is killed
    };

    explicit ServerProcess(std::function<void(int)> serve, Gives gives = Gives::Connections);
    ~ServerProcess();
    Q_DISABLE_COPY_MOVE(ServerProcess)

    [[nodiscard]] quint16 port() const { return m_port; } ///< 0 if it could not be started

private:
    int m_process = -1;
    quint16 m_port = 0;
};

} // namespace wirewise::bench
