#pragma once

#include "observation/sessionfacts.h"
#include "wire/byterange.h"

#include <optional>

namespace wirewise::observation {

/// Where in SessionFacts::stream a received message stands: its payload where the payload went as it is, its
/// whole frames where it came compressed or in pieces. Nothing if the stream was not kept that far.
[[nodiscard]] std::optional<wire::ByteRange> rangeInStream(const SessionFacts &session,
                                                           const Message &message);

} // namespace wirewise::observation
