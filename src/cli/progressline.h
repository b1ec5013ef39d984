#pragma once

#include "cli/console.h"

#include <QElapsedTimer>
#include <QString>
#include <QTimer>

namespace wirewise::cli {

/// How far a run over many endpoints has come, for people who wait: on a terminal one line that is written
/// anew, elsewhere a plain line every ten seconds. Writes to standard error only.
class ProgressLine
{
public:
    enum class Way {
        Silent,
        Rewritten, ///< the last line of a terminal, taken away in the end
        Lines,     ///< one below the other
    };
    /// The way that fits a console.
    [[nodiscard]] static Way wayFor(const Console &console);

    /// already: done before this run began, so that they say nothing of its pace.
    ProgressLine(const Console &console, Way way, qsizetype count, qsizetype already);
    ~ProgressLine();
    Q_DISABLE_COPY_MOVE(ProgressLine)

    /// Redraws where it is time to.
    void update(qsizetype done, qsizetype failing);
    /// Before something is printed on the same terminal.
    void hide();
    /// Takes the line away; nothing is written after it.
    void end();

private:
    void draw();

    const Console &m_console;
    Way m_way;
    qsizetype m_count, m_already;
    qsizetype m_done, m_failing = 0;
    QElapsedTimer m_clock;
    QTimer m_timer;       ///< draws while nothing ends
    qint64 m_drawnAt = 0; ///< in milliseconds of the clock
    bool m_shown = false;
    bool m_ended = false;
};

/// "1,240 of 5,000 done, 12 do not work; 96 a second, about 40 s left"; pure, for tests.
[[nodiscard]] QString progressWords(qsizetype done, qsizetype count, qsizetype failing, qsizetype doneHere,
                                    qint64 milliseconds);

} // namespace wirewise::cli
