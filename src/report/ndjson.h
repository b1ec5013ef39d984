#pragma once

#include "report/exportcase.h"
#include "report/instant.h"

#include <QByteArray>

class QIODevice;

namespace wirewise::report {

/// One message as an object on one line: number, time (ISO 8601) and at_ms (since the connection opened),
/// direction
/// ("sent", "received"), opcode, size, wire_size, frames, compressed; then "text" for a text message, else
/// "base64". A Close has "close": {"code", "reason"} too. raw is true of bytes that were no frame.
[[nodiscard]] QByteArray messageLine(const observation::Message &message, std::optional<Instant> opened);

/// One line for each message, each a JSON object.
[[nodiscard]] bool writeNdjson(const Case &exported, const MessagePages &pages, const ExportChoice &choice,
                               QIODevice &out);

} // namespace wirewise::report
