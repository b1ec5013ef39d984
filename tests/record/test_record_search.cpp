#include "record/messagenumbers.h"
#include "record/messagesearch.h"
#include "record/sessionrate.h"
#include "session/samples.h"
#include "session/sessionfile.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace wirewise;
using observation::Message;
using record::MessageNumbers;
using record::MessageSearch;
using record::SearchNews;

namespace {

constexpr int Patience = 30'000;

Message aMessage(qint64 number)
{
    QByteArray payload = "{\"type\":\"" + QByteArray(number % 4 == 0 ? "heartbeat" : "transcription") +
                         "\",\"index\":" + QByteArray::number(number) + ",\"text\":\"You have a pickup\"}";
    if (number % 1000 == 0)
        payload += " needle";
    Message message = samples::aMessage(number, payload);
    message.direction = number % 50 == 0 ? wire::Direction::Sent : wire::Direction::Received;
    message.opcode = number % 10 == 0 ? wire::Opcode::Binary : wire::Opcode::Text;
    message.at = observation::Duration(number * 100);
    return message;
}

QList<Message> messages(qint64 first, qint64 last)
{
    QList<Message> list;
    for (qint64 number = first; number <= last; ++number)
        list.append(aMessage(number));
    return list;
}

observation::MessageFilter lineFilter(const QString &line)
{
    observation::MessageFilter filter;
    filter.terms = observation::readFilterLine(line).terms;
    return filter;
}

/// Takes news as a view does, and sees that they are in order.
class Taken : public QObject
{
public:
    explicit Taken(MessageSearch *search)
    {
        connect(search, &MessageSearch::found, this, [this](const SearchNews &news) {
            ++reports;
            atStart = news.atStart;
            judged = news.judged;
            if (firstFound == 0 && !(news.older + news.newer).isEmpty())
                firstFound = (news.older + news.newer).constLast();
            numbers.prepend(news.older);
            numbers.append(news.newer);
        });
    }

    [[nodiscard]] QList<qint64> all() const
    {
        QList<qint64> list;
        for (qint64 i = 0; i < numbers.count(); ++i)
            list.append(numbers.at(i));
        return list;
    }

    MessageNumbers numbers;
    qint64 judged = 0, firstFound = 0;
    int reports = 0;
    bool atStart = false;
};

} // namespace

class TestRecordSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void numbersGrowAtBothEnds();
    void findsWhatTheFilterPasses_data();
    void findsWhatTheFilterPasses();
    void beginsWithTheLatest();
    void cancelledSaysNothingMore();
    void writerGoesOnMeanwhile();
    void liveMessagesCloseTheGap();
    void withoutFileJudgesWhatIsLive();
    void missingFileEnds();
    void rateCountsEveryMessage();
    void rateOfManyIsTakenFromParts();

private:
    QTemporaryDir m_folder;
    QString m_path;
    static constexpr qint64 Count = 120'000;
};

void TestRecordSearch::initTestCase()
{
    m_path = m_folder.filePath(QStringLiteral("large.wirewise"));
    auto file = session::SessionFile::create(m_path);
    QVERIFY(file);
    QVERIFY(file->begin(samples::fullObservation()));
    for (qint64 first = 1; first <= Count; first += 5000)
        QVERIFY(file->appendMessages(messages(first, first + 4999)));
}

void TestRecordSearch::numbersGrowAtBothEnds()
{
    MessageNumbers numbers;
    QList<qint64> expected;
    auto *random = QRandomGenerator::global();
    qint64 low = 5'000'000, high = low;
    for (int round = 0; round < 40; ++round) {
        QList<qint64> part;
        if (round % 2 == 0) {
            for (int i = 0; i < 3000; ++i)
                part.append(high += 1 + random->bounded(round % 5 == 0 ? 4000 : 2));
            numbers.append(part);
            expected += part;
        } else {
            for (int i = 0; i < 3000; ++i)
                part.prepend(low -= 1 + random->bounded(round % 5 == 0 ? 400 : 2));
            numbers.prepend(part);
            expected = part + expected;
        }
    }
    QCOMPARE(numbers.count(), qint64(expected.size()));
    for (qsizetype i = 0; i < expected.size(); ++i) {
        QCOMPARE(numbers.at(i), expected.at(i));
        QCOMPARE(numbers.indexOf(expected.at(i)), qint64(i));
    }
    QCOMPARE(numbers.indexOf(low - 1), qint64(-1));
    QCOMPARE(numbers.lowerBound(low - 1), qint64(0));
    QCOMPARE(numbers.lowerBound(high + 1), numbers.count());
    numbers.clear();
    QCOMPARE(numbers.count(), qint64(0));
}

void TestRecordSearch::findsWhatTheFilterPasses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("sent");
    QTest::addColumn<bool>("text");
    QTest::newRow("a rare word") << QStringLiteral("needle") << true << true;
    QTest::newRow("everything but") << QStringLiteral("-heartbeat") << true << true;
    QTest::newRow("a member") << QStringLiteral("type:heartbeat needle") << true << true;
    QTest::newRow("a pattern") << QStringLiteral("/index\":\\d*77,/") << true << true;
    QTest::newRow("only received") << QString() << false << true;
    QTest::newRow("no text") << QString() << true << false;
    QTest::newRow("nothing") << QStringLiteral("absent") << true << true;
}

void TestRecordSearch::findsWhatTheFilterPasses()
{
    QFETCH(QString, line);
    QFETCH(bool, sent);
    QFETCH(bool, text);
    observation::MessageFilter filter = lineFilter(line);
    filter.sent = sent;
    filter.text = text;
    QList<qint64> expected;
    for (qint64 number = 1; number <= Count; ++number) {
        if (filter.passes(aMessage(number)))
            expected.append(number);
    }
    MessageSearch search;
    Taken taken(&search);
    search.start(m_path, filter, {});
    QTRY_VERIFY_WITH_TIMEOUT(taken.atStart, Patience);
    QCOMPARE(taken.judged, Count);
    QVERIFY(taken.all() == expected);
}

void TestRecordSearch::beginsWithTheLatest()
{
    MessageSearch search;
    Taken taken(&search);
    search.start(m_path, lineFilter(QStringLiteral("needle")), {});
    QTRY_VERIFY_WITH_TIMEOUT(taken.firstFound > 0, Patience);
    QCOMPARE(taken.firstFound, Count);
    QTRY_VERIFY_WITH_TIMEOUT(taken.atStart, Patience);
}

void TestRecordSearch::cancelledSaysNothingMore()
{
    MessageSearch search;
    Taken taken(&search);
    search.start(m_path, lineFilter(QStringLiteral("needle")), {});
    search.cancel();
    QVERIFY(!search.isRunning());
    // A second search on the same thread: were the first still going, its numbers would come between.
    search.start(m_path, lineFilter(QStringLiteral("heartbeat")), {});
    search.start(m_path, lineFilter(QStringLiteral("/index\":7,/")), {});
    QTRY_VERIFY_WITH_TIMEOUT(taken.atStart, Patience);
    QCOMPARE(taken.all(), QList<qint64>{7});
}

void TestRecordSearch::writerGoesOnMeanwhile()
{
    const QString path = m_folder.filePath(QStringLiteral("growing.wirewise"));
    auto file = session::SessionFile::create(path);
    QVERIFY(file);
    QVERIFY(file->begin(samples::fullObservation()));
    constexpr qint64 Before = 20'000, After = 60'000, Batch = 250;
    QVERIFY(file->appendMessages(messages(1, Before)));
    MessageSearch search;
    Taken taken(&search);
    search.start(path, lineFilter(QStringLiteral("needle")), {});
    for (qint64 first = Before + 1; first <= After; first += Batch) {
        QVERIFY(file->appendMessages(messages(first, first + Batch - 1)));
        // As under a flood: only the last messages of a batch are handed on.
        search.add(messages(first + Batch - 10, first + Batch - 1), first + Batch - 1);
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE_WITH_TIMEOUT(taken.judged, After, Patience);
    QTRY_COMPARE(taken.numbers.count(), After / 1000);
    for (qint64 i = 0; i < taken.numbers.count(); ++i)
        QCOMPARE(taken.numbers.at(i), (i + 1) * 1000);
}

void TestRecordSearch::liveMessagesCloseTheGap()
{
    const QString path = m_folder.filePath(QStringLiteral("late.wirewise"));
    auto file = session::SessionFile::create(path);
    QVERIFY(file);
    QVERIFY(file->begin(samples::fullObservation()));
    QVERIFY(file->appendMessages(messages(1, 999)));
    MessageSearch search;
    Taken taken(&search);
    // Some are in memory and not yet on disk.
    search.start(path, lineFilter(QStringLiteral("needle")), messages(998, 1000));
    QTRY_COMPARE_WITH_TIMEOUT(taken.all(), QList<qint64>{1000}, Patience);
    search.add(messages(1995, 2000), 2000);
    QVERIFY(file->appendMessages(messages(1000, 2000)));
    QTRY_COMPARE_WITH_TIMEOUT(taken.all(), (QList<qint64>{1000, 2000}), Patience);
    QCOMPARE(taken.judged, qint64(2000));
}

void TestRecordSearch::withoutFileJudgesWhatIsLive()
{
    MessageSearch search;
    Taken taken(&search);
    search.start({}, lineFilter(QStringLiteral("needle")), messages(900, 1000));
    QTRY_COMPARE_WITH_TIMEOUT(taken.all(), QList<qint64>{1000}, Patience);
    QVERIFY(taken.atStart);
    search.add(messages(1001, 2000), 2000);
    QTRY_COMPARE_WITH_TIMEOUT(taken.all(), (QList<qint64>{1000, 2000}), Patience);
}

void TestRecordSearch::missingFileEnds()
{
    MessageSearch search;
    Taken taken(&search);
    search.start(m_folder.filePath(QStringLiteral("none.wirewise")), lineFilter(QStringLiteral("x")), {});
    QTRY_VERIFY_WITH_TIMEOUT(taken.atStart, Patience);
    QCOMPARE(taken.numbers.count(), qint64(0));
}

void TestRecordSearch::rateCountsEveryMessage()
{
    const std::atomic<bool> goesOn{false};
    const observation::RateBuckets rate = record::readRate(m_path, goesOn);
    qint64 received = 0, sent = 0;
    for (const observation::RateBuckets::Bucket &bucket : rate.buckets()) {
        received += bucket.received;
        sent += bucket.sent;
    }
    QCOMPARE(sent, Count / 50);
    QCOMPARE(received + sent, Count);
    QCOMPARE(rate.end(), observation::Duration(Count * 100));
    const std::atomic<bool> cancelled{true};
    QVERIFY(record::readRate(m_path, cancelled).isEmpty());
}

/// Sent at first, then only received; a second of silence between.
void TestRecordSearch::rateOfManyIsTakenFromParts()
{
    using namespace std::chrono_literals;
    constexpr qint64 Many = 1'200'000, Batch = 60'000;
    const QString path = m_folder.filePath(QStringLiteral("many.wirewise"));
    auto file = session::SessionFile::create(path);
    QVERIFY(file);
    for (qint64 first = 1; first <= Many; first += Batch) {
        QList<Message> list;
        for (qint64 number = first; number < first + Batch; ++number) {
            const bool isFirstHalf = number <= Many / 2;
            list.append(samples::aMessage(number, "x"));
            list.last().direction = isFirstHalf ? wire::Direction::Sent : wire::Direction::Received;
            list.last().at = number * 2us + (isFirstHalf ? 0s : 1s);
        }
        QVERIFY(file->appendMessages(list));
    }
    const std::atomic<bool> goesOn{false};
    const observation::RateBuckets rate = record::readRate(path, goesOn);
    qint64 received = 0, sent = 0;
    for (const observation::RateBuckets::Bucket &bucket : rate.buckets()) {
        received += bucket.received;
        sent += bucket.sent;
    }
    QCOMPARE(received + sent, Many);
    QVERIFY(qAbs(sent - Many / 2) < Many / 200);
    QCOMPARE(rate.end(), observation::Duration(Many * 2us + 1s));
    QVERIFY(qAbs(rate.numberAt(600ms) - 300'000) < Many / 200);
    QVERIFY(qAbs(rate.numberAt(2600ms) - 800'000) < Many / 200);
}

QTEST_MAIN(TestRecordSearch)
#include "test_record_search.moc"
