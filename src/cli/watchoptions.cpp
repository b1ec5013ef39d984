#include "cli/watchoptions.h"

#include "cli/checkoptions.h"
#include "cli/recordoptions.h"
#include "cli/savedendpoints.h"
#include "cli/telemetry.h"
#include "cli/wholefile.h"

#include <QCoreApplication>
#include <QList>

#include <cmath>
#include <cstring>

namespace wirewise::cli {

using std::chrono::milliseconds;

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::WatchVerb)
};

constexpr Option watchOptionTable[] = {
    {"every", "TIME",
     QT_TRANSLATE_NOOP("Options", "from the start of a check to the start of the next: 30, 10s, 5m, 1h; "
                                  "default 30 s, at least 1 s, give or take a tenth")},
    {"for", "TIME", QT_TRANSLATE_NOOP("Options", "end after this time; else Ctrl+C ends it")},
    {"count", "N", QT_TRANSLATE_NOOP("Options", "end after so many checks of each endpoint")},
    {"until", "works|fails",
     QT_TRANSLATE_NOOP("Options", "end with status 0 as soon as every endpoint works, or one fails")},
    {"ndjson", nullptr, QT_TRANSLATE_NOOP("Options", "one event a line on standard output, as JSON")},
    {"notify", nullptr,
     QT_TRANSLATE_NOOP("Options", "tell each change by a notification of the desktop (notify-send) and the "
                                  "bell of the terminal")},
    {"exec", "COMMAND",
     QT_TRANSLATE_NOOP("Options", "run this by the shell on each change, with WIREWISE_URL, "
                                  "WIREWISE_VERDICT, WIREWISE_WAS, WIREWISE_FINDING, WIREWISE_SUMMARY and "
                                  "WIREWISE_LASTED (seconds) in its environment")},
    {"prometheus", "FILE",
     QT_TRANSLATE_NOOP("Options", "the newest results for a node exporter's textfile folder, written again "
                                  "with each check")},
    {"session", "FILE",
     QT_TRANSLATE_NOOP("Options", "keep the watch in a session file: whole checks where something changed")},
    {"max-file", "SIZE",
     QT_TRANSLATE_NOOP("Options", "how large that file may become; default 100MB. Then the oldest goes")},
    {"file", "FILE",
     QT_TRANSLATE_NOOP("Options", "endpoints to watch, as for check; - reads standard input")},
    {"jobs", "N", QT_TRANSLATE_NOOP("Options", "how many endpoints at once; default 16")},
    {"per-host", "N", QT_TRANSLATE_NOOP("Options", "how many connections to one host at once; default 6")},
};

/// A value that is no time, or out of range, is told in error.
milliseconds spanOf(const Arguments &arguments, const char *name, milliseconds absent, milliseconds least,
                    QString &error)
{
    constexpr milliseconds most = std::chrono::hours(24 * 366);
    if (!arguments.has(name))
        return absent;
    const std::optional<milliseconds> span = readSpan(arguments.value(name));
    if (span && *span >= least && *span <= most)
        return *span;
    if (error.isEmpty())
        error = Texts::tr("--%1 %2: a time of at least %3 s was expected, for example 30, 10s, 5m or 8h.")
                    .arg(QLatin1String(name), arguments.value(name))
                    .arg(static_cast<double>(least.count()) / 1000);
    return absent;
}

} // namespace

std::span<const Option> watchOptions()
{
    static const QList<Option> all = [] {
        QList<Option> list;
        for (const std::span<const Option> table :
             {std::span<const Option>(watchOptionTable), Telemetry::options(), savedEndpointOptions(),
              probeOptions()}) {
            for (const Option &option : table)
                list.append(option);
        }
        return list;
    }();
    return {all.constData(), static_cast<std::size_t>(all.size())};
}

WatchChoice readWatchChoice(const Arguments &arguments, QString &error)
{
    WatchChoice choice;
    choice.rule.every = spanOf(arguments, "every", choice.rule.every, std::chrono::seconds(1), error);
    choice.length = spanOf(arguments, "for", milliseconds(0), milliseconds(100), error);
    choice.rule.rounds = wholeNumber(arguments, "count", 0, 1, 1'000'000'000, error);
    choice.rule.jobs = wholeNumber(arguments, "jobs", 16, 1, 1000, error);
    choice.rule.perHost = wholeNumber(arguments, "per-host", 6, 1, 1000, error);
    choice.lines = arguments.has("ndjson");
    choice.notifies = arguments.has("notify");
    choice.command = arguments.value("exec");
    choice.prometheus = arguments.value("prometheus");
    const QString until = arguments.value("until");
    if (until == QLatin1String("works"))
        choice.until = WatchChoice::Until::Works;
    else if (until == QLatin1String("fails"))
        choice.until = WatchChoice::Until::Fails;
    else if (arguments.has("until") && error.isEmpty())
        error = Texts::tr("--until %1: works or fails was expected.").arg(until);
    if (!choice.prometheus.isEmpty() && error.isEmpty()) {
        if (const QString reason = whyNotWritable(choice.prometheus); !reason.isEmpty())
            error = Texts::tr("--prometheus %1 cannot be written: %2.").arg(choice.prometheus, reason);
    }
    return choice;
}

std::optional<milliseconds> readSpan(const QString &text)
{
    constexpr struct
    {
        char letter;
        double seconds;
    } units[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}};
    QString number = text.trimmed().toLower();
    double factor = 1;
    for (const auto &unit : units) {
        if (number.endsWith(QLatin1Char(unit.letter))) {
            factor = unit.seconds;
            number.chop(1);
            break;
        }
    }
    bool isNumber = false;
    const double seconds = number.trimmed().toDouble(&isNumber) * factor;
    if (!isNumber || !std::isfinite(seconds) || seconds < 0 || seconds > 1e9)
        return std::nullopt;
    return milliseconds(std::llround(seconds * 1000));
}

} // namespace wirewise::cli
