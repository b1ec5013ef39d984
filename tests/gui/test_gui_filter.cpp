#include "gui/windowdriver.h"

#include "gui/application.h"
#include "gui/filterbar.h"
#include "gui/messagespage.h"
#include "gui/widgets/messageview.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace wirewise;
using test::WindowDriver;

/// What the list shows of a session that is filtered, and from where.
class TestGuiFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void emptyListOffersToClearTheFilter();
    void searchCanBeStopped();
    void filterKeepsThePlace();
    void filterGoesOnToFollow();

private:
    static gui::MessageView *view(WindowDriver &driver);
    static void open(WindowDriver &driver);
    /// Waits for the echo of each.
    static void send(WindowDriver &driver, const QByteArrayList &texts);
    static void sendNumbers(WindowDriver &driver, int count);
};

void TestGuiFilter::initTestCase()
{
    gui::setUpApplication(*qobject_cast<QApplication *>(QCoreApplication::instance()));
}

gui::MessageView *TestGuiFilter::view(WindowDriver &driver)
{
    return driver.find<gui::MessageView>("messageView");
}

void TestGuiFilter::open(WindowDriver &driver)
{
    driver.type(driver.labAddress("upgrade.ok"));
    driver.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(driver.window().current() && driver.window().current()->isLive(), 30'000);
    QVERIFY(driver.waitForVerdict());
}

void TestGuiFilter::send(WindowDriver &driver, const QByteArrayList &texts)
{
    gui::MessageStore &store = driver.window().current()->messages();
    const qint64 wanted = store.count() + 2 * texts.size();
    for (const QByteArray &text : texts)
        driver.window().current()->sendText(text);
    QTRY_COMPARE_WITH_TIMEOUT(store.count(), wanted, 30'000);
    QTRY_COMPARE(view(driver)->rowCount(), wanted);
}

/// Every second one is odd.
void TestGuiFilter::sendNumbers(WindowDriver &driver, int count)
{
    QByteArrayList texts;
    for (int i = 0; i < count; ++i)
        texts.append((i % 2 == 0 ? "even " : "odd ") + QByteArray::number(i));
    send(driver, texts);
}

void TestGuiFilter::emptyListOffersToClearTheFilter()
{
    WindowDriver driver;
    open(driver);
    send(driver, {"hay"});
    auto *line = driver.find<QLineEdit>("filterLine");
    auto *offer = driver.find<QPushButton>("emptyOffer");
    QVERIFY(!offer->isVisible());
    line->setText(QStringLiteral("needle"));
    QTRY_VERIFY(offer->isVisible());
    QCOMPARE(offer->text(), QStringLiteral("Clear the filter"));
    QTest::mouseClick(offer, Qt::LeftButton);
    QCOMPARE(line->text(), QString());
    QTRY_VERIFY(view(driver)->rowCount() >= 2);
    QVERIFY(!offer->isVisible());
}

void TestGuiFilter::searchCanBeStopped()
{
    gui::FilterBar bar;
    bar.show();
    bar.addTerm(QStringLiteral("needle"));
    QSignalSpy changed(&bar, &gui::FilterBar::filterChanged);
    QTRY_COMPARE(changed.size(), 1);
    auto *stop = bar.findChild<QPushButton *>(QStringLiteral("filterStop"));
    auto *all = bar.findChild<QPushButton *>(QStringLiteral("filterAll"));
    bar.setCounts({.shown = 10, .hidden = 90, .unsearched = 100, .searching = true});
    QVERIFY(!stop->isVisible());
    QTRY_VERIFY(stop->isVisible());
    QSignalSpy stopped(&bar, &gui::FilterBar::stopRequested);
    QTest::mouseClick(stop, Qt::LeftButton);
    QCOMPARE(stopped.size(), 1);
    bar.setCounts({.shown = 10, .hidden = 90, .unsearched = 100});
    QVERIFY(!stop->isVisible());
    QVERIFY(all->isVisible());
    QSignalSpy again(&bar, &gui::FilterBar::searchAllRequested);
    QTest::mouseClick(all, Qt::LeftButton);
    QCOMPARE(again.size(), 1);
    bar.setCounts({.shown = 2'904'117, .hidden = 908'141});
    QVERIFY(!all->isVisible());
    QCOMPARE(bar.findChild<QLabel *>(QStringLiteral("filterShown"))->text(), QStringLiteral("2,904,117"));
}

/// Who looks at an earlier message goes on to look at it, with a filter and without one.
void TestGuiFilter::filterKeepsThePlace()
{
    WindowDriver driver;
    open(driver);
    sendNumbers(driver, 200);
    gui::MessageView *list = view(driver);
    auto *line = driver.find<QLineEdit>("filterLine");
    const auto numberAtTop = [list] { return list->accessibleCell(0, 0); };
    list->showFrom(100);
    QVERIFY(!list->isFollowing());
    QCOMPARE(numberAtTop(), QStringLiteral("101"));
    line->setText(QStringLiteral("-nothing"));
    QTRY_COMPARE(driver.find<QLabel>("filterShown")->text(), QString::number(list->rowCount()));
    QTRY_COMPARE(numberAtTop(), QStringLiteral("101"));
    QVERIFY(!list->isFollowing());
    line->setText(QStringLiteral("absent"));
    QTRY_COMPARE(list->rowCount(), qint64(0));
    line->clear();
    QTRY_VERIFY(list->rowCount() >= 400);
    QCOMPARE(numberAtTop(), QStringLiteral("101"));
    QVERIFY(!list->isFollowing());
}

void TestGuiFilter::filterGoesOnToFollow()
{
    WindowDriver driver;
    open(driver);
    sendNumbers(driver, 100);
    gui::MessageView *list = view(driver);
    QVERIFY(list->isFollowing());
    auto *line = driver.find<QLineEdit>("filterLine");
    line->setText(QStringLiteral("odd"));
    QTRY_COMPARE(list->rowCount(), qint64(100));
    QVERIFY(list->isFollowing());
    QTRY_COMPARE(list->visible().second, qint64(99));
    line->clear();
    QTRY_VERIFY(list->rowCount() >= 200);
    QVERIFY(list->isFollowing());
}

QTEST_MAIN(TestGuiFilter)
#include "test_gui_filter.moc"
