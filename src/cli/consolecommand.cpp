#include "cli/consolecommand.h"

#include "cli/framecommand.h"
#include "cli/placeholdervalues.h"
#include "observation/hextext.h"
#include "observation/placeholders.h"
#include "wire/closecode.h"
#include "wire/framejudge.h"
#include "wire/utf8.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace wirewise::cli {

namespace {

using Kind = ConsoleCommand::Kind;

constexpr qint64 LargestFile = 64 * 1024 * 1024;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::ConsoleCommand)
};

ConsoleCommand wrong(const QString &problem)
{
    return {.kind = Kind::Wrong, .problem = problem};
}

/// The first word, and what stands behind it and its space.
std::pair<QByteArray, QByteArray> firstWord(const QByteArray &text)
{
    const qsizetype end = text.indexOf(' ');
    return end < 0 ? std::pair(text, QByteArray()) : std::pair(text.first(end), text.sliced(end + 1));
}

/// Bytes that a command was given, or what is wrong with them.
struct Given
{
    QByteArray bytes;
    QString problem;
};

Given readFile(const QByteArray &path)
{
    QFile file(QString::fromUtf8(path));
    if (path.startsWith("~/"))
        file.setFileName(QDir::homePath() + QString::fromUtf8(path.sliced(1)));
    if (!file.open(QIODevice::ReadOnly))
        return {{}, Texts::tr("%1 cannot be read: %2.").arg(file.fileName(), file.errorString())};
    QByteArray bytes = file.read(LargestFile + 1);
    if (bytes.size() > LargestFile)
        return {{}, Texts::tr("%1 is larger than 64 MiB.").arg(file.fileName())};
    return {std::move(bytes), {}};
}

ConsoleCommand textFrom(const Given &given)
{
    if (!given.problem.isEmpty())
        return wrong(given.problem);
    if (!wire::isValidUtf8(given.bytes))
        return wrong(Texts::tr("That is not UTF-8 and was not sent; a text message must be."));
    return {.kind = Kind::Text, .payload = given.bytes};
}

ConsoleCommand textOf(const QByteArray &rest)
{
    if (rest.startsWith('@'))
        return textFrom(readFile(rest.sliced(1)));
    const observation::FilledText filled = observation::fillPlaceholders(rest, placeholderValue);
    if (!filled.missing.isEmpty())
        return wrong(Texts::tr("{{%1}} has no value, and nothing was sent. Write the value in its place, or "
                               "{{env:NAME}} for a variable of the environment.")
                         .arg(QString::fromUtf8(filled.missing.constFirst())));
    return textFrom({filled.text, {}});
}

ConsoleCommand secretOf(const QByteArray &rest)
{
    return textFrom({rest, {}});
}

ConsoleCommand binaryOf(const QByteArray &rest)
{
    if (rest.startsWith('@')) {
        const Given file = readFile(rest.sliced(1));
        return file.problem.isEmpty() ? ConsoleCommand{.kind = Kind::Binary, .payload = file.bytes}
                                      : wrong(file.problem);
    }
    const std::optional<QByteArray> bytes = observation::bytesFromHex(rest);
    if (!bytes)
        return wrong(Texts::tr("/binary HEX or @FILE: pairs of hexadecimal digits were expected, for example "
                               "/binary 01 ff, or a file."));
    return {.kind = Kind::Binary, .payload = *bytes};
}

ConsoleCommand fragmentOf(const QByteArray &rest)
{
    const auto [number, text] = firstWord(rest);
    bool isNumber = false;
    const int size = number.toInt(&isNumber);
    if (!isNumber || size < 1 || !wire::isValidUtf8(text))
        return wrong(
            Texts::tr("/fragment N TEXT: a number of bytes for each frame and text were expected, for "
                      "example /fragment 3 hello world."));
    return {.kind = Kind::Fragments, .payload = text, .number = size};
}

ConsoleCommand frameOf(const QByteArray &rest)
{
    if (rest.trimmed().isEmpty())
        return {.kind = Kind::FrameHelp};
    const FrameCommand frame = readFrameCommand(rest);
    if (!frame.problem.isEmpty())
        return wrong(frame.problem);
    return {.kind = Kind::Raw, .payload = frame.bytes, .note = frame.note};
}

ConsoleCommand rawOf(const QByteArray &rest)
{
    const std::optional<QByteArray> bytes = observation::bytesFromHex(rest);
    if (!bytes || bytes->isEmpty())
        return wrong(Texts::tr(
            "/raw HEX: pairs of hexadecimal digits were expected, for example /raw 89 80 00 00 00 00, "
            "an empty ping."));
    return {.kind = Kind::Raw, .payload = *bytes, .note = noteOnFrames(*bytes)};
}

ConsoleCommand controlOf(Kind kind, const QByteArray &rest)
{
    if (rest.size() > wire::MaxControlPayload)
        return wrong(Texts::tr("%1 carries at most 125 bytes.")
                         .arg(QLatin1String(kind == Kind::Ping ? "/ping" : "/pong")));
    return {.kind = kind, .payload = rest};
}

ConsoleCommand closeOf(const QByteArray &rest)
{
    const auto [number, reason] = firstWord(rest);
    if (number.isEmpty())
        return {.kind = Kind::Close};
    bool isNumber = false;
    const ushort code = number.toUShort(&isNumber);
    if (!isNumber || !wire::mayBeSent(code))
        return wrong(
            Texts::tr("/close CODE REASON: a code from 1000 to 4999 that may be sent was expected, for "
                      "example /close 1000 done."));
    if (!wire::isValidUtf8(reason) || reason.size() > wire::MaxControlPayload - 2)
        return wrong(Texts::tr("/close CODE REASON: a reason of at most 123 bytes of UTF-8 was expected."));
    return {.kind = Kind::Close, .payload = reason, .code = code};
}

ConsoleCommand switchOf(Kind kind, const QByteArray &rest)
{
    const QByteArray word = rest.trimmed();
    if (word != "on" && word != "off")
        return wrong(Texts::tr("on or off was expected."));
    return {.kind = kind, .on = word == "on"};
}

ConsoleCommand autoPingOf(const QByteArray &rest)
{
    constexpr int longest = 86400;
    bool isNumber = false;
    const int seconds = rest.trimmed().toInt(&isNumber);
    if (rest.trimmed() == "off")
        return {.kind = Kind::AutoPing};
    if (!isNumber || seconds < 1 || seconds > longest)
        return wrong(Texts::tr("/autoping SECONDS: a whole number from 1 to 86400, or off, was expected."));
    return {.kind = Kind::AutoPing, .number = seconds, .on = true};
}

/// A whole number from 1, or 0 for none.
std::optional<qint64> numberOf(const QByteArray &word)
{
    bool isNumber = false;
    const qlonglong number = word.toLongLong(&isNumber);
    if (word.isEmpty())
        return 0;
    return isNumber && number > 0 ? std::optional<qint64>(number) : std::nullopt;
}

ConsoleCommand showOf(const QByteArray &rest)
{
    const std::optional<qint64> number = numberOf(rest.trimmed());
    if (!number)
        return wrong(Texts::tr("/show N: the number of a message was expected."));
    return {.kind = Kind::Show, .number = *number};
}

ConsoleCommand saveOf(const QByteArray &rest)
{
    const auto [word, path] = firstWord(rest);
    const std::optional<qint64> number = numberOf(word);
    if (number.value_or(0) == 0 || path.isEmpty())
        return wrong(Texts::tr("/save N FILE: the number of a message and a new file were expected."));
    return {.kind = Kind::Save, .payload = path, .number = *number};
}

ConsoleCommand templateOf(const QByteArray &rest)
{
    const std::optional<qint64> number = numberOf(rest.trimmed());
    if (number.value_or(0) == 0)
        return wrong(Texts::tr("/template N: a number out of /templates was expected."));
    return {.kind = Kind::Template, .number = *number};
}

template<Kind kind>
ConsoleCommand plain(const QByteArray &rest)
{
    if (!rest.trimmed().isEmpty())
        return wrong(Texts::tr("Nothing was expected behind that command."));
    return {.kind = kind};
}

struct Row
{
    const char *name;
    const char *operands;
    const char *meaning;
    ConsoleCommand (*read)(const QByteArray &rest);
};

constexpr Row rows[] = {
    {"/text", "TEXT | @FILE",
     QT_TRANSLATE_NOOP("ConsoleCommands", "send text; {{env:NAME}}, {{NUL}}, {{LF}} are filled in"), textOf},
    {"/secret", "TEXT", QT_TRANSLATE_NOOP("ConsoleCommands", "send text that the history does not keep"),
     secretOf},
    {"/binary", "HEX | @FILE", QT_TRANSLATE_NOOP("ConsoleCommands", "send a binary message"), binaryOf},
    {"/fragment", "N TEXT", QT_TRANSLATE_NOOP("ConsoleCommands", "send text in frames of N bytes"),
     fragmentOf},
    {"/frame", "[WORDS TEXT]",
     QT_TRANSLATE_NOOP("ConsoleCommands", "send one frame, also against the rules; alone: how"), frameOf},
    {"/raw", "HEX", QT_TRANSLATE_NOOP("ConsoleCommands", "send bytes as they are, frames or not"), rawOf},
    {"/ping", "[TEXT]", QT_TRANSLATE_NOOP("ConsoleCommands", "send a ping; prints how long its answer took"),
     [](const QByteArray &rest) { return controlOf(Kind::Ping, rest); }},
    {"/pong", "[TEXT]", QT_TRANSLATE_NOOP("ConsoleCommands", "send a pong that nobody asked for"),
     [](const QByteArray &rest) { return controlOf(Kind::Pong, rest); }},
    {"/close", "[CODE [REASON]]", QT_TRANSLATE_NOOP("ConsoleCommands", "close; with 1000 unless told"),
     closeOf},
    {"/autopong", "on|off", QT_TRANSLATE_NOOP("ConsoleCommands", "answer the server's pings; on at first"),
     [](const QByteArray &rest) { return switchOf(Kind::AutoPong, rest); }},
    {"/autoping", "SECONDS|off", QT_TRANSLATE_NOOP("ConsoleCommands", "a ping that often"), autoPingOf},
    {"/heartbeat", "on|off",
     QT_TRANSLATE_NOOP("ConsoleCommands", "do what the heartbeat of the protocol inside wants"),
     [](const QByteArray &rest) { return switchOf(Kind::Heartbeat, rest); }},
    {"/filter", "[WORDS]",
     QT_TRANSLATE_NOOP("ConsoleCommands", "show only word /regex/ key:value -not; alone: all"),
     [](const QByteArray &rest) { return ConsoleCommand{.kind = Kind::Filter, .payload = rest.trimmed()}; }},
    {"/pause", "", QT_TRANSLATE_NOOP("ConsoleCommands", "hold messages back; again: show what was held"),
     plain<Kind::Pause>},
    {"/show", "[N]", QT_TRANSLATE_NOOP("ConsoleCommands", "all of message N, or of the last one"), showOf},
    {"/save", "N FILE", QT_TRANSLATE_NOOP("ConsoleCommands", "write the bytes of message N to a new file"),
     saveOf},
    {"/stats", "", QT_TRANSLATE_NOOP("ConsoleCommands", "messages, bytes, median and worst ping"),
     plain<Kind::Stats>},
    {"/templates", "", QT_TRANSLATE_NOOP("ConsoleCommands", "first messages of the protocol inside"),
     plain<Kind::Templates>},
    {"/template", "N", QT_TRANSLATE_NOOP("ConsoleCommands", "take one of them to edit and send"), templateOf},
    {"/help", "", QT_TRANSLATE_NOOP("ConsoleCommands", "this list"), plain<Kind::Help>},
};

/// Names of files behind @, whole lines again.
QList<QByteArray> filesFor(const QByteArray &before, const QByteArray &path)
{
    const qsizetype slash = path.lastIndexOf('/') + 1;
    const QString folder = QString::fromUtf8(path.first(slash));
    const QDir place(folder.isEmpty() ? QStringLiteral(".") : folder);
    constexpr qsizetype most = 50;
    QList<QByteArray> found;
    const QFileInfoList entries = place.entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name);
    for (const QFileInfo &entry : entries) {
        const QByteArray name = entry.fileName().toUtf8();
        if (name.startsWith(path.sliced(slash)) && found.size() < most)
            found.append(before + path.first(slash) + name + (entry.isDir() ? "/" : ""));
    }
    return found;
}

} // namespace

ConsoleCommand readConsoleCommand(const QByteArray &line)
{
    if (line.isEmpty())
        return {.kind = Kind::Nothing};
    if (!line.startsWith('/') || line.startsWith("//"))
        return textFrom({line.startsWith('/') ? line.sliced(1) : line, {}});
    const auto [name, rest] = firstWord(line);
    for (const Row &row : rows)
        if (name == row.name)
            return row.read(rest);
    return wrong(
        Texts::tr("%1 is no command and was not sent. /help lists them; a line that begins with a slash "
                  "is sent with two of them.")
            .arg(QString::fromUtf8(name)));
}

QString consoleHelp()
{
    constexpr int operandsEnd = 24;
    QString text;
    for (const Row &row : rows)
        text += QStringLiteral("%1 %2")
                    .arg(QLatin1String(row.name), QLatin1String(row.operands))
                    .leftJustified(operandsEnd) +
                QCoreApplication::translate("ConsoleCommands", row.meaning) + QLatin1Char('\n');
    text += QStringLiteral("//TEXT").leftJustified(operandsEnd) +
            Texts::tr("send text that begins with a slash") + QLatin1Char('\n');
    text += Texts::tr("Tab completes, Ctrl+R searches; no line that begins with a space is kept.") +
            QLatin1Char('\n');
    return text;
}

QList<QByteArray> completionsOf(const QByteArray &typed)
{
    const auto [name, rest] = firstWord(typed);
    QList<QByteArray> found;
    for (const Row &row : rows) {
        const QByteArray command(row.name);
        if (typed == name) {
            if (command.startsWith(name))
                found.append(row.operands[0] == '\0' ? command : command + ' ');
        } else if (command == name && QByteArray(row.operands).contains("@FILE") && rest.startsWith('@')) {
            return filesFor(name + " @", rest.sliced(1));
        } else if (command == name && QByteArray(row.operands) == "on|off") {
            for (const char *word : {"on", "off"})
                if (QByteArray(word).startsWith(rest))
                    found.append(name + ' ' + word);
        }
    }
    return found;
}

} // namespace wirewise::cli
