#pragma once

#include "redaction/form.h"
#include "redaction/tellingnames.h"

#include <QByteArrayView>

namespace wirewise::redaction {

/// Secrets in HTML and XML: `<input type="password" value="…">`, `<meta name="csrf-token" content="…">`,
/// `<wsse:Password>…</…>`. Linear.
void findMarkupSecrets(QByteArrayView text, TellingNames &names, Sightings &found);

} // namespace wirewise::redaction
