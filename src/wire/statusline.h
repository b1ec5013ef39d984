#pragma once

#include "wire/response.h"

#include <QByteArrayView>

namespace wirewise::wire {

/// What the first bytes of a stream say about HTTP.
enum class HttpStart { Yes, No, Unknown };

/// "HTTP/" starts a status line; "HTTP " is one that breaks at once. Case counts (RFC 9112 section 2.3).
[[nodiscard]] HttpStart startsAsHttp(QByteArrayView bytes);

/// Reads version, status and reason into the response, and its statusLine range (RFC 9112 section 4).
/// Where the grammar breaks the status stays 0 and the reason takes what is left.
/// `whole` is false where the stream ended inside the line: a good beginning is then no breach.
void readStatusLine(QByteArrayView line, qint64 offset, bool whole, Response *response);

} // namespace wirewise::wire
