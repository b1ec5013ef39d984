#pragma once

#include "diagnosis/idledefaults.h"
#include "observation/idletest.h"

#include <QList>
#include <QString>

#include <optional>

namespace wirewise::diagnosis {

/// What a test for a limit on silence shows.
struct IdleVerdict
{
    enum class Outcome {
        Undecided,    ///< it runs, or was stopped too soon
        NoLimit,      ///< silence was survived as long as it was tried
        SilenceLimit, ///< the same silence ended every connection
        LifeLimit,    ///< the same age ended every connection, also the one with pings
        Varies,       ///< dropped after different times
        SameMoment,   ///< dropped at one moment, at different ages
        NeverSilent,  ///< the peer speaks by itself, so silence was not tried
        ClosedAtOnce, ///< ended before silence can have been the reason
        DeadPath,     ///< silence was survived by nothing, and nobody said so
        NotOpened,
    };
    Outcome outcome = Outcome::Undecided;
    std::optional<observation::Duration> limit; ///< the silence, or for LifeLimit the age
    /// A ping so often keeps it open; only where the connection with pings has shown that.
    std::optional<observation::Duration> pingEvery;
    QString title;             ///< one sentence
    QString explanation;       ///< how it is known, and what to do
    QList<IdleDefault> causes; ///< software whose own default is this time

    /// Something ended a connection.
    [[nodiscard]] bool found() const;
};
QByteArray toString(IdleVerdict::Outcome outcome); ///< "no-limit", "silence-limit", …

/// Pure: the same test gives the same verdict. Of a test that runs it is what is known so far.
[[nodiscard]] IdleVerdict judge(const observation::IdleTest &test);
/// How often to ping so that a limit of that silence is not reached: half of it, in whole seconds above two.
[[nodiscard]] observation::Duration pingIntervalBelow(observation::Duration silence);
/// "60.0 s", to a tenth.
[[nodiscard]] QString tenths(observation::Duration duration);
/// "closed with 1001, Going Away", "ended with FIN and no Close frame", "still open".
[[nodiscard]] QString endWords(const observation::IdleTrial &trial);
/// The same with how long it took: one line for a connection.
[[nodiscard]] QString trialWords(const observation::IdleTrial &trial);

} // namespace wirewise::diagnosis
