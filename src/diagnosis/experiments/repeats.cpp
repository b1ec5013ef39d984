#include "diagnosis/experiments/row.h"

namespace wirewise::diagnosis::experiments {

namespace {

using observation::Exchange;
using observation::ExperimentResult;

QList<Variation> again(const Situation &now, int from, int to)
{
    QList<Variation> variations;
    for (int n = from; n <= to; ++n)
        variations.append({Words::tr("The same again, %1").arg(n), same(now), QByteArray::number(n)});
    return variations;
}

/// What ended without waiting may come out otherwise at once; nobody waits for silence three times over.
bool mayFlap(const Situation &now)
{
    if (now.isSettled())
        return false;
    const bool endedAtOnce = now.silent() && now.upgrade->outcome != observation::Outcome::TimedOut;
    return now.works || now.spoiled() || now.requestMayMatter() || endedAtOnce || now.foreign();
}

QList<Variation> firstRepeats(const Situation &now)
{
    return again(now, 2, now.works ? 4 : 3);
}

bool worksNow(const Situation &now)
{
    return now.works && !now.isSettled();
}

bool checksNoOrigin(const Situation &now)
{
    return worksNow(now) && !now.origin();
}

QList<Variation> ownOrigin(const Situation &now)
{
    const QByteArray own = now.endpoint().origin();
    return {{Words::tr("With Origin: %1").arg(shown(own)), withOrigin(now, own)}};
}

QList<Variation> otherOrigin(const Situation &now)
{
    return {{Words::tr("With Origin: https://other.example"), withOrigin(now, "https://other.example")}};
}

/// Answers differ where nothing was changed, or where the method alone was: ask until both show.
bool flapsPerhaps(const Situation &now)
{
    return mayFlap(now) && now.differsByItself();
}

QList<Variation> fourMore(const Situation &now)
{
    return again(now, 5, 8);
}

/// Behind a balancer a change that seems to help may only have met the good backend.
bool helpIsUnproven(const Situation &now)
{
    return now.requestMayMatter() && now.helping() && !now.seen.experiment("again-4") && !now.repeatHelped();
}

/// By turns, so that no order of backends fools both.
QList<Variation> confirmation(const Situation &now)
{
    const ExperimentResult &help = *now.helping();
    const auto changed = [&](const char *suffix) {
        return Variation{Words::tr("Once more: %1").arg(help.experiment.change), help.experiment.probe,
                         "confirm-" + help.experiment.id + suffix};
    };
    return {{Words::tr("The same again, %1").arg(4), same(now), "again-4"},
            changed(""),
            {Words::tr("The same again, %1").arg(5), same(now), "again-5"},
            changed("-2")};
}

bool endedAfterSilence(const Situation &now)
{
    using namespace std::chrono_literals;
    if (!now.works || !now.seen.session)
        return false;
    const observation::SessionFacts &session = *now.seen.session;
    const bool ended = session.end == observation::StreamEnd::ClosedByPeer ||
                       session.end == observation::StreamEnd::ResetByPeer ||
                       session.closeBy == observation::SessionFacts::CloseBy::Peer;
    return ended && session.quietBeforeEnd >= 500ms;
}

/// The session ended after silence: does a ping every now and then keep it open?
QList<Variation> withPings(const Situation &now)
{
    using namespace std::chrono_literals;
    const auto quiet =
        std::chrono::duration_cast<std::chrono::milliseconds>(now.seen.session->quietBeforeEnd);
    return {{.change = Words::tr("Control: with a ping now and then"),
             .probe = same(now),
             .watch = now.settings().listen,
             .pingEvery = std::max(200ms, quiet / 3)}};
}

constexpr char comesAndGoes[] = QT_TRANSLATE_NOOP("Experiments", "tells an answer that comes and goes");
constexpr char checksOrigin[] = QT_TRANSLATE_NOOP("Experiments", "tells whether the server checks Origin");

constexpr Row table[] = {
    {.id = "again-", .tellsApart = comesAndGoes, .decides = mayFlap, .vary = firstRepeats},
    {.id = "own-origin",
     .role = Role::Control,
     .tellsApart = checksOrigin,
     .decides = checksNoOrigin,
     .vary = ownOrigin},
    {.id = "other-origin",
     .role = Role::Control,
     .tellsApart = checksOrigin,
     .decides = worksNow,
     .vary = otherOrigin},
};

constexpr Row proofTable[] = {
    {.id = "again-", .tellsApart = comesAndGoes, .decides = flapsPerhaps, .vary = fourMore},
    {.id = "",
     .role = Role::Control,
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells a change that helps from luck"),
     .decides = helpIsUnproven,
     .vary = confirmation},
    {.id = "with-pings",
     .role = Role::Control,
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells an idle limit apart"),
     .decides = endedAfterSilence,
     .vary = withPings},
};

} // namespace

std::span<const Row> repeats()
{
    return table;
}

std::span<const Row> proofs()
{
    return proofTable;
}

} // namespace wirewise::diagnosis::experiments
