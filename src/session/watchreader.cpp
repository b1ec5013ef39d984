#include "session/schema.h"
#include "session/sessionreader.h"
#include "session/watchjson.h"
#include "session/watchlog.h"
#include "session/watchpoints.h"

#include <QJsonDocument>

namespace wirewise::session {

using Step = Statement::Step;

namespace {

/// A damaged file may hold more than we would ever write.
constexpr qsizetype MostEntries = 100'000;

QJsonValue jsonFrom(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QList<WatchEntry> entriesOf(Database &database)
{
    QList<WatchEntry> entries;
    Statement row =
        database.prepare("SELECT endpoint, check_number, facts FROM watch_entries ORDER BY number");
    while (row.isValid() && entries.size() < MostEntries && row.step() == Step::Row) {
        const qint64 endpoint = row.number(0);
        const auto event = courseEventFromJson(jsonFrom(row.blob(2)));
        if (event && endpoint >= 0 && std::in_range<qint32>(endpoint))
            entries.append({static_cast<qint32>(endpoint), *event, row.number(1)});
    }
    return entries;
}

} // namespace

Result<std::optional<WatchContent>> WatchLog::read(const QString &path)
{
    Result<OpenedFile> opened = openToRead(path);
    if (!opened)
        return tl::unexpected(opened.error());
    Database &database = opened->database;
    if (!hasTable(database, "watch"))
        return std::nullopt;
    Statement row = database.prepare("SELECT facts FROM watch");
    if (!row.isValid() || row.step() != Step::Row)
        return std::nullopt;
    const std::optional<WatchFacts> facts = watchFactsFromJson(jsonFrom(row.blob(0)));
    if (!facts)
        return std::nullopt;
    return WatchContent{*facts, entriesOf(database),
                        database.number("SELECT sum(count) FROM watch_points").value_or(0)};
}

Result<void> WatchLog::readPoints(const QString &path, std::chrono::milliseconds from,
                                  const std::function<void(const diagnosis::CoursePoint &)> &take)
{
    Result<OpenedFile> opened = openToRead(path);
    if (!opened)
        return tl::unexpected(opened.error());
    if (!hasTable(opened->database, "watch_points"))
        return {};
    Statement row =
        opened->database.prepare("SELECT points FROM watch_points WHERE last_at>=? ORDER BY first");
    if (!row.isValid())
        return tl::unexpected(opened->database.failure());
    row.bind(1, qint64(from.count()));
    while (row.step() == Step::Row) {
        const auto points = pointsOfBytes(row.blob(0));
        if (!points)
            continue;
        for (const diagnosis::CoursePoint &point : *points) {
            if (point.at >= from)
                take(point);
        }
    }
    return {};
}

} // namespace wirewise::session
