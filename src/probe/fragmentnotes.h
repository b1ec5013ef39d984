#pragma once

#include "observation/message.h"
#include "wire/conversation.h"

#include <utility>

namespace wirewise::probe {

/// Notes the frames of the message that is coming, where it takes several.
class FragmentNotes
{
public:
    /// Of a message in one frame the message tells everything.
    [[nodiscard]] static bool concern(const wire::FrameReceived &received)
    {
        return !received.frame.fin || received.frame.opcode == wire::Opcode::Continuation;
    }
    void note(const wire::FrameReceived &received, observation::Duration now);
    /// Those of the message that is whole now; the next one begins.
    [[nodiscard]] QList<observation::Fragment> take() { return std::exchange(m_fragments, {}); }

private:
    QList<observation::Fragment> m_fragments; ///< at most Message::KeptFragments
};

/// The frames into which a client cut a message of that size; none where it took a single one. fragment:
/// bytes of payload of each but the last, as they go over the wire.
[[nodiscard]] QList<observation::Fragment> sentFragments(qsizetype size, qsizetype fragment,
                                                         const wire::Conversation::Queued &queued,
                                                         observation::Duration now);

} // namespace wirewise::probe
