#include "gui/exportkind.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::gui {

namespace {
constexpr const char *Context = "wirewise::gui::ExportKind";
}

#define WORDS(text) QT_TRANSLATE_NOOP("wirewise::gui::ExportKind", text)

const QList<ExportKindFacts> &exportKinds()
{
    using report::Format;
    constexpr auto Both = ExportKindFacts::Preview::PageAndSource;
    constexpr auto Page = ExportKindFacts::Preview::Page;
    constexpr auto Source = ExportKindFacts::Preview::Source;
    static const QList<ExportKindFacts> kinds{
        {ExportKind::Html, Both, WORDS("one file"), Format::Html},
        {ExportKind::Markdown, Both, WORDS("for an issue"), Format::Markdown},
        {ExportKind::Pdf, Page, WORDS("pages of A4")},
        {ExportKind::Wirewise, Page, WORDS("for Wirewise")},
        {ExportKind::Json, Source, WORDS("as the CLI"), Format::Json},
        {ExportKind::Har, Source, WORDS("for other tools"), Format::Har},
        {ExportKind::Ndjson, Source, WORDS("messages"), Format::Ndjson},
        {ExportKind::Csv, Source, WORDS("messages"), Format::Csv},
        {ExportKind::Pcapng, Source, WORDS("frames"), Format::Pcapng},
        {ExportKind::Curl, Source, "", Format::Curl},
        {ExportKind::Python, Source, "", Format::Python},
        {ExportKind::JavaScript, Source, "", Format::JavaScript},
        {ExportKind::HttpFile, Source, "", Format::HttpFile},
    };
    return kinds;
}

const ExportKindFacts &factsOf(ExportKind kind)
{
    const QList<ExportKindFacts> &kinds = exportKinds();
    return *std::find_if(kinds.begin(), kinds.end(),
                         [kind](const ExportKindFacts &facts) { return facts.kind == kind; });
}

QByteArray idOf(ExportKind kind)
{
    if (const auto format = factsOf(kind).format)
        return report::toString(*format);
    return kind == ExportKind::Pdf ? "pdf" : "wirewise";
}

ExportKind exportKindFromId(const QByteArray &id)
{
    for (const ExportKindFacts &facts : exportKinds()) {
        if (id == idOf(facts.kind))
            return facts.kind;
    }
    return ExportKind::Html;
}

QString suffixOf(ExportKind kind)
{
    if (const auto format = factsOf(kind).format)
        return QLatin1String(report::factsOf(*format).suffix);
    return QString::fromLatin1(idOf(kind));
}

QString titleOf(ExportKind kind)
{
    if (const auto format = factsOf(kind).format)
        return report::titleOf(*format);
    return kind == ExportKind::Pdf ? QStringLiteral("PDF")
                                   : QCoreApplication::translate(Context, WORDS("Session"));
}

QString detailOf(ExportKind kind)
{
    const char *detail = factsOf(kind).detail;
    return *detail ? QCoreApplication::translate(Context, detail) : QString();
}

bool isRequestCode(ExportKind kind)
{
    return kind == ExportKind::Curl || kind == ExportKind::Python || kind == ExportKind::JavaScript ||
           kind == ExportKind::HttpFile;
}

#undef WORDS

} // namespace wirewise::gui
