#pragma once

#include "report/exportcase.h"

class QIODevice;

namespace wirewise::report {

/// Programs that make ExportChoice::exchange again; what was removed from it is named in their first lines.
/// Where the case has no such exchange they are empty.
[[nodiscard]] bool writeCurl(const Case &exported, const MessagePages &pages, const ExportChoice &choice,
                             QIODevice &out);
[[nodiscard]] bool writePython(const Case &exported, const MessagePages &pages, const ExportChoice &choice,
                               QIODevice &out);
[[nodiscard]] bool writeJavaScript(const Case &exported, const MessagePages &pages,
                                   const ExportChoice &choice, QIODevice &out);
/// Every exchange, as requests of one file.
[[nodiscard]] bool writeHttpFile(const Case &exported, const MessagePages &pages, const ExportChoice &choice,
                                 QIODevice &out);

} // namespace wirewise::report
