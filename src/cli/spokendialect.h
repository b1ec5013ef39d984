#pragma once

#include "observation/exchange.h"
#include "observation/message.h"
#include "wire/dialectguess.h"

namespace wirewise::cli {

/// Which protocol runs inside a connection, as far as is known: what the handshake says, else what the first
/// messages look like; and what it calls its packets.
class SpokenDialect
{
public:
    /// The upgrade that was answered with 101.
    void begin(const observation::Exchange &upgrade);
    /// The packets of a message; learns from the first ones. Empty for what has none.
    [[nodiscard]] QList<wire::Packet> read(const observation::Message &message);
    [[nodiscard]] wire::Dialect dialect() const { return m_guess.dialect(); }
    /// Engine.IO 3 and before: there the client pings.
    [[nodiscard]] bool clientPings() const { return m_clientPings; }

private:
    wire::DialectGuess m_guess;
    bool m_clientPings = false;
};

} // namespace wirewise::cli
