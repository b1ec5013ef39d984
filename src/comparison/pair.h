#pragma once

#include "comparison/compare.h"
#include "diagnosis/facts.h"

#include <QCoreApplication>

#include <utility>

namespace wirewise::comparison {

/// Gives the sentences of this room their context of translation.
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::comparison::Comparison)
};

/// One side with what is worked out of it once. Refers to the side: keep it alive.
struct Half
{
    Half(const Side &side, QString itsName);

    const Side &side;
    diagnosis::Facts facts;
    QString name;
    Layer breaksAt = Layer::Upgrade; ///< where its first finding lies
    bool isToExplain = false; ///< it comes out worse than the other, or both come out badly and otherwise

    [[nodiscard]] const observation::Observation &seen() const { return side.observation; }
    [[nodiscard]] const observation::Exchange *exchange(const QByteArray &probe) const
    {
        return seen().exchange(probe);
    }
    /// The same exchange as it may be quoted.
    [[nodiscard]] const observation::Exchange *shown(const QByteArray &probe) const
    {
        return side.shown.exchange(probe);
    }
    /// Of the primary finding; empty if there is none.
    [[nodiscard]] QByteArray findingId() const;
    [[nodiscard]] QString title() const { return side.diagnosis.summary(); }
    /// The first evidence of the primary finding that this exchange received; null if there is none.
    [[nodiscard]] const diagnosis::Evidence *quoted(const QByteArray &probe) const;
};

/// Both sides, ready to be compared. Refers to them: keep them alive.
struct Pair
{
    Pair(const Side &leftSide, const Side &rightSide);

    Half left, right;
    bool outcomeDiffers = false;
    bool sameRequest = false; ///< the upgrades asked for the same, apart from the host and the key
    bool sameServer = false;  ///< the same programs answered
    bool otherPlace = false;  ///< one address, asked from two places
    bool otherServer = false; ///< no program that answered one side answered the other

    /// The side whose outcome asks for an explanation: the worse one, or the left of two.
    [[nodiscard]] const Half &worse() const { return left.isToExplain || !right.isToExplain ? left : right; }
    [[nodiscard]] const Half &better() const { return &worse() == &left ? right : left; }

private:
    Pair(const Side &leftSide, const Side &rightSide, const std::pair<QString, QString> &names);
};

using Differences = QList<Difference>;

// Each appends what differs in its layers, weighed as Setting or Expected.
void addConnectionDifferences(const Pair &pair, Differences &differences);
void addRequestDifferences(const Pair &pair, Differences &differences);
void addAnswerDifferences(const Pair &pair, Differences &differences);
void addExperimentDifferences(const Pair &pair, Differences &differences);
void addSessionDifferences(const Pair &pair, Differences &differences);
void addTimingDifferences(const Pair &pair, Differences &differences);

/// Finds among them what explains the outcome.
void weigh(const Pair &pair, Differences &differences);
/// One sentence over all of them, ranked.
[[nodiscard]] QString sentenceOn(const Pair &pair, const Differences &differences);

} // namespace wirewise::comparison
