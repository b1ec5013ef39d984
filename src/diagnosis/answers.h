#pragma once

#include "observation/exchange.h"

namespace wirewise::diagnosis {

/// Whether two answers say the same: status, reason, kind of content and body, apart from what changes from
/// request to request (dates, ids, nonces, the path that a body quotes).
[[nodiscard]] bool sameAnswer(const observation::Exchange &a, const observation::Exchange &b);
/// The same, and written by the same hand: the same header names and the same framing of the body.
[[nodiscard]] bool sameHand(const observation::Exchange &a, const observation::Exchange &b);
/// Content-Type without its parameters, lower case.
[[nodiscard]] QByteArray contentType(const observation::Exchange &exchange);
[[nodiscard]] bool isHtml(const observation::Exchange &exchange);
/// 100 or 103 came, and never the answer that was to follow it. RFC 9110 section 15.2.
[[nodiscard]] bool interimOnly(const observation::Exchange &exchange);

} // namespace wirewise::diagnosis
