#include "wire/dialects/cbor.h"

#include "wire/dialects/messagepack.h"
#include "wire/dialects/tables.h"

#include <QCborStreamReader>
#include <QCborValue>

#include <cmath>

namespace wirewise::wire {

namespace {

/// A byte of input may become a hundred of notation; what is longer is looked at as bytes.
constexpr qsizetype longestInput = 1024 * 1024;
constexpr int deepest = 64;
constexpr int mostParts = 100'000;

/// One value after another, as JSON.
class JsonWriter
{
public:
    explicit JsonWriter(QByteArrayView bytes)
        : m_reader(bytes.data(), bytes.size())
        , m_size(bytes.size())
    {
    }

    [[nodiscard]] std::optional<QByteArray> whole()
    {
        if (!value(0) || m_reader.currentOffset() != m_size)
            return {};
        return m_json;
    }

private:
    bool value(int depth)
    {
        if (depth > deepest || ++m_parts > mostParts || m_reader.lastError() != QCborError::NoError)
            return false;
        switch (m_reader.type()) {
        case QCborStreamReader::UnsignedInteger:
            return put(QByteArray::number(m_reader.toUnsignedInteger()));
        case QCborStreamReader::NegativeInteger:
            // RFC 8949 section 3.1: -1 minus the argument, whose absolute value may be 2^64.
            return put(negative(static_cast<quint64>(m_reader.toNegativeInteger())));
        case QCborStreamReader::ByteArray:
            return bytes();
        case QCborStreamReader::String:
            return text();
        case QCborStreamReader::Array:
            return container('[', ']', depth);
        case QCborStreamReader::Map:
            return container('{', '}', depth);
        case QCborStreamReader::Tag:
            return tag(depth);
        case QCborStreamReader::SimpleType:
            return put(simple(m_reader.toSimpleType()));
        case QCborStreamReader::Float16:
            return put(number(static_cast<float>(m_reader.toFloat16())));
        case QCborStreamReader::Float:
            return put(number(m_reader.toFloat()));
        case QCborStreamReader::Double:
            return put(number(m_reader.toDouble()));
        case QCborStreamReader::Invalid:
            break;
        }
        return false;
    }

    bool put(const QByteArray &json)
    {
        m_json.append(json);
        return m_reader.next() && m_reader.lastError() == QCborError::NoError;
    }

    static QByteArray negative(quint64 absolute)
    {
        return absolute == 0 ? QByteArray("-18446744073709551616") : '-' + QByteArray::number(absolute);
    }

    static QByteArray number(double value)
    {
        if (std::isfinite(value))
            return QByteArray::number(value, 'g', 17);
        return std::isnan(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    }

    static QByteArray simple(QCborSimpleType type)
    {
        switch (type) {
        case QCborSimpleType::False:
            return "false";
        case QCborSimpleType::True:
            return "true";
        case QCborSimpleType::Null:
            return "null";
        case QCborSimpleType::Undefined:
            return "\"undefined\"";
        }
        return "\"simple " + QByteArray::number(static_cast<int>(type)) + '"';
    }

    bool bytes()
    {
        QByteArray all;
        auto chunk = m_reader.readByteArray();
        for (; chunk.status == QCborStreamReader::Ok; chunk = m_reader.readByteArray())
            all.append(chunk.data);
        m_json.append("\"hex:" + all.toHex() + '"');
        return chunk.status == QCborStreamReader::EndOfString;
    }

    bool text()
    {
        QString all;
        auto chunk = m_reader.readString();
        for (; chunk.status == QCborStreamReader::Ok; chunk = m_reader.readString())
            all.append(chunk.data);
        m_json.append(jsonString(all.toUtf8()));
        return chunk.status == QCborStreamReader::EndOfString;
    }

    bool tag(int depth)
    {
        m_json.append("{\"tag " + QByteArray::number(static_cast<quint64>(m_reader.toTag())) + "\":");
        if (!m_reader.next() || !value(depth + 1))
            return false;
        m_json.append('}');
        return true;
    }

    bool container(char open, char close, int depth)
    {
        m_json.append(open);
        if (!m_reader.enterContainer())
            return false;
        for (bool isFirst = true; m_reader.hasNext(); isFirst = false) {
            if (!isFirst)
                m_json.append(',');
            if (open == '{' && !key(depth))
                return false;
            if (!value(depth + 1))
                return false;
        }
        m_json.append(close);
        return m_reader.lastError() == QCborError::NoError && m_reader.leaveContainer();
    }

    /// Names of JSON are strings; a key that is another value is written as JSON inside one.
    bool key(int depth)
    {
        const bool isText = m_reader.isString();
        const qsizetype start = m_json.size();
        if (!value(depth + 1))
            return false;
        if (!isText)
            m_json.replace(start, m_json.size() - start, jsonString(m_json.sliced(start)));
        m_json.append(':');
        return true;
    }

    QCborStreamReader m_reader;
    qsizetype m_size;
    QByteArray m_json;
    int m_parts = 0;
};

} // namespace

std::optional<QByteArray> cborJson(QByteArrayView bytes)
{
    if (bytes.isEmpty() || bytes.size() > longestInput)
        return {};
    return JsonWriter(bytes).whole();
}

std::optional<QByteArray> cborNotation(QByteArrayView bytes)
{
    if (bytes.isEmpty() || bytes.size() > longestInput)
        return {};
    QCborStreamReader reader(bytes.data(), bytes.size());
    const QCborValue value = QCborValue::fromCbor(reader);
    if (reader.lastError() != QCborError::NoError || reader.currentOffset() != bytes.size())
        return {};
    return value.toDiagnosticNotation(QCborValue::LineWrapped).toUtf8();
}

namespace dialects {

namespace {

QList<Packet> decodeMessage(Opcode opcode, QByteArrayView payload)
{
    if (opcode != Opcode::Binary || !cborNotation(payload))
        return {};
    Packet packet;
    packet.type = "CBOR";
    packet.data = {0, payload.size()};
    packet.format = DataFormat::Cbor;
    return {packet};
}

bool isAnnounced(const DialectSigns &signs)
{
    return signs.subprotocol.contains("cbor");
}

/// A map or an array (major types 5 and 4), or the tag of section 3.4.6 that says "this is CBOR".
bool isMapOrArray(Opcode opcode, QByteArrayView payload)
{
    if (opcode != Opcode::Binary || payload.size() < 3)
        return false;
    const int major = static_cast<quint8>(payload.front()) >> 5;
    return (payload.startsWith("\xD9\xD9\xF7") || major == 5 || major == 4) &&
           cborNotation(payload).has_value();
}

} // namespace

const Decoder cbor{Dialect::Cbor, "CBOR", isAnnounced, isMapOrArray, decodeMessage, {}};

} // namespace dialects

} // namespace wirewise::wire
