#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace wirewise::wire {

/// CBOR (RFC 8949) in the diagnostic notation of its section 8; nothing if the bytes are not exactly one
/// value.
[[nodiscard]] std::optional<QByteArray> cborNotation(QByteArrayView bytes);

} // namespace wirewise::wire
