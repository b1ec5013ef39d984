#include "redaction/pairs.h"

#include "redaction/toldvalues.h"
#include "wire/headerlist.h"

namespace wirewise::redaction {

namespace {

/// Longer names are nobody's; the limit keeps the search linear.
constexpr qsizetype LongestName = 64;
constexpr qsizetype LongestBlank = 16;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || c == '[' || c == ']';
}

bool isQuote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

/// What ends a value without quotes.
bool endsBare(char c)
{
    return static_cast<quint8>(c) <= ' ' || c == '&' || c == ';' || c == '#' || c == '"' || c == '\'' ||
           c == '<' || c == '>' || c == ',' || c == ')' || c == '}' || c == ']' || c == '\\' || c == 0x7F;
}

/// A name and what stands between it and its value.
struct Head
{
    QByteArrayView name;
    char before = 0; ///< the byte before the name and its quote
    bool quoted = false;
};

class Pairs
{
public:
    Pairs(QByteArrayView text, TellingNames &names, Sightings &found)
        : m_text(text)
        , m_names(names)
        , m_found(found)
    {
    }

    void find()
    {
        for (qsizetype at = 1; at + 1 < m_text.size(); at = qMax(at + 1, m_told)) {
            switch (m_text.at(at)) {
            case ':':
            case '=':
                readPair(at);
                break;
            case ',':
            case '/':
            case ' ':
                readNeighbours(at);
                break;
            default:
                break;
            }
        }
    }

private:
    [[nodiscard]] char at(qsizetype i) const { return i >= 0 && i < m_text.size() ? m_text.at(i) : '\0'; }

    [[nodiscard]] Head headBefore(qsizetype separator) const
    {
        qsizetype end = separator;
        while (end > 0 && separator - end < LongestBlank && isBlank(m_text.at(end - 1)))
            --end;
        Head head;
        const char last = at(end - 1);
        head.quoted = isQuote(last);
        if (head.quoted)
            --end;
        qsizetype start = end;
        while (start > 0 && end - start < LongestName && isNameCharacter(m_text.at(start - 1)))
            --start;
        head.name = m_text.sliced(start, end - start);
        if (head.quoted && at(start - 1) != last)
            head.name = {};
        head.before = at(start - (head.quoted ? 2 : 1));
        return head;
    }

    [[nodiscard]] qsizetype skipBlank(qsizetype from) const
    {
        const qsizetype limit = qMin(from + LongestBlank, m_text.size());
        while (from < limit && isBlank(m_text.at(from)))
            ++from;
        return from;
    }

    /// The bytes inside the quotes at that place.
    [[nodiscard]] wire::ByteRange quotedAt(qsizetype quote) const
    {
        qsizetype end = quote + 1;
        while (end < m_text.size() && m_text.at(end) != m_text.at(quote))
            end += m_text.at(end) == '\\' ? 2 : 1;
        end = qMin(end, m_text.size());
        return {quote + 1, end - quote - 1};
    }

    /// The same place ends all values that begin before it: it is looked for once.
    [[nodiscard]] wire::ByteRange bareAt(qsizetype from) const
    {
        if (from < m_bare.offset || from > m_bare.end()) {
            qsizetype end = from;
            while (end < m_text.size() && !endsBare(m_text.at(end)))
                ++end;
            m_bare = {from, end - from};
        }
        return {from, m_bare.end() - from};
    }

    /// What is inside a secret tells no other one.
    void tell(wire::ByteRange range, QByteArrayView name, Form form)
    {
        addTold(m_text, range, name, form, m_found);
        m_told = qMax<qsizetype>(m_told, range.end());
    }

    [[nodiscard]] QByteArrayView valueOf(wire::ByteRange range) const
    {
        return m_text.sliced(range.offset, range.length);
    }

    void readPair(qsizetype separator)
    {
        const Head head = headBefore(separator);
        if (head.name.isEmpty())
            return;
        const auto telling = m_names(head.name);
        qsizetype value = separator + 1;
        if (m_text.at(separator) == '=' && at(value) == '>')
            ++value;
        value = head.quoted || m_text.at(separator) == '=' ? skipBlank(value) : skipSpaces(value);
        if (!telling) {
            if (isQuote(at(value)))
                readNamedPart(head, quotedAt(value));
            return;
        }
        if (isQuote(at(value)))
            return readQuoted(head, *telling, quotedAt(value));
        if (at(value) == '[' || at(value) == '{')
            return readNested(*telling, head.name, value);
        if (value < m_text.size())
            readBare(head, *telling, m_text.at(separator), value);
    }

    [[nodiscard]] qsizetype skipSpaces(qsizetype from) const
    {
        while (at(from) == ' ' || at(from) == '\t')
            ++from;
        return from;
    }

    void readQuoted(const Head &head, const Telling &telling, wire::ByteRange range)
    {
        const QByteArrayView value = valueOf(range);
        // The end of one string of a script and the start of the next: "/ws?token=" + token + "&x=".
        if (!head.quoted && (value.startsWith(' ') || value.startsWith('+')))
            return;
        // A trace id that is told by a plain name has to look like one: protocols number their requests, too.
        const qsizetype shortest = telling.form == Form::TraceId ? 16 : 8;
        if (telling.isCertain || looksRandom(value, shortest) ||
            (telling.form == Form::Password && value.size() >= 4))
            tell(range, head.name, telling.form);
    }

    void readBare(const Head &head, const Telling &telling, char separator, qsizetype from)
    {
        const bool inQuery = separator == '=' && (head.before == '?' || head.before == '&' ||
                                                  head.before == ';' || head.before == '#');
        wire::ByteRange range = separator == ':' ? lineAt(from) : bareAt(from);
        if (inQuery)
            range = queryValueAt(from);
        if (head.quoted && separator == ':')
            return readNumber(telling, bareAt(from), head.name);
        const QByteArrayView value = valueOf(range);
        constexpr qsizetype looked = 256;
        const QByteArrayView start = value.first(qMin(looked, value.size()));
        if (at(range.end()) == '(' || start.contains('(') || (!inQuery && isExpression(start)))
            return; // a script speaks of a secret that it gets elsewhere
        const bool inForm = separator == '=' && (inQuery || from - 1 == head.name.size());
        const bool namesScheme = telling.form == Form::Credentials && value.contains(' ');
        const bool isTold = inQuery || namesScheme || (telling.isCertain && inForm) ||
                            looksRandom(value, 8) ||
                            (telling.isCertain && separator == '=' && value.size() >= 4) ||
                            (telling.form == Form::Password && telling.isCertain && isWordOf(value));
        if (isTold && (telling.form != Form::TraceId || looksRandom(value, 16) || telling.isCertain))
            tell(range, head.name, telling.form);
    }

    /// A member of something: status.WS_1008_POLICY_VIOLATION, req.headers.authorization.
    [[nodiscard]] static bool isExpression(QByteArrayView value)
    {
        bool startsPart = true;
        for (const char c : value) {
            const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            const bool isDigit = c >= '0' && c <= '9';
            if (c == '.' ? startsPart : !isLetter && (startsPart || !isDigit))
                return false;
            startsPart = c == '.';
        }
        return value.contains('.') && !startsPart;
    }

    /// "password: hunter2", and not "password: must not be empty".
    [[nodiscard]] bool isWordOf(QByteArrayView value) const
    {
        return value.size() >= 4 && !value.contains(' ') && !value.endsWith('.');
    }

    [[nodiscard]] qsizetype lineEnd(qsizetype from) const
    {
        constexpr qsizetype longest = 4096;
        const qsizetype limit = qMin(from + longest, m_text.size());
        while (from < limit && m_text.at(from) != '\r' && m_text.at(from) != '\n')
            ++from;
        return from;
    }

    /// What follows "name: " up to the end of the line; the first word, where it is one of a scheme the
    /// second.
    [[nodiscard]] wire::ByteRange lineAt(qsizetype from) const
    {
        const wire::ByteRange first = bareAt(from);
        const QByteArrayView word = valueOf(first);
        if (word == QByteArrayView("|")) // a block of YAML
            return bareAt(skipBlank(first.end()));
        for (const char *scheme : {"bearer", "basic", "token", "digest", "negotiate", "apikey", "key"}) {
            if (wire::equalsIgnoringCase(word, scheme) && at(first.end()) == ' ') {
                if (QByteArrayView(scheme) == QByteArrayView("digest")) // RFC 7616: a list of parameters
                    return {from, lineEnd(from) - from};
                const wire::ByteRange second = bareAt(skipSpaces(first.end()));
                return {from, second.end() - from};
            }
        }
        return first;
    }

    /// RFC 3986 section 3.4; a value may hold commas, brackets and quotes of JSON are encoded.
    [[nodiscard]] wire::ByteRange queryValueAt(qsizetype from) const
    {
        qsizetype end = from;
        while (end < m_text.size() &&
               (!endsBare(m_text.at(end)) || m_text.at(end) == ',' || m_text.at(end) == ')' ||
                m_text.at(end) == '}' || m_text.at(end) == ']'))
            ++end;
        return {from, end - from};
    }

    /// A number in JSON that is a password or a one-time code.
    void readNumber(const Telling &telling, wire::ByteRange range, QByteArrayView name)
    {
        const QByteArrayView value = valueOf(range);
        const bool isNumber =
            std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (telling.form == Form::Password && isNumber && value.size() >= 4)
            m_found.append({range, Form::Password, name.toByteArray()});
    }

    /// name="password" with its value in the next part, and {"name": "Authorization", "value": "…"}.
    void readNamedPart(const Head &head, wire::ByteRange told)
    {
        const QByteArrayView name = valueOf(told);
        static constexpr QByteArrayView naming[] = {"name", "key", "k", "n", "header", "id", "field"};
        if (name.isEmpty() || name.size() > LongestName ||
            std::find(std::begin(naming), std::end(naming), head.name) == std::end(naming))
            return;
        const auto telling = m_names(name);
        if (!telling || !telling->isCertain)
            return;
        qsizetype next = told.end() + 1;
        if (m_text.sliced(next).startsWith("\r\n\r\n")) {
            const qsizetype end = m_text.indexOf(QByteArrayView("\r\n"), next + 4);
            next += 4;
            addTold(m_text, {next, (end < 0 ? m_text.size() : end) - next}, name, telling->form, m_found);
            return;
        }
        next = skipBlank(next);
        if (at(next) != ',' && head.quoted)
            return readBefore(head.name.data() - m_text.data() - 1, name, *telling);
        if (at(next) != ',')
            return;
        next = skipBlank(next + 1);
        for (const char *member : {"\"value\"", "'value'", "value"}) {
            const QByteArrayView word(member);
            if (!m_text.sliced(next).startsWith(word))
                continue;
            next = skipBlank(next + word.size());
            next = at(next) == ':' ? skipBlank(next + 1) : -1;
            if (next > 0 && isQuote(at(next)))
                addTold(m_text, quotedAt(next), name, telling->form, m_found);
            return;
        }
    }

    /// {"token": ["8f3…"]}, {"session": {"id": "8f3…"}}: the strings inside that look like a secret.
    void readNested(const Telling &telling, QByteArrayView name, qsizetype open)
    {
        if (telling.form == Form::TraceId)
            return;
        constexpr qsizetype longest = 2048;
        const qsizetype limit = qMin(open + longest, m_text.size());
        int depth = 0;
        for (qsizetype i = open; i < limit; ++i) {
            const char c = m_text.at(i);
            depth += c == '[' || c == '{' ? 1 : 0;
            depth -= c == ']' || c == '}' ? 1 : 0;
            if (depth == 0)
                return;
            if (!isQuote(c))
                continue;
            const wire::ByteRange range = quotedAt(i);
            i = range.end();
            if (at(skipBlank(i + 1)) != ':' && looksRandom(valueOf(range), 8))
                addTold(m_text, range, name, telling.form == Form::Cookie ? Form::Token : telling.form,
                        m_found);
        }
    }

    /// {"value": "…", "name": "password"}: the string before the pair that names it.
    void readBefore(qsizetype nameStart, QByteArrayView name, const Telling &telling)
    {
        const auto skipBack = [this](qsizetype i) {
            while (i >= 0 && isBlank(at(i)))
                --i;
            return i;
        };
        const qsizetype comma = skipBack(nameStart - 1);
        const qsizetype end = at(comma) == ',' ? skipBack(comma - 1) : -1;
        if (end <= 0 || !isQuote(at(end)))
            return;
        constexpr qsizetype longest = 512;
        qsizetype start = end - 1;
        while (start > 0 && end - start < longest && at(start) != at(end))
            --start;
        const qsizetype colon = skipBack(start - 1);
        if (at(start) == at(end) && at(colon) == ':' && isQuote(at(skipBack(colon - 1))) &&
            valueOf({start + 1, end - start - 1}).size() >= 4)
            addTold(m_text, {start + 1, end - start - 1}, name, telling.form, m_found);
    }

    /// ["token", "8f3…"], /token/8f3…, "token 8f3…": the value itself has to look like a secret.
    void readNeighbours(qsizetype separator)
    {
        const char kind = m_text.at(separator);
        const char last = at(separator - 1);
        if (kind == ',' ? !isQuote(last) : !isNameCharacter(last))
            return;
        const Head head = headBefore(separator);
        if (head.name.size() < 3 || (kind == ',') != head.quoted)
            return;
        const auto telling = m_names(head.name);
        if (!telling || !telling->isCertain || telling->form == Form::TraceId)
            return;
        qsizetype from = kind == ',' ? skipBlank(separator + 1) : separator + 1;
        const bool isSaid = kind == ' ' && m_text.sliced(from).startsWith("is ");
        from += isSaid ? 3 : 0;
        if (kind == ',' && !isQuote(at(from)))
            return;
        wire::ByteRange range = kind == ',' ? quotedAt(from) : bareAt(from);
        if (kind == '/') {
            const qsizetype end =
                qMin<qsizetype>(m_text.sliced(range.offset, range.length).indexOf('/') + 1, range.length + 1);
            range.length = end > 0 ? end - 1 : range.length;
            const qsizetype query = valueOf(range).indexOf('?');
            range.length = query >= 0 ? query : range.length;
        }
        if (looksRandom(valueOf(range), kind == ',' || isSaid || telling->form == Form::Password ? 8 : 16))
            tell(range, head.name, telling->form);
    }

    QByteArrayView m_text;
    TellingNames &m_names;
    Sightings &m_found;
    mutable wire::ByteRange m_bare{0, -1}; ///< found last
    qsizetype m_told = 0;                  ///< end of the last value that was told
};

} // namespace

void findPairs(QByteArrayView text, TellingNames &names, Sightings &found)
{
    Pairs(text, names, found).find();
}

} // namespace wirewise::redaction
