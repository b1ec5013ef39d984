#pragma once

#include "bench/process.h"

#include <QByteArray>
#include <QList>

namespace wirewise::bench {

/// Many handshakes with one server.
struct BatchTarget
{
    quint16 port = 0;
    int count = 0;
    int parallel = 0;
    QByteArray authority; ///< a PEM file to verify against; empty without TLS
    QByteArray folder;    ///< where a client may write

    [[nodiscard]] bool isSecure() const { return !authority.isEmpty(); }
};

struct BatchClient
{
    QByteArray name;
    bool isInstalled = true;
    std::function<Cost(const BatchTarget &)> run;
    bool isOurs = false; ///< the goals are about it
};

inline constexpr const char *epollClient = "C epoll client";

/// The epoll client, Wirewise, and the clients that it is measured beside.
[[nodiscard]] QList<BatchClient> batchClients();

} // namespace wirewise::bench
