#pragma once

#include "report/exportcase.h"

class QIODevice;

namespace wirewise::report {

/// Where the page is shown.
enum class HtmlFor {
    Page,     ///< browsers: light and dark, on paper black on white
    Document, ///< QTextDocument, for the window's preview and for PDF: its subset of HTML, light only
};

/// One page that stands alone: no script, nothing from outside, and a policy that forbids both. Whatever the
/// peer sent is text in it. Messages beyond the first MostHtmlMessages are counted, not shown.
[[nodiscard]] bool writeHtml(const Case &exported, const MessagePages &pages, const ExportChoice &choice,
                             HtmlFor use, QIODevice &out);

inline constexpr qint64 MostHtmlMessages = 1000;

} // namespace wirewise::report
