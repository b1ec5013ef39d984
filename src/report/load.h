#pragma once

#include "observation/loadtest.h"
#include "report/json.h"
#include "report/text.h"

namespace wirewise::report {

/// What `load` prints for people, and `import` of what k6 has measured.
[[nodiscard]] QString toText(const observation::LoadTest &test, const TextStyle &style,
                             Secrets secrets = Secrets::Masked);
/// {"wirewise", "schema", "results": [RESULT], "load": {…}}: the first sample of each failure as the results.
[[nodiscard]] QByteArray jsonDocument(const observation::LoadTest &test, Secrets secrets = Secrets::Masked);
/// The address that was loaded, secrets masked unless they are to be kept.
[[nodiscard]] QString addressOf(const observation::LoadTest &test, Secrets secrets = Secrets::Masked);

} // namespace wirewise::report
