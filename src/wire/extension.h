#pragma once

#include "wire/headerlist.h"

#include <optional>

namespace wirewise::wire {

/// A parameter of an extension (RFC 6455 section 9.1).
struct ExtensionParameter
{
    QByteArray name;
    std::optional<QByteArray> value; ///< without its quotes; unset if there is no "="
    ByteRange range;                 ///< name and value as written
};

/// One element of Sec-WebSocket-Extensions: an offer, or what a server chose.
struct Extension
{
    QByteArray name;
    QList<ExtensionParameter> parameters;
    ByteRange range;                    ///< the whole element
    std::optional<ByteRange> malformed; ///< the first bytes that do not fit; what follows them was not read

    /// Names compare without case.
    [[nodiscard]] bool isNamed(QByteArrayView other) const { return equalsIgnoringCase(name, other); }
};

/// Reads one header value (RFC 6455 section 9.1). Ranges count from `start`, where the value begins.
[[nodiscard]] QList<Extension> readExtensions(QByteArrayView value, qint64 start = 0);
/// The same of every Sec-WebSocket-Extensions header. The ranges of a folded header are its whole value.
[[nodiscard]] QList<Extension> readExtensions(const HeaderList &headers);

} // namespace wirewise::wire
