#include "check/watchpace.h"

#include <QTest>

using namespace wirewise;
using namespace std::chrono_literals;
using check::AskedPause;
using check::WatchPace;
using std::chrono::milliseconds;
using Reason = WatchPace::Reason;

namespace {

observation::Exchange answering(const QByteArray &head)
{
    observation::Exchange exchange;
    exchange.outcome = observation::Outcome::Answered;
    exchange.received = head + "\r\n\r\n";
    exchange.readResponse();
    return exchange;
}

} // namespace

class TestWatchPace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asked_data();
    void asked();
    void pauses_data();
    void pauses();
    void usualPauseDriftsByATenth();
    void sameSeedGivesTheSamePauses();
    void limitedDoublesUpToItsBound();
    void noPauseAtAll();
};

void TestWatchPace::asked_data()
{
    QTest::addColumn<QList<QByteArray>>("heads");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<bool>("limited");
    QTest::newRow("nothing") << QList<QByteArray>{"HTTP/1.1 200 OK"} << 0 << false;
    QTest::newRow("seconds") << QList<QByteArray>{"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 120"}
                             << 120 << false;
    QTest::newRow("the longest") << QList<QByteArray>{"HTTP/1.1 503 Busy\r\nRetry-After: 3",
                                                      "HTTP/1.1 429 Slow\r\nRetry-After: 7"}
                                 << 7 << true;
    QTest::newRow("date")
        << QList<QByteArray>{"HTTP/1.1 503 Busy\r\nRetry-After: Fri, 21 Nov 2025 10:01:00 GMT"} << 60
        << false;
    QTest::newRow("429 alone") << QList<QByteArray>{"HTTP/1.1 429 Too Many Requests"} << 0 << true;
    QTest::newRow("nonsense") << QList<QByteArray>{"HTTP/1.1 503 Busy\r\nRetry-After: soon"} << 0 << false;
}

void TestWatchPace::asked()
{
    QFETCH(QList<QByteArray>, heads);
    QFETCH(int, seconds);
    QFETCH(bool, limited);
    observation::Observation seen;
    for (const QByteArray &head : heads)
        seen.exchanges.append(answering(head));
    const QDateTime now(QDate(2025, 11, 21), QTime(10, 0), Qt::UTC);
    const AskedPause pause = check::askedPause(seen, now);
    QCOMPARE(pause.wait / 1s, seconds);
    QCOMPARE(pause.limited, limited);
}

void TestWatchPace::pauses_data()
{
    QTest::addColumn<int>("every");
    QTest::addColumn<int>("took");
    QTest::addColumn<int>("wait");
    QTest::addColumn<bool>("limited");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("usual") << 30 << 2 << 0 << false << 25 << 31 << Reason::Usual;
    QTest::newRow("slow check") << 10 << 25 << 0 << false << 1 << 1 << Reason::SlowCheck;
    QTest::newRow("asks for more") << 10 << 1 << 120 << false << 120 << 120 << Reason::RetryAfter;
    QTest::newRow("asks for less") << 60 << 1 << 5 << false << 53 << 65 << Reason::Usual;
    QTest::newRow("asks for a day") << 10 << 1 << 86400 << false << 3600 << 3600 << Reason::RetryAfter;
    QTest::newRow("429") << 10 << 1 << 0 << true << 20 << 20 << Reason::Limited;
    QTest::newRow("429 with a time") << 10 << 1 << 90 << true << 90 << 90 << Reason::RetryAfter;
}

void TestWatchPace::pauses()
{
    QFETCH(int, every);
    QFETCH(int, took);
    QFETCH(int, wait);
    QFETCH(bool, limited);
    QFETCH(int, least);
    QFETCH(int, most);
    QFETCH(Reason, reason);
    for (quint32 seed = 1; seed < 50; ++seed) {
        WatchPace pace(std::chrono::seconds(every), seed);
        const WatchPace::Next next =
            pace.after(std::chrono::seconds(took), {std::chrono::seconds(wait), limited});
        QCOMPARE(next.reason, reason);
        QVERIFY2(next.pause >= std::chrono::seconds(least) && next.pause <= std::chrono::seconds(most),
                 qPrintable(QString::number(next.pause.count())));
        QVERIFY(!check::paceWords(next, std::chrono::seconds(took), std::chrono::seconds(every)).isEmpty());
    }
}

void TestWatchPace::usualPauseDriftsByATenth()
{
    WatchPace pace(100s, 7);
    milliseconds sum{0}, least{200s}, most{0};
    for (int round = 0; round < 1000; ++round) {
        const milliseconds pause = pace.after(0ms, {}).pause;
        QVERIFY(pause >= 90s && pause <= 110s);
        sum += pause;
        least = std::min(least, pause);
        most = std::max(most, pause);
    }
    QVERIFY(most - least > 15s);
    QVERIFY(sum / 1000 > 99s && sum / 1000 < 101s);
}

void TestWatchPace::sameSeedGivesTheSamePauses()
{
    WatchPace one(30s, 3), same(30s, 3), other(30s, 4);
    bool isOtherwise = false;
    for (int round = 0; round < 20; ++round) {
        const milliseconds pause = one.after(1s, {}).pause;
        QCOMPARE(same.after(1s, {}).pause, pause);
        isOtherwise = isOtherwise || other.after(1s, {}).pause != pause;
    }
    QVERIFY(isOtherwise);
}

void TestWatchPace::limitedDoublesUpToItsBound()
{
    WatchPace pace(10s, 1);
    QList<int> pauses;
    for (int round = 0; round < 7; ++round)
        pauses.append(int(pace.after(1s, {0ms, true}).pause / 1s));
    QCOMPARE(pauses, (QList<int>{20, 40, 80, 160, 300, 300, 300}));
    QCOMPARE(pace.after(1s, {}).reason, Reason::Usual);
    QCOMPARE(int(pace.after(1s, {0ms, true}).pause / 1s), 20);
    WatchPace slow(20min, 1);
    QCOMPARE(int(slow.after(1s, {0ms, true}).pause / 1min), 20);
}

void TestWatchPace::noPauseAtAll()
{
    WatchPace pace(0ms, 1);
    QCOMPARE(pace.after(5s, {}).pause, 0ms);
    QCOMPARE(pace.after(5s, {}).reason, Reason::Usual);
}

QTEST_APPLESS_MAIN(TestWatchPace)
#include "test_check_watchpace.moc"
