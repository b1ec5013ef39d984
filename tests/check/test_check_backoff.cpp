#include "check/backoff.h"
#include "check/prospect.h"

#include <QTest>

using namespace wirewise;
using namespace std::chrono_literals;
using check::Backoff;
using check::BackoffPlan;
using check::Prospect;
using check::prospectAfter;
using observation::Exchange;
using observation::Outcome;
using observation::SessionFacts;
using observation::StreamEnd;

namespace {

Exchange anAnswer(int status, const QByteArray &headers = {})
{
    Exchange exchange;
    exchange.outcome = Outcome::Answered;
    exchange.received =
        "HTTP/1.1 " + QByteArray::number(status) + " Words\r\nContent-Length: 0\r\n" + headers + "\r\n";
    exchange.readResponse();
    return exchange;
}

} // namespace

class TestBackoff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void delaysDouble();
    void sameSeedSameDelays();
    void longLifeBeginsAnew();
    void triesAreSpent();
    void afterAnAnswer_data();
    void afterAnAnswer();
    void afterAnOutcome_data();
    void afterAnOutcome();
    void retryAfter_data();
    void retryAfter();
    void afterAClose_data();
    void afterAClose();
};

void TestBackoff::delaysDouble()
{
    for (quint32 seed = 1; seed < 200; ++seed) {
        Backoff backoff({}, seed);
        int tries = 0;
        for (const auto whole : {1000ms, 2000ms, 4000ms, 8000ms, 16000ms, 30000ms, 30000ms, 30000ms}) {
            const auto delay = backoff.next();
            QVERIFY(delay);
            QVERIFY2(*delay <= whole && *delay >= whole * 3 / 4, qPrintable(QString::number(delay->count())));
            QCOMPARE(backoff.tries(), ++tries);
        }
    }
}

void TestBackoff::sameSeedSameDelays()
{
    Backoff one({}, 7), same({}, 7), other({}, 8);
    QList<qint64> first, second, third;
    for (int i = 0; i < 6; ++i) {
        first.append(one.next()->count());
        second.append(same.next()->count());
        third.append(other.next()->count());
    }
    QCOMPARE(first, second);
    QVERIFY(first != third);
}

void TestBackoff::longLifeBeginsAnew()
{
    Backoff backoff({.settled = 10s}, 1);
    for (int i = 0; i < 4; ++i)
        (void)backoff.next();
    backoff.lived(9999ms);
    QVERIFY(*backoff.next() > 10s);
    backoff.lived(10s);
    QVERIFY(*backoff.next() <= 1s);
    QCOMPARE(backoff.tries(), 1);
}

void TestBackoff::triesAreSpent()
{
    Backoff backoff({.mostTries = 2}, 1);
    QVERIFY(backoff.next());
    QVERIFY(backoff.next());
    QVERIFY(!backoff.next());
    backoff.lived(1h);
    QVERIFY(backoff.next());
}

void TestBackoff::afterAnAnswer_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("useless");
    for (const int status : {200, 301, 400, 401, 403, 404, 405, 410, 426, 501, 505, 101})
        QTest::addRow("%d", status) << status << true;
    for (const int status : {408, 421, 425, 429, 500, 502, 503, 504, 520, 599})
        QTest::addRow("%d", status) << status << false;
}

void TestBackoff::afterAnAnswer()
{
    QFETCH(int, status);
    const Prospect prospect = prospectAfter(anAnswer(status), QDateTime::currentDateTimeUtc());
    QTEST(prospect.useless, "useless");
    QVERIFY2(prospect.why.contains(QString::number(status)), qPrintable(prospect.why));
    QCOMPARE(prospect.wait, 0ms);
}

void TestBackoff::afterAnOutcome_data()
{
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<bool>("useless");
    for (const Outcome outcome :
         {Outcome::NameNotFound, Outcome::NameFailed, Outcome::NameTimedOut, Outcome::Refused,
          Outcome::ConnectTimedOut, Outcome::Unreachable, Outcome::Offline, Outcome::ProxyFailed,
          Outcome::TlsFailed, Outcome::TlsTimedOut, Outcome::Closed, Outcome::Reset, Outcome::TimedOut})
        QTest::newRow(observation::toString(outcome).constData()) << outcome << false;
    for (const Outcome outcome :
         {Outcome::NotStarted, Outcome::Answered, Outcome::Stopped, Outcome::Withheld, Outcome::LocalFailure})
        QTest::newRow(observation::toString(outcome).constData()) << outcome << true;
}

void TestBackoff::afterAnOutcome()
{
    QFETCH(Outcome, outcome);
    Exchange exchange;
    exchange.outcome = outcome;
    const Prospect prospect = prospectAfter(exchange, QDateTime::currentDateTimeUtc());
    QTEST(prospect.useless, "useless");
    QVERIFY(!prospect.why.isEmpty());
}

void TestBackoff::retryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<bool>("useless");
    QTest::newRow("seconds") << QByteArray("120") << qint64(120) << false;
    QTest::newRow("spaces") << QByteArray("  7 ") << qint64(7) << false;
    QTest::newRow("an hour") << QByteArray("3600") << qint64(3600) << false;
    QTest::newRow("more than an hour") << QByteArray("3601") << qint64(0) << true;
    QTest::newRow("a hundred digits") << QByteArray(100, '9') << qint64(0) << true;
    QTest::newRow("negative") << QByteArray("-5") << qint64(0) << false;
    QTest::newRow("date") << QByteArray("Sat, 21 Nov 2026 12:00:30 GMT") << qint64(30) << false;
    QTest::newRow("date that is over") << QByteArray("Sat, 21 Nov 2026 11:00:00 GMT") << qint64(0) << false;
    QTest::newRow("date next year") << QByteArray("Sun, 21 Nov 2027 12:00:00 GMT") << qint64(0) << true;
    QTest::newRow("words") << QByteArray("soon") << qint64(0) << false;
}

void TestBackoff::retryAfter()
{
    QFETCH(QByteArray, value);
    QFETCH(qint64, seconds);
    const QDateTime now(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);
    const Prospect prospect = prospectAfter(anAnswer(503, "Retry-After: " + value + "\r\n"), now);
    QTEST(prospect.useless, "useless");
    QCOMPARE(prospect.wait, std::chrono::milliseconds(std::chrono::seconds(seconds)));
}

void TestBackoff::afterAClose_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("useless");
    for (const int code : {1008, 1010, 4400, 4401, 4403, 4404})
        QTest::addRow("%d", code) << code << true;
    for (const int code : {1000, 1001, 1011, 1012, 1013, 3000, 4000})
        QTest::addRow("%d", code) << code << false;
}

void TestBackoff::afterAClose()
{
    QFETCH(int, code);
    SessionFacts facts;
    facts.opened = true;
    facts.closeBy = SessionFacts::CloseBy::Peer;
    facts.closeCode = quint16(code);
    facts.end = StreamEnd::ClosedByPeer;
    const Prospect prospect = prospectAfter(facts);
    QTEST(prospect.useless, "useless");
    QVERIFY(prospect.why.contains(QString::number(code)));
    // What we closed ourselves is not opened again.
    facts.closeBy = SessionFacts::CloseBy::Us;
    QVERIFY(prospectAfter(facts).useless);
    facts = {};
    facts.end = StreamEnd::ResetByPeer;
    QVERIFY(!prospectAfter(facts).useless);
}

QTEST_APPLESS_MAIN(TestBackoff)
#include "test_check_backoff.moc"
