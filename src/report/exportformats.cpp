#include "report/exportformats.h"

#include "report/csv.h"
#include "report/har.h"
#include "report/html.h"
#include "report/jsondocument.h"
#include "report/markdown.h"
#include "report/ndjson.h"
#include "report/pcapng.h"
#include "report/snippets.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::report {

namespace {

bool writePage(const Case &exported, const MessagePages &pages, const ExportChoice &choice, QIODevice &out)
{
    return writeHtml(exported, pages, choice, HtmlFor::Page, out);
}

constexpr FormatFacts formatTable[] = {
    {Format::Html, "html", "html", QT_TRANSLATE_NOOP("wirewise::report::Format", "HTML"),
     QT_TRANSLATE_NOOP("wirewise::report::Format", "one file"), true, true, false, writePage},
    {Format::Markdown, "md", "md", QT_TRANSLATE_NOOP("wirewise::report::Format", "Markdown"),
     QT_TRANSLATE_NOOP("wirewise::report::Format", "for an issue"), true, true, false, writeMarkdown},
    {Format::Json, "json", "json", QT_TRANSLATE_NOOP("wirewise::report::Format", "JSON"),
     QT_TRANSLATE_NOOP("wirewise::report::Format", "as the CLI"), false, true, false, writeJson},
    {Format::Har, "har", "har", QT_TRANSLATE_NOOP("wirewise::report::Format", "HAR"),
     QT_TRANSLATE_NOOP("wirewise::report::Format", "for other tools"), false, true, false, writeHar},
    {Format::Ndjson, "ndjson", "ndjson", QT_TRANSLATE_NOOP("wirewise::report::Format", "NDJSON"),
     QT_TRANSLATE_NOOP("wirewise::report::Format", "a message a line"), false, true, false, writeNdjson},
    {Format::Csv, "csv", "csv", QT_TRANSLATE_NOOP("wirewise::report::Format", "CSV"),
     QT_TRANSLATE_NOOP("wirewise::report::Format", "messages as a table"), false, true, false, writeCsv},
    {Format::Pcapng, "pcapng", "pcapng", QT_TRANSLATE_NOOP("wirewise::report::Format", "pcapng"),
     QT_TRANSLATE_NOOP("wirewise::report::Format", "packets for Wireshark"), false, true, false, writePcapng},
    {Format::Curl, "curl", "sh", QT_TRANSLATE_NOOP("wirewise::report::Format", "curl"),
     QT_TRANSLATE_NOOP("wirewise::report::Format", "the request again"), true, false, true, writeCurl},
    {Format::Python, "python", "py", QT_TRANSLATE_NOOP("wirewise::report::Format", "Python"),
     QT_TRANSLATE_NOOP("wirewise::report::Format", "the request again"), true, false, true, writePython},
    {Format::JavaScript, "javascript", "mjs", QT_TRANSLATE_NOOP("wirewise::report::Format", "JavaScript"),
     QT_TRANSLATE_NOOP("wirewise::report::Format", "the request again"), true, false, true, writeJavaScript},
    {Format::HttpFile, "http", "http", QT_TRANSLATE_NOOP("wirewise::report::Format", ".http"),
     QT_TRANSLATE_NOOP("wirewise::report::Format", "requests for an editor"), true, false, false,
     writeHttpFile},
};

} // namespace

std::span<const FormatFacts> exportFormats()
{
    return formatTable;
}

const FormatFacts &factsOf(Format format)
{
    const auto *found = std::find_if(std::begin(formatTable), std::end(formatTable),
                                     [format](const FormatFacts &facts) { return facts.format == format; });
    Q_ASSERT(found != std::end(formatTable));
    return *found;
}

QByteArray toString(Format format)
{
    return factsOf(format).word;
}

std::optional<Format> formatFromString(const QByteArray &word)
{
    const auto *found = std::find_if(std::begin(formatTable), std::end(formatTable),
                                     [&word](const FormatFacts &facts) { return word == facts.word; });
    return found == std::end(formatTable) ? std::nullopt : std::optional(found->format);
}

QString titleOf(Format format)
{
    return QCoreApplication::translate("wirewise::report::Format", factsOf(format).title);
}

QString purposeOf(Format format)
{
    return QCoreApplication::translate("wirewise::report::Format", factsOf(format).purpose);
}

bool write(Format format, const Case &exported, const MessagePages &pages, const ExportChoice &choice,
           QIODevice &out)
{
    return factsOf(format).write(exported, pages, choice, out);
}

} // namespace wirewise::report
