#pragma once

#include "observation/endpoint.h"
#include "observation/settings.h"

namespace wirewise::load {

/// Whether all connections stay on this computer: a loopback address, and no proxy and no override that leads
/// elsewhere. Anybody else is asked about load first.
[[nodiscard]] bool staysHere(const observation::Endpoint &endpoint, const observation::Settings &settings);

} // namespace wirewise::load
