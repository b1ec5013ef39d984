#include "redaction/binarysecrets.h"

#include "redaction/toldvalues.h"

#include <QtEndian>

#include <optional>

namespace wirewise::redaction {

namespace {

quint8 byteAt(QByteArrayView bytes, qsizetype at)
{
    return at >= 0 && at < bytes.size() ? static_cast<quint8>(bytes.at(at)) : quint8(0);
}

/// A number of so many bytes, most significant first.
qint64 numberAt(QByteArrayView bytes, qsizetype at, int width)
{
    qint64 number = 0;
    for (int i = 0; i < width; ++i)
        number = number << 8U | byteAt(bytes, at + i);
    return number;
}

/// A string with its length before it, cut where the bytes end; nothing if there is none at that place.
std::optional<wire::ByteRange> lengthPrefixed(QByteArrayView bytes, qsizetype at, int width)
{
    if (at + width > bytes.size())
        return std::nullopt;
    return wire::ByteRange{at + width, qMin<qint64>(numberAt(bytes, at, width), bytes.size() - at - width)};
}

/// A str or bin of MessagePack.
std::optional<wire::ByteRange> messagePackString(QByteArrayView bytes, qsizetype at)
{
    const quint8 head = byteAt(bytes, at);
    if (head >= 0xA0 && head <= 0xBF)
        return wire::ByteRange{at + 1, qMin<qint64>(head - 0xA0, bytes.size() - at - 1)};
    switch (head) {
    case 0xC4:
    case 0xD9:
        return lengthPrefixed(bytes, at + 1, 1);
    case 0xC5:
    case 0xDA:
        return lengthPrefixed(bytes, at + 1, 2);
    case 0xC6:
    case 0xDB:
        return lengthPrefixed(bytes, at + 1, 4);
    default:
        return std::nullopt;
    }
}

/// A text or byte string of CBOR (RFC 8949 section 3.1).
std::optional<wire::ByteRange> cborString(QByteArrayView bytes, qsizetype at)
{
    const quint8 head = byteAt(bytes, at);
    const int type = head >> 5U;
    const int size = head & 0x1F;
    if (type != 2 && type != 3)
        return std::nullopt;
    if (size < 24)
        return wire::ByteRange{at + 1, qMin<qint64>(size, bytes.size() - at - 1)};
    return size <= 26 ? lengthPrefixed(bytes, at + 1, 1 << (size - 24)) : std::nullopt;
}

using ReadString = std::optional<wire::ByteRange> (*)(QByteArrayView bytes, qsizetype at);

bool isName(QByteArrayView text)
{
    for (const char c : text) {
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
              c == '-' || c == '.'))
            return false;
    }
    return text.size() >= 2;
}

/// A telling name as a string, and the string behind it; where that ends, or 0 if there is none.
qsizetype readMember(QByteArrayView bytes, qsizetype at, ReadString readString, TellingNames &names,
                     Sightings &found)
{
    constexpr qint64 longestName = 40;
    const auto name = readString(bytes, at);
    if (!name || name->length < 2 || name->length > longestName || name->end() >= bytes.size())
        return 0;
    const QByteArrayView said = bytes.sliced(name->offset, name->length);
    const auto telling = isName(said) ? names(said) : std::nullopt;
    const auto value = telling ? readString(bytes, name->end()) : std::nullopt;
    if (!value || value->isEmpty())
        return 0;
    if (!telling->isCertain && !looksRandom(bytes.sliced(value->offset, value->length), 8))
        return 0;
    addTold(bytes, *value, said, telling->form, found);
    return value->end();
}

void findMembers(QByteArrayView bytes, TellingNames &names, Sightings &found)
{
    for (qsizetype at = 0; at + 3 < bytes.size();) {
        const quint8 head = byteAt(bytes, at);
        const bool maybeMessagePack = (head >= 0xA2 && head <= 0xBF) || (head >= 0xD9 && head <= 0xDB);
        const bool maybeCbor = head >= 0x62 && head <= 0x79;
        qsizetype end = 0;
        if (maybeMessagePack)
            end = readMember(bytes, at, messagePackString, names, found);
        else if (maybeCbor)
            end = readMember(bytes, at, cborString, names, found);
        at = qMax(at + 1, end);
    }
}

/// Section 3.1 of MQTT 3.1.1 and of MQTT 5: name and password are the last two fields of the payload.
void findMqttPassword(QByteArrayView bytes, Sightings &found)
{
    if (byteAt(bytes, 0) != 0x10)
        return;
    qsizetype at = 1;
    while (at < 5 && (byteAt(bytes, at) & 0x80U) != 0)
        ++at;
    ++at;
    const auto protocol = lengthPrefixed(bytes, at, 2);
    if (!protocol || (bytes.sliced(protocol->offset, protocol->length) != QByteArrayView("MQTT") &&
                      bytes.sliced(protocol->offset, protocol->length) != QByteArrayView("MQIsdp")))
        return;
    at = protocol->end();
    const quint8 level = byteAt(bytes, at);
    const quint8 flags = byteAt(bytes, at + 1);
    at += 4; // level, flags, keep alive
    constexpr quint8 fifth = 5;
    const auto skipProperties = [&] { at += level >= fifth ? 1 + byteAt(bytes, at) : 0; };
    const auto take = [&]() -> std::optional<wire::ByteRange> {
        const auto field = lengthPrefixed(bytes, at, 2);
        at = field ? field->end() : bytes.size();
        return field;
    };
    skipProperties();
    (void)take(); // client id
    if ((flags & 0x04U) != 0) {
        skipProperties();
        (void)take(); // topic of the will
        (void)take(); // the will
    }
    const auto name = (flags & 0x80U) != 0 ? take() : std::nullopt;
    const auto password = (flags & 0x40U) != 0 ? take() : std::nullopt;
    if (name && !name->isEmpty() && !isPlaceholder(bytes.sliced(name->offset, name->length)))
        found.append({*name, Form::UserName, "MQTT CONNECT"});
    if (password && !password->isEmpty() && !isPlaceholder(bytes.sliced(password->offset, password->length)))
        found.append({*password, Form::Password, "MQTT CONNECT"});
}

/// RFC 4616: identity, NUL, name, NUL, password; behind the mechanism's name in sasl-init of AMQP 1.0.
void findPlainSasl(QByteArrayView bytes, Sightings &found)
{
    const QByteArrayView mechanism("PLAIN");
    const qsizetype at = bytes.indexOf(mechanism);
    if (at < 0)
        return;
    constexpr qsizetype farthest = 8;
    const qsizetype first = bytes.indexOf('\0', at + mechanism.size());
    if (first < 0 || first > at + mechanism.size() + farthest)
        return;
    const qsizetype second = bytes.indexOf('\0', first + 1);
    if (second < 0)
        return;
    qsizetype end = second + 1;
    while (end < bytes.size() && static_cast<quint8>(bytes.at(end)) > ' ' && byteAt(bytes, end) < 0x7F)
        ++end;
    if (second > first + 1 && end > second + 1 &&
        !isPlaceholder(bytes.sliced(second + 1, end - second - 1))) {
        found.append({{first + 1, second - first - 1}, Form::UserName, "SASL PLAIN"});
        found.append({{second + 1, end - second - 1}, Form::Password, "SASL PLAIN"});
    }
}

} // namespace

void findBinarySecrets(QByteArrayView bytes, TellingNames &names, Sightings &found)
{
    findMqttPassword(bytes, found);
    findMembers(bytes, names, found);
    findPlainSasl(bytes, found);
}

} // namespace wirewise::redaction
