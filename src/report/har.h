#pragma once

#include "report/exportcase.h"

class QIODevice;

namespace wirewise::report {

/// Every exchange is written, whatever the choice says of exchanges: HAR is made of them.
///
/// HAR 1.2 as Chrome's DevTools writes and reads it: an entry for each exchange, "_resourceType" "websocket"
/// and "_webSocketMessages" [{"type": "send" | "receive", "time": seconds since 1970, "opcode", "data"}]
/// where one was upgraded. Data is text for opcode 1, base64 for every other.
///
/// What HAR has no place for stands in members with an underscore, so that nothing of an exchange is lost:
/// - log "_wirewise": {"schema": 1, "name", "notes", "result": RESULT of the contract without its probes,
///   "connections": [{"number", "first_message", "opened_at_us", "tries"}]}
/// - entry "_wirewise": PROBE of the contract (raw bytes as base64, outcome, attempts, TLS, timing), and
///   "started_after_us", "arrivals": [[offset, microseconds since the exchange began], …], "insecure"; of an
///   experiment also "experiment": {"change", "tells_apart", "role": "change" | "control", "helps"}
/// - message "_wirewise", where there is something to tell: {"at_us", "number", "wire_size", "frames",
///   "compressed", "base64": the data where text is no UTF-8, "raw": true of bytes that were no frame}
[[nodiscard]] bool writeHar(const Case &exported, const MessagePages &pages, const ExportChoice &choice,
                            QIODevice &out);

} // namespace wirewise::report
