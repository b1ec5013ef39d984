#include "cli/listruns.h"

#include "cli/checkoptions.h"

#include <QCoreApplication>

namespace wirewise::cli {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::CheckVerb)
};

constexpr Option optionTable[] = {
    {"resume", nullptr,
     QT_TRANSLATE_NOOP("Options", "go on with the list in --session FILE where it was stopped; what it has "
                                  "checked already is told, not checked again")},
    {"failing-of", "FILE",
     QT_TRANSLATE_NOOP("Options", "check those that did not work in the run that this session file keeps")},
    {"since", "FILE",
     QT_TRANSLATE_NOOP("Options",
                       "say beside each endpoint what an earlier run saw: its session file, or last for the "
                       "last run of the same list in the folder of --session or of the window")},
};

QString whyNot(const Arguments &arguments)
{
    const char *own = arguments.has("resume") ? "resume" : "failing-of";
    if (arguments.has("resume") && arguments.has("failing-of"))
        return Texts::tr("--resume and --failing-of exclude each other.");
    if (arguments.has("resume") && !arguments.has("session"))
        return Texts::tr("--resume goes with --session FILE, the file of the run that was stopped.");
    if (arguments.has("resume") && arguments.has("via"))
        return Texts::tr("--resume goes on from this computer; --via does not go with it.");
    for (const char *option : {"file", "endpoint", "discover"}) {
        if (arguments.has(option))
            return Texts::tr("--%1 takes its endpoints from the file; --%2 does not go with it.")
                .arg(QLatin1String(own), QLatin1String(option));
    }
    for (const Option &option : probeOptions()) {
        if (arguments.has(option.name))
            return Texts::tr(
                       "--%1 does not go with --%2: endpoints are checked with the options of that run.")
                .arg(QLatin1String(option.name), QLatin1String(own));
    }
    if (!arguments.positional().isEmpty())
        return Texts::tr("--%1 takes its endpoints from the file; no further address was expected.")
            .arg(QLatin1String(own));
    return {};
}

void append(CheckItems &all, const session::ListRunEntry &entry, qint64 keptCheck)
{
    ItemOrigin origin;
    origin.endpoint = entry.planned.title;
    origin.environment = entry.planned.environment;
    origin.keptCheck = keptCheck;
    all.append({entry.planned.typed, entry.planned.settings}, origin);
}

} // namespace

std::span<const Option> listRunOptions()
{
    return optionTable;
}

bool comesFromRun(const Arguments &arguments)
{
    return arguments.has("resume") || arguments.has("failing-of");
}

tl::expected<CheckItems, QString> itemsOfRun(const Arguments &arguments)
{
    if (const QString error = whyNot(arguments); !error.isEmpty())
        return tl::unexpected(error);
    const bool resumes = arguments.has("resume");
    const QString path = resumes ? arguments.value("session") : arguments.value("failing-of");
    const session::Result<session::ListRun> run = session::readListRun(path);
    if (!run)
        return tl::unexpected(run.error().text);
    if (resumes && !run->planned)
        return tl::unexpected(Texts::tr("--resume: %1 does not say what its run was to check. A file was "
                                        "expected that check --session wrote for several endpoints.")
                                  .arg(path));
    CheckItems all;
    all.title = run->title;
    for (const session::ListRunEntry &entry : run->entries) {
        if (resumes)
            append(all, entry, entry.isLeft() ? 0 : entry.outline->check);
        else if (entry.isLeft() || !session::works(entry.outline->verdict))
            append(all, entry, 0);
    }
    if (all.items.isEmpty())
        return tl::unexpected(resumes ? Texts::tr("--resume: %1 holds no endpoint.").arg(path)
                                      : Texts::tr("--failing-of: every endpoint of %1 works.").arg(path));
    return all;
}

session::PlannedEndpoint plannedOf(const check::BatchItem &item, const ItemOrigin &origin)
{
    return {item.typed, item.settings, origin.endpoint, origin.environment};
}

QString hintToResume(const QString &path)
{
    const session::Result<session::ListRun> run = session::readListRun(path);
    if (!run || !run->planned || run->complete)
        return {};
    return QLatin1Char(' ') %
           Texts::tr("To go on with the run that it keeps, give --session FILE --resume and no list.");
}

QList<session::PlannedEndpoint> planOf(const CheckItems &items)
{
    QList<session::PlannedEndpoint> plan;
    plan.reserve(items.items.size());
    for (qsizetype i = 0; i < items.items.size(); ++i)
        plan.append(plannedOf(items.items.at(i), items.origins.at(i)));
    return plan;
}

} // namespace wirewise::cli
