#include "cli/watchverb.h"

#include "cli/recordoptions.h"
#include "cli/wholefile.h"
#include "observation/redaction.h"
#include "report/prometheus.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::cli {

using diagnosis::CourseEvent;
using diagnosis::Verdict;
using Until = WatchChoice::Until;
using std::chrono::milliseconds;

namespace {

/// A file for others is written again after this at the earliest.
constexpr milliseconds TickInterval{1000};

/// Changes of what is known, which somebody may want to be woken for.
bool isNews(const CourseEvent &event)
{
    using Kind = CourseEvent::Kind;
    return event.kind == Kind::Changed || event.kind == Kind::Flapping || event.kind == Kind::Calm;
}

bool works(Verdict verdict)
{
    return verdict == Verdict::Works || verdict == Verdict::WorksWithWarnings;
}

QString urlOf(const QString &typed)
{
    const observation::EndpointResult read = observation::parseEndpoint(typed);
    return observation::maskedUrl(read.endpoint ? read.endpoint->url() : typed);
}

} // namespace

WatchVerb::~WatchVerb() = default;

std::span<const Option> WatchVerb::options()
{
    return watchOptions();
}

void WatchVerb::run(const Arguments &arguments)
{
    if (const QString error = prepare(arguments); !error.isEmpty())
        return refuse(error);
    begin();
}

QString WatchVerb::prepare(const Arguments &arguments)
{
    QString error;
    m_choice = readWatchChoice(arguments, error);
    const record::RecordLimits limits = recordLimits(arguments, error);
    if (!error.isEmpty())
        return error;
    const auto items = readCheckItems(arguments, console());
    if (!items)
        return items.error();
    m_items = items->items;
    m_origins = items->origins;
    for (const check::BatchItem &item : std::as_const(m_items))
        m_urls.append(urlOf(item.typed));
    if (error = m_telemetry.read(arguments, console()); !error.isEmpty())
        return error;
    const qint64 largest = arguments.has("max-file") ? limits.file : session::WatchLimits().file;
    return arguments.has("session") ? openSession(arguments.value("session"), largest) : QString();
}

QString WatchVerb::openSession(const QString &path, qint64 largest)
{
    session::WatchLimits limits;
    limits.file = largest;
    auto log = session::WatchLog::create(path, {m_urls, m_choice.rule.every}, limits);
    if (!log)
        return log.error().text;
    m_recorder = std::make_unique<record::WatchRecorder>(*std::move(log));
    connect(m_recorder.get(), &record::WatchRecorder::failed, this, [this](const QString &sentence) {
        m_broken = true;
        m_status->clear();
        console().complain(notKeptSince(sentence));
    });
    return {};
}

void WatchVerb::begin()
{
    const qsizetype count = m_items.size();
    m_states.resize(count);
    m_outlines.resize(count);
    m_known.resize(count);
    m_failed.resize(count);
    m_worked.resize(count);
    m_status = std::make_unique<WatchStatus>(console(), count);
    m_commands = new ChangeCommands(this);
    connect(m_commands, &ChangeCommands::failed, this, [this](const QString &sentence) {
        m_status->clear();
        console().complain(sentence);
    });
    connect(&m_telemetry, &Telemetry::aboutToComplain, this, [this] { m_status->clear(); });
    m_watch = std::make_unique<check::Watch>(m_items, m_choice.rule);
    connect(m_watch.get(), &check::Watch::roundStarted, this, [this] { m_checking = true; });
    connect(m_watch.get(), &check::Watch::roundFinished, this, &WatchVerb::take);
    connect(m_watch.get(), &check::Watch::finished, this, &WatchVerb::conclude);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        showStatus();
        handOver();
    });
    m_tick.start(TickInterval);
    if (m_choice.length > milliseconds(0)) {
        m_end.setSingleShot(true);
        connect(&m_end, &QTimer::timeout, m_watch.get(), &check::Watch::stop);
        m_end.start(m_choice.length);
    }
    m_watch->start();
}

void WatchVerb::interrupt()
{
    m_telemetry.hurry();
    if (m_watch)
        m_watch->stop();
}

void WatchVerb::take(const check::WatchRound &round)
{
    const qsizetype index = round.endpoint;
    if (m_recorder)
        m_recorder->add(round);
    m_states[index] = round.state;
    m_known[index] = true;
    m_failed[index] = m_failed.at(index) || round.state.verdict == Verdict::Fails;
    m_worked[index] = m_worked.at(index) || works(round.state.verdict);
    m_checking = false;
    m_nextAt = check::momentNow().awake + round.pause;
    m_status->addRound(index, round.point.verdict);
    if (!m_choice.prometheus.isEmpty() || m_telemetry.isAsked())
        keepOutline(round);
    const ItemOrigin &origin = m_origins.at(index);
    m_telemetry.take({round.observation, round.diagnosis},
                     {{}, origin.endpoint, origin.environment, works(round.state.verdict)});
    for (const CourseEvent &event : round.events)
        tell({index, m_urls.at(index), event});
    showStatus();
    judgeUntil();
}

void WatchVerb::tell(const report::WatchedEvent &told)
{
    m_status->clear();
    const report::TextStyle style{console().colour, console().width, false};
    write(m_choice.lines ? report::watchLine(told)
                         : report::toText(told, style, m_items.size() > 1).toUtf8());
    if (!isNews(told.event))
        return;
    if (m_choice.notifies) {
        // Where no desktop can be told, the bell remains.
        static_cast<void>(m_commands->notify(told));
        if (console().interactive && console().screen >= 0)
            console().err->write("\a");
    }
    if (!m_choice.command.isEmpty())
        m_commands->run(m_choice.command, told);
}

/// As the course believes it: experiments that were made when it changed count for the rounds after it, too.
void WatchVerb::keepOutline(const check::WatchRound &round)
{
    report::Outline outline = report::outlineOf({round.observation, round.diagnosis});
    outline.index = round.endpoint;
    outline.verdict = round.state.verdict;
    outline.findingId = round.state.findingId;
    outline.summary = round.state.sentence;
    outline.judgement.passes = works(round.state.verdict);
    m_outlines[round.endpoint] = outline;
    m_dirty = true;
}

void WatchVerb::judgeUntil()
{
    const auto isNow = [this](Verdict verdict) {
        return std::any_of(
            m_states.cbegin(), m_states.cend(),
            [verdict](const diagnosis::CourseState &state) { return state.verdict == verdict; });
    };
    if (m_choice.until == Until::Fails)
        m_reached = isNow(Verdict::Fails);
    else if (m_choice.until == Until::Works)
        m_reached = std::all_of(m_states.cbegin(), m_states.cend(),
                                [](const diagnosis::CourseState &state) { return works(state.verdict); });
    if (m_reached)
        m_watch->stop();
}

void WatchVerb::showStatus()
{
    if (m_concluded || m_choice.lines || !m_known.contains(true))
        return;
    const milliseconds left = m_nextAt - check::momentNow().awake;
    const bool isOne = m_items.size() == 1;
    m_status->show(isOne ? &m_watch->course(0) : nullptr, check::momentNow().wall,
                   m_checking ? std::nullopt : std::optional(left));
}

QList<report::Outline> WatchVerb::known() const
{
    QList<report::Outline> known;
    for (qsizetype i = 0; i < m_outlines.size(); ++i) {
        if (m_known.at(i))
            known.append(m_outlines.at(i));
    }
    return known;
}

void WatchVerb::handOver()
{
    if (!std::exchange(m_dirty, false))
        return;
    m_telemetry.flush(known());
    if (m_choice.prometheus.isEmpty())
        return;
    const QString reason = writeWhole(m_choice.prometheus, report::prometheusDocument(known()));
    if (reason.isEmpty() || std::exchange(m_broken, true))
        return;
    m_status->clear();
    console().complain(tr("%1 cannot be written: %2.").arg(m_choice.prometheus, reason));
}

/// A reader that went away (`| head`) ends the watch, unless somebody else still takes something from it.
void WatchVerb::write(const QByteArray &bytes)
{
    if (m_readerGone || console().out->write(bytes) == bytes.size())
        return;
    m_readerGone = true;
    if (!m_recorder && m_choice.prometheus.isEmpty() && !m_telemetry.isAsked() &&
        m_choice.command.isEmpty() && !m_choice.notifies)
        m_watch->stop();
}

void WatchVerb::conclude()
{
    m_concluded = true;
    m_tick.stop();
    m_end.stop();
    m_status->clear();
    handOver();
    tellCourses();
    if (m_recorder) {
        m_recorder->flush();
        // What the writer said in the meantime waits in the event queue.
        QCoreApplication::sendPostedEvents(m_recorder.get());
    }
    connect(
        m_commands, &ChangeCommands::idle, this, [this] { m_telemetry.finish(known()); },
        Qt::SingleShotConnection);
    connect(&m_telemetry, &Telemetry::finished, this, [this] { Q_EMIT finished(status()); });
    m_commands->finish();
}

void WatchVerb::tellCourses()
{
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        const report::WatchedCourse course{i, m_urls.at(i), m_states.at(i), m_watch->totals(i)};
        write(m_choice.lines ? report::watchLine(course, check::momentNow().wall)
                             : report::toText(course).toUtf8());
    }
}

ExitStatus WatchVerb::status() const
{
    if (m_broken || m_telemetry.failed())
        return ExitStatus::Broken;
    if (m_choice.until != Until::TimeIsUp)
        return m_reached ? ExitStatus::Works : ExitStatus::Fails;
    const bool worked = !m_failed.contains(true) && !m_worked.contains(false);
    return worked ? ExitStatus::Works : ExitStatus::Fails;
}

} // namespace wirewise::cli
