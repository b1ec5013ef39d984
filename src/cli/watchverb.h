#pragma once

#include "check/watch.h"
#include "cli/changecommands.h"
#include "cli/checkitems.h"
#include "cli/telemetry.h"
#include "cli/verb.h"
#include "cli/watchoptions.h"
#include "cli/watchstatus.h"
#include "record/watchrecorder.h"
#include "report/outline.h"

#include <QTimer>

#include <memory>

namespace wirewise::cli {

/// `watch URL [URL…]`: endpoints checked again and again, each change told with its time and its cause.
class WatchVerb : public Verb
{
    Q_OBJECT
public:
    using Verb::Verb;
    ~WatchVerb() override;

    [[nodiscard]] static std::span<const Option> options();
    void run(const Arguments &arguments) override;
    void interrupt() override;

private:
    [[nodiscard]] QString prepare(const Arguments &arguments);
    [[nodiscard]] QString openSession(const QString &path, qint64 largest);
    void begin();
    void take(const check::WatchRound &round);
    void tell(const report::WatchedEvent &told);
    void keepOutline(const check::WatchRound &round);
    void judgeUntil();
    void showStatus();
    void handOver();
    [[nodiscard]] QList<report::Outline> known() const;
    void write(const QByteArray &bytes);
    void conclude();
    void tellCourses();
    [[nodiscard]] ExitStatus status() const;

    WatchChoice m_choice;
    QList<check::BatchItem> m_items;
    QList<ItemOrigin> m_origins;
    QStringList m_urls; ///< secrets masked
    std::unique_ptr<check::Watch> m_watch;
    std::unique_ptr<record::WatchRecorder> m_recorder;
    std::unique_ptr<WatchStatus> m_status;
    ChangeCommands *m_commands = nullptr;
    Telemetry m_telemetry;
    QList<report::Outline> m_outlines;       ///< the newest of each endpoint
    QList<diagnosis::CourseState> m_states;  ///< of each endpoint, now
    QList<bool> m_known, m_failed, m_worked; ///< of each endpoint: checked, failed once, worked once
    std::chrono::milliseconds m_nextAt{0};   ///< by the clock that is awake
    bool m_checking = false;
    QTimer m_tick, m_end;
    bool m_reached = false; ///< what --until waits for
    bool m_broken = false, m_readerGone = false, m_dirty = false, m_concluded = false;
};

} // namespace wirewise::cli
