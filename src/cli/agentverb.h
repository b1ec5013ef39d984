#pragma once

#include "cli/stdinlines.h"
#include "cli/verb.h"
#include "remote/agent.h"

#include <memory>

namespace wirewise::cli {

/// `agent`: checks for another Wirewise, which starts it over ssh or the like and speaks remote/protocol.h
/// with it on standard input and output. Ends when its input ends.
class AgentVerb : public Verb
{
    Q_OBJECT
public:
    using Verb::Verb;

    [[nodiscard]] static std::span<const Option> options() { return {}; }
    void run(const Arguments &arguments) override;
    void interrupt() override;

private:
    void say(const QByteArray &line);

    std::unique_ptr<StdinLines> m_orders;
    std::unique_ptr<remote::Agent> m_agent;
};

} // namespace wirewise::cli
