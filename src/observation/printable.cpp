#include "observation/printable.h"

#include <QChar>

#include <algorithm>

namespace wirewise::observation {

namespace {

/// Characters that have no shape of their own or change how others are shown.
bool isInvisible(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
        return true;
    default:
        // Fillers and selectors that fonts draw as nothing, and the tag block.
        return character == 0x115F || character == 0x1160 || character == 0x3164 || character == 0xFFA0 ||
               (character >= 0xE0000 && character <= 0xE0FFF);
    }
}

void append(QString &text, char32_t character)
{
    constexpr char32_t Pictures = 0x2400;
    if (character < 0x20) {
        text += QChar(static_cast<char16_t>(Pictures + character));
    } else if (character == 0x7F) {
        text += QChar(char16_t(0x2421));
    } else if (isInvisible(character)) {
        text +=
            QLatin1String("<U+") +
            QString::number(static_cast<uint>(character), 16).toUpper().rightJustified(4, QLatin1Char('0')) +
            QLatin1Char('>');
    } else {
        text += QChar::fromUcs4(character);
    }
}

} // namespace

QString printable(QByteArrayView bytes)
{
    // Most of what peers send.
    if (std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= 0x20 && c < 0x7F; }))
        return QString::fromLatin1(bytes);
    const QString decoded = QString::fromUtf8(bytes);
    QString text;
    text.reserve(decoded.size());
    for (qsizetype i = 0; i < decoded.size(); ++i) {
        const QChar unit = decoded.at(i);
        if (unit.isHighSurrogate() && i + 1 < decoded.size() && decoded.at(i + 1).isLowSurrogate()) {
            append(text, QChar::surrogateToUcs4(unit, decoded.at(i + 1)));
            ++i;
        } else {
            append(text, unit.unicode());
        }
    }
    return text;
}

QString printable(QByteArrayView bytes, qsizetype maximum)
{
    if (maximum <= 0)
        return {};
    // No character takes more than four bytes: what lies behind cannot be shown, so it is not decoded.
    const QByteArrayView head = bytes.first(qMin(bytes.size(), maximum * 4 + 4));
    QString text = printable(head);
    if (text.size() <= maximum && head.size() == bytes.size())
        return text;
    qsizetype kept = qMin(maximum - 1, text.size());
    if (kept > 0 && text.at(kept - 1).isHighSurrogate())
        --kept;
    text.truncate(kept);
    return text + QChar(char16_t(0x2026));
}

} // namespace wirewise::observation
