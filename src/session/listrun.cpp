#include "session/listrun.h"

#include "observation/redaction.h"
#include "observation/secretvalues.h"
#include "session/outlinejson.h"
#include "session/schema.h"
#include "session/sessionreader.h"
#include "session/settingsjson.h"

#include <QCryptographicHash>
#include <QHash>
#include <QJsonDocument>

#include <algorithm>

namespace wirewise::session {

using namespace observation;
using diagnosis::Verdict;

namespace {

/// More than any list that is read; what a foreign file claims beyond is passed over.
constexpr qsizetype MostEntries = 1'000'000;
/// Settings and addresses of one file that are taken into memory.
constexpr qint64 LargestPlan = 512 * 1024 * 1024;

QJsonValue jsonFrom(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue();
}

/// number, started_at, url, verdict, summary, finding from the given column on.
CheckOutline outlineFrom(const Statement &row, int column)
{
    CheckOutline outline;
    outline.check = row.number(column);
    outline.startedAt = QDateTime::fromMSecsSinceEpoch(row.number(column + 1), Qt::UTC);
    outline.url = row.text(column + 2);
    outline.verdict = diagnosis::verdictFromString(row.blob(column + 3)).value_or(Verdict::NotChecked);
    outline.summary = row.text(column + 4);
    outline.findingId = row.blob(column + 5);
    return outline;
}

/// Rows of one file, as far as they go.
class RunReader
{
public:
    explicit RunReader(Database &database, ListRun &run)
        : m_database(database)
        , m_run(run)
    {
    }

    void read()
    {
        m_run.planned = hasTable(m_database, "plan") && hasTable(m_database, "list_run");
        if (m_run.planned)
            readPlan();
        else
            readChecks();
        m_run.complete = m_whole && !m_run.entries.isEmpty() &&
                         std::none_of(m_run.entries.cbegin(), m_run.entries.cend(),
                                      [](const ListRunEntry &entry) { return entry.isLeft(); });
    }

private:
    template<typename Take>
    void eachRow(const char *sql, Take take)
    {
        Statement row = m_database.prepare(sql);
        Statement::Step step = row.isValid() ? row.step() : Statement::Step::Failed;
        while (step == Statement::Step::Row && m_run.entries.size() < MostEntries && m_bytes < LargestPlan) {
            if (!take(row))
                m_whole = false;
            step = row.step();
        }
        m_whole = m_whole && step == Statement::Step::Done;
    }

    void readPlan()
    {
        qint64 announced = 0;
        eachRow("SELECT title, endpoints FROM list_run WHERE id=1", [&](const Statement &row) {
            m_run.title = row.text(0);
            announced = row.number(1);
            return true;
        });
        eachRow("SELECT plan.number, typed, title, environment, settings, outline, checks.number,"
                " started_at, url, verdict, summary, finding"
                " FROM plan LEFT JOIN checks ON checks.number = plan.check_number ORDER BY plan.number",
                [this](const Statement &row) { return takePlanned(row); });
        m_whole = m_whole && announced == m_run.entries.size();
    }

    bool takePlanned(const Statement &row)
    {
        // Numbers are places in the list: behind a gap they would be those of other endpoints.
        if (row.number(0) != m_run.entries.size() + 1)
            return false;
        ListRunEntry entry;
        entry.index = m_run.entries.size();
        entry.planned.typed = row.text(1);
        entry.planned.title = row.text(2);
        entry.planned.environment = row.text(3);
        const bool sound = takeSettings(row.blob(4), entry.planned.settings);
        if (row.number(6) > 0) {
            entry.outline = outlineFrom(row, 6);
            readOutline(jsonFrom(row.blob(5)), *entry.outline);
        }
        m_bytes += entry.planned.typed.size();
        m_run.entries.append(std::move(entry));
        return sound;
    }

    /// Most endpoints of a list have the same settings: these are read, and held, once.
    bool takeSettings(const QByteArray &text, Settings &settings)
    {
        if (text != m_settingsText) {
            m_settingsText = text;
            m_settings = settingsFromJson(jsonFrom(text));
            m_bytes += text.size();
        }
        settings = m_settings.value_or(Settings());
        return m_settings.has_value();
    }

    void readChecks()
    {
        m_run.title = m_run.info.name;
        QHash<qint64, qsizetype> places;
        eachRow("SELECT number, started_at, url, verdict, summary, finding, facts FROM checks"
                " ORDER BY number",
                [&](const Statement &row) {
                    ListRunEntry entry;
                    entry.index = m_run.entries.size();
                    entry.outline = outlineFrom(row, 0);
                    const QByteArray facts = row.blob(6);
                    m_bytes += facts.size();
                    const bool sound = readFacts(jsonFrom(facts), entry.planned, *entry.outline);
                    places.insert(entry.outline->check, entry.index);
                    m_run.entries.append(std::move(entry));
                    return sound;
                });
        eachRow("SELECT check_number, facts, substr(received, 1, 16) FROM exchanges WHERE experiment=0"
                " ORDER BY number",
                [&](const Statement &row) {
                    const auto place = places.constFind(row.number(0));
                    if (place == places.cend())
                        return false;
                    const auto answer = answerFrom(jsonFrom(row.blob(1)), row.blob(2));
                    if (answer)
                        m_run.entries[*place].outline->answers.append(*answer);
                    return answer.has_value();
                });
    }

    Database &m_database;
    ListRun &m_run;
    bool m_whole = true;
    qint64 m_bytes = 0;
    QByteArray m_settingsText;
    std::optional<Settings> m_settings;
};

} // namespace

CheckOutline outlineOf(const Observation &observation, const diagnosis::Diagnosis &diagnosis)
{
    CheckOutline outline;
    outline.url = maskedAddress(observation);
    outline.verdict = diagnosis.verdict;
    if (!diagnosis.findings.isEmpty())
        outline.findingId = diagnosis.primary().id;
    outline.summary = SecretValues(observation).mask(diagnosis.summary());
    outline.startedAt = observation.startedAt;
    outline.took = observation.took;
    for (const Exchange &exchange : observation.exchanges)
        outline.answers.append({exchange.probe.kind, exchange.outcome, exchange.status()});
    return outline;
}

bool works(Verdict verdict)
{
    return verdict == Verdict::Works || verdict == Verdict::WorksWithWarnings;
}

Result<ListRun> readListRun(const QString &path)
{
    Result<SessionInfo> info = SessionFile::readInfo(path);
    if (!info)
        return tl::unexpected(info.error());
    Result<OpenedFile> opened = openToRead(path);
    if (!opened)
        return tl::unexpected(opened.error());
    ListRun run;
    run.info = *std::move(info);
    RunReader(opened->database, run).read();
    if (opened->damaged)
        run.complete = false;
    return run;
}

QString identityOf(const PlannedEndpoint &endpoint)
{
    Observation observation;
    observation.typed = endpoint.typed;
    observation.endpoint = parseEndpoint(endpoint.typed);
    observation.settings = endpoint.settings;
    // A mask is as long as what it covers; tomorrow's token may have another length.
    QString address;
    for (const QChar c : maskedAddress(observation)) {
        if (c != QLatin1Char('*') || !address.endsWith(c))
            address += c;
    }
    return QStringList{address, endpoint.title, endpoint.environment}.join(QChar(QChar::Null));
}

QByteArray listIdentity(const QList<PlannedEndpoint> &endpoints)
{
    QStringList names;
    names.reserve(endpoints.size());
    for (const PlannedEndpoint &endpoint : endpoints)
        names.append(identityOf(endpoint));
    std::sort(names.begin(), names.end());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &name : std::as_const(names))
        hash.addData(QByteArray(name.toUtf8() + '\n'));
    return hash.result();
}

Result<QByteArray> readListIdentity(const QString &path)
{
    Result<OpenedFile> opened = openToRead(path);
    if (!opened)
        return tl::unexpected(opened.error());
    if (!hasTable(opened->database, "list_run"))
        return QByteArray();
    Statement row = opened->database.prepare("SELECT identity FROM list_run WHERE id=1");
    return row.isValid() && row.step() == Statement::Step::Row ? row.blob(0) : QByteArray();
}

} // namespace wirewise::session
