#include "diagnosis/idlelimit.h"

#include <QTest>

#include <set>

using namespace wirewise;
using namespace wirewise::diagnosis;
using namespace std::chrono_literals;
using observation::Duration;
using observation::IdleTest;
using observation::IdleTrial;
using End = IdleTrial::End;
using Outcome = IdleVerdict::Outcome;

namespace {

IdleTrial aTrial(End end, Duration silence, Duration openedAt = 0s)
{
    IdleTrial trial;
    trial.end = end;
    trial.openedAt = openedAt;
    trial.life = trial.silence = trial.longestSilence = silence;
    trial.answersPings = true;
    return trial;
}

IdleTest aTest(QList<IdleTrial> silent)
{
    IdleTest test;
    test.upTo = 300s;
    test.tolerance = 1s;
    test.atOnce = 2s;
    test.silent = std::move(silent);
    test.finished = true;
    return test;
}

IdleTest droppedThrice(Duration silence, End end = End::Fin)
{
    return aTest(
        {aTrial(end, silence, 0s), aTrial(end, silence + 100ms, 2s), aTrial(end, silence - 100ms, 4s)});
}

IdleTrial aControl(End end, Duration life, Duration pingEvery = 30s)
{
    IdleTrial trial = aTrial(end, life);
    trial.silence = trial.longestSilence = pingEvery;
    trial.pingEvery = pingEvery;
    return trial;
}

IdleTest withControl(IdleTest test, const IdleTrial &control)
{
    test.control = control;
    test.controlUntil = 76s;
    return test;
}

IdleTest stopped(IdleTest test)
{
    test.stopped = true;
    return test;
}

} // namespace

Q_DECLARE_METATYPE(wirewise::diagnosis::IdleVerdict::Outcome)

class TestIdleLimit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void outcomes_data();
    void outcomes();
    void theSentenceOfALimit();
    void onlyWhatWasShownIsPromised();
    void theServersOwnLimit();
    void hostileReasonsAreMadePrintable();
    void causesFitTheTime_data();
    void causesFitTheTime();
    void pingsBelowALimit();
    void defaultsAreSound();
};

void TestIdleLimit::outcomes_data()
{
    QTest::addColumn<IdleTest>("test");
    QTest::addColumn<Outcome>("outcome");
    const IdleTrial open = aTrial(End::Open, 300s);
    IdleTest running = aTest({open});
    running.finished = false;
    QTest::newRow("runs") << running << Outcome::Undecided;
    QTest::newRow("nothing") << aTest({}) << Outcome::Undecided;
    QTest::newRow("stopped before a drop") << stopped(aTest({aTrial(End::Open, 40s)})) << Outcome::Undecided;
    QTest::newRow("not opened") << aTest({aTrial(End::NotOpened, 0s)}) << Outcome::NotOpened;
    QTest::newRow("survived") << aTest({open, open, open}) << Outcome::NoLimit;
    QTest::newRow("one was refused") << aTest({open, aTrial(End::NotOpened, 0s)}) << Outcome::NoLimit;
    QTest::newRow("dropped") << droppedThrice(60s) << Outcome::SilenceLimit;
    QTest::newRow("reset") << droppedThrice(60s, End::Reset) << Outcome::SilenceLimit;
    QTest::newRow("dropped, then stopped")
        << stopped(aTest({aTrial(End::Fin, 60s), aTrial(End::Open, 58s)})) << Outcome::SilenceLimit;
    QTest::newRow("pings outlive it")
        << withControl(droppedThrice(60s), aControl(End::Open, 76s)) << Outcome::SilenceLimit;
    QTest::newRow("pings do not") << withControl(droppedThrice(60s), aControl(End::Fin, 60s))
                                  << Outcome::LifeLimit;
    QTest::newRow("pings end elsewhere")
        << withControl(droppedThrice(60s), aControl(End::Fin, 20s)) << Outcome::SilenceLimit;
    QTest::newRow("different times") << aTest({aTrial(End::Fin, 60s), aTrial(End::Fin, 95s, 2s),
                                               aTrial(End::Fin, 20s, 4s)})
                                     << Outcome::Varies;
    QTest::newRow("one stays") << aTest({aTrial(End::Fin, 60s), open, open}) << Outcome::Varies;
    QTest::newRow("one moment") << aTest({aTrial(End::Fin, 64s, 0s), aTrial(End::Fin, 62s, 2s),
                                          aTrial(End::Fin, 60s, 4s)})
                                << Outcome::SameMoment;
    QTest::newRow("at once") << droppedThrice(200ms, End::CloseFrame) << Outcome::ClosedAtOnce;
    QTest::newRow("dead path") << aTest({aTrial(End::DeadPath, 300s), aTrial(End::DeadPath, 300s)})
                               << Outcome::DeadPath;
    IdleTrial spoken = open;
    spoken.longestSilence = spoken.silence = 20s;
    QTest::newRow("the server speaks") << aTest({spoken, spoken}) << Outcome::NeverSilent;
    IdleTrial old = aTrial(End::Fin, 300s);
    old.silence = old.longestSilence = 20s;
    IdleTrial older = old;
    older.openedAt = 2s;
    older.silence = 18s;
    QTest::newRow("the server speaks, and all end at one age") << aTest({old, older}) << Outcome::LifeLimit;
    // At five minutes, a second more or less is the timer of the other side.
    QTest::newRow("long ones differ more")
        << aTest({aTrial(End::Fin, 300s), aTrial(End::Fin, 303s, 2s), aTrial(End::Fin, 305s, 4s)})
        << Outcome::SilenceLimit;
}

void TestIdleLimit::outcomes()
{
    QFETCH(IdleTest, test);
    QFETCH(Outcome, outcome);
    const IdleVerdict verdict = judge(test);
    QVERIFY2(verdict.outcome == outcome, qPrintable(verdict.title));
    QVERIFY(!verdict.title.isEmpty());
    QVERIFY(verdict.title.size() <= 100);
    const bool harmless =
        outcome == Outcome::Undecided || outcome == Outcome::NoLimit || outcome == Outcome::NeverSilent;
    QCOMPARE(verdict.found(), !harmless);
    QVERIFY(!toString(outcome).isEmpty());
}

void TestIdleLimit::theSentenceOfALimit()
{
    const IdleVerdict verdict = judge(withControl(droppedThrice(60s), aControl(End::Open, 76s)));
    QCOMPARE(verdict.title, QStringLiteral("Dropped after 60.0 s of silence, three times."));
    QCOMPARE(
        verdict.explanation,
        QStringLiteral("Each was ended by TCP (FIN) without a Close frame. Something on the way has a 60 s "
                       "idle limit. Pings every 30 s prevent it: a connection pinged so often was still "
                       "open after 76.0 s."));
    QCOMPARE(verdict.limit, std::optional<Duration>(60s));
    QCOMPARE(verdict.pingEvery, std::optional<Duration>(30s));
}

void TestIdleLimit::onlyWhatWasShownIsPromised()
{
    QVERIFY(!judge(droppedThrice(60s)).pingEvery);
    QVERIFY(judge(droppedThrice(60s)).explanation.contains(QStringLiteral("was not tried")));
    const IdleVerdict early = judge(withControl(droppedThrice(60s), aControl(End::Open, 50s)));
    QVERIFY(!early.pingEvery);
    QVERIFY(early.explanation.contains(QStringLiteral("not tried long enough")));
    QVERIFY(!judge(withControl(droppedThrice(60s), aControl(End::Fin, 20s))).pingEvery);
    const IdleVerdict life = judge(withControl(droppedThrice(60s), aControl(End::Fin, 60s)));
    QVERIFY(!life.pingEvery);
    QCOMPARE(life.limit, std::optional<Duration>(60s));
    QVERIFY(life.explanation.contains(QStringLiteral("pings do not prevent it")));
}

void TestIdleLimit::theServersOwnLimit()
{
    IdleTest test = droppedThrice(45s, End::CloseFrame);
    for (IdleTrial &trial : test.silent)
        trial.closeCode = 1001;
    const IdleVerdict verdict = judge(test);
    QCOMPARE(verdict.outcome, Outcome::SilenceLimit);
    QVERIFY2(verdict.explanation.contains(QStringLiteral("closed by the server with 1001, Going Away")),
             qPrintable(verdict.explanation));
    QVERIFY(verdict.explanation.contains(QStringLiteral("the WebSocket server itself")));
}

void TestIdleLimit::hostileReasonsAreMadePrintable()
{
    IdleTrial trial = aTrial(End::CloseFrame, 60s);
    trial.closeCode = 4000;
    trial.closeReason = QByteArray("\x1b]0;evil\x07<b>") + QByteArray(100, 'x');
    const QString words = endWords(trial);
    QVERIFY(!words.contains(QChar(u'\x1b')));
    QVERIFY(words.size() < 160);
}

void TestIdleLimit::causesFitTheTime_data()
{
    QTest::addColumn<Duration>("silence");
    QTest::addColumn<QByteArrayList>("some");
    QTest::newRow("a minute") << Duration(60100ms)
                              << QByteArrayList{"nginx", "AWS Application Load Balancer"};
    QTest::newRow("Heroku") << Duration(55s) << QByteArrayList{"Heroku"};
    QTest::newRow("Cloudflare") << Duration(100s) << QByteArrayList{"Cloudflare"};
    QTest::newRow("four minutes") << Duration(240s) << QByteArrayList{"Azure Load Balancer"};
    QTest::newRow("an odd time") << Duration(77s) << QByteArrayList{};
    // A limit on the age of connections is no limit on silence.
    QTest::newRow("half a minute") << Duration(30s) << QByteArrayList{"ASP.NET Core SignalR"};
}

void TestIdleLimit::causesFitTheTime()
{
    QFETCH(Duration, silence);
    QFETCH(QByteArrayList, some);
    QByteArrayList named;
    for (const IdleDefault &cause : judge(droppedThrice(silence)).causes)
        named.append(cause.stack);
    for (const QByteArray &name : some)
        QVERIFY2(named.contains(name), named.join(',').constData());
    if (some.size() < 2)
        QCOMPARE(named, some);
}

void TestIdleLimit::pingsBelowALimit()
{
    QCOMPARE(pingIntervalBelow(60s), Duration(30s));
    QCOMPARE(pingIntervalBelow(59980ms), Duration(30s));
    QCOMPARE(pingIntervalBelow(55s), Duration(27s));
    QCOMPARE(pingIntervalBelow(2s), Duration(1s));
    QCOMPARE(pingIntervalBelow(300ms), Duration(150ms));
}

void TestIdleLimit::defaultsAreSound()
{
    std::set<std::pair<QByteArray, qint64>> seen;
    for (const IdleDefault &row : idleDefaults()) {
        QVERIFY(row.limit > 0s);
        QVERIFY(QByteArray(row.source).startsWith("https://"));
        QVERIFY(!QByteArray(row.setting).isEmpty());
        QVERIFY(seen.insert({QByteArray(row.stack), row.limit.count()}).second);
    }
}

QTEST_APPLESS_MAIN(TestIdleLimit)
#include "test_diagnosis_idlelimit.moc"
