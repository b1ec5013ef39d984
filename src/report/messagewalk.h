#pragma once

#include "report/exportcase.h"

#include <functional>

namespace wirewise::report {

/// Takes one message; says whether it takes another one.
using TakeMessage = std::function<bool(const observation::Message &)>;
/// Every message of the case in order: those of the log, or those that the check kept if there is no log.
/// Small messages are read many at a time, large ones few.
void walkMessages(const Case &exported, const MessagePages &pages, const TakeMessage &take);
/// How many that will be, as far as is known.
[[nodiscard]] qint64 messagesIn(const Case &exported);

/// The data of a message as text, if it is a text message of valid UTF-8.
[[nodiscard]] bool isReadableText(const observation::Message &message);

} // namespace wirewise::report
