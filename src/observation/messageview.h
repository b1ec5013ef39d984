#pragma once

#include "observation/message.h"

#include <QByteArrayView>
#include <QList>

#include <span>

namespace wirewise::observation {

/// A message whose payload lies elsewhere, for example in the buffer that it was received into: in a flood
/// nothing is copied and nothing allocated for one that nobody keeps.
struct MessageView
{
    qint64 number = 0;
    Duration at{0};
    wire::Direction direction = wire::Direction::Received;
    wire::Opcode opcode = wire::Opcode::Text;
    QByteArrayView payload;
    qint64 wireSize = 0;
    int frames = 1;
    bool compressed = false;
    std::span<const Fragment> fragments = {};

    [[nodiscard]] bool isReceived() const { return direction == wire::Direction::Received; }
    /// Bytes that it has in memory, as Message::held() says.
    [[nodiscard]] qint64 held() const
    {
        return payload.size() + static_cast<qint64>(fragments.size() * sizeof(Fragment));
    }
    /// One to keep.
    [[nodiscard]] Message toMessage() const;
};
/// Valid as long as the message, and what it holds is not changed.
[[nodiscard]] MessageView viewOf(const Message &message);

/// What came or went together, in the order seen.
using MessageViews = QList<MessageView>;

} // namespace wirewise::observation
