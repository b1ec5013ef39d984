#pragma once

#include "diagnosis/finding.h"
#include "observation/connectionmarks.h"
#include "observation/observation.h"
#include "session/blockfiller.h"
#include "session/database.h"
#include "session/listrun.h"

#include <QHash>

namespace wirewise::session {

/// Writes rows. Each function belongs inside a transaction, returns false where SQLite refuses, and
/// changes its own counters only once committed() is called.
class SessionWriter
{
public:
    explicit SessionWriter(Database &database);

    /// Reads the counters of a file that exists.
    [[nodiscard]] bool resume();
    void committed() { m_kept = m_now; }
    void rolledBack() { m_now = m_kept; }

    [[nodiscard]] bool begin(const observation::Observation &observation);
    /// A whole finished check.
    [[nodiscard]] bool addCheck(const observation::Observation &observation,
                                const diagnosis::Diagnosis &diagnosis);
    [[nodiscard]] bool addExchange(const observation::Exchange &exchange);
    [[nodiscard]] bool addExperiment(const observation::ExperimentResult &result);
    [[nodiscard]] bool setDiagnosis(const observation::Observation &observation,
                                    const diagnosis::Diagnosis &diagnosis);
    [[nodiscard]] bool setSessionFacts(const observation::SessionFacts &facts);
    /// Writes the row of that connection, or writes it anew.
    [[nodiscard]] bool setConnection(const observation::ConnectionMark &mark);
    /// Writes what a run is to check, in the place of an earlier plan.
    [[nodiscard]] bool setPlan(const QString &title, const QList<PlannedEndpoint> &endpoints);
    /// The last check is that of the plan's endpoint with this index.
    [[nodiscard]] bool setPlanned(qsizetype index, const CheckOutline &outline);
    [[nodiscard]] bool setText(const char *sql, const QString &text);
    [[nodiscard]] bool appendMessages(const QList<observation::Message> &messages);
    /// One that begins with the number of the last one takes its place.
    [[nodiscard]] bool appendBlocks(const QList<MessageBlock> &blocks);

    [[nodiscard]] qint64 checks() const { return m_now.checks; }
    [[nodiscard]] qint64 messages() const { return m_now.messages; }
    [[nodiscard]] qint64 lastNumber() const { return m_now.filler.lastNumber(); }

private:
    struct Counters
    {
        qint64 checks = 0, exchanges = 0, experiments = 0, messages = 0;
        qint64 lastFirst = 0, lastCount = 0; ///< of the last block
        BlockFiller filler;
    };

    [[nodiscard]] bool writeCounters();
    [[nodiscard]] bool insertExchange(const observation::Exchange &exchange, bool ofExperiment);
    [[nodiscard]] bool insertExperiment(const observation::ExperimentResult &result);
    /// The statement takes verdict, summary, finding, facts, diagnosis, watched, stream, messages,
    /// started_at, url and number, in this order.
    [[nodiscard]] bool writeJudged(const char *sql, const observation::Observation &observation,
                                   const diagnosis::Diagnosis &diagnosis);
    [[nodiscard]] bool writeBlock(const MessageBlock &block);
    /// Prepared once, then used again.
    Statement &statement(const char *sql);

    Database &m_database;
    Counters m_now, m_kept;
    QHash<const char *, std::shared_ptr<Statement>> m_statements;
};

} // namespace wirewise::session
