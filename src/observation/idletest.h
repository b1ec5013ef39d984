#pragma once

#include "observation/timing.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>

#include <optional>

namespace wirewise::observation {

/// One connection of a test that looks for a limit on silence.
struct IdleTrial
{
    enum class End {
        Opening,    ///< its upgrade has no answer yet
        Open,       ///< still open, or left by us while it was
        CloseFrame, ///< the peer sent a Close frame
        Fin,        ///< TCP ended (FIN) without a Close frame
        Reset,      ///< TCP was reset (RST) without a Close frame
        DeadPath,   ///< nothing was said, and a ping after the silence got no answer
        Broken,     ///< the peer broke the protocol
        NotOpened,  ///< no 101
    };
    Duration openedAt{0};       ///< since the test began
    Duration pingEvery{0};      ///< zero: it stays silent
    Duration life{0};           ///< from the 101 to the end, or until now
    Duration silence{0};        ///< both ways, before the end or until now
    Duration longestSilence{0}; ///< both ways, anywhere in its life
    qint64 heard = 0;           ///< frames that the peer sent without being asked
    bool answersPings = false;  ///< it answered the one at its opening
    End end = End::Opening;
    std::optional<quint16> closeCode;
    QByteArray closeReason;

    /// Somebody else ended it.
    [[nodiscard]] bool dropped() const
    {
        return end == End::CloseFrame || end == End::Fin || end == End::Reset || end == End::DeadPath;
    }
};
QByteArray toString(IdleTrial::End end); ///< "opening", "open", "close-frame", "fin", …

/// What a test for a limit on silence has seen: several connections on which nothing is said, and one more
/// with pings, opened when the first of them was dropped.
struct IdleTest
{
    Duration upTo{0};      ///< how long silence was to be tried
    Duration tolerance{0}; ///< times that differ by less are the same
    Duration atOnce{0};    ///< a connection that ends sooner was not ended for its silence
    int rounds = 0;        ///< silent connections that are wanted
    QList<IdleTrial> silent;
    std::optional<IdleTrial> control;
    Duration controlUntil{0}; ///< how old the control has to become
    bool finished = false;
    bool stopped = false; ///< by the user
    Duration took{0};
};

} // namespace wirewise::observation

Q_DECLARE_METATYPE(wirewise::observation::IdleTest)
