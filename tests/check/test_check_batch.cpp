#include "check/batch.h"
#include "check/hostlimits.h"
#include "probe/peer.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace wirewise;
using namespace wirewise::testing;
using namespace std::chrono_literals;
using check::Batch;
using check::BatchItem;
using check::HostLimits;
using observation::Observation;
using observation::ProbeKind;
using observation::Settings;

namespace {

Settings upgradeOnly()
{
    Settings settings;
    settings.listen = 0ms;
    settings.experiments = false;
    settings.probes = {ProbeKind::Upgrade};
    return settings;
}

void answerUpgrade(QTcpSocket *socket, const QByteArray &bytes)
{
    if (bytes.endsWith("\r\n\r\n"))
        socket->write(switchingAnswer(bytes));
}

} // namespace

class TestCheckBatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hostsAreLimited();
    void wideJobsGetWhatIsAllowed();
    void everyItemIsTold();
    void connectionsPerHostAreLimited();
    void fewConnectionsMakeItSequential();
    void stopTellsWhatRan();
    void someOfThemAlone();
    void checkedAgain();
    void checkedAgainAfterAStop();
    void heldBeginsNothing();
    void waysAreTold();
    void emptyBatchEnds();
    void destroyedByItsListener();
};

void TestCheckBatch::hostsAreLimited()
{
    HostLimits limits(2);
    limits.add(0, "a", 1);
    limits.add(1, "a", 1);
    limits.add(2, "a", 1);
    limits.add(3, "b", 1);
    QCOMPARE(limits.takeNext(), std::optional<qsizetype>(0));
    QCOMPARE(limits.takeNext(), std::optional<qsizetype>(1));
    QCOMPARE(limits.takeNext(), std::optional<qsizetype>(3)); // a is full
    QCOMPARE(limits.takeNext(), std::optional<qsizetype>());
    limits.giveBack("b", 1);
    QCOMPARE(limits.takeNext(), std::optional<qsizetype>());
    limits.giveBack("a", 1);
    QCOMPARE(limits.takeNext(), std::optional<qsizetype>(2));
    QCOMPARE(limits.takeNext(), std::optional<qsizetype>());
}

void TestCheckBatch::wideJobsGetWhatIsAllowed()
{
    HostLimits limits(2);
    QCOMPARE(limits.allowed(3), 2);
    limits.add(0, "a", 3);
    limits.add(1, "a", 1);
    QCOMPARE(limits.takeNext(), std::optional<qsizetype>(0));
    QCOMPARE(limits.takeNext(), std::optional<qsizetype>());
    limits.giveBack("a", 2);
    QCOMPARE(limits.takeNext(), std::optional<qsizetype>(1));
}

void TestCheckBatch::everyItemIsTold()
{
    const Peer peer(answerUpgrade);
    QList<BatchItem> items;
    for (int i = 0; i < 200; ++i)
        items.append({i % 50 == 7 ? QStringLiteral("ftp://wrong/") : peer.url(), upgradeOnly()});
    Batch batch(items, 16, 6);
    QList<qsizetype> told;
    int works = 0;
    connect(&batch, &Batch::itemFinished, this,
            [&](qsizetype index, const Observation &seen, const diagnosis::Diagnosis &judged) {
                told.append(index);
                QVERIFY(!judged.findings.isEmpty());
                if (seen.endpoint.endpoint && seen.exchange(ProbeKind::Upgrade)->upgraded())
                    ++works;
            });
    QSignalSpy finished(&batch, &Batch::finished);
    batch.start();
    batch.start();
    QVERIFY(finished.wait(30000));
    std::sort(told.begin(), told.end());
    QCOMPARE(told.size(), 200);
    QCOMPARE(told.constLast(), 199);
    QCOMPARE(works, 196);
    QCOMPARE(peer.connections(), 196);
}

void TestCheckBatch::connectionsPerHostAreLimited()
{
    const Peer peer(answerUpgrade);
    Settings settings;
    settings.listen = 0ms; // the peer does not answer a Close
    settings.experiments = false;
    QList<BatchItem> items(20, {peer.url(), settings});
    Batch batch(items, 16, 6);
    QSignalSpy finished(&batch, &Batch::finished);
    batch.start();
    QVERIFY(finished.wait(30000));
    QCOMPARE(peer.connections(), 60);
    QVERIFY2(peer.mostAtOnce() <= 6, QByteArray::number(peer.mostAtOnce()).constData());
}

void TestCheckBatch::fewConnectionsMakeItSequential()
{
    const Peer peer([](QTcpSocket *socket, const QByteArray &) {
        socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    });
    Settings settings;
    settings.experiments = false;
    Batch batch({{peer.url(), settings}}, 16, 1);
    QSignalSpy finished(&batch, &Batch::finished);
    batch.start();
    QVERIFY(finished.wait());
    QCOMPARE(peer.connections(), 3);
    QCOMPARE(peer.mostAtOnce(), 1);
    QVERIFY(isUpgrade(peer.requests().at(0)));
}

void TestCheckBatch::stopTellsWhatRan()
{
    const Peer silent;
    const QList<BatchItem> items(10, {silent.url(), upgradeOnly()});
    Batch batch(items, 3, 6);
    int stopped = 0;
    connect(&batch, &Batch::itemFinished, this,
            [&](qsizetype, const Observation &seen, const diagnosis::Diagnosis &) {
                stopped += seen.stopped ? 1 : 0;
            });
    QSignalSpy finished(&batch, &Batch::finished);
    batch.start();
    QTRY_COMPARE(silent.requests().size(), 3);
    batch.stop();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(stopped, 3);
    QCOMPARE(silent.connections(), 3);
}

void TestCheckBatch::someOfThemAlone()
{
    const Peer peer(answerUpgrade);
    Batch batch(QList<BatchItem>(6, {peer.url(), upgradeOnly()}), 2, 6);
    QSignalSpy ended(&batch, &Batch::itemFinished);
    QSignalSpy finished(&batch, &Batch::finished);
    batch.start({4, 1, 4, -1, 6});
    QVERIFY(finished.wait());
    QSet<qsizetype> told;
    for (const QList<QVariant> &one : ended)
        told.insert(one.at(0).value<qsizetype>());
    QCOMPARE(told, QSet<qsizetype>({1, 4}));
    QCOMPARE(ended.size(), 2);
    QCOMPARE(peer.connections(), 2);
}

void TestCheckBatch::checkedAgain()
{
    const Peer peer(answerUpgrade);
    Batch batch(QList<BatchItem>(3, {peer.url(), upgradeOnly()}), 2, 6);
    QSignalSpy ended(&batch, &Batch::itemFinished);
    QSignalSpy finished(&batch, &Batch::finished);
    batch.checkAgain({0}); // before the start there is no again
    batch.start();
    batch.checkAgain({0, 1, 2}); // all of them run or wait
    QVERIFY(finished.wait());
    QCOMPARE(ended.size(), 3);
    batch.checkAgain({1});
    QVERIFY(finished.wait());
    QCOMPARE(finished.size(), 2);
    QCOMPARE(ended.size(), 4);
    QCOMPARE(ended.at(3).at(0).value<qsizetype>(), 1);
    QCOMPARE(peer.connections(), 4);
}

void TestCheckBatch::checkedAgainAfterAStop()
{
    const Peer silent;
    const Peer peer(answerUpgrade);
    Batch batch({{silent.url(), upgradeOnly()}, {peer.url(), upgradeOnly()}}, 1, 6);
    QSignalSpy ended(&batch, &Batch::itemFinished);
    QSignalSpy finished(&batch, &Batch::finished);
    batch.start();
    QTRY_COMPARE(silent.requests().size(), 1);
    batch.stop();
    batch.checkAgain({1}); // not while it stops
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(ended.size(), 1);
    batch.checkAgain({1});
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(ended.size(), 2);
    QCOMPARE(peer.connections(), 1);
}

void TestCheckBatch::heldBeginsNothing()
{
    const Peer peer(answerUpgrade);
    Batch batch(QList<BatchItem>(4, {peer.url(), upgradeOnly()}), 1, 6);
    QSignalSpy finished(&batch, &Batch::finished);
    QSignalSpy ended(&batch, &Batch::itemFinished);
    QSignalSpy started(&batch, &Batch::itemStarted);
    connect(&batch, &Batch::itemFinished, this, [&] {
        if (ended.size() == 2)
            batch.setHeld(true);
    });
    batch.start();
    QTRY_COMPARE(ended.size(), 2);
    QTest::qWait(0); // what was posted meanwhile
    QCOMPARE(started.size(), 2);
    QVERIFY(finished.isEmpty());
    batch.setHeld(false);
    QVERIFY(finished.wait());
    QCOMPARE(ended.size(), 4);
}

void TestCheckBatch::waysAreTold()
{
    const Peer peer(answerUpgrade);
    Batch batch({{peer.url(), upgradeOnly()}}, 1, 6);
    QSignalSpy started(&batch, &Batch::itemStarted);
    QSignalSpy progressed(&batch, &Batch::itemProgressed);
    QSignalSpy answered(&batch, &Batch::itemAnswered);
    QSignalSpy finished(&batch, &Batch::finished);
    batch.start();
    QVERIFY(finished.wait());
    QCOMPARE(started.size(), 1);
    QVERIFY(!progressed.isEmpty());
    QCOMPARE(progressed.constFirst().at(1).value<check::Check::Stage>(), check::Check::Stage::Probing);
    QCOMPARE(answered.size(), 1);
    QCOMPARE(answered.at(0).at(1).value<observation::Exchange>().status(), 101);
}

void TestCheckBatch::emptyBatchEnds()
{
    Batch batch({}, 4, 4);
    QSignalSpy finished(&batch, &Batch::finished);
    batch.start();
    QTRY_COMPARE(finished.size(), 1);
}

void TestCheckBatch::destroyedByItsListener()
{
    const Peer peer(answerUpgrade);
    QPointer<Batch> batch = new Batch(QList<BatchItem>(5, {peer.url(), upgradeOnly()}), 2, 6);
    connect(batch, &Batch::itemFinished, this, [&] { delete batch; });
    batch->start();
    QTRY_VERIFY(batch.isNull());
    QTRY_COMPARE(peer.open(), 0);
}

QTEST_GUILESS_MAIN(TestCheckBatch)
#include "test_check_batch.moc"
