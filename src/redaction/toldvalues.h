#pragma once

#include "redaction/form.h"

#include <QByteArrayView>

namespace wirewise::redaction {

/// Adds what a telling name says of a value: without the name of a scheme before it, Basic and cookies taken
/// apart, placeholders left out.
void addTold(QByteArrayView text, wire::ByteRange value, QByteArrayView name, Form form, Sightings &found);
/// The pairs of a Cookie header; of Set-Cookie the first one only.
void addCookies(QByteArrayView text, wire::ByteRange value, bool firstOnly, Sightings &found);

} // namespace wirewise::redaction
