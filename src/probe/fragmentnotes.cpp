#include "probe/fragmentnotes.h"

namespace wirewise::probe {

using observation::Fragment;
using observation::Message;

namespace {

/// Bytes of a frame that a client sends: two, an extended length, the mask, the payload (RFC 6455
/// section 5.2).
qint64 maskedFrame(qint64 payload)
{
    const int extendedLength = payload < 126 ? 0 : payload <= 0xFFFF ? 2 : 8;
    return 2 + extendedLength + 4 + payload;
}

} // namespace

void FragmentNotes::note(const wire::FrameReceived &received, observation::Duration now)
{
    const wire::Frame &frame = received.frame;
    if (m_fragments.size() < Message::KeptFragments)
        m_fragments.append({now, frame.range.length, received.inflatedSize.value_or(frame.payload.size())});
}

QList<Fragment> sentFragments(qsizetype size, qsizetype fragment, const wire::Conversation::Queued &queued,
                              observation::Duration now)
{
    QList<Fragment> fragments;
    if (queued.frames < 2)
        return fragments;
    const int kept = qMin(queued.frames, int(Message::KeptFragments));
    fragments.reserve(kept);
    for (int index = 0; index < kept; ++index) {
        const bool isLast = index == queued.frames - 1;
        const qint64 filled = maskedFrame(fragment);
        Fragment sent{now, isLast ? queued.wireSize - index * filled : filled, {}};
        if (!queued.compressed)
            sent.size = isLast ? size - index * fragment : fragment;
        fragments.append(sent);
    }
    return fragments;
}

} // namespace wirewise::probe
