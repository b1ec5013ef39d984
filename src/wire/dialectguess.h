#pragma once

#include "wire/dialect.h"

namespace wirewise::wire {

/// Whether the protocol has packets of its own, beyond the form of its values (JSON, MessagePack, CBOR).
[[nodiscard]] bool hasPackets(Dialect dialect);

/// Which protocol runs inside a connection: what the handshake says, else what its first messages look like.
/// Later messages that look like packets of a protocol say more than one that is merely JSON.
class DialectGuess
{
public:
    DialectGuess() = default;
    explicit DialectGuess(const DialectSigns &signs)
        : m_dialect(announcedDialect(signs))
        , m_announced(m_dialect != Dialect::Unknown)
    {
    }

    /// One message after another, from the first on, either way.
    void hear(Opcode opcode, QByteArrayView payload);
    [[nodiscard]] Dialect dialect() const { return m_dialect; }
    /// Nothing that is heard can change it any more.
    [[nodiscard]] bool isSettled() const;

private:
    Dialect m_dialect = Dialect::Unknown;
    bool m_announced = false;
    int m_heard = 0;
};

} // namespace wirewise::wire
