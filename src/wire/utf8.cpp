#include "wire/utf8.h"

#include <QtEndian>

#include <bit>
#include <cstring>

namespace wirewise::wire {

namespace {

// The state holds what the next byte must be: how many continuation bytes are missing, and the bounds of
// the first of them, which the lead byte may narrow (RFC 3629 section 4). Zero is a character's end.
constexpr quint32 expecting(quint32 missing, quint32 low = 0x80, quint32 high = 0xBF)
{
    return missing | (low << 8U) | (high << 16U);
}

constexpr quint32 Invalid = 0xFF;

constexpr quint32 afterLead(quint8 lead)
{
    if (lead < 0x80)
        return 0;
    if (lead >= 0xC2 && lead <= 0xDF)
        return expecting(1);
    if (lead == 0xE0)
        return expecting(2, 0xA0);
    if (lead == 0xED)
        return expecting(2, 0x80, 0x9F);
    if (lead >= 0xE1 && lead <= 0xEF)
        return expecting(2);
    if (lead == 0xF0)
        return expecting(3, 0x90);
    if (lead >= 0xF1 && lead <= 0xF3)
        return expecting(3);
    if (lead == 0xF4)
        return expecting(3, 0x80, 0x8F);
    return Invalid;
}

constexpr quint64 HighBits = 0x8080808080808080U;

/// How many bytes from here on are ASCII, read in words.
qsizetype asciiRun(const char *data, qsizetype size)
{
    qsizetype done = 0;
    while (size - done >= 32) {
        quint64 words[4];
        std::memcpy(words, data + done, sizeof words);
        if (((words[0] | words[1] | words[2] | words[3]) & HighBits) != 0)
            break;
        done += 32;
    }
    while (size - done >= 8) {
        quint64 word = 0;
        std::memcpy(&word, data + done, sizeof word);
        if (const quint64 high = qFromLittleEndian(word) & HighBits; high != 0)
            return done + std::countr_zero(high) / 8;
        done += 8;
    }
    while (done < size && static_cast<quint8>(data[done]) < 0x80)
        ++done;
    return done;
}

constexpr bool isContinuation(char byte)
{
    return (static_cast<quint8>(byte) & 0xC0U) == 0x80U;
}

/// The length of a whole and valid character of two or three bytes; 0 where it needs a closer look.
qsizetype commonCharacter(const char *data, qsizetype size)
{
    const auto lead = static_cast<quint8>(data[0]);
    if (lead >= 0xC2 && lead <= 0xDF && size >= 2 && isContinuation(data[1]))
        return 2;
    const bool isPlainLead = (lead & 0xF0U) == 0xE0U && lead != 0xE0 && lead != 0xED;
    if (isPlainLead && size >= 3 && isContinuation(data[1]) && isContinuation(data[2]))
        return 3;
    return 0;
}

} // namespace

bool Utf8Validator::feed(QByteArrayView bytes)
{
    if (!m_valid)
        return false;
    const char *data = bytes.data();
    const qsizetype size = bytes.size();
    quint32 state = m_state;
    qsizetype i = 0;
    while (i < size) {
        if (state == 0) {
            if (static_cast<quint8>(data[i]) < 0x80) {
                i += asciiRun(data + i, size - i);
                if (i == size)
                    break;
            }
            if (const qsizetype length = commonCharacter(data + i, size - i); length != 0) {
                i += length;
                continue;
            }
            state = afterLead(static_cast<quint8>(data[i]));
            if (state == Invalid) {
                m_valid = false;
                break;
            }
        } else {
            const auto byte = static_cast<quint8>(data[i]);
            if (byte < ((state >> 8U) & 0xFFU) || byte > (state >> 16U)) {
                m_valid = false;
                break;
            }
            const quint32 missing = (state & 0xFFU) - 1;
            state = missing == 0 ? 0 : expecting(missing);
        }
        ++i;
    }
    m_state = state == Invalid ? 0 : state;
    m_length += i;
    return m_valid;
}

bool isValidUtf8(QByteArrayView bytes)
{
    Utf8Validator validator;
    return validator.feed(bytes) && validator.mayEnd();
}

} // namespace wirewise::wire
