#pragma once

#include "check/watch.h"
#include "session/watchlog.h"

#include <QObject>

#include <memory>

namespace wirewise::record {

/// Keeps a watch in a session file: each change with its whole check, of every other round a point, and the
/// newest check. Writes on a thread of its own, points every PointsWait at the latest: that much is lost if
/// the program is killed. Use on one thread, which needs an event loop.
class WatchRecorder : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds PointsWait{1000};
    /// The newest check is written again after this, at the end, and whenever something changed.
    static constexpr std::chrono::milliseconds NewestWait{10'000};

    /// Takes the file over.
    explicit WatchRecorder(session::WatchLog log, QObject *parent = nullptr);
    ~WatchRecorder() override; ///< writes what waits, then closes the file

    void add(const check::WatchRound &round);
    /// Returns when everything is on disk.
    void flush();

    [[nodiscard]] const QString &path() const { return m_path; }

Q_SIGNALS:
    /// Something that was told, and the number of its whole check in the file; 0 if none was kept.
    void kept(const wirewise::session::WatchEntry &entry);
    /// Recording stopped; the watch goes on. Emitted once.
    void failed(const QString &sentence);

private:
    class Writer;
    QString m_path;
    std::unique_ptr<Writer> m_writer;
};

} // namespace wirewise::record

Q_DECLARE_METATYPE(wirewise::session::WatchEntry)
