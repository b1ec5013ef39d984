#pragma once

#include "import/pasted.h"

#include <QByteArrayView>

namespace wirewise::imports {

/// PowerShell's Invoke-WebRequest and Invoke-RestMethod, with the session that Chrome and Edge copy in front
/// of it (user agent and cookies). The kind is Unknown where there is no such command.
[[nodiscard]] Pasted readWebRequest(QByteArrayView text, const observation::Settings &base);

} // namespace wirewise::imports
