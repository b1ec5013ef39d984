#pragma once

#include "observation/timing.h"
#include "wire/byterange.h"
#include "wire/frame.h"

#include <QByteArray>
#include <QMetaType>

namespace wirewise::observation {

/// One message or control frame of a session, either way.
struct Message
{
    qint64 number = 0; ///< from 1, in the order seen
    Duration at{0};    ///< since the connection opened (the 101)
    wire::Direction direction = wire::Direction::Received;
    wire::Opcode opcode = wire::Opcode::Text; ///< never Continuation
    QByteArray payload;
    qint64 wireSize = 0; ///< with frame headers
    int frames = 1;
    bool compressed = false; ///< came or went compressed; payload is what was meant

    friend bool operator==(const Message &, const Message &) = default;
};

} // namespace wirewise::observation

Q_DECLARE_METATYPE(wirewise::observation::Message)
