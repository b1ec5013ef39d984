#include "gui/application.h"
#include "gui/filterterm.h"
#include "gui/framefacts.h"
#include "gui/jsonpane.h"
#include "gui/messagedetail.h"
#include "gui/widgets/copyformat.h"
#include "gui/widgets/elidedlabel.h"
#include "gui/widgets/exchangeview.h"
#include "wire/dialects/cbor.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>
#include <QtTest>

using namespace wirewise;
using gui::JsonTreeModel;
using gui::MessageDetail;

/// The message that is looked at: tree, bytes, frame and packet.
class TestGuiDetail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void treeKeepsOrderAndCounts();
    void treeMakesRowsAsTheyAreOpened();
    void treeFindsFarValues();
    void searchGoesRound();
    void pathAndValueAreCopied();
    void filterTerm_data();
    void filterTerm();
    void tabFitsTheMessage();
    void brokenJsonSaysWhere();
    void largeMessageWaitsForTheUser();
    void longMessageIsReadBeside();
    void packetIsNamed();
    void binaryDataBecomesATree_data();
    void binaryDataBecomesATree();
    void cborAsJson_data();
    void cborAsJson();
    void frameSaysWhatIsKnown();
    void hostileContentStaysText();
    void pinAndSteps();
    void copyAsJson();

private:
    static observation::Message message(wire::Opcode opcode, const QByteArray &payload, qint64 number = 7);
    static void open(JsonTreeModel &model, const QByteArray &json);
    template<typename Widget = QWidget>
    static Widget *part(QWidget &detail, const char *name)
    {
        return detail.findChild<Widget *>(QLatin1String(name));
    }
};

void TestGuiDetail::initTestCase()
{
    gui::setUpApplication(*qobject_cast<QApplication *>(QCoreApplication::instance()));
}

observation::Message TestGuiDetail::message(wire::Opcode opcode, const QByteArray &payload, qint64 number)
{
    observation::Message message;
    message.number = number;
    message.at = std::chrono::microseconds(7'482'013);
    message.opcode = opcode;
    message.payload = payload;
    message.wireSize = payload.size() + 2;
    return message;
}

void TestGuiDetail::open(JsonTreeModel &model, const QByteArray &json)
{
    const wire::JsonTree tree = wire::JsonTree::parse(json);
    QVERIFY(tree.isValid());
    model.show(json, tree);
}

void TestGuiDetail::treeKeepsOrderAndCounts()
{
    JsonTreeModel model;
    open(model, R"({"z": [1.10, true, null], "a": {"text": "x\ny"}, "z": 2})");
    // Made after the reset: it opens rows in its slot, where it does not expect any yet.
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QModelIndex root = model.index(0, 0);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(root.data().toString(), QStringLiteral("{}: 3 keys"));
    while (model.canFetchMore(root))
        model.fetchMore(root);
    QCOMPARE(model.rowCount(root), 3);
    QCOMPARE(model.index(0, 0, root).data().toString(), QStringLiteral("z: 3 items"));
    QCOMPARE(model.index(1, 0, root).data().toString(), QStringLiteral("a: 1 key"));
    QCOMPARE(model.index(2, 0, root).data().toString(), QStringLiteral("z: 2"));
    const QModelIndex list = model.index(0, 0, root);
    model.fetchMore(list);
    QCOMPARE(model.index(0, 0, list).data().toString(), QStringLiteral("0: 1.10"));
    QCOMPARE(model.parent(model.index(2, 0, list)), list);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    open(model, "[]");
    QVERIFY(!model.hasChildren(model.index(0, 0)));
}

void TestGuiDetail::treeMakesRowsAsTheyAreOpened()
{
    JsonTreeModel model;
    QByteArray json = "[0";
    for (int i = 1; i < 100'000; ++i)
        json += ',' + QByteArray::number(i);
    open(model, json + ']');
    const QModelIndex root = model.index(0, 0);
    QCOMPARE(model.rowCount(root), 0);
    model.fetchMore(root);
    QCOMPARE(model.rowCount(root), JsonTreeModel::Slice);
    const QModelIndex last = model.indexOf(model.count() - 1);
    QCOMPARE(last.row(), 99'999);
    QCOMPARE(model.pathOf(last), QByteArray("$[99999]"));
}

void TestGuiDetail::treeFindsFarValues()
{
    gui::JsonPane pane;
    QByteArray json = "{\"many\": [";
    for (int i = 0; i < 60'000; ++i)
        json += "{\"n\": " + QByteArray::number(i) + "},";
    json += "{\"Needle\": \"caf\\u00e9\"}]}";
    pane.show(json, wire::JsonTree::parse(json));
    part<QLineEdit>(pane, "jsonFind")->setText(QStringLiteral("café"));
    QTRY_COMPARE(pane.currentPath(), QByteArray("$.many[60000].Needle"));
    part<QLineEdit>(pane, "jsonFind")->setText(QStringLiteral("nowhere"));
    QTRY_VERIFY(!pane.isSearching());
    QVERIFY(!part(pane, "jsonFindRemark")->isHidden());
    QCOMPARE(pane.currentPath(), QByteArray("$.many[60000].Needle"));
}

void TestGuiDetail::searchGoesRound()
{
    gui::JsonPane pane;
    const QByteArray json = R"({"role": "agent", "x": {"Role": 1}, "text": "a role"})";
    pane.show(json, wire::JsonTree::parse(json));
    auto *find = part<QLineEdit>(pane, "jsonFind");
    find->setText(QStringLiteral("role"));
    QTRY_COMPARE(pane.currentPath(), QByteArray("$.role"));
    QTest::keyClick(find, Qt::Key_Return);
    QTRY_COMPARE(pane.currentPath(), QByteArray("$.x.Role"));
    QTest::keyClick(find, Qt::Key_Return);
    QTRY_COMPARE(pane.currentPath(), QByteArray("$.text"));
    QTest::keyClick(find, Qt::Key_Return);
    QTRY_COMPARE(pane.currentPath(), QByteArray("$.role"));
    QTest::keyClick(find, Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(pane.currentPath(), QByteArray("$.text"));
    find->setText(QStringLiteral("Role"));
    QTRY_COMPARE(pane.currentPath(), QByteArray("$.x.Role"));
}

void TestGuiDetail::pathAndValueAreCopied()
{
    gui::JsonPane pane;
    const QByteArray json = R"({"items": [{"name": "one \"two\""}]})";
    pane.show(json, wire::JsonTree::parse(json));
    part<QLineEdit>(pane, "jsonFind")->setText(QStringLiteral("two"));
    QTRY_COMPARE(pane.currentPath(), QByteArray("$.items[0].name"));
    pane.copyPath();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("$.items[0].name"));
    QTest::keyClick(part<QTreeView>(pane, "jsonTree"), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("one \"two\""));
    QSignalSpy filters(&pane, &gui::JsonPane::filterRequested);
    pane.filterByCurrent();
    QCOMPARE(filters.size(), 1);
    QCOMPARE(filters.constFirst().constFirst().toString(), QStringLiteral("name:"));
}

void TestGuiDetail::filterTerm_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("term");
    QTest::newRow("plain") << QByteArray("role") << QByteArray("agent") << QStringLiteral("role:agent");
    QTest::newRow("spaces") << QByteArray("text") << QByteArray("two words")
                            << QStringLiteral("text:\"two words\"");
    QTest::newRow("quote") << QByteArray("text") << QByteArray("a \" b") << QStringLiteral("text:");
    QTest::newRow("container") << QByteArray("list") << QByteArray() << QStringLiteral("list:");
    QTest::newRow("element") << QByteArray() << QByteArray("7") << QStringLiteral("\"7\"");
    QTest::newRow("odd key") << QByteArray("a b") << QByteArray("7") << QStringLiteral("\"7\"");
    QTest::newRow("would exclude") << QByteArray("-a") << QByteArray("7") << QStringLiteral("\"7\"");
    QTest::newRow("nothing to say") << QByteArray("a b") << QByteArray("\"") << QString();
}

void TestGuiDetail::filterTerm()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, value);
    QTEST(gui::filterTermFor(key, value), "term");
}

void TestGuiDetail::tabFitsTheMessage()
{
    MessageDetail detail;
    detail.show(message(wire::Opcode::Text, R"({"a":1})"));
    QCOMPARE(detail.tab(), MessageDetail::Tab::Json);
    detail.show(message(wire::Opcode::Binary, QByteArray("\x00\xff\x01", 3)));
    QCOMPARE(detail.tab(), MessageDetail::Tab::Hex);
    detail.show(message(wire::Opcode::Text, "hello"));
    QCOMPARE(detail.tab(), MessageDetail::Tab::Text);
    detail.show(message(wire::Opcode::Text, R"({"b":1})"));
    QCOMPARE(detail.tab(), MessageDetail::Tab::Json);
    detail.setTab(MessageDetail::Tab::Frame);
    detail.show(message(wire::Opcode::Text, R"({"c":1})"));
    QCOMPARE(detail.tab(), MessageDetail::Tab::Frame);
    auto *tabs = part<QTabBar>(detail, "detailTabs");
    detail.resize(352, 500);
    static_cast<QWidget &>(detail).show();
    QVERIFY(QTest::qWaitForWindowExposed(&detail));
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(2).center());
    QCOMPARE(detail.tab(), MessageDetail::Tab::Hex);
    QCOMPARE(part<gui::ExchangeView>(detail, "payloadView")->mode(), gui::ExchangeView::Mode::Hex);
}

void TestGuiDetail::brokenJsonSaysWhere()
{
    MessageDetail detail;
    detail.show(message(wire::Opcode::Text, "{\"a\": 1,\n \"\xc3\xa9\": x}"));
    detail.setTab(MessageDetail::Tab::Json);
    QVERIFY(part<QLabel>(detail, "jsonExplanation")->text().contains(QStringLiteral("Line 2, column 7")));
}

void TestGuiDetail::largeMessageWaitsForTheUser()
{
    MessageDetail detail;
    QByteArray json = "[\"";
    json.append(QByteArray(5 * 1024 * 1024, 'x')).append("\"]");
    detail.show(message(wire::Opcode::Text, json));
    QCOMPARE(detail.tab(), MessageDetail::Tab::Json);
    auto *offer = part<QPushButton>(detail, "jsonOffer");
    QVERIFY(!offer->isHidden());
    offer->click();
    QTRY_COMPARE(detail.jsonPane()->currentPath(), QByteArray("$"));
}

void TestGuiDetail::longMessageIsReadBeside()
{
    MessageDetail detail;
    QByteArray json = "[";
    for (int i = 0; i < 100'000; ++i)
        json += QByteArray::number(i) + ',';
    detail.show(message(wire::Opcode::Text, json + "1]", 1));
    QVERIFY(detail.jsonPane()->currentPath().isEmpty());
    QTRY_COMPARE(detail.jsonPane()->currentPath(), QByteArray("$"));
    // What is late must not replace what is shown by then.
    detail.show(message(wire::Opcode::Text, json + "2]", 2));
    detail.show(message(wire::Opcode::Text, R"({"small": 1})", 3));
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    const auto *tree = part<QTreeView>(detail, "jsonTree");
    QCOMPARE(tree->model()->index(0, 0).data().toString(), QStringLiteral("{}: 1 key"));
}

void TestGuiDetail::packetIsNamed()
{
    MessageDetail detail;
    detail.setSigns({"/socket.io/?EIO=4&transport=websocket", {}});
    QCOMPARE(detail.dialect(), wire::Dialect::SocketIo);
    detail.show(message(wire::Opcode::Text, R"(42/chat,["said",{"text":"hi"}])"));
    QVERIFY(part<QTabBar>(detail, "detailTabs")->isTabVisible(4));
    QVERIFY(part<gui::ElidedLabel>(detail, "packetValue")->text().startsWith(QStringLiteral("Socket.IO, ")));
    auto *packets = part<QTreeWidget>(detail, "packetTree");
    QCOMPARE(packets->topLevelItemCount(), 1);
    QVERIFY(packets->topLevelItem(0)->text(0).contains(QStringLiteral("said")));
    // The data of the packet is the tree, not its prefix.
    QCOMPARE(part<QTreeView>(detail, "jsonTree")->model()->index(0, 0).data().toString(),
             QStringLiteral("[]: 2 items"));
    detail.show(message(wire::Opcode::Text, "4\x01 no packet"));
    QVERIFY(part<QTabBar>(detail, "detailTabs")->isTabVisible(4));
    detail.setPages(nullptr);
    QCOMPARE(detail.dialect(), wire::Dialect::Unknown);
}

void TestGuiDetail::binaryDataBecomesATree_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("root");
    QTest::newRow("MessagePack") << QByteArray::fromHex("82a16101a16293c0c2c3")
                                 << QStringLiteral("{}: 2 keys");
    QTest::newRow("CBOR") << QByteArray::fromHex("d9d9f7a2616101616282f6f5")
                          << QStringLiteral("{}: 1 key"); // the tag that says "this is CBOR"
}

void TestGuiDetail::binaryDataBecomesATree()
{
    QFETCH(QByteArray, payload);
    MessageDetail detail;
    detail.show(message(wire::Opcode::Binary, payload));
    QCOMPARE(detail.tab(), MessageDetail::Tab::Json);
    QTEST(part<QTreeView>(detail, "jsonTree")->model()->index(0, 0).data().toString(), "root");
}

void TestGuiDetail::cborAsJson_data()
{
    QTest::addColumn<QByteArray>("cbor");
    QTest::addColumn<QByteArray>("json");
    // RFC 8949, appendix A.
    QTest::newRow("integer") << QByteArray::fromHex("1903e8") << QByteArray("1000");
    QTest::newRow("negative") << QByteArray::fromHex("3863") << QByteArray("-100");
    QTest::newRow("least") << QByteArray::fromHex("3bffffffffffffffff")
                           << QByteArray("-18446744073709551616");
    QTest::newRow("real") << QByteArray::fromHex("fb3ff199999999999a") << QByteArray("1.1000000000000001");
    QTest::newRow("infinity") << QByteArray::fromHex("f97c00") << QByteArray("\"Infinity\"");
    QTest::newRow("bytes") << QByteArray::fromHex("4401020304") << QByteArray("\"hex:01020304\"");
    QTest::newRow("text") << QByteArray::fromHex("62225c") << QByteArray(R"("\"\\")");
    QTest::newRow("in pieces") << QByteArray::fromHex("7f657374726561646d696e67ff")
                               << QByteArray("\"streaming\"");
    QTest::newRow("map") << QByteArray::fromHex("a26161016162820203") << QByteArray(R"({"a":1,"b":[2,3]})");
    QTest::newRow("open map") << QByteArray::fromHex("bf61610161629f0203ffff")
                              << QByteArray(R"({"a":1,"b":[2,3]})");
    QTest::newRow("numbers as keys") << QByteArray::fromHex("a201020304") << QByteArray(R"({"1":2,"3":4})");
    QTest::newRow("tag") << QByteArray::fromHex("c11a514b67b0") << QByteArray(R"({"tag 1":1363896240})");
    QTest::newRow("undefined") << QByteArray::fromHex("f7") << QByteArray("\"undefined\"");
    QTest::newRow("cut") << QByteArray::fromHex("a2616101") << QByteArray();
    QTest::newRow("more behind") << QByteArray::fromHex("0101") << QByteArray();
    QTest::newRow("deep") << QByteArray(5000, '\x81') << QByteArray();
}

void TestGuiDetail::cborAsJson()
{
    QFETCH(QByteArray, cbor);
    const QByteArray json = wire::cborJson(cbor).value_or(QByteArray());
    QTEST(json, "json");
    QVERIFY(json.isEmpty() || wire::JsonTree::parse(json).isValid());
}

void TestGuiDetail::frameSaysWhatIsKnown()
{
    observation::Message sample = message(wire::Opcode::Text, QByteArray(389, 'x'));
    sample.compressed = true;
    sample.wireSize = 231;
    sample.frames = 1;
    QCOMPARE(gui::frameLine(sample), QStringLiteral("FIN, text, compressed 389 to 231 bytes"));
    const QDateTime openedAt = QDateTime(QDate(2025, 11, 22), QTime(9, 31, 0), Qt::LocalTime);
    QCOMPARE(gui::microsecondTime(sample, openedAt), QStringLiteral("09:31:07.482013"));
    const auto facts = gui::frameFacts(sample, std::chrono::microseconds(211'004), openedAt,
                                       wire::DeflateAgreement{11, 15, false, true});
    const auto valueOf = [&facts](const char *name) {
        for (const gui::FrameFact &fact : facts) {
            if (fact.name == QLatin1String(name))
                return fact.value;
        }
        return QString();
    };
    QCOMPARE(valueOf("Opcode"), QStringLiteral("text (0x1)"));
    QCOMPARE(valueOf("First byte"), QStringLiteral("0xc1: FIN, RSV1, opcode 1"));
    QCOMPARE(valueOf("Length"), QStringLiteral("in 16 bits behind 126"));
    QVERIFY(valueOf("Since the last").contains(QStringLiteral("211004 µs")));
    QCOMPARE(valueOf("Window"), QStringLiteral("2 KiB new for each message"));
    QVERIFY(valueOf("On the wire").startsWith(QStringLiteral("231 bytes")));
    sample.frames = 2;
    sample.fragments = {{std::chrono::microseconds(7'482'010), 100, 150},
                        {std::chrono::microseconds(7'482'013), 131, 239}};
    const QList<gui::FrameFact> fragments = gui::frameFacts(sample, {}, openedAt).last(2);
    QCOMPARE(fragments.constFirst().name, QStringLiteral("Frame 1"));
    QCOMPARE(fragments.constFirst().value,
             QStringLiteral("text, RSV1, 150 bytes, 100 on the wire, 09:31:07.482010"));
    QCOMPARE(fragments.constLast().value,
             QStringLiteral("continuation, final, 239 bytes, 131 on the wire, 09:31:07.482013"));
    sample.direction = wire::Direction::Sent;
    sample.compressed = false;
    QCOMPARE(gui::frameFacts(sample, {}, openedAt).constLast().value,
             QStringLiteral("continuation, final, masked, 239 bytes, 131 on the wire, 09:31:07.482013"));
    const auto close = gui::frameFacts(message(wire::Opcode::Close, QByteArray("\x03\xf4now")), {}, {});
    QVERIFY(close.constFirst().value.contains(QStringLiteral("1012")));
}

void TestGuiDetail::hostileContentStaysText()
{
    MessageDetail detail;
    detail.resize(352, 600);
    detail.show(message(wire::Opcode::Text, "{\"<img src=x>\": \"<b>\xe2\x80\xae\\u202egnp</b>\"}"));
    for (const QLabel *label : detail.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    const QAbstractItemModel *model = part<QTreeView>(detail, "jsonTree")->model();
    const QString shown = model->index(0, 0, model->index(0, 0)).data().toString();
    QVERIFY(!shown.contains(QChar(0x202e)));
    QVERIFY(shown.startsWith(QStringLiteral("<img src=x>: \"<b>")));
    detail.show(message(wire::Opcode::Text, QByteArray(20'000, '[')));
    detail.setTab(MessageDetail::Tab::Json);
    QVERIFY(part<QLabel>(detail, "jsonExplanation")->text().contains(QStringLiteral("512")));
}

void TestGuiDetail::pinAndSteps()
{
    MessageDetail detail;
    detail.show(message(wire::Opcode::Text, "1"));
    detail.setFollows(true);
    QSignalSpy modes(&detail, &MessageDetail::followsChanged);
    auto *pin = part<QToolButton>(detail, "pinButton");
    pin->click();
    QVERIFY(!detail.follows());
    QCOMPARE(part<QLabel>(detail, "whatLabel")->text(), QStringLiteral("pinned"));
    QCOMPARE(modes.size(), 1);
    QSignalSpy next(&detail, &MessageDetail::nextClicked);
    QSignalSpy previous(&detail, &MessageDetail::previousClicked);
    part<QToolButton>(detail, "nextMessageButton")->click();
    part<QToolButton>(detail, "previousMessageButton")->click();
    QCOMPARE(next.size(), 1);
    QCOMPARE(previous.size(), 1);
}

void TestGuiDetail::copyAsJson()
{
    using gui::CopyFormat;
    QCOMPARE(
        gui::copyText(R"({"a":[1,{"b":"{,}"}],"c":{},"d":[]})", CopyFormat::Json),
        QStringLiteral("{\n  \"a\": [\n    1,\n    {\n      \"b\": \"{,}\"\n    }\n  ],\n  \"c\": {},\n  "
                       "\"d\": []\n}"));
    QCOMPARE(gui::copyText("{\"a\": \"x\\\"[\"}", CopyFormat::Json),
             QStringLiteral("{\n  \"a\": \"x\\\"[\"\n}"));
    QCOMPARE(gui::copyText("{broken", CopyFormat::Json), QStringLiteral("{broken"));
}

QTEST_MAIN(TestGuiDetail)
#include "test_gui_detail.moc"
