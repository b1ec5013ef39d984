#pragma once

#include <QByteArrayView>

namespace wirewise::wire {

/// What browsers offer, and so does Wirewise unless told otherwise: a server that stumbles over compression
/// stumbles for its users too (RFC 7692 section 7.1).
inline constexpr QByteArrayView UsualDeflateOffer = "permessage-deflate; client_max_window_bits";

} // namespace wirewise::wire
