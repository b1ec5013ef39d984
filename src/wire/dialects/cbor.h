#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace wirewise::wire {

/// CBOR (RFC 8949) in the diagnostic notation of its section 8; nothing if the bytes are not exactly one
/// value.
[[nodiscard]] std::optional<QByteArray> cborNotation(QByteArrayView bytes);

/// The same value as JSON text in the order written, for a tree: byte strings as "hex:…", tags as {"tag N":
/// …}, what JSON has no word for as a string. Nothing also if it nests deeper than 64, has more than 100,000
/// parts or is longer than 1 MiB.
[[nodiscard]] std::optional<QByteArray> cborJson(QByteArrayView bytes);

} // namespace wirewise::wire
