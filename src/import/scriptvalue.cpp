#include "import/scriptvalue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <algorithm>

namespace wirewise::imports {

namespace {

/// Deeper values are left as expressions; more values than that end the reading.
constexpr int DeepestValue = 32;
constexpr int MostValues = 20'000;

bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

bool isNameCharacter(char c)
{
    return isNameStart(c) || (c >= '0' && c <= '9');
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// What JavaScript (ECMA-262) and Python share of literals, read from left to right.
class ScriptReader
{
public:
    explicit ScriptReader(QByteArrayView text)
        : m_text(text)
    {
    }

    QList<ScriptCall> calls(const QList<QByteArray> &functions)
    {
        QList<ScriptCall> found;
        bool afterNew = false;
        while (!atEnd() && m_values < MostValues) {
            skipBlank();
            const char c = peek();
            if (c == '"' || c == '\'' || c == '`') {
                readText();
                afterNew = false;
            } else if (isNameStart(c)) {
                const QByteArray name = readName();
                skipBlank();
                if (peek() == '(' && matches(name, functions))
                    found.append(readCall(afterNew ? "new " + name : name));
                afterNew = name == "new";
            } else {
                ++m_at;
                afterNew = false;
            }
        }
        return found;
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text.at(m_at + ahead) : '\0';
    }

    static bool matches(const QByteArray &name, const QList<QByteArray> &functions)
    {
        return std::any_of(functions.begin(), functions.end(), [&name](const QByteArray &function) {
            return name == function || name.endsWith(QByteArray('.' + function));
        });
    }

    /// White space and comments of both languages; "#" begins one where no private name can stand.
    void skipBlank()
    {
        while (!atEnd()) {
            const char c = peek();
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                ++m_at;
            } else if (c == '#' || (c == '/' && peek(1) == '/')) {
                while (!atEnd() && peek() != '\n')
                    ++m_at;
            } else if (c == '/' && peek(1) == '*') {
                const qsizetype end = m_text.indexOf("*/", m_at + 2);
                m_at = end < 0 ? m_text.size() : end + 2;
            } else {
                return;
            }
        }
    }

    /// "a", "a.b.c", also "a?.b"
    QByteArray readName()
    {
        QByteArray name;
        while (!atEnd() && (isNameCharacter(peek()) || (peek() == '.' && isNameStart(peek(1)))))
            name += m_text.at(m_at++);
        return name;
    }

    ScriptCall readCall(const QByteArray &function)
    {
        ScriptCall call{function, {}, {}, true};
        ++m_at; // the bracket
        while (true) {
            skipBlank();
            if (atEnd() || m_values >= MostValues) {
                call.isWhole = false;
                return call;
            }
            if (peek() == ')') {
                ++m_at;
                return call;
            }
            const qsizetype begin = m_at;
            const QByteArray name = isNameStart(peek()) ? readName() : QByteArray();
            skipBlank();
            if (!name.isEmpty() && peek() == '=' && peek(1) != '=') {
                ++m_at;
                call.named.append({name, readValue(0)});
            } else {
                m_at = begin;
                call.arguments.append(readValue(0));
            }
            skipBlank();
            if (peek() == ',')
                ++m_at;
            else if (peek() != ')')
                skipTo(",)");
            if (m_at == begin)
                ++m_at; // a bracket that nothing opened
        }
    }

    /// One value; what follows it up to a comma or a closing bracket makes it an expression.
    ScriptValue readValue(int depth)
    {
        ++m_values;
        skipBlank();
        const qsizetype begin = m_at;
        ScriptValue value = readLiteral(depth);
        joinTexts(value);
        const qsizetype end = m_at;
        skipBlank();
        const char c = peek();
        if (value.kind != ScriptValue::Kind::Expression &&
            (atEnd() || c == ',' || c == ')' || c == ']' || c == '}'))
            return value;
        m_at = std::max(begin, end);
        skipTo(",)]}");
        return {ScriptValue::Kind::Expression,
                m_text.sliced(begin, m_at - begin).toByteArray().trimmed(),
                {},
                {}};
    }

    /// "a" + "b", and Python's "a" "b".
    void joinTexts(ScriptValue &value)
    {
        while (value.isText()) {
            const qsizetype begin = m_at;
            skipBlank();
            if (peek() == '+') {
                ++m_at;
                skipBlank();
            }
            if (peek() != '"' && peek() != '\'' && peek() != '`') {
                m_at = begin;
                return;
            }
            const ScriptValue next = readText();
            if (!next.isText()) {
                m_at = begin;
                return;
            }
            value.text += next.text;
        }
    }

    ScriptValue readLiteral(int depth)
    {
        using Kind = ScriptValue::Kind;
        const ScriptValue expression{Kind::Expression, {}, {}, {}};
        const char c = peek();
        if (depth >= DeepestValue || m_values >= MostValues || atEnd())
            return expression;
        if (c == '"' || c == '\'' || c == '`')
            return readText();
        if (c == '[' || c == '(')
            return readList(depth);
        if (c == '{')
            return readObject(depth);
        if ((c >= '0' && c <= '9') || c == '-' || c == '.') {
            const qsizetype begin = m_at++;
            while (isNameCharacter(peek()) || peek() == '.')
                ++m_at;
            return {Kind::Number, m_text.sliced(begin, m_at - begin).toByteArray(), {}, {}};
        }
        if (!isNameStart(c))
            return expression;
        // Prefixes of Python's texts.
        if ((peek(1) == '"' || peek(1) == '\'') && QByteArrayView("rbufRBUF").contains(c)) {
            const bool computed = c == 'f' || c == 'F';
            ++m_at;
            const ScriptValue value = readText();
            return computed && value.text.contains('{') ? expression : value;
        }
        const qsizetype begin = m_at;
        const QByteArray name = readName();
        if (name == "true" || name == "True")
            return {Kind::True, {}, {}, {}};
        if (name == "false" || name == "False")
            return {Kind::False, {}, {}, {}};
        if (name == "null" || name == "None" || name == "undefined")
            return {Kind::None, {}, {}, {}};
        return readWrapped(name, begin, depth);
    }

    /// `new Headers({…})` and `new URL("…")` hold what they are made of.
    ScriptValue readWrapped(QByteArray name, qsizetype begin, int depth)
    {
        if (name == "new") {
            skipBlank();
            name = readName();
        }
        skipBlank();
        const bool wraps = name == "Headers" || name == "URL" || name == "dict" || name == "Origin";
        if (wraps && peek() == '(') {
            ++m_at;
            ScriptValue value = readValue(depth + 1);
            skipBlank();
            if (peek() == ')') {
                ++m_at;
                return value;
            }
        }
        m_at = begin;
        return {ScriptValue::Kind::Expression, {}, {}, {}};
    }

    ScriptValue readText()
    {
        const char quote = m_text.at(m_at);
        const bool isTriple = peek(1) == quote && peek(2) == quote && quote != '`';
        m_at += isTriple ? 3 : 1;
        ScriptValue value{ScriptValue::Kind::Text, {}, {}, {}};
        while (!atEnd()) {
            if (peek() == quote && (!isTriple || (peek(1) == quote && peek(2) == quote))) {
                m_at += isTriple ? 3 : 1;
                return value;
            }
            if (peek() == '\\')
                readEscape(value.text);
            else if (quote == '`' && peek() == '$' && peek(1) == '{')
                value.kind = ScriptValue::Kind::Expression, value.text += m_text.at(m_at++);
            else
                value.text += m_text.at(m_at++);
        }
        value.kind = ScriptValue::Kind::Expression; // the text ends inside
        return value;
    }

    void readEscape(QByteArray &text)
    {
        ++m_at;
        const char c = peek();
        ++m_at;
        constexpr std::pair<char, char> plain[] = {{'n', '\n'}, {'r', '\r'}, {'t', '\t'}, {'b', '\b'},
                                                   {'f', '\f'}, {'v', '\v'}, {'0', '\0'}};
        const auto *known = std::find_if(std::begin(plain), std::end(plain),
                                         [c](const auto &pair) { return pair.first == c; });
        if (known != std::end(plain)) {
            text += known->second;
        } else if (c == 'u' || c == 'x') {
            char32_t point = readHex(c == 'x' ? 2 : 4);
            // A pair of surrogates is one character (ECMA-262 section 11.1.3).
            if (point >= 0xD800 && point < 0xDC00 && peek() == '\\' && peek(1) == 'u') {
                m_at += 2;
                point = 0x10000 + ((point - 0xD800) << 10) + (readHex(4) - 0xDC00);
            }
            const bool isCharacter = point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
            const char32_t shown = isCharacter ? point : U'\uFFFD';
            text += QString::fromUcs4(&shown, 1).toUtf8();
        } else if (c != '\n' && m_at <= m_text.size()) {
            text += c;
        }
    }

    char32_t readHex(int digits)
    {
        char32_t value = 0;
        if (peek() == '{') {
            ++m_at;
            digits = 6;
        }
        for (; digits > 0 && hexDigit(peek()) >= 0; --digits, ++m_at)
            value = value * 16 + static_cast<char32_t>(hexDigit(peek()));
        if (peek() == '}')
            ++m_at;
        return value;
    }

    ScriptValue readList(int depth)
    {
        const char close = peek() == '[' ? ']' : ')';
        ScriptValue list{ScriptValue::Kind::List, {}, {}, {}};
        ++m_at;
        while (m_values < MostValues) {
            skipBlank();
            if (atEnd())
                break;
            if (peek() == close) {
                ++m_at;
                return list;
            }
            if (peek() == ',') {
                ++m_at;
                continue;
            }
            const qsizetype before = m_at;
            list.items.append(readValue(depth + 1));
            if (m_at == before)
                break;
        }
        return {ScriptValue::Kind::Expression, {}, {}, {}};
    }

    ScriptValue readObject(int depth)
    {
        ScriptValue object{ScriptValue::Kind::Object, {}, {}, {}};
        ++m_at;
        while (m_values < MostValues) {
            skipBlank();
            if (atEnd())
                break;
            if (peek() == '}') {
                ++m_at;
                return object;
            }
            if (peek() == ',') {
                ++m_at;
                continue;
            }
            const qsizetype before = m_at;
            const char c = peek();
            const ScriptValue key = c == '"' || c == '\'' || c == '`'
                                        ? readText()
                                        : ScriptValue{ScriptValue::Kind::Text, readName(), {}, {}};
            skipBlank();
            if (peek() == ':') {
                ++m_at;
                object.members.append({key.text, readValue(depth + 1)});
            } else {
                // "{token}", "...rest": computed elsewhere.
                skipTo(",}");
                object.members.append({m_text.sliced(before, m_at - before).toByteArray().trimmed(),
                                       {ScriptValue::Kind::Expression, {}, {}, {}}});
            }
            if (m_at == before)
                break;
        }
        return {ScriptValue::Kind::Expression, {}, {}, {}};
    }

    /// To the first of those characters outside of brackets and texts, without recursion.
    void skipTo(QByteArrayView ends)
    {
        qint64 depth = 0;
        while (!atEnd()) {
            skipBlank();
            const char c = peek();
            if (depth == 0 && !atEnd() && ends.contains(c))
                return;
            if (c == '"' || c == '\'' || c == '`') {
                readText();
                continue;
            }
            if (c == '(' || c == '[' || c == '{')
                ++depth;
            else if (c == ')' || c == ']' || c == '}')
                --depth;
            if (depth < 0)
                return;
            ++m_at;
        }
        m_at = std::min(m_at, m_text.size());
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_values = 0;
};

QJsonValue jsonOf(const ScriptValue &value)
{
    switch (value.kind) {
    case ScriptValue::Kind::True:
        return true;
    case ScriptValue::Kind::False:
        return false;
    case ScriptValue::Kind::Number:
        return value.text.toDouble();
    case ScriptValue::Kind::Text:
        return QString::fromUtf8(value.text);
    case ScriptValue::Kind::List: {
        QJsonArray list;
        for (const ScriptValue &item : value.items)
            list.append(jsonOf(item));
        return list;
    }
    case ScriptValue::Kind::Object: {
        QJsonObject object;
        for (const auto &[name, member] : value.members)
            object.insert(QString::fromUtf8(name), jsonOf(member));
        return object;
    }
    case ScriptValue::Kind::None:
    case ScriptValue::Kind::Expression:
        break;
    }
    return QJsonValue::Null;
}

} // namespace

const ScriptValue *ScriptValue::member(QByteArrayView name) const
{
    const auto found =
        std::find_if(members.begin(), members.end(), [name](const auto &pair) { return name == pair.first; });
    return found == members.end() ? nullptr : &found->second;
}

QList<ScriptCall> findCalls(QByteArrayView text, const QList<QByteArray> &functions)
{
    return ScriptReader(text).calls(functions);
}

QByteArray toJson(const ScriptValue &value)
{
    const QJsonValue json = jsonOf(value);
    return json.isArray() ? QJsonDocument(json.toArray()).toJson(QJsonDocument::Compact)
                          : QJsonDocument(json.toObject()).toJson(QJsonDocument::Compact);
}

} // namespace wirewise::imports
