#pragma once

#include "wire/byterange.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace wirewise::wire {

enum class JsonKind : quint8 { Null, False, True, Number, String, Array, Object };
QByteArray toString(JsonKind kind);

/// One value of a JSON text, by where it stands. Offsets count from the text's first byte.
struct JsonNode
{
    JsonKind kind = JsonKind::Null;
    qint32 start = 0, length = 0;        ///< the value as written, quotes and brackets included
    qint32 keyStart = -1, keyLength = 0; ///< the member's name with its quotes; start -1: none
    qint32 parent = -1;
    qint32 children = 0; ///< members or elements
    qint32 after = 0;    ///< index of the node behind this one and all that it holds
};

/// A JSON text (RFC 8259) as a flat list of its values in the order written: nothing is sorted, merged or
/// rounded, so that what is shown is what came. Nodes hold offsets, the text stays with the caller.
class JsonTree
{
public:
    struct Limits
    {
        qsizetype nodes = 1'000'000;
        int depth = 512;
    };
    enum class Fault { None, Empty, UnexpectedByte, BadNumber, BadString, TextAfterValue, TooDeep, TooLarge };

    /// The whole of text must be one value. With a fault, the nodes before it are kept.
    [[nodiscard]] static JsonTree parse(QByteArrayView text);
    [[nodiscard]] static JsonTree parse(QByteArrayView text, Limits limits);

    [[nodiscard]] bool isValid() const { return m_fault == Fault::None; }
    [[nodiscard]] Fault fault() const { return m_fault; }
    [[nodiscard]] qsizetype faultAt() const { return m_faultAt; } ///< offset of the byte that does not fit

    /// The first is the root; empty only where the text does not begin with a value.
    [[nodiscard]] const QList<JsonNode> &nodes() const { return m_nodes; }
    [[nodiscard]] qsizetype size() const { return m_nodes.size(); }
    [[nodiscard]] const JsonNode &at(qsizetype index) const { return m_nodes.at(index); }

    /// Index of a member by name (the last one of that name, as most readers take it), -1 if there is none.
    [[nodiscard]] qsizetype member(qsizetype object, QByteArrayView name, QByteArrayView text) const;
    /// Index of the nth child, -1 if there is none.
    [[nodiscard]] qsizetype child(qsizetype parent, qsizetype nth) const;
    /// "$.transcript[1].role", as people write a path.
    [[nodiscard]] QByteArray pathOf(qsizetype index, QByteArrayView text) const;

private:
    friend class JsonReader;
    QList<JsonNode> m_nodes;
    Fault m_fault = Fault::Empty;
    qsizetype m_faultAt = 0;
};

/// The bytes of a value as written.
[[nodiscard]] QByteArrayView rawOf(const JsonNode &node, QByteArrayView text);
/// A string without quotes and escapes, in UTF-8; anything else as written. Lone surrogates become U+FFFD.
[[nodiscard]] QByteArray valueOf(const JsonNode &node, QByteArrayView text);
[[nodiscard]] QByteArray keyOf(const JsonNode &node, QByteArrayView text);

} // namespace wirewise::wire
