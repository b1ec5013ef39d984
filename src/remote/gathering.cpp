#include "remote/gathering.h"

#include "diagnosis/experiments.h"

#include <algorithm>

namespace wirewise::remote {

using namespace observation;

namespace {

/// Sentences on changes that were not tried; there are fewer kinds of them.
constexpr qsizetype MostSkipped = 100;

qint64 sizeOf(const std::optional<SessionFacts> &session)
{
    if (!session)
        return 0;
    qint64 bytes = session->stream.size();
    for (const Message &message : session->messages)
        bytes += message.payload.size();
    return bytes;
}

qint64 sizeOf(const Exchange &exchange)
{
    return exchange.sent.size() + exchange.received.size();
}

} // namespace

Gathering::Gathering(QString from, QString typed, Settings settings, const QDateTime &startedAt)
{
    m_observation.from = std::move(from);
    m_observation.typed = std::move(typed);
    m_observation.settings = std::move(settings);
    m_observation.startedAt = startedAt;
    m_observation.endpoint = parseEndpoint(m_observation.typed);
    if (!m_observation.endpoint.endpoint)
        return;
    for (const ProbeKind kind : {ProbeKind::Head, ProbeKind::Get, ProbeKind::Upgrade}) {
        if (!m_observation.settings.probes.contains(kind))
            continue;
        Exchange exchange;
        exchange.probe = {toString(kind), kind, *m_observation.endpoint.endpoint, m_observation.settings};
        m_observation.exchanges.append(exchange);
    }
}

bool Gathering::fits(qint64 bytes)
{
    m_bytes += bytes;
    return m_bytes <= MaximumBytes;
}

/// Files lie elsewhere there, and what counts as secret was not told.
void Gathering::takeFilesBack(Settings &settings) const
{
    const Settings &ours = m_observation.settings;
    settings.caFile = settings.caFile.isEmpty() ? QString() : ours.caFile;
    settings.certificateFile.clear();
    settings.keyFile.clear();
    settings.secrets = ours.secrets;
}

bool Gathering::take(const Seen &seen)
{
    const Exchange &told = seen.exchange;
    const auto ours = std::find_if(m_observation.exchanges.begin(), m_observation.exchanges.end(),
                                   [&](const Exchange &exchange) { return exchange.name() == told.name(); });
    if (ours == m_observation.exchanges.end() || m_seen.contains(told.name()) ||
        told.probe.kind != ours->probe.kind || told.probe.endpoint != ours->probe.endpoint ||
        told.outcome == Outcome::Running || !fits(sizeOf(told)))
        return false;
    m_seen.append(told.name());
    const Probe probe = ours->probe;
    *ours = told;
    ours->probe = probe;
    return true;
}

bool Gathering::take(const Tried &tried)
{
    ExperimentResult result = tried.result;
    const QByteArray &id = result.experiment.id;
    if (id.isEmpty() || result.exchange.name() != id || m_observation.exchange(id) ||
        result.exchange.probe.endpoint.host != result.experiment.probe.endpoint.host ||
        m_observation.experiments.size() >= diagnosis::MaximumConnections ||
        !fits(sizeOf(result.exchange) + sizeOf(result.session)))
        return false;
    takeFilesBack(result.experiment.probe.settings);
    takeFilesBack(result.exchange.probe.settings);
    result.helps = result.helps && result.exchange.upgraded();
    m_observation.experiments.append(std::move(result));
    return true;
}

bool Gathering::take(const Finished &finished)
{
    if (finished.about.skipped.size() > MostSkipped || !fits(sizeOf(finished.session)))
        return false;
    m_observation.took = finished.about.took;
    m_observation.stopped = finished.about.stopped;
    m_observation.offline = finished.about.offline;
    m_observation.skipped = finished.about.skipped;
    m_observation.session = finished.session;
    return true;
}

} // namespace wirewise::remote
