#pragma once

#include "observation/timing.h"
#include "wire/byterange.h"
#include "wire/frame.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>

#include <optional>

namespace wirewise::observation {

/// One frame of a message that came or went in several (RFC 6455 section 5.4). The first has the opcode of
/// the message and alone says that it is compressed, the others are continuations, the last alone is final.
struct Fragment
{
    Duration at{0};             ///< when it was whole
    qint64 wireSize = 0;        ///< with its head
    std::optional<qint64> size; ///< what it adds to the payload; unknown where we compressed it

    friend bool operator==(const Fragment &, const Fragment &) = default;
};

/// One message or control frame of a session, either way.
struct Message
{
    qint64 number = 0; ///< from 1, in the order seen
    Duration at{0};    ///< since the connection opened (the 101)
    wire::Direction direction = wire::Direction::Received;
    wire::Opcode opcode = wire::Opcode::Text; ///< never Continuation
    QByteArray payload;
    qint64 wireSize = 0;     ///< with frame headers
    int frames = 1;          ///< 0: bytes that were sent as they were typed; payload is the bytes on the wire
    bool compressed = false; ///< came or went compressed; payload is what was meant
    QList<Fragment> fragments = {}; ///< where frames > 1: each, the first KeptFragments of them

    static constexpr qsizetype KeptFragments = 65536;
    /// Bytes that it has in memory, itself excepted.
    [[nodiscard]] qint64 held() const
    {
        return payload.size() + fragments.size() * qsizetype(sizeof(Fragment));
    }

    friend bool operator==(const Message &, const Message &) = default;
};

} // namespace wirewise::observation

Q_DECLARE_METATYPE(wirewise::observation::Message)
