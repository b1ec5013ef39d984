#include "report/messagedata.h"

#include "observation/printable.h"
#include "report/messagewalk.h"
#include "wire/closecode.h"
#include "wire/utf8.h"

#include <QtEndian>

namespace wirewise::report {

using namespace observation;

namespace {

/// A ping's data is any bytes; most are words.
bool isWord(const Message &message)
{
    return wire::isControl(message.opcode) && message.frames > 0 && wire::isValidUtf8(message.payload) &&
           printable(message.payload) == QString::fromUtf8(message.payload);
}

/// "1008 Policy Violation: no token" (RFC 6455 section 5.5.1).
QString closeText(const QByteArray &payload, qsizetype most)
{
    const auto code = qFromBigEndian<quint16>(payload.constData());
    const QByteArray name = wire::closeCodeName(code);
    QString text = QString::number(code);
    if (!name.isEmpty())
        text += u' ' + QString::fromLatin1(name);
    return payload.size() == 2 ? text
                               : QString(text + QStringLiteral(": ") + printable(payload.sliced(2), most));
}

} // namespace

QString shownData(const Message &message, qsizetype most)
{
    if (message.opcode == wire::Opcode::Close && message.frames > 0 && message.payload.size() >= 2)
        return closeText(message.payload, most);
    if (isReadableText(message) || isWord(message))
        return printable(message.payload, most);
    const qsizetype shown = qMin(message.payload.size(), most / 3);
    const QString hex = QString::fromLatin1(message.payload.first(shown).toHex(' '));
    return shown < message.payload.size() ? QString(hex + QStringLiteral(" …")) : hex;
}

} // namespace wirewise::report
