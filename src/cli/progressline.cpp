#include "cli/progressline.h"

#include <QCoreApplication>
#include <QLocale>

#include <utility>

namespace wirewise::cli {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::ProgressLine)
};

/// Milliseconds between two drawings: what an eye follows, and what a log bears.
constexpr qint64 RedrawAfter = 100;
constexpr qint64 NextLineAfter = 10'000;
constexpr int LookAgainAfter = 500;
/// Before this a pace is a guess.
constexpr qint64 PaceKnownAfter = 1000;

QString timeLeft(qint64 seconds)
{
    if (seconds < 60)
        return Texts::tr("about %1 s left").arg(qMax<qint64>(1, seconds));
    if (seconds < 3600)
        return Texts::tr("about %1 min left").arg((seconds + 30) / 60);
    return Texts::tr("about %1 h %2 min left").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

} // namespace

QString progressWords(qsizetype done, qsizetype count, qsizetype failing, qsizetype doneHere,
                      qint64 milliseconds)
{
    const QLocale locale = QLocale::c();
    const auto shown = [&locale](qsizetype number) {
        QString text = locale.toString(number);
        for (qsizetype at = text.size() - 3; at > 0; at -= 3)
            text.insert(at, QLatin1Char(','));
        return text;
    };
    QString words = Texts::tr("%1 of %2 done").arg(shown(done), shown(count));
    if (failing > 0)
        words += Texts::tr(", not working: %1").arg(shown(failing));
    if (milliseconds < PaceKnownAfter || doneHere <= 0 || done >= count)
        return words;
    const double pace = static_cast<double>(doneHere) * 1000 / static_cast<double>(milliseconds);
    const auto left = static_cast<qint64>(static_cast<double>(count - done) / pace);
    const QString paceWords = pace >= 10 ? shown(qRound64(pace)) : locale.toString(pace, 'f', 1);
    return words + Texts::tr("; %1 a second, %2").arg(paceWords, timeLeft(left));
}

ProgressLine::Way ProgressLine::wayFor(const Console &console)
{
    return console.interactive ? Way::Rewritten : Way::Lines;
}

ProgressLine::ProgressLine(const Console &console, Way way, qsizetype count, qsizetype already)
    : m_console(console)
    , m_way(way)
    , m_count(count)
    , m_already(already)
    , m_done(already)
{
    m_clock.start();
    if (way == Way::Silent)
        return;
    m_timer.callOnTimeout([this] { update(m_done, m_failing); });
    m_timer.start(LookAgainAfter);
}

ProgressLine::~ProgressLine()
{
    end();
}

void ProgressLine::update(qsizetype done, qsizetype failing)
{
    m_done = done;
    m_failing = failing;
    const qint64 pause = m_way == Way::Lines ? NextLineAfter : RedrawAfter;
    const bool isLast = m_way == Way::Rewritten && done == m_count;
    if (m_way != Way::Silent && !m_ended && (isLast || m_clock.elapsed() - m_drawnAt >= pause))
        draw();
}

void ProgressLine::draw()
{
    m_drawnAt = m_clock.elapsed();
    const QString words = progressWords(m_done, m_count, m_failing, m_done - m_already, m_drawnAt);
    if (m_way == Way::Lines) {
        m_console.err->write(words.toUtf8() + '\n');
        return;
    }
    // One column stays free: a full line would wrap, and could not be taken back.
    const QString line = words.left(qMax(20, m_console.width - 1));
    m_console.err->write("\r" + line.toUtf8() + "\x1b[K");
    m_shown = true;
}

void ProgressLine::hide()
{
    if (std::exchange(m_shown, false))
        m_console.err->write("\r\x1b[K");
}

void ProgressLine::end()
{
    hide();
    m_timer.stop();
    m_ended = true;
}

} // namespace wirewise::cli
