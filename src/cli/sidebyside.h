#pragma once

#include "report/comparison.h"
#include "report/judgement.h"

#include <QHash>
#include <QList>
#include <QString>

namespace wirewise::cli {

/// A result, and what the run asks of it.
struct JudgedResult
{
    report::Checked checked;
    report::Judgement judgement;
};

/// The results of one endpoint from several places, held until all of them are there, and what they say
/// together. Each is compared with the first one, which is this computer's unless that was left out.
class SideBySide
{
public:
    /// So many results belong together, by their indexes: 0 to each-1, each to 2*each-1, …
    explicit SideBySide(qsizetype each = 1)
        : m_each(each)
    {
    }

    /// Empty until the last one of the endpoint has come; then all of them, in the order of their indexes.
    [[nodiscard]] QList<JudgedResult> add(qsizetype index, const JudgedResult &result);
    /// Index of the first result of that endpoint.
    [[nodiscard]] qsizetype firstOf(qsizetype index) const { return index - index % m_each; }

private:
    qsizetype m_each;
    QHash<qsizetype, QHash<qsizetype, JudgedResult>> m_waiting; ///< by the first index, then by the index
};

[[nodiscard]] report::SideBySide compared(const report::Checked &first, const report::Checked &other,
                                          report::Secrets secrets);
/// "From bastion", above a result.
[[nodiscard]] QString placeTitle(const report::Checked &checked);
/// Whether this one is told in full beside the others: the first with the worst verdict.
[[nodiscard]] bool isToldInFull(const QList<JudgedResult> &all, qsizetype which);

} // namespace wirewise::cli
