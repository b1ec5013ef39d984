#pragma once

#include "observation/endpoint.h"
#include "observation/observation.h"
#include "wire/byterange.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace wirewise::observation {

/// Where known secrets stand in the bytes of a request or response: credentials in Authorization,
/// Proxy-Authorization, Cookie, Set-Cookie and similarly named headers, and tokens in the query.
[[nodiscard]] QList<wire::ByteRange> secretsIn(QByteArrayView bytes);

/// The ranges sorted, those that touch or overlap as one, empty ones dropped.
[[nodiscard]] QList<wire::ByteRange> mergedRanges(QList<wire::ByteRange> ranges);

/// The bytes with every secret replaced by '*' of equal length, so that offsets hold.
[[nodiscard]] QByteArray masked(QByteArrayView bytes);
/// An address with its user info and secret query values masked.
[[nodiscard]] QString maskedUrl(const QString &url);
/// Its address without what is secret in it, also by the word of the user; without the user info.
[[nodiscard]] QString maskedAddress(const Observation &observation);
/// Every place of the observation masked.
[[nodiscard]] Observation masked(Observation observation);

/// Whether a query parameter or header of that name carries a credential (token, access_token, api_key, …).
[[nodiscard]] bool isSecretName(QByteArrayView name);
/// Whether the probe would send a credential: a secret header, user info, a secret query value.
[[nodiscard]] bool carriesCredentials(const Endpoint &endpoint, const Settings &settings);
/// The same without them: secret headers dropped, secret query values and user info removed,
/// client certificate removed, JWT-like subprotocols dropped.
[[nodiscard]] std::pair<Endpoint, Settings> withoutCredentials(Endpoint endpoint, Settings settings);

} // namespace wirewise::observation
