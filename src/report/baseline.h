#pragma once

#include "report/judgement.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <tl/expected.hpp>

class QIODevice;

namespace wirewise::report {

/// What an earlier run said of each endpoint. An endpoint passes beside it if nothing counts against it that
/// did not count against it then; a new one is judged by itself.
class Baseline
{
public:
    /// Reads what `check --json` or `--ndjson` wrote, a piece at a time. The error says what is wrong with
    /// it, as the second half of a sentence.
    [[nodiscard]] static tl::expected<Baseline, QString> read(QIODevice &device);

    /// One more endpoint of the earlier run, in the order of that run; as session files have them.
    void add(const Outline &outline);

    /// Each endpoint once; the same one that the run names again is beside the earlier run's next of the
    /// name.
    [[nodiscard]] Judgement judge(const Outline &outline, const Requirement &requirement);
    /// Names of the endpoints that were never judged: the earlier run had them, this one has not.
    [[nodiscard]] QStringList disappeared() const;

private:
    struct Entry
    {
        qsizetype index = 0; ///< place in the earlier run
        QString name;
        diagnosis::Verdict verdict = diagnosis::Verdict::NotChecked;
        QHash<QByteArray, diagnosis::Severity> findings;
        bool seen = false;
    };
    struct Endpoint
    {
        QString url, endpoint, environment, from;
        friend bool operator==(const Endpoint &, const Endpoint &) = default;
        friend size_t qHash(const Endpoint &key, size_t seed)
        {
            return qHashMulti(seed, key.url, key.endpoint, key.environment, key.from);
        }
    };

    [[nodiscard]] static Endpoint endpointOf(const QString &url, const QString &endpoint,
                                             const QString &environment, const QString &from);
    [[nodiscard]] QString add(const QByteArray &json);
    [[nodiscard]] Entry *entryOf(const Outline &outline);

    QHash<Endpoint, QList<Entry>> m_entries;
    qsizetype m_count = 0;
};

/// "judged beside an earlier run", as a RESULT of JSON has it: {"change", "was", "came", "gone"}.
[[nodiscard]] QJsonObject toJson(const SinceBaseline &compared);

} // namespace wirewise::report
