#include "gui/windowdriver.h"

#include "gui/application.h"
#include "gui/messagestore.h"
#include "gui/sessionpage.h"
#include "gui/widgets/messageview.h"
#include "gui/widgets/segmentedcontrol.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace wirewise;
using test::WindowDriver;

/// The connection that Connect leaves open.
class TestGuiConsole : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void connectGivesTheSameVerdictAsCheck();
    void messagesGoBothWays();
    void closeCarriesItsCode();
    void messagesAreKept();
    void composerRefusesWhatCannotBeSent();
    void filterShowsWhatMatches();
    void filterSearchesTheWholeFile();
    void filterWithAMistakeChangesNothing();

private:
    static void open(WindowDriver &driver);
    static QList<observation::Message> messages(WindowDriver &driver);
};

void TestGuiConsole::initTestCase()
{
    gui::setUpApplication(*qobject_cast<QApplication *>(QCoreApplication::instance()));
}

void TestGuiConsole::open(WindowDriver &driver)
{
    driver.type(driver.labAddress("upgrade.ok"));
    driver.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(driver.window().current() && driver.window().current()->isLive(), 30'000);
    QCOMPARE(driver.window().sessionPage()->tab(), gui::SessionPage::Tab::Messages);
}

QList<observation::Message> TestGuiConsole::messages(WindowDriver &driver)
{
    gui::MessageStore &store = driver.window().current()->messages();
    return store.fetch(0, store.count());
}

void TestGuiConsole::connectGivesTheSameVerdictAsCheck()
{
    WindowDriver driver;
    driver.type(driver.labAddress("health.head-misleading"));
    driver.key(Qt::Key_Return);
    QVERIFY(driver.waitForVerdict());
    const QString title = driver.title();
    const QByteArray id = driver.findingId();
    driver.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(driver.window().current()->keepsConnection());
    QVERIFY(driver.waitForVerdict());
    QCOMPARE(driver.findingId(), id);
    QCOMPARE(driver.title(), title);
    QVERIFY(driver.window().current()->isLive());
    QCOMPARE(driver.find<QPushButton>("connectButton")->text(), QStringLiteral("Disconnect"));
}

void TestGuiConsole::messagesGoBothWays()
{
    WindowDriver driver;
    open(driver);
    auto *edit = driver.find<QPlainTextEdit>("composerEdit");
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("hello from the window"));
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    const auto counted = [&driver](wire::Direction direction) {
        int count = 0;
        for (const observation::Message &message : messages(driver))
            count += message.direction == direction && message.payload == "hello from the window" ? 1 : 0;
        return count;
    };
    QTRY_COMPARE(counted(wire::Direction::Sent), 1);
    QTRY_COMPARE(counted(wire::Direction::Received), 1);
    QTRY_COMPARE(driver.find<gui::MessageView>("messageView")->accessibleRowCount() > 0, true);
    driver.trigger("sendPing");
    const auto hasPong = [&driver] {
        for (const observation::Message &message : messages(driver)) {
            if (message.opcode == wire::Opcode::Pong && message.direction == wire::Direction::Received)
                return true;
        }
        return false;
    };
    QTRY_VERIFY(hasPong());
}

void TestGuiConsole::closeCarriesItsCode()
{
    WindowDriver driver;
    open(driver);
    QVERIFY(driver.waitForVerdict());
    driver.trigger("closeWith");
    auto *code = driver.find<QComboBox>("closeCode");
    code->setEditText(QStringLiteral("4321"));
    auto *reason = driver.find<QLineEdit>("closeReason");
    reason->setText(QStringLiteral("enough"));
    QTest::keyClick(reason, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!driver.window().current()->isLive());
    bool isSent = false;
    for (const observation::Message &message : messages(driver))
        isSent =
            isSent || (message.opcode == wire::Opcode::Close && message.direction == wire::Direction::Sent &&
                       message.payload == QByteArray("\x10\xe1") + "enough");
    QVERIFY(isSent);
    QCOMPARE(driver.find<QPushButton>("connectButton")->text(), QStringLiteral("Connect"));
    QVERIFY(!driver.find("sendButton")->isEnabled());
}

void TestGuiConsole::messagesAreKept()
{
    WindowDriver driver;
    open(driver);
    QVERIFY(driver.waitForVerdict());
    for (int i = 0; i < 300; ++i)
        driver.window().current()->sendText("message " + QByteArray::number(i));
    QTRY_VERIFY(driver.window().current()->messages().count() >= 600);
    const qint64 count = driver.window().current()->messages().count();
    const QString path = driver.window().current()->path();
    driver.restart();
    driver.window().openFile(path);
    QVERIFY(driver.waitForVerdict());
    QVERIFY(driver.window().current()->messages().count() >= count);
    QTRY_COMPARE(driver.window().current()->messages().fetch(0, 20).size(), 20);
    QTRY_COMPARE(driver.window().current()->messages().fetch(count - 5, 5).size(), 5);
}

void TestGuiConsole::composerRefusesWhatCannotBeSent()
{
    WindowDriver driver;
    open(driver);
    auto *send = driver.find<QPushButton>("sendButton");
    QVERIFY(send->isEnabled());
    driver.trigger("closeWith");
    driver.find<QComboBox>("closeCode")->setEditText(QStringLiteral("1006"));
    QVERIFY(!send->isEnabled());
    driver.find<QComboBox>("closeCode")->setEditText(QStringLiteral("1000"));
    driver.find<QLineEdit>("closeReason")->setText(QString(124, QLatin1Char('x')));
    QVERIFY(!send->isEnabled());
    driver.trigger("sendMessage");
    QVERIFY(send->isEnabled());
}

void TestGuiConsole::filterShowsWhatMatches()
{
    WindowDriver driver;
    open(driver);
    QVERIFY(driver.waitForVerdict());
    driver.key(Qt::Key_F, Qt::ControlModifier);
    auto *line = driver.find<QLineEdit>("filterLine");
    QTRY_VERIFY(line->hasFocus());
    QTest::keyClicks(line, QStringLiteral("needle"));
    auto *shown = driver.find<QLabel>("filterShown");
    QTRY_COMPARE(shown->text(), QStringLiteral("0"));
    // Live messages are judged as they come; the lab echoes each of them.
    for (int i = 0; i < 30; ++i)
        driver.window().current()->sendText(i % 10 == 0 ? "a needle" : "hay");
    QTRY_COMPARE(shown->text(), QStringLiteral("6"));
    auto *view = driver.find<gui::MessageView>("messageView");
    QTRY_COMPARE(view->accessibleRowCount(), 6);
    const int content = view->accessibleColumnCount() - 1;
    QTRY_COMPARE(view->accessibleCell(0, content), QStringLiteral("a needle"));
    driver.find<gui::SegmentedControl>("filterDirection")->setCurrentIndex(1);
    QTRY_COMPARE(shown->text(), QStringLiteral("3"));
    // Esc in the line clears the line, and stops nothing.
    line->setFocus();
    QTest::keyClick(line, Qt::Key_Escape);
    QCOMPARE(line->text(), QString());
    QVERIFY(driver.window().current()->isLive());
    driver.find<gui::SegmentedControl>("filterDirection")->setCurrentIndex(0);
    QTRY_COMPARE(shown->text(), QString());
    QTRY_VERIFY(view->accessibleRowCount() > 6);
}

void TestGuiConsole::filterSearchesTheWholeFile()
{
    WindowDriver driver;
    open(driver);
    QVERIFY(driver.waitForVerdict());
    for (int i = 0; i < 500; ++i)
        driver.window().current()->sendText("message " + QByteArray::number(i) + " of many");
    QTRY_VERIFY(driver.window().current()->messages().count() >= 1000);
    const QString path = driver.window().current()->path();
    driver.restart();
    driver.window().openFile(path);
    QVERIFY(driver.waitForVerdict());
    driver.trigger("showMessages");
    auto *line = driver.find<QLineEdit>("filterLine");
    line->setText(QStringLiteral("/message 4\\d7 /"));
    QTRY_COMPARE(driver.find<QLabel>("filterShown")->text(), QStringLiteral("20"));
    auto *view = driver.find<gui::MessageView>("messageView");
    const int content = view->accessibleColumnCount() - 1;
    // The latest is in sight, and is read from the file.
    QTRY_VERIFY(view->accessibleRowCount() > 0);
    QTRY_COMPARE(view->accessibleCell(view->accessibleRowCount() - 1, content),
                 QStringLiteral("message 497 of many"));
    view->setCurrent(0);
    QTRY_VERIFY(view->currentMessage().number > 1);
    const qint64 number = view->currentMessage().number;
    line->clear();
    QTRY_COMPARE(view->current(), number - 1);
    line->setText(QStringLiteral("absent"));
    QTRY_COMPARE(driver.find<QLabel>("filterShown")->text(), QStringLiteral("0"));
    QCOMPARE(view->accessibleRowCount(), 0);
}

void TestGuiConsole::filterWithAMistakeChangesNothing()
{
    WindowDriver driver;
    open(driver);
    auto *line = driver.find<QLineEdit>("filterLine");
    line->setText(QStringLiteral("needle"));
    auto *shown = driver.find<QLabel>("filterShown");
    QTRY_COMPARE(shown->text(), QStringLiteral("0"));
    line->setText(QStringLiteral("/(/"));
    QTRY_VERIFY(!line->accessibleDescription().isEmpty());
    QCOMPARE(driver.find<gui::MessageView>("messageView")->accessibleRowCount(), 0);
    line->clear();
    QVERIFY(line->accessibleDescription().isEmpty());
}

QTEST_MAIN(TestGuiConsole)
#include "test_gui_console.moc"
