#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QList>
#include <QStringDecoder>

#include <memory>

namespace wirewise::imports {

/// Reads a JSON text (RFC 8259) of any length token by token, in memory that does not grow with it. UTF-8,
/// and UTF-16 as PowerShell writes it. Nothing is read behind the end of the root value's own bytes but white
/// space.
class JsonStream
{
public:
    enum class Token {
        ObjectBegin,
        ObjectEnd,
        ArrayBegin,
        ArrayEnd,
        Key,    ///< of the member whose value comes next; see text()
        String, ///< see text()
        Number, ///< text() as written
        True,
        False,
        Null,
        End,   ///< the root value is over
        Fault, ///< see fault(); comes again from then on
    };
    enum class Fault {
        None,
        Empty,
        Cut, ///< the text ends inside of a value
        UnexpectedByte,
        BadString,
        TooDeep,
        TextAfterValue,
        ReadFailed,
    };

    static constexpr int DeepestValue = 512;
    static constexpr qsizetype LongestKey = 4096;
    static constexpr qsizetype UsualString = 64 * 1024;

    /// The device belongs to the caller, is open and outlives this.
    explicit JsonStream(QIODevice *device);

    Token next();
    /// Reads to the end of the value whose first token was the last one.
    void skip();

    /// Of the last key, string or number: without escapes, in UTF-8. Lone surrogates become U+FFFD.
    [[nodiscard]] const QByteArray &text() const { return m_text; }
    /// The last string was longer than allowed; text() holds its beginning.
    [[nodiscard]] bool wasCut() const { return m_cut; }
    /// Length of the last string, also of one that was cut.
    [[nodiscard]] qint64 length() const { return m_length; }
    /// How many bytes of the following strings are kept.
    void setLongestString(qsizetype bytes) { m_longest = bytes; }

    [[nodiscard]] Fault fault() const { return m_fault; }
    /// Where the reader is, in bytes of UTF-8.
    [[nodiscard]] qint64 offset() const { return m_before + m_at; }
    [[nodiscard]] int depth() const { return static_cast<int>(m_open.size()); }

private:
    enum class Expected { Value, FirstKey, Key, FirstElement, CommaOrEnd, Nothing };

    bool fill();
    [[nodiscard]] bool more() { return m_at < m_buffer.size() || fill(); }
    void skipSpace();
    Token failed(Fault fault);
    Token open(char bracket);
    Token close(char bracket);
    Token readValue(char first);
    Token readWord(const char *word, Token token);
    Token readNumber();
    bool readString(qsizetype longest);
    bool readEscape(qsizetype longest);
    bool readHex(char32_t &value);
    bool keepUnit(char32_t unit, qsizetype longest);
    void keep(QByteArrayView bytes, qsizetype longest);
    void endValue();

    QIODevice *m_device;
    std::unique_ptr<QStringDecoder> m_decoder; ///< of a text that is not UTF-8
    QString m_half; ///< the first half of a character of UTF-16 whose second has not come
    QByteArray m_buffer;
    qsizetype m_at = 0;
    qint64 m_before = 0; ///< bytes in front of m_buffer
    bool m_started = false;
    QByteArray m_open; ///< the brackets that are open
    Expected m_expected = Expected::Value;
    QByteArray m_text;
    qint64 m_length = 0;
    qsizetype m_longest = UsualString;
    bool m_cut = false;
    char32_t m_highSurrogate = 0; ///< of the escape just read, waiting for its other half
    qsizetype m_pairAt = 0;       ///< where it stands in m_text
    Fault m_fault = Fault::None;
};

} // namespace wirewise::imports
