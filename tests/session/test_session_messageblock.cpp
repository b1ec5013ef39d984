#include "session/messageblock.h"
#include "session/samples.h"

#include <QRandomGenerator>
#include <QTest>

using namespace wirewise;
using namespace wirewise::session;
using observation::Message;

class TestSessionMessageBlock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data();
    void roundTrip();
    void everyCutIsRefused();
    void randomBytesNeverCrash();
    void claimedCountsAreNotBelieved();
};

void TestSessionMessageBlock::roundTrip_data()
{
    QTest::addColumn<QList<Message>>("messages");
    QTest::newRow("none") << QList<Message>();
    QTest::newRow("one") << QList<Message>{samples::aMessage(7)};
    QTest::newRow("gaps") << QList<Message>{samples::aMessage(1), samples::aMessage(900),
                                            samples::aMessage(1000000)};
    QTest::newRow("binary") << QList<Message>{samples::aMessage(1, QByteArray("\0\xff", 2)),
                                              samples::aMessage(2, {})};
    QTest::newRow("large") << QList<Message>{samples::aMessage(1, QByteArray(300000, 'x')),
                                             samples::aMessage(2)};
    QList<Message> many;
    for (qint64 number = 1; number <= 3000; ++number)
        many.append(samples::aMessage(number, QByteArray(number % 40, 'y')));
    QTest::newRow("many") << many;
}

void TestSessionMessageBlock::roundTrip()
{
    QFETCH(QList<Message>, messages);
    const MessageBlock block = blockOf(messages);
    QCOMPARE(block.count, qint64(messages.size()));
    const auto read = messagesOf(block);
    QVERIFY(read);
    QVERIFY(*read == messages);

    const auto again = blockFromBytes(toBytes(block));
    QVERIFY(again);
    QVERIFY(messagesOf(*again) == messages);
}

void TestSessionMessageBlock::everyCutIsRefused()
{
    const MessageBlock block = blockOf({samples::aMessage(1), samples::aMessage(2), samples::aMessage(300)});
    for (qsizetype length = 0; length < block.header.size(); ++length)
        QVERIFY(!messagesOf({block.first, block.count, block.header.first(length), block.payloads}));
    for (qsizetype length = 0; length < block.payloads.size(); ++length)
        QVERIFY(!messagesOf({block.first, block.count, block.header, block.payloads.first(length)}));
    QVERIFY(!messagesOf({block.first, block.count, block.header + "x", block.payloads}));
    QVERIFY(!messagesOf({block.first, block.count, block.header, block.payloads + "x"}));
}

void TestSessionMessageBlock::randomBytesNeverCrash()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 20000; ++round) {
        QByteArray header(random.bounded(60), Qt::Uninitialized);
        for (char &byte : header)
            byte = static_cast<char>(random.bounded(3) == 0 ? 0xFF : random.bounded(256));
        const MessageBlock block{random.bounded(5), random.bounded(12), header,
                                 QByteArray(random.bounded(50), 'x')};
        if (const auto messages = messagesOf(block))
            QCOMPARE(messages->size(), block.count);
        (void)blockFromBytes(header);
    }
}

void TestSessionMessageBlock::claimedCountsAreNotBelieved()
{
    QVERIFY(!messagesOf({1, std::numeric_limits<qint64>::max(), "abcdefghijkl", {}}));
    QVERIFY(!messagesOf({1, -1, {}, {}}));
    QVERIFY(!messagesOf({std::numeric_limits<qint64>::max(), 1, "abcdef", {}}));
}

QTEST_APPLESS_MAIN(TestSessionMessageBlock)
#include "test_session_messageblock.moc"
