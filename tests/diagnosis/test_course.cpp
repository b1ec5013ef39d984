#include "diagnosis/course.h"

#include <QTest>

using namespace wirewise::diagnosis;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using Kind = CourseEvent::Kind;

namespace {

constexpr milliseconds Every = 10s;
constexpr milliseconds Start = 1'700'000'000'000ms;

CourseState stateOf(char letter)
{
    switch (letter) {
    case 'W':
        return {Verdict::Works, "upgrade.ok", QStringLiteral("The endpoint works.")};
    case '!':
        return {Verdict::WorksWithWarnings, "health.head-unsupported", QStringLiteral("HEAD is dropped.")};
    case 'F':
        return {Verdict::Fails, "tcp.refused", QStringLiteral("Nothing listens.")};
    case 'G':
        return {Verdict::Fails, "http.bad-gateway", QStringLiteral("The gateway has no server.")};
    default:
        return {Verdict::NotChecked, "local.offline", QStringLiteral("This computer is offline.")};
    }
}

/// A computer whose clocks a test moves.
class FakeClock
{
public:
    [[nodiscard]] Moment now() const { return m_now; }
    void pass(milliseconds time)
    {
        m_now.awake += time;
        sleep(time);
    }
    void sleep(milliseconds time)
    {
        m_now.elapsed += time;
        m_now.wall += time;
    }
    void set(milliseconds by) { m_now.wall += by; }

private:
    Moment m_now{Start, 1000ms, 5000ms};
};

/// Rounds from letters, Every apart, each as long as a second: W works, ! works with warnings, F and G fail,
/// o offline; z sleeps for an hour before the next one, Z during it, + and - set the clock by an hour,
/// s stands still for an hour.
class Watched
{
public:
    QStringList play(const char *letters)
    {
        for (const char *letter = letters; *letter != '\0'; ++letter)
            step(*letter);
        return told;
    }

    Course course{Every};
    FakeClock clock;
    QStringList told; ///< "changed 3 30s": the kind, the round from 0, how long it lasted
    QList<CourseEvent> events;

private:
    void step(char letter)
    {
        switch (letter) {
        case 'z':
            return clock.sleep(1h);
        case '+':
            return clock.set(1h);
        case '-':
            return clock.set(-1h);
        case 's':
            m_late = 1h;
            return clock.pass(1h);
        case 'Z':
            m_sleeps = true;
            return;
        default:
            break;
        }
        Round round;
        round.began = clock.now();
        if (std::exchange(m_sleeps, false))
            clock.sleep(1h);
        clock.pass(1s);
        round.ended = clock.now();
        round.state = stateOf(letter);
        round.offline = letter == 'o';
        round.late = std::exchange(m_late, 0ms);
        for (const CourseEvent &event : course.take(round)) {
            events.append(event);
            told.append(QStringLiteral("%1 %2 %3s")
                            .arg(QString::fromLatin1(toString(event.kind)))
                            .arg(m_round)
                            .arg(event.lasted / 1s));
        }
        ++m_round;
        clock.pass(Every - 1s);
    }

    int m_round = 0;
    bool m_sleeps = false;
    milliseconds m_late{0};
};

} // namespace

class TestCourse : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tells_data();
    void tells();
    void changeHasItsTimeAndCause();
    void totals_data();
    void totals();
    void outageThatLastsCounts();
    void stateAndSince();
    void kindsHaveNames();
    void words_data();
    void words();
    void spans_data();
    void spans();
    void availabilityIsNeverRoundedUp();
};

void TestCourse::tells_data()
{
    QTest::addColumn<QByteArray>("rounds");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *rounds, const QStringList &expected) {
        QTest::newRow(name) << QByteArray(rounds) << expected;
    };
    const QString began = QStringLiteral("began 0 0s");
    row("nothing changes", "WWWWW", {began});
    row("fails", "WWWF", {began, QStringLiteral("changed 3 30s")});
    row("works, 502, refuses, works", "WWGGFFWW",
        {began, QStringLiteral("changed 2 20s"), QStringLiteral("changed 4 20s"),
         QStringLiteral("changed 6 20s")});
    row("same failure", "FFFF", {began});
    row("works, with warnings", "W!", {began, QStringLiteral("changed 1 10s")});
    row("offline says nothing", "WWooWW",
        {began, QStringLiteral("unseen 2 20s"), QStringLiteral("seen-again 4 20s")});
    row("offline, then it fails", "WooF",
        {began, QStringLiteral("unseen 1 10s"), QStringLiteral("changed 3 10s")});
    row("offline from the start", "ooW", {QStringLiteral("unseen 0 0s"), QStringLiteral("began 2 0s")});
    row("sleep between", "WWzWW", {began, QStringLiteral("gap 2 3600s")});
    row("sleep between, then it fails", "WzF",
        {began, QStringLiteral("gap 1 3600s"), QStringLiteral("changed 1 10s")});
    row("sleep during a check", "WZFW", {began, QStringLiteral("gap 1 3600s")});
    row("clock forward", "W+W", {began, QStringLiteral("clock-set 1 0s")});
    row("clock back", "W-F", {began, QStringLiteral("clock-set 1 0s"), QStringLiteral("changed 1 10s")});
    row("standstill", "WsW", {began, QStringLiteral("gap 1 3600s")});
    row("four changes are no flapping", "WFWFWWWWWWWW",
        {began, QStringLiteral("changed 1 10s"), QStringLiteral("changed 2 10s"),
         QStringLiteral("changed 3 10s"), QStringLiteral("changed 4 10s")});
    row("flapping, and calm", "WFWFWFWFWFFFFFFFFFFF",
        {began, QStringLiteral("changed 1 10s"), QStringLiteral("changed 2 10s"),
         QStringLiteral("changed 3 10s"), QStringLiteral("changed 4 10s"), QStringLiteral("changed 5 10s"),
         QStringLiteral("flapping 5 0s"), QStringLiteral("changed 6 10s"), QStringLiteral("calm 18 130s")});
    row("while it flaps, a state is told once", "WFWFWFGFGFWF",
        {began, QStringLiteral("changed 1 10s"), QStringLiteral("changed 2 10s"),
         QStringLiteral("changed 3 10s"), QStringLiteral("changed 4 10s"), QStringLiteral("changed 5 10s"),
         QStringLiteral("flapping 5 0s"), QStringLiteral("changed 6 10s"), QStringLiteral("changed 10 10s")});
}

void TestCourse::tells()
{
    QFETCH(QByteArray, rounds);
    QFETCH(QStringList, expected);
    Watched watched;
    QCOMPARE(watched.play(rounds.constData()), expected);
}

void TestCourse::changeHasItsTimeAndCause()
{
    Watched watched;
    watched.play("WWF");
    QCOMPARE(watched.events.size(), 2);
    const CourseEvent &change = watched.events.constLast();
    QCOMPARE(change.at, Start + 20s);
    QCOMPARE(change.cause, QStringLiteral("Nothing listens."));
    QVERIFY(change.from.isSameAs(stateOf('W')));
    QVERIFY(change.to.isSameAs(stateOf('F')));
    QCOMPARE(eventWords(change), QStringLiteral("fails, after working for 20 s: Nothing listens."));
}

void TestCourse::totals_data()
{
    QTest::addColumn<QByteArray>("rounds");
    QTest::addColumn<int>("worked");
    QTest::addColumn<int>("failed");
    QTest::addColumn<int>("unseen");
    QTest::addColumn<int>("longest");
    QTest::addColumn<int>("changes");
    // The last round lasts a second.
    QTest::newRow("works") << QByteArray("WWW") << 21 << 0 << 0 << 0 << 0;
    QTest::newRow("half") << QByteArray("WWFF") << 20 << 11 << 0 << 11 << 1;
    QTest::newRow("two outages") << QByteArray("FWFFFW") << 11 << 40 << 0 << 30 << 3;
    QTest::newRow("another failure is the same outage") << QByteArray("WFGW") << 11 << 20 << 0 << 20 << 3;
    QTest::newRow("offline is no outage") << QByteArray("WooW") << 11 << 0 << 20 << 0 << 0;
    QTest::newRow("an outage goes on behind a gap") << QByteArray("FooFW") << 1 << 20 << 20 << 20 << 1;
    QTest::newRow("sleep is no outage") << QByteArray("FzFW") << 1 << 20 << 3600 << 20 << 1;
    QTest::newRow("sleep within a check") << QByteArray("WZFW") << 21 << 0 << 3600 << 0 << 0;
    QTest::newRow("a set clock takes no time") << QByteArray("W+W-W") << 21 << 0 << 0 << 0 << 0;
    QTest::newRow("standstill") << QByteArray("WsW") << 11 << 0 << 3600 << 0 << 0;
}

void TestCourse::totals()
{
    QFETCH(QByteArray, rounds);
    QFETCH(int, worked);
    QFETCH(int, failed);
    QFETCH(int, unseen);
    QFETCH(int, longest);
    QFETCH(int, changes);
    Watched watched;
    watched.play(rounds.constData());
    const CourseTotals totals = watched.course.totals();
    QCOMPARE(totals.worked / 1s, worked);
    QCOMPARE(totals.failed / 1s, failed);
    QCOMPARE(totals.unseen / 1s, unseen);
    QCOMPARE(totals.longestOutage / 1s, longest);
    QCOMPARE(totals.changes, changes);
}

void TestCourse::outageThatLastsCounts()
{
    Watched watched;
    watched.play("WF");
    watched.clock.pass(1h);
    const CourseTotals totals = watched.course.totals(watched.clock.now());
    QVERIFY(totals.longestOutage >= 1h);
    QCOMPARE(totals.outageBegan, Start + 10s);
    QVERIFY(totals.availability().value_or(1) < 0.01);
    QVERIFY(!CourseTotals().availability());
}

void TestCourse::stateAndSince()
{
    Watched watched;
    watched.play("WWFF");
    QVERIFY(watched.course.state().isSameAs(stateOf('F')));
    QCOMPARE(watched.course.since(), Start + 20s);
    watched.play("oo");
    QCOMPARE(watched.course.state().verdict, Verdict::NotChecked);
    QCOMPARE(watched.course.since(), Start + 40s);
    QVERIFY(watched.course.known().isSameAs(stateOf('F')));
    watched.play("F");
    QCOMPARE(watched.course.since(), Start + 20s);
    QVERIFY(!watched.course.isFlapping());
}

void TestCourse::kindsHaveNames()
{
    for (int kind = 0; kind <= static_cast<int>(Kind::UsualPace); ++kind) {
        const QByteArray name = toString(static_cast<Kind>(kind));
        QVERIFY(!name.isEmpty());
        QCOMPARE(courseEventKindFromString(name), static_cast<Kind>(kind));
    }
    QVERIFY(!courseEventKindFromString("other"));
}

void TestCourse::words_data()
{
    QTest::addColumn<QByteArray>("rounds");
    QTest::addColumn<QString>("last");
    const auto row = [](const char *name, const char *rounds, const QString &last) {
        QTest::newRow(name) << QByteArray(rounds) << last;
    };
    row("began", "W", QStringLiteral("works: The endpoint works."));
    row("works again", "WFW", QStringLiteral("works, after failing for 10 s: The endpoint works."));
    row("another failure", "FG",
        QStringLiteral("still fails, with another finding after 10 s: The gateway has no server."));
    row("offline", "Wo",
        QStringLiteral("not checked: This computer is offline; that says nothing about the server."));
    row("back", "WoW",
        QStringLiteral("works, after 10 s without a check: It can be checked again, and is as it was."));
    row("sleep", "WzW", QStringLiteral("gap of 1 h 00 min: This computer slept."));
    row("clock", "W-W", QStringLiteral("The clock of this computer was set 1 h 00 min back."));
    row("calm", "WFWFWFFFFFFFFFF",
        QStringLiteral("calm again after 1 min 30 s of flapping (changes: 0), fails: Nothing listens."));
}

void TestCourse::words()
{
    QFETCH(QByteArray, rounds);
    QFETCH(QString, last);
    Watched watched;
    watched.play(rounds.constData());
    QCOMPARE(eventWords(watched.events.constLast()), last);
}

void TestCourse::spans_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("words");
    QTest::newRow("tenths") << qint64(430) << QStringLiteral("0.4 s");
    QTest::newRow("seconds") << qint64(12'900) << QStringLiteral("12 s");
    QTest::newRow("minutes") << qint64(250'000) << QStringLiteral("4 min 10 s");
    QTest::newRow("hours") << qint64(2 * 3600'000 + 180'000) << QStringLiteral("2 h 03 min");
    QTest::newRow("days") << qint64(76 * 3600'000) << QStringLiteral("3 d 4 h");
    QTest::newRow("negative") << qint64(-5) << QStringLiteral("0.0 s");
}

void TestCourse::spans()
{
    QFETCH(qint64, milliseconds);
    QFETCH(QString, words);
    QCOMPARE(spanWords(std::chrono::milliseconds(milliseconds)), words);
}

void TestCourse::availabilityIsNeverRoundedUp()
{
    QCOMPARE(availabilityWords(1), QStringLiteral("100 %"));
    QCOMPARE(availabilityWords(0.9999999), QStringLiteral("99.999 %"));
    QCOMPARE(availabilityWords(0.5), QStringLiteral("50.0 %"));
    QCOMPARE(availabilityWords(0), QStringLiteral("0.0 %"));
}

QTEST_APPLESS_MAIN(TestCourse)
#include "test_course.moc"
