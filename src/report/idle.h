#pragma once

#include "diagnosis/idlelimit.h"
#include "observation/idletest.h"
#include "report/json.h"
#include "report/text.h"

namespace wirewise::report {

/// A test for a limit on silence, judged; checked is what a check would say of the same connections.
struct TestedIdle
{
    observation::IdleTest test;
    diagnosis::IdleVerdict verdict;
    Checked checked;
};

/// What `idle` prints for people.
[[nodiscard]] QString toText(const TestedIdle &tested, const TextStyle &style,
                             Secrets secrets = Secrets::Masked);
/// The document of check, with one more member: {"wirewise", "schema", "results": [RESULT], "idle": {…}}.
[[nodiscard]] QByteArray jsonDocument(const TestedIdle &tested, Secrets secrets = Secrets::Masked);

} // namespace wirewise::report
