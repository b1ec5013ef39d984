#pragma once

#include "check/batch.h"
#include "cli/verb.h"
#include "record/recorder.h"
#include "report/json.h"
#include "report/junit.h"
#include "session/sessionfile.h"

#include <memory>
#include <optional>

namespace wirewise::cli {

/// `check URL [URL…]`: every endpoint checked, in the order given.
class CheckVerb : public Verb
{
    Q_OBJECT
public:
    using Verb::Verb;
    ~CheckVerb() override;

    [[nodiscard]] static std::span<const Option> options();
    void run(const Arguments &arguments) override;
    void interrupt() override;

private:
    [[nodiscard]] bool readItems(const Arguments &arguments);
    [[nodiscard]] bool openSession(const QString &path);
    void runOne();
    void runMany(int jobs, int perHost);
    void take(qsizetype index, const observation::Observation &observation,
              const diagnosis::Diagnosis &diagnosis);
    void printInOrder();
    void conclude();
    [[nodiscard]] bool writeFile(const QString &path, const QByteArray &bytes) const;

    QList<check::BatchItem> m_items;
    std::vector<std::optional<report::Checked>> m_results;
    QList<report::Outline> m_outlines;
    qsizetype m_printed = 0;
    bool m_allWork = true;
    bool m_json = false;
    bool m_verbose = false;
    report::Secrets m_secrets = report::Secrets::Masked;
    QString m_junit, m_prometheus;

    std::unique_ptr<check::Check> m_check;
    std::unique_ptr<check::Batch> m_batch;
    std::unique_ptr<record::Recorder> m_recorder;
    std::optional<session::SessionFile> m_session;
};

} // namespace wirewise::cli
