#pragma once

#include "diagnosis/course.h"
#include "observation/observation.h"
#include "session/result.h"

#include <QStringList>

#include <functional>
#include <memory>

namespace wirewise::session {

/// What a watch was asked to do.
struct WatchFacts
{
    QStringList urls; ///< secrets masked; in the order of the watch
    std::chrono::milliseconds every{0};
};

/// What was told of a watch, and where the whole check is.
struct WatchEntry
{
    qint32 endpoint = 0;
    diagnosis::CourseEvent event;
    qint64 check = 0; ///< its number in the file; 0 if none was kept
};

/// How much a watch leaves on disk. Where more comes, the oldest goes.
struct WatchLimits
{
    qint64 file = 100'000'000; ///< bytes of the file, or somewhat more
    qint64 checks = 400;       ///< kept whole, the first and the newest of each endpoint not counted
    qint64 events = 20'000;
};

/// All of a watch but its points and checks.
struct WatchContent
{
    WatchFacts facts;
    QList<WatchEntry> entries; ///< oldest first
    qint64 points = 0;
};

/// What a watch keeps in a session file: whole checks where something changed, and the newest; of every
/// other round a point. One writer; use from one thread at a time.
class WatchLog
{
public:
    /// Makes a new file; fails if it exists.
    [[nodiscard]] static Result<WatchLog> create(const QString &path, const WatchFacts &facts,
                                                 const WatchLimits &limits = {});
    /// Nothing in the optional if the file is a session without a watch.
    [[nodiscard]] static Result<std::optional<WatchContent>> read(const QString &path);
    /// Calls take for each point from that time on, oldest first. What is damaged is left out.
    [[nodiscard]] static Result<void>
    readPoints(const QString &path, std::chrono::milliseconds from,
               const std::function<void(const diagnosis::CoursePoint &)> &take);

    WatchLog(WatchLog &&) noexcept;
    WatchLog &operator=(WatchLog &&) noexcept;
    ~WatchLog();

    [[nodiscard]] QString path() const;
    Result<void> addPoints(const QList<diagnosis::CoursePoint> &points);

    enum class Keep {
        Always, ///< a first check, or one that changed something, as long as the limits allow
        Newest, ///< until the next one of that endpoint
    };
    /// The number of the check in the file.
    Result<qint64> addCheck(qint32 endpoint, const observation::Observation &observation,
                            const diagnosis::Diagnosis &diagnosis, Keep keep);
    Result<void> addEntry(const WatchEntry &entry);

private:
    struct State;
    explicit WatchLog(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace wirewise::session
