#pragma once

#include "check/batch.h"
#include "cli/verb.h"
#include "record/recorder.h"
#include "report/json.h"
#include "report/junit.h"

#include <QHash>
#include <QMap>

#include <memory>
#include <vector>

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
    /// What is left of a result until its turn to be printed comes: a run over thousands keeps no bytes.
    struct Rendered
    {
        QByteArray bytes;
        bool ready = false;
    };

    /// Which saved endpoint an item is; nothing for a typed one.
    struct Origin
    {
        QString endpoint, environment;
    };

    [[nodiscard]] bool readItems(const Arguments &arguments);
    [[nodiscard]] bool readList(const QString &path, const observation::Settings &settings);
    [[nodiscard]] bool openSession(const QString &path, const record::RecordLimits &limits);
    [[nodiscard]] bool canWrite(const char *option, const QString &path);
    void runOne();
    void runMany(int jobs, int perHost);
    void take(qsizetype index, const observation::Observation &observation,
              const diagnosis::Diagnosis &diagnosis);
    [[nodiscard]] QByteArray render(const report::Checked &checked, const Origin &origin) const;
    [[nodiscard]] static QString titleOf(const Origin &origin);
    void printInOrder();
    void showProgress() const;
    /// What an interrupted run never began is told as not checked.
    void fillIn();
    void conclude();
    void printSummary() const;
    [[nodiscard]] bool writeFile(const QString &path, const QByteArray &bytes) const;

    QList<check::BatchItem> m_items;
    QHash<qsizetype, Origin> m_origins; ///< by index
    std::vector<Rendered> m_rendered;
    QList<report::Outline> m_outlines;
    qsizetype m_printed = 0;
    qsizetype m_done = 0;
    QMap<diagnosis::Verdict, qsizetype> m_verdicts;
    bool m_json = false;
    bool m_verbose = false;
    bool m_recordingFailed = false;
    report::Secrets m_secrets = report::Secrets::Masked;
    QString m_junit, m_prometheus;

    std::unique_ptr<check::Check> m_check;
    std::unique_ptr<check::Batch> m_batch;
    std::unique_ptr<record::Recorder> m_recorder;
};

} // namespace wirewise::cli
