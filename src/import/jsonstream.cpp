#include "import/jsonstream.h"

#include <algorithm>
#include <cstring>

namespace wirewise::imports {

namespace {

constexpr qint64 PieceSize = 64 * 1024;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Whether a byte stands for itself inside a string (RFC 8259 section 7).
bool isPlain(char c)
{
    return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

} // namespace

JsonStream::JsonStream(QIODevice *device)
    : m_device(device)
{
}

bool JsonStream::fill()
{
    m_before += m_buffer.size();
    m_at = 0;
    m_buffer = m_device->read(PieceSize);
    if (!m_started) {
        m_started = true;
        const bool little = m_buffer.startsWith("\xFF\xFE") ||
                            (m_buffer.size() > 1 && m_buffer.at(0) != '\0' && m_buffer.at(1) == '\0');
        const bool big = m_buffer.startsWith("\xFE\xFF") ||
                         (m_buffer.size() > 1 && m_buffer.at(0) == '\0' && m_buffer.at(1) != '\0');
        if (little || big)
            m_decoder = std::make_unique<QStringDecoder>(little ? QStringConverter::Utf16LE
                                                                : QStringConverter::Utf16BE);
        else if (m_buffer.startsWith("\xEF\xBB\xBF"))
            m_at = 3;
    }
    if (m_decoder && !m_buffer.isEmpty()) {
        const QString piece = m_decoder->decode(m_buffer);
        QString decoded = m_half + piece;
        m_half.clear();
        if (!decoded.isEmpty() && decoded.back().isHighSurrogate()) {
            m_half = decoded.back(); // its other half comes with the next piece
            decoded.chop(1);
        }
        m_buffer = decoded.toUtf8();
        if (m_buffer.isEmpty())
            return fill(); // half a character, or the byte order mark alone
    }
    return m_at < m_buffer.size();
}

void JsonStream::skipSpace()
{
    while (more() && isSpace(m_buffer.at(m_at)))
        ++m_at;
}

JsonStream::Token JsonStream::failed(Fault fault)
{
    if (m_fault == Fault::None)
        m_fault = fault;
    return Token::Fault;
}

JsonStream::Token JsonStream::next()
{
    if (m_fault != Fault::None)
        return Token::Fault;
    skipSpace();
    if (!more()) {
        if (m_expected == Expected::Nothing)
            return Token::End;
        return failed(m_before == 0 && m_buffer.isEmpty() ? Fault::Empty : Fault::Cut);
    }
    const char c = m_buffer.at(m_at);
    switch (m_expected) {
    case Expected::Nothing:
        return failed(Fault::TextAfterValue);
    case Expected::CommaOrEnd:
        if (c == ']' || c == '}')
            return close(c);
        if (c != ',')
            return failed(Fault::UnexpectedByte);
        ++m_at;
        m_expected = m_open.endsWith('{') ? Expected::Key : Expected::Value;
        return next();
    case Expected::FirstKey:
        if (c == '}')
            return close(c);
        [[fallthrough]];
    case Expected::Key:
        if (c != '"' || !readString(LongestKey))
            return failed(Fault::UnexpectedByte);
        skipSpace();
        if (!more())
            return failed(Fault::Cut);
        if (m_buffer.at(m_at) != ':')
            return failed(Fault::UnexpectedByte);
        ++m_at;
        m_expected = Expected::Value;
        return Token::Key;
    case Expected::FirstElement:
        if (c == ']')
            return close(c);
        [[fallthrough]];
    case Expected::Value:
        return readValue(c);
    }
    return failed(Fault::UnexpectedByte);
}

JsonStream::Token JsonStream::readValue(char first)
{
    switch (first) {
    case '{':
    case '[':
        return open(first);
    case '"':
        if (!readString(m_longest))
            return failed(Fault::BadString);
        endValue();
        return Token::String;
    case 't':
        return readWord("true", Token::True);
    case 'f':
        return readWord("false", Token::False);
    case 'n':
        return readWord("null", Token::Null);
    default:
        return readNumber();
    }
}

JsonStream::Token JsonStream::open(char bracket)
{
    if (m_open.size() >= DeepestValue)
        return failed(Fault::TooDeep);
    m_open += bracket;
    ++m_at;
    m_expected = bracket == '{' ? Expected::FirstKey : Expected::FirstElement;
    return bracket == '{' ? Token::ObjectBegin : Token::ArrayBegin;
}

JsonStream::Token JsonStream::close(char bracket)
{
    if (m_open.isEmpty() || m_open.back() != (bracket == '}' ? '{' : '['))
        return failed(Fault::UnexpectedByte);
    ++m_at;
    m_open.chop(1);
    endValue();
    return bracket == '}' ? Token::ObjectEnd : Token::ArrayEnd;
}

void JsonStream::endValue()
{
    m_expected = m_open.isEmpty() ? Expected::Nothing : Expected::CommaOrEnd;
}

JsonStream::Token JsonStream::readWord(const char *word, Token token)
{
    for (; *word != '\0'; ++word, ++m_at) {
        if (!more())
            return failed(Fault::Cut);
        if (m_buffer.at(m_at) != *word)
            return failed(Fault::UnexpectedByte);
    }
    endValue();
    return token;
}

JsonStream::Token JsonStream::readNumber()
{
    constexpr qsizetype longest = 64;
    m_text.clear();
    while (more() && m_text.size() < longest && std::strchr("+-.0123456789eE", m_buffer.at(m_at)) &&
           m_buffer.at(m_at) != '\0')
        m_text += m_buffer.at(m_at++);
    bool isNumber = false;
    (void)m_text.toDouble(&isNumber);
    if (!isNumber)
        return failed(Fault::UnexpectedByte);
    endValue();
    return Token::Number;
}

void JsonStream::keep(QByteArrayView bytes, qsizetype longest)
{
    m_length += bytes.size();
    const qsizetype room = longest - m_text.size();
    m_text += bytes.first(std::clamp<qsizetype>(room, 0, bytes.size()));
    m_cut = m_length > m_text.size();
}

bool JsonStream::readString(qsizetype longest)
{
    m_text.clear();
    m_length = 0;
    m_cut = false;
    m_highSurrogate = 0;
    ++m_at; // the quote
    while (more()) {
        const qsizetype begin = m_at;
        while (m_at < m_buffer.size() && isPlain(m_buffer.at(m_at)))
            ++m_at;
        if (m_at > begin)
            m_highSurrogate = 0;
        keep(QByteArrayView(m_buffer).sliced(begin, m_at - begin), longest);
        if (m_at == m_buffer.size())
            continue;
        const char c = m_buffer.at(m_at);
        if (c == '"') {
            ++m_at;
            return true;
        }
        if (c != '\\') {
            failed(Fault::BadString);
            return false;
        }
        if (!readEscape(longest))
            return false;
    }
    failed(Fault::Cut);
    return false;
}

bool JsonStream::readEscape(qsizetype longest)
{
    ++m_at; // the backslash
    if (!more()) {
        failed(Fault::Cut);
        return false;
    }
    const char c = m_buffer.at(m_at++);
    constexpr char names[] = "\"\\/bfnrt";
    constexpr char meanings[] = "\"\\/\b\f\n\r\t";
    if (const char *known = std::strchr(names, c); known && c != '\0') {
        m_highSurrogate = 0;
        keep({meanings + (known - names), 1}, longest);
        return true;
    }
    char32_t unit = 0;
    if (c != 'u' || !readHex(unit)) {
        failed(more() ? Fault::BadString : Fault::Cut);
        return false;
    }
    return keepUnit(unit, longest);
}

bool JsonStream::keepUnit(char32_t unit, qsizetype longest)
{
    constexpr char Replacement[] = "\xEF\xBF\xBD";
    const bool isLow = unit >= 0xDC00 && unit < 0xE000;
    if (m_highSurrogate != 0 && isLow) {
        // RFC 8259 section 7: characters beyond the basic plane come as a pair of surrogates.
        m_length -= 3;
        m_text.truncate(std::min<qint64>(m_text.size(), m_pairAt));
        unit = 0x10000 + ((m_highSurrogate - 0xD800) << 10) + (unit - 0xDC00);
    }
    m_highSurrogate = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
    m_pairAt = m_text.size();
    if (unit >= 0xD800 && unit < 0xE000) {
        keep(Replacement, longest); // unless its other half follows
        return true;
    }
    keep(QString::fromUcs4(&unit, 1).toUtf8(), longest);
    return true;
}

bool JsonStream::readHex(char32_t &value)
{
    value = 0;
    for (int i = 0; i < 4; ++i) {
        const int digit = more() ? hexDigit(m_buffer.at(m_at)) : -1;
        if (digit < 0)
            return false;
        value = value * 16 + static_cast<char32_t>(digit);
        ++m_at;
    }
    return true;
}

void JsonStream::skip()
{
    // The token of the value was read: brackets that it opened are to be closed.
    const qsizetype kept = std::exchange(m_longest, 0);
    if (m_expected == Expected::FirstKey || m_expected == Expected::FirstElement) {
        const qsizetype outside = m_open.size() - 1;
        while (m_open.size() > outside && next() != Token::Fault) {
        }
    }
    m_longest = kept;
}

} // namespace wirewise::imports
