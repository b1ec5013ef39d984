#pragma once

#include "comparison/compare.h"
#include "report/json.h"
#include "report/text.h"

#include <QByteArray>
#include <QString>

namespace wirewise::report {

/// Two checks and what differs between them, as it is written out.
struct SideBySide
{
    comparison::Side left, right;
    comparison::Comparison comparison;
};

/// One side of a comparison that is going to be written: secrets are told apart and not shown, unless kept.
[[nodiscard]] comparison::Side sideOf(const QString &name, const Checked &checked,
                                      Secrets secrets = Secrets::Masked);

/// What `compare` prints for people: the sentence, both verdicts, the differences, and the lines of the
/// upgrade beside each other (with TextStyle::verbose those of every probe).
[[nodiscard]] QString toText(const SideBySide &compared, const TextStyle &style);
[[nodiscard]] QJsonObject toJson(const SideBySide &compared);
/// {"wirewise", "schema", "comparison": {…}}.
[[nodiscard]] QByteArray jsonDocument(const SideBySide &compared);
/// A report for an issue tracker, in CommonMark with tables.
[[nodiscard]] QByteArray toMarkdown(const SideBySide &compared);

} // namespace wirewise::report
