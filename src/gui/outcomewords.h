#pragma once

#include "observation/exchange.h"

#include <QString>

namespace wirewise::gui {

/// How an exchange came out, at most two words: "404", "closed", "not tried".
[[nodiscard]] QString outcomeWord(const observation::Exchange &exchange);
/// What the body was, beside the one it is compared with: "same 22 bytes", "no body", "1,021 bytes".
[[nodiscard]] QString bodyWords(const observation::Exchange &exchange, const observation::Exchange *compared);
/// "219 bytes", "1.4 kB", "2.1 GB".
[[nodiscard]] QString sizeWords(qint64 bytes);
/// "127.0.0.1:8000", "[::1]:443".
[[nodiscard]] QString addressWords(const QByteArray &address, quint16 port);

} // namespace wirewise::gui
