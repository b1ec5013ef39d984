#include "gui/watchsession.h"

#include "observation/redaction.h"

#include <QThread>

#include <algorithm>

namespace wirewise::gui {

using diagnosis::CourseEvent;
using diagnosis::Verdict;
using std::chrono::milliseconds;

namespace {

bool works(Verdict verdict)
{
    return verdict == Verdict::Works || verdict == Verdict::WorksWithWarnings;
}

BannerContent::Kind kindOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Works:
        return BannerContent::Kind::Works;
    case Verdict::WorksWithWarnings:
        return BannerContent::Kind::Warns;
    case Verdict::Fails:
        return BannerContent::Kind::Fails;
    case Verdict::NotChecked:
        break;
    }
    return BannerContent::Kind::Offline;
}

} // namespace

/// The rounds go through a course once more: points tell when each began, and a hole between two is a gap.
std::optional<KeptWatch> readWatch(const QString &path)
{
    const auto content = session::WatchLog::read(path);
    if (!content || !*content)
        return std::nullopt;
    KeptWatch kept{**content, {}, {}};
    diagnosis::Course course(kept.content.facts.every);
    milliseconds before{0};
    const auto take = [&](const diagnosis::CoursePoint &point) {
        if (point.endpoint != 0)
            return; // the window shows one
        kept.history.add(point);
        const diagnosis::Moment at{point.at, point.at, point.at};
        const milliseconds late =
            before > milliseconds(0) ? point.at - before - kept.content.facts.every : milliseconds(0);
        static_cast<void>(course.take({at,
                                       at,
                                       {point.verdict, point.findingId, {}},
                                       point.verdict == Verdict::NotChecked,
                                       std::max(milliseconds(0), late)}));
        before = point.at;
    };
    if (!session::WatchLog::readPoints(path, milliseconds::min(), take))
        return std::nullopt;
    kept.totals = course.totals();
    return kept;
}

WatchSession::WatchSession(WatchOrder order, QThread *network, QObject *parent)
    : QObject(parent)
    , m_order(std::move(order))
    , m_url(observation::maskedUrl(m_order.typed))
    , m_startedAt(QDateTime::currentDateTimeUtc())
    , m_running(true)
{
    m_worker = new WatchWorker(m_order);
    m_worker->moveToThread(network);
    connect(m_worker, &WatchWorker::checking, this, [this] {
        m_checking = true;
        Q_EMIT moved();
    });
    connect(m_worker, &WatchWorker::moved, this, &WatchSession::take);
    connect(m_worker, &WatchWorker::told, this, &WatchSession::takeEntry);
    connect(m_worker, &WatchWorker::recordingFailed, this, [this](const QString &sentence) {
        m_recordingProblem = sentence;
        Q_EMIT moved();
    });
    connect(m_worker, &WatchWorker::finished, this, [this] {
        m_running = m_checking = false;
        if (m_worker)
            std::exchange(m_worker, nullptr)->deleteLater();
        Q_EMIT moved();
        Q_EMIT finished();
    });
    QMetaObject::invokeMethod(m_worker, &WatchWorker::start, Qt::QueuedConnection);
}

WatchSession::WatchSession(const QString &path, const KeptWatch &kept, QObject *parent)
    : QObject(parent)
    , m_url(kept.content.facts.urls.value(0))
    , m_history(kept.history)
    , m_fromFile(true)
{
    const session::WatchContent &content = kept.content;
    m_order.path = path;
    m_order.typed = m_url;
    m_order.every = content.facts.every;
    m_entries = content.entries.mid(qMax<qsizetype>(0, content.entries.size() - MostEntries));
    for (const session::WatchEntry &entry : content.entries) {
        const CourseEvent &event = entry.event;
        const bool tells =
            event.kind == CourseEvent::Kind::Began || event.kind == CourseEvent::Kind::Changed ||
            event.kind == CourseEvent::Kind::Unseen || event.kind == CourseEvent::Kind::SeenAgain;
        if (!tells)
            continue;
        m_news.state = event.to;
        m_news.since = event.at;
        m_known = true;
    }
    m_news.totals = kept.totals;
    m_startedAt = QDateTime::fromMSecsSinceEpoch(m_history.first().count(), Qt::UTC);
}

WatchSession::~WatchSession()
{
    if (m_worker)
        m_worker->deleteLater(); // on the network thread, which ends the check and closes the file
}

void WatchSession::take(const WatchNews &news)
{
    m_news = news;
    m_known = true;
    m_checking = false;
    m_sinceRound.start();
    m_history.add(news.point);
    Q_EMIT moved();
    if (m_waitsForGreen && works(news.state.verdict)) {
        m_waitsForGreen = false;
        Q_EMIT turnedGreen(news.state.sentence);
    }
}

void WatchSession::takeEntry(const session::WatchEntry &entry)
{
    m_entries.append(entry);
    if (m_entries.size() > MostEntries)
        m_entries.removeFirst();
    Q_EMIT told(entry);
}

milliseconds WatchSession::end() const
{
    return m_running ? milliseconds(QDateTime::currentMSecsSinceEpoch()) : m_history.last();
}

/// "Worked 99.98 % of 8 h 02 min, 3 changes, longest outage 12 s."
QString WatchSession::figures() const
{
    const diagnosis::CourseTotals &totals = m_news.totals;
    QStringList parts;
    if (const std::optional<double> availability = totals.availability())
        parts.append(tr("Worked %1 of %2")
                         .arg(diagnosis::availabilityWords(*availability),
                              diagnosis::spanWords(totals.worked + totals.failed)));
    parts.append(tr("checks: %1").arg(totals.rounds));
    parts.append(tr("changes: %1").arg(totals.changes));
    if (totals.longestOutage > milliseconds(0))
        parts.append(tr("longest outage %1").arg(diagnosis::spanWords(totals.longestOutage)));
    if (totals.unseen > milliseconds(0))
        parts.append(tr("not watched for %1").arg(diagnosis::spanWords(totals.unseen)));
    return parts.join(QStringLiteral(", "));
}

BannerContent WatchSession::banner() const
{
    BannerContent content;
    if (!m_known) {
        content.title = m_running ? tr("Watching begins with a first check.") : tr("Nothing was checked.");
        content.kind = m_running ? BannerContent::Kind::Running : BannerContent::Kind::Stopped;
        return content;
    }
    const QString since =
        momentText(QDateTime::fromMSecsSinceEpoch(m_news.since.count()), QDateTime::currentDateTime());
    content.kind = kindOf(m_news.state.verdict);
    content.title = m_news.state.sentence;
    content.findingId = m_news.state.findingId;
    if (m_news.flapping) {
        content.kind = BannerContent::Kind::Warns;
        content.word = tr("Flapping");
    }
    content.second = m_running ? tr("So since %1. %2.").arg(since, figures())
                               : tr("So since %1, when the watch ended. %2.").arg(since, figures());
    if (m_checking)
        content.checked = tr("Checking now");
    else if (m_running)
        content.checked =
            tr("Next check in %1 s")
                .arg(qMax<qint64>(0, (m_news.pause.count() - m_sinceRound.elapsed() + 999) / 1000));
    content.note = m_recordingProblem;
    return content;
}

session::SessionInfo WatchSession::info() const
{
    session::SessionInfo info;
    info.path = m_order.path;
    info.url = m_url;
    info.startedAt = m_startedAt;
    info.verdict = m_news.state.verdict;
    info.findingId = m_news.state.findingId;
    info.summary = m_news.state.sentence;
    return info;
}

void WatchSession::stop()
{
    if (m_worker)
        QMetaObject::invokeMethod(m_worker, &WatchWorker::stop, Qt::QueuedConnection);
}

void WatchSession::checkNow()
{
    if (m_worker)
        QMetaObject::invokeMethod(m_worker, &WatchWorker::checkNow, Qt::QueuedConnection);
}

} // namespace wirewise::gui
