#include "gui/widgets/messagerows.h"
#include "gui/widgets/messageview.h"
#include "gui/widgets/theme.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace wirewise;
using namespace wirewise::gui;
using wire::Direction;
using wire::Opcode;

namespace {

observation::Message message(qint64 number, Opcode opcode, const QByteArray &payload,
                             Direction direction = Direction::Received)
{
    observation::Message made;
    made.number = number;
    made.at = std::chrono::milliseconds(number * 100);
    made.opcode = opcode;
    made.payload = payload;
    made.direction = direction;
    return made;
}

QList<observation::Message> texts(qint64 from, qint64 count)
{
    QList<observation::Message> made;
    for (qint64 number = from; number < from + count; ++number)
        made.append(message(number, Opcode::Text, "message " + QByteArray::number(number)));
    return made;
}

QByteArray closing(quint16 code, const QByteArray &reason)
{
    return QByteArray(1, char(code >> 8)) + char(code & 0xFF) + reason;
}

/// Hands out nothing at first, as a store does that reads from disk.
class SlowPages : public MessagePages
{
public:
    [[nodiscard]] qint64 count() const override { return 50; }
    [[nodiscard]] QList<observation::Message> fetch(qint64 first, qint64 count) override
    {
        largest = qMax(largest, count);
        return ready ? texts(first + 1, qMin(count, 50 - first)) : QList<observation::Message>();
    }
    bool ready = false;
    qint64 largest = 0;
};

} // namespace

class TestWidgetsMessages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void rowsAndMessagesMapBothWays()
    {
        const MessageRowMap map(20, {3, 4, 11, 19, 25});
        QCOMPARE(map.rows(), qint64(20 + 2 * 4));
        qint64 row = 0;
        for (qint64 index = 0; index < 20; ++index) {
            QCOMPARE(map.rowOf(index), row);
            const int parts = map.isExplained(index) ? 3 : 1;
            for (int part = 0; part < parts; ++part, ++row) {
                QCOMPARE(map.at(row).index, index);
                QCOMPARE(map.at(row).part, part);
            }
        }
        QCOMPARE(map.at(row).index, qint64(-1));
        QCOMPARE(map.at(-1).index, qint64(-1));
        QCOMPARE(MessageRowMap().at(0).index, qint64(-1));
    }

    void closesAreExplained_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<Direction>("direction");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("detail");
        QTest::newRow("restart") << closing(1012, "revision 42") << Direction::Received
                                 << QStringLiteral("Closed by the server with 1012, Service Restart.")
                                 << QStringLiteral("Reason given: “revision 42”.");
        QTest::newRow("ours") << closing(1000, {}) << Direction::Sent
                              << QStringLiteral("Closed by Wirewise with 1000, Normal Closure.")
                              << QStringLiteral("No reason given.");
        QTest::newRow("without a code")
            << QByteArray() << Direction::Received << QStringLiteral("Closed by the server without a code.")
            << QString();
        QTest::newRow("hostile reason") << closing(4001, "\xe2\x80\xae<b>") << Direction::Received
                                        << QStringLiteral("Closed by the server with 4001, Application.")
                                        << QStringLiteral("Reason given: “<U+202E><b>”.");
    }

    void closesAreExplained()
    {
        QFETCH(QByteArray, payload);
        QFETCH(Direction, direction);
        const CloseExplanation words = explainClose(message(1, Opcode::Close, payload, direction));
        QTEST(words.title, "title");
        QTEST(words.detail, "detail");
        QVERIFY(!words.meaning.isEmpty());
    }

    void answerToACloseIsNotExplainedAgain()
    {
        MessageList list;
        list.setMessages({message(1, Opcode::Close, closing(1000, {})),
                          message(2, Opcode::Close, closing(1000, {}), Direction::Sent)},
                         {});
        QCOMPARE(list.closes(), QList<qint64>{0});
        list.append({message(3, Opcode::Text, "x"), message(4, Opcode::Close, closing(1001, {}))});
        QCOMPARE(list.closes(), (QList<qint64>{0, 3}));
    }

    void followsUntilTheUserScrollsUp()
    {
        MessageList list;
        MessageView view;
        view.resize(800, 300);
        view.setPages(&list);
        view.show();
        list.append(texts(1, 100));
        QTRY_VERIFY(view.verticalScrollBar()->maximum() > 80);
        QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
        auto *latest = view.findChild<QPushButton *>(QStringLiteral("latestButton"));
        QVERIFY(!latest->isVisible());
        QSignalSpy following(&view, &MessageView::followingChanged);
        view.verticalScrollBar()->setValue(10);
        QVERIFY(!view.isFollowing());
        QCOMPARE(following.count(), 1);
        list.append(texts(101, 50));
        QTRY_VERIFY(view.newer() > 100);
        QCOMPARE(view.verticalScrollBar()->value(), 10);
        QVERIFY(latest->isVisible());
        QVERIFY(view.viewport()->rect().contains(latest->geometry()));
        QTest::keyClick(&view, Qt::Key_End);
        QVERIFY(view.isFollowing());
        QCOMPARE(view.newer(), qint64(0));
        QVERIFY(!latest->isVisible());
    }

    void pauseStopsTheViewOnly()
    {
        MessageList list;
        list.setMessages(texts(1, 5), {});
        MessageView view;
        view.resize(800, 300);
        view.setPages(&list);
        view.show();
        QSignalSpy paused(&view, &MessageView::pausedChanged);
        QTest::keyClick(&view, Qt::Key_Space);
        QVERIFY(view.isPaused());
        list.append(texts(6, 100));
        QTRY_COMPARE(view.newer(), qint64(100));
        QCOMPARE(view.accessibleRowCount(), 5);
        QTest::keyClick(&view, Qt::Key_Space);
        QVERIFY(!view.isPaused());
        QCOMPARE(paused.count(), 2);
        QCOMPARE(view.newer(), qint64(0));
        QVERIFY(view.accessibleRowCount() > 5);
    }

    void keysMoveAndCopy()
    {
        MessageList list;
        list.setMessages(texts(1, 60) + QList<observation::Message>{message(61, Opcode::Binary, "\x01\xff")},
                         {});
        MessageView view;
        view.resize(800, 300);
        view.setPages(&list);
        view.show();
        QSignalSpy current(&view, &MessageView::currentChanged);
        QTest::keyClick(&view, Qt::Key_Up);
        QCOMPARE(view.current(), qint64(60));
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("01 ff"));
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(view.current(), qint64(0));
        QVERIFY(!view.isFollowing());
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.currentMessage().payload, QByteArray("message 2"));
        view.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("message 2"));
        QCOMPARE(current.count(), 3);
        QSignalSpy activated(&view, &MessageView::activated);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.takeFirst().at(0).toLongLong(), qint64(1));
    }

    void rowsAreReadOutAsATable()
    {
        MessageList list;
        list.setMessages({message(1, Opcode::Text, "hello\nworld"),
                          message(2, Opcode::Ping, "\x07", Direction::Sent),
                          message(3, Opcode::Close, closing(1012, {}))},
                         QDateTime(QDate(2025, 11, 22), QTime(9, 0)));
        MessageView view;
        view.resize(800, 300);
        view.setPages(&list);
        view.show();
        QAccessibleInterface *table = QAccessible::queryAccessibleInterface(&view);
        QCOMPARE(table->role(), QAccessible::Table);
        QAccessibleTableInterface *cells = table->tableInterface();
        QVERIFY(cells != nullptr);
        QCOMPARE(cells->rowCount(), 3);
        QCOMPARE(cells->columnCount(), MessageColumnCount);
        QCOMPARE(cells->columnDescription(1), QStringLiteral("Direction"));
        const auto text = [cells](int row, MessageColumn column) {
            return cells->cellAt(row, int(column))->text(QAccessible::Name);
        };
        QCOMPARE(text(0, MessageColumn::Content), QStringLiteral("hello world"));
        QCOMPARE(text(0, MessageColumn::Time), QStringLiteral("09:00:00.100"));
        QCOMPARE(text(0, MessageColumn::SinceLast), QString());
        QCOMPARE(text(1, MessageColumn::Direction), QStringLiteral("sent"));
        QCOMPARE(text(1, MessageColumn::SinceLast), QStringLiteral("+100 ms"));
        QCOMPARE(text(1, MessageColumn::Content), QStringLiteral("07"));
        QVERIFY(text(2, MessageColumn::Content).startsWith(u"1012 Service Restart. Closed by the server"));
        QCOMPARE(cells->cellAt(0, 0)->role(), QAccessible::Cell);
        QCOMPARE(cells->cellAt(1, 2)->tableCellInterface()->rowIndex(), 1);
        QVERIFY(table->rect().contains(cells->cellAt(2, 0)->rect()));
        cells->selectRow(1);
        QCOMPARE(view.current(), qint64(1));
        QVERIFY(cells->isRowSelected(1));
        QVERIFY(cells->cellAt(1, 0)->state().selected);
        QCOMPARE(cells->cellAt(3, 0), nullptr);
    }

    void onlyVisibleRowsAreFetched()
    {
        SlowPages pages;
        MessageView view;
        view.resize(800, 300);
        view.setPages(&pages);
        view.show();
        QVERIFY(!view.grab().isNull());
        QVERIFY(pages.largest < 20);
        QCOMPARE(view.accessibleCell(0, 6), QString());
        pages.ready = true;
        Q_EMIT pages.loaded();
        QVERIFY(!view.grab().isNull());
        QVERIFY(view.accessibleCell(0, 6).startsWith(u"message "));
    }

    void pagesMayGoAway()
    {
        MessageView view;
        view.resize(800, 300);
        view.show();
        {
            MessageList list;
            list.setMessages(texts(1, 5), {});
            view.setPages(&list);
            view.setCurrent(2);
            QCOMPARE(view.accessibleRowCount(), 5);
        }
        QCOMPARE(view.accessibleRowCount(), 0);
        QCOMPARE(view.currentMessage().number, qint64(0));
        QVERIFY(!view.grab().isNull());
    }

    void largeAndHostileMessagesTakeOneRow()
    {
        const auto content = [](Opcode opcode, const QByteArray &payload) {
            return messageCell(message(1, opcode, payload), nullptr, MessageColumn::Content, {});
        };
        QVERIFY(content(Opcode::Text, QByteArray(10'000'000, 'x')).size() < 500);
        QCOMPARE(content(Opcode::Text, "<b>\x1b[2J"), QStringLiteral("<b>\\x1b[2J"));
        QVERIFY(content(Opcode::Binary, QByteArray(1000, '\1')).size() < 150);
        QCOMPARE(content(Opcode::Close, {}), QStringLiteral("no code"));
        QCOMPARE(messageCell(message(1, Opcode(0xB), "x"), nullptr, MessageColumn::Type, {}),
                 QStringLiteral("0xb"));
    }
};

QTEST_MAIN(TestWidgetsMessages)
#include "test_widgets_messages.moc"
