#pragma once

#include "record/pouringpeer.h"
#include "session/sessionfile.h"

#include <QString>

namespace wirewise::testing {

/// What a session file holds of a PouringPeer's messages.
struct KeptMessages
{
    qint64 count = 0; ///< of the peer's
    qint64 all = 0;   ///< with pings and Close frames
    QString problem;  ///< what is wrong with the file; empty: nothing
};

/// Every message of the file, which must be numbered from 1 on without a gap.
inline KeptMessages keptMessages(const QString &path, qsizetype size)
{
    KeptMessages kept;
    const session::Result<session::SessionContent> content = session::SessionFile::read(path);
    if (!content || !content->complete) {
        kept.problem = content ? content->damage : content.error().text;
        return kept;
    }
    const session::Result<session::SessionFile> file = session::SessionFile::openForReading(path);
    constexpr qint64 page = 5000;
    while (kept.problem.isEmpty()) {
        const auto messages = file->messages(kept.all + 1, page);
        if (!messages || messages->isEmpty()) {
            kept.problem = messages ? QString() : messages.error().text;
            break;
        }
        for (const observation::Message &message : *messages) {
            const bool isPoured = message.opcode == wire::Opcode::Text;
            if (message.number != ++kept.all ||
                (isPoured && message.payload != PouringPeer::payload(++kept.count, size)))
                kept.problem = QStringLiteral("message %1 is not as it was sent").arg(message.number);
        }
    }
    return kept;
}

} // namespace wirewise::testing
