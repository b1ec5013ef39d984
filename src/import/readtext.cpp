#include "import/readtext.h"

#include "import/clientcommands.h"
#include "import/curlcommand.h"
#include "import/endpointbuilder.h"
#include "import/harfile.h"
#include "import/requesthead.h"
#include "import/scriptcalls.h"
#include "import/shellwords.h"
#include "import/webrequest.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <optional>

namespace wirewise::imports {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::ReadText)
};

/// What a command's program is; its words begin behind the name.
struct Program
{
    enum class Kind { Curl, Wscat, Websocat, Wirewise };
    Kind kind = Kind::Curl;
    qsizetype words = 1; ///< how many words the name takes, with what stands in front of it
};

/// "/usr/bin/curl", "curl.exe", "npx wscat"; a prompt, sudo, time and NAME=value may stand in front.
std::optional<Program> programOf(const QList<QByteArray> &words)
{
    constexpr std::pair<const char *, Program::Kind> known[] = {{"curl", Program::Kind::Curl},
                                                                {"wscat", Program::Kind::Wscat},
                                                                {"websocat", Program::Kind::Websocat},
                                                                {"wirewise-cli", Program::Kind::Wirewise},
                                                                {"wirewise", Program::Kind::Wirewise}};
    constexpr qsizetype longestPrefix = 6;
    for (qsizetype i = 0; i < std::min(words.size(), longestPrefix); ++i) {
        const QByteArray &word = words.at(i);
        QByteArray name = word.sliced(std::max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1).toLower();
        if (name.endsWith(".exe"))
            name.chop(4);
        for (const auto &[program, kind] : known) {
            if (name == program)
                return Program{kind, i + 1};
        }
        const bool isPrefix = word == "$" || word == "#" || word == "%" || word == ">" || word == "sudo" ||
                              word == "time" || word == "npx" || word == "command" || word == "exec" ||
                              word == "PS" || word.endsWith('>') ||
                              (word.contains('=') && !word.startsWith('-') && !word.contains("://"));
        if (!isPrefix)
            return {};
    }
    return {};
}

QList<PastedEndpoint> readCommand(const Program &program, const QList<QByteArray> &words,
                                  const observation::Settings &base)
{
    switch (program.kind) {
    case Program::Kind::Curl:
        return readCurl(words, base);
    case Program::Kind::Wscat:
        return readWscat(words, base);
    case Program::Kind::Websocat:
        return readWebsocat(words, base);
    case Program::Kind::Wirewise:
        return readWirewise(words, base);
    }
    return {};
}

TextKind kindOf(Program::Kind program, Shell shell)
{
    switch (program) {
    case Program::Kind::Curl:
        return shell == Shell::Bash  ? TextKind::CurlBash
               : shell == Shell::Cmd ? TextKind::CurlCmd
                                     : TextKind::CurlPowerShell;
    case Program::Kind::Wscat:
        return TextKind::Wscat;
    case Program::Kind::Websocat:
        return TextKind::Websocat;
    case Program::Kind::Wirewise:
        return TextKind::WirewiseCommand;
    }
    return TextKind::Unknown;
}

/// Of the commands of one text. A list of addresses may be longer.
constexpr qsizetype MostEndpoints = 2000;
constexpr qsizetype MostListed = 100'000;

QString shownCommand(const Command &command)
{
    constexpr qsizetype longest = 120;
    return QString::fromUtf8(command.words.join(' ').left(longest));
}

/// What the shell would have done with a command before it ran.
QList<Part> shellParts(const Command &command)
{
    QList<Part> parts;
    for (const QByteArray &expansion : command.expansions)
        parts.append({Part::Fate::Left,
                      QString::fromUtf8(expansion),
                      {},
                      Texts::tr("variables and commands of the shell are not looked up; it stands there as "
                                "written, so put its value in")});
    for (const QByteArray &redirection : command.redirections)
        parts.append({Part::Fate::Implied,
                      QString::fromUtf8(redirection),
                      {},
                      Texts::tr("no file is read or written")});
    if (command.quoteOpen)
        parts.append({Part::Fate::Left,
                      Texts::tr("a quote"),
                      {},
                      Texts::tr("it is not closed; the end of the text may be missing")});
    return parts;
}

Pasted readCommands(QByteArrayView text, const observation::Settings &base)
{
    Pasted pasted;
    const Shell shell = guessShell(text);
    const QList<Command> commands = splitCommands(text, shell);
    QList<Part> others;
    for (const Command &command : commands) {
        const std::optional<Program> program = programOf(command.words);
        if (pasted.endpoints.size() >= MostEndpoints) {
            others.append({Part::Fate::Left,
                           shownCommand(command),
                           {},
                           Texts::tr("more than %1 endpoints are not read at once").arg(MostEndpoints)});
            break;
        }
        const bool isAddress = command.words.size() == 1 && looksLikeAddress(command.words.constFirst());
        if (!program && isAddress) {
            EndpointBuilder builder(base);
            builder.setAddress(Texts::tr("address"), command.words.constFirst());
            pasted.endpoints.append(std::move(builder).build());
            continue;
        }
        if (!program) {
            others.append(
                {Part::Fate::Left, shownCommand(command), {}, Texts::tr("another command; none is run")});
            continue;
        }
        if (pasted.kind == TextKind::Unknown)
            pasted.kind = kindOf(program->kind, shell);
        QList<PastedEndpoint> endpoints = readCommand(*program, command.words.sliced(program->words), base);
        if (endpoints.isEmpty()) {
            others.append({Part::Fate::Left,
                           shownCommand(command),
                           {},
                           Texts::tr("there is no address in this command")});
            continue;
        }
        endpoints.first().parts += shellParts(command);
        pasted.endpoints += endpoints;
    }
    if (pasted.kind == TextKind::Unknown)
        return {};
    pasted.left = others;
    if (pasted.endpoints.isEmpty())
        pasted.error = Texts::tr("There is no address in this command. Add one and paste it again.");
    return pasted;
}

/// One address a line. What else stands on a line is named, not dropped.
Pasted readAddresses(const QByteArray &text, const observation::Settings &base)
{
    Pasted pasted;
    pasted.kind = TextKind::AddressList;
    const QList<QByteArray> lines = text.split('\n');
    for (qsizetype number = 1; number <= lines.size(); ++number) {
        const QByteArray line = lines.at(number - 1).trimmed();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        if (pasted.endpoints.size() >= MostListed) {
            pasted.left.append({Part::Fate::Left,
                                Texts::tr("line %1").arg(number),
                                {},
                                Texts::tr("more than %1 addresses are not read at once").arg(MostListed)});
            break;
        }
        QList<Command> commands = splitCommands(line, Shell::Bash);
        const bool hasOptions = !commands.isEmpty() && line.contains(" -");
        if (hasOptions) {
            const QList<PastedEndpoint> endpoints =
                readWirewise(QList<QByteArray>{"check"} + commands.constFirst().words, base);
            pasted.endpoints += endpoints;
            if (!endpoints.isEmpty())
                continue;
        }
        const qsizetype comment = line.indexOf(" #");
        const QByteArray address = (comment < 0 ? line : line.first(comment)).trimmed();
        EndpointBuilder builder(base);
        builder.setAddress(Texts::tr("line %1").arg(number), address);
        pasted.endpoints.append(std::move(builder).build());
    }
    if (pasted.endpoints.size() == 1)
        pasted.kind = TextKind::Address;
    if (pasted.endpoints.isEmpty())
        pasted.error = Texts::tr("There is no address in this text, only comments.");
    return pasted;
}

Pasted readHarText(const QByteArray &text, const observation::Settings &base)
{
    QBuffer buffer;
    buffer.setData(text);
    buffer.open(QIODevice::ReadOnly);
    Pasted pasted;
    pasted.kind = TextKind::Har;
    const HarListing listing = listHar(&buffer);
    if (!listing.error.isEmpty() && listing.entries.isEmpty()) {
        pasted.error = listing.error;
        return pasted;
    }
    for (const HarEntry &entry : listing.entries)
        pasted.endpoints.append(endpointOf(entry, base));
    pasted.left = listing.left;
    if (pasted.endpoints.isEmpty())
        pasted.error = Texts::tr("The HAR holds no request. Record again with the page open.");
    return pasted;
}

} // namespace

Pasted readText(const QByteArray &bytes, const observation::Settings &base)
{
    Pasted pasted;
    if (bytes.size() > MaximumTextSize) {
        pasted.error =
            Texts::tr("The text has more than 16 MiB. Paste one request, or import a HAR as a file.");
        return pasted;
    }
    const QByteArray text = toUtf8(bytes).trimmed();
    if (text.isEmpty()) {
        pasted.error = Texts::tr("There is no text. An address or a command was expected.");
        return pasted;
    }
    if (text.startsWith('{') && text.contains("\"log\""))
        return readHarText(text, base);
    pasted = readRequestHead(text, base);
    if (pasted.kind == TextKind::Unknown)
        pasted = readWebRequest(text, base);
    if (pasted.kind == TextKind::Unknown)
        pasted = readCommands(text, base);
    if (pasted.kind == TextKind::Unknown)
        pasted = readScript(text, base);
    if (pasted.kind == TextKind::Unknown)
        pasted = readAddresses(text, base);
    return pasted;
}

bool isMoreThanAddress(const QByteArray &bytes)
{
    const QByteArray text = bytes.trimmed();
    if (text.isEmpty() || text.size() > MaximumTextSize)
        return false;
    if (text.contains('\n'))
        return true;
    const bool hasSpace = text.contains(' ') || text.contains('(');
    return hasSpace && readText(text, {}).kind != TextKind::Address;
}

QByteArray toUtf8(const QByteArray &bytes)
{
    // A text of ours begins with an ASCII character: in UTF-16 one of its two bytes is zero.
    std::optional<QStringConverter::Encoding> encoding;
    if (bytes.startsWith("\xFF\xFE") || (bytes.size() > 1 && bytes.at(0) != '\0' && bytes.at(1) == '\0'))
        encoding = QStringConverter::Utf16LE;
    else if (bytes.startsWith("\xFE\xFF") || (bytes.size() > 1 && bytes.at(0) == '\0' && bytes.at(1) != '\0'))
        encoding = QStringConverter::Utf16BE;
    if (encoding) {
        QStringDecoder decoder(*encoding);
        const QString decoded = decoder(bytes);
        return decoded.toUtf8();
    }
    return bytes.startsWith("\xEF\xBB\xBF") ? bytes.sliced(3) : bytes;
}

} // namespace wirewise::imports
