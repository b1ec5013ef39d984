#pragma once

#include "diagnosis/finding.h"

#include <QList>
#include <QString>

namespace wirewise::diagnosis {

/// A failure class in full, as `wirewise-cli explain` and the window show it, without an observation.
struct Explanation
{
    QByteArray id;
    Severity severity = Severity::Error;
    QString title;
    QString meaning;   ///< what happened, and why
    QString tellApart; ///< what parts it from its neighbours
    QString proveIt;   ///< commands to see it without Wirewise (curl, openssl)
    QList<Cause> causes;
    QList<Fix> fixes;
    QStringList references;
    QByteArray replacedBy; ///< for a retired id
};

/// Ids in catalogue order (by layer).
[[nodiscard]] QList<QByteArray> findingIds();
[[nodiscard]] std::optional<Explanation> explain(const QByteArray &id);

/// One sentence on how far a fix can be trusted: the software that it mended, or the documentation that says
/// it. Empty where neither is told.
[[nodiscard]] QString proofOf(const Fix &fix);

} // namespace wirewise::diagnosis
