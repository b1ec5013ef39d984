#pragma once

#include "check/idlelimit.h"
#include "cli/verb.h"
#include "report/json.h"

#include <memory>

namespace wirewise::cli {

/// `idle URL`: whether silence ends a connection, after how long, and whether pings prevent it.
class IdleVerb : public Verb
{
    Q_OBJECT
public:
    using Verb::Verb;

    [[nodiscard]] static std::span<const Option> options();
    void run(const Arguments &arguments) override;
    void interrupt() override;

private:
    void tellNews();
    void tell(const QString &name, const observation::IdleTrial &before,
              const observation::IdleTrial &now) const;
    void conclude();

    std::unique_ptr<check::IdleLimit> m_limit;
    observation::IdleTest m_told;
    bool m_json = false;
    report::Secrets m_secrets = report::Secrets::Masked;
};

} // namespace wirewise::cli
