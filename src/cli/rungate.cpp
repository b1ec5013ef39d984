#include "cli/rungate.h"

#include "diagnosis/catalogue.h"
#include "observation/printable.h"
#include "session/contentreader.h"
#include "session/listrun.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QMap>

#include <algorithm>

namespace wirewise::cli {

using diagnosis::Verdict;
using report::Change;
using report::Outline;

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::RunGate)
};

constexpr Option gateOptionTable[] = {
    {"require", "VERDICT",
     QT_TRANSLATE_NOOP("Options",
                       "what every endpoint has to be: works, so that warnings fail the run, too; or "
                       "works-with-warnings, the default")},
    {"allow", "ID",
     QT_TRANSLATE_NOOP("Options", "a finding that does not fail the run, for example health.head-unsupported "
                                  "or \"health.*\"; may be given again"),
     true},
    {"baseline", "FILE",
     QT_TRANSLATE_NOOP("Options",
                       "what --json, --ndjson or --session wrote earlier: only what got worse since then "
                       "fails the run")},
};

/// The first bytes of a session file (SQLite file format, section 1.3.1).
const QByteArray SessionMagic("SQLite format 3");

QString textOf(const QList<QByteArray> &ids)
{
    return QString::fromUtf8(ids.join(", "));
}

QString shown(const Outline &outline)
{
    return observation::printable(report::nameOf(outline).toUtf8());
}

QString wordOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Works:
        return Texts::tr("works");
    case Verdict::WorksWithWarnings:
        return Texts::tr("works with warnings");
    case Verdict::Fails:
        return Texts::tr("fails");
    case Verdict::NotChecked:
        return Texts::tr("was not checked");
    }
    return {};
}

/// One endpoint beside its earlier self; empty where nothing changed.
QString changeOf(const Outline &outline)
{
    const report::SinceBaseline &compared = *outline.judgement.compared;
    switch (compared.change) {
    case Change::Same:
        return {};
    case Change::New:
        return Texts::tr("  new: %1 %2").arg(shown(outline), wordOf(outline.verdict));
    case Change::Better:
        return Texts::tr("  better: %1 %2; gone: %3")
            .arg(shown(outline), wordOf(outline.verdict), textOf(compared.gone));
    case Change::Worse:
        return compared.came.isEmpty()
                   ? Texts::tr("  worse: %1 %2").arg(shown(outline), wordOf(outline.verdict))
                   : Texts::tr("  worse: %1 %2; came: %3")
                         .arg(shown(outline), wordOf(outline.verdict), textOf(compared.came));
    }
    return {};
}

QMap<Change, qsizetype> countsOf(const QList<Outline> &results)
{
    QMap<Change, qsizetype> counts;
    for (const Outline &outline : results)
        ++counts[outline.judgement.compared->change];
    return counts;
}

QJsonArray arrayOf(const QList<QByteArray> &ids)
{
    QJsonArray array;
    for (const QByteArray &id : ids)
        array.append(QString::fromUtf8(id));
    return array;
}

} // namespace

std::span<const Option> RunGate::options()
{
    return gateOptionTable;
}

QString RunGate::read(const Arguments &arguments)
{
    m_asked = arguments.has("require") || arguments.has("allow") || arguments.has("baseline");
    if (arguments.has("require")) {
        const QString verdict = arguments.value("require");
        if (verdict != QLatin1String("works") && verdict != QLatin1String("works-with-warnings"))
            return Texts::tr("--require %1: works or works-with-warnings was expected.").arg(verdict);
        m_requirement.warningsFail = verdict == QLatin1String("works");
    }
    const QStringList patterns = arguments.values("allow");
    for (const QString &pattern : patterns) {
        report::Requirement one;
        one.allowed = {pattern};
        const QList<QByteArray> ids = diagnosis::findingIds();
        if (std::none_of(ids.begin(), ids.end(), [&one](const QByteArray &id) { return one.allows(id); }))
            return Texts::tr("--allow %1 fits no finding. An id was expected, for example "
                             "health.head-unsupported or \"health.*\"; wirewise-cli explain lists them.")
                .arg(pattern);
        m_requirement.allowed.append(pattern);
    }
    return arguments.has("baseline") ? readBaseline(arguments.value("baseline")) : QString();
}

QString RunGate::readBaseline(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Texts::tr("--baseline %1 cannot be read: %2.").arg(path, file.errorString());
    if (file.peek(SessionMagic.size()) == SessionMagic)
        return readSession(path);
    auto baseline = report::Baseline::read(file);
    if (file.error() != QFileDevice::NoError)
        return Texts::tr("--baseline %1 cannot be read: %2.").arg(path, file.errorString());
    if (!baseline)
        return Texts::tr("--baseline %1 cannot be used: %2. What check --json, --ndjson or --session "
                         "wrote was expected.")
            .arg(path, baseline.error());
    m_baseline = *std::move(baseline);
    return {};
}

QString RunGate::readSession(const QString &path)
{
    const session::Result<session::ListRun> run = session::readListRun(path);
    session::Result<session::CheckReader> checks = session::CheckReader::open(path);
    if (!run || !checks)
        return run ? checks.error().text : run.error().text;
    m_baseline.emplace();
    for (const session::ListRunEntry &entry : run->entries) {
        if (!entry.outline)
            continue;
        const session::Result<session::SessionContent> content = checks->read(entry.outline->check);
        if (!content)
            return Texts::tr("--baseline %1 cannot be read: %2").arg(path, content.error().text);
        Outline outline = report::outlineOf({content->observation, content->diagnosis});
        outline.endpoint = entry.planned.title;
        outline.environment = entry.planned.environment;
        m_baseline->add(outline);
    }
    return {};
}

report::Judgement RunGate::judge(const Outline &outline)
{
    return m_baseline ? m_baseline->judge(outline, m_requirement) : report::judge(outline, m_requirement);
}

void RunGate::describe(const report::Judgement &judgement, QJsonObject &result) const
{
    if (!m_asked)
        return;
    result.insert(QStringLiteral("passes"), judgement.passes);
    result.insert(QStringLiteral("allowed"), arrayOf(judgement.allowed));
    if (judgement.compared)
        result.insert(QStringLiteral("baseline"), report::toJson(*judgement.compared));
}

QJsonObject RunGate::members(const QList<Outline> &results) const
{
    if (!m_baseline)
        return {};
    const QMap<Change, qsizetype> counts = countsOf(results);
    QJsonObject object;
    for (const Change change : {Change::Worse, Change::Better, Change::New, Change::Same})
        object.insert(QString::fromLatin1(toString(change)), counts.value(change));
    object.insert(QStringLiteral("disappeared"), QJsonArray::fromStringList(disappeared()));
    return {{QStringLiteral("baseline"), object}};
}

QStringList RunGate::disappeared() const
{
    return m_baseline ? m_baseline->disappeared() : QStringList();
}

QStringList RunGate::words(const QList<Outline> &results) const
{
    if (!m_asked)
        return {};
    QStringList lines;
    for (const Outline &outline : results) {
        const report::Judgement &judgement = outline.judgement;
        if (!judgement.allowed.isEmpty())
            lines.append(Texts::tr("Allowed at %1: %2.").arg(shown(outline), textOf(judgement.allowed)));
        if (!m_baseline && !judgement.objections.isEmpty())
            lines.append(
                Texts::tr("Not allowed at %1: %2.").arg(shown(outline), textOf(judgement.objections)));
    }
    if (m_baseline)
        lines += baselineWords(results);
    const auto failing =
        std::count_if(results.begin(), results.end(), [](const Outline &o) { return !o.judgement.passes; });
    if (failing == 0)
        lines.append(Texts::tr("The run passes."));
    else if (results.size() == 1)
        lines.append(Texts::tr("The run does not pass."));
    else
        lines.append(Texts::tr("The run does not pass, because of %1 of %2 endpoints.")
                         .arg(failing)
                         .arg(results.size()));
    return lines;
}

QStringList RunGate::baselineWords(const QList<Outline> &results) const
{
    const QMap<Change, qsizetype> counts = countsOf(results);
    const QStringList missing = disappeared();
    QStringList lines{
        Texts::tr("Beside the baseline: worse: %1, better: %2, new: %3, as before: %4, no longer "
                  "checked: %5.")
            .arg(counts.value(Change::Worse))
            .arg(counts.value(Change::Better))
            .arg(counts.value(Change::New))
            .arg(counts.value(Change::Same))
            .arg(missing.size())};
    for (const Change change : {Change::Worse, Change::Better, Change::New}) {
        for (const Outline &outline : results) {
            if (outline.judgement.compared->change == change)
                lines.append(changeOf(outline));
        }
    }
    for (const QString &name : missing)
        lines.append(Texts::tr("  no longer checked: %1").arg(observation::printable(name.toUtf8())));
    return lines;
}

} // namespace wirewise::cli
