// Runs over lists: stopped, killed, gone on with, beside earlier ones.

#include "cli/listpeer.h"
#include "cli/progressline.h"
#include "cli/sincerun.h"
#include "cli/verbrun.h"
#include "session/listrun.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <limits>

#include <sys/resource.h>

using namespace wirewise;
using wirewise::tests::Endpoints;
using wirewise::tests::VerbRun;
using wirewise::tests::words;

class TestCliRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void memoryIsBounded();
    void stoppedAndGoneOnWith();
    void killedAndGoneOnWith();
    void failingOnesAgain();
    void besideTheLastRun();
    void sessionAsBaseline();
    void whatDoesNotGoTogether_data();
    void whatDoesNotGoTogether();
    void progressIsWorded_data();
    void progressIsWorded();
    void timesAreWorded();

private:
    static constexpr int Count = 300;

    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    QString list(const Endpoints &endpoints, int count = Count) const
    {
        QFile file(path("list.txt"));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no place for a list");
        for (int i = 0; i < count; ++i)
            file.write(endpoints.addressOf(i).toUtf8() + '\n');
        return file.fileName();
    }
    static QStringList quick(QStringList more)
    {
        return words("check --proxy none --listen 0 --no-experiments") + more;
    }
    /// What takes its settings from the file.
    static QStringList again(QStringList more) { return words("check") + more; }
    static QJsonObject documentOf(const VerbRun &run)
    {
        return QJsonDocument::fromJson(run.out.data()).object();
    }
    static void everyVerdictIsRight(const QJsonObject &document, const Endpoints &endpoints, int count);
    /// Indexes that a session has a verdict of.
    QList<qsizetype> doneIn(const char *name) const
    {
        QList<qsizetype> done;
        const auto run = session::readListRun(path(name));
        for (const session::ListRunEntry &entry : run ? run->entries : QList<session::ListRunEntry>()) {
            if (!entry.isLeft())
                done.append(entry.index);
        }
        return done;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCliRuns::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestCliRuns::everyVerdictIsRight(const QJsonObject &document, const Endpoints &endpoints, int count)
{
    const QJsonArray results = document[QStringLiteral("results")].toArray();
    QCOMPARE(results.size(), count);
    for (int i = 0; i < count; ++i) {
        const QByteArray finding =
            results[i][QStringLiteral("findings")][0][QStringLiteral("id")].toString().toUtf8();
        QVERIFY2(finding == Endpoints::findingOf(i),
                 QByteArray(endpoints.pathOf(i) + " " + finding).constData());
        const QString verdict = results[i][QStringLiteral("verdict")].toString();
        QCOMPARE(verdict, i % 10 == 7 ? QStringLiteral("fails") : QStringLiteral("works"));
    }
}

/// What a run over thousands needs more than one over a few.
void TestCliRuns::memoryIsBounded()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("A sanitizer keeps memory that was given back");
#else
    Endpoints endpoints;
    const auto peakOf = [&](int count) { // in KiB, the largest so far
        QProcess program;
        QSignalSpy ended(&program, &QProcess::finished);
        program.start(QStringLiteral(WIREWISE_CLI),
                      quick({QStringLiteral("--file"), list(endpoints, count), QStringLiteral("--session"),
                             path(QByteArray::number(count).constData()), QStringLiteral("--json"),
                             QStringLiteral("--probe"), QStringLiteral("upgrade")}));
        // In a loop of its own: QTest::qWaitFor() sleeps between two looks, and the peer with it.
        if (!ended.wait(60000))
            return 0L;
        rusage usage{};
        ::getrusage(RUSAGE_CHILDREN, &usage);
        return usage.ru_maxrss;
    };
    const long few = peakOf(20);
    const long many = peakOf(2000);
    QVERIFY(few > 0 && many > 0);
    QVERIFY2(many - few < 24 * 1024, qPrintable(QStringLiteral("%1 KiB, then %2").arg(few).arg(many)));
    QCOMPARE(session::readListRun(path("2000"))->entries.size(), 2000);
#endif
}

void TestCliRuns::stoppedAndGoneOnWith()
{
    Endpoints endpoints;
    endpoints.answerOnly(Count / 2);
    VerbRun stopped;
    stopped.start(quick({QStringLiteral("--file"), list(endpoints), QStringLiteral("--session"),
                         path("run.wirewise"), QStringLiteral("--per-host"), QStringLiteral("4")}));
    QTRY_VERIFY(endpoints.upgrades() > Count / 2);
    stopped.verb->interrupt();
    stopped.finish();
    QCOMPARE(stopped.status, 1);
    QVERIFY(stopped.complaints().contains(QStringLiteral("were not checked")));
    VerbRun twice;
    twice.run(quick(
        {QStringLiteral("--file"), list(endpoints), QStringLiteral("--session"), path("run.wirewise")}));
    QCOMPARE(twice.status, 2);
    QVERIFY2(twice.complaints().contains(QStringLiteral("--resume")), qPrintable(twice.complaints()));
    const QList<qsizetype> done = doneIn("run.wirewise");
    QVERIFY(done.size() > 10 && done.size() < Count);

    endpoints.answerOnly(std::numeric_limits<int>::max());
    VerbRun resumed;
    resumed.run(again({QStringLiteral("--session"), path("run.wirewise"), QStringLiteral("--resume"),
                       QStringLiteral("--per-host"), QStringLiteral("4"), QStringLiteral("--json")}));
    QCOMPARE(resumed.status, 1);
    everyVerdictIsRight(documentOf(resumed), endpoints, Count);
    for (const qsizetype index : done) {
        const QByteArray target = endpoints.pathOf(static_cast<int>(index));
        QVERIFY2(endpoints.upgrades(target) <= 1, target.constData());
    }
    QVERIFY2(endpoints.peer().mostAtOnce() <= 4,
             QByteArray::number(endpoints.peer().mostAtOnce()).constData());
    QCOMPARE(doneIn("run.wirewise").size(), Count);

    const int before = endpoints.peer().connections();
    VerbRun third;
    third.run(again({QStringLiteral("--session"), path("run.wirewise"), QStringLiteral("--resume"),
                     QStringLiteral("--ndjson")}));
    QCOMPARE(third.out.data().count('\n'), Count);
    QCOMPARE(endpoints.peer().connections(), before);
}

void TestCliRuns::killedAndGoneOnWith()
{
    Endpoints endpoints;
    endpoints.answerOnly(Count / 2);
    QProcess program;
    program.start(QStringLiteral(WIREWISE_CLI),
                  quick({QStringLiteral("--file"), list(endpoints), QStringLiteral("--session"),
                         path("run.wirewise"), QStringLiteral("--ndjson")}));
    // What is kept is kept within a second: some of the first ones are by then.
    QTRY_VERIFY_WITH_TIMEOUT(!doneIn("run.wirewise").isEmpty(), 30000);
    program.kill();
    QTRY_COMPARE(program.state(), QProcess::NotRunning);
    QCOMPARE(program.exitStatus(), QProcess::CrashExit);
    QTRY_COMPARE(endpoints.peer().open(), 0);
    const QList<qsizetype> done = doneIn("run.wirewise");
    QVERIFY(done.size() < Count);
    endpoints.answerOnly(std::numeric_limits<int>::max());
    VerbRun resumed;
    resumed.run(again({QStringLiteral("--session"), path("run.wirewise"), QStringLiteral("--resume"),
                       QStringLiteral("--json")}));
    everyVerdictIsRight(documentOf(resumed), endpoints, Count);
    for (const qsizetype index : done)
        QVERIFY(endpoints.upgrades(endpoints.pathOf(static_cast<int>(index))) <= 1);
    QCOMPARE(doneIn("run.wirewise").size(), Count);
}

void TestCliRuns::failingOnesAgain()
{
    Endpoints endpoints;
    VerbRun first;
    first.run(quick(
        {QStringLiteral("--file"), list(endpoints, 50), QStringLiteral("--session"), path("run.wirewise")}));
    QCOMPARE(first.status, 1);
    endpoints.setHealed(true);
    VerbRun failing;
    failing.run(again({QStringLiteral("--failing-of"), path("run.wirewise"), QStringLiteral("--json")}));
    QCOMPARE(failing.status, 0);
    const QJsonArray results = documentOf(failing)[QStringLiteral("results")].toArray();
    QCOMPARE(results.size(), 5);
    QCOMPARE(results[0][QStringLiteral("url")].toString(), endpoints.addressOf(7));
    QCOMPARE(results[4][QStringLiteral("url")].toString(), endpoints.addressOf(47));
}

void TestCliRuns::besideTheLastRun()
{
    Endpoints endpoints;
    const QStringList withList{QStringLiteral("--file"), list(endpoints, 20)};
    VerbRun first;
    first.run(quick(withList + QStringList{QStringLiteral("--session"), path("first.wirewise")}));
    endpoints.setHealed(true);
    VerbRun second;
    second.run(quick(withList + QStringList{QStringLiteral("--session"), path("second.wirewise"),
                                            QStringLiteral("--since"), QStringLiteral("last"),
                                            QStringLiteral("--json")}));
    const QJsonObject since = documentOf(second)[QStringLiteral("since")].toObject();
    QCOMPARE(since[QStringLiteral("better")].toInt(), 2);
    QCOMPARE(since[QStringLiteral("same")].toInt(), 18);
    QCOMPARE(since[QStringLiteral("file")].toString(), path("first.wirewise"));
    const QJsonObject healed =
        documentOf(second)[QStringLiteral("results")][7][QStringLiteral("since")].toObject();
    QCOMPARE(healed[QStringLiteral("change")].toString(), QStringLiteral("better"));
    QCOMPARE(healed[QStringLiteral("was")].toString(), QStringLiteral("fails"));
    QCOMPARE(healed[QStringLiteral("finding")].toString(), QStringLiteral("upgrade.route-missing"));

    endpoints.setHealed(false);
    VerbRun third;
    third.run(quick({endpoints.addressOf(7), endpoints.addressOf(0), QStringLiteral("ws://127.0.0.1:1/new"),
                     QStringLiteral("--since"), path("second.wirewise")}));
    const QString text = third.printed();
    QVERIFY2(text.contains(QStringLiteral("It worked today at ")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("It worked already today at ")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("No earlier run has checked it.")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("worse: 1, better: 0, for another reason: 0, new: 1, as before: 1, "
                                          "no longer in the list: 18.")),
             qPrintable(text));
    VerbRun none;
    none.run(quick({endpoints.addressOf(0), endpoints.addressOf(1), QStringLiteral("--session"),
                    path("other.wirewise"), QStringLiteral("--since"), QStringLiteral("last")}));
    QCOMPARE(none.status, 0);
    QVERIFY(none.complaints().contains(QStringLiteral("no earlier run of this list is kept")));
}

void TestCliRuns::sessionAsBaseline()
{
    Endpoints endpoints;
    const QStringList withList{QStringLiteral("--file"), list(endpoints, 20)};
    VerbRun first;
    first.run(quick(withList + QStringList{QStringLiteral("--session"), path("first.wirewise")}));
    QCOMPARE(first.status, 1);
    VerbRun second;
    second.run(quick(withList + QStringList{QStringLiteral("--baseline"), path("first.wirewise")}));
    QCOMPARE(second.status, 0); // it fails as before
    QVERIFY2(second.printed().contains(QStringLiteral("as before: 20")), qPrintable(second.printed()));
    endpoints.setHealed(true);
    VerbRun healed;
    healed.run(quick(withList + QStringList{QStringLiteral("--session"), path("healed.wirewise")}));
    endpoints.setHealed(false);
    VerbRun worse;
    worse.run(quick(withList + QStringList{QStringLiteral("--baseline"), path("healed.wirewise")}));
    QCOMPARE(worse.status, 1);
    QVERIFY2(worse.printed().contains(QStringLiteral("worse: 2")), qPrintable(worse.printed()));
}

void TestCliRuns::whatDoesNotGoTogether_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *options, const char *said) {
        QTest::newRow(options) << words(options) << QString::fromUtf8(said);
    };
    row("--resume", "--resume goes with --session FILE");
    row("--resume --session none.wirewise", "none.wirewise cannot be opened");
    row("--resume --session a --failing-of b", "exclude each other");
    row("--resume --session a ws://localhost/", "no further address was expected");
    row("--failing-of a --file b",
        "--failing-of takes its endpoints from the file; --file does not go with it");
    row("--resume --session a --via ssh:b", "--via does not go with it");
    row("--resume --session a --header b:c", "--header does not go with --resume");
    row("--failing-of none.wirewise", "none.wirewise cannot be opened");
    row("--since none.wirewise ws://localhost/", "none.wirewise cannot be opened");
    row("--discover none.json", "--discover none.json cannot be read");
    row("--discover none.json --server b:a:d", "--server b:a:d: an address was expected");
}

void TestCliRuns::whatDoesNotGoTogether()
{
    QFETCH(QStringList, options);
    QFETCH(QString, said);
    VerbRun run;
    run.run(QStringList{QStringLiteral("check")} + options);
    QCOMPARE(run.status, 2);
    QVERIFY2(run.complaints().contains(said), qPrintable(run.complaints()));
}

void TestCliRuns::progressIsWorded_data()
{
    QTest::addColumn<QList<qint64>>("numbers"); // done, count, failing, done here, milliseconds
    QTest::addColumn<QString>("expected");
    const auto row = [](const QList<qint64> &numbers, const char *expected) {
        QTest::newRow(expected) << numbers << QString::fromUtf8(expected);
    };
    row({0, 5000, 0, 0, 5000}, "0 of 5,000 done");
    row({3, 5000, 0, 3, 20}, "3 of 5,000 done");
    row({1240, 5000, 12, 1240, 10000}, "1,240 of 5,000 done, not working: 12; 124 a second, about 30 s left");
    row({2000, 5000, 0, 10, 5000}, "2,000 of 5,000 done; 2.0 a second, about 25 min left");
    row({1, 1234567, 1, 1, 1000},
        "1 of 1,234,567 done, not working: 1; 1.0 a second, about 342 h 56 min left");
    row({7, 7, 2, 7, 9000}, "7 of 7 done, not working: 2");
}

void TestCliRuns::progressIsWorded()
{
    QFETCH(QList<qint64>, numbers);
    QFETCH(QString, expected);
    QCOMPARE(cli::progressWords(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]), expected);
}

void TestCliRuns::timesAreWorded()
{
    const QDateTime now(QDate(2025, 11, 21), QTime(9, 30));
    QCOMPARE(cli::timeWords({QDate(2025, 11, 21), QTime(0, 5)}, now), QStringLiteral("today at 00:05"));
    QCOMPARE(cli::timeWords({QDate(2025, 11, 20), QTime(23, 59)}, now), QStringLiteral("yesterday at 23:59"));
    QCOMPARE(cli::timeWords({QDate(2025, 11, 8), QTime(14, 2)}, now),
             QStringLiteral("on 8 Nov 2025 at 14:02"));
}

QTEST_GUILESS_MAIN(TestCliRuns)
#include "test_cli_runs.moc"
