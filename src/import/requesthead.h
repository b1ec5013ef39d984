#pragma once

#include "import/pasted.h"

#include <QByteArrayView>

namespace wirewise::imports {

/// The head of a request as it stands on the wire ("GET /ws HTTP/1.1", "Host: …"), or as browsers list that
/// of HTTP/2 (":authority: …"). The kind is Unknown where the text does not begin so.
[[nodiscard]] Pasted readRequestHead(QByteArrayView text, const observation::Settings &base);

} // namespace wirewise::imports
