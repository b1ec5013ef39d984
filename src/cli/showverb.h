#pragma once

#include "cli/verb.h"

namespace wirewise::cli {

/// `show FILE`: what a session file holds, as judged that day.
class ShowVerb : public Verb
{
    Q_OBJECT
public:
    using Verb::Verb;

    [[nodiscard]] static std::span<const Option> options();
    void run(const Arguments &arguments) override;
    void interrupt() override {}
};

} // namespace wirewise::cli
