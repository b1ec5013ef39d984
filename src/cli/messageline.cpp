#include "cli/messageline.h"

#include "observation/printable.h"
#include "wire/closecode.h"
#include "wire/framejudge.h"

#include <QCoreApplication>
#include <QDateTime>

namespace wirewise::cli {

namespace {

using observation::Message;
using wire::Opcode;

/// What is shown of a message in its line, and whether that is all.
struct Content
{
    QString text;
    bool isWhole = true;
};

Content binaryContent(const QByteArray &payload)
{
    constexpr qsizetype shown = 32;
    QString text = QString::fromLatin1(payload.first(std::min(shown, payload.size())).toHex(' '));
    if (payload.size() > shown)
        text += QStringLiteral(" \u2026");
    return {text, payload.size() <= shown};
}

constexpr char dim[] = "2", cyan[] = "36", green[] = "32";

/// As its protocol calls it; what it carries is the peer's.
QString packetName(const wire::Packet &packet)
{
    constexpr qsizetype longest = 60;
    const QByteArray name = packet.summary.isEmpty() ? packet.type : packet.type + ' ' + packet.summary;
    return observation::printable(name, longest);
}

/// Bytes that were sent as they were typed are no message, though they may read like one.
QString wordOf(const Message &message)
{
    return message.frames == 0 ? QCoreApplication::translate("ConnectVerb", "typed")
                               : QString::fromLatin1(wire::toString(message.opcode));
}

QString closeContent(const QByteArray &payload)
{
    const wire::CloseBody close = wire::readCloseBody(payload);
    if (!close.code)
        return QCoreApplication::translate("ConnectVerb", "without a code");
    QString text = QString::number(*close.code);
    if (const QByteArray name = wire::closeCodeName(*close.code); !name.isEmpty())
        text += QLatin1Char(' ') + QString::fromLatin1(name);
    if (!close.reason.isEmpty())
        text += QLatin1String(" \"") + observation::printable(close.reason) + QLatin1Char('"');
    return text;
}

Content contentOf(const Message &message, qsizetype longest)
{
    if (message.opcode == Opcode::Close)
        return {closeContent(message.payload)};
    if (message.opcode != Opcode::Text)
        return binaryContent(message.payload);
    const QString text = observation::printable(message.payload, longest);
    // One character is at least one byte.
    const bool isWhole = message.payload.size() <= longest || observation::printable(message.payload) == text;
    return {text, isWhole};
}

/// 16 bytes a line: offset, digits, characters.
QString dumpOf(QByteArrayView bytes)
{
    constexpr qsizetype width = 16;
    QString text;
    for (qsizetype at = 0; at < bytes.size(); at += width) {
        const QByteArrayView row = bytes.sliced(at, std::min(width, bytes.size() - at));
        QString characters;
        for (const char byte : row)
            characters += byte >= 0x20 && byte < 0x7f ? QLatin1Char(byte) : QLatin1Char('.');
        text += QStringLiteral("%1  %2  %3\n")
                    .arg(at, 8, 16, QLatin1Char('0'))
                    .arg(QString::fromLatin1(row.toByteArray().toHex(' ')), int(-(width * 3 - 1)))
                    .arg(characters);
    }
    return text;
}

QString painted(const char *colour, const QString &text)
{
    return QLatin1String("\x1b[") + QLatin1String(colour) + QLatin1Char('m') + text +
           QLatin1String("\x1b[0m");
}

} // namespace

QString messageLine(const Message &message, const QList<wire::Packet> &packets, MessageLook look)
{
    constexpr qsizetype longestAtTerminal = 1000, longest = 16 * 1024;
    const bool sent = message.direction == wire::Direction::Sent;
    QString time = QDateTime::currentDateTime().toString(QStringLiteral("HH:mm:ss.zzz"));
    QString arrow = sent ? QStringLiteral("\u2191") : QStringLiteral("\u2193");
    QString name = packets.isEmpty() ? QString() : packetName(packets.constFirst());
    if (look.colour) {
        time = painted(dim, time);
        arrow = painted(sent ? cyan : green, arrow);
        name = name.isEmpty() ? name : painted(dim, name);
    }
    const Content content = contentOf(message, look.shortens ? longestAtTerminal : longest);
    QString line = time + QLatin1Char(' ') + arrow + QLatin1Char(' ') + wordOf(message).leftJustified(6) +
                   QString::number(message.payload.size()).rightJustified(7) + QLatin1String("  ") +
                   content.text;
    if (!name.isEmpty())
        line += QLatin1String("  ") + name;
    if (look.shortens && !content.isWhole)
        line += QLatin1String("  ") +
                QCoreApplication::translate("ConnectVerb", "(all of it: /show %1)").arg(message.number);
    return line;
}

QString wholeMessage(const Message &message)
{
    const QByteArrayView shown =
        QByteArrayView(message.payload).first(std::min(LargestShown, message.payload.size()));
    QString text;
    if (message.opcode == Opcode::Text) {
        const QList<QByteArray> lines = shown.toByteArray().split('\n');
        for (const QByteArray &line : lines)
            text += observation::printable(line) + QLatin1Char('\n');
    } else if (message.opcode == Opcode::Close) {
        text = closeContent(message.payload) + QLatin1Char('\n');
    } else {
        text = dumpOf(shown);
    }
    if (shown.size() < message.payload.size())
        text += QCoreApplication::translate(
                    "ConnectVerb", "\u2026 %1 of %2 bytes; /save %3 FILE writes all of them to a file")
                    .arg(shown.size())
                    .arg(message.payload.size())
                    .arg(message.number) +
                QLatin1Char('\n');
    return text;
}

} // namespace wirewise::cli
