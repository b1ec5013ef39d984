#include "wire/dialects/cbor.h"

#include "wire/dialects/tables.h"

#include <QCborStreamReader>
#include <QCborValue>

namespace wirewise::wire {

namespace {

/// A byte of input may become a hundred of notation; what is longer is looked at as bytes.
constexpr qsizetype longestInput = 1024 * 1024;

} // namespace

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
