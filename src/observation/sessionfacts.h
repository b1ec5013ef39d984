#pragma once

#include "observation/connectionfacts.h"
#include "observation/message.h"
#include "wire/frame.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace wirewise::observation {

/// What was seen after a 101, while the check watched.
struct SessionFacts
{
    enum class CloseBy { Nobody, Peer, Us };

    bool opened = false;
    Duration watched{0};     ///< from the 101 to the end or to our leaving
    QList<Message> messages; ///< the first ones, at most KeptMessages
    qint64 messageCount = 0; ///< data messages received, all of them
    QByteArray stream;       ///< the first received bytes after the 101's head, at most KeptBytes
    std::optional<Duration> pingSent, pongReceived; ///< our one ping
    CloseBy closeBy = CloseBy::Nobody;
    std::optional<quint16> closeCode; ///< of the peer's Close frame (or ours if only we closed)
    QByteArray closeReason;
    std::optional<Duration> closedAt; ///< when the Close frame came or went
    std::optional<wire::FrameBreach> breach;
    wire::ByteRange breachRange; ///< in all that was received; beyond KeptBytes stream does not reach it
    QByteArray breachBytes; ///< those of breachRange if known; of compressed text what it inflated to last
    StreamEnd end = StreamEnd::Open;
    std::optional<Duration> endedAt; ///< when TCP ended
    bool endedInsideFrame = false;
    Duration quietBeforeEnd{0}; ///< silence both ways before the Close or the end

    static constexpr qsizetype KeptMessages = 1000;
    static constexpr qint64 KeptBytes = 1024 * 1024;
};

QByteArray toString(SessionFacts::CloseBy by); ///< "nobody", "peer", "us"
std::optional<SessionFacts::CloseBy> closeByFromString(const QByteArray &text);

} // namespace wirewise::observation
