#include "cli/verbs.h"

#include "cli/agentverb.h"
#include "cli/checkverb.h"
#include "cli/compareverb.h"
#include "cli/connectverb.h"
#include "cli/endpointsverb.h"
#include "cli/explainverb.h"
#include "cli/exportverb.h"
#include "cli/idleverb.h"
#include "cli/importverb.h"
#include "cli/labverb.h"
#include "cli/loadverb.h"
#include "cli/showverb.h"
#include "cli/watchverb.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::cli {

namespace {

template<typename T>
std::unique_ptr<Verb> make(const Console &console)
{
    return std::make_unique<T>(console);
}

} // namespace

std::span<const VerbRow> verbTable()
{
    static const VerbRow table[] = {
        {"agent", "",
         QT_TRANSLATE_NOOP("Verbs", "check for a Wirewise in another place, over standard input and output; "
                                    "check --via starts it there"),
         AgentVerb::options(), make<AgentVerb>},
        {"check", "URL|COMMAND|-…",
         QT_TRANSLATE_NOOP("Verbs", "say whether endpoints work, and if not, why; a command of curl, a fetch "
                                    "call and the like is read as an address with its options"),
         CheckVerb::options(), make<CheckVerb>},
        {"compare", "A B",
         QT_TRANSLATE_NOOP("Verbs", "what two session files or addresses differ in, and what of it explains "
                                    "the outcome"),
         CompareVerb::options(), make<CompareVerb>},
        {"connect", "URL", QT_TRANSLATE_NOOP("Verbs", "open a WebSocket and talk over it"),
         ConnectVerb::options(), make<ConnectVerb>},
        {"endpoints", "", QT_TRANSLATE_NOOP("Verbs", "the saved endpoints and their environments"),
         EndpointsVerb::options(), make<EndpointsVerb>},
        {"explain", "[ID]", QT_TRANSLATE_NOOP("Verbs", "a failure class in full, or the list of all"),
         ExplainVerb::options(), make<ExplainVerb>},
        {"export", "FILE",
         QT_TRANSLATE_NOOP("Verbs", "hand a session on in another form, without its secrets"),
         ExportVerb::options(), make<ExportVerb>},
        {"idle", "URL",
         QT_TRANSLATE_NOOP("Verbs",
                           "find out whether silence ends a connection, and whether pings prevent it"),
         IdleVerb::options(), make<IdleVerb>},
        {"import", "FILE",
         QT_TRANSLATE_NOOP("Verbs", "sessions of what a browser recorded (HAR), or the report of a load test "
                                    "that k6 has run (JSON)"),
         ImportVerb::options(), make<ImportVerb>},
        {"lab", "", QT_TRANSLATE_NOOP("Verbs", "servers on this computer that fail on purpose"),
         LabVerb::options(), make<LabVerb>},
        {"load", "URL",
         QT_TRANSLATE_NOOP("Verbs", "open many sessions at once, within bounds, and say how many open, how "
                                    "fast, and where the curve bends; or write that as a script for k6 or "
                                    "Artillery"),
         LoadVerb::options(), make<LoadVerb>},
        {"show", "FILE", QT_TRANSLATE_NOOP("Verbs", "what a session file holds"), ShowVerb::options(),
         make<ShowVerb>},
        {"watch", "URL…",
         QT_TRANSLATE_NOOP("Verbs", "check endpoints again and again, and tell each change with its time and "
                                    "its cause; status 0 if every check worked, or what --until waits for "
                                    "came"),
         WatchVerb::options(), make<WatchVerb>},
    };
    return table;
}

const VerbRow *findVerb(const QString &name)
{
    const auto table = verbTable();
    const auto row = std::find_if(table.begin(), table.end(),
                                  [&](const VerbRow &r) { return name == QLatin1String(r.name); });
    return row == table.end() ? nullptr : &*row;
}

} // namespace wirewise::cli
