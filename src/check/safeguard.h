#pragma once

#include "observation/exchange.h"

namespace wirewise::check {

/// Whether a probe would give away credentials that the check itself keeps safe: over a clear or unverified
/// connection where the address asked for a verified one, or to another host. Such a probe is never sent,
/// whoever planned it.
[[nodiscard]] bool mustBeWithheld(const observation::Probe &probe, const observation::Endpoint &endpoint,
                                  const observation::Settings &settings);

/// The exchange that stands for a probe that was not sent.
[[nodiscard]] observation::Exchange withheldExchange(const observation::Probe &probe);

} // namespace wirewise::check
