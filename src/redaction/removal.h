#pragma once

#include "redaction/secretkind.h"
#include "wire/byterange.h"

#include <QByteArray>
#include <QString>

namespace wirewise::redaction {

/// One secret value that was found, and what stands in its place.
struct Removal
{
    SecretKind kind = SecretKind::Token;
    int number = 1;         ///< counts those that are called the same; equal values have one number
    QString label;          ///< for people: "Bearer token 1"
    QByteArray replacement; ///< for machines, as long as the value: "Bearer-token-1******"
    QByteArray value;       ///< the secret itself: never written anywhere
    qsizetype places = 0;   ///< in all that was redacted so far
    QString where;          ///< where it was seen first: "Authorization of every probe"
    bool removed = true;    ///< false: the choice lets it stay
};

/// Where a replacement stands in bytes that were redacted.
struct Place
{
    wire::ByteRange range;
    QString label; ///< "Bearer token 1"

    friend bool operator==(const Place &, const Place &) = default;
};

} // namespace wirewise::redaction
