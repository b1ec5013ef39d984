#include "diagnosis/loadverdict.h"
#include "load/loadpeer.h"
#include "load/loadrun.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace wirewise;
using namespace wirewise::testing;
using namespace std::chrono_literals;
using load::LoadRun;
using observation::LoadFailure;
using observation::LoadMessage;
using observation::LoadPlan;
using observation::LoadTest;

namespace {

LoadPlan aPlan(int connections, double rate, std::chrono::milliseconds time)
{
    LoadPlan plan;
    plan.connections = connections;
    plan.rate = rate;
    plan.time = time;
    return plan;
}

LoadMessage pingsEvery(std::chrono::milliseconds every)
{
    return {LoadMessage::Kind::Ping, {}, {}, every};
}

LoadTest run(const QString &url, const LoadPlan &plan)
{
    LoadRun load(url, {}, plan);
    QSignalSpy finished(&load, &LoadRun::finished);
    load.start();
    [&] { QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000); }();
    return load.test();
}

} // namespace

class TestLoadRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allOpenAndAreClosedInOrder();
    void answersAreMeasured_data();
    void answersAreMeasured();
    void muteServerLeavesMessagesUnanswered();
    void refusalsAboveALimitAreDiagnosed();
    void serverThatAsksForLessIsObeyed();
    void bendIsSeen();
    void nothingListening();
    void dropsAreTheServers();
    void stopClosesWhatIsOpen();
    void canBeDestroyedAtAnyMoment();
    void saysGoodbyeWhenDestroyed();
};

void TestLoadRun::allOpenAndAreClosedInOrder()
{
    LoadPeer server({});
    const LoadTest test = run(server.url(), aPlan(40, 200, 1000ms));
    QCOMPARE(test.begun, 40);
    QCOMPARE(test.opened, 40);
    QCOMPARE(test.failed + test.dropped + test.unfinished, 0);
    QCOMPARE(test.closed, 40);
    QCOMPARE(test.open, 0);
    QCOMPARE(test.handshake.count, 40);
    QCOMPARE(test.steps.size(), 10);
    QCOMPARE(test.steps.constLast().opened, 4);
    int openedInSeconds = 0;
    for (const observation::LoadSecond &second : test.seconds)
        openedInSeconds += second.opened;
    QCOMPARE(openedInSeconds, 40);
    QVERIFY(test.finished && !test.stopped);
    QVERIFY(test.took >= 1000ms);
    QCOMPARE(server.closedWith(1000), 40);
    QCOMPARE(server.peer().connections(), 40);
}

void TestLoadRun::answersAreMeasured_data()
{
    QTest::addColumn<bool>("ping");
    QTest::newRow("ping") << true;
    QTest::newRow("echo") << false;
}

void TestLoadRun::answersAreMeasured()
{
    QFETCH(bool, ping);
    LoadPeer server({});
    LoadPlan plan = aPlan(10, 100, 1000ms);
    plan.message = pingsEvery(100ms);
    if (!ping)
        plan.message = {LoadMessage::Kind::Text, "{\"hello\": 1}", "hello", 100ms};
    const LoadTest test = run(server.url(), plan);
    QCOMPARE(test.opened, 10);
    QVERIFY2(test.sent > 10, qPrintable(QString::number(test.sent)));
    QCOMPARE(test.answer.count + test.unanswered, test.sent);
    QVERIFY(test.answer.count > 10);
    QVERIFY(test.answer.worst >= test.answer.p95);
}

void TestLoadRun::muteServerLeavesMessagesUnanswered()
{
    LoadRules rules;
    rules.isMute = true;
    LoadPeer server(rules);
    LoadPlan plan = aPlan(3, 100, 1000ms);
    plan.message = pingsEvery(300ms);
    const LoadTest test = run(server.url(), plan);
    QCOMPARE(test.answer.count, 0);
    QVERIFY(test.sent >= 3);
    QCOMPARE(test.unanswered, test.sent);
}

void TestLoadRun::refusalsAboveALimitAreDiagnosed()
{
    LoadRules rules;
    rules.mostOpen = 15;
    LoadPeer server(rules);
    const LoadTest test = run(server.url(), aPlan(25, 100, 1000ms));
    QCOMPARE(test.opened, 15);
    QCOMPARE(test.failed, 10);
    QCOMPARE(test.notBegun(), 0); // a 503 without Retry-After asks for nothing
    QCOMPARE(test.failures.size(), 1);
    const LoadFailure &failure = test.failures.constFirst();
    QCOMPARE(failure.count, 10);
    QCOMPARE(failure.when, LoadFailure::When::Opening);
    QCOMPARE(failure.samples.size(), LoadFailure::KeptSamples);
    QCOMPARE(failure.samples.constFirst().exchanges.constFirst().status(), 503);
    QVERIFY(!failure.finding.isEmpty() && !failure.title.isEmpty());
}

void TestLoadRun::serverThatAsksForLessIsObeyed()
{
    LoadRules rules;
    rules.mostOpen = 5;
    rules.refusal = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 2\r\nContent-Length: 0\r\n\r\n";
    LoadPeer server(rules);
    const LoadTest test = run(server.url(), aPlan(400, 100, 3500ms));
    QCOMPARE(test.opened, 5);
    QVERIFY(test.restraint.times >= 1);
    QVERIFY(test.restraint.gaveUp); // the second time there are not two seconds left
    QVERIFY2(test.begun < 200, qPrintable(QString::number(test.begun)));
    QCOMPARE(test.begun, server.peer().connections());
    QCOMPARE(test.failures.constFirst().finding, QByteArray("upgrade.rate-limited"));
}

/// A server that makes everybody wait from the forty-first on.
void TestLoadRun::bendIsSeen()
{
    LoadRules rules;
    rules.slowAbove = 40;
    rules.slowness = 1500ms;
    LoadPeer server(rules);
    LoadPlan plan = aPlan(80, 200, 8000ms);
    plan.steps = 4;
    const LoadTest test = run(server.url(), plan);
    QCOMPARE(test.opened, 80);
    QCOMPARE(test.steps.size(), 4);
    const auto bend = diagnosis::judge(test).bend;
    QVERIFY(bend);
    QCOMPARE(bend->what, diagnosis::LoadBend::What::Handshake);
    QCOMPARE(bend->connections, 40);
    QVERIFY(bend->seen >= rules.slowness);
}

void TestLoadRun::nothingListening()
{
    quint16 port = 0;
    {
        const Peer gone;
        port = gone.port();
    }
    const QString url = QStringLiteral("ws://127.0.0.1:%1/").arg(port);
    const LoadTest test = run(url, aPlan(2000, 1000, 10'000ms));
    QCOMPARE(test.opened, 0);
    QVERIFY(test.restraint.nothingOpened);
    QVERIFY(test.begun >= LoadRun::HopelessAfter && test.begun < 2000);
    QVERIFY(test.took < 9s); // nothing is left to hold
    QCOMPARE(test.failures.constFirst().finding, QByteArray("tcp.refused"));
}

void TestLoadRun::dropsAreTheServers()
{
    LoadRules rules;
    rules.dropWhenOpen = 12;
    rules.dropped = 4;
    LoadPeer server(rules);
    const LoadTest test = run(server.url(), aPlan(12, 100, 1500ms));
    QCOMPARE(test.opened, 12);
    QCOMPARE(test.dropped, 4);
    QCOMPARE(test.closed, 8);
    QCOMPARE(test.failures.size(), 1);
    const LoadFailure &failure = test.failures.constFirst();
    QCOMPARE(failure.when, LoadFailure::When::Holding);
    QCOMPARE(failure.count, 4);
    QVERIFY2(failure.finding.startsWith("session."), failure.finding.constData());
    int droppedInSeconds = 0;
    for (const observation::LoadSecond &second : test.seconds)
        droppedInSeconds += second.dropped;
    QCOMPARE(droppedInSeconds, 4);
    QVERIFY(failure.samples.constFirst().session);
    QCOMPARE(failure.samples.constFirst().session->closeCode, quint16(1011));
    QVERIFY(failure.samples.constFirst().exchanges.constFirst().upgraded());
}

void TestLoadRun::stopClosesWhatIsOpen()
{
    LoadPeer server({});
    LoadRun load(server.url(), {}, aPlan(1000, 50, 60'000ms));
    QSignalSpy finished(&load, &LoadRun::finished);
    load.start();
    QTRY_VERIFY_WITH_TIMEOUT(load.test().open >= 5, 30'000);
    load.stop();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    const LoadTest test = load.test();
    QVERIFY(test.stopped && test.finished);
    QVERIFY(test.notBegun() > 0);
    QCOMPARE(test.closed, test.opened);
    QCOMPARE(test.dropped, 0);
    QCOMPARE(server.closedWith(1000), test.opened);
}

void TestLoadRun::canBeDestroyedAtAnyMoment()
{
    LoadPeer server({});
    for (const int opened : {0, 3}) {
        LoadPlan plan = aPlan(100, 200, 30'000ms);
        plan.message = pingsEvery(20ms);
        auto load = std::make_unique<LoadRun>(server.url(), observation::Settings(), plan);
        load->start();
        QTRY_VERIFY_WITH_TIMEOUT(load->test().opened >= opened, 30'000);
        load.reset();
        QTRY_COMPARE_WITH_TIMEOUT(server.peer().open(), 0, 30'000);
    }
}

/// As where the window closes during a test.
void TestLoadRun::saysGoodbyeWhenDestroyed()
{
    LoadPeer server({});
    auto load = std::make_unique<LoadRun>(server.url(), observation::Settings(), aPlan(20, 500, 60'000ms));
    load->start();
    QTRY_COMPARE_WITH_TIMEOUT(load->test().open, 20, 30'000);
    load.reset();
    QTRY_COMPARE_WITH_TIMEOUT(server.peer().open(), 0, 30'000);
    QCOMPARE(server.closedWith(1000), 20);
}

QTEST_GUILESS_MAIN(TestLoadRun)
#include "test_load_run.moc"
