#include "cli/pastedtexts.h"

#include "import/readtext.h"
#include "observation/redaction.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <string_view>

namespace wirewise::cli {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::CommandLine)
};

/// More endpoints than these are told by their number only.
constexpr qsizetype ToldInFull = 5;

void tell(const Console &console, const QString &line)
{
    console.err->write("  " + observation::printable(line.toUtf8()).toUtf8() + '\n');
}

/// One WebSocket address a line, as long lists mostly are, without a character that means something to a
/// shell or in a script: no other tool's, and that is known without reading it all.
bool isPlainList(const QByteArray &text)
{
    constexpr std::string_view marks = "-._~:/?=%[]@+,\r\n";
    const bool isPlain = std::all_of(text.begin(), text.end(), [marks](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
               marks.find(c) != std::string_view::npos;
    });
    if (!isPlain)
        return false;
    const QList<QByteArray> lines = text.split('\n');
    return std::all_of(lines.begin(), lines.end(), [](const QByteArray &line) {
        return line.trimmed().isEmpty() || line.startsWith("ws://") || line.startsWith("wss://");
    });
}

} // namespace

void tellParts(const QList<imports::Part> &parts, const Console &console, bool all)
{
    using Fate = imports::Part::Fate;
    qsizetype implied = 0;
    for (const imports::Part &part : parts) {
        const bool told = all || part.fate != Fate::Implied;
        implied += told ? 0 : 1;
        const QString word = part.fate == Fate::Left    ? Texts::tr("not sent: ")
                             : part.fate == Fate::Taken ? Texts::tr("taken: ")
                                                        : Texts::tr("changes nothing: ");
        if (told)
            tell(console, QString(word % lineOf(part)));
    }
    if (implied > 0)
        tell(console, Texts::tr("%1 more of its parts change nothing of what is sent.").arg(implied));
}

tl::expected<QList<check::BatchItem>, QString>
readPasted(const QByteArray &text, const observation::Settings &settings, const Console &console)
{
    const imports::Pasted pasted = imports::readText(text, settings);
    if (!pasted.isUnderstood())
        return tl::unexpected(pasted.error);
    console.complain(Texts::tr("Read as %1.").arg(titleOf(pasted.kind)));
    QList<check::BatchItem> items;
    for (const imports::PastedEndpoint &endpoint : pasted.endpoints) {
        const bool inFull = pasted.endpoints.size() <= ToldInFull;
        if (pasted.endpoints.size() > 1 && (inFull || endpoint.hasLeft()))
            tell(console, observation::maskedUrl(endpoint.address));
        QList<imports::Part> parts = endpoint.parts;
        if (!inFull)
            parts.removeIf([](const imports::Part &part) { return part.fate != imports::Part::Fate::Left; });
        tellParts(parts, console, false);
        items.append({endpoint.address, endpoint.settings});
    }
    tellParts(pasted.left, console, false);
    return items;
}

tl::expected<QList<check::BatchItem>, QString>
readArgument(const QString &typed, const observation::Settings &settings, const Console &console)
{
    if (typed == QLatin1String("-")) {
        QFile input;
        if (!input.open(stdin, QIODevice::ReadOnly))
            return tl::unexpected(Texts::tr("Standard input cannot be read: %1.").arg(input.errorString()));
        return readPasted(input.read(imports::MaximumTextSize + 1), settings, console);
    }
    if (!imports::isMoreThanAddress(typed.toUtf8()))
        return QList<check::BatchItem>{{typed, settings}};
    return readPasted(typed.toUtf8(), settings, console);
}

bool isOfOtherTools(const QByteArray &text)
{
    using imports::TextKind;
    if (text.size() > imports::MaximumTextSize || isPlainList(text))
        return false;
    const TextKind kind = imports::readText(text, {}).kind;
    return kind != TextKind::Unknown && kind != TextKind::Address && kind != TextKind::AddressList;
}

} // namespace wirewise::cli
