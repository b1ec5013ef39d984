#pragma once

#include "report/json.h"

#include <QString>

namespace wirewise::report {

/// Words that the reports for people have in common.
[[nodiscard]] QString verdictWord(diagnosis::Verdict verdict);    ///< "works, with warnings"
[[nodiscard]] QString severityWord(diagnosis::Severity severity); ///< "error", "warning", "remark"
[[nodiscard]] QString likelihoodWord(diagnosis::Likelihood likelihood);
[[nodiscard]] QString confidenceWord(double confidence); ///< as the window says it
/// "upgrade, received, bytes 0 to 21"; empty for a fact that has no bytes.
[[nodiscard]] QString placeOf(const diagnosis::Evidence &evidence);
/// As it was understood; an address that could not be read, as it was typed. Long ones are cut.
[[nodiscard]] QString addressOf(const observation::Observation &observation);
[[nodiscard]] bool works(diagnosis::Verdict verdict);
/// What the evidence of a finding is headed with.
[[nodiscard]] QString evidenceHeading(const diagnosis::Finding &finding);
[[nodiscard]] QString experimentsHeading(diagnosis::Verdict verdict);
[[nodiscard]] QString fixHeading(const diagnosis::Fix &fix);
/// "yes", "no" or "control".
[[nodiscard]] QString helpsWord(const observation::ExperimentResult &result);
/// "1,234 bytes".
[[nodiscard]] QString byteCount(qint64 bytes);
[[nodiscard]] QString countText(qint64 count); ///< with separators between thousands

} // namespace wirewise::report
