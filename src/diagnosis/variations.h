#pragma once

#include "diagnosis/situation.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <utility>

namespace wirewise::diagnosis {

// The upgrade of the check with one thing changed.

/// Nothing changed but perhaps the method.
[[nodiscard]] observation::Probe same(const Situation &now,
                                      observation::ProbeKind kind = observation::ProbeKind::Upgrade);
/// Another Origin, or none; one typed as a header goes as well.
[[nodiscard]] observation::Probe withOrigin(const Situation &now, std::optional<QByteArray> origin);
[[nodiscard]] observation::Probe withTarget(const Situation &now, observation::ProbeKind kind,
                                            const QByteArray &target);
/// Without a header that the user typed.
[[nodiscard]] observation::Probe withoutHeader(const Situation &now, QByteArrayView name);
/// Without any credential.
[[nodiscard]] observation::Probe withoutCredentials(const Situation &now);
/// TLS instead of clear or the other way round, unverified, and therefore without credentials.
[[nodiscard]] observation::Probe behindTls(const Situation &now, bool secure);

/// Another path in the same folder, that nobody has; the query stays.
[[nodiscard]] QByteArray impossibleTarget(const observation::Endpoint &endpoint);
/// The path with a trailing slash, or without the one it has.
[[nodiscard]] QByteArray toggledSlash(const observation::Endpoint &endpoint);
/// The target with query parameters replaced or added; an empty value removes one.
[[nodiscard]] QByteArray withQuery(const observation::Endpoint &endpoint,
                                   const QList<std::pair<QByteArray, QByteArray>> &changes);

} // namespace wirewise::diagnosis
