#include "session/runcounts.h"

#include "session/schema.h"

namespace wirewise::session {

using diagnosis::Verdict;

void readRunCounts(Database &database, SessionInfo &info)
{
    if (!hasTable(database, "list_run") || !hasTable(database, "plan"))
        return;
    info.endpoints = std::max<qint64>(0, database.number("SELECT endpoints FROM list_run").value_or(0));
    if (info.endpoints == 0)
        return;
    qint64 works = 0;
    Statement row = database.prepare("SELECT checks.verdict, count(*) FROM plan JOIN checks"
                                     " ON checks.number = plan.check_number GROUP BY checks.verdict");
    for (auto step = row.isValid() ? row.step() : Statement::Step::Failed; step == Statement::Step::Row;
         step = row.step()) {
        switch (diagnosis::verdictFromString(row.blob(0)).value_or(Verdict::NotChecked)) {
        case Verdict::Fails:
            info.failing = row.number(1);
            break;
        case Verdict::WorksWithWarnings:
            info.warned = row.number(1);
            break;
        case Verdict::Works:
            works = row.number(1);
            break;
        case Verdict::NotChecked:
            break;
        }
    }
    info.checked = info.failing + info.warned + works;
    info.verdict = info.failing > 0                ? Verdict::Fails
                   : info.checked < info.endpoints ? Verdict::NotChecked
                   : info.warned > 0               ? Verdict::WorksWithWarnings
                                                   : Verdict::Works;
    info.summary.clear();
    info.findingId.clear();
}

} // namespace wirewise::session
