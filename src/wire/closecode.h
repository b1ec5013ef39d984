#pragma once

#include <QByteArray>

#include <optional>

namespace wirewise::wire {

/// Close status codes (RFC 6455 section 7.4 and the IANA registry).
namespace closecode {
inline constexpr quint16 Normal = 1000, GoingAway = 1001, ProtocolError = 1002, UnsupportedData = 1003,
                         NoStatus = 1005, Abnormal = 1006, InvalidPayload = 1007, PolicyViolation = 1008,
                         MessageTooBig = 1009, MandatoryExtension = 1010, InternalError = 1011,
                         ServiceRestart = 1012, TryAgainLater = 1013, BadGateway = 1014, TlsHandshake = 1015;
}

/// Whether the code may stand in a Close frame (section 7.4.1 and 7.4.2).
[[nodiscard]] bool mayBeSent(quint16 code);
/// The registered name, for example "Policy Violation"; "Application" for 4000 to 4999,
/// "Library or framework" for 3000 to 3999; empty if unknown.
[[nodiscard]] QByteArray closeCodeName(quint16 code);

/// The payload of a Close frame (section 5.5.1); without a code it is empty.
[[nodiscard]] QByteArray closePayload(std::optional<quint16> code, const QByteArray &reason);

} // namespace wirewise::wire
