#include "gui/widgets/watchstrip.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

using namespace wirewise;
using namespace wirewise::gui;
using namespace std::chrono_literals;
using diagnosis::CoursePoint;
using diagnosis::Verdict;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds Start = 1'700'000'000'000ms;

CoursePoint pointAt(milliseconds after, Verdict verdict)
{
    return {Start + after, 0, verdict, "x", observation::Duration(1000)};
}

} // namespace

class TestWidgetsWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void worstDecides_data();
    void worstDecides();
    void bucketsCoverTheSpan();
    void barsKeepTheirContent();
    void memoryIsBounded();
    void clockSetBack();
    void geometry();
    void keysGoThroughTheBars();
    void keysAndWheelZoom();
    void clickOpens();
    void tellsThoseWhoDoNotSeeIt();
    void emptyStrip();
};

void TestWidgetsWatch::worstDecides_data()
{
    QTest::addColumn<QList<Verdict>>("verdicts");
    QTest::addColumn<Verdict>("worst");
    QTest::newRow("works") << QList<Verdict>{Verdict::Works, Verdict::Works} << Verdict::Works;
    QTest::newRow("one failure") << QList<Verdict>{Verdict::Works, Verdict::Fails, Verdict::Works}
                                 << Verdict::Fails;
    QTest::newRow("warning") << QList<Verdict>{Verdict::WorksWithWarnings, Verdict::Works}
                             << Verdict::WorksWithWarnings;
    QTest::newRow("offline hides nothing")
        << QList<Verdict>{Verdict::NotChecked, Verdict::Works} << Verdict::Works;
    QTest::newRow("offline alone") << QList<Verdict>{Verdict::NotChecked} << Verdict::NotChecked;
}

void TestWidgetsWatch::worstDecides()
{
    QFETCH(QList<Verdict>, verdicts);
    QFETCH(Verdict, worst);
    WatchHistory history;
    for (const Verdict verdict : verdicts)
        history.add(pointAt(1s, verdict));
    const QList<WatchBucket> buckets = history.buckets(Start + 5s, 10s, 1);
    QCOMPARE(buckets.size(), 1);
    QCOMPARE(buckets.constFirst().worst, std::optional(worst));
    QCOMPARE(buckets.constFirst().rounds, int(verdicts.size()));
    QCOMPARE(buckets.constFirst().failed, int(verdicts.count(Verdict::Fails)));
}

void TestWidgetsWatch::bucketsCoverTheSpan()
{
    WatchHistory history;
    for (int minute = 0; minute < 60; ++minute)
        history.add(pointAt(std::chrono::minutes(minute), minute == 30 ? Verdict::Fails : Verdict::Works));
    const QList<WatchBucket> buckets = history.buckets(Start + 59min, 1h, 60);
    QCOMPARE(buckets.size(), 60);
    int rounds = 0, failing = 0;
    for (qsizetype i = 0; i < buckets.size(); ++i) {
        rounds += buckets.at(i).rounds;
        failing += buckets.at(i).worst == Verdict::Fails ? 1 : 0;
        QCOMPARE(buckets.at(i).to - buckets.at(i).from, milliseconds(1min));
        if (i > 0)
            QCOMPARE(buckets.at(i).from, buckets.at(i - 1).to);
    }
    QVERIFY(rounds >= 59);
    QCOMPARE(failing, 1);
    QVERIFY(buckets.constLast().from <= Start + 59min && buckets.constLast().to > Start + 59min);
}

/// A strip that moves on must not move rounds from bar to bar.
void TestWidgetsWatch::barsKeepTheirContent()
{
    WatchHistory history;
    for (int second = 0; second < 3600; second += 7)
        history.add(pointAt(std::chrono::seconds(second), second % 3 ? Verdict::Works : Verdict::Fails));
    const QList<WatchBucket> before = history.buckets(Start + 1h, 1h, 45);
    const QList<WatchBucket> later = history.buckets(Start + 1h + 5min, 1h, 45);
    int shared = 0;
    for (const WatchBucket &bucket : before)
        shared += later.contains(bucket) ? 1 : 0;
    QVERIFY2(shared >= 38, qPrintable(QString::number(shared)));
}

void TestWidgetsWatch::memoryIsBounded()
{
    WatchHistory history;
    for (qint64 stretch = 0; stretch < 100'000; ++stretch)
        history.add(pointAt(stretch * 10s, Verdict::Works));
    QCOMPARE(history.stretches(), std::size_t(WatchHistory::Longest / WatchHistory::Grain));
    QVERIFY(history.last() > Start + 99'999 * 10s);
}

void TestWidgetsWatch::clockSetBack()
{
    WatchHistory history;
    history.add(pointAt(1h, Verdict::Works));
    history.add(pointAt(-1h, Verdict::Fails));
    QVERIFY(history.first() <= Start - 1h);
    QCOMPARE(history.buckets(Start + 2h, 6h, 36).size(), 36);
    history.add({-5ms, 0, Verdict::Works, {}, observation::Duration(-1)}); // before 1970
    QVERIFY(history.first() < 0ms);
}

void TestWidgetsWatch::geometry()
{
    QList<WatchBucket> buckets(10);
    buckets[3].worst = Verdict::Fails;
    buckets[4].worst = Verdict::WorksWithWarnings;
    buckets[5].worst = Verdict::Works;
    const WatchStripGeometry at = layOutWatchStrip(buckets, QSize(400, 96), 14, 9);
    QCOMPARE(at.cells.size(), 10);
    QCOMPARE(at.bars.size(), 10);
    for (qsizetype i = 0; i < 10; ++i) {
        QVERIFY(at.cells.at(i).contains(at.bars.at(i)));
        QVERIFY(at.plot.contains(at.cells.at(i)));
        QCOMPARE(at.bucketAt(at.cells.at(i).center()), int(i));
    }
    QCOMPARE(at.cells.constLast().right(), at.plot.right()); // the newest at the right
    QVERIFY(at.bars.at(3).height() > at.bars.at(4).height());
    QVERIFY(at.bars.at(4).height() > at.bars.at(5).height());
    QVERIFY(at.bars.at(5).height() > at.bars.at(0).height());
    QCOMPARE(at.bucketAt(QPointF(-1, 0)), -1);
    QVERIFY(bucketsFor(10, 9) >= 1);
    QCOMPARE(layOutWatchStrip({}, QSize(0, 0), 14, 9).cells.size(), 0);
}

void TestWidgetsWatch::keysGoThroughTheBars()
{
    WatchHistory history;
    history.add(pointAt(0s, Verdict::Fails));
    WatchStrip strip;
    strip.resize(400, 96);
    strip.show(&history, Start);
    QSignalSpy current(&strip, &WatchStrip::currentChanged);
    QSignalSpy activated(&strip, &WatchStrip::bucketActivated);
    const int last = int(strip.buckets().size()) - 1;
    QTest::keyClick(&strip, Qt::Key_Left);
    QCOMPARE(strip.currentBucket(), last);
    QTest::keyClick(&strip, Qt::Key_Left);
    QCOMPARE(strip.currentBucket(), last - 1);
    QTest::keyClick(&strip, Qt::Key_Home);
    QCOMPARE(strip.currentBucket(), 0);
    QTest::keyClick(&strip, Qt::Key_Left);
    QCOMPARE(strip.currentBucket(), 0);
    QTest::keyClick(&strip, Qt::Key_End);
    QVERIFY(current.constLast().constFirst().toString().contains(QStringLiteral("fails, 1 of 1 checks")));
    QTest::keyClick(&strip, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
}

void TestWidgetsWatch::keysAndWheelZoom()
{
    WatchHistory history;
    history.add(pointAt(0s, Verdict::Works));
    WatchStrip strip;
    strip.resize(400, 96);
    strip.show(&history, Start);
    QSignalSpy spans(&strip, &WatchStrip::spanChanged);
    const auto width = [&strip] {
        return strip.buckets().constFirst().to - strip.buckets().constFirst().from;
    };
    const milliseconds before = width();
    QTest::keyClick(&strip, Qt::Key_Minus);
    QCOMPARE(strip.span(), 2);
    QVERIFY(width() > before);
    for (int i = 0; i < 9; ++i)
        QTest::keyClick(&strip, Qt::Key_Plus);
    QCOMPARE(strip.span(), 0);
    QVERIFY(width() < before);
    QVERIFY(spans.size() == 3);
}

void TestWidgetsWatch::clickOpens()
{
    WatchHistory history;
    history.add(pointAt(0s, Verdict::Fails));
    WatchStrip strip;
    strip.resize(400, 96);
    strip.show(&history, Start);
    QSignalSpy activated(&strip, &WatchStrip::bucketActivated);
    const QPoint at = strip.geometryNow().cells.constLast().center().toPoint();
    QTest::mouseClick(&strip, Qt::LeftButton, {}, at);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.constFirst().constFirst().value<WatchBucket>().failed, 1);
    // What is looked at stays what it is while the strip moves on.
    const milliseconds looked = strip.buckets().at(strip.currentBucket()).from;
    strip.show(&history, Start + 5min);
    QCOMPARE(strip.buckets().at(strip.currentBucket()).from, looked);
}

void TestWidgetsWatch::tellsThoseWhoDoNotSeeIt()
{
    WatchHistory history;
    history.add(pointAt(0s, Verdict::WorksWithWarnings));
    WatchStrip strip;
    strip.resize(400, 96);
    strip.show(&history, Start);
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&strip);
    QVERIFY(interface);
    QCOMPARE(interface->childCount(), int(strip.buckets().size()));
    const QString last = strip.accessibleCell(strip.accessibleRowCount() - 1, 0);
    QVERIFY2(last.contains(QStringLiteral("works, with warnings, checks: 1")), qPrintable(last));
    QVERIFY(strip.accessibleCell(0, 0).contains(QStringLiteral("nothing was checked")));
    QVERIFY(strip.accessibleCell(-1, 0).isEmpty());
}

void TestWidgetsWatch::emptyStrip()
{
    WatchStrip strip;
    strip.resize(400, 96);
    QVERIFY(strip.buckets().isEmpty());
    for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Home, Qt::Key_End, Qt::Key_Return})
        QTest::keyClick(&strip, key);
    QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(50, 50));
    QCOMPARE(strip.currentBucket(), -1);
    QVERIFY(!strip.grab().isNull());
}

QTEST_MAIN(TestWidgetsWatch)
#include "test_widgets_watch.moc"
