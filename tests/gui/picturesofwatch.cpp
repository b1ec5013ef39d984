#include "gui/pictures.h"

#include "gui/watchpage.h"
#include "gui/widgets/watchstrip.h"
#include "session/library.h"
#include "session/watchlog.h"

#include <QDir>
#include <QPushButton>
#include <QSpinBox>

using namespace wirewise;
using namespace std::chrono_literals;
using diagnosis::CourseEvent;
using diagnosis::CoursePoint;
using diagnosis::CourseState;
using diagnosis::Verdict;
using std::chrono::milliseconds;

namespace {

/// An afternoon of an endpoint: restarts, a lost network, an outage.
struct Part
{
    int minutes;
    CourseState state;
};

QList<Part> afternoon()
{
    const CourseState works{Verdict::Works, "upgrade.ok",
                            QStringLiteral("The endpoint works: the upgrade got 101 in 3 ms.")};
    return {
        {70, works},
        {4,
         {Verdict::Fails, "upgrade.service-unavailable",
          QStringLiteral("nginx 1.22.1 says 503: the service behind it is unavailable.")}},
        {95, works},
        {12, {Verdict::NotChecked, "local.offline", QStringLiteral("This computer is offline.")}},
        {60, works},
        {9,
         {Verdict::WorksWithWarnings, "health.head-unsupported",
          QStringLiteral(
              "The endpoint works. The server drops HEAD, so a HEAD health check sees it as down.")}},
        {21, {Verdict::Fails, "tcp.refused", QStringLiteral("Nothing listens on staging.example.org:443.")}},
        {40, works},
    };
}

void keep(const QString &path)
{
    auto log = session::WatchLog::create(path, {{QStringLiteral("wss://staging.example.org/ws/calls")}, 30s});
    if (!log)
        qFatal("the watch could not be kept");
    diagnosis::Course course(30s);
    milliseconds at(QDateTime::currentMSecsSinceEpoch());
    for (const Part &part : afternoon())
        at -= std::chrono::minutes(part.minutes);
    milliseconds awake{0};
    observation::Observation first;
    first.typed = QStringLiteral("wss://staging.example.org/ws/calls");
    first.endpoint = observation::parseEndpoint(first.typed);
    first.startedAt = QDateTime::fromMSecsSinceEpoch(at.count(), Qt::UTC);
    diagnosis::Diagnosis judged;
    judged.verdict = Verdict::Works;
    judged.findings.append(diagnosis::Finding());
    judged.findings.first().id = "upgrade.ok";
    judged.findings.first().title = afternoon().constFirst().state.sentence;
    if (!log->addCheck(0, first, judged, session::WatchLog::Keep::Always))
        qFatal("the first check could not be kept");
    QList<CoursePoint> points;
    for (const Part &part : afternoon()) {
        for (int round = 0; round < part.minutes * 2; ++round, at += 30s, awake += 30s) {
            const bool isOffline = part.state.verdict == Verdict::NotChecked;
            points.append({at, 0, part.state.verdict, part.state.findingId, observation::Duration(3'100)});
            for (const CourseEvent &event :
                 course.take({{at, awake, awake}, {at, awake, awake}, part.state, isOffline, 0ms})) {
                if (!log->addEntry({0, event, 0}))
                    qFatal("a change could not be kept");
            }
        }
    }
    if (!log->addPoints(points))
        qFatal("the points could not be kept");
}

class WatchPictures : public test::Pictures
{
public:
    using Pictures::Pictures;

private:
    void take() override
    {
        const QString path =
            session::Library(m_driver.sessionsFolder())
                .pathForNew(QStringLiteral("staging.example.org"), QDateTime::currentDateTimeUtc());
        QDir().mkpath(m_driver.sessionsFolder());
        keep(path);
        m_driver.window().workbench().desk().list();
        m_driver.window().openFile(path);
        auto *page = m_driver.find<gui::WatchPage>("watchPage");
        if (!QTest::qWaitFor([page] { return page->isVisible(); }, 10'000))
            qFatal("the watch was not shown");
        m_driver.find<gui::WatchStrip>("watchStrip")->setSpan(2);
        grab("watch");
        m_driver.type(m_driver.labAddress("upgrade.ok"));
        m_driver.trigger("watch");
        m_driver.find<QSpinBox>("watchEvery")->setValue(2);
        m_driver.find<QPushButton>("startWatchButton")->click();
        if (!QTest::qWaitFor([page] { return page->session() && !page->session()->entries().isEmpty(); },
                             20'000))
            qFatal("no check came");
        grab("watch-begins");
    }
};

} // namespace

namespace wirewise::test {

std::unique_ptr<Pictures> picturesOfWatch(const QString &folder)
{
    return std::make_unique<WatchPictures>(folder);
}

} // namespace wirewise::test
