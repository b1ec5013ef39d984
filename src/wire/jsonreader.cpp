#include "wire/json.h"

#include <limits>

namespace wirewise::wire {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

} // namespace

/// One pass, no recursion: the open arrays and objects are the parents of the node that is being read.
class JsonReader
{
public:
    JsonReader(QByteArrayView text, JsonTree::Limits limits)
        : m_text(text)
        , m_limits(limits)
    {
    }

    JsonTree read()
    {
        if (m_text.size() > std::numeric_limits<qint32>::max()) {
            fail(JsonTree::Fault::TooLarge);
        } else {
            skipSpace();
            if (m_at == m_text.size())
                fail(JsonTree::Fault::Empty);
            else if (readAll())
                m_tree.m_fault = JsonTree::Fault::None;
        }
        closeAll();
        return std::move(m_tree);
    }

private:
    bool readAll()
    {
        if (!readValue(-1, 0))
            return false;
        while (m_open >= 0) {
            if (!readNextChild())
                return false;
        }
        skipSpace();
        return m_at == m_text.size() || fail(JsonTree::Fault::TextAfterValue);
    }

    /// Section 4 and 5: after an opening bracket or a comma comes a child; else the container ends.
    bool readNextChild()
    {
        JsonNode &container = m_tree.m_nodes[m_open];
        const bool isObject = container.kind == JsonKind::Object;
        skipSpace();
        if (peek() == (isObject ? '}' : ']')) {
            ++m_at;
            endContainer();
            return true;
        }
        if (container.children > 0) {
            if (peek() != ',')
                return fail(JsonTree::Fault::UnexpectedByte);
            ++m_at;
            skipSpace();
        }
        qsizetype keyStart = -1, keyLength = 0;
        if (isObject) {
            keyStart = m_at;
            if (peek() != '"')
                return fail(JsonTree::Fault::UnexpectedByte);
            if (!skipString())
                return false;
            keyLength = m_at - keyStart;
            skipSpace();
            if (peek() != ':')
                return fail(JsonTree::Fault::UnexpectedByte);
            ++m_at;
            skipSpace();
        }
        return readValue(keyStart, keyLength);
    }

    bool readValue(qsizetype keyStart, qsizetype keyLength)
    {
        if (m_tree.m_nodes.size() >= m_limits.nodes)
            return fail(JsonTree::Fault::TooLarge);
        JsonNode node;
        node.start = static_cast<qint32>(m_at);
        node.keyStart = static_cast<qint32>(keyStart);
        node.keyLength = static_cast<qint32>(keyLength);
        node.parent = static_cast<qint32>(m_open);
        const char first = peek();
        if (first == '{' || first == '[') {
            if (m_depth >= m_limits.depth)
                return fail(JsonTree::Fault::TooDeep);
            ++m_depth;
            ++m_at;
            node.kind = first == '{' ? JsonKind::Object : JsonKind::Array;
            add(node);
            m_open = m_tree.m_nodes.size() - 1;
            return true;
        }
        if (!readScalar(node, first))
            return false;
        node.length = static_cast<qint32>(m_at) - node.start;
        add(node);
        m_tree.m_nodes.last().after = static_cast<qint32>(m_tree.m_nodes.size());
        return true;
    }

    bool readScalar(JsonNode &node, char first)
    {
        if (first == '"') {
            node.kind = JsonKind::String;
            return skipString();
        }
        if (first == '-' || isDigit(first)) {
            node.kind = JsonKind::Number;
            return skipNumber();
        }
        constexpr struct
        {
            QByteArrayView word;
            JsonKind kind;
        } literals[] = {{"true", JsonKind::True}, {"false", JsonKind::False}, {"null", JsonKind::Null}};
        for (const auto &literal : literals) {
            if (m_text.sliced(m_at).startsWith(literal.word)) {
                node.kind = literal.kind;
                m_at += literal.word.size();
                return true;
            }
        }
        return fail(JsonTree::Fault::UnexpectedByte);
    }

    /// Section 6: no leading zero, digits after the point and the exponent.
    bool skipNumber()
    {
        if (peek() == '-')
            ++m_at;
        if (peek() == '0')
            ++m_at;
        else if (!skipDigits())
            return fail(JsonTree::Fault::BadNumber);
        if (peek() == '.') {
            ++m_at;
            if (!skipDigits())
                return fail(JsonTree::Fault::BadNumber);
        }
        if (peek() == 'e' || peek() == 'E') {
            ++m_at;
            if (peek() == '+' || peek() == '-')
                ++m_at;
            if (!skipDigits())
                return fail(JsonTree::Fault::BadNumber);
        }
        return !isDigit(peek()) || fail(JsonTree::Fault::BadNumber);
    }

    bool skipDigits()
    {
        const qsizetype start = m_at;
        while (isDigit(peek()))
            ++m_at;
        return m_at > start;
    }

    /// Section 7: control characters are escaped, and only these escapes exist.
    bool skipString()
    {
        ++m_at;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (static_cast<quint8>(c) < 0x20)
                return fail(JsonTree::Fault::BadString);
            if (c == '\\' && !skipEscape())
                return fail(JsonTree::Fault::BadString);
            ++m_at;
        }
        return fail(JsonTree::Fault::BadString);
    }

    /// Leaves the position at the last character of the escape.
    bool skipEscape()
    {
        ++m_at;
        if (peek() != 'u')
            return m_at < m_text.size() && QByteArrayView("\"\\/bfnrt").contains(m_text[m_at]);
        for (int i = 0; i < 4; ++i) {
            ++m_at;
            if (!isHex(peek()))
                return false;
        }
        return true;
    }

    void add(const JsonNode &node)
    {
        if (m_open >= 0)
            ++m_tree.m_nodes[m_open].children;
        m_tree.m_nodes.append(node);
    }

    void endContainer()
    {
        JsonNode &container = m_tree.m_nodes[m_open];
        container.length = static_cast<qint32>(m_at) - container.start;
        container.after = static_cast<qint32>(m_tree.m_nodes.size());
        m_open = container.parent;
        --m_depth;
    }

    /// What a fault left open reaches as far as was read.
    void closeAll()
    {
        while (m_open >= 0)
            endContainer();
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
    }

    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    bool fail(JsonTree::Fault fault)
    {
        m_tree.m_fault = fault;
        m_tree.m_faultAt = m_at;
        return false;
    }

    QByteArrayView m_text;
    JsonTree::Limits m_limits;
    JsonTree m_tree;
    qsizetype m_at = 0;
    qsizetype m_open = -1; ///< index of the container being read
    int m_depth = 0;
};

JsonTree JsonTree::parse(QByteArrayView text)
{
    return parse(text, Limits{});
}

JsonTree JsonTree::parse(QByteArrayView text, Limits limits)
{
    return JsonReader(text, limits).read();
}

} // namespace wirewise::wire
