#pragma once

#include "cli/verb.h"
#include "lab/labserver.h"

namespace wirewise::cli {

/// `lab`: the practice lab on loopback, until Ctrl+C.
class LabVerb : public Verb
{
    Q_OBJECT
public:
    using Verb::Verb;

    [[nodiscard]] static std::span<const Option> options();
    void run(const Arguments &arguments) override;
    void interrupt() override;

private:
    void list() const;

    lab::LabServer m_lab;
};

} // namespace wirewise::cli
