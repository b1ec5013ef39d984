#pragma once

#include "wire/json.h"
#include "wire/packet.h"

namespace wirewise::wire::dialects {

/// A JSON text with its tree, for decoders that look at a few members.
class JsonParts
{
public:
    /// Trees are bounded: a packet's envelope is small, and what it carries is looked at by others.
    explicit JsonParts(QByteArrayView text);

    [[nodiscard]] bool isObject() const { return isKind(JsonKind::Object); }
    [[nodiscard]] bool isArray() const { return isKind(JsonKind::Array); }
    [[nodiscard]] bool has(QByteArrayView name) const { return indexOf(name) >= 0; }
    /// A string without its quotes, anything else as written; empty if it is not there.
    [[nodiscard]] QByteArray text(QByteArrayView name) const;
    [[nodiscard]] QByteArray element(qsizetype nth) const;
    [[nodiscard]] bool isString(QByteArrayView name) const;
    [[nodiscard]] bool isObject(QByteArrayView name) const;
    [[nodiscard]] JsonKind elementKind(qsizetype nth) const; ///< Null where there is none
    [[nodiscard]] qsizetype size() const;                    ///< members or elements of the root
    /// Where a member or element stands, counted from the text's first byte plus base.
    [[nodiscard]] ByteRange rangeOf(QByteArrayView name, qint64 base = 0) const;
    [[nodiscard]] ByteRange rangeOfElement(qsizetype nth, qint64 base = 0) const;

private:
    [[nodiscard]] bool isKind(JsonKind kind) const;
    [[nodiscard]] qsizetype indexOf(QByteArrayView name) const;

    QByteArrayView m_text;
    JsonTree m_tree;
};

/// Adds a field if it has a value.
void addField(Packet &packet, const char *name, const QByteArray &value);
/// At most 120 bytes of it, cut at a character's end.
[[nodiscard]] QByteArray shortened(QByteArrayView text);

} // namespace wirewise::wire::dialects
