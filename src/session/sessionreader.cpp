#include "session/sessionreader.h"

#include "diagnosis/diagnose.h"
#include "session/exchangejson.h"
#include "session/findingjson.h"
#include "session/jsonfields.h"
#include "session/messageblock.h"
#include "session/observationjson.h"
#include "session/schema.h"
#include "session/sessionfactsjson.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QMap>

#include <algorithm>

namespace wirewise::session {

using namespace observation;

namespace {

/// What a reader takes into memory of one file; live messages are read in pages and do not count.
constexpr qint64 LargestContent = 512 * 1024 * 1024;
/// Connections of one session; a day of reconnecting has fewer.
constexpr qsizetype MostConnections = 100'000;
/// After so many numbers without a row, a damaged counter is believed no longer.
constexpr qint64 LongestGap = 1000;

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::session::SessionFile)
};

QJsonValue jsonFrom(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue();
}

std::optional<SessionFacts> sessionFrom(const QByteArray &facts, const QByteArray &stream,
                                        const QByteArray &messages)
{
    std::optional<SessionFacts> session = sessionFactsFromJson(jsonFrom(facts));
    if (!session)
        return std::nullopt;
    session->stream = stream;
    if (const auto block = blockFromBytes(messages)) {
        if (const auto list = messagesOf(*block))
            session->messages = *list;
    }
    return session;
}

/// Cuts a range to the bytes that are there: who paints it relies on that.
void fit(diagnosis::Evidence &evidence, const Observation &observation)
{
    const Exchange *exchange = observation.exchange(evidence.probe);
    const ExperimentResult *experiment = observation.experiment(evidence.probe);
    const std::optional<SessionFacts> &session = experiment ? experiment->session : observation.session;
    qint64 size = 0;
    if (evidence.inSession)
        size = session ? session->stream.size() : 0;
    else if (exchange)
        size =
            evidence.direction == wire::Direction::Sent ? exchange->sent.size() : exchange->received.size();
    evidence.range.offset = qBound<qint64>(0, evidence.range.offset, size);
    evidence.range.length = qBound<qint64>(0, evidence.range.length, size - evidence.range.offset);
}

/// Reads the rows of one file one by one, so that a page that is gone costs only its own rows.
class ContentReader
{
public:
    ContentReader(OpenedFile &file, const QString &path)
        : m_database(file.database)
        , m_path(path)
        , m_damaged(file.damaged)
        , m_cutAt(file.cutAt)
    {
    }

    QList<SessionContent> readAll()
    {
        readSession();
        readChecks();
        readExchanges();
        readExperiments();
        readConnections();
        QList<SessionContent> result;
        for (SessionContent &content : m_contents)
            result.append(finished(std::move(content)));
        return result;
    }

private:
    void readSession()
    {
        Statement row = m_database.prepare(
            "SELECT written_by, name, notes, pinned, checks, exchanges, experiments, messages FROM session");
        if (!row.isValid() || row.step() != Statement::Step::Row) {
            // Without the counters, numbers are tried until a long stretch of them has no row.
            m_damaged = true;
            m_checks = m_exchanges = m_experiments = std::numeric_limits<qint64>::max();
            m_counted = false;
            return;
        }
        m_info.writtenBy = row.text(0);
        m_info.name = row.text(1);
        m_info.notes = row.text(2);
        m_info.pinned = row.number(3) != 0;
        m_info.checks = m_checks = row.number(4);
        m_exchanges = row.number(5);
        m_experiments = row.number(6);
        m_info.messages = row.number(7);
        m_info.path = m_path;
    }

    /// Calls take for each number from 1 to count with the row, or false where there is none.
    template<typename Take>
    void eachRow(const char *sql, qint64 count, Take take)
    {
        Statement row = m_database.prepare(sql);
        qint64 gap = 0;
        for (qint64 number = 1; row.isValid() && number <= count && gap < LongestGap; ++number) {
            row.reset();
            row.bind(1, number);
            const Statement::Step step = row.step();
            const bool taken = step == Statement::Step::Row && m_bytes < LargestContent && take(number, row);
            m_damaged = m_damaged || step == Statement::Step::Failed || (m_counted && !taken);
            gap = taken ? 0 : gap + 1;
        }
    }

    void readChecks()
    {
        eachRow(
            "SELECT started_at, url, verdict, summary, finding, facts, diagnosis, watched, stream, messages"
            " FROM checks WHERE number=?",
            m_checks, [this](qint64 number, Statement &row) { return takeCheck(number, row); });
        if (m_contents.isEmpty())
            m_contents[1].info = m_info;
    }

    bool takeCheck(qint64 number, Statement &row)
    {
        std::optional<Observation> observation = observationFromJson(jsonFrom(row.blob(5)));
        if (!observation)
            return false;
        SessionContent &content = m_contents[number];
        content.info = m_info;
        content.info.startedAt = QDateTime::fromMSecsSinceEpoch(row.number(0), Qt::UTC);
        content.info.url = row.text(1);
        content.info.summary = row.text(3);
        content.info.findingId = row.blob(4);
        content.observation = *std::move(observation);
        content.observation.session = sessionFrom(row.blob(7), row.blob(8), row.blob(9));
        if (const auto diagnosis = diagnosisFromJson(jsonFrom(row.blob(6))))
            content.diagnosis = *diagnosis;
        return true;
    }

    void readExchanges()
    {
        eachRow("SELECT check_number, experiment, facts, sent, received FROM exchanges WHERE number=?",
                m_exchanges, [this](qint64 number, Statement &row) { return takeExchange(number, row); });
    }

    bool takeExchange(qint64 number, Statement &row)
    {
        std::optional<Exchange> exchange = exchangeFromJson(jsonFrom(row.blob(2)));
        if (!exchange)
            return false;
        exchange->sent = row.blob(3);
        exchange->received = row.blob(4);
        m_bytes += exchange->sent.size() + exchange->received.size() + row.blob(2).size();
        exchange->readResponse();
        ++m_readExchanges;
        if (row.number(1) != 0)
            m_ofExperiments.insert(number, *std::move(exchange));
        else if (const auto content = m_contents.find(row.number(0)); content != m_contents.end())
            content->observation.exchanges.append(*std::move(exchange));
        return true;
    }

    void readExperiments()
    {
        eachRow("SELECT check_number, exchange_number, facts, watched, stream, messages FROM experiments "
                "WHERE number=?",
                m_experiments, [this](qint64, Statement &row) { return takeExperiment(row); });
    }

    bool takeExperiment(Statement &row)
    {
        std::optional<ExperimentResult> result = experimentFromJson(jsonFrom(row.blob(2)));
        const auto exchange = m_ofExperiments.constFind(row.number(1));
        const auto content = m_contents.find(row.number(0));
        if (!result || exchange == m_ofExperiments.constEnd() || content == m_contents.end())
            return false;
        result->exchange = *exchange;
        result->session = sessionFrom(row.blob(3), row.blob(4), row.blob(5));
        content->observation.experiments.append(*std::move(result));
        return true;
    }

    /// They belong to the check that a live session began with, which is alone in its file.
    void readConnections()
    {
        if (!hasTable(m_database, "connections") || m_contents.isEmpty())
            return;
        Statement row = m_database.prepare(
            "SELECT number, first_message, opened_at, tries, facts FROM connections ORDER BY number");
        Statement::Step step = row.isValid() ? row.step() : Statement::Step::Failed;
        QList<ConnectionMark> &list = m_contents.first().connections;
        for (; step == Statement::Step::Row && list.size() < MostConnections; step = row.step()) {
            ConnectionMark mark{int(list.size()) + 1, row.number(1), Duration(row.number(2)),
                                int(std::clamp<qint64>(row.number(3), 1, 1'000'000)),
                                sessionFactsFromJson(jsonFrom(row.blob(4)))};
            const bool rises = list.isEmpty() || (mark.firstMessage >= list.constLast().firstMessage &&
                                                  mark.openedAt >= list.constLast().openedAt);
            if (!rises || mark.firstMessage < 1 || mark.openedAt < Duration(0))
                m_damaged = true;
            else
                list.append(mark);
        }
        m_damaged = m_damaged || step == Statement::Step::Failed;
    }

    SessionContent finished(SessionContent content)
    {
        Observation &observation = content.observation;
        std::stable_sort(observation.exchanges.begin(), observation.exchanges.end(),
                         [](const Exchange &a, const Exchange &b) { return a.probe.kind < b.probe.kind; });
        if (content.diagnosis.findings.isEmpty()) {
            // The program ended before its verdict.
            observation.stopped = true;
            content.diagnosis = diagnosis::diagnose(observation);
        }
        for (diagnosis::Finding &finding : content.diagnosis.findings) {
            for (diagnosis::Evidence &evidence : finding.evidence)
                fit(evidence, observation);
        }
        for (diagnosis::Hop &hop : content.diagnosis.hops)
            fit(hop.evidence, observation);
        content.info.verdict = content.diagnosis.verdict;
        content.complete = !m_damaged;
        if (m_damaged)
            content.damage = damageSentence();
        return content;
    }

    QString damageSentence() const
    {
        const QString name = QFileInfo(m_path).fileName();
        const QString where =
            m_cutAt ? Texts::tr("%1 is damaged after byte %2.").arg(name, QString::number(*m_cutAt))
                    : Texts::tr("%1 is damaged.").arg(name);
        const QString read =
            m_counted ? Texts::tr("%1 of %2 exchanges could be read.")
                            .arg(QString::number(m_readExchanges), QString::number(m_exchanges))
                      : Texts::tr("%1 exchanges could be read.").arg(QString::number(m_readExchanges));
        return where + QLatin1Char(' ') + read;
    }

    Database &m_database;
    QString m_path;
    bool m_damaged;
    std::optional<qint64> m_cutAt;
    bool m_counted = true;
    SessionInfo m_info;
    qint64 m_checks = 0, m_exchanges = 0, m_experiments = 0;
    qint64 m_readExchanges = 0;
    qint64 m_bytes = 0;
    QMap<qint64, SessionContent> m_contents;
    QHash<qint64, Exchange> m_ofExperiments;
};

/// The file and its journal in a folder of our own, where SQLite may undo the commit that was cut short.
Result<OpenedFile> openCopy(const QString &path)
{
    OpenedFile opened;
    opened.folder = std::make_unique<QTemporaryDir>();
    const QString copy = opened.folder->filePath(QStringLiteral("session"));
    const QString journal = QStringLiteral("-journal");
    if (!opened.folder->isValid() || !QFile::copy(path, copy) ||
        !QFile::copy(path + journal, copy + journal)) {
        return tl::unexpected(
            Failure{Failure::Kind::CannotOpen,
                    Texts::tr("%1 was not closed properly, and there is no room for a copy to repair. "
                              "Free some space in the folder for temporary files.")
                        .arg(QFileInfo(path).fileName())});
    }
    for (const QString &file : {copy, QString(copy + journal)})
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    Result<Database> database = Database::open(copy, Database::Mode::Write);
    if (!database)
        return tl::unexpected(database.error());
    if (const auto failure = judgeTables(*database))
        return tl::unexpected(*failure);
    opened.database = *std::move(database);
    return opened;
}

} // namespace

Result<OpenedFile> openToRead(const QString &path)
{
    if (const auto failure = judgeHeader(path))
        return tl::unexpected(*failure);
    // In a commit the file is shorter than its header says: for a moment, or for ever where its writer was
    // killed then. So it is opened as a sound one first, and its length judged under lock and journal.
    OpenedFile opened;
    Result<Database> database = Database::open(path, Database::Mode::Read);
    if (!database)
        return tl::unexpected(database.error());
    opened.database = *std::move(database);
    std::optional<Failure> failure = judgeTables(opened.database);
    if (failure && opened.database.hasUnfinishedCommit()) {
        Result<OpenedFile> repaired = openCopy(path);
        if (repaired || repaired.error().kind != Failure::Kind::Damaged)
            return repaired;
        failure = repaired.error();
    }
    if (!failure)
        opened.cutAt = cutAt(opened.database);
    if (opened.cutAt || (failure && failure->kind == Failure::Kind::Damaged)) {
        opened.damaged = true;
        database = Database::open(path, Database::Mode::Salvage);
        if (!database)
            return tl::unexpected(database.error());
        opened.database = *std::move(database);
        opened.cutAt = cutAt(opened.database);
        failure = judgeTables(opened.database);
    }
    if (!failure)
        return opened;
    if (failure->kind == Failure::Kind::Damaged) {
        failure->text =
            Texts::tr("%1 is damaged. Nothing in it could be read.").arg(QFileInfo(path).fileName());
    }
    return tl::unexpected(*failure);
}

Result<QList<SessionContent>> SessionFile::readAll(const QString &path)
{
    Result<OpenedFile> opened = openToRead(path);
    if (!opened)
        return tl::unexpected(opened.error());
    return ContentReader(*opened, path).readAll();
}

Result<SessionContent> SessionFile::read(const QString &path)
{
    return readAll(path).map([](const QList<SessionContent> &contents) { return contents.constFirst(); });
}

Result<SessionInfo> SessionFile::readInfo(const QString &path)
{
    Result<OpenedFile> opened = openToRead(path);
    if (!opened)
        return tl::unexpected(opened.error());
    Statement row = opened->database.prepare(
        "SELECT session.written_by, session.name, session.notes, session.pinned, session.checks, "
        "session.messages,"
        " checks.started_at, checks.url, checks.verdict, checks.summary, checks.finding"
        " FROM session LEFT JOIN checks ON checks.number = 1");
    if (!row.isValid() || row.step() != Statement::Step::Row)
        return tl::unexpected(opened->database.failure());
    SessionInfo info;
    info.path = path;
    info.writtenBy = row.text(0);
    info.name = row.text(1);
    info.notes = row.text(2);
    info.pinned = row.number(3) != 0;
    info.checks = row.number(4);
    info.messages = row.number(5);
    info.startedAt = QDateTime::fromMSecsSinceEpoch(row.number(6), Qt::UTC);
    info.url = row.text(7);
    info.verdict = diagnosis::verdictFromString(row.blob(8)).value_or(diagnosis::Verdict::NotChecked);
    info.summary = row.text(9);
    info.findingId = row.blob(10);
    return info;
}

} // namespace wirewise::session
