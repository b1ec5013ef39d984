#include "gui/windowdriver.h"

#include "gui/application.h"
#include "gui/composer.h"
#include "gui/conversationpanel.h"
#include "gui/messagespage.h"
#include "gui/messagestore.h"
#include "gui/sessionpage.h"
#include "gui/widgets/elidedlabel.h"
#include "gui/widgets/messagecells.h"
#include "gui/widgets/messageview.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QWebSocket>
#include <QWebSocketServer>

#include <algorithm>

using namespace wirewise;
using gui::ConversationState;
using test::WindowDriver;

/// What goes over the live connection by more than one message: frames on purpose, and conversations.
class TestGuiSending : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void piecesArriveAsOneMessage();
    void typedBytesAreShownAndKept();
    void pingsStayUnanswered();
    void heartbeatIsKeptUpOnDemand();
    void conversationPasses();
    void failedStepSaysWhy();
    void conversationIsStopped();
    void conversationConnectsFirst();
    void mistakeIsShownAtItsLine();
    void namesAreAskedFor();
    void environmentIsNamed();
    void fileIsOpenedAndSaved();
    void unsavedConversationIsNotLost();
    void sessionBecomesAConversation();

private:
    static void open(WindowDriver &driver);
    static QList<observation::Message> messages(WindowDriver &driver);
    static const ConversationState &state(WindowDriver &driver)
    {
        return driver.window().current()->conversation();
    }
    static void write(WindowDriver &driver, const char *script);
    static QString remark(WindowDriver &driver)
    {
        return driver.find<gui::ElidedLabel>("conversationRemark")->text();
    }
};

void TestGuiSending::initTestCase()
{
    gui::setUpApplication(*qobject_cast<QApplication *>(QCoreApplication::instance()));
}

void TestGuiSending::open(WindowDriver &driver)
{
    driver.type(driver.labAddress("upgrade.ok"));
    driver.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(driver.window().current() && driver.window().current()->isLive(), 30'000);
    QVERIFY(driver.waitForVerdict());
}

QList<observation::Message> TestGuiSending::messages(WindowDriver &driver)
{
    gui::MessageStore &store = driver.window().current()->messages();
    return store.fetch(0, store.count());
}

void TestGuiSending::write(WindowDriver &driver, const char *script)
{
    if (!driver.window().actions()["conversation"]->isChecked())
        driver.trigger("conversation");
    driver.find<gui::ConversationPanel>("conversationPanel")->setScript(script);
}

void TestGuiSending::piecesArriveAsOneMessage()
{
    WindowDriver driver;
    open(driver);
    driver.window().current()->sendPieces(wire::Opcode::Text, "cut in pieces", {3, 4, 9}, true);
    const auto echoed = [&driver] {
        for (const observation::Message &message : messages(driver)) {
            if (message.direction == wire::Direction::Received && message.payload == "cut in pieces")
                return true;
        }
        return false;
    };
    QTRY_VERIFY(echoed());
    int frames = 0, pings = 0;
    for (const observation::Message &message : messages(driver)) {
        if (message.direction != wire::Direction::Sent)
            continue;
        if (message.payload == "cut in pieces")
            frames = message.frames;
        if (message.opcode == wire::Opcode::Ping && message.payload.startsWith("frame "))
            ++pings;
    }
    QCOMPARE(frames, 4);
    QCOMPARE(pings, 3);
}

void TestGuiSending::typedBytesAreShownAndKept()
{
    WindowDriver driver;
    open(driver);
    driver.trigger("sendFrame");
    const QByteArray reserved = QByteArray::fromHex("838500000000"
                                                    "68656c6c6f");
    driver.find<QLineEdit>("frameBytes")->setText(QString::fromLatin1(reserved.toHex()));
    driver.find<QPushButton>("sendButton")->click();
    // RFC 6455 section 5.2: the opcode is reserved, so the server fails the connection.
    QTRY_VERIFY(!driver.window().current()->isLive());
    const auto typed = [&driver]() -> std::optional<observation::Message> {
        for (const observation::Message &message : messages(driver)) {
            if (message.frames == 0)
                return message;
        }
        return {};
    };
    QTRY_VERIFY(typed());
    const observation::Message message = *typed();
    QCOMPARE(message.payload, reserved);
    QCOMPARE(message.wireSize, reserved.size());
    QCOMPARE(message.direction, wire::Direction::Sent);
    QCOMPARE(gui::messageCell(message, nullptr, gui::MessageColumn::Type, {}), QStringLiteral("As typed"));
    QCOMPARE(gui::messageCell(message, nullptr, gui::MessageColumn::Content, {}),
             QStringLiteral("reserved-3, 5 bytes  68 65 6c 6c 6f"));
    const QString path = driver.window().current()->path();
    driver.restart();
    driver.window().openFile(path);
    QVERIFY(driver.waitForVerdict());
    QTRY_VERIFY(typed());
    QCOMPARE(typed()->payload, reserved);
}

void TestGuiSending::pingsStayUnanswered()
{
    WindowDriver driver;
    open(driver);
    QVERIFY(driver.window().actions()["answerPings"]->isChecked());
    driver.trigger("answerPings");
    QVERIFY(!driver.window().current()->answersPings());
    open(driver); // another connection answers again
    QVERIFY(driver.window().current()->answersPings());
    QVERIFY(driver.window().actions()["answerPings"]->isChecked());
}

void TestGuiSending::heartbeatIsKeptUpOnDemand()
{
    QWebSocketServer server(QStringLiteral("peer"), QWebSocketServer::NonSecureMode);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    WindowDriver driver;
    driver.type(server.serverUrl().toString() + QStringLiteral("/socket.io/?EIO=4&transport=websocket"));
    driver.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(driver.window().current() && driver.window().current()->isLive(), 30'000);
    QVERIFY(server.hasPendingConnections());
    const std::unique_ptr<QWebSocket> peer(server.nextPendingConnection());
    QStringList came;
    connect(peer.get(), &QWebSocket::textMessageReceived, this,
            [&came](const QString &text) { came.append(text); });
    const auto heard = [&driver] {
        const QList<observation::Message> all = messages(driver);
        return std::count_if(all.begin(), all.end(), [](const observation::Message &message) {
            return message.direction == wire::Direction::Received && message.payload == "2";
        });
    };
    peer->sendTextMessage(QStringLiteral("2"));
    QTRY_COMPARE(heard(), 1);
    driver.window().current()->sendText("mark");
    QTRY_COMPARE(came, QStringList{QStringLiteral("mark")}); // an answer would have come before it
    driver.trigger("answerHeartbeat");
    QVERIFY(driver.window().current()->keepsHeartbeat());
    driver.window().current()->sendText("now");
    QTRY_COMPARE(came.size(), 2); // behind the switch
    peer->sendTextMessage(QStringLiteral("2"));
    QTRY_COMPARE(came.size(), 3);
    QCOMPARE(came.constLast(), QStringLiteral("3"));
}

void TestGuiSending::conversationPasses()
{
    WindowDriver driver;
    open(driver);
    write(driver, "send {\"type\": \"one\"}\n"
                  "expect within 20s type:one\n"
                  "keep kind $.type\n"
                  "send again {{kind}}\n"
                  "expect within 20s \"again one\"\n"
                  "close 1000 done\n"
                  "expect-close 1000 within 20s\n");
    driver.trigger("runConversation");
    QTRY_COMPARE_WITH_TIMEOUT(state(driver).phase, ConversationState::Phase::Passed, 30'000);
    QCOMPARE(remark(driver), QStringLiteral("All 7 steps passed."));
    auto *steps = driver.find<QListView>("conversationSteps");
    QCOMPARE(steps->model()->rowCount(), 7);
    steps->setCurrentIndex(steps->model()->index(4, 0));
    auto *button = driver.find<QPushButton>("stepMessageButton");
    const qint64 number = steps->currentIndex().data(gui::ConversationModel::MessageRole).toLongLong();
    QVERIFY(number > 0 && button->isVisible());
    QTRY_VERIFY(driver.window().current()->messages().count() >= number);
    // The list may be a moment behind the conversation.
    const auto *view = driver.find<gui::MessageView>("messageView");
    QTRY_VERIFY((button->click(), view->currentMessage().number == number));
    QCOMPARE(view->currentMessage().payload, QByteArray("again one"));
}

void TestGuiSending::failedStepSaysWhy()
{
    WindowDriver driver;
    open(driver);
    write(driver, "send one\nexpect within 50ms never-said\nclose 1000\n");
    driver.find<QPushButton>("runConversationButton")->click();
    QTRY_COMPARE(state(driver).phase, ConversationState::Phase::Failed);
    QCOMPARE(remark(driver), QStringLiteral("Failed after 1 of 3 steps."));
    const QString why = driver.find<QLabel>("stepLabel")->text();
    QVERIFY2(why.startsWith(QStringLiteral("Line 2 failed after ")), qPrintable(why));
    QVERIFY2(why.contains(QStringLiteral("No such message came in time.")), qPrintable(why));
    QVERIFY(driver.window().current()->isLive());
    // Run again, mended.
    write(driver, "send two\nexpect within 20s two\n");
    driver.find<QPushButton>("runConversationButton")->click();
    QTRY_COMPARE(state(driver).phase, ConversationState::Phase::Passed);
    QVERIFY(driver.window().current()->isLive());
}

void TestGuiSending::conversationIsStopped()
{
    WindowDriver driver;
    open(driver);
    write(driver, "send one\nexpect within 10min never-said\n");
    driver.trigger("runConversation");
    QTRY_COMPARE(state(driver).phase, ConversationState::Phase::Running);
    QTRY_VERIFY(driver.find("stopConversationButton")->isVisible());
    driver.trigger("stopConversation");
    QTRY_COMPARE(state(driver).phase, ConversationState::Phase::Stopped);
    QCOMPARE(remark(driver), QStringLiteral("Stopped after 1 of 2 steps."));
    QVERIFY(driver.window().current()->isLive());
}

void TestGuiSending::conversationConnectsFirst()
{
    WindowDriver driver;
    open(driver);
    driver.trigger("disconnect");
    QTRY_VERIFY(!driver.window().current()->isLive());
    const gui::CheckSession *before = driver.window().current();
    write(driver, "send fresh\nexpect within 20s fresh\nclose 1000\n");
    QCOMPARE(driver.find<QPushButton>("runConversationButton")->text(), QStringLiteral("Connect and Run"));
    driver.trigger("runConversation");
    QTRY_VERIFY(driver.window().current() && driver.window().current() != before);
    QTRY_COMPARE_WITH_TIMEOUT(state(driver).phase, ConversationState::Phase::Passed, 30'000);
    QVERIFY(driver.waitForVerdict());
}

void TestGuiSending::mistakeIsShownAtItsLine()
{
    WindowDriver driver;
    open(driver);
    write(driver, "send one\nexpect /a\n");
    const QString problem = driver.find<QLabel>("problemLabel")->text();
    QVERIFY2(problem.startsWith(QStringLiteral("Line 2: A slash is expected")), qPrintable(problem));
    QVERIFY(!driver.find("runConversationButton")->isEnabled());
    auto *edit = driver.find<QPlainTextEdit>("conversationEdit");
    QVERIFY(!edit->extraSelections().isEmpty());
    QCOMPARE(edit->extraSelections().constFirst().cursor.blockNumber(), 1);
    edit->setPlainText(QStringLiteral("send one"));
    QTRY_COMPARE(remark(driver), QStringLiteral("1 step"));
    QVERIFY(edit->extraSelections().isEmpty());
}

void TestGuiSending::namesAreAskedFor()
{
    WindowDriver driver;
    open(driver);
    write(driver, "send {{word}}\nexpect within 20s {{word}}\n");
    driver.trigger("runConversation");
    QCOMPARE(remark(driver), QStringLiteral("word wants a value."));
    QCOMPARE(state(driver).phase, ConversationState::Phase::None);
    auto *panel = driver.find<gui::ConversationPanel>("conversationPanel");
    auto *field = panel->findChild<QLineEdit *>(QStringLiteral("value_word"));
    QVERIFY(field && field->isVisible());
    field->setText(QStringLiteral("spoken here"));
    driver.trigger("runConversation");
    QTRY_COMPARE(state(driver).phase, ConversationState::Phase::Passed);
    const auto isSent = [&driver] {
        const QList<observation::Message> all = messages(driver);
        return std::any_of(all.begin(), all.end(), [](const observation::Message &message) {
            return message.payload == "spoken here";
        });
    };
    QTRY_VERIFY(isSent());
}

void TestGuiSending::environmentIsNamed()
{
    WindowDriver driver;
    open(driver);
    qputenv("WIREWISE_TEST_WORD", "from outside");
    write(driver, "send {{env:WIREWISE_TEST_WORD}}\nexpect within 20s \"from outside\"\n"
                  "# {{env:WIREWISE_TEST_COMMENT}}\n");
    QCOMPARE(driver.find<QLabel>("environmentLabel")->text(),
             QStringLiteral("From the environment: WIREWISE_TEST_WORD is set."));
    driver.trigger("runConversation");
    QTRY_COMPARE(state(driver).phase, ConversationState::Phase::Passed);
    qunsetenv("WIREWISE_TEST_WORD");
}

void TestGuiSending::fileIsOpenedAndSaved()
{
    WindowDriver driver;
    open(driver);
    write(driver, "send one\nwait 5ms\n");
    auto *panel = driver.find<gui::ConversationPanel>("conversationPanel");
    const QString path = driver.filePath(QStringLiteral("talk.txt"));
    QVERIFY(panel->saveTo(path));
    QCOMPARE(driver.find<gui::ElidedLabel>("conversationFile")->text(), QStringLiteral("talk.txt"));
    auto *edit = driver.find<QPlainTextEdit>("conversationEdit");
    edit->appendPlainText(QStringLiteral("close 1000"));
    QTRY_COMPARE(driver.find<gui::ElidedLabel>("conversationFile")->text(),
                 QStringLiteral("talk.txt, changed"));
    QVERIFY(panel->takeFile(path));
    QCOMPARE(edit->toPlainText(), QStringLiteral("send one\nwait 5ms\n"));
    edit->undo(); // what was there before is not lost
    QVERIFY(edit->toPlainText().contains(QStringLiteral("close 1000")));
    QVERIFY(!panel->takeFile(driver.filePath(QStringLiteral("none.txt"))));
    QVERIFY2(remark(driver).startsWith(QStringLiteral("none.txt cannot be read")),
             qPrintable(remark(driver)));
    QVERIFY(!panel->saveTo(driver.filePath(QStringLiteral("no/such/folder.txt"))));
    QVERIFY2(remark(driver).contains(QStringLiteral("cannot be written")), qPrintable(remark(driver)));
}

void TestGuiSending::unsavedConversationIsNotLost()
{
    WindowDriver driver;
    open(driver);
    write(driver, "send one\n");
    const auto answer = [&driver](QMessageBox::StandardButton button) {
        QVERIFY(!driver.window().close());
        auto *box = driver.find<QMessageBox>("unsavedConversationQuestion");
        QVERIFY(box);
        QTest::mouseClick(box->button(button), Qt::LeftButton);
    };
    answer(QMessageBox::Cancel);
    QVERIFY(driver.window().isVisible());
    auto *panel = driver.find<gui::ConversationPanel>("conversationPanel");
    const QString path = driver.filePath(QStringLiteral("talk.txt"));
    QVERIFY(panel->saveTo(path));
    auto *edit = driver.find<QPlainTextEdit>("conversationEdit");
    edit->appendPlainText(QStringLiteral("close 1000"));
    QTRY_VERIFY(!driver.find<QMessageBox>("unsavedConversationQuestion"));
    answer(QMessageBox::Save);
    QVERIFY(!driver.window().isVisible());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("close 1000"));
    driver.window().show();
    edit->appendPlainText(QStringLiteral("ping"));
    QTRY_VERIFY(!driver.find<QMessageBox>("unsavedConversationQuestion"));
    answer(QMessageBox::Discard);
    QVERIFY(!driver.window().isVisible());
}

void TestGuiSending::sessionBecomesAConversation()
{
    WindowDriver driver;
    open(driver);
    driver.window().current()->sendText("{\"type\": \"first\"}");
    const auto isEchoed = [&driver] {
        for (const observation::Message &message : messages(driver)) {
            if (message.direction == wire::Direction::Received && message.payload.contains("first"))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(isEchoed());
    driver.trigger("recordConversation");
    auto *edit = driver.find<QPlainTextEdit>("conversationEdit");
    QTRY_VERIFY(edit->toPlainText().contains(QStringLiteral("send {\"type\": \"first\"}")));
    QVERIFY2(edit->toPlainText().contains(QStringLiteral("expect within 5s type:first")),
             qPrintable(edit->toPlainText()));
}

QTEST_MAIN(TestGuiSending)
#include "test_gui_sending.moc"
