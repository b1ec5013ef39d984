#include "observation/connectionmarks.h"

#include <QTest>

using namespace wirewise;
using namespace wirewise::observation;
using namespace std::chrono_literals;

namespace {

MessageView aMessage(qint64 number, Duration at)
{
    MessageView message;
    message.number = number;
    message.at = at;
    return message;
}

SessionFacts ended(Duration at)
{
    SessionFacts facts;
    facts.opened = true;
    facts.watched = at;
    facts.endedAt = at;
    facts.messages = {aMessage(1, 1ms).toMessage()};
    facts.stream = "stream";
    facts.closeCode = 1012;
    return facts;
}

} // namespace

class TestConnectionMarks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneConnectionChangesNothing();
    void numbersAndTimesRiseOverAll();
    void connectionWithoutMessages();
    void marksKeepHowItEnded();
};

void TestConnectionMarks::oneConnectionChangesNothing()
{
    ConnectionMarks marks;
    marks.open(0ms);
    const Message message = aMessage(7, 123us).toMessage();
    QCOMPARE(marks.continued(viewOf(message)).toMessage(), message);
    QCOMPARE(marks.continued(MessageViews{viewOf(message)}).constFirst().toMessage(), message);
    QCOMPARE(marks.lastNumber(), 7);
    QCOMPARE(marks.list().size(), 1);
    QCOMPARE(marks.list().constFirst().firstMessage, 1);
    QVERIFY(!endOf(marks.list().constFirst()));
    QVERIFY(marks.changed().isEmpty());
}

void TestConnectionMarks::numbersAndTimesRiseOverAll()
{
    ConnectionMarks marks;
    marks.open(0ms);
    (void)marks.continued(aMessage(1, 10ms));
    (void)marks.continued(aMessage(2, 500ms));
    marks.end(ended(500ms));
    marks.open(2s, 3);
    QCOMPARE(marks.changed().size(), 2);
    const MessageView third = marks.continued(aMessage(1, 5ms));
    QCOMPARE(third.number, 3);
    QCOMPARE(third.at, Duration(2005ms));
    const MessageViews more = marks.continued(MessageViews{aMessage(2, 6ms)});
    QCOMPARE(more.constFirst().number, 4);
    QCOMPARE(more.constFirst().at, Duration(2006ms));
    marks.end(ended(1s));
    QCOMPARE(marks.changed().size(), 1);
    QVERIFY(marks.changed().constFirst().ended);
    // The clock of the session cannot fall behind what was told already.
    marks.open(1s);
    QCOMPARE(marks.continued(aMessage(1, 0ms)).at, Duration(2006ms));
    QCOMPARE(marks.list().size(), 3);
    QCOMPARE(marks.list().at(1).number, 2);
    QCOMPARE(marks.list().at(1).tries, 3);
    QCOMPARE(marks.list().at(1).firstMessage, 3);
    QCOMPARE(marks.list().at(1).openedAt, Duration(2s));
    QCOMPARE(marks.list().at(2).firstMessage, 5);
}

void TestConnectionMarks::connectionWithoutMessages()
{
    ConnectionMarks marks;
    marks.open(0ms);
    marks.end(ended(1s));
    marks.open(2s);
    marks.end(ended(1s));
    marks.open(4s);
    QCOMPARE(marks.list().at(1).firstMessage, 1);
    QCOMPARE(marks.list().at(2).firstMessage, 1);
    QCOMPARE(marks.continued(aMessage(1, 1ms)).number, 1);
}

void TestConnectionMarks::marksKeepHowItEnded()
{
    ConnectionMarks marks;
    marks.open(0ms);
    marks.end(ended(500ms));
    const ConnectionMark &mark = marks.list().constFirst();
    QVERIFY(mark.ended);
    QCOMPARE(mark.ended->closeCode, std::optional<quint16>(1012));
    QVERIFY(mark.ended->messages.isEmpty());
    QVERIFY(mark.ended->stream.isEmpty());
    QCOMPARE(endOf(mark), std::optional<Duration>(500ms));
}

QTEST_APPLESS_MAIN(TestConnectionMarks)
#include "test_observation_connectionmarks.moc"
