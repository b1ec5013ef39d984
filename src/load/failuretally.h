#pragma once

#include "diagnosis/finding.h"
#include "observation/loadtest.h"

#include <QHash>

namespace wirewise::load {

/// Counts failures by what a diagnosis says of them. Alike ones are judged once: thousands of refusals with
/// the same answer cost one judgement, and memory is bounded whatever a peer answers.
class FailureTally
{
public:
    /// More kinds of answers than these are told apart by outcome and status alone.
    static constexpr qsizetype MostKinds = 200;

    /// What was asked; its exchanges and session are filled in for each failure.
    explicit FailureTally(observation::Observation asked)
        : m_asked(std::move(asked))
    {
    }

    /// A connection that did not open.
    void addRefusal(const observation::Exchange &upgrade);
    /// One that somebody else ended.
    void addDrop(const observation::Exchange &upgrade, const observation::SessionFacts &session);

    /// The most frequent first.
    [[nodiscard]] QList<observation::LoadFailure> failures() const;

private:
    void add(const QByteArray &kind, const QByteArray &coarseKind, observation::LoadFailure::When when,
             const observation::Exchange &upgrade, const std::optional<observation::SessionFacts> &session);

    /// Where failures of that finding are counted.
    [[nodiscard]] qsizetype placeOf(const diagnosis::Finding &finding, observation::LoadFailure::When when);

    observation::Observation m_asked;
    QHash<QByteArray, qsizetype> m_kinds; ///< what an answer looks like, to an index of m_failures
    QList<observation::LoadFailure> m_failures;
};

} // namespace wirewise::load
