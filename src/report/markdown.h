#pragma once

#include "report/exportcase.h"

class QIODevice;

namespace wirewise::report {

/// A report for an issue tracker that reads GitHub's Markdown: the verdict and its proof first, exchanges
/// folded away behind it. Short enough for an issue as a rule: long contents and further messages are
/// counted, not shown.
[[nodiscard]] bool writeMarkdown(const Case &exported, const MessagePages &pages, const ExportChoice &choice,
                                 QIODevice &out);

inline constexpr qint64 MostMarkdownMessages = 50;

} // namespace wirewise::report
