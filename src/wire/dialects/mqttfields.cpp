#include "wire/dialects/mqttfields.h"

#include <algorithm>

namespace wirewise::wire::dialects {

namespace {

enum class Form { Byte, Two, Four, Variable, Text, Bytes, Pair };

struct Property
{
    int identifier;
    const char *name;
    Form form;
};

/// Table 2-4 of MQTT 5.
constexpr Property properties5[] = {{0x01, "payload is text", Form::Byte},
                                    {0x02, "expires after, s", Form::Four},
                                    {0x03, "content type", Form::Text},
                                    {0x08, "response topic", Form::Text},
                                    {0x09, "correlation data", Form::Bytes},
                                    {0x0B, "subscription", Form::Variable},
                                    {0x11, "session expires after, s", Form::Four},
                                    {0x12, "client id given by the server", Form::Text},
                                    {0x13, "keep alive of the server, s", Form::Two},
                                    {0x15, "authentication", Form::Text},
                                    {0x16, "authentication data", Form::Bytes},
                                    {0x17, "problem information", Form::Byte},
                                    {0x18, "will is sent after, s", Form::Four},
                                    {0x19, "response information wanted", Form::Byte},
                                    {0x1A, "response information", Form::Text},
                                    {0x1C, "other server", Form::Text},
                                    {0x1F, "reason", Form::Text},
                                    {0x21, "most unanswered", Form::Two},
                                    {0x22, "most topic aliases", Form::Two},
                                    {0x23, "topic alias", Form::Two},
                                    {0x24, "highest QoS", Form::Byte},
                                    {0x25, "retaining", Form::Byte},
                                    {0x26, "user property", Form::Pair},
                                    {0x27, "largest packet", Form::Four},
                                    {0x28, "wildcards", Form::Byte},
                                    {0x29, "subscription ids", Form::Byte},
                                    {0x2A, "shared subscriptions", Form::Byte}};

QByteArray valueOf(Form form, MqttFields &fields)
{
    switch (form) {
    case Form::Byte:
        return QByteArray::number(fields.byte());
    case Form::Two:
        return QByteArray::number(fields.number());
    case Form::Four:
        return QByteArray::number(fields.number(4));
    case Form::Variable:
        return QByteArray::number(fields.variable());
    case Form::Text:
        return fields.text();
    case Form::Bytes:
        return fields.text().toHex(' ');
    case Form::Pair: {
        const QByteArray name = fields.text();
        return name + '=' + fields.text();
    }
    }
    return {};
}

struct Refusal
{
    int code;
    const char *words;
};

constexpr Refusal refusals[] = {{1, "1, unacceptable protocol version"},
                                {2, "2, identifier rejected"},
                                {3, "3, server unavailable"},
                                {4, "4, bad user name or password"},
                                {5, "5, not authorized"},
                                {0x80, "0x80, unspecified error"},
                                {0x81, "0x81, malformed packet"},
                                {0x82, "0x82, protocol error"},
                                {0x83, "0x83, implementation specific error"},
                                {0x84, "0x84, unsupported protocol version"},
                                {0x85, "0x85, client identifier not valid"},
                                {0x86, "0x86, bad user name or password"},
                                {0x87, "0x87, not authorized"},
                                {0x88, "0x88, server unavailable"},
                                {0x89, "0x89, server busy"},
                                {0x8A, "0x8A, banned"},
                                {0x8B, "0x8B, server shutting down"},
                                {0x8C, "0x8C, bad authentication method"},
                                {0x8D, "0x8D, keep alive timeout"},
                                {0x8E, "0x8E, session taken over"},
                                {0x8F, "0x8F, topic filter invalid"},
                                {0x90, "0x90, topic name invalid"},
                                {0x91, "0x91, packet identifier in use"},
                                {0x92, "0x92, packet identifier not found"},
                                {0x93, "0x93, receive maximum exceeded"},
                                {0x94, "0x94, topic alias invalid"},
                                {0x95, "0x95, packet too large"},
                                {0x96, "0x96, message rate too high"},
                                {0x97, "0x97, quota exceeded"},
                                {0x98, "0x98, administrative action"},
                                {0x99, "0x99, payload format invalid"},
                                {0x9A, "0x9A, retain not supported"},
                                {0x9B, "0x9B, QoS not supported"},
                                {0x9C, "0x9C, use another server"},
                                {0x9D, "0x9D, server moved"},
                                {0x9E, "0x9E, shared subscriptions not supported"},
                                {0x9F, "0x9F, connection rate exceeded"},
                                {0xA0, "0xA0, maximum connect time"},
                                {0xA1, "0xA1, subscription identifiers not supported"},
                                {0xA2, "0xA2, wildcard subscriptions not supported"}};

} // namespace

int MqttFields::byte()
{
    return static_cast<int>(number(1));
}

quint32 MqttFields::number(int bytes)
{
    quint32 value = 0;
    for (const char byte : take(bytes))
        value = value << 8 | static_cast<quint8>(byte);
    return value;
}

QByteArray MqttFields::text()
{
    return take(number()).toByteArray();
}

qsizetype MqttFields::variable()
{
    qsizetype value = 0;
    for (int shift = 0; shift <= 21; shift += 7) {
        const int next = byte();
        value |= static_cast<qsizetype>(next & 0x7F) << shift;
        if ((next & 0x80) == 0)
            return value;
    }
    m_short = true;
    return 0;
}

QByteArrayView MqttFields::take(qsizetype count)
{
    if (m_bytes.size() - m_at < count) {
        m_short = true;
        m_at = m_bytes.size();
        return {};
    }
    m_at += count;
    return m_bytes.sliced(m_at - count, count);
}

bool readMqttProperties(MqttFields &fields, QList<PacketField> &properties)
{
    constexpr qsizetype most = 64;
    MqttFields inside(fields.take(fields.variable()));
    while (!fields.isShort() && !inside.atEnd()) {
        const qsizetype identifier = inside.variable();
        const auto property =
            std::find_if(std::begin(properties5), std::end(properties5),
                         [&](const Property &known) { return known.identifier == identifier; });
        if (property == std::end(properties5))
            return false;
        const QByteArray value = valueOf(property->form, inside);
        if (inside.isShort())
            return false;
        if (properties.size() < most)
            properties.append({property->name, value});
    }
    return !fields.isShort();
}

QByteArray mqttRefusal(int code)
{
    const auto refusal = std::find_if(std::begin(refusals), std::end(refusals),
                                      [&](const Refusal &known) { return known.code == code; });
    return refusal == std::end(refusals) ? QByteArray("0x" + QByteArray::number(code, 16).toUpper())
                                         : QByteArray(refusal->words);
}

} // namespace wirewise::wire::dialects
