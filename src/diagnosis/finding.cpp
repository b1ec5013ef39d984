#include "diagnosis/finding.h"

#include <algorithm>

namespace wirewise::diagnosis {

namespace {

template<typename Enum>
struct Word
{
    Enum value;
    const char *word;
};

template<typename Enum, std::size_t size>
QByteArray wordOf(const Word<Enum> (&words)[size], Enum value)
{
    const auto row =
        std::find_if(std::begin(words), std::end(words), [&](const auto &w) { return w.value == value; });
    return row == std::end(words) ? QByteArray() : QByteArray(row->word);
}

template<typename Enum, std::size_t size>
std::optional<Enum> valueOf(const Word<Enum> (&words)[size], const QByteArray &text)
{
    const auto row =
        std::find_if(std::begin(words), std::end(words), [&](const auto &w) { return text == w.word; });
    return row == std::end(words) ? std::nullopt : std::optional(row->value);
}

constexpr Word<Severity> severityWords[] = {
    {Severity::Info, "info"}, {Severity::Warning, "warning"}, {Severity::Error, "error"}};

constexpr Word<Layer> layerWords[] = {
    {Layer::Local, "local"},       {Layer::Url, "url"},         {Layer::Dns, "dns"},
    {Layer::Tcp, "tcp"},           {Layer::Proxy, "proxy"},     {Layer::Tls, "tls"},
    {Layer::Http, "http"},         {Layer::Health, "health"},   {Layer::Upgrade, "upgrade"},
    {Layer::Engineio, "engineio"}, {Layer::Session, "session"}, {Layer::Auth, "auth"}};

constexpr Word<Verdict> verdictWords[] = {{Verdict::Works, "works"},
                                          {Verdict::WorksWithWarnings, "works-with-warnings"},
                                          {Verdict::Fails, "fails"},
                                          {Verdict::NotChecked, "not-checked"}};

} // namespace

QByteArray toString(Severity severity)
{
    return wordOf(severityWords, severity);
}

std::optional<Severity> severityFromString(const QByteArray &text)
{
    return valueOf(severityWords, text);
}

QByteArray toString(Layer layer)
{
    return wordOf(layerWords, layer);
}

Layer layerOf(const QByteArray &findingId)
{
    return valueOf(layerWords, findingId.left(findingId.indexOf('.'))).value_or(Layer::Upgrade);
}

QByteArray toString(Verdict verdict)
{
    return wordOf(verdictWords, verdict);
}

std::optional<Verdict> verdictFromString(const QByteArray &text)
{
    return valueOf(verdictWords, text);
}

} // namespace wirewise::diagnosis
