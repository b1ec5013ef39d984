#pragma once

#include <QByteArrayView>

namespace wirewise::wire {

/// Checks UTF-8 as it arrives (RFC 3629: no surrogates, no overlong forms, at most U+10FFFF) and fails at
/// the first byte that no continuation can mend (RFC 6455 section 8.1).
class Utf8Validator
{
public:
    /// Takes the next bytes; false once the text is known to be invalid.
    bool feed(QByteArrayView bytes);
    /// Whether the text may end here, not inside a character.
    [[nodiscard]] bool mayEnd() const { return m_valid && m_state == 0; }
    [[nodiscard]] bool isValid() const { return m_valid; }
    /// Bytes taken before the first invalid one.
    [[nodiscard]] qint64 validLength() const { return m_length; }
    void reset() { *this = {}; }

private:
    quint32 m_state = 0;
    qint64 m_length = 0;
    bool m_valid = true;
};

[[nodiscard]] bool isValidUtf8(QByteArrayView bytes);

} // namespace wirewise::wire
