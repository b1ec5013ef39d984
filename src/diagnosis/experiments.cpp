#include "diagnosis/experiments.h"

#include "diagnosis/experiments/row.h"
#include "observation/printable.h"
#include "observation/redaction.h"

#include <algorithm>
#include <tuple>

namespace wirewise::diagnosis {

namespace experiments {

QString shown(const QByteArray &text)
{
    return observation::printable(text, 60);
}

} // namespace experiments

namespace {

using experiments::Credentials;
using experiments::Row;
using experiments::Variation;
using experiments::Words;
using observation::Experiment;
using observation::Observation;
using observation::Probe;

/// In the order of what they decide: where the number is bounded, the last ones go.
QList<Row> allRows()
{
    QList<Row> rows;
    for (const std::span<const Row> table :
         {experiments::handshake(), experiments::offers(), experiments::repeats(), experiments::route(),
          experiments::engineIo(), experiments::transport(), experiments::host(), experiments::proofs()})
        for (const Row &row : table)
            rows.append(row);
    return rows;
}

class Planner
{
public:
    explicit Planner(const Situation &situation)
        : now(situation)
    {
    }

    ExperimentPlan plan()
    {
        const QList<Row> rows = allRows();
        for (const Row &row : rows) {
            if (!row.decides(now))
                continue;
            const QList<Variation> variations = row.vary(now);
            for (const Variation &variation : variations)
                add(row, variation);
        }
        skipKnown();
        bound();
        return std::move(m_plan);
    }

private:
    void add(const Row &row, const Variation &variation)
    {
        const QByteArray id = row.id + variation.suffix;
        if (now.seen.experiment(id) || std::any_of(m_plan.run.cbegin(), m_plan.run.cend(),
                                                   [&](const Experiment &e) { return e.id == id; }))
            return;
        Probe probe = variation.probe;
        if (row.credentials == Credentials::Removed)
            std::tie(probe.endpoint, probe.settings) =
                observation::withoutCredentials(probe.endpoint, probe.settings);
        if (isWithheld(probe)) {
            skip(id, variation.change,
                 Words::tr("It would carry credentials over a connection that is not verified."));
            return;
        }
        probe.name = id;
        m_plan.run.append({id, variation.change, Words::tr(row.tellsApart), row.role, std::move(probe),
                           variation.watch, variation.pingEvery});
    }

    void skip(const QByteArray &id, const QString &change, const QString &why)
    {
        const auto known = [&](const observation::SkippedExperiment &s) { return s.id == id; };
        if (std::none_of(now.seen.skipped.cbegin(), now.seen.skipped.cend(), known))
            m_plan.skip.append({id, change, why});
    }

    /// The last line of the rule on credentials: never in clear where wss was asked for, never unverified.
    [[nodiscard]] bool isWithheld(const Probe &probe) const
    {
        const bool weaker = (now.endpoint().secure && !probe.endpoint.secure) ||
                            (probe.settings.insecure && !now.settings().insecure);
        return weaker && observation::carriesCredentials(probe.endpoint, probe.settings);
    }

    /// What would tell much, and is not for this check to try.
    void skipKnown()
    {
        if (now.requestMayMatter())
            skip("direct-address", Words::tr("Straight to the application"),
                 Words::tr("No direct address is known. Give one with --resolve HOST:PORT:ADDRESS."));
        if (now.endsWithoutByte() && !now.endpoint().isLoopback())
            skip("with-proxy-line", Words::tr("With a PROXY protocol line in front"),
                 Words::tr("It names a client address, so it is sent to this computer only."));
        if (now.refused() && now.status() == 429)
            skip("changes", Words::tr("Any change of the request"),
                 Words::tr("The server limits how often it is asked."));
    }

    void bound()
    {
        const qsizetype made = now.seen.exchanges.size() + now.seen.experiments.size();
        const qsizetype left = std::max<qsizetype>(0, MaximumConnections - made);
        while (m_plan.run.size() > left) {
            const Experiment last = m_plan.run.takeLast();
            skip(last.id, last.change,
                 Words::tr("A check makes %1 connections at most.").arg(MaximumConnections));
        }
    }

    const Situation &now;
    ExperimentPlan m_plan;
};

} // namespace

ExperimentPlan planExperiments(const Observation &observation)
{
    if (!observation.settings.experiments || observation.stopped || observation.offline)
        return {};
    const Situation now(observation);
    if (!now.upgrade)
        return {};
    return Planner(now).plan();
}

} // namespace wirewise::diagnosis
