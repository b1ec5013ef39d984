#include "session/watchlog.h"

#include "session/schema.h"
#include "session/sessionfile.h"
#include "session/sessionwriter.h"
#include "session/watchjson.h"
#include "session/watchpoints.h"

#include <QHash>
#include <QSet>

namespace wirewise::session {

using diagnosis::CoursePoint;
using observation::Observation;

namespace {

/// A block is rewritten as it grows; so many points stay within one page of the file.
constexpr qsizetype BlockPoints = 1024;

/// As of every session file that is written to.
constexpr const char *WritingPragmas =
    "PRAGMA journal_mode=PERSIST; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-400";

} // namespace

struct WatchLog::State
{
    State(Database opened, QString shownPath, const WatchLimits &kept)
        : database(std::move(opened))
        , writer(database)
        , path(std::move(shownPath))
        , limits(kept)
    {
    }

    ~State() { (void)database.execute("PRAGMA journal_mode=DELETE"); }

    template<typename Work>
    Result<void> write(Work work)
    {
        if (!database.inTransaction(work)) {
            writer.rolledBack();
            return tl::unexpected(database.failure());
        }
        writer.committed();
        return {};
    }

    [[nodiscard]] bool run(const char *sql, qint64 value)
    {
        Statement statement = database.prepare(sql);
        if (!statement.isValid())
            return false;
        statement.bind(1, value);
        return statement.run();
    }

    [[nodiscard]] bool writeBlock(qint64 first, const QList<CoursePoint> &points);
    [[nodiscard]] bool removeCheck(qint64 number);
    [[nodiscard]] bool keepWithinLimits();
    [[nodiscard]] bool isTooLarge();
    [[nodiscard]] qint64 oldestRemovable();

    Database database;
    SessionWriter writer;
    QString path;
    WatchLimits limits;
    QList<CoursePoint> growing; ///< points of the last block
    qint64 growingFirst = 1;
    qint64 entries = 0;
    QSet<qint64> firsts;          ///< first check of each endpoint
    QList<qint64> removable;      ///< checks of changes, oldest first
    QHash<qint32, qint64> newest; ///< check of each endpoint that gives way to the next one
    QSet<qint32> seen;
};

WatchLog::WatchLog(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}
WatchLog::WatchLog(WatchLog &&) noexcept = default;
WatchLog &WatchLog::operator=(WatchLog &&) noexcept = default;
WatchLog::~WatchLog() = default;

Result<WatchLog> WatchLog::create(const QString &path, const WatchFacts &facts, const WatchLimits &limits)
{
    if (Result<SessionFile> made = SessionFile::create(path); !made)
        return tl::unexpected(made.error());
    Result<Database> database = Database::open(path, Database::Mode::Write);
    if (!database)
        return tl::unexpected(database.error());
    if (!database->execute(WritingPragmas))
        return tl::unexpected(database->failure());
    auto state = std::make_unique<State>(*std::move(database), path, limits);
    const Result<void> written = state->write([&] {
        Database &file = state->database;
        if (!state->writer.resume() || !ensureTable(file, "watch") || !ensureTable(file, "watch_points") ||
            !ensureTable(file, "watch_entries"))
            return false;
        Statement insert = file.prepare("INSERT INTO watch VALUES(1, ?)");
        if (!insert.isValid())
            return false;
        insert.bind(1, textOf(toJson(facts)));
        return insert.run();
    });
    if (!written)
        return tl::unexpected(written.error());
    return WatchLog(std::move(state));
}

QString WatchLog::path() const
{
    return m_state->path;
}

bool WatchLog::State::writeBlock(qint64 first, const QList<CoursePoint> &points)
{
    Statement insert = database.prepare("INSERT OR REPLACE INTO watch_points VALUES(?, ?, ?, ?)");
    if (!insert.isValid())
        return false;
    insert.bind(1, first);
    insert.bind(2, qint64(points.size()));
    insert.bind(3, qint64(points.constLast().at.count()));
    insert.bind(4, bytesOfPoints(points));
    return insert.run();
}

Result<void> WatchLog::addPoints(const QList<CoursePoint> &points)
{
    State &state = *m_state;
    if (points.isEmpty())
        return {};
    QList<CoursePoint> growing = state.growing;
    qint64 first = state.growingFirst;
    const Result<void> written = state.write([&] {
        for (qsizetype at = 0; at < points.size();) {
            if (growing.size() >= BlockPoints) {
                first += growing.size();
                growing.clear();
            }
            const qsizetype taken = qMin(points.size() - at, BlockPoints - growing.size());
            growing += points.mid(at, taken);
            at += taken;
            if (!state.writeBlock(first, growing))
                return false;
        }
        return state.keepWithinLimits();
    });
    if (written) {
        state.growing = growing;
        state.growingFirst = first;
    }
    return written;
}

bool WatchLog::State::removeCheck(qint64 number)
{
    return run("DELETE FROM checks WHERE number=?", number) &&
           run("DELETE FROM exchanges WHERE check_number=?", number) &&
           run("DELETE FROM experiments WHERE check_number=?", number);
}

Result<qint64> WatchLog::addCheck(qint32 endpoint, const Observation &observation,
                                  const diagnosis::Diagnosis &diagnosis, Keep keep)
{
    State &state = *m_state;
    const Result<void> written = state.write([&] {
        SessionWriter &writer = state.writer;
        if (const auto before = state.newest.constFind(endpoint);
            before != state.newest.constEnd() && !state.removeCheck(*before))
            return false;
        bool done = writer.begin(observation);
        for (const observation::Exchange &exchange : observation.exchanges)
            done = done && writer.addExchange(exchange);
        for (const observation::ExperimentResult &result : observation.experiments)
            done = done && writer.addExperiment(result);
        return done && writer.setDiagnosis(observation, diagnosis);
    });
    if (!written)
        return tl::unexpected(written.error());
    const qint64 number = state.writer.checks();
    state.newest.remove(endpoint);
    if (keep == Keep::Newest)
        state.newest.insert(endpoint, number);
    else if (state.seen.contains(endpoint))
        state.removable.append(number);
    state.seen.insert(endpoint);
    return number;
}

Result<void> WatchLog::addEntry(const WatchEntry &entry)
{
    State &state = *m_state;
    const qint64 number = state.entries + 1;
    const Result<void> written = state.write([&] {
        Statement insert = state.database.prepare("INSERT INTO watch_entries VALUES(?, ?, ?, ?)");
        if (!insert.isValid())
            return false;
        insert.bind(1, number);
        insert.bind(2, qint64(entry.endpoint));
        insert.bind(3, entry.check);
        insert.bind(4, textOf(toJson(entry.event)));
        return insert.run() &&
               state.run("DELETE FROM watch_entries WHERE number<=?", number - state.limits.events);
    });
    if (written)
        state.entries = number;
    return written;
}

/// What is free within the file is used again before it grows.
bool WatchLog::State::isTooLarge()
{
    const std::optional<qint64> pages = database.number("PRAGMA page_count");
    const std::optional<qint64> unused = database.number("PRAGMA freelist_count");
    const std::optional<qint64> size = database.number("PRAGMA page_size");
    return pages && unused && size && (*pages - *unused) * *size > limits.file;
}

bool WatchLog::State::keepWithinLimits()
{
    bool done = true;
    while (done && removable.size() > limits.checks)
        done = removeCheck(removable.takeFirst());
    while (done && isTooLarge() && !removable.isEmpty())
        done = removeCheck(removable.takeFirst());
    const auto oldest = [this] {
        return database.number("SELECT min(first) FROM watch_points").value_or(growingFirst);
    };
    for (qint64 first = oldest(); done && isTooLarge() && first < growingFirst; first = oldest())
        done = run("DELETE FROM watch_points WHERE first<=?", first);
    return done;
}

} // namespace wirewise::session
