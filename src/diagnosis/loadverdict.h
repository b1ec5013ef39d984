#pragma once

#include "observation/loadtest.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace wirewise::diagnosis {

/// Where more sessions stop being served as the first ones were.
struct LoadBend
{
    enum class What { Failures, Handshake, Answer };
    What what = What::Failures;
    qsizetype step = 0;                      ///< the first that is off the line
    int connections = 0;                     ///< up to so many the line holds
    double usualShare = 0, share = 0;        ///< of Failures: before, and in that step
    observation::Duration usual{0}, seen{0}; ///< of the others: 95th percentiles before, and in that step

    friend bool operator==(const LoadBend &, const LoadBend &) = default;
};
QByteArray toString(LoadBend::What what); ///< "failures", "handshake", "answer"

/// The line is what the steps before have had: for latencies the median of their 95th percentiles, for
/// failures their common share. A step leaves it if its own 95th percentile is above twice the line and 5 ms
/// more than it, or its share of failures and drops above the line by more than one in a hundred; and if no
/// later step comes back. Steps with fewer than ten samples do not count. Two steps make the first line.
[[nodiscard]] std::optional<LoadBend> findBend(const QList<observation::LoadStep> &steps);

/// What a load test shows.
struct LoadVerdict
{
    QString title;       ///< one sentence
    QStringList remarks; ///< sentences, the most important first
    std::optional<LoadBend> bend;
    bool isPossible = false; ///< all began, and none of them failed or was dropped
};
/// Pure: the same test gives the same verdict. Of a test that runs it is what is known so far.
[[nodiscard]] LoadVerdict judge(const observation::LoadTest &test);
/// "0.8 ms", "12 ms", "1.5 s"
[[nodiscard]] QString shortTime(observation::Duration time);
/// Why a plan cannot be run, and what is possible: a sentence. Empty for None.
[[nodiscard]] QString wordsOf(observation::LoadPlanError error, const observation::LoadPlan &plan,
                              const observation::LoadBounds &bounds = {});
/// "500 connections, 50 a second, for 30 s; a ping every 1 s in each": what will be done, before it is.
[[nodiscard]] QString wordsOf(const observation::LoadPlan &plan);

} // namespace wirewise::diagnosis
