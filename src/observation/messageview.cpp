#include "observation/messageview.h"

namespace wirewise::observation {

Message MessageView::toMessage() const
{
    return {number,
            at,
            direction,
            opcode,
            payload.toByteArray(),
            wireSize,
            frames,
            compressed,
            {fragments.begin(), fragments.end()}};
}

MessageView viewOf(const Message &message)
{
    return {message.number,   message.at,     message.direction,  message.opcode,   message.payload,
            message.wireSize, message.frames, message.compressed, message.fragments};
}

} // namespace wirewise::observation
