#include "report/messagedata.h"

#include "observation/printable.h"
#include "report/messagewalk.h"

namespace wirewise::report {

QString shownData(const observation::Message &message, qsizetype most)
{
    if (isReadableText(message))
        return observation::printable(message.payload, most);
    const qsizetype shown = qMin(message.payload.size(), most / 3);
    const QString hex = QString::fromLatin1(message.payload.first(shown).toHex(' '));
    return shown < message.payload.size() ? QString(hex + QStringLiteral(" …")) : hex;
}

} // namespace wirewise::report
