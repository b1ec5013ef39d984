#pragma once

#include "diagnosis/finding.h"
#include "observation/observation.h"

namespace wirewise::diagnosis {

/// Most bytes that one piece of evidence quotes.
inline constexpr qint64 LongestQuote = 240;

/// Bytes of an answer. The range is cut to what was received and to LongestQuote.
[[nodiscard]] Evidence received(const observation::Exchange &exchange, wire::ByteRange range,
                                const QString &says);
/// Bytes of a request; credentials in the quoted text are masked.
[[nodiscard]] Evidence sent(const observation::Exchange &exchange, wire::ByteRange range,
                            const QString &says);
/// Bytes after the 101 of the upgrade.
[[nodiscard]] Evidence inSession(const observation::Observation &seen, wire::ByteRange range,
                                 const QString &says);
/// A fact that has no bytes: an address, a time.
[[nodiscard]] Evidence fact(const QString &text, const QString &says);

/// The status line of an answer, or the first bytes of what came instead.
[[nodiscard]] Evidence statusLine(const observation::Exchange &exchange, const QString &says);
/// The header line of an answer; nothing if it is not there.
[[nodiscard]] QList<Evidence> header(const observation::Exchange &exchange, QByteArrayView name,
                                     const QString &says);
/// The beginning of the body; nothing if it is empty.
[[nodiscard]] QList<Evidence> body(const observation::Exchange &exchange, const QString &says);
[[nodiscard]] Evidence requestLine(const observation::Exchange &exchange, const QString &says);
/// The header line of a request; nothing if it is not there.
[[nodiscard]] QList<Evidence> sentHeader(const observation::Exchange &exchange, QByteArrayView name,
                                         const QString &says);
/// What an experiment's exchange came back with: its status line, or how it ended.
[[nodiscard]] Evidence outcome(const observation::Exchange &exchange, const QString &says);

} // namespace wirewise::diagnosis
