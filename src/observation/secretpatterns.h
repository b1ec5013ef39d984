#pragma once

#include "wire/byterange.h"

#include <QByteArrayView>
#include <QList>

namespace wirewise::observation {

/// What finds secrets by their form, inside this room. All run in linear time.

/// JSON Web Tokens: "eyJ…" with two dots (RFC 7519).
void findTokens(QByteArrayView text, qint64 base, QList<wire::ByteRange> &found);
/// Values of name=value pairs behind '?', '&' or ';' whose name is a secret's.
void findQuerySecrets(QByteArrayView text, qint64 base, QList<wire::ByteRange> &found);
/// user:password between "://" and '@'.
void findUserInfo(QByteArrayView text, qint64 base, QList<wire::ByteRange> &found);
/// Strings of JSON members whose name is a secret's.
void findJsonSecrets(QByteArrayView text, qint64 base, QList<wire::ByteRange> &found);
/// What follows the words Bearer and Basic.
void findSchemeSecrets(QByteArrayView text, qint64 base, QList<wire::ByteRange> &found);
/// Elements of a Sec-WebSocket-Protocol value that are credentials.
void findSubprotocolSecrets(QByteArrayView value, qint64 base, QList<wire::ByteRange> &found);
/// Values of the pairs in Cookie, or of the first pair in Set-Cookie.
void findCookieSecrets(QByteArrayView value, bool firstOnly, qint64 base, QList<wire::ByteRange> &found);

} // namespace wirewise::observation
