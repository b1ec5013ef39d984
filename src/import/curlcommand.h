#pragma once

#include "import/pasted.h"

#include <QByteArray>
#include <QList>

namespace wirewise::imports {

/// The endpoints of one curl command: one for each address and each --next. words begins behind "curl".
[[nodiscard]] QList<PastedEndpoint> readCurl(const QList<QByteArray> &words,
                                             const observation::Settings &base);

} // namespace wirewise::imports
