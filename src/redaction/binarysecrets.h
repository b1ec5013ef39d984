#pragma once

#include "redaction/form.h"
#include "redaction/tellingnames.h"

#include <QByteArrayView>

namespace wirewise::redaction {

/// Secrets in binary messages: the password of an MQTT CONNECT, members of MessagePack and CBOR maps with a
/// telling name, the answer of SASL PLAIN. Linear.
void findBinarySecrets(QByteArrayView bytes, TellingNames &names, Sightings &found);

} // namespace wirewise::redaction
