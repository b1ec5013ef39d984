#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace wirewise::observation {

/// Bytes from hexadecimal digits as people write them: pairs, with or without white space, commas,
/// semicolons, colons and 0x between them. Nothing if anything else stands there. Empty text gives no bytes.
[[nodiscard]] std::optional<QByteArray> bytesFromHex(QByteArrayView typed);

} // namespace wirewise::observation
