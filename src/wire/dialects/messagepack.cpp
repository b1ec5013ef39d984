#include "wire/dialects/messagepack.h"

#include "wire/dialects/tables.h"

#include <QString>

#include <cmath>
#include <cstring>

namespace wirewise::wire {

namespace {

constexpr int deepest = 64;
constexpr qsizetype mostValues = 100'000;
constexpr qsizetype longestJson = 16 * 1024 * 1024;

/// The formats of the specification, by first byte.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    bool value(int depth)
    {
        if (depth > deepest || ++m_values > mostValues || m_json.size() > longestJson)
            return false;
        quint8 first = 0;
        if (!take(first))
            return false;
        if (first <= 0x7F)
            return put(QByteArray::number(first));
        if (first >= 0xE0)
            return put(QByteArray::number(static_cast<qint8>(first)));
        if (first <= 0x8F)
            return map(first & 0x0F, depth);
        if (first <= 0x9F)
            return array(first & 0x0F, depth);
        if (first <= 0xBF)
            return text(first & 0x1F);
        return longFormat(first, depth);
    }

    [[nodiscard]] MessagePackValue result() const { return {m_json, m_at}; }

private:
    bool longFormat(quint8 first, int depth)
    {
        switch (first) {
        case 0xC0:
            return put("null");
        case 0xC2:
            return put("false");
        case 0xC3:
            return put("true");
        case 0xC4:
        case 0xC5:
        case 0xC6:
            return sized(1 << (first - 0xC4), [this](qsizetype size) { return binary(size); });
        case 0xC7:
        case 0xC8:
        case 0xC9:
            return sized(1 << (first - 0xC7), [this](qsizetype size) { return extension(size); });
        case 0xCA:
            return real<float, quint32>();
        case 0xCB:
            return real<double, quint64>();
        case 0xCC:
        case 0xCD:
        case 0xCE:
        case 0xCF:
            return natural(1 << (first - 0xCC));
        case 0xD0:
        case 0xD1:
        case 0xD2:
        case 0xD3:
            return integer(1 << (first - 0xD0));
        case 0xD4:
        case 0xD5:
        case 0xD6:
        case 0xD7:
        case 0xD8:
            return extension(qsizetype(1) << (first - 0xD4));
        case 0xD9:
        case 0xDA:
        case 0xDB:
            return sized(1 << (first - 0xD9), [this](qsizetype size) { return text(size); });
        case 0xDC:
        case 0xDD:
            return sized(2 << (first - 0xDC), [&](qsizetype size) { return array(size, depth); });
        case 0xDE:
        case 0xDF:
            return sized(2 << (first - 0xDE), [&](qsizetype size) { return map(size, depth); });
        default: // 0xC1 is never used
            return false;
        }
    }

    template<typename Read>
    bool sized(int width, Read read)
    {
        quint64 size = 0;
        return bigEndian(width, size) && read(static_cast<qsizetype>(size));
    }

    bool bigEndian(int width, quint64 &value)
    {
        if (m_bytes.size() - m_at < width)
            return false;
        value = 0;
        for (int i = 0; i < width; ++i)
            value = value << 8 | static_cast<quint8>(m_bytes[m_at++]);
        return true;
    }

    bool natural(int width)
    {
        quint64 value = 0;
        return bigEndian(width, value) && put(QByteArray::number(value));
    }

    bool integer(int width)
    {
        quint64 value = 0;
        if (!bigEndian(width, value))
            return false;
        const int unused = 64 - width * 8;
        return put(QByteArray::number(static_cast<qint64>(value << unused) >> unused));
    }

    template<typename Real, typename Bits>
    bool real()
    {
        quint64 value = 0;
        if (!bigEndian(sizeof(Bits), value))
            return false;
        const Bits bits = static_cast<Bits>(value);
        Real number = 0;
        std::memcpy(&number, &bits, sizeof number);
        const double shown = static_cast<double>(number);
        // JSON has no name for these.
        return put(std::isfinite(shown) ? QByteArray::number(shown, 'g', sizeof(Real) == 4 ? 9 : 17)
                                        : jsonString(std::isnan(shown) ? "NaN"
                                                     : shown > 0       ? "Infinity"
                                                                       : "-Infinity"));
    }

    bool bytes(qsizetype size, QByteArrayView &view)
    {
        if (size < 0 || m_bytes.size() - m_at < size)
            return false;
        view = m_bytes.sliced(m_at, size);
        m_at += size;
        return true;
    }

    bool text(qsizetype size)
    {
        QByteArrayView view;
        return bytes(size, view) && put(jsonString(view));
    }

    bool binary(qsizetype size)
    {
        QByteArrayView view;
        return bytes(size, view) && put("\"hex:" + view.toByteArray().toHex() + '"');
    }

    bool extension(qsizetype size)
    {
        quint8 type = 0;
        QByteArrayView view;
        return take(type) && bytes(size, view) &&
               put("\"ext " + QByteArray::number(static_cast<qint8>(type)) +
                   ": hex:" + view.toByteArray().toHex() + '"');
    }

    bool array(qsizetype size, int depth)
    {
        m_json.append('[');
        for (qsizetype i = 0; i < size; ++i) {
            if (i > 0)
                m_json.append(',');
            if (!value(depth + 1))
                return false;
        }
        return put("]");
    }

    /// Names of JSON are strings; a key that is another value is written as JSON inside one.
    bool map(qsizetype size, int depth)
    {
        m_json.append('{');
        for (qsizetype i = 0; i < size; ++i) {
            if (i > 0)
                m_json.append(',');
            const qsizetype keyAt = m_json.size();
            if (!value(depth + 1))
                return false;
            if (m_json.at(keyAt) != '"') {
                const QByteArray key = jsonString(QByteArrayView(m_json).sliced(keyAt));
                m_json.truncate(keyAt);
                m_json.append(key);
            }
            m_json.append(':');
            if (!value(depth + 1))
                return false;
        }
        return put("}");
    }

    bool take(quint8 &byte)
    {
        if (m_at >= m_bytes.size())
            return false;
        byte = static_cast<quint8>(m_bytes[m_at++]);
        return true;
    }

    bool put(const QByteArray &json)
    {
        m_json.append(json);
        return m_json.size() <= longestJson;
    }

    QByteArrayView m_bytes;
    QByteArray m_json;
    qsizetype m_at = 0;
    qsizetype m_values = 0;
};

} // namespace

std::optional<MessagePackValue> readMessagePack(QByteArrayView bytes)
{
    Reader reader(bytes);
    if (!reader.value(0))
        return {};
    return reader.result();
}

QByteArray jsonString(QByteArrayView utf8)
{
    QByteArray json = "\"";
    const QByteArray text = QString::fromUtf8(utf8).toUtf8(); // replaces what is not UTF-8
    for (const char c : text) {
        if (c == '"' || c == '\\')
            json.append('\\').append(c);
        else if (static_cast<quint8>(c) < 0x20)
            json.append("\\u00").append(
                QByteArray::number(static_cast<quint8>(c), 16).rightJustified(2, '0'));
        else
            json.append(c);
    }
    return json.append('"');
}

namespace dialects {

namespace {

QList<Packet> decodeMessage(Opcode opcode, QByteArrayView payload)
{
    const auto value = opcode == Opcode::Binary ? readMessagePack(payload) : std::nullopt;
    if (!value || value->used != payload.size())
        return {};
    Packet packet;
    packet.type = "MessagePack";
    packet.data = {0, payload.size()};
    packet.format = DataFormat::MessagePack;
    return {packet};
}

/// Any byte is a number: only a map or an array that fills the message is a sign.
bool isMapOrArray(Opcode opcode, QByteArrayView payload)
{
    if (opcode != Opcode::Binary || payload.size() < 3)
        return false;
    const auto first = static_cast<quint8>(payload.front());
    const bool isContainer = (first >= 0x81 && first <= 0x8F) || (first >= 0x92 && first <= 0x9F) ||
                             (first >= 0xDC && first <= 0xDF);
    return isContainer && !decodeMessage(opcode, payload).isEmpty();
}

} // namespace

const Decoder messagePack{Dialect::MessagePack, "MessagePack", nullptr, isMapOrArray, decodeMessage, {}};

} // namespace dialects

} // namespace wirewise::wire
