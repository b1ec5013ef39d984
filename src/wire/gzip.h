#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace wirewise::wire {

/// The content of one gzip member (RFC 1952) or zlib stream (RFC 1950), at most limit bytes of it, as far as
/// it came; nothing if the bytes are none, or if there is more.
[[nodiscard]] std::optional<QByteArray> unpack(QByteArrayView packed, qint64 limit);

/// The content as one gzip member, made quickly rather than small; empty if there is no memory for it.
[[nodiscard]] QByteArray pack(QByteArrayView content);

/// The content as one gzip member of exactly so many bytes, what is missing filled by a comment in its head
/// (RFC 1952 section 2.3.1); nothing if it does not fit.
[[nodiscard]] std::optional<QByteArray> packedInto(QByteArrayView content, qsizetype size);

/// A deflate block of exactly so many bytes, at least two, that inflates to a text of so many less two:
/// ASCII, in the code that is fixed (RFC 1951 section 3.2.6). isLast: no other block follows. Else it ends as
/// a message of permessage-deflate does (RFC 7692 section 7.2.1).
[[nodiscard]] QByteArray fixedBlock(QByteArrayView text, bool isLast);

} // namespace wirewise::wire
