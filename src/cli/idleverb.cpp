#include "cli/idleverb.h"

#include "cli/checkoptions.h"
#include "diagnosis/diagnose.h"
#include "report/idle.h"

#include <QCoreApplication>

#include <iterator>

namespace wirewise::cli {

using observation::IdleTest;
using observation::IdleTrial;

namespace {

constexpr Option idleOptionTable[] = {
    {"rounds", "N", QT_TRANSLATE_NOOP("Options", "silent connections, all at once; default 3, at most 5")},
    {"up-to", "SECONDS", QT_TRANSLATE_NOOP("Options", "how much silence is tried; default 300")},
    {"json", nullptr,
     QT_TRANSLATE_NOOP("Options", "one JSON document on standard output, nothing else there")},
    {"keep-secrets", nullptr, QT_TRANSLATE_NOOP("Options", "do not mask credentials in what is printed")},
};

bool isOver(const IdleTrial &trial)
{
    return trial.end != IdleTrial::End::Opening && trial.end != IdleTrial::End::Open;
}

} // namespace

std::span<const Option> IdleVerb::options()
{
    static const QList<Option> all = withUpgradeOptions(idleOptionTable);
    return {all.constData(), static_cast<std::size_t>(all.size())};
}

void IdleVerb::run(const Arguments &arguments)
{
    observation::Settings settings = usualSettings();
    QString error = applyOptions(arguments, settings);
    check::IdlePlan plan;
    constexpr auto longest = std::chrono::floor<std::chrono::seconds>(check::IdlePlan::LongestSilence);
    plan.rounds = wholeNumber(arguments, "rounds", plan.rounds, 1, check::IdlePlan::MostRounds, error);
    plan.upTo = std::chrono::seconds(wholeNumber(arguments, "up-to", 300, 1, int(longest.count()), error));
    m_json = arguments.has("json");
    m_secrets = arguments.has("keep-secrets") ? report::Secrets::Kept : report::Secrets::Masked;
    if (arguments.positional().size() != 1)
        error = tr("One address was expected, for example: wirewise-cli idle wss://example.org/ws");
    if (!error.isEmpty())
        return refuse(error);
    m_limit = std::make_unique<check::IdleLimit>(arguments.positional().constFirst(), settings, plan);
    connect(m_limit.get(), &check::IdleLimit::progressed, this, &IdleVerb::tellNews);
    connect(m_limit.get(), &check::IdleLimit::finished, this, &IdleVerb::conclude);
    m_limit->start();
}

/// On standard error, line by line: a connection opened, or ended.
void IdleVerb::tellNews()
{
    const IdleTest now = m_limit->test();
    for (qsizetype i = 0; i < now.silent.size(); ++i)
        tell(tr("Connection %1").arg(i + 1), m_told.silent.value(i), now.silent.at(i));
    if (now.control)
        tell(tr("One more connection"), m_told.control.value_or(IdleTrial()), *now.control);
    m_told = now;
}

void IdleVerb::tell(const QString &name, const IdleTrial &before, const IdleTrial &now) const
{
    QString news;
    if (isOver(now) && before.end != now.end)
        news = diagnosis::trialWords(now);
    else if (before.end == IdleTrial::End::Opening && now.end == IdleTrial::End::Open)
        news = now.pingEvery > observation::Duration(0)
                   ? tr("open, with a ping every %1").arg(diagnosis::tenths(now.pingEvery))
                   : tr("open and silent from now on");
    if (!news.isEmpty())
        console().err->write((tr("%1: %2.").arg(name, news) + QLatin1Char('\n')).toUtf8());
}

void IdleVerb::interrupt()
{
    if (m_limit)
        m_limit->stop();
}

void IdleVerb::conclude()
{
    const observation::Observation seen = m_limit->observation();
    const report::TestedIdle tested{
        m_limit->test(), diagnosis::judge(m_limit->test()), {seen, diagnosis::diagnose(seen)}};
    if (m_json)
        console().out->write(report::jsonDocument(tested, m_secrets));
    else
        console().print(report::toText(tested, {console().colour, console().width, false}, m_secrets));
    Q_EMIT finished(tested.verdict.found() ? ExitStatus::Fails : ExitStatus::Works);
}

} // namespace wirewise::cli
