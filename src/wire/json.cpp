#include "wire/json.h"

#include <QString>

namespace wirewise::wire {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

void appendUtf8(QByteArray &text, char32_t character)
{
    text.append(QString::fromUcs4(&character, 1).toUtf8());
}

char16_t codeUnit(QByteArrayView digits)
{
    int unit = 0;
    for (const char c : digits)
        unit = unit * 16 + hexValue(c);
    return static_cast<char16_t>(unit);
}

char simpleEscape(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

/// Reads \uXXXX, and its other half if it is a surrogate; at stands at the u. Returns where it ended.
qsizetype appendUnicodeEscape(QByteArray &text, QByteArrayView inner, qsizetype at)
{
    constexpr char32_t replacement = 0xFFFD;
    const char16_t unit = codeUnit(inner.sliced(at + 1, 4));
    at += 5;
    if (!QChar::isSurrogate(unit)) {
        appendUtf8(text, unit);
        return at;
    }
    if (QChar::isHighSurrogate(unit) && inner.sliced(at).startsWith("\\u")) {
        const char16_t low = codeUnit(inner.sliced(at + 2, 4));
        if (QChar::isLowSurrogate(low)) {
            appendUtf8(text, QChar::surrogateToUcs4(unit, low));
            return at + 6;
        }
    }
    appendUtf8(text, replacement);
    return at;
}

/// The text between the quotes of a string that was read without a fault.
QByteArray unescaped(QByteArrayView quoted)
{
    if (quoted.size() < 2)
        return {};
    const QByteArrayView inner = quoted.sliced(1, quoted.size() - 2);
    if (!inner.contains('\\'))
        return inner.toByteArray();
    QByteArray text;
    text.reserve(inner.size());
    for (qsizetype i = 0; i < inner.size();) {
        if (inner[i] != '\\') {
            text.append(inner[i++]);
        } else if (inner[i + 1] == 'u') {
            i = appendUnicodeEscape(text, inner, i + 1);
        } else {
            text.append(simpleEscape(inner[i + 1]));
            i += 2;
        }
    }
    return text;
}

bool isPlainName(QByteArrayView name)
{
    if (name.isEmpty() || isDigit(name.front()))
        return false;
    for (const char c : name) {
        if (!isDigit(c) && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '_')
            return false;
    }
    return true;
}

} // namespace

QByteArray toString(JsonKind kind)
{
    constexpr const char *names[] = {"null", "false", "true", "number", "string", "array", "object"};
    return names[static_cast<int>(kind)];
}

qsizetype JsonTree::member(qsizetype object, QByteArrayView name, QByteArrayView text) const
{
    qsizetype found = -1;
    if (object < 0 || object >= m_nodes.size() || m_nodes[object].kind != JsonKind::Object)
        return found;
    for (qsizetype i = object + 1; i < m_nodes[object].after; i = m_nodes[i].after) {
        if (keyOf(m_nodes[i], text) == name)
            found = i;
    }
    return found;
}

qsizetype JsonTree::child(qsizetype parent, qsizetype nth) const
{
    if (parent < 0 || parent >= m_nodes.size() || nth < 0 || nth >= m_nodes[parent].children)
        return -1;
    qsizetype at = parent + 1;
    for (; nth > 0; --nth)
        at = m_nodes[at].after;
    return at;
}

QByteArray JsonTree::pathOf(qsizetype index, QByteArrayView text) const
{
    QByteArray path;
    while (index > 0 && index < m_nodes.size()) {
        const JsonNode &node = m_nodes[index];
        QByteArray step;
        if (node.keyStart >= 0) {
            const QByteArray name = keyOf(node, text);
            step = isPlainName(name)
                       ? QByteArray('.' + name)
                       : QByteArray('[' + text.sliced(node.keyStart, node.keyLength).toByteArray() + ']');
        } else {
            qsizetype nth = 0;
            for (qsizetype i = node.parent + 1; i < index; i = m_nodes[i].after)
                ++nth;
            step = '[' + QByteArray::number(nth) + ']';
        }
        path.prepend(step);
        index = node.parent;
    }
    return '$' + path;
}

QByteArrayView rawOf(const JsonNode &node, QByteArrayView text)
{
    return text.sliced(node.start, node.length);
}

QByteArray valueOf(const JsonNode &node, QByteArrayView text)
{
    return node.kind == JsonKind::String ? unescaped(rawOf(node, text)) : rawOf(node, text).toByteArray();
}

QByteArray keyOf(const JsonNode &node, QByteArrayView text)
{
    return node.keyStart < 0 ? QByteArray() : unescaped(text.sliced(node.keyStart, node.keyLength));
}

} // namespace wirewise::wire
