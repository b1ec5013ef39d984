#include "wire/dialects/jsonparts.h"

namespace wirewise::wire::dialects {

namespace {

constexpr JsonTree::Limits limits{.nodes = 100'000, .depth = 128};
constexpr qsizetype longestSummary = 120;

ByteRange rangeAt(const JsonNode &node, qint64 base)
{
    return {base + node.start, node.length};
}

} // namespace

JsonParts::JsonParts(QByteArrayView text)
    : m_text(text)
    , m_tree(JsonTree::parse(text, limits))
{
}

bool JsonParts::isKind(JsonKind kind) const
{
    return m_tree.isValid() && m_tree.at(0).kind == kind;
}

qsizetype JsonParts::indexOf(QByteArrayView name) const
{
    return isKind(JsonKind::Object) ? m_tree.member(0, name, m_text) : -1;
}

QByteArray JsonParts::text(QByteArrayView name) const
{
    const qsizetype index = indexOf(name);
    return index < 0 ? QByteArray() : valueOf(m_tree.at(index), m_text);
}

QByteArray JsonParts::element(qsizetype nth) const
{
    const qsizetype index = isArray() ? m_tree.child(0, nth) : -1;
    return index < 0 ? QByteArray() : valueOf(m_tree.at(index), m_text);
}

bool JsonParts::isString(QByteArrayView name) const
{
    const qsizetype index = indexOf(name);
    return index >= 0 && m_tree.at(index).kind == JsonKind::String;
}

bool JsonParts::isObject(QByteArrayView name) const
{
    const qsizetype index = indexOf(name);
    return index >= 0 && m_tree.at(index).kind == JsonKind::Object;
}

JsonKind JsonParts::elementKind(qsizetype nth) const
{
    const qsizetype index = isArray() ? m_tree.child(0, nth) : -1;
    return index < 0 ? JsonKind::Null : m_tree.at(index).kind;
}

qsizetype JsonParts::size() const
{
    return m_tree.isValid() ? m_tree.at(0).children : 0;
}

ByteRange JsonParts::rangeOf(QByteArrayView name, qint64 base) const
{
    const qsizetype index = indexOf(name);
    return index < 0 ? ByteRange{} : rangeAt(m_tree.at(index), base);
}

ByteRange JsonParts::rangeOfElement(qsizetype nth, qint64 base) const
{
    const qsizetype index = isArray() ? m_tree.child(0, nth) : -1;
    return index < 0 ? ByteRange{} : rangeAt(m_tree.at(index), base);
}

void addField(Packet &packet, const char *name, const QByteArray &value)
{
    if (!value.isEmpty())
        packet.fields.append({name, value});
}

QByteArray shortened(QByteArrayView text)
{
    if (text.size() <= longestSummary)
        return text.toByteArray();
    qsizetype end = longestSummary;
    while (end > 0 && (static_cast<quint8>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.first(end).toByteArray() + "\xE2\x80\xA6"; // an ellipsis
}

} // namespace wirewise::wire::dialects
