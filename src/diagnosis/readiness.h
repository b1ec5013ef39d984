#pragma once

#include "observation/exchange.h"

#include <optional>

namespace wirewise::diagnosis {

/// Where an answer says that its service is not ready.
struct NotReady
{
    wire::ByteRange range; ///< in Exchange::received
};

/// The service's own words: JSON (also problem details, RFC 9457) that says so with any status, or a 503
/// whose plain text says so. A page of a proxy does not count: nobody there knows the service.
[[nodiscard]] std::optional<NotReady> saysNotReady(const observation::Exchange &exchange);

} // namespace wirewise::diagnosis
