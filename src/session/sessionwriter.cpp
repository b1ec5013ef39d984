#include "session/sessionwriter.h"

#include "observation/redaction.h"
#include "observation/secretvalues.h"
#include "session/exchangejson.h"
#include "session/findingjson.h"
#include "session/jsontext.h"
#include "session/observationjson.h"
#include "session/outlinejson.h"
#include "session/schema.h"
#include "session/sessionfactsjson.h"
#include "session/settingsjson.h"

#include <QDateTime>

namespace wirewise::session {

using namespace observation;

namespace {

void bindJson(Statement &statement, int index, const QJsonObject &object)
{
    statement.bindText(index, toText(object));
}

/// Binds watched, stream and messages from the given index on; empty values where there is no session.
void bindSession(Statement &statement, int index, const std::optional<SessionFacts> &facts)
{
    if (facts)
        bindJson(statement, index, toJson(*facts));
    else
        statement.bindText(index, {});
    statement.bind(index + 1, facts ? facts->stream : QByteArray());
    statement.bind(index + 2, facts ? toBytes(blockOf(facts->messages)) : QByteArray());
}

} // namespace

SessionWriter::SessionWriter(Database &database)
    : m_database(database)
{
}

Statement &SessionWriter::statement(const char *sql)
{
    std::shared_ptr<Statement> &prepared = m_statements[sql];
    if (!prepared || !prepared->isValid())
        prepared = std::make_shared<Statement>(m_database.prepare(sql));
    prepared->reset();
    return *prepared;
}

bool SessionWriter::resume()
{
    Statement row = m_database.prepare("SELECT checks, exchanges, experiments, messages FROM session");
    if (!row.isValid() || row.step() != Statement::Step::Row)
        return false;
    m_now = {row.number(0), row.number(1), row.number(2), row.number(3), 0, 0, {}};
    Statement last = m_database.prepare(
        "SELECT first, count, header, payloads FROM message_blocks ORDER BY first DESC LIMIT 1");
    if (!last.isValid())
        return false;
    const Statement::Step step = last.step();
    if (step == Statement::Step::Row) {
        const MessageBlock block{last.number(0), last.number(1), last.blob(2), last.blob(3)};
        const auto messages = messagesOf(block);
        if (!messages || messages->isEmpty())
            return false;
        m_now.filler = BlockFiller(block);
        m_now.lastFirst = block.first;
        m_now.lastCount = block.count;
    }
    m_kept = m_now;
    return step != Statement::Step::Failed;
}

bool SessionWriter::writeCounters()
{
    Statement &update =
        statement("UPDATE session SET written_by=?, checks=?, exchanges=?, experiments=?, messages=?");
    update.bind(1, QStringLiteral("Wirewise " WIREWISE_VERSION));
    update.bind(2, m_now.checks);
    update.bind(3, m_now.exchanges);
    update.bind(4, m_now.experiments);
    update.bind(5, m_now.messages);
    return update.run();
}

bool SessionWriter::begin(const Observation &observation)
{
    Statement &insert = statement("INSERT INTO checks VALUES(?, ?, ?, '', '', '', ?, '', '', x'', x'')");
    insert.bind(1, ++m_now.checks);
    insert.bind(2, observation.startedAt.isValid() ? observation.startedAt.toMSecsSinceEpoch() : qint64(0));
    insert.bind(3, maskedAddress(observation));
    bindJson(insert, 4, toJson(observation));
    return insert.run() && writeCounters();
}

/// What is known already is written once, and counted once.
bool SessionWriter::addCheck(const Observation &observation, const diagnosis::Diagnosis &diagnosis)
{
    ++m_now.checks;
    bool done = true;
    for (const Exchange &exchange : observation.exchanges)
        done = done && insertExchange(exchange, false);
    for (const ExperimentResult &result : observation.experiments)
        done = done && insertExperiment(result);
    return done &&
           writeJudged("INSERT INTO checks(verdict, summary, finding, facts, diagnosis, watched, stream,"
                       " messages, started_at, url, number) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       observation, diagnosis) &&
           writeCounters();
}

bool SessionWriter::addExchange(const Exchange &exchange)
{
    return insertExchange(exchange, false) && writeCounters();
}

bool SessionWriter::insertExchange(const Exchange &exchange, bool ofExperiment)
{
    Statement &insert = statement("INSERT INTO exchanges VALUES(?, ?, ?, ?, ?, ?)");
    insert.bind(1, ++m_now.exchanges);
    insert.bind(2, m_now.checks);
    insert.bind(3, qint64(ofExperiment ? 1 : 0));
    bindJson(insert, 4, toJson(exchange));
    insert.bind(5, exchange.sent);
    insert.bind(6, exchange.received);
    return insert.run();
}

bool SessionWriter::addExperiment(const ExperimentResult &result)
{
    return insertExperiment(result) && writeCounters();
}

bool SessionWriter::insertExperiment(const ExperimentResult &result)
{
    if (!insertExchange(result.exchange, true))
        return false;
    Statement &insert = statement("INSERT INTO experiments VALUES(?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, ++m_now.experiments);
    insert.bind(2, m_now.checks);
    insert.bind(3, m_now.exchanges);
    bindJson(insert, 4, toJson(result));
    bindSession(insert, 5, result.session);
    return insert.run();
}

bool SessionWriter::setDiagnosis(const Observation &observation, const diagnosis::Diagnosis &diagnosis)
{
    return writeJudged("UPDATE checks SET verdict=?, summary=?, finding=?, facts=?, diagnosis=?,"
                       " watched=?, stream=?, messages=?, started_at=?, url=? WHERE number=?",
                       observation, diagnosis) &&
           writeCounters();
}

bool SessionWriter::writeJudged(const char *sql, const Observation &observation,
                                const diagnosis::Diagnosis &diagnosis)
{
    Statement &write = statement(sql);
    const bool judged = !diagnosis.findings.isEmpty();
    write.bind(1, QString::fromLatin1(diagnosis::toString(diagnosis.verdict)));
    write.bind(2, SecretValues(observation).mask(diagnosis.summary()));
    write.bind(3, judged ? QString::fromLatin1(diagnosis.primary().id) : QString());
    bindJson(write, 4, toJson(observation));
    write.bindText(5, toText(diagnosis));
    bindSession(write, 6, observation.session);
    write.bind(9, observation.startedAt.isValid() ? observation.startedAt.toMSecsSinceEpoch() : qint64(0));
    write.bind(10, maskedAddress(observation));
    write.bind(11, m_now.checks);
    return write.run();
}

bool SessionWriter::setSessionFacts(const SessionFacts &facts)
{
    Statement &update = statement("UPDATE checks SET watched=?, stream=?, messages=? WHERE number=?");
    bindSession(update, 1, facts);
    update.bind(4, m_now.checks);
    return update.run();
}

bool SessionWriter::setConnection(const ConnectionMark &mark)
{
    if (!ensureTable(m_database, "connections"))
        return false;
    Statement &insert = statement("INSERT OR REPLACE INTO connections VALUES(?, ?, ?, ?, ?)");
    insert.bind(1, qint64(mark.number));
    insert.bind(2, mark.firstMessage);
    insert.bind(3, qint64(mark.openedAt.count()));
    insert.bind(4, qint64(mark.tries));
    if (mark.ended)
        bindJson(insert, 5, toJson(*mark.ended));
    else
        insert.bindText(5, {});
    return insert.run();
}

bool SessionWriter::setPlan(const QString &title, const QList<PlannedEndpoint> &endpoints)
{
    if (!ensureTable(m_database, "list_run") || !ensureTable(m_database, "plan") ||
        !m_database.execute("DELETE FROM plan"))
        return false;
    Statement &head = statement("INSERT OR REPLACE INTO list_run VALUES(1, ?, ?, ?)");
    head.bind(1, title);
    head.bind(2, listIdentity(endpoints));
    head.bind(3, qint64(endpoints.size()));
    if (!head.run())
        return false;
    Statement &insert = statement("INSERT INTO plan VALUES(?, ?, ?, ?, ?, 0, '')");
    for (qsizetype i = 0; i < endpoints.size(); ++i) {
        const PlannedEndpoint &endpoint = endpoints.at(i);
        insert.bind(1, qint64(i + 1));
        insert.bind(2, endpoint.typed);
        insert.bind(3, endpoint.title);
        insert.bind(4, endpoint.environment);
        bindJson(insert, 5, toJson(endpoint.settings));
        if (!insert.run())
            return false;
    }
    return writeCounters();
}

bool SessionWriter::setPlanned(qsizetype index, const CheckOutline &outline)
{
    Statement &update = statement("UPDATE plan SET check_number=?, outline=? WHERE number=?");
    update.bind(1, m_now.checks);
    bindJson(update, 2, toJson(outline));
    update.bind(3, qint64(index + 1));
    return update.run();
}

bool SessionWriter::setText(const char *sql, const QString &text)
{
    Statement &update = statement(sql);
    update.bind(1, text);
    return update.run();
}

bool SessionWriter::writeBlock(const MessageBlock &block)
{
    Statement &insert = statement("INSERT OR REPLACE INTO message_blocks VALUES(?, ?, ?, ?)");
    insert.bind(1, block.first);
    insert.bind(2, block.count);
    insert.bindBorrowed(3, block.header);
    constexpr qsizetype longBlob = 16 * 1024;
    const bool isLong = block.payloads.size() >= longBlob;
    if (isLong)
        insert.bindRoom(4, block.payloads.size());
    else
        insert.bindBorrowed(4, block.payloads);
    return insert.run() &&
           (!isLong || m_database.fill("message_blocks", "payloads", block.first, block.payloads));
}

bool SessionWriter::appendMessages(const QList<Message> &messages)
{
    for (const Message &message : messages)
        m_now.filler.append(viewOf(message));
    return appendBlocks(m_now.filler.take());
}

bool SessionWriter::appendBlocks(const QList<MessageBlock> &blocks)
{
    for (const MessageBlock &block : blocks) {
        if (!writeBlock(block))
            return false;
        m_now.messages += block.count - (block.first == m_now.lastFirst ? m_now.lastCount : 0);
        m_now.lastFirst = block.first;
        m_now.lastCount = block.count;
    }
    return writeCounters();
}

} // namespace wirewise::session
