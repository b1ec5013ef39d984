#include "session/contentreader.h"

#include "diagnosis/diagnose.h"
#include "session/exchangejson.h"
#include "session/findingjson.h"
#include "session/jsonfields.h"
#include "session/messageblock.h"
#include "session/observationjson.h"
#include "session/schema.h"
#include "session/sessionfactsjson.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>

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

} // namespace

ContentReader::ContentReader(OpenedFile &file, const QString &path)
    : m_database(file.database)
    , m_path(path)
    , m_damaged(file.damaged)
    , m_cutAt(file.cutAt)
{
}

QList<SessionContent> ContentReader::readAll()
{
    readSession();
    readChecks({1, m_checks});
    if (m_contents.isEmpty())
        m_contents[1].info = m_info;
    readExchanges({1, m_exchanges});
    readExperiments({1, m_experiments});
    readConnections();
    QList<SessionContent> result;
    for (SessionContent &content : m_contents)
        result.append(finished(std::move(content)));
    return result;
}

std::optional<SessionContent> ContentReader::readOne(qint64 check)
{
    readSession();
    readChecks({check, check});
    if (m_contents.isEmpty())
        return std::nullopt;
    readExchanges(spanOf("exchanges", check, m_exchanges));
    readExperiments(spanOf("experiments", check, m_experiments));
    if (check == 1)
        readConnections();
    return finished(m_contents.first());
}

/// Rows are numbered as they are written, one check after the other: those of one stand together, and are
/// found by halving.
ContentReader::Span ContentReader::spanOf(const char *table, qint64 check, qint64 count)
{
    if (m_sparse)
        return sparseSpanOf(table, check);
    const QByteArray sql = QByteArray("SELECT check_number FROM ") + table + " WHERE number=?";
    Statement row = m_database.prepare(sql.constData());
    if (!row.isValid() || !m_counted)
        return {1, count};
    const auto firstFrom = [&row, count](qint64 wanted) {
        qint64 low = 1, high = count + 1;
        while (low < high) {
            const qint64 middle = low + (high - low) / 2;
            row.reset();
            row.bind(1, middle);
            if (row.step() == Statement::Step::Row && row.number(0) < wanted)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    };
    return {firstFrom(check), firstFrom(check + 1) - 1};
}

/// A watch has few rows, with holes between them.
ContentReader::Span ContentReader::sparseSpanOf(const char *table, qint64 check)
{
    const QByteArray sql =
        QByteArray("SELECT min(number), max(number) FROM ") + table + " WHERE check_number=?";
    Statement row = m_database.prepare(sql.constData());
    if (!row.isValid())
        return {};
    row.bind(1, check);
    return row.step() == Statement::Step::Row ? Span{row.number(0), row.number(1)} : Span{};
}

void ContentReader::readSession()
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
    m_sparse = hasTable(m_database, "watch");
}

/// The first number from that one on which has a row; zero if there is none.
qint64 ContentReader::following(const char *table, qint64 number)
{
    const QByteArray sql = QByteArray("SELECT min(number) FROM ") + table + " WHERE number>=?";
    Statement next = m_database.prepare(sql.constData());
    if (!next.isValid())
        return 0;
    next.bind(1, number);
    return next.step() == Statement::Step::Row ? next.number(0) : 0;
}

template<typename Take>
void ContentReader::eachRow(const char *table, const char *sql, Span span, Take take)
{
    Statement row = m_database.prepare(sql);
    qint64 gap = 0;
    for (qint64 number = span.first; row.isValid() && number <= span.last && gap < LongestGap; ++number) {
        if (m_sparse) {
            number = following(table, number);
            if (number <= 0 || number > span.last)
                return;
        }
        row.reset();
        row.bind(1, number);
        const Statement::Step step = row.step();
        const bool taken = step == Statement::Step::Row && m_bytes < LargestContent && take(number, row);
        m_damaged = m_damaged || step == Statement::Step::Failed || (m_counted && !taken);
        gap = taken ? 0 : gap + 1;
    }
}

void ContentReader::readChecks(Span span)
{
    eachRow("checks",
            "SELECT started_at, url, verdict, summary, finding, facts, diagnosis, watched, stream, messages"
            " FROM checks WHERE number=?",
            span, [this](qint64 number, Statement &row) { return takeCheck(number, row); });
}

bool ContentReader::takeCheck(qint64 number, Statement &row)
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

void ContentReader::readExchanges(Span span)
{
    eachRow("exchanges",
            "SELECT check_number, experiment, facts, sent, received FROM exchanges WHERE number=?", span,
            [this](qint64 number, Statement &row) { return takeExchange(number, row); });
}

bool ContentReader::takeExchange(qint64 number, Statement &row)
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

void ContentReader::readExperiments(Span span)
{
    eachRow("experiments",
            "SELECT check_number, exchange_number, facts, watched, stream, messages FROM experiments "
            "WHERE number=?",
            span, [this](qint64, Statement &row) { return takeExperiment(row); });
}

bool ContentReader::takeExperiment(Statement &row)
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
void ContentReader::readConnections()
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

SessionContent ContentReader::finished(SessionContent content) const
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

QString ContentReader::damageSentence() const
{
    const QString name = QFileInfo(m_path).fileName();
    const QString where = m_cutAt
                              ? Texts::tr("%1 is damaged after byte %2.").arg(name, QString::number(*m_cutAt))
                              : Texts::tr("%1 is damaged.").arg(name);
    const QString read = m_counted && !m_sparse
                             ? Texts::tr("%1 of %2 exchanges could be read.")
                                   .arg(QString::number(m_readExchanges), QString::number(m_exchanges))
                             : Texts::tr("%1 exchanges could be read.").arg(QString::number(m_readExchanges));
    return where + QLatin1Char(' ') + read;
}

Result<CheckReader> CheckReader::open(const QString &path)
{
    Result<OpenedFile> opened = openToRead(path);
    if (!opened)
        return tl::unexpected(opened.error());
    return CheckReader(*std::move(opened), path);
}

CheckReader::CheckReader(OpenedFile file, QString path)
    : m_file(std::move(file))
    , m_path(std::move(path))
{
}

Result<SessionContent> CheckReader::read(qint64 check)
{
    std::optional<SessionContent> content = ContentReader(m_file, m_path).readOne(check);
    if (content)
        return *std::move(content);
    return tl::unexpected(
        Failure{Failure::Kind::Damaged, Texts::tr("Check %1 of %2 could not be read.")
                                            .arg(QString::number(check), QFileInfo(m_path).fileName())});
}

} // namespace wirewise::session
