#pragma once

#include "report/exportformats.h"

#include <QList>
#include <QString>

#include <optional>

namespace wirewise::gui {

/// What the window can write of a session: every format of the report, and two that are no report.
enum class ExportKind {
    Html,
    Markdown,
    Pdf,
    Wirewise,
    Json,
    Har,
    Ndjson,
    Csv,
    Pcapng,
    Curl,
    Python,
    JavaScript,
    HttpFile,
};

/// How a kind is offered and shown.
struct ExportKindFacts
{
    /// Which previews there are: the page as it will look, the text as it will stand in the file.
    enum class Preview { PageAndSource, Page, Source };
    ExportKind kind = ExportKind::Html;
    Preview preview = Preview::Source;
    const char *detail = "";                   ///< "one file"; translate with detailOf()
    std::optional<report::Format> format = {}; ///< nothing: it is written by the window
};

/// In the order in which they are offered.
[[nodiscard]] const QList<ExportKindFacts> &exportKinds();
[[nodiscard]] const ExportKindFacts &factsOf(ExportKind kind);
/// For settings and object names: "html", "md", "wirewise".
[[nodiscard]] QByteArray idOf(ExportKind kind);
/// Html if the id is unknown.
[[nodiscard]] ExportKind exportKindFromId(const QByteArray &id);
/// Of its files, without a dot.
[[nodiscard]] QString suffixOf(ExportKind kind);
[[nodiscard]] QString titleOf(ExportKind kind);
[[nodiscard]] QString detailOf(ExportKind kind);
/// One exchange as a command or program, rather than a report: offered together.
[[nodiscard]] bool isRequestCode(ExportKind kind);

} // namespace wirewise::gui
