#include "redaction/tokenshape.h"

#include "redaction/addresses.h"
#include "wire/jwt.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace wirewise::redaction {

namespace {

constexpr auto Unpadded = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

/// An object of so many bytes that has the given members and nothing else that can be read.
std::optional<QByteArray> objectOf(const QJsonObject &members, qsizetype length)
{
    QByteArray text = QJsonDocument(members).toJson(QJsonDocument::Compact);
    const qsizetype missing = length - text.size();
    if (missing < 0)
        return std::nullopt;
    const QByteArray start = members.isEmpty() ? "\"removed\":\"" : ",\"removed\":\"";
    QByteArray filling(missing, ' ');
    if (missing > start.size())
        filling = start + QByteArray(missing - start.size() - 1, '*') + '"';
    return text.insert(text.size() - 1, filling);
}

/// One part of a token with some members of its object only; equally long.
std::optional<QByteArray> partOf(const QByteArray &part, const QJsonObject &object,
                                 std::initializer_list<QLatin1String> kept)
{
    QJsonObject members;
    for (const QLatin1String &name : kept) {
        if (object.contains(name))
            members.insert(name, object.value(name));
    }
    const auto text = objectOf(members, QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding).size());
    const QByteArray encoded = text ? text->toBase64(Unpadded) : QByteArray();
    return encoded.size() == part.size() ? std::optional(encoded) : std::nullopt;
}

std::optional<QByteArray> shapedToken(const QByteArray &value, Form form, int number)
{
    const auto jwt = wire::readJwt(value);
    const QList<QByteArray> parts = value.split('.');
    if (!jwt || parts.size() != 3)
        return std::nullopt;
    const auto header = partOf(parts.at(0), jwt->header, {QLatin1String("alg"), QLatin1String("typ")});
    const auto claims =
        partOf(parts.at(1), jwt->claims, {QLatin1String("exp"), QLatin1String("nbf"), QLatin1String("iat")});
    if (!header || !claims)
        return std::nullopt;
    QByteArray signature = tokenFor(form, number, parts.at(2).size());
    signature.replace('*', '_'); // of the alphabet of RFC 4648 section 5
    return *header + '.' + *claims + '.' + signature;
}

QByteArray digitsFor(qsizetype length, int number)
{
    static constexpr int lowest[] = {0, 0, 10, 100};
    static constexpr int count[] = {1, 10, 90, 100};
    return QByteArray::number(lowest[length] + number % count[length]);
}

std::optional<QByteArray> shapedAddress(const QByteArray &value, int number)
{
    if (!isPrivateAddress(value))
        return std::nullopt;
    QList<QByteArray> parts = value.split('.');
    if (parts.size() == 4) {
        const qsizetype network = parts.at(0) == "10" ? 1 : 2; // RFC 1918 section 3
        for (qsizetype i = network; i < 4; ++i)
            parts[i] = digitsFor(parts.at(i).size(), i == 3 ? number : 0);
        return parts.join('.');
    }
    QByteArray shaped = value;
    const QByteArray count = QByteArray::number(number, 16);
    qsizetype left = count.size();
    for (qsizetype i = shaped.size() - 1; i > shaped.indexOf(':'); --i) {
        if (shaped.at(i) != ':')
            shaped[i] = left > 0 ? count.at(--left) : '0';
    }
    return shaped;
}

} // namespace

QByteArray replacementFor(const QByteArray &value, Form form, int number)
{
    if (const auto token = shapedToken(value, form, number))
        return *token;
    if (form == Form::Address) {
        if (const auto address = shapedAddress(value, number))
            return *address;
    }
    return tokenFor(form, number, value.size());
}

} // namespace wirewise::redaction
