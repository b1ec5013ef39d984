#pragma once

#include "wire/packet.h"

#include <QByteArrayView>

namespace wirewise::wire::dialects {

/// Reads the fields of MQTT (section 1.5) one after another; what is not there is empty and noted.
class MqttFields
{
public:
    explicit MqttFields(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    int byte();
    quint32 number(int bytes = 2);
    QByteArray text(); ///< two bytes of length, then as many bytes
    /// Section 1.5.5 of MQTT 5: seven bits a byte.
    qsizetype variable();
    QByteArrayView take(qsizetype count);
    [[nodiscard]] qsizetype at() const { return m_at; }
    [[nodiscard]] bool atEnd() const { return m_at >= m_bytes.size(); }
    [[nodiscard]] bool isShort() const { return m_short; }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_short = false;
};

/// The properties of MQTT 5 (section 2.2.2): their length, then each with its identifier. False where the
/// bytes are none, so that fields must not be read on.
[[nodiscard]] bool readMqttProperties(MqttFields &fields, QList<PacketField> &properties);

/// The return codes of 3.1.1 (table 3.1) and the reason codes of MQTT 5 (section 2.4) that refuse.
[[nodiscard]] QByteArray mqttRefusal(int code);

} // namespace wirewise::wire::dialects
