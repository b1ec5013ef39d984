#pragma once

#include "cli/verb.h"

namespace wirewise::cli {

/// `endpoints`: the saved endpoints, their variables, and the environments.
class EndpointsVerb : public Verb
{
    Q_OBJECT
public:
    using Verb::Verb;

    [[nodiscard]] static std::span<const Option> options();
    void run(const Arguments &arguments) override;
    void interrupt() override {}
};

} // namespace wirewise::cli
