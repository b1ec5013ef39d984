#pragma once

namespace wirewise::probe {

/// Whether an interface other than loopback is up and has an address that leads beyond its own link.
[[nodiscard]] bool hasNetwork();

} // namespace wirewise::probe
