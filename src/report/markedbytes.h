#pragma once

#include "diagnosis/finding.h"
#include "observation/exchange.h"
#include "report/exportcase.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace wirewise::report {

/// A stretch of bytes that a report shows in one way.
struct Run
{
    QString text;          ///< safe to show; lines end with a line feed
    qint64 removed = 0;    ///< bytes that were removed here; then text is the label of what they were
    bool evidence = false; ///< proves something
    QList<int> proofs;     ///< numbers of the evidence that ends here

    friend bool operator==(const Run &, const Run &) = default;
};

/// The bytes of one direction of an exchange, as reports for people show them.
struct MarkedBytes
{
    QList<Run> runs;
    QString left; ///< what is not shown, in words; empty if all is
};

/// Shows at most that many bytes, and of contents that are no text their length and first bytes. Evidence is
/// numbered as it stands in the finding. Places are labelled if the redactor knows them.
[[nodiscard]] MarkedBytes markedBytes(const observation::Exchange &exchange, wire::Direction direction,
                                      const diagnosis::Finding *finding, const redaction::Redactor *redactor,
                                      qsizetype most);

/// Text that may hold what was removed, as runs without evidence.
[[nodiscard]] QList<Run> labelledRuns(const QString &text, const redaction::Redactor *redactor);

/// "Bearer token 1, 52 bytes removed".
[[nodiscard]] QString removalLabel(const Run &run);

} // namespace wirewise::report
