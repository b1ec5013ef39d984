#pragma once

#include "report/exportcase.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <span>

class QIODevice;

namespace wirewise::report {

/// The forms in which a case is handed on. A session file is one more; its room writes it.
enum class Format { Html, Markdown, Json, Har, Ndjson, Csv, Pcapng, Curl, Python, JavaScript, HttpFile };
QByteArray toString(Format format); ///< the word behind --to: "html", "md", "har", …
std::optional<Format> formatFromString(const QByteArray &word);

/// One format: what lists and dialogs say of it, and its writer.
struct FormatFacts
{
    Format format = Format::Html;
    const char *word = nullptr;
    const char *suffix = nullptr;  ///< of a file, without the dot
    const char *title = nullptr;   ///< QT_TRANSLATE_NOOP("wirewise::report::Format", …)
    const char *purpose = nullptr; ///< a few words beside it, in the same context
    bool readable = false;         ///< text for people, with labels where something was removed
    bool holdsMessages = false;
    bool oneExchange = false; ///< makes ExportChoice::exchange again
    bool (*write)(const Case &, const MessagePages &, const ExportChoice &, QIODevice &) = nullptr;
};
[[nodiscard]] std::span<const FormatFacts> exportFormats();
[[nodiscard]] const FormatFacts &factsOf(Format format);
[[nodiscard]] QString titleOf(Format format);
[[nodiscard]] QString purposeOf(Format format);

/// Writes the case in that form. False if the device did not take all bytes; its errorString() says why.
/// Messages pass one page at a time. pages may be null if there is no log. Any thread.
[[nodiscard]] bool write(Format format, const Case &exported, const MessagePages &pages,
                         const ExportChoice &choice, QIODevice &out);

} // namespace wirewise::report
