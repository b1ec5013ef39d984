#include "session/history.h"
#include "session/retention.h"
#include "session/sessionquery.h"

#include <QTest>

using namespace wirewise;
using namespace wirewise::session;
using diagnosis::Verdict;

namespace {

SessionInfo anInfo(const char *url, Verdict verdict, const QDateTime &startedAt)
{
    static int count = 0;
    SessionInfo info;
    info.path = QStringLiteral("/s/%1.wirewise").arg(++count);
    info.url = QString::fromUtf8(url);
    info.verdict = verdict;
    info.startedAt = startedAt;
    info.checks = 1;
    return info;
}

QDateTime at(int day, int hour = 12)
{
    return QDateTime(QDate(2026, 11, day), QTime(hour, 0));
}

} // namespace

class TestSessionLookingback : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void emptyFindsEverything();
    void changes_data();
    void changes();
    void otherAddressesAreOthers();
    void keepsEverythingAtFirst();
    void oldOnesAreDue();
    void theOldestAreDueUntilItFits();
    void pinnedOnesStay();
};

void TestSessionLookingback::finds_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("found");
    const std::pair<const char *, bool> rows[] = {
        {"staging", true},
        {"STAGING room", true},
        {"staging elsewhere", false},
        {"host:staging", true},
        {"host:room", false},
        {"path:room", true},
        {"path:staging", false},
        {"verdict:fails", true},
        {"verdict:f", true},
        {"verdict:works", false},
        {"-verdict:works", true},
        {"-verdict:fails", false},
        {"finding:origin", true},
        {"finding:upgrade", true},
        {"finding:tls", false},
        {"name:orders", true},
        {"name:room", false},
        {"note:\"ask anna\"", true},
        {"note:\"anna ask\"", false},
        {"\"ask anna\"", true},
        {"date:2026", true},
        {"date:2026-11", true},
        {"date:2026-11-20", true},
        {"date:2026-10", false},
        {"date:yesterday", true},
        {"date:today", false},
        {"2026-11-20", true},
        {"origin", true}, // of the finding's id
        {"fails", true},
        {"verdict:fails host:staging date:2026-11 -note:bob", true},
        {"verdict:fails -note:anna", false},
        {"other:thing", false},
        {"verdict:", true}, // not typed to its end
        {"-", true},        // a word like others, and the id has one
    };
    for (const auto &[typed, found] : rows)
        QTest::newRow(typed) << QString::fromUtf8(typed) << found;
}

void TestSessionLookingback::finds()
{
    QFETCH(QString, typed);
    SessionInfo info = anInfo("wss://staging.example/ws/room?id=4", Verdict::Fails, at(20));
    info.name = QStringLiteral("orders in staging");
    info.summary = QStringLiteral("The server refuses the Origin https://panel.example.");
    info.findingId = "upgrade.origin-rejected";
    info.notes = QStringLiteral("Ask Anna about the list");
    QTEST(SessionQuery(typed, QDate(2026, 11, 21)).matches(info), "found");
}

void TestSessionLookingback::emptyFindsEverything()
{
    QVERIFY(SessionQuery(QStringLiteral("  "), QDate(2026, 11, 21)).isEmpty());
    QVERIFY(SessionQuery(QStringLiteral(""), QDate(2026, 11, 21)).matches({}));
}

void TestSessionLookingback::changes_data()
{
    QTest::addColumn<QList<int>>("earlier"); // verdicts on the 1st, 2nd, …
    QTest::addColumn<int>("now");
    QTest::addColumn<int>("day"); // of the session that tells; 0 for none
    const int works = static_cast<int>(Verdict::Works), warns = static_cast<int>(Verdict::WorksWithWarnings),
              fails = static_cast<int>(Verdict::Fails), none = static_cast<int>(Verdict::NotChecked);
    QTest::newRow("first check") << QList<int>{} << fails << 0;
    QTest::newRow("worked before") << QList<int>{works} << fails << 1;
    QTest::newRow("worked with warnings before") << QList<int>{fails, warns} << fails << 2;
    QTest::newRow("fails since the third") << QList<int>{works, works, fails, fails} << fails << 2;
    QTest::newRow("never worked") << QList<int>{fails, fails} << fails << 0;
    QTest::newRow("failed before") << QList<int>{works, fails} << works << 2;
    QTest::newRow("works again as before") << QList<int>{fails, works} << works << 0;
    QTest::newRow("warnings are no change") << QList<int>{works} << warns << 0;
    QTest::newRow("what decides nothing is passed over") << QList<int>{works, none} << fails << 1;
    QTest::newRow("and says nothing") << QList<int>{works} << none << 0;
}

void TestSessionLookingback::changes()
{
    QFETCH(QList<int>, earlier);
    QFETCH(int, now);
    QFETCH(int, day);
    const char *url = "wss://a.example/ws";
    QList<SessionInfo> sessions;
    for (qsizetype i = 0; i < earlier.size(); ++i)
        sessions.prepend(anInfo(url, static_cast<Verdict>(earlier.at(i)), at(static_cast<int>(i) + 1)));
    const SessionInfo current = anInfo(url, static_cast<Verdict>(now), at(20));
    sessions.prepend(current);
    sessions.append(anInfo(url, Verdict::Works, at(25))); // later than it
    const auto found = changedSince(sessions, current);
    QCOMPARE(found ? found->startedAt.date().day() : 0, day);
}

void TestSessionLookingback::otherAddressesAreOthers()
{
    SessionInfo run = anInfo("wss://a.example/ws", Verdict::Works, at(2));
    run.checks = 14; // a run over a list: its verdict is not this endpoint's
    const QList<SessionInfo> sessions{anInfo("wss://a.example/other", Verdict::Works, at(1)), run};
    QVERIFY(!changedSince(sessions, anInfo("wss://a.example/ws", Verdict::Fails, at(20))));
}

namespace {

QStringList pathsOf(const QList<StoredSession> &sessions)
{
    QStringList paths;
    for (const StoredSession &session : sessions)
        paths.append(session.path);
    return paths;
}

/// Five sessions of 100 bytes, from the 1st to the 5th; c is pinned.
QList<StoredSession> five()
{
    QList<StoredSession> sessions;
    for (int day = 5; day >= 1; --day)
        sessions.append({QString(QChar(static_cast<char16_t>(u'a' + day - 1))), at(day), 100, day == 3});
    return sessions;
}

} // namespace

void TestSessionLookingback::keepsEverythingAtFirst()
{
    QVERIFY(!RetentionRule{}.isSet());
    QVERIFY(dueSessions(five(), {}, at(28)).isEmpty());
}

void TestSessionLookingback::oldOnesAreDue()
{
    QCOMPARE(pathsOf(dueSessions(five(), {2, 0}, at(5))),
             (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QVERIFY(dueSessions(five(), {4, 0}, at(5)).isEmpty());
    QVERIFY(dueSessions({{QStringLiteral("x"), {}, 1, false}}, {1, 0}, at(5)).isEmpty());
}

void TestSessionLookingback::theOldestAreDueUntilItFits()
{
    QVERIFY(dueSessions(five(), {0, 500}, at(5)).isEmpty());
    QCOMPARE(pathsOf(dueSessions(five(), {0, 499}, at(5))), QStringList{QStringLiteral("a")});
    QCOMPARE(pathsOf(dueSessions(five(), {0, 250}, at(5))),
             (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("d")}));
    QCOMPARE(pathsOf(dueSessions(five(), {3, 450}, at(5))), QStringList{QStringLiteral("a")});
}

void TestSessionLookingback::pinnedOnesStay()
{
    QCOMPARE(
        pathsOf(dueSessions(five(), {1, 1}, at(28))),
        (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("d"), QStringLiteral("e")}));
}

QTEST_GUILESS_MAIN(TestSessionLookingback)
#include "test_session_lookingback.moc"
