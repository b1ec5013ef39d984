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

QString binaryText(const QByteArray &payload)
{
    constexpr qsizetype shown = 32;
    QString text = QString::fromLatin1(payload.first(std::min(shown, payload.size())).toHex(' '));
    if (payload.size() > shown)
        text += QStringLiteral(" …");
    return text;
}

constexpr char dim[] = "2", cyan[] = "36", green[] = "32";

/// As its protocol calls it; what it carries is the peer's.
QString packetName(const wire::Packet &packet)
{
    constexpr qsizetype longest = 60;
    const QByteArray name = packet.summary.isEmpty() ? packet.type : packet.type + ' ' + packet.summary;
    return observation::printable(name, longest);
}

QString contentOf(const Message &message)
{
    constexpr qsizetype longest = 16 * 1024;
    if (message.opcode == Opcode::Text)
        return observation::printable(message.payload, longest);
    if (message.opcode != Opcode::Close)
        return binaryText(message.payload);
    const wire::CloseBody close = wire::readCloseBody(message.payload);
    if (!close.code)
        return QCoreApplication::translate("ConnectVerb", "without a code");
    QString text = QString::number(*close.code);
    if (const QByteArray name = wire::closeCodeName(*close.code); !name.isEmpty())
        text += QLatin1Char(' ') + QString::fromLatin1(name);
    if (!close.reason.isEmpty())
        text += QLatin1String(" \"") + observation::printable(close.reason, longest) + QLatin1Char('"');
    return text;
}

QString painted(const char *colour, const QString &text)
{
    return QLatin1String("\x1b[") + QLatin1String(colour) + QLatin1Char('m') + text +
           QLatin1String("\x1b[0m");
}

} // namespace

QString messageLine(const Message &message, const QList<wire::Packet> &packets, bool colour)
{
    const bool sent = message.direction == wire::Direction::Sent;
    QString time = QDateTime::currentDateTime().toString(QStringLiteral("HH:mm:ss.zzz"));
    QString arrow = sent ? QStringLiteral("\u2191") : QStringLiteral("\u2193");
    QString name = packets.isEmpty() ? QString() : packetName(packets.constFirst());
    if (colour) {
        time = painted(dim, time);
        arrow = painted(sent ? cyan : green, arrow);
        name = name.isEmpty() ? name : painted(dim, name);
    }
    QString line = time + QLatin1Char(' ') + arrow + QLatin1Char(' ') +
                   QString::fromLatin1(wire::toString(message.opcode)).leftJustified(6) +
                   QString::number(message.payload.size()).rightJustified(7) + QLatin1String("  ") +
                   contentOf(message);
    if (!name.isEmpty())
        line += QLatin1String("  ") + name;
    return line;
}

} // namespace wirewise::cli
