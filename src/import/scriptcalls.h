#pragma once

#include "import/pasted.h"

#include <QByteArrayView>

namespace wirewise::imports {

/// The endpoints of a program text: fetch(…) as browsers copy it, new WebSocket(…), io(…) of Socket.IO's
/// client, and the usual clients of Python. The kind is Unknown where there is no such call.
[[nodiscard]] Pasted readScript(QByteArrayView text, const observation::Settings &base);

} // namespace wirewise::imports
