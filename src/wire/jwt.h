#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace wirewise::wire {

/// A JSON Web Token taken apart locally (RFC 7519). The signature is not checked.
struct Jwt
{
    QByteArray text;
    QJsonObject header;
    QJsonObject claims;
    std::optional<qint64> expires;   ///< exp, seconds since 1970
    std::optional<qint64> notBefore; ///< nbf
    std::optional<qint64> issued;    ///< iat
};
/// The text as a JWT: three base64url parts, the first two JSON objects.
[[nodiscard]] std::optional<Jwt> readJwt(QByteArrayView text);
/// Every JWT that occurs in the text (a header value, a query, a subprotocol).
[[nodiscard]] QList<Jwt> findJwts(QByteArrayView text);

} // namespace wirewise::wire
