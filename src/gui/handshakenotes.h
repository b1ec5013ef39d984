#pragma once

#include "diagnosis/finding.h"
#include "observation/exchange.h"

#include <QList>
#include <QString>

namespace wirewise::gui {

/// A remark on a line of an exchange.
struct HandshakeNote
{
    enum class Mark { Right, Wrong, Info };
    Mark mark = Mark::Info;
    QString line;      ///< the bytes it is about, made printable and shortened
    QString text;      ///< what they mean
    QString reference; ///< "RFC 6455 section 4.1"; may be empty
    wire::Direction direction = wire::Direction::Received;
    wire::ByteRange range;
};

/// What the handshake requires of the answer and whether it is there, breaches of HTTP, and the evidence
/// that lies in this exchange. Pure.
[[nodiscard]] QList<HandshakeNote> notesOn(const observation::Exchange &exchange,
                                           const diagnosis::Finding *finding);

/// How Sec-WebSocket-Accept follows from the key (RFC 6455 section 4.2.2); steps to be shown.
struct AcceptProof
{
    QString key, joined, digest, expected, received;
    bool isRight = false;
};
[[nodiscard]] std::optional<AcceptProof> acceptProof(const observation::Exchange &exchange);

/// A breach of HTTP in words.
[[nodiscard]] QString breachText(wire::Breach breach);

} // namespace wirewise::gui
