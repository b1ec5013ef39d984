#pragma once

#include "observation/exchange.h"
#include "redaction/walk.h"
#include "wire/deflatenegotiation.h"

#include <optional>

namespace wirewise::redaction {

/// What both ends agreed on in the exchange that opened a session.
[[nodiscard]] std::optional<wire::DeflateAgreement> agreementOf(const observation::Exchange &upgrade);

/// The frames of one direction, rewritten as the messages they carry: what is split over fragments is seen as
/// one, what is masked is masked again. A compressed message that has to change cannot be changed in its
/// length, so it becomes one that says "[removed]", and so do those behind it that need it to be inflated.
[[nodiscard]] QByteArray rewrittenFrames(QByteArray stream,
                                         const std::optional<wire::DeflateAgreement> &agreement,
                                         const Rewriting &rewriting);

/// The bytes of an answer: its head, its body without the lines of its chunks between, compressed or not, and
/// the frames that came with it.
[[nodiscard]] QByteArray rewrittenAnswer(const observation::Exchange &exchange,
                                         const std::optional<wire::DeflateAgreement> &agreement,
                                         const Rewriting &rewriting);

} // namespace wirewise::redaction
