#pragma once

#include "redaction/form.h"
#include "redaction/tellingnames.h"

#include <QByteArrayView>

namespace wirewise::redaction {

/// Everything that looks like a secret in bytes that are no head of HTTP: a body, a message, an address, a
/// line.
void findInText(QByteArrayView text, TellingNames &names, Sightings &found);
/// The same of any bytes; if they begin with a head of HTTP, each field by its own rule.
void findInBytes(QByteArrayView bytes, TellingNames &names, Sightings &found);
/// The elements of a Sec-WebSocket-Protocol that are credentials.
void findInSubprotocols(QByteArrayView value, qint64 base, Sightings &found);

} // namespace wirewise::redaction
