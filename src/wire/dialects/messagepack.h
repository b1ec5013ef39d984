#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace wirewise::wire {

/// One value of MessagePack (github.com/msgpack/msgpack/blob/master/spec.md) and where it ended.
struct MessagePackValue
{
    QByteArray json; ///< as JSON text in the order written; binary as "hex:…", extensions as "ext N: hex:…"
    qsizetype used = 0; ///< bytes
};

/// Nothing if the bytes are no value, or one that nests deeper than 64 or has more than 100,000 parts.
[[nodiscard]] std::optional<MessagePackValue> readMessagePack(QByteArrayView bytes);

/// Text as a JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] QByteArray jsonString(QByteArrayView utf8);

} // namespace wirewise::wire
