#include "gui/windowdriver.h"

#include "gui/application.h"
#include "gui/connectioncloses.h"
#include "gui/contentcolumn.h"
#include "gui/jsonpane.h"
#include "gui/messagecontent.h"
#include "gui/messagedetail.h"
#include "gui/messagespage.h"
#include "gui/sessionpage.h"
#include "gui/widgets/messageview.h"
#include "wire/closecode.h"

#include <QClipboard>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QTreeView>

using namespace wirewise;
using gui::MessageColumn;
using gui::MessageContent;
using test::WindowDriver;

/// What the list says of a message, and what can be done with one.
class TestGuiColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keysBecomeParts_data();
    void keysBecomeParts();
    void longMessagesStayWhole();
    void packetsAreNamed();
    void termsOfMessages_data();
    void termsOfMessages();
    void keysAreOffered();
    void columnsAreRememberedPerHost();
    void anotherKeyIsTyped();
    void jsonNodeBecomesAColumn();
    void messageMenuDoesWhatItSays();
    void menuOpensAtTheRow();
    void timesCountFromAMark();
    void closesAreExplainedOnce();
    void closeThatWasNotAnsweredIsNotClean();
    void breachIsShownWithItsBytes();

private:
    static observation::Message message(const QByteArray &payload, wire::Opcode opcode = wire::Opcode::Text);
    static observation::Message close(qint64 number, std::chrono::milliseconds at, wire::Direction direction,
                                      quint16 code);
    static QList<wire::JsonPath> paths(const QByteArray &written);
    static QString joined(const QList<gui::ContentPart> &parts);
    static gui::MessagesPage *page(WindowDriver &driver);
    static void open(WindowDriver &driver);
    static void sendAndChoose(WindowDriver &driver, const QByteArray &text);
    static QMenu *menu(WindowDriver &driver, const char *name);
    static void pick(WindowDriver &driver, const char *menuName, const QString &text);
    static QString content(WindowDriver &driver);
};

void TestGuiColumns::initTestCase()
{
    gui::setUpApplication(*qobject_cast<QApplication *>(QCoreApplication::instance()));
}

observation::Message TestGuiColumns::message(const QByteArray &payload, wire::Opcode opcode)
{
    static qint64 number = 0;
    observation::Message message;
    message.number = ++number;
    message.opcode = opcode;
    message.payload = payload;
    return message;
}

QList<wire::JsonPath> TestGuiColumns::paths(const QByteArray &written)
{
    QList<wire::JsonPath> paths;
    for (const QByteArray &path : written.split(' ')) {
        if (const auto read = wire::JsonPath::read(path))
            paths.append(*read);
    }
    return paths;
}

QString TestGuiColumns::joined(const QList<gui::ContentPart> &parts)
{
    QStringList texts;
    for (const gui::ContentPart &part : parts)
        texts.append(part.text);
    return texts.join(u'|');
}

void TestGuiColumns::keysBecomeParts_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("shown");
    QTest::newRow("all") << QByteArray(R"({"type":"said","who":{"role":"agent"},"text":"Hi \"you\""})")
                         << QStringLiteral("said|agent|Hi \"you\"");
    QTest::newRow("the last is missing") << QByteArray(R"({"type":"done"})") << QStringLiteral("done");
    QTest::newRow("the first is missing") << QByteArray(R"({"text":"alone"})") << QStringLiteral("–|–|alone");
    QTest::newRow("none is there") << QByteArray(R"({"subscribe":"x"})") << QString();
    QTest::newRow("no JSON") << QByteArray("hello") << QString();
    QTest::newRow("broken JSON") << QByteArray(R"({"type":"said")") << QString();
    QTest::newRow("an object") << QByteArray(R"({"type":{"a": 1}})") << QStringLiteral("{\"a\": 1}");
    QTest::newRow("hostile") << QByteArray("{\"type\":\"\\u001b[2J<b>\\u202e\"}")
                             << QStringLiteral("\u241b[2J<b><U+202E>");
}

void TestGuiColumns::keysBecomeParts()
{
    QFETCH(QByteArray, payload);
    MessageContent content;
    content.setKeys(paths("type who.role text"));
    QCOMPARE(content.title(), QStringLiteral("type, who.role, text"));
    const observation::Message sample = message(payload);
    const QList<gui::ContentPart> parts = content.partsOf(sample);
    QTEST(joined(parts), "shown");
    QCOMPARE(content.partsOf(sample), parts);
    content.setKeys({});
    QVERIFY(content.partsOf(sample).isEmpty());
}

void TestGuiColumns::longMessagesStayWhole()
{
    MessageContent content;
    content.setKeys(paths("type"));
    const QByteArray filler(MessageContent::LargestRead, 'x');
    QVERIFY(content.partsOf(message(QByteArray("{\"type\":\"") + filler + "\"}")).isEmpty());
    QVERIFY(content.partsOf(message(R"({"type":"x"})", wire::Opcode::Ping)).isEmpty());
    // Another session: the same number is another message.
    observation::Message first = message(R"({"type":"one"})");
    QCOMPARE(joined(content.partsOf(first)), QStringLiteral("one"));
    first.payload = R"({"type":"two"})";
    content.forget();
    QCOMPARE(joined(content.partsOf(first)), QStringLiteral("two"));
}

void TestGuiColumns::packetsAreNamed()
{
    MessageContent content;
    const observation::Message said = message(R"(42/chat,["said",{"text":"hi"}])");
    QVERIFY(content.partsOf(said).isEmpty());
    content.setDialect(wire::Dialect::SocketIo);
    const QList<gui::ContentPart> parts = content.partsOf(said);
    QVERIFY(parts.size() >= 2);
    QCOMPARE(parts.constFirst().text, QStringLiteral("EVENT"));
    QVERIFY(joined(parts).contains(QStringLiteral("said")));
    content.setKeys(paths("[1].text"));
    QCOMPARE(joined(content.partsOf(said)), QStringLiteral("hi"));
}

void TestGuiColumns::termsOfMessages_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("term");
    QTest::newRow("its type") << QByteArray(R"({"id":7,"type":"heartbeat"})")
                              << QStringLiteral("type:heartbeat");
    QTest::newRow("a first value") << QByteArray(R"({"list":[1],"id":7})") << QStringLiteral("id:7");
    QTest::newRow("an element") << QByteArray(R"(["joined",1])") << QStringLiteral("\"joined\"");
    QTest::newRow("words") << QByteArray("hello you") << QStringLiteral("\"hello you\"");
    QTest::newRow("nothing") << QByteArray("{}") << QString();
}

void TestGuiColumns::termsOfMessages()
{
    QFETCH(QByteArray, payload);
    MessageContent content;
    QTEST(content.termOf(message(payload)), "term");
    content.setKeys(paths("deep.value"));
    QCOMPARE(content.termOf(message(R"({"type":"a","deep":{"value":"two words"}})")),
             QStringLiteral("value:\"two words\""));
}

void TestGuiColumns::keysAreOffered()
{
    MessageContent content;
    const QList<observation::Message> messages{
        message(R"({"type":"a","deep":{"x":1},"list":[{"y":1}]})"), message(R"({"type":"b","text":"t"})"),
        message(R"({"text":"t","type":"c"})"), message("no JSON"), message("\x01", wire::Opcode::Ping)};
    QByteArrayList keys;
    for (const wire::JsonPath &key : content.keysIn(messages, 3))
        keys.append(key.written());
    QCOMPARE(keys, (QByteArrayList{"type", "text", "deep.x"}));
    const QList<wire::JsonPath> ofList = content.keysIn({message(R"(["said",{"text":"t"}])")}, 9);
    QCOMPARE(ofList, paths("[0] [1].text"));
}

gui::MessagesPage *TestGuiColumns::page(WindowDriver &driver)
{
    return driver.window().sessionPage()->messagesPage();
}

void TestGuiColumns::open(WindowDriver &driver)
{
    driver.type(driver.labAddress("upgrade.ok"));
    driver.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(driver.window().current() && driver.window().current()->isLive(), 30'000);
    QVERIFY(driver.waitForVerdict());
}

/// Waits for the echo and chooses it.
void TestGuiColumns::sendAndChoose(WindowDriver &driver, const QByteArray &text)
{
    gui::MessageStore &store = driver.window().current()->messages();
    const qint64 before = store.count();
    driver.window().current()->sendText(text);
    QTRY_VERIFY(store.count() >= before + 2);
    gui::MessageView *view = page(driver)->view();
    QTRY_COMPARE(view->rowCount(), store.count());
    view->setCurrent(store.count() - 1);
    QCOMPARE(view->currentMessage().payload, text);
}

QMenu *TestGuiColumns::menu(WindowDriver &driver, const char *name)
{
    return driver.find<QMenu>(name);
}

/// Chooses an entry of a menu that is open, and closes it.
void TestGuiColumns::pick(WindowDriver &driver, const char *menuName, const QString &text)
{
    QMenu *shown = menu(driver, menuName);
    QVERIFY(shown);
    for (QAction *action : shown->actions()) {
        if (action->text().remove(u'&') == text) {
            QVERIFY2(action->isEnabled(), qPrintable(text));
            action->trigger();
            shown->close();
            QTRY_VERIFY(!menu(driver, menuName));
            return;
        }
    }
    QFAIL(qPrintable(text));
}

QString TestGuiColumns::content(WindowDriver &driver)
{
    const gui::MessageView *view = page(driver)->view();
    return view->accessibleCell(view->accessibleCurrentRow(), static_cast<int>(MessageColumn::Content));
}

void TestGuiColumns::columnsAreRememberedPerHost()
{
    WindowDriver driver;
    open(driver);
    sendAndChoose(driver, R"({"type":"said","text":"Hi"})");
    driver.trigger("messageColumns");
    pick(driver, "columnMenu", QStringLiteral("type"));
    QCOMPARE(content(driver), QStringLiteral("said"));
    driver.trigger("messageColumns");
    pick(driver, "columnMenu", QStringLiteral("text"));
    QCOMPARE(content(driver), QStringLiteral("said Hi"));
    QCOMPARE(page(driver)->view()->accessibleColumnName(static_cast<int>(MessageColumn::Content)),
             QStringLiteral("Content type, text"));
    const QString path = driver.window().current()->path();
    driver.restart();
    driver.window().openFile(path);
    QVERIFY(driver.waitForVerdict());
    QCOMPARE(page(driver)->contentColumn()->keys(), (QList<QByteArray>{"type", "text"}));
    // Another host has its own.
    driver.window().checkWith(QStringLiteral("ws://127.0.0.1:1/"), {});
    QCOMPARE(page(driver)->contentColumn()->keys(), QList<QByteArray>());
    QVERIFY(driver.waitForVerdict());
    driver.window().openFile(path);
    QTRY_COMPARE(page(driver)->contentColumn()->keys(), (QList<QByteArray>{"type", "text"}));
    driver.trigger("wholeMessages");
    QCOMPARE(page(driver)->contentColumn()->keys(), QList<QByteArray>());
    driver.restart();
    driver.window().openFile(path);
    QVERIFY(driver.waitForVerdict());
    QCOMPARE(page(driver)->contentColumn()->keys(), QList<QByteArray>());
}

void TestGuiColumns::anotherKeyIsTyped()
{
    WindowDriver driver;
    open(driver);
    sendAndChoose(driver, R"({"items":[{"id":"first"}]})");
    const auto type = [&driver](const QString &path) {
        auto *dialog = driver.find<QInputDialog>("columnDialog");
        QVERIFY(dialog);
        dialog->setTextValue(path);
        dialog->accept();
    };
    driver.trigger("messageColumns");
    pick(driver, "columnMenu", QStringLiteral("Another Key…"));
    type(QStringLiteral("items[0"));
    QTRY_COMPARE(driver.window().findChildren<QInputDialog *>(QStringLiteral("columnDialog")).size(), 1);
    QVERIFY(driver.find<QInputDialog>("columnDialog")->labelText().contains(QStringLiteral("no path")));
    type(QStringLiteral("items[0].id"));
    QCOMPARE(content(driver), QStringLiteral("first"));
}

void TestGuiColumns::jsonNodeBecomesAColumn()
{
    WindowDriver driver;
    open(driver);
    sendAndChoose(driver, R"({"event":{"type":"moved"}})");
    gui::JsonPane *pane = page(driver)->detail()->jsonPane();
    pane->choosePath("$.event.type");
    QCOMPARE(pane->currentPath(), QByteArray("$.event.type"));
    auto *tree = driver.find<QTreeView>("jsonTree");
    const auto openMenu = [tree] {
        Q_EMIT tree->customContextMenuRequested(tree->visualRect(tree->currentIndex()).center());
    };
    openMenu();
    pick(driver, "jsonMenu", QStringLiteral("Show as Column"));
    QCOMPARE(content(driver), QStringLiteral("moved"));
    openMenu();
    QVERIFY(menu(driver, "jsonMenu")->actions().at(2)->isChecked());
    pick(driver, "jsonMenu", QStringLiteral("Exclude This"));
    QCOMPARE(driver.find<QLineEdit>("filterLine")->text(), QStringLiteral("-type:moved"));
    driver.trigger("clearFilter");
    openMenu();
    pick(driver, "jsonMenu", QStringLiteral("Show as Column"));
    QCOMPARE(page(driver)->contentColumn()->keys(), QList<QByteArray>());
    // The whole message is no column.
    pane->choosePath("$");
    openMenu();
    QVERIFY(!menu(driver, "jsonMenu")->actions().at(2)->isEnabled());
    menu(driver, "jsonMenu")->close();
}

void TestGuiColumns::messageMenuDoesWhatItSays()
{
    WindowDriver driver;
    open(driver);
    sendAndChoose(driver, R"({"type":"ask","text":"again"})");
    gui::MessageView *view = page(driver)->view();
    const auto openMenu = [view] { Q_EMIT view->menuRequested(view->mapToGlobal(QPoint(5, 60))); };
    openMenu();
    pick(driver, "messageMenu", QStringLiteral("Copy"));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral(R"({"type":"ask","text":"again"})"));
    openMenu();
    const qint64 count = driver.window().current()->messages().count();
    pick(driver, "messageMenu", QStringLiteral("Send Again"));
    QTRY_COMPARE(driver.window().current()->messages().count(), count + 2);
    QVERIFY(driver.window().actions()["pinMessage"]->isChecked());
    openMenu();
    pick(driver, "messageMenu", QStringLiteral("Pin the Message"));
    QVERIFY(page(driver)->detail()->follows());
    openMenu();
    pick(driver, "messageMenu", QStringLiteral("Filter By This Value"));
    auto *line = driver.find<QLineEdit>("filterLine");
    QCOMPARE(line->text(), QStringLiteral("type:ask"));
    QTRY_COMPARE(view->rowCount(), qint64(4));
    driver.trigger("clearFilter");
    QCOMPARE(line->text(), QString());
    QVERIFY(!driver.window().actions()["clearFilter"]->isEnabled());
}

void TestGuiColumns::menuOpensAtTheRow()
{
    WindowDriver driver;
    open(driver);
    sendAndChoose(driver, R"({"type":"ask"})");
    gui::MessageView *view = page(driver)->view();
    const QRect place = view->inputMethodQuery(Qt::ImCursorRectangle).toRect();
    const QRect cell =
        view->accessibleCellRect(view->accessibleCurrentRow(), static_cast<int>(MessageColumn::Content));
    QVERIFY(cell.contains(place));
    page(driver)->contentColumn()->setShown("type", true);
    const auto part = view->contentPartAt(cell.topLeft() + QPoint(4, 4));
    QVERIFY(part);
    QCOMPARE(part->text, QStringLiteral("ask"));
    QCOMPARE(part->term, QStringLiteral("type:ask"));
    QVERIFY(!view->contentPartAt(cell.topRight() - QPoint(12, -4)));
}

void TestGuiColumns::timesCountFromAMark()
{
    WindowDriver driver;
    open(driver);
    sendAndChoose(driver, "one");
    gui::MessageView *view = page(driver)->view();
    const auto time = [view] {
        return view->accessibleCell(view->accessibleCurrentRow(), static_cast<int>(MessageColumn::Time));
    };
    const QString clock = time();
    driver.trigger("timeSinceHere");
    QCOMPARE(time(), QStringLiteral("0:00.000"));
    QVERIFY(view->accessibleColumnName(static_cast<int>(MessageColumn::Time)).startsWith(u"Since #"));
    view->setCurrent(view->current() - 1);
    QVERIFY(time().startsWith(u"−0:00."));
    view->setCurrent(view->current() + 1);
    // The head leads back.
    const QRect head = view->accessibleCellRect(0, static_cast<int>(MessageColumn::Time));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(head.center().x(), 8));
    QCOMPARE(time(), clock);
    QVERIFY(!driver.window().actions()["clockTimes"]->isEnabled());
}

observation::Message TestGuiColumns::close(qint64 number, std::chrono::milliseconds at,
                                           wire::Direction direction, quint16 code)
{
    observation::Message made = message(wire::closePayload(code, {}), wire::Opcode::Close);
    made.number = number;
    made.at = at;
    made.direction = direction;
    return made;
}

void TestGuiColumns::closesAreExplainedOnce()
{
    using namespace std::chrono_literals;
    const observation::Message first = close(4, 1000ms, wire::Direction::Received, 1012);
    gui::ConnectionCloses closes;
    closes.see(first);
    QCOMPARE(closes.explained(9), QList<qint64>{3});
    QVERIFY(!closes.explanation(3, first).detail.contains(QStringLiteral("lean")));
    closes.see(close(5, 1041ms, wire::Direction::Sent, 1012));
    QCOMPARE(closes.explained(9), QList<qint64>{3});
    QVERIFY(closes.explanation(3, first).detail.contains(QStringLiteral("Clean close in 41 ms.")));
    observation::ConnectionMark one, two, three;
    one.ended.emplace().endedAt = 1041ms;
    two.number = 2;
    two.firstMessage = 6;
    two.openedAt = 2241ms;
    two.ended.emplace();
    three.number = 3;
    three.firstMessage = 9;
    closes.setConnections({one, two, three});
    // The second one ended without a Close, below its last message.
    QCOMPARE(closes.explained(20), (QList<qint64>{3, 7}));
    QCOMPARE(closes.explained(5), QList<qint64>{3});
    QVERIFY(closes.explanation(3, first).detail.endsWith(QStringLiteral("Connection 2 opened 1.2 s later.")));
    observation::Message last = message("x");
    last.number = 8;
    QVERIFY(closes.explanation(7, last).title.contains(QStringLiteral("without a Close frame")));
}

void TestGuiColumns::closeThatWasNotAnsweredIsNotClean()
{
    using namespace std::chrono_literals;
    gui::ConnectionCloses closes;
    const observation::Message ours = close(1, 10ms, wire::Direction::Sent, 1000);
    closes.see(ours);
    QCOMPARE(closes.explanation(0, ours).detail, QStringLiteral("No reason given."));
    closes.setEnded(observation::SessionFacts());
    QVERIFY(closes.explanation(0, ours).detail.contains(QStringLiteral("not clean")));
}

void TestGuiColumns::breachIsShownWithItsBytes()
{
    using namespace std::chrono_literals;
    gui::ConnectionCloses closes;
    const observation::Message ours = close(3, 10ms, wire::Direction::Sent, 1002);
    closes.see(ours);
    observation::SessionFacts facts;
    facts.breach = wire::FrameBreach::MaskedByServer;
    facts.breachRange = {42, 2};
    facts.breachBytes = QByteArray("\x81\x85");
    closes.setEnded(facts);
    const gui::CloseExplanation words = closes.explanation(2, ours);
    QVERIFY(words.meaning.contains(QStringLiteral("RFC 6455 section 5.1")));
    QVERIFY(words.detail.contains(QStringLiteral("81 85, at byte 42")));
}

QTEST_MAIN(TestGuiColumns)
#include "test_gui_columns.moc"
