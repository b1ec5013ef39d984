#include "gui/widgets/overviewstrip.h"
#include "gui/widgets/sparkline.h"
#include "gui/widgets/theme.h"
#include "observation/roundtrips.h"

#include <QAccessible>
#include <QAccessibleInterface>
#include <QSignalSpy>
#include <QTest>

using namespace wirewise;
using namespace wirewise::gui;
using namespace std::chrono_literals;
using observation::Duration;
using observation::Message;
using observation::RateBuckets;
using observation::RoundTrips;

/// The strip over a whole session, and what it is painted from.
class TestWidgetsOverview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bucketsStayFewAndCountAll();
    void timesAndNumbersFindEachOther();
    void barsLieInThePlot();
    void labelsNeverTouch();
    void windowIsNeverTooSmallToSee();
    void keysAndMouseMoveTheWindow();
    void assistiveTechnologyReadsAndSetsTheTime();
    void roundTripsMatchTheirPings();
    void sparklineEndsAtTheRight();

private:
    static OverviewContent aSession(int messages, Duration between);
};

OverviewContent TestWidgetsOverview::aSession(int messages, Duration between)
{
    OverviewContent content;
    for (int i = 0; i < messages; ++i)
        content.rate.add(i * between, i + 1, i % 10 == 0 ? 0 : 1, i % 10 == 0 ? 1 : 0);
    content.end = content.rate.end();
    return content;
}

void TestWidgetsOverview::bucketsStayFewAndCountAll()
{
    RateBuckets rate;
    for (qint64 number = 1; number <= 50'000; ++number)
        rate.add(Duration(number * 700'000), number, 1, number % 2);
    QVERIFY(rate.buckets().size() <= RateBuckets::Most);
    QVERIFY(rate.buckets().size() > RateBuckets::Most / 2 - 1);
    qint64 received = 0, sent = 0;
    for (const RateBuckets::Bucket &bucket : rate.buckets()) {
        received += bucket.received;
        sent += bucket.sent;
    }
    QCOMPARE(received, 50'000);
    QCOMPARE(sent, 25'000);
    // Whatever a file claims.
    rate.add(Duration::max(), 1, 1, 0);
    rate.add(Duration::min(), 1, 1, 0);
    QVERIFY(rate.buckets().size() <= RateBuckets::Most);
    for (int i = 0; i < 1000; ++i)
        rate.addClose(Duration(i));
    QCOMPARE(rate.closes().size(), RateBuckets::MostCloses);
}

void TestWidgetsOverview::timesAndNumbersFindEachOther()
{
    const RateBuckets rate = aSession(10'000, 30ms).rate;
    for (const qint64 number : {1, 2, 77, 5000, 9999}) {
        const Duration at = rate.timeOf(number);
        QVERIFY2(std::chrono::abs(at - (number - 1) * 30ms) <= rate.width(),
                 qPrintable(QString::number(number)));
        QVERIFY(std::abs(rate.numberAt(at) - number) <= rate.width() / 30ms);
    }
    QCOMPARE(rate.numberAt(10'000s), 0);
    QCOMPARE(RateBuckets().numberAt(0s), 0);
    QCOMPARE(RateBuckets().timeOf(9), Duration(0));
}

void TestWidgetsOverview::barsLieInThePlot()
{
    OverviewContent content = aSession(3000, 20ms);
    content.rate.addClose(30s);
    for (const QSizeF size : {QSizeF(1200, 68), QSizeF(300, 68), QSizeF(20, 20), QSizeF(1, 1)}) {
        const OverviewGeometry geometry = layOutOverview(content, size, 14, 7);
        QCOMPARE(geometry.bars.isEmpty(), false);
        qreal right = 0;
        for (const QRectF &bar : geometry.bars) {
            QVERIFY(bar.left() >= geometry.plot.left() - 0.01);
            QVERIFY(bar.bottom() <= geometry.plot.bottom() + 0.01);
            QVERIFY(bar.left() >= right || size.width() < 400);
            right = bar.right();
        }
        QCOMPARE(geometry.closes.size(), 1);
        QVERIFY(geometry.closes.first() <= geometry.plot.right());
    }
    const OverviewGeometry wide = layOutOverview(content, {1200, 68}, 14, 7);
    QVERIFY(std::chrono::abs(wide.timeAt(wide.xOf(20s)) - 20s) < 1ms);
    QVERIFY(layOutOverview({}, {1200, 68}, 14, 7).bars.isEmpty());
    QVERIFY(layOutOverview({}, {1200, 68}, 14, 7).window.isEmpty());
}

void TestWidgetsOverview::labelsNeverTouch()
{
    for (const Duration between : {Duration(100), Duration(7ms), Duration(900ms), Duration(90s)}) {
        OverviewContent content = aSession(2000, between);
        content.openedAt = QDateTime(QDate(2025, 11, 21), QTime(7, 32, 11));
        content.rate.addClose(content.rate.end() / 2);
        const OverviewGeometry geometry = layOutOverview(content, {1000, 68}, 14, 7);
        QVERIFY(geometry.labels.size() >= 2);
        for (qsizetype i = 0; i < geometry.labels.size(); ++i) {
            QVERIFY(geometry.labels.at(i).rect.right() <= 1000);
            for (qsizetype j = 0; j < i; ++j)
                QVERIFY(!geometry.labels.at(i).rect.intersects(geometry.labels.at(j).rect));
        }
    }
}

void TestWidgetsOverview::windowIsNeverTooSmallToSee()
{
    OverviewContent content = aSession(5000, 1s);
    content.windowFrom = content.windowTo = content.rate.end();
    const OverviewGeometry geometry = layOutOverview(content, {1000, 68}, 14, 7);
    QVERIFY(geometry.window.width() >= 8);
    QVERIFY(geometry.window.right() <= 1000);
}

void TestWidgetsOverview::keysAndMouseMoveTheWindow()
{
    OverviewStrip strip;
    strip.resize(600, 68);
    OverviewContent content = aSession(1000, 100ms);
    content.windowFrom = 40s;
    content.windowTo = 44s;
    strip.show(content);
    qRegisterMetaType<Duration>("wirewise::observation::Duration");
    Duration moved(-1);
    connect(&strip, &OverviewStrip::moveRequested, this, [&moved](Duration from) { moved = from; });
    QTest::keyClick(&strip, Qt::Key_Left);
    QCOMPARE(moved, Duration(38s));
    QTest::keyClick(&strip, Qt::Key_Right);
    QCOMPARE(moved, Duration(42s));
    QTest::keyClick(&strip, Qt::Key_Home);
    QCOMPARE(moved, Duration(0));
    QSignalSpy latest(&strip, &OverviewStrip::latestRequested);
    QTest::keyClick(&strip, Qt::Key_End);
    QCOMPARE(latest.count(), 1);
    QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(300, 30));
    QVERIFY(std::chrono::abs(moved - strip.geometryNow().timeAt(300) + 2s) < 10ms);
    // Without messages there is nowhere to go.
    strip.show(OverviewContent());
    moved = Duration(-1);
    QTest::keyClick(&strip, Qt::Key_Right);
    QCOMPARE(moved, Duration(-1));
}

void TestWidgetsOverview::assistiveTechnologyReadsAndSetsTheTime()
{
    OverviewStrip strip;
    strip.resize(600, 68);
    OverviewContent content = aSession(1000, 100ms);
    content.windowFrom = 40s;
    strip.show(content);
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&strip);
    QVERIFY(access);
    QCOMPARE(access->role(), QAccessible::Slider);
    QAccessibleValueInterface *value = access->valueInterface();
    QVERIFY(value);
    QCOMPARE(value->currentValue().toDouble(), 40.0);
    QCOMPARE(value->maximumValue().toDouble(), 99.9);
    Duration moved(-1);
    connect(&strip, &OverviewStrip::moveRequested, this, [&moved](Duration from) { moved = from; });
    value->setCurrentValue(12.5);
    QCOMPARE(moved, Duration(12'500ms));
}

void TestWidgetsOverview::roundTripsMatchTheirPings()
{
    RoundTrips trips;
    const auto see = [&trips](wire::Opcode opcode, wire::Direction direction, const QByteArray &payload,
                              Duration at) {
        Message message;
        message.opcode = opcode;
        message.direction = direction;
        message.payload = payload;
        message.at = at;
        trips.see(message);
    };
    using wire::Direction;
    using wire::Opcode;
    see(Opcode::Pong, Direction::Received, "unasked", 1ms);
    QVERIFY(trips.isEmpty());
    see(Opcode::Ping, Direction::Sent, "1", 10ms);
    see(Opcode::Ping, Direction::Received, "1", 11ms);
    see(Opcode::Ping, Direction::Sent, "2", 20ms);
    see(Opcode::Pong, Direction::Sent, "1", 21ms);
    QVERIFY(trips.isEmpty());
    see(Opcode::Pong, Direction::Received, "2", 50ms); // answers both
    see(Opcode::Pong, Direction::Received, "1", 60ms); // too late
    QCOMPARE(trips.times(), QList<Duration>{30ms});
    for (int i = 0; i < 1000; ++i) {
        see(Opcode::Ping, Direction::Sent, "n", i * 1s);
        see(Opcode::Pong, Direction::Received, "n", i * 1s + (i == 3 ? 212ms : 36ms));
    }
    QCOMPARE(trips.times().size(), RoundTrips::Kept);
    QCOMPARE(trips.median(), Duration(36ms));
    QCOMPARE(trips.worst(), Duration(212ms));
    for (int i = 0; i < 1000; ++i)
        see(Opcode::Ping, Direction::Sent, "never answered", 1s);
    QCOMPARE(trips.latest(), Duration(36ms));
}

void TestWidgetsOverview::sparklineEndsAtTheRight()
{
    QCOMPARE(sparklinePoints({}, QRectF(0, 0, 100, 16)).size(), 0);
    QList<Duration> values;
    for (int i = 0; i < 300; ++i)
        values.append(Duration(i % 7));
    const QPolygonF points = sparklinePoints(values, QRectF(0, 0, 100, 16));
    QCOMPARE(points.last().x(), 100.0);
    QVERIFY(points.first().x() >= 0);
    QVERIFY(QRectF(-0.01, -0.01, 100.02, 16.02).contains(points.boundingRect()));
    QCOMPARE(sparklinePoints({5ms, 5ms}, QRectF(0, 0, 100, 16)).first().y(), 8.0);
}

QTEST_MAIN(TestWidgetsOverview)
#include "test_widgets_overview.moc"
