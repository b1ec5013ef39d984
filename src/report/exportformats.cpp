#include "report/exportformats.h"

#include "report/csv.h"
#include "report/curl.h"
#include "report/jsondocument.h"
#include "report/ndjson.h"
#include "report/output.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::report {

namespace {

bool writeCurl(const Case &exported, const MessagePages &, const ExportChoice &choice, QIODevice &device)
{
    Output out(device);
    if (const observation::Exchange *exchange = exported.checked.observation.exchange(choice.exchange))
        out << curlCommand(*exchange).toUtf8() << "\n";
    return out.ok();
}

constexpr FormatFacts formatTable[] = {
    {Format::Json, "json", "json", QT_TRANSLATE_NOOP("wirewise::report::Format", "JSON"),
     QT_TRANSLATE_NOOP("wirewise::report::Format", "as the CLI"), false, true, false, writeJson},
    {Format::Ndjson, "ndjson", "ndjson", QT_TRANSLATE_NOOP("wirewise::report::Format", "NDJSON"),
     QT_TRANSLATE_NOOP("wirewise::report::Format", "a message a line"), false, true, false, writeNdjson},
    {Format::Csv, "csv", "csv", QT_TRANSLATE_NOOP("wirewise::report::Format", "CSV"),
     QT_TRANSLATE_NOOP("wirewise::report::Format", "messages for a spreadsheet"), false, true, false,
     writeCsv},
    {Format::Curl, "curl", "sh", QT_TRANSLATE_NOOP("wirewise::report::Format", "curl"),
     QT_TRANSLATE_NOOP("wirewise::report::Format", "the exchange again"), true, false, true, writeCurl},
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
