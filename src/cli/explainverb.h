#pragma once

#include "cli/verb.h"

namespace wirewise::cli {

/// `explain [ID]`: a failure class as the application shows it; without an id the list.
class ExplainVerb : public Verb
{
    Q_OBJECT
public:
    using Verb::Verb;

    [[nodiscard]] static std::span<const Option> options() { return {}; }
    void run(const Arguments &arguments) override;
    void interrupt() override {}

private:
    void list() const;
    [[nodiscard]] static QStringList nearTo(const QString &id);
};

} // namespace wirewise::cli
