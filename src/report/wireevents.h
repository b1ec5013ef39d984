#pragma once

#include "report/exchangeorder.h"
#include "report/instant.h"
#include "report/packets.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace wirewise::report {

/// The port at which every server is shown. At its own a reader may look for something else: Wireshark knows
/// over 500 ports, and at 443 it looks for TLS, which is left out.
inline constexpr quint16 ShownPort = 80;

/// Bytes, or a sign of TCP, that go one way at one moment on one of several connections.
struct WireEvent
{
    Instant at;
    int flow = 0;
    wire::Direction direction = wire::Direction::Sent;
    quint8 flags = TcpFlow::Push | TcpFlow::Ack;
    QByteArray bytes = {};
    QString comment = {};
};

/// What happened on the connection of an exchange from its SYN to its end. After a 101 that goes on the
/// answer ends with its head, and the connection stays open.
[[nodiscard]] QList<WireEvent> eventsOf(const ShownExchange &shown, Instant start, int flow, bool goesOn);
/// How the connection ended, if it did.
[[nodiscard]] QList<WireEvent> endOf(observation::StreamEnd end, Instant at, int flow);
/// A message as frames: in the fragments that it had if they are known, else in one.
[[nodiscard]] QList<WireEvent> eventsOf(const observation::Message &message, Instant opened, int flow);

} // namespace wirewise::report
