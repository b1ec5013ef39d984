#pragma once

#include "report/exportcase.h"

class QIODevice;

namespace wirewise::report {

/// Messages as RFC 4180 has tables: a head line, CR LF, quotes doubled. The data of a message is text or, as
/// the column "encoding" says, base64. A cell that a spreadsheet would take for a formula (it begins with =
/// + - @, a tab or a line end) has an apostrophe in front; so has one that begins with an apostrophe, so
/// that the first apostrophe may always be taken away.
[[nodiscard]] bool writeCsv(const Case &exported, const MessagePages &pages, const ExportChoice &choice,
                            QIODevice &out);

/// A cell, quoted and disarmed.
[[nodiscard]] QByteArray csvCell(const QByteArray &text);

} // namespace wirewise::report
