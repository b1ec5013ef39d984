#pragma once

#include "report/json.h"
#include "report/judgement.h"

#include <QByteArray>
#include <QList>

namespace wirewise::report {

/// A finding as far as it is told of one endpoint among many.
struct OutlinedFinding
{
    QByteArray id;
    diagnosis::Severity severity = diagnosis::Severity::Error;
    QString title;
    QString where; ///< where the fix belongs
};

/// One endpoint for reports that need no more than its verdict; small, for runs over thousands.
struct Outline
{
    QString url;                   ///< secrets masked
    QString from;                  ///< the place that checked it, as --via has it; empty: this computer
    QString endpoint, environment; ///< names of a saved endpoint; empty for a typed one
    QString listFile;              ///< the list that names it; empty without one
    qsizetype line = 0;            ///< of the list, from 1
    qsizetype index = 0;           ///< place in the run
    qsizetype occurrence = 0;      ///< how often the run names the same endpoint before this one
    diagnosis::Verdict verdict = diagnosis::Verdict::NotChecked;
    QByteArray findingId; ///< of the primary finding, as summary and explanation
    QString summary;
    QString explanation;
    QString fix; ///< what the first fix of the primary finding says; may be empty
    QList<OutlinedFinding> findings;
    observation::Duration took{0};
    QDateTime startedAt;
    std::optional<observation::Duration> upgrade; ///< the upgrade's whole time, if it was answered
    int status = 0;                               ///< of the upgrade
    observation::Timing timing;                   ///< of the upgrade; empty without one
    QDateTime certificateEnds;                    ///< the server's certificate; invalid without one
    Judgement judgement;                          ///< what the run asks of it; see Baseline::judge
};
[[nodiscard]] Outline outlineOf(const Checked &checked);

/// "orders/prices in staging: wss://…", or the address alone.
[[nodiscard]] QString nameOf(const Outline &outline);
/// "wss://…: upgrade.route-missing: There is no route …"
[[nodiscard]] QString sentenceOf(const Outline &outline);

} // namespace wirewise::report
