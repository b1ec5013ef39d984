#include "gui/widgets/copyformat.h"

#include "wire/json.h"

#include <QStringDecoder>
#include <QStringList>

namespace wirewise::gui {

namespace {

QString hexLines(QByteArrayView bytes, QStringView before, QStringView between)
{
    constexpr qsizetype PerLine = 16;
    static const char Digits[] = "0123456789abcdef";
    QString text;
    text.reserve(bytes.size() * (before.size() + between.size() + 3));
    for (qsizetype index = 0; index < bytes.size(); ++index) {
        const auto byte = static_cast<unsigned char>(bytes.at(index));
        if (index > 0)
            text += index % PerLine == 0 ? QStringView(u"\n") : between;
        text += before;
        text += QLatin1Char(Digits[byte >> 4U]);
        text += QLatin1Char(Digits[byte & 15U]);
    }
    return text;
}

QString cArray(QByteArrayView bytes)
{
    QStringList lines;
    for (QString line : hexLines(bytes, u"0x", u", ").split(u'\n', Qt::SkipEmptyParts))
        lines.append(u"    " % line % u',');
    return u"static const unsigned char bytes[" % QString::number(bytes.size()) % u"] = {\n" %
           lines.join(u'\n') % u"\n};\n";
}

QString pythonBytes(QByteArrayView bytes)
{
    QString text = QStringLiteral("b\"");
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        switch (value) {
        case '\r':
            text += u"\\r";
            break;
        case '\n':
            text += u"\\n";
            break;
        case '\t':
            text += u"\\t";
            break;
        case '"':
        case '\\':
            text += u'\\';
            text += QLatin1Char(byte);
            break;
        default:
            if (value >= 0x20 && value < 0x7F)
                text += QLatin1Char(byte);
            else
                text += u"\\x" % QStringLiteral("%1").arg(value, 2, 16, QLatin1Char('0'));
        }
    }
    return text + u'"';
}

/// Sets line breaks and indents into a text that is known to be JSON; values stay as they are written.
QByteArray indented(QByteArrayView json)
{
    constexpr qsizetype LongestResult = 256 * 1024 * 1024;
    QByteArray text;
    int depth = 0;
    bool inString = false;
    const auto breakLine = [&text, &depth] { text.append('\n').append(depth * 2, ' '); };
    for (qsizetype index = 0; index < json.size(); ++index) {
        const char c = json.at(index);
        if (text.size() > LongestResult)
            return json.toByteArray();
        if (inString) {
            text.append(c);
            if (c == '\\' && index + 1 < json.size())
                text.append(json.at(++index));
            inString = c != '"';
            continue;
        }
        const bool opens = c == '{' || c == '[', closes = c == '}' || c == ']';
        const bool isBlank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (isBlank)
            continue;
        if (closes) {
            --depth;
            if (!text.endsWith('{') && !text.endsWith('['))
                breakLine();
        } else if (text.endsWith('{') || text.endsWith('[')) {
            breakLine();
        }
        text.append(c);
        depth += opens ? 1 : 0;
        inString = c == '"';
        if (c == ',')
            breakLine();
        else if (c == ':')
            text.append(' ');
    }
    return text;
}

bool isHexDigit(QChar character)
{
    return (character >= u'0' && character <= u'9') || (character >= u'a' && character <= u'f') ||
           (character >= u'A' && character <= u'F');
}

} // namespace

QString copyText(QByteArrayView bytes, CopyFormat format)
{
    switch (format) {
    case CopyFormat::Text: {
        QStringDecoder decoder(QStringDecoder::Utf8);
        QString text = decoder(bytes);
        return text.remove(QChar(u'\0'));
    }
    case CopyFormat::Hex:
        return hexLines(bytes, u"", u" ");
    case CopyFormat::Base64:
        return QString::fromLatin1(bytes.toByteArray().toBase64());
    case CopyFormat::CArray:
        return cArray(bytes);
    case CopyFormat::Python:
        return pythonBytes(bytes);
    case CopyFormat::Json:
        return copyText(wire::JsonTree::parse(bytes).isValid() ? indented(bytes) : bytes.toByteArray(),
                        CopyFormat::Text);
    }
    return {};
}

QByteArray needleFrom(const QString &typed)
{
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    bool hex = words.size() > 1;
    for (const QString &word : words)
        hex = hex && word.size() == 2 && isHexDigit(word.at(0)) && isHexDigit(word.at(1));
    return hex ? QByteArray::fromHex(typed.toLatin1()) : typed.toUtf8();
}

} // namespace wirewise::gui
