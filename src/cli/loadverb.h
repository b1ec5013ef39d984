#pragma once

#include "cli/stdinlines.h"
#include "cli/verb.h"
#include "load/loadrun.h"
#include "report/json.h"

#include <QTimer>

#include <memory>

namespace wirewise::cli {

/// `load URL`: some thousand sessions at once, bounded; or the same as a script for k6 or Artillery.
class LoadVerb : public Verb
{
    Q_OBJECT
public:
    using Verb::Verb;

    [[nodiscard]] static std::span<const Option> options();
    void run(const Arguments &arguments) override;
    void interrupt() override;
    /// Where the answer to the question is read; standard input unless said otherwise.
    void setInput(int descriptor) { m_input = descriptor; }

private:
    [[nodiscard]] QString readPlan(const Arguments &arguments);
    [[nodiscard]] QString readMessage(const Arguments &arguments);
    void writeScripts(const Arguments &arguments);
    void ask();
    void begin();
    void tellProgress() const;
    void conclude();

    int m_input = 0;
    QString m_typed;
    observation::Endpoint m_endpoint;
    observation::Settings m_settings;
    observation::LoadPlan m_plan;
    double m_allowedFailures = 0; ///< as a share
    bool m_json = false;
    report::Secrets m_secrets = report::Secrets::Masked;
    std::unique_ptr<StdinLines> m_answer;
    std::unique_ptr<load::LoadRun> m_load;
    QTimer m_progress;
};

} // namespace wirewise::cli
