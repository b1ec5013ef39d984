#include "cli/consolecommand.h"

#include "observation/hextext.h"
#include "wire/closecode.h"
#include "wire/framejudge.h"
#include "wire/utf8.h"

#include <QCoreApplication>
#include <QFile>

namespace wirewise::cli {

namespace {

using Kind = ConsoleCommand::Kind;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::ConsoleCommand)
};

ConsoleCommand wrong(const QString &problem)
{
    return {.kind = Kind::Wrong, .payload = {}, .problem = problem};
}

/// The first word, and what stands behind it and its space.
std::pair<QByteArray, QByteArray> firstWord(const QByteArray &text)
{
    const qsizetype end = text.indexOf(' ');
    return end < 0 ? std::pair(text, QByteArray()) : std::pair(text.first(end), text.sliced(end + 1));
}

ConsoleCommand pingOf(const QByteArray &rest)
{
    if (rest.size() > wire::MaxControlPayload)
        return wrong(Texts::tr("/ping carries at most 125 bytes."));
    return {.kind = Kind::Ping, .payload = rest};
}

ConsoleCommand closeOf(const QByteArray &rest)
{
    const auto [number, reason] = firstWord(rest);
    if (number.isEmpty())
        return {.kind = Kind::Close, .payload = {}};
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

ConsoleCommand hexOf(Kind kind, const QByteArray &rest, const QString &problem)
{
    const auto bytes = observation::bytesFromHex(rest);
    if (!bytes || (kind == Kind::Raw && bytes->isEmpty()))
        return wrong(problem);
    return {.kind = kind, .payload = *bytes};
}

ConsoleCommand binaryOf(const QByteArray &rest)
{
    return hexOf(
        Kind::Binary, rest,
        Texts::tr("/binary HEX: pairs of hexadecimal digits were expected, for example /binary 01 ff."));
}

ConsoleCommand rawOf(const QByteArray &rest)
{
    return hexOf(
        Kind::Raw, rest,
        Texts::tr("/raw HEX: pairs of hexadecimal digits were expected, for example /raw 89 80 00 00 00 00, "
                  "an empty ping."));
}

ConsoleCommand fileOf(const QByteArray &rest)
{
    constexpr qint64 largest = 64 * 1024 * 1024;
    if (rest.isEmpty())
        return wrong(Texts::tr("/file PATH: the path of a file was expected."));
    QFile file(QString::fromLocal8Bit(rest));
    if (!file.open(QIODevice::ReadOnly))
        return wrong(
            Texts::tr("/file PATH: %1 cannot be read: %2.").arg(file.fileName(), file.errorString()));
    const QByteArray bytes = file.read(largest + 1);
    if (bytes.size() > largest)
        return wrong(Texts::tr("/file PATH: %1 is larger than 64 MiB.").arg(file.fileName()));
    return {.kind = Kind::Binary, .payload = bytes};
}

ConsoleCommand fragmentsOf(const QByteArray &rest)
{
    const auto [number, text] = firstWord(rest);
    bool isNumber = false;
    const int size = number.toInt(&isNumber);
    if (!isNumber || size < 1 || !wire::isValidUtf8(text))
        return wrong(
            Texts::tr("/fragment N TEXT: a number of bytes for each frame and text were expected, for "
                      "example /fragment 3 hello world."));
    return {.kind = Kind::Fragments, .payload = text, .size = size};
}

ConsoleCommand helpOf(const QByteArray &)
{
    return {.kind = Kind::Help, .payload = {}};
}

struct Row
{
    const char *name;
    const char *operands;
    const char *meaning;
    ConsoleCommand (*read)(const QByteArray &rest);
};

constexpr Row rows[] = {
    {"/ping", "[TEXT]",
     QT_TRANSLATE_NOOP("ConsoleCommands", "send a ping and print how long its answer took"), pingOf},
    {"/close", "[CODE [REASON]]",
     QT_TRANSLATE_NOOP("ConsoleCommands", "close the connection; 1000 unless told"), closeOf},
    {"/binary", "HEX", QT_TRANSLATE_NOOP("ConsoleCommands", "send a binary message"), binaryOf},
    {"/file", "PATH", QT_TRANSLATE_NOOP("ConsoleCommands", "send a file as a binary message"), fileOf},
    {"/fragment", "N TEXT", QT_TRANSLATE_NOOP("ConsoleCommands", "send text in frames of N bytes"),
     fragmentsOf},
    {"/raw", "HEX",
     QT_TRANSLATE_NOOP("ConsoleCommands",
                       "send these bytes as they are: frames that break the rules, or no frames"),
     rawOf},
    {"/help", "", QT_TRANSLATE_NOOP("ConsoleCommands", "this list"), helpOf},
};

} // namespace

ConsoleCommand readConsoleCommand(const QByteArray &line)
{
    if (!line.startsWith('/') || line.startsWith("//")) {
        const QByteArray text = line.startsWith('/') ? line.sliced(1) : line;
        if (wire::isValidUtf8(text))
            return {.kind = Kind::Text, .payload = text};
        return wrong(Texts::tr("That line is not UTF-8 and was not sent; a text message must be."));
    }
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
    QString text;
    for (const Row &row : rows)
        text += QStringLiteral("%1 %2")
                    .arg(QLatin1String(row.name), QLatin1String(row.operands))
                    .leftJustified(24) +
                QCoreApplication::translate("ConsoleCommands", row.meaning) + QLatin1Char('\n');
    text += QStringLiteral("//TEXT").leftJustified(24) + Texts::tr("send text that begins with a slash") +
            QLatin1Char('\n');
    return text;
}

} // namespace wirewise::cli
