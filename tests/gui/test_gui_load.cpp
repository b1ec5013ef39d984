#include "gui/loadfailuremodel.h"
#include "gui/loadpage.h"
#include "gui/requestpanel.h"
#include "gui/sessionpage.h"
#include "gui/widgets/loadchart.h"
#include "gui/windowdriver.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QLabel>
#include <QMessageBox>
#include <QSpinBox>
#include <QTableView>

using namespace wirewise;
using namespace std::chrono_literals;
using gui::LoadChartContent;
using gui::LoadChartGeometry;
using observation::LoadSecond;

namespace {

LoadSecond aSecond(int opened, int failed, int open)
{
    LoadSecond second;
    second.opened = opened;
    second.failed = failed;
    second.open = open;
    second.handshake = {opened, 1ms, 2ms, 3ms, 4ms};
    return second;
}

} // namespace

class TestGuiLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chartFitsItsPlace_data();
    void chartFitsItsPlace();
    void chartBreaksWhereNothingWasMeasured();
    void failuresKeepTheirRows();
    void testRunsAndIsShown();
    void escapeStops();
    void failedSampleOpensAsASession();
    void anotherComputerIsAskedAbout();
    void impossiblePlanIsNotStarted();
};

void TestGuiLoad::chartFitsItsPlace_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QSizeF>("size");
    QTest::newRow("nothing") << 0 << QSizeF(600, 300);
    QTest::newRow("one") << 1 << QSizeF(600, 300);
    QTest::newRow("half a minute") << 30 << QSizeF(600, 300);
    QTest::newRow("an hour") << 3600 << QSizeF(600, 300);
    QTest::newRow("no place") << 30 << QSizeF(1, 1);
}

void TestGuiLoad::chartFitsItsPlace()
{
    QFETCH(int, seconds);
    QFETCH(QSizeF, size);
    LoadChartContent content;
    content.planned = 20s;
    int open = 0;
    for (int i = 0; i < seconds; ++i)
        content.seconds.append(aSecond(50, i % 7, open += 50));
    const LoadChartGeometry geometry = gui::layOutLoadChart(content, size, 20);
    QVERIFY(geometry.columns.size() <= qMax(1, static_cast<int>(size.width() / 3) + 1));
    QCOMPARE(geometry.columns.isEmpty(), seconds == 0);
    const QRectF counts = geometry.counts.adjusted(-0.01, -0.01, 0.01, 0.01);
    const QRectF times = geometry.times.adjusted(-0.01, -0.01, 0.01, 0.01);
    for (const LoadChartGeometry::Column &column : geometry.columns) {
        for (const QRectF &bar : {column.opened, column.failed, column.dropped})
            QVERIFY(bar.isNull() || (bar.top() >= counts.top() && bar.bottom() <= counts.bottom()));
    }
    for (const QPointF &point : geometry.open)
        QVERIFY(point.y() >= counts.top() && point.y() <= counts.bottom());
    for (const QPolygonF &line : geometry.handshake) {
        for (const QPointF &point : line)
            QVERIFY(point.y() >= times.top() && point.y() <= times.bottom());
    }
    QVERIFY(!geometry.counts.intersects(geometry.times));
}

void TestGuiLoad::chartBreaksWhereNothingWasMeasured()
{
    LoadChartContent content;
    content.planned = 5s;
    content.seconds = {aSecond(5, 0, 5), aSecond(5, 0, 10), LoadSecond{}, aSecond(5, 0, 15)};
    const LoadChartGeometry geometry = gui::layOutLoadChart(content, {600, 300}, 20);
    QCOMPARE(geometry.handshake.size(), 2);
    QCOMPARE(geometry.handshake.constFirst().size(), 2);
    QVERIFY(geometry.answer.isEmpty());
}

void TestGuiLoad::failuresKeepTheirRows()
{
    gui::LoadFailureModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const observation::LoadFailure failure{"tcp.refused", QStringLiteral("Nothing listens."), {}, 3, {}};
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.show({failure});
    QCOMPARE(resets.count(), 1);
    observation::LoadFailure more = failure;
    more.count = 1234;
    model.show({more});
    QCOMPARE(resets.count(), 1);
    QCOMPARE(model.index(0, gui::LoadFailureModel::CountColumn).data().toString(), QLocale().toString(1234));
    QCOMPARE(model.index(0, gui::LoadFailureModel::IdColumn).data().toString(),
             QStringLiteral("tcp.refused"));
}

void TestGuiLoad::testRunsAndIsShown()
{
    test::WindowDriver driver;
    driver.type(driver.labAddress("upgrade.ok"));
    driver.trigger("loadTest");
    auto *page = driver.find<gui::LoadPage>("loadPage");
    QVERIFY(page && page->isVisible());
    driver.find<QSpinBox>("loadConnections")->setValue(20);
    driver.find<QSpinBox>("loadTime")->setValue(1);
    QVERIFY(driver.find("loadPlan")->isVisible());
    driver.find<QAbstractButton>("startLoadButton")->click();
    QVERIFY(driver.find("stopLoadButton")->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(page->test().finished, 30'000);
    QCOMPARE(page->test().opened, 20);
    QVERIFY(driver.find("startLoadButton")->isVisible());
    QVERIFY(driver.find<QLabel>("loadTitle")->text().startsWith(QStringLiteral("20 of 20 sessions opened")));
    QVERIFY(driver.find<QLabel>("loadFigures")->text().startsWith(QStringLiteral("Handshake: median ")));
    const auto *chart = driver.find<gui::LoadChart>("loadChart");
    QVERIFY(!chart->content().seconds.isEmpty());
    QVERIFY(chart->accessibleDescription().contains(QStringLiteral("sessions are open")));
    QVERIFY(driver.find("exportLoadButton")->isEnabled());
}

void TestGuiLoad::escapeStops()
{
    test::WindowDriver driver;
    driver.type(driver.labAddress("upgrade.ok"));
    driver.trigger("loadTest");
    driver.find<QSpinBox>("loadTime")->setValue(600);
    driver.find<QAbstractButton>("startLoadButton")->click();
    auto *page = driver.find<gui::LoadPage>("loadPage");
    QTRY_VERIFY_WITH_TIMEOUT(page->test().open > 2, 30'000);
    QTest::keyClick(driver.find("stopLoadButton"), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(page->test().finished, 30'000);
    QVERIFY(page->test().stopped);
    QCOMPARE(page->test().closed, page->test().opened);
    QVERIFY(driver.find<QLabel>("loadTitle")->text().startsWith(QStringLiteral("Stopped. ")));
}

void TestGuiLoad::failedSampleOpensAsASession()
{
    test::WindowDriver driver;
    driver.type(driver.labAddress("upgrade.route-missing"));
    driver.trigger("loadTest");
    driver.find<QSpinBox>("loadConnections")->setValue(5);
    driver.find<QSpinBox>("loadTime")->setValue(1);
    driver.find<QAbstractButton>("startLoadButton")->click();
    auto *page = driver.find<gui::LoadPage>("loadPage");
    QTRY_VERIFY_WITH_TIMEOUT(page->test().finished, 30'000);
    QCOMPARE(driver.find<QTableView>("loadFailures")->model()->rowCount(), 1);
    const QByteArray id = page->test().failures.constFirst().finding;
    driver.find<QAbstractButton>("openSampleButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(driver.window().current() != nullptr, 30'000);
    QCOMPARE(driver.findingId(), id);
}

void TestGuiLoad::anotherComputerIsAskedAbout()
{
    test::WindowDriver driver;
    driver.type(QStringLiteral("ws://load.invalid/"));
    driver.trigger("loadTest");
    driver.find<QAbstractButton>("startLoadButton")->click();
    QTRY_VERIFY(driver.find<QMessageBox>("loadQuestion") != nullptr);
    auto *question = driver.find<QMessageBox>("loadQuestion");
    QVERIFY(question->text().contains(QStringLiteral("load.invalid")));
    QCOMPARE(question->textFormat(), Qt::PlainText);
    question->reject();
    QVERIFY(driver.find("startLoadButton")->isVisible());
    QCOMPARE(driver.find<gui::LoadPage>("loadPage")->test().begun, 0);
}

void TestGuiLoad::impossiblePlanIsNotStarted()
{
    test::WindowDriver driver;
    driver.trigger("loadTest");
    driver.find<QSpinBox>("loadConnections")->setValue(10'000);
    driver.find<QSpinBox>("loadTime")->setValue(10);
    QVERIFY(!driver.find("startLoadButton")->isEnabled());
    QVERIFY(driver.find<QLabel>("loadPlan")->text().contains(QStringLiteral("longer than there is time")));
    driver.find<QSpinBox>("loadConnections")->setValue(10);
    QVERIFY(driver.find("startLoadButton")->isEnabled());
    driver.find<QAbstractButton>("startLoadButton")->click(); // without an address
    QVERIFY(driver.find<QLabel>("loadTitle")->text().startsWith(QStringLiteral("Type an address first")));
}

QTEST_MAIN(TestGuiLoad)
#include "test_gui_load.moc"
