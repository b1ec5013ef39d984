#pragma once

#include "report/exchangeorder.h"
#include "report/instant.h"

#include <QJsonObject>

namespace wirewise::report {

/// One exchange as an entry of HAR 1.2, without its messages.
[[nodiscard]] QJsonObject harEntry(const ShownExchange &shown, std::optional<Instant> start);
/// One message as DevTools keep it, as an object on one line.
[[nodiscard]] QByteArray harMessage(const observation::Message &message, std::optional<Instant> opened);

} // namespace wirewise::report
