#pragma once

#include "redaction/form.h"
#include "redaction/tellingnames.h"

#include <QByteArrayView>

namespace wirewise::redaction {

/// Values behind a telling name, however the two are written: "name": "value", name=value, 'name': 'value',
/// name: value, ["name", "value"], {"name": "…", "value": "…"}, a part of a form, a segment of a path.
/// Linear.
void findPairs(QByteArrayView text, TellingNames &names, Sightings &found);

} // namespace wirewise::redaction
