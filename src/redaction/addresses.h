#pragma once

#include "redaction/form.h"

#include <QByteArray>
#include <QByteArrayView>

namespace wirewise::redaction {

/// Addresses of private networks (RFC 1918, RFC 4193) and of links (RFC 3927, RFC 4291) in a text. Those of
/// the computer itself (127.0.0.1, ::1) tell nothing. Linear.
void findPrivateAddresses(QByteArrayView text, Sightings &found);
/// Every address in a value that tells where a client is: X-Forwarded-For, Forwarded.
void findClientAddresses(QByteArrayView value, qint64 base, Sightings &found);

/// Whether the text is an address that findPrivateAddresses() finds.
[[nodiscard]] bool isPrivateAddress(QByteArrayView text);
/// 127.0.0.0/8, ::1, localhost and names below it.
[[nodiscard]] bool isThisComputer(QByteArrayView host);

} // namespace wirewise::redaction
