#include "session/database.h"
#include "session/sessionfile.h"
#include "session/watchlog.h"
#include "session/watchpoints.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace wirewise;
using namespace wirewise::session;
using namespace std::chrono_literals;
using diagnosis::CourseEvent;
using diagnosis::CoursePoint;
using diagnosis::Verdict;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds Start = 1'700'000'000'000ms;

CoursePoint pointAt(qint64 second, Verdict verdict = Verdict::Works, const QByteArray &id = "upgrade.ok")
{
    return {Start + std::chrono::seconds(second), 0, verdict, id, observation::Duration(12'345 + second % 7)};
}

observation::Observation seenAt(qint64 second, qsizetype body = 200)
{
    observation::Observation seen;
    seen.typed = QStringLiteral("ws://127.0.0.1:9/ws?token=sesame");
    seen.endpoint = observation::parseEndpoint(seen.typed);
    seen.startedAt = QDateTime::fromMSecsSinceEpoch((Start + std::chrono::seconds(second)).count(), Qt::UTC);
    observation::Exchange exchange;
    exchange.probe = {"upgrade", observation::ProbeKind::Upgrade, *seen.endpoint.endpoint, seen.settings};
    exchange.outcome = observation::Outcome::Answered;
    exchange.sent = "GET /ws HTTP/1.1\r\n\r\n";
    exchange.received = "HTTP/1.1 503 Busy\r\nContent-Length: " + QByteArray::number(body) + "\r\n\r\n" +
                        QByteArray(body, 'x');
    seen.exchanges.append(exchange);
    return seen;
}

diagnosis::Diagnosis judged(const QByteArray &id)
{
    diagnosis::Diagnosis diagnosis;
    diagnosis.verdict = id == "upgrade.ok" ? Verdict::Works : Verdict::Fails;
    diagnosis::Finding finding;
    finding.id = id;
    finding.title = QStringLiteral("As it was then.");
    diagnosis.findings = {finding};
    return diagnosis;
}

CourseEvent changedAt(qint64 second)
{
    CourseEvent event;
    event.kind = CourseEvent::Kind::Changed;
    event.at = Start + std::chrono::seconds(second);
    event.from = {Verdict::Works, "upgrade.ok", QStringLiteral("The endpoint works.")};
    event.to = {Verdict::Fails, "tcp.refused", QStringLiteral("Nothing listens.")};
    event.cause = event.to.sentence;
    event.lasted = 90s;
    return event;
}

QList<CoursePoint> pointsIn(const QString &path, milliseconds from = 0ms)
{
    QList<CoursePoint> points;
    const auto read =
        WatchLog::readPoints(path, from, [&points](const CoursePoint &point) { points.append(point); });
    return read ? points : QList<CoursePoint>();
}

} // namespace

class TestWatchLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pointsTakeFewBytes();
    void pointsComeBack();
    void foreignPointsAreRefused_data();
    void foreignPointsAreRefused();
    void watchComesBack();
    void newestGivesWay();
    void listShowsTheNewest();
    void oldestChangesGo();
    void fileStaysWithinItsLimit();
    void existingFileIsRefused();
    void sessionWithoutAWatch();
    void otherRowsAreDamage();

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
    const WatchFacts m_facts{{QStringLiteral("ws://127.0.0.1:9/ws")}, 30s};
};

void TestWatchLog::pointsTakeFewBytes()
{
    QList<CoursePoint> points;
    for (qint64 second = 0; second < 1000; ++second)
        points.append(pointAt(second));
    const QByteArray bytes = bytesOfPoints(points);
    QVERIFY2(bytes.size() < 8 * 1000, QByteArray::number(bytes.size()).constData());
    QCOMPARE(pointsOfBytes(bytes), std::optional(points));
}

void TestWatchLog::pointsComeBack()
{
    const QList<CoursePoint> points{
        pointAt(0),
        pointAt(5, Verdict::Fails, "tcp.refused"),
        {Start - 1h, 7, Verdict::NotChecked, "local.offline", observation::Duration(-1)}, // a clock set back
        {0ms, 0, Verdict::WorksWithWarnings, {}, observation::Duration(0)},
    };
    QCOMPARE(pointsOfBytes(bytesOfPoints(points)), std::optional(points));
    QCOMPARE(pointsOfBytes(bytesOfPoints({})), std::optional(QList<CoursePoint>()));
}

void TestWatchLog::foreignPointsAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray whole = bytesOfPoints({pointAt(0), pointAt(1)});
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << whole.chopped(1);
    QTest::newRow("no such verdict") << QByteArray("\x01\x09\x00", 3);
    QTest::newRow("no such state") << QByteArray("\x00\x02\x00\x05\x01", 5);
    QTest::newRow("id longer than the rest") << QByteArray("\x01\x00\x7f", 3);
    QTest::newRow("number without end") << QByteArray(40, '\xff');
    QTest::newRow("many states") << QByteArray("\xff\xff\xff\xff\x0f", 5);
}

void TestWatchLog::foreignPointsAreRefused()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!pointsOfBytes(bytes));
}

void TestWatchLog::watchComesBack()
{
    const QString file = path("whole.wirewise");
    {
        auto log = WatchLog::create(file, m_facts);
        QVERIFY2(log, qPrintable(log ? QString() : log.error().text));
        QCOMPARE(log->addCheck(0, seenAt(0), judged("upgrade.ok"), WatchLog::Keep::Always).value_or(0), 1);
        QVERIFY(log->addPoints({pointAt(0), pointAt(1)}));
        const auto check = log->addCheck(0, seenAt(2), judged("tcp.refused"), WatchLog::Keep::Always);
        QVERIFY(log->addEntry({0, changedAt(2), check.value_or(0)}));
        for (qint64 second = 2; second < 5000; second += 102) {
            QList<CoursePoint> points;
            for (qint64 part = 0; part < 102; ++part)
                points.append(pointAt(second + part, Verdict::Fails, "tcp.refused"));
            QVERIFY(log->addPoints(points));
        }
    }
    const auto content = WatchLog::read(file);
    QVERIFY(content && *content);
    const WatchContent &watch = **content;
    QCOMPARE(watch.facts.urls, m_facts.urls);
    QCOMPARE(watch.facts.every, milliseconds(30s));
    QCOMPARE(watch.points, 5000);
    QCOMPARE(watch.entries.size(), 1);
    const CourseEvent &event = watch.entries.constFirst().event;
    QCOMPARE(event.at, Start + 2s);
    QCOMPARE(event.lasted, milliseconds(90s));
    QCOMPARE(event.cause, QStringLiteral("Nothing listens."));
    QVERIFY(event.from.isSameAs(changedAt(2).from) && event.to.isSameAs(changedAt(2).to));
    const QList<CoursePoint> points = pointsIn(file);
    QCOMPARE(points.size(), 5000);
    QCOMPARE(points.constFirst(), pointAt(0));
    QCOMPARE(points.constLast(), pointAt(4999, Verdict::Fails, "tcp.refused"));
    QCOMPARE(pointsIn(file, Start + 4990s).size(), 10);
    const auto check = SessionFile::readCheck(file, watch.entries.constFirst().check);
    QVERIFY(check);
    QCOMPARE(check->diagnosis.primary().id, QByteArray("tcp.refused"));
    QVERIFY(check->complete);
}

void TestWatchLog::newestGivesWay()
{
    const QString file = path("newest.wirewise");
    {
        auto log = WatchLog::create(file, m_facts);
        QVERIFY(log);
        QVERIFY(log->addCheck(0, seenAt(0), judged("upgrade.ok"), WatchLog::Keep::Always));
        for (qint64 second = 1; second < 12; ++second)
            QVERIFY(log->addCheck(0, seenAt(second), judged("upgrade.ok"), WatchLog::Keep::Newest));
    }
    const auto all = SessionFile::readAll(file);
    QVERIFY(all);
    QCOMPARE(all->size(), 2);
    QVERIFY2(all->constLast().complete, qPrintable(all->constLast().damage));
    QCOMPARE(all->constLast().observation.startedAt, seenAt(11).startedAt);
    QCOMPARE(all->constLast().observation.exchanges.size(), 1);
}

void TestWatchLog::listShowsTheNewest()
{
    const QString file = path("info.wirewise");
    auto log = WatchLog::create(file, m_facts);
    QVERIFY(log);
    QVERIFY(log->addCheck(0, seenAt(0), judged("upgrade.ok"), WatchLog::Keep::Always));
    QVERIFY(log->addCheck(0, seenAt(9), judged("tcp.refused"), WatchLog::Keep::Always));
    const auto info = SessionFile::readInfo(file); // while it is written
    QVERIFY(info);
    QCOMPARE(info->findingId, QByteArray("tcp.refused"));
    QCOMPARE(info->verdict, Verdict::Fails);
    QVERIFY(!info->url.contains(QStringLiteral("sesame")));
}

void TestWatchLog::oldestChangesGo()
{
    const QString file = path("changes.wirewise");
    {
        WatchLimits limits;
        limits.checks = 5;
        limits.events = 7;
        auto log = WatchLog::create(file, m_facts, limits);
        QVERIFY(log);
        for (qint64 second = 0; second < 15; ++second) {
            const auto check =
                log->addCheck(0, seenAt(second), judged("tcp.refused"), WatchLog::Keep::Always);
            QVERIFY(log->addEntry({0, changedAt(second), check.value_or(0)}));
            QVERIFY(log->addPoints({pointAt(second)}));
        }
    }
    const auto all = SessionFile::readAll(file);
    QVERIFY(all);
    QCOMPARE(all->size(), 6); // the first stays
    QCOMPARE(all->constFirst().observation.startedAt, seenAt(0).startedAt);
    QCOMPARE(all->constLast().observation.startedAt, seenAt(14).startedAt);
    QVERIFY2(all->constFirst().complete, qPrintable(all->constFirst().damage));
    const auto content = WatchLog::read(file);
    QCOMPARE((*content)->entries.size(), 7);
    QCOMPARE((*content)->entries.constLast().event.at, Start + 14s);
    QCOMPARE((*content)->points, 15);
    // What has gone is said to be gone, not shown as another one.
    QVERIFY(!SessionFile::readCheck(file, 2));
}

void TestWatchLog::fileStaysWithinItsLimit()
{
    const QString file = path("limit.wirewise");
    constexpr qint64 limit = 2'000'000;
    {
        WatchLimits limits;
        limits.file = limit;
        auto log = WatchLog::create(file, m_facts, limits);
        QVERIFY(log);
        for (qint64 second = 0; second < 250; ++second) {
            if (second % 5 == 0) {
                QVERIFY(
                    log->addCheck(0, seenAt(second, 20'000), judged("tcp.refused"), WatchLog::Keep::Always));
            }
            QList<CoursePoint> points;
            for (qint64 part = 0; part < 2400; ++part)
                points.append(pointAt(second * 2400 + part));
            QVERIFY(log->addPoints(points));
        }
    }
    QVERIFY2(QFileInfo(file).size() < limit * 11 / 10, qPrintable(QString::number(QFileInfo(file).size())));
    const auto content = WatchLog::read(file);
    QVERIFY(content && *content);
    QVERIFY((*content)->points > 100'000);
    QVERIFY((*content)->points < 250 * 2400);
    const QList<CoursePoint> points = pointsIn(file);
    QCOMPARE(points.size(), (*content)->points);
    QCOMPARE(points.constLast(), pointAt(250 * 2400 - 1)); // the newest are there
}

void TestWatchLog::existingFileIsRefused()
{
    const QString file = path("there.wirewise");
    QVERIFY(WatchLog::create(file, m_facts));
    const auto again = WatchLog::create(file, m_facts);
    QVERIFY(!again);
    QVERIFY2(again.error().text.contains(QStringLiteral("exists already")), qPrintable(again.error().text));
}

void TestWatchLog::sessionWithoutAWatch()
{
    const QString file = path("plain.wirewise");
    {
        auto session = SessionFile::create(file);
        QVERIFY(session && session->addCheck(seenAt(0), judged("upgrade.ok")));
    }
    const auto content = WatchLog::read(file);
    QVERIFY(content);
    QVERIFY(!*content);
    QVERIFY(pointsIn(file).isEmpty());
    QVERIFY(!WatchLog::read(path("nowhere.wirewise")));
}

/// Rows that somebody else wrote are left out, and nothing falls over them.
void TestWatchLog::otherRowsAreDamage()
{
    const QString file = path("foreign.wirewise");
    {
        auto log = WatchLog::create(file, m_facts);
        QVERIFY(log);
        QVERIFY(log->addCheck(0, seenAt(0), judged("upgrade.ok"), WatchLog::Keep::Always));
        QVERIFY(log->addEntry({0, changedAt(0), 1}));
        QVERIFY(log->addPoints({pointAt(0)}));
    }
    auto database = Database::open(file, Database::Mode::Write);
    QVERIFY(database);
    QVERIFY(database->execute("INSERT INTO watch_points VALUES(500, 3, 9999999999999, x'FFFFFFFF')"));
    QVERIFY(database->execute("INSERT INTO watch_entries VALUES(7, -3, 1, '{\"kind\":\"changed\"}')"));
    QVERIFY(
        database->execute("INSERT INTO watch_entries VALUES(8, 0, 1, '[]'), (9, 0, 1, '{\"kind\":\"x\"}')"));
    const auto content = WatchLog::read(file);
    QVERIFY(content && *content);
    QVERIFY((*content)->entries.size() <= 2);
    QCOMPARE(pointsIn(file).size(), 1);
}

QTEST_APPLESS_MAIN(TestWatchLog)
#include "test_session_watchlog.moc"
