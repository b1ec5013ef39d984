#pragma once

#include "observation/exchange.h"

#include <QByteArray>
#include <QSet>

namespace wirewise::comparison {

/// In which parts two probes ask otherwise, as the ids of differences name them: "url.path",
/// "request.origin", "settings.proxy", …
[[nodiscard]] QSet<QByteArray> partsThatDiffer(const observation::Probe &a, const observation::Probe &b);

/// Whether a difference of that id is one of who the caller is: a header that carries a credential, the
/// query, the offered subprotocols (tokens travel there), cookies, user info.
[[nodiscard]] bool mayCarryCredentials(const QByteArray &differenceId);

} // namespace wirewise::comparison
