#pragma once

#include "redaction/secretkind.h"
#include "wire/byterange.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace wirewise::redaction {

/// What a secret is called; several forms make up one kind.
enum class Form {
    BearerToken,
    BasicCredentials,
    Credentials,
    Token,
    ApiKey,
    SessionId,
    PrivateKey,
    Cookie,
    TraceId,
    Password,
    UserName,
    Address,
    Folder,
    HostName,
    Variable,
    Added,
};

[[nodiscard]] SecretKind kindOf(Form form);
/// "Bearer token 1".
[[nodiscard]] QString labelOf(Form form, int number);

/// A secret seen in bytes.
struct Sighting
{
    wire::ByteRange range;
    Form form = Form::Token;
    QByteArray name; ///< what told it: the header, parameter, member; may be empty
};
using Sightings = QList<Sighting>;

/// What stands in the place of so many bytes: "Bearer-token-1***", for few bytes "BT1*", for fewer "**".
[[nodiscard]] QByteArray tokenFor(Form form, int number, qsizetype length);
/// The longest start of the bytes that is such a token of that form and number; 0 if there is none.
[[nodiscard]] qsizetype tokenLength(QByteArrayView bytes, Form form, int number);
/// Whether all of it is a token of any form, or asterisks: redacted before.
[[nodiscard]] bool isToken(QByteArrayView bytes);

} // namespace wirewise::redaction
