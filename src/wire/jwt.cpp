#include "wire/jwt.h"

#include <QJsonDocument>
#include <QJsonParseError>
#include <QVarLengthArray>

#include <algorithm>
#include <cmath>

namespace wirewise::wire {

namespace {

/// Longest token that is looked at; far above what any header carries.
constexpr qsizetype MaxToken = 64 * 1024;
constexpr qsizetype MaxFound = 32;

bool isBase64Url(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

std::optional<QJsonObject> readPart(QByteArrayView part)
{
    // RFC 7515 section 2: base64url without padding
    const auto decoded = QByteArray::fromBase64Encoding(
        part.toByteArray(), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (decoded.decodingStatus != QByteArray::Base64DecodingStatus::Ok)
        return {};
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(decoded.decoded, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return {};
    return document.object();
}

/// RFC 7519 section 2: NumericDate may have a fraction.
std::optional<qint64> numericDate(const QJsonObject &claims, QLatin1StringView name)
{
    const QJsonValue value = claims.value(name);
    if (!value.isDouble())
        return {};
    const double seconds = std::floor(value.toDouble());
    // Beyond this a double no longer counts seconds, and no calendar needs it.
    constexpr double most = 9007199254740992.0;
    if (!(seconds > -most && seconds < most))
        return {};
    return static_cast<qint64>(seconds);
}

} // namespace

std::optional<Jwt> readJwt(QByteArrayView text)
{
    if (text.size() > MaxToken)
        return {};
    const qsizetype firstDot = text.indexOf('.');
    const qsizetype secondDot = firstDot < 0 ? -1 : text.indexOf('.', firstDot + 1);
    if (firstDot <= 0 || secondDot <= firstDot + 1)
        return {};
    const QByteArrayView signature = text.sliced(secondDot + 1);
    // The signature may be empty: an unsecured token (RFC 7519 section 6).
    if (!std::all_of(signature.begin(), signature.end(), isBase64Url))
        return {};
    std::optional<QJsonObject> header = readPart(text.first(firstDot));
    std::optional<QJsonObject> claims = readPart(text.sliced(firstDot + 1, secondDot - firstDot - 1));
    if (!header || !claims)
        return {};
    Jwt jwt;
    jwt.text = text.toByteArray();
    jwt.expires = numericDate(*claims, QLatin1StringView("exp"));
    jwt.notBefore = numericDate(*claims, QLatin1StringView("nbf"));
    jwt.issued = numericDate(*claims, QLatin1StringView("iat"));
    jwt.header = std::move(*header);
    jwt.claims = std::move(*claims);
    return jwt;
}

QList<Jwt> findJwts(QByteArrayView text)
{
    QList<Jwt> found;
    qsizetype i = 0;
    while (i < text.size() && found.size() < MaxFound) {
        // A word of base64url characters and dots; its last three parts may be a token ("name.a.b.c").
        qsizetype end = i;
        QVarLengthArray<qsizetype, 16> starts{i};
        while (end < text.size() && (isBase64Url(text[end]) || text[end] == '.')) {
            if (text[end] == '.')
                starts.append(end + 1);
            ++end;
        }
        for (qsizetype part = 0; part + 2 < starts.size() && found.size() < MaxFound; ++part) {
            const qsizetype stop = part + 3 < starts.size() ? starts[part + 3] - 1 : end;
            // Both objects begin with a brace, which base64 writes as "ey" or "e" and the like: {" is "ey".
            if (text[starts[part]] != 'e')
                continue;
            if (std::optional<Jwt> jwt = readJwt(text.sliced(starts[part], stop - starts[part]))) {
                found.append(std::move(*jwt));
                part += 2;
            }
        }
        i = end + 1;
    }
    return found;
}

} // namespace wirewise::wire
