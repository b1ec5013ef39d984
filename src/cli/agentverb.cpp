#include "cli/agentverb.h"

#include "remote/protocol.h"

#include <unistd.h>

namespace wirewise::cli {

void AgentVerb::run(const Arguments &arguments)
{
    if (!arguments.positional().isEmpty())
        return refuse(tr("agent takes no address: what to check comes on its standard input, from "
                         "wirewise-cli check --via."));
    m_agent = std::make_unique<remote::Agent>();
    connect(m_agent.get(), &remote::Agent::say, this, &AgentVerb::say);
    connect(m_agent.get(), &remote::Agent::finished, this, [this] { Q_EMIT finished(ExitStatus::Works); });
    m_agent->start();
    m_orders = std::make_unique<StdinLines>(STDIN_FILENO, remote::MaximumLine);
    connect(m_orders.get(), &StdinLines::line, m_agent.get(), &remote::Agent::take);
    connect(m_orders.get(), &StdinLines::ended, m_agent.get(), &remote::Agent::end);
}

void AgentVerb::interrupt()
{
    if (m_agent)
        m_agent->end();
}

void AgentVerb::say(const QByteArray &line)
{
    // Whoever asked is gone: nobody wants the rest.
    if (console().out->write(line) != line.size())
        m_agent->end();
}

} // namespace wirewise::cli
