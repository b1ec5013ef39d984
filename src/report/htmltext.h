#pragma once

#include "report/markedbytes.h"

#include <QByteArray>
#include <QString>

namespace wirewise::report {

/// Text for the content of an element or a quoted attribute: no markup, no control character but line feeds,
/// nothing that reverses the direction of what follows.
[[nodiscard]] QByteArray htmlText(const QString &text);
/// A sentence of a finding: `code` becomes <code>, a line end <br>.
[[nodiscard]] QByteArray htmlProse(const QString &text);
/// Bytes with their evidence and what was removed, for an element that keeps white space.
[[nodiscard]] QByteArray htmlRuns(const QList<Run> &runs);
/// "<tag class="cls">text</tag>"; cls may be empty.
[[nodiscard]] QByteArray htmlElement(const char *tag, const char *cls, const QByteArray &content);

} // namespace wirewise::report
