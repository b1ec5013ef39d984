#include "check/hostlimits.h"

#include "observation/endpoint.h"

namespace wirewise::check {

bool HostLimits::hasRoom(const Host &host) const
{
    return !host.waiting.empty() && host.used + host.waiting.front().connections <= m_perHost;
}

void HostLimits::noteReady(const QByteArray &name, const Host &host)
{
    if (hasRoom(host))
        m_ready.emplace(host.waiting.front().job, name);
}

void HostLimits::add(qsizetype job, const QByteArray &host, int connections)
{
    Host &entry = m_hosts[host];
    entry.waiting.push_back({job, allowed(connections)});
    noteReady(host, entry);
}

std::optional<qsizetype> HostLimits::takeNext()
{
    if (m_ready.empty())
        return {};
    const auto first = m_ready.begin();
    const qsizetype job = first->first;
    const QByteArray name = first->second;
    m_ready.erase(first);
    Host &host = m_hosts[name];
    host.used += host.waiting.front().connections;
    host.waiting.pop_front();
    noteReady(name, host);
    return job;
}

void HostLimits::giveBack(const QByteArray &host, int connections)
{
    Host &entry = m_hosts[host];
    entry.used -= connections;
    if (entry.used <= 0 && entry.waiting.empty())
        m_hosts.remove(host);
    else
        noteReady(host, entry);
}

int connectionsOf(const observation::Settings &settings)
{
    return settings.sequential ? 1 : qMax(1, static_cast<int>(settings.probes.size()));
}

QByteArray hostOf(const QString &typed)
{
    const observation::EndpointResult read = observation::parseEndpoint(typed);
    return read.endpoint ? read.endpoint->host : QByteArray();
}

void HostLimits::dropWaiting()
{
    m_ready.clear();
    for (Host &host : m_hosts)
        host.waiting.clear();
    m_hosts.removeIf([](const auto &entry) { return entry.value().used <= 0; });
}

} // namespace wirewise::check
