#pragma once

#include "check/batch.h"
#include "cli/verb.h"
#include "cli/viaruns.h"
#include "report/comparison.h"

#include <array>
#include <memory>
#include <optional>

namespace wirewise::cli {

/// `compare A B`: two session files, two addresses, or one of each; or one address from here and from another
/// place. Addresses are checked at once.
class CompareVerb : public Verb
{
    Q_OBJECT
public:
    using Verb::Verb;
    ~CompareVerb() override;

    [[nodiscard]] static std::span<const Option> options();
    void run(const Arguments &arguments) override;
    void interrupt() override;

private:
    /// One of the two, once it is known.
    struct Operand
    {
        QString typed;
        QString name;
        std::optional<report::Checked> checked;
    };

    [[nodiscard]] QString readOperands(const Arguments &arguments);
    [[nodiscard]] bool readSession(Operand &operand);
    [[nodiscard]] std::optional<observation::Settings> settingsFor(const Arguments &arguments);
    void check(const observation::Settings &settings);
    void checkElsewhere(const observation::Settings &settings);
    void takeEnd(bool &isOver);
    void conclude();

    std::array<Operand, 2> m_operands;
    QList<qsizetype> m_checked; ///< which operand each item of the batch is
    bool m_json = false;
    bool m_verbose = false;
    bool m_stopped = false;
    report::Secrets m_secrets = report::Secrets::Masked;
    ViaRuns m_via;
    std::unique_ptr<check::Batch> m_batch;
    bool m_hereOver = true, m_thereOver = true;
};

} // namespace wirewise::cli
