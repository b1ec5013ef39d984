#pragma once

#include "observation/exchange.h"
#include "wire/handshake.h"

#include <QString>

namespace wirewise::comparison {

/// What came back, in a few words: "404, JSON", "101, Accept is right", "closed without an answer".
[[nodiscard]] QString answerWords(const observation::Exchange &exchange);
/// The status alone, or what came instead: "404", "no answer".
[[nodiscard]] QString statusWords(const observation::Exchange &exchange);
/// The same with the reason and the beginning of the body, for two answers that are alike in short.
[[nodiscard]] QString longAnswerWords(const observation::Exchange &exchange);
/// How an exchange ended that has no answer: "refused", "no answer within 10 s".
[[nodiscard]] QString outcomeWords(const observation::Exchange &exchange);
/// "12 ms", "2.41 s".
[[nodiscard]] QString durationWords(observation::Duration duration);

} // namespace wirewise::comparison
