#include "cli/verbrun.h"
#include "cli/watchoptions.h"
#include "cli/watchstatus.h"
#include "probe/peer.h"
#include "session/sessionfile.h"
#include "session/watchlog.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

using namespace wirewise;
using namespace std::chrono_literals;
using diagnosis::Verdict;
using testing::Peer;
using wirewise::tests::VerbRun;

namespace {

/// A server that a test lets change: 101, or this head for everything.
class Changing
{
public:
    Changing()
        : m_peer([this](QTcpSocket *socket, const QByteArray &bytes) {
            if (!Peer::isWhole(bytes) || bytes.size() > bytes.indexOf("\r\n\r\n") + 4)
                return;
            const bool opens = head.isEmpty() && testing::isUpgrade(bytes);
            if (opens) {
                socket->write(testing::switchingAnswer(bytes));
                return;
            }
            socket->write(
                (head.isEmpty() ? QByteArray("HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket") : head) +
                "\r\nContent-Length: 0\r\n\r\n");
            socket->disconnectFromHost();
        })
    {
    }
    [[nodiscard]] QString url() const { return m_peer.url(); }

    QByteArray head;

private:
    Peer m_peer;
};

QStringList arguments(const QString &url, const QStringList &more)
{
    return QStringList{QStringLiteral("watch"), url, QStringLiteral("--listen=0"),
                       QStringLiteral("--proxy=none")} +
           more;
}

QList<QJsonObject> linesOf(const VerbRun &run)
{
    QList<QJsonObject> lines;
    for (const QByteArray &line : run.out.data().split('\n')) {
        if (!line.isEmpty())
            lines.append(QJsonDocument::fromJson(line).object());
    }
    return lines;
}

QString wordOf(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

QStringList eventsOf(const QList<QJsonObject> &lines)
{
    QStringList events;
    for (const QJsonObject &line : lines)
        events.append(wordOf(line, "event"));
    return events;
}

} // namespace

class TestCliWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatChanges();
    void ndjsonTellsTheSame();
    void untilWorks();
    void untilFailsAtOnce();
    void untilThatNeverComes();
    void countEndsIt();
    void interruptEndsWithASummary();
    void sessionIsKept();
    void killedProgramKeepsWhatItHad();
    void existingSessionIsRefused();
    void prometheusIsWrittenAgain();
    void commandIsRunOnAChange();
    void severalEndpoints();
    void secretsAreNotShown();
    void badUsage_data();
    void badUsage();
    void spans_data();
    void spans();
    void statusLine();

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
};

/// Works, 503, refuses, works: with the time before and the cause.
void TestCliWatch::tellsWhatChanges()
{
    auto server = std::make_unique<Changing>();
    const QString url = server->url();
    VerbRun watch;
    watch.start(arguments(url, {QStringLiteral("--every=1")}));
    QTRY_VERIFY_WITH_TIMEOUT(watch.printed().contains(QStringLiteral("  works")), 30000);
    server->head = "HTTP/1.1 503 Service Unavailable";
    QTRY_VERIFY_WITH_TIMEOUT(watch.printed().contains(QStringLiteral("  fails, after working for ")), 30000);
    server.reset();
    QTRY_VERIFY_WITH_TIMEOUT(watch.printed().contains(QStringLiteral("(tcp.refused)")), 30000);
    QVERIFY2(watch.printed().contains(QStringLiteral("still fails, with another finding after ")),
             qPrintable(watch.printed()));
    watch.verb->interrupt();
    watch.finish();
    QCOMPARE(watch.status, 1);
    QVERIFY2(watch.printed().contains(QStringLiteral("; changes: 2; longest outage ")),
             qPrintable(watch.printed()));
    QVERIFY(watch.complaints().isEmpty());
}

void TestCliWatch::ndjsonTellsTheSame()
{
    Changing server;
    VerbRun watch;
    watch.start(arguments(server.url(), {QStringLiteral("--every=1"), QStringLiteral("--ndjson")}));
    QTRY_COMPARE_WITH_TIMEOUT(linesOf(watch).size(), 1, 30000);
    server.head = "HTTP/1.1 502 Bad Gateway";
    QTRY_COMPARE_WITH_TIMEOUT(linesOf(watch).size(), 2, 30000);
    watch.verb->interrupt();
    watch.finish();
    const QList<QJsonObject> lines = linesOf(watch);
    QCOMPARE(eventsOf(lines),
             (QStringList{QStringLiteral("began"), QStringLiteral("changed"), QStringLiteral("ended")}));
    QVERIFY(lines.at(0).value(QStringLiteral("was")).isNull());
    const QJsonObject &changed = lines.at(1);
    QCOMPARE(wordOf(changed.value(QStringLiteral("now")).toObject(), "verdict"), QStringLiteral("fails"));
    QVERIFY(!wordOf(changed, "cause").isEmpty());
    QCOMPARE(wordOf(changed, "url"), server.url());
    QVERIFY(QDateTime::fromString(wordOf(changed, "at"), Qt::ISODateWithMs).isValid());
    QVERIFY(changed.value(QStringLiteral("lasted_s")).toDouble() > 0);
    const QJsonObject &ended = lines.at(2);
    QVERIFY(ended.value(QStringLiteral("rounds")).toInt() >= 2);
    QCOMPARE(ended.value(QStringLiteral("changes")).toInt(), 1);
    const double availability = ended.value(QStringLiteral("availability")).toDouble();
    QVERIFY(availability > 0 && availability < 1);
}

void TestCliWatch::untilWorks()
{
    Changing server;
    server.head = "HTTP/1.1 503 Service Unavailable";
    VerbRun watch;
    watch.start(arguments(server.url(), {QStringLiteral("--every=1"), QStringLiteral("--until=works")}));
    QTRY_VERIFY_WITH_TIMEOUT(watch.printed().contains(QStringLiteral("  fails: ")), 30000);
    QCOMPARE(watch.status, -1);
    server.head.clear();
    watch.finish();
    QCOMPARE(watch.status, 0);
    QVERIFY2(watch.printed().contains(QStringLiteral("after failing for ")), qPrintable(watch.printed()));
}

void TestCliWatch::untilFailsAtOnce()
{
    Changing server;
    server.head = "HTTP/1.1 404 Not Found";
    VerbRun watch;
    watch.run(arguments(server.url(), {QStringLiteral("--until"), QStringLiteral("fails")}));
    QCOMPARE(watch.status, 0);
}

void TestCliWatch::untilThatNeverComes()
{
    Changing server;
    server.head = "HTTP/1.1 404 Not Found";
    VerbRun watch;
    watch.run(arguments(server.url(), {QStringLiteral("--every=1"), QStringLiteral("--until=works"),
                                       QStringLiteral("--for=1.2s")}));
    QCOMPARE(watch.status, 1);
}

void TestCliWatch::countEndsIt()
{
    Changing server;
    VerbRun watch;
    watch.run(arguments(server.url(), {QStringLiteral("--every=1"), QStringLiteral("--count=2")}));
    QCOMPARE(watch.status, 0);
    QVERIFY2(watch.printed().contains(QStringLiteral("worked 100 % of ")), qPrintable(watch.printed()));
    QVERIFY(watch.printed().contains(QStringLiteral("; checks: 2; changes: 0.")));
}

void TestCliWatch::interruptEndsWithASummary()
{
    Changing server;
    VerbRun watch;
    watch.start(arguments(server.url(), {}));
    QTRY_VERIFY_WITH_TIMEOUT(watch.printed().contains(QStringLiteral("works")), 30000);
    watch.verb->interrupt();
    watch.finish();
    QCOMPARE(watch.status, 0);
    QVERIFY(watch.printed().contains(QStringLiteral("; checks: 1; ")));
}

void TestCliWatch::sessionIsKept()
{
    Changing server;
    const QString file = path("watch.wirewise");
    VerbRun watch;
    watch.start(arguments(server.url(), {QStringLiteral("--every=1"), QStringLiteral("--session"), file}));
    QTRY_VERIFY_WITH_TIMEOUT(watch.printed().contains(QStringLiteral("works")), 30000);
    server.head = "HTTP/1.1 502 Bad Gateway";
    QTRY_VERIFY_WITH_TIMEOUT(watch.printed().contains(QStringLiteral("fails, after ")), 30000);
    // A change is on disk soon, not only at the end.
    QTRY_VERIFY_WITH_TIMEOUT(session::WatchLog::read(file).value()->entries.size() == 2, 30000);
    watch.verb->interrupt();
    watch.finish();
    const auto content = session::WatchLog::read(file);
    QVERIFY(content && *content);
    QCOMPARE((*content)->facts.urls, QStringList{server.url()});
    QVERIFY((*content)->points >= 2);
    const session::WatchEntry &change = (*content)->entries.constLast();
    QVERIFY(change.check > 0);
    const auto check = session::SessionFile::readCheck(file, change.check);
    QVERIFY(check && check->complete);
    QCOMPARE(check->diagnosis.verdict, Verdict::Fails);
    QCOMPARE(check->diagnosis.primary().id, change.event.to.findingId);
    QVERIFY(check->observation.exchange(QByteArray("upgrade"))->received.contains("502"));
    VerbRun show;
    show.run({QStringLiteral("show"), file});
    QVERIFY2(show.printed().contains(QString::fromUtf8(change.event.to.findingId)),
             qPrintable(show.printed()));
    // The course comes first, as it was told.
    QVERIFY(show.printed().startsWith(QLatin1String("Watched every 1.0 s")));
    QVERIFY(show.printed().indexOf(QLatin1String("fails, after ")) <
            show.printed().indexOf(QLatin1String("Checked on ")));
}

/// What was on disk before SIGKILL is there behind it, and can be read.
void TestCliWatch::killedProgramKeepsWhatItHad()
{
    Changing server;
    const QString file = path("killed.wirewise");
    QProcess program;
    program.start(QStringLiteral(WIREWISE_CLI),
                  arguments(server.url(), {QStringLiteral("--every=1"), QStringLiteral("--session"), file}));
    QVERIFY(program.waitForStarted());
    const auto watched = [&file] {
        const auto content = session::WatchLog::read(file);
        return content && *content ? **content : session::WatchContent();
    };
    QTRY_VERIFY_WITH_TIMEOUT(watched().points >= 1, 30000);
    server.head = "HTTP/1.1 502 Bad Gateway";
    QTRY_VERIFY_WITH_TIMEOUT(watched().entries.size() >= 2 && watched().points >= 3, 30000);
    const session::WatchContent before = watched();
    program.kill();
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitStatus(), QProcess::CrashExit);
    const session::WatchContent after = watched();
    QVERIFY(after.points >= before.points && after.entries.size() >= before.entries.size());
    const auto all = session::SessionFile::readAll(file);
    QVERIFY(all && all->size() >= 2);
    QVERIFY2(all->constFirst().complete, qPrintable(all->constFirst().damage));
}

void TestCliWatch::existingSessionIsRefused()
{
    Changing server;
    QFile file(path("mine.txt"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    VerbRun watch;
    watch.run(arguments(server.url(), {QStringLiteral("--session"), file.fileName()}));
    QCOMPARE(watch.status, 2);
    QVERIFY(watch.complaints().contains(QStringLiteral("exists already")));
}

void TestCliWatch::prometheusIsWrittenAgain()
{
    Changing server;
    const QString file = path("watch.prom");
    const auto text = [&file] {
        QFile read(file);
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    };
    VerbRun watch;
    watch.start(arguments(server.url(), {QStringLiteral("--every=1"), QStringLiteral("--prometheus"), file}));
    const QByteArray label = "{url=\"" + server.url().toUtf8() + "\"}";
    QTRY_VERIFY_WITH_TIMEOUT(text().contains(QByteArray("wirewise_up" + label + " 1\n")), 30000);
    server.head = "HTTP/1.1 502 Bad Gateway";
    QTRY_VERIFY_WITH_TIMEOUT(text().contains(QByteArray("wirewise_up" + label + " 0\n")), 30000);
    watch.verb->interrupt();
    watch.finish();
}

void TestCliWatch::commandIsRunOnAChange()
{
    Changing server;
    const QString file = path("told.txt");
    VerbRun watch;
    watch.start(arguments(
        server.url(), {QStringLiteral("--every=1"), QStringLiteral("--exec"),
                       QStringLiteral("echo \"$WIREWISE_WAS $WIREWISE_VERDICT $WIREWISE_URL\" >> ") + file}));
    QTRY_VERIFY_WITH_TIMEOUT(watch.printed().contains(QStringLiteral("works")), 30000);
    QVERIFY(!QFile::exists(file)); // the first state is no change
    server.head = "HTTP/1.1 502 Bad Gateway";
    QTRY_VERIFY_WITH_TIMEOUT(watch.printed().contains(QStringLiteral("fails, after ")), 30000);
    watch.verb->interrupt();
    watch.finish(); // waits for the command
    QFile told(file);
    QVERIFY(told.open(QIODevice::ReadOnly));
    const QByteArray line = told.readAll();
    QVERIFY2(line.endsWith(QByteArray(" fails " + server.url().toUtf8() + "\n")) && line.startsWith("works"),
             line.constData());
}

void TestCliWatch::severalEndpoints()
{
    Changing one, other;
    other.head = "HTTP/1.1 502 Bad Gateway";
    VerbRun watch;
    watch.run({QStringLiteral("watch"), one.url(), other.url(), QStringLiteral("--listen=0"),
               QStringLiteral("--proxy=none"), QStringLiteral("--every=1"), QStringLiteral("--count=2"),
               QStringLiteral("--ndjson")});
    QCOMPARE(watch.status, 1);
    const QList<QJsonObject> lines = linesOf(watch);
    QCOMPARE(eventsOf(lines).count(QStringLiteral("began")), 2);
    QCOMPARE(eventsOf(lines).count(QStringLiteral("ended")), 2);
    QCOMPARE(wordOf(lines.constLast(), "url"), other.url());
    QCOMPARE(lines.constLast().value(QStringLiteral("endpoint")).toInt(), 1);
}

void TestCliWatch::secretsAreNotShown()
{
    Changing server;
    VerbRun watch;
    watch.run(arguments(server.url() + QStringLiteral("?token=sesame-street"),
                        {QStringLiteral("--count=1"), QStringLiteral("--ndjson")}));
    QVERIFY(!watch.printed().contains(QStringLiteral("sesame")));
}

void TestCliWatch::badUsage_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *line, const char *expected) {
        QTest::newRow(name) << QByteArray(line) << QString::fromUtf8(expected);
    };
    row("no address", "watch", "No endpoint is given");
    row("too often", "watch ws://localhost:1/ --every 0.2", "at least 1 s was expected");
    row("no time", "watch ws://localhost:1/ --every soon", "--every soon: a time of");
    row("no state", "watch ws://localhost:1/ --until green", "works or fails was expected");
    row("no count", "watch ws://localhost:1/ --count 0", "a whole number from 1");
    row("no folder", "watch ws://localhost:1/ --prometheus /nowhere/a.prom", "cannot be written");
    row("size", "watch ws://localhost:1/ --max-file little", "a size of at least");
}

void TestCliWatch::badUsage()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, expected);
    VerbRun watch;
    watch.run(tests::words(line.constData()));
    QCOMPARE(watch.status, 2);
    QVERIFY2(watch.complaints().contains(expected), qPrintable(watch.complaints()));
    QVERIFY(watch.printed().isEmpty());
}

void TestCliWatch::spans_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("seconds") << QStringLiteral("30") << qint64(30'000);
    QTest::newRow("with letter") << QStringLiteral("1.5s") << qint64(1500);
    QTest::newRow("minutes") << QStringLiteral("5m") << qint64(300'000);
    QTest::newRow("hours") << QStringLiteral("8h") << qint64(28'800'000);
    QTest::newRow("days") << QStringLiteral("2d") << qint64(172'800'000);
    QTest::newRow("nothing") << QString() << qint64(-1);
    QTest::newRow("words") << QStringLiteral("soon") << qint64(-1);
    QTest::newRow("negative") << QStringLiteral("-5") << qint64(-1);
    QTest::newRow("not a number") << QStringLiteral("nan") << qint64(-1);
}

void TestCliWatch::spans()
{
    QFETCH(QString, text);
    QFETCH(qint64, milliseconds);
    QCOMPARE(cli::readSpan(text).value_or(std::chrono::milliseconds(-1)).count(), milliseconds);
}

void TestCliWatch::statusLine()
{
    cli::WatchStatus one({}, 1);
    for (int i = 0; i < 100; ++i)
        one.addRound(0, Verdict::Works);
    for (const Verdict verdict : {Verdict::Fails, Verdict::NotChecked, Verdict::WorksWithWarnings})
        one.addRound(0, verdict);
    QCOMPARE(one.strip().size(), qsizetype(cli::WatchStatus::StripLength));
    QVERIFY(one.strip().endsWith(QStringLiteral("..x-!")));
    diagnosis::Course course(1s);
    diagnosis::Round round;
    round.began.wall = 1000s;
    round.ended.wall = 1001s;
    round.ended.awake = round.ended.elapsed = 1s;
    round.state = {Verdict::Works, "upgrade.ok", QStringLiteral("The endpoint works.")};
    QCOMPARE(course.take(round).size(), 1);
    QCOMPARE(one.text(&course, 1070s, 12s), QStringLiteral("works for 1 min 10 s; next check in 12 s"));
    QCOMPARE(one.text(&course, 1070s, {}), QStringLiteral("works for 1 min 10 s; checking"));
    cli::WatchStatus three({}, 3);
    three.addRound(0, Verdict::Works);
    three.addRound(2, Verdict::Fails);
    QCOMPARE(three.strip(), QStringLiteral(". x"));
    QCOMPARE(three.text(nullptr, 0s, {}), QStringLiteral("works: 1, fails: 1"));
}

QTEST_GUILESS_MAIN(TestCliWatch)
#include "test_cli_watch.moc"
