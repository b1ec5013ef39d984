#pragma once

#include "wire/headerlist.h"

#include <QByteArray>

namespace wirewise::wire {

/// A request as it shall stand on the wire. Nothing is added, corrected or checked: what is wrong
/// on purpose is sent wrong.
struct Request
{
    QByteArray method = "GET";
    QByteArray target = "/"; ///< RFC 9112 section 3.2, already percent-encoded
    QByteArray version = "HTTP/1.1";
    HeaderList headers;
    QByteArray body;

    friend bool operator==(const Request &, const Request &) = default;
};

/// The bytes of a request (RFC 9112 section 3): request line, field lines, an empty line, the body.
[[nodiscard]] QByteArray toBytes(const Request &request);

/// Reads back bytes that toBytes() wrote, with ranges; what cannot be read is left empty.
[[nodiscard]] Request requestFromBytes(const QByteArray &bytes);

/// Whether the text may stand as a header line's name or value without ending the line
/// (RFC 9110 section 5.5: no CR, LF or NUL). What a user types is checked with this before it is sent.
[[nodiscard]] bool isSafeHeaderText(QByteArrayView text);
/// RFC 9110 section 5.6.2.
[[nodiscard]] bool isToken(QByteArrayView text);

} // namespace wirewise::wire
