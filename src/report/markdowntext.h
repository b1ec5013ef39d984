#pragma once

#include "report/markedbytes.h"

#include <QByteArray>
#include <QString>

namespace wirewise::report {

/// Text as GitHub's Markdown shows it, on one line: no markup of its own, nobody mentioned, no issue linked.
[[nodiscard]] QString markdownText(const QString &text);
/// The same for a sentence of a finding, whose `code` stays code.
[[nodiscard]] QString markdownProse(const QString &text);
/// A span of code that no backtick of the text can end.
[[nodiscard]] QString markdownCode(const QString &text);
/// A block of code, with a fence longer than any run of backticks or tildes in it; each line indented.
[[nodiscard]] QString markdownFence(const QString &text, const char *language, int indent = 0);
/// A row of a table, from cells that are Markdown.
[[nodiscard]] QString markdownRow(const QStringList &cells);
/// Bytes for a block of code: "[Bearer token 1, 52 bytes removed]" where something was removed, and the
/// numbers of evidence behind the lines that it ends on.
[[nodiscard]] QString plainRuns(const QList<Run> &runs);

} // namespace wirewise::report
