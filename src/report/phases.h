#pragma once

#include "observation/timing.h"

#include <QList>

namespace wirewise::report {

/// One phase of an exchange in its place.
struct Phase
{
    const char *name = nullptr;              ///< "name", "connect", "tls", "send", "wait", "receive"
    observation::Duration start{0}, took{0}; ///< start since the exchange began

    friend bool operator==(const Phase &, const Phase &) = default;
};

/// The phases that happened, in order. Name, connect and tls follow each other from the start; an answer ends
/// with the exchange, and send and wait lie right before it: an upgrade may have been held back behind TLS
/// until the other connections were ready, too. None reaches beyond the exchange.
[[nodiscard]] QList<Phase> phasesOf(const observation::Timing &timing);

} // namespace wirewise::report
