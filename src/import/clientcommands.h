#pragma once

#include "import/pasted.h"

#include <QByteArray>
#include <QList>

namespace wirewise::imports {

/// Command lines of other WebSocket clients, and our own. words begins behind the program's name. Without an
/// address the list is empty.
[[nodiscard]] QList<PastedEndpoint> readWscat(const QList<QByteArray> &words,
                                              const observation::Settings &base);
[[nodiscard]] QList<PastedEndpoint> readWebsocat(const QList<QByteArray> &words,
                                                 const observation::Settings &base);
/// `wirewise-cli check|connect|idle …`
[[nodiscard]] QList<PastedEndpoint> readWirewise(const QList<QByteArray> &words,
                                                 const observation::Settings &base);

} // namespace wirewise::imports
