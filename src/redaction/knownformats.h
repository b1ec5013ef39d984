#pragma once

#include "redaction/form.h"

#include <QByteArrayView>

namespace wirewise::redaction {

/// Secrets that are known by their look alone: JSON Web Tokens, keys of providers by their prefix, private
/// keys in PEM, credentials behind the words Bearer and Basic, user info in addresses. Linear.
void findKnownFormats(QByteArrayView text, Sightings &found);

} // namespace wirewise::redaction
