#pragma once

#include "bench/serverprocess.h"

#include <QByteArray>

namespace wirewise::bench {

/// PEM texts that a server of handshakes shows; empty for one without TLS.
struct ServerCredentials
{
    QByteArray certificate;
    QByteArray chain;
    QByteArray key;
};

/// Answers upgrades on loopback with 101 and HEAD and GET with 200, as many at once as come: one thread, one
/// epoll. Every TLS handshake is a whole one (no tickets, no sessions), so that each client verifies each
/// time. It runs in a process of its own, so that its work is not counted, and ends with this one.
class HandshakeServer
{
public:
    explicit HandshakeServer(const ServerCredentials &credentials = {});

    [[nodiscard]] quint16 port() const { return m_process.port(); } ///< 0 if it could not be started

private:
    ServerProcess m_process;
};

} // namespace wirewise::bench
