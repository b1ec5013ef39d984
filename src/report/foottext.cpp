#include "report/foottext.h"

#include "redaction/redactor.h"

#include <QCoreApplication>

namespace wirewise::report {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Foot)
};

} // namespace

QString footText(const Case &exported, const ExportChoice &choice)
{
    const QString writer =
        exported.writtenBy.isEmpty() ? QStringLiteral("Wirewise " WIREWISE_VERSION) : exported.writtenBy;
    const QString text = Texts::tr("Written by %1.").arg(writer);
    QStringList removed;
    const auto removals = choice.redactor ? choice.redactor->removals() : QList<redaction::Removal>();
    for (const redaction::Removal &removal : removals) {
        if (removal.removed && removal.places > 0)
            removed.append(removal.label);
    }
    if (removed.isEmpty())
        return text;
    return text + u' ' +
           Texts::tr("Removed from the file, not covered: %1. Equal values have equal numbers.")
               .arg(removed.join(QStringLiteral(", ")));
}

} // namespace wirewise::report
