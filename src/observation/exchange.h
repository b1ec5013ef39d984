#pragma once

#include "observation/connectionfacts.h"
#include "observation/endpoint.h"
#include "observation/settings.h"
#include "observation/timing.h"
#include "wire/request.h"
#include "wire/response.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace wirewise::observation {

/// One probe to be made: the request that Settings and Endpoint give, on a connection of its own.
struct Probe
{
    QByteArray name; ///< "head", "get", "upgrade", or the experiment's id; unique within a check
    ProbeKind kind = ProbeKind::Upgrade;
    Endpoint endpoint;
    Settings settings;
    QByteArray preamble = {}; ///< goes out before everything else on the stream, also before TLS

    friend bool operator==(const Probe &, const Probe &) = default;
};

/// The request of a probe. The key is used for an upgrade unless settings override it.
/// HEAD and GET carry Connection: close. Header order: Host, handshake, Origin, the user's.
[[nodiscard]] wire::Request requestFor(const Probe &probe, const QByteArray &key);

/// When a stretch of received bytes came.
struct Arrival
{
    qint64 offset = 0;
    Duration at{0}; ///< since the exchange began

    friend bool operator==(const Arrival &, const Arrival &) = default;
};

/// What was sent on one connection and what came back, byte for byte.
/// sent and received are the truth; interim, response, notHttp and rest are read from them.
struct Exchange
{
    Probe probe;
    Outcome outcome = Outcome::NotStarted;
    QString detail; ///< the system's or library's words, plain text
    ConnectionFacts connection;
    Timing timing;

    QByteArray sent;     ///< the request
    QByteArray received; ///< up to the end of the answer; after a 101 also the bytes that came with it
    QList<Arrival> arrivals;
    StreamEnd end = StreamEnd::Open;
    bool cut = false; ///< received was bounded, more had come

    QList<wire::Response> interim;
    std::optional<wire::Response> response;
    bool notHttp = false;

    [[nodiscard]] const QByteArray &name() const { return probe.name; }
    [[nodiscard]] int status() const { return response ? response->status : 0; }
    [[nodiscard]] wire::Request request() const { return wire::requestFromBytes(sent); }
    /// A right 101: every required header as RFC 6455 section 4.1 wants it.
    [[nodiscard]] bool upgraded() const;
    /// Reads interim, response and notHttp anew from received.
    void readResponse();
};

} // namespace wirewise::observation

Q_DECLARE_METATYPE(wirewise::observation::Exchange)
