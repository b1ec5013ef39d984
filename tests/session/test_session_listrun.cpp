#include "observation/exchange.h"
#include "session/listrun.h"
#include "session/samples.h"
#include "session/sincelastrun.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <sqlite3.h>

using namespace wirewise;
using namespace wirewise::session;
using namespace wirewise::observation;
using diagnosis::Verdict;
using Kind = Since::Kind;

namespace {

PlannedEndpoint planned(const QByteArray &address)
{
    return {QString::fromUtf8(address), {}, {}, {}};
}

Observation anObservation(const PlannedEndpoint &endpoint, const QDateTime &at)
{
    Observation observation;
    observation.typed = endpoint.typed;
    observation.endpoint = parseEndpoint(endpoint.typed);
    observation.settings = endpoint.settings;
    observation.startedAt = at;
    observation.took = Duration(4321);
    Exchange upgrade = samples::anExchange("upgrade");
    upgrade.probe.kind = ProbeKind::Upgrade;
    observation.exchanges = {samples::anExchange("head"), samples::anExchange("get"), upgrade};
    observation.exchanges[0].probe.kind = ProbeKind::Head;
    observation.exchanges[1].probe.kind = ProbeKind::Get;
    return observation;
}

diagnosis::Diagnosis aDiagnosis(Verdict verdict, const QByteArray &id)
{
    diagnosis::Diagnosis diagnosis = samples::fullDiagnosis();
    diagnosis.verdict = verdict;
    diagnosis.findings.resize(1);
    diagnosis.findings[0].id = id;
    return diagnosis;
}

QDateTime day(int number)
{
    return {QDate(2025, 11, number), QTime(14, 2), Qt::UTC};
}

/// A run as it is in memory; what was seen is written as "id", "!id" (fails), "?" (not checked).
ListRun aRun(int dayNumber, const QList<std::pair<const char *, const char *>> &rows)
{
    ListRun run;
    run.info.startedAt = day(dayNumber);
    for (const auto &[address, seen] : rows) {
        ListRunEntry entry{run.entries.size(), planned(address), {}};
        const QByteArray word(seen);
        if (word != "?") {
            entry.outline = CheckOutline();
            entry.outline->verdict = word.startsWith('!')   ? Verdict::Fails
                                     : word.startsWith('~') ? Verdict::WorksWithWarnings
                                                            : Verdict::Works;
            entry.outline->findingId = word;
            entry.outline->startedAt = day(dayNumber);
        }
        run.entries.append(entry);
    }
    return run;
}

} // namespace

class TestSessionListRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void planComesBack();
    void goesOnWhereItStopped();
    void latestCheckCounts();
    void whatFailsTogetherIsNotKept();
    void oneCheckOfManyIsRead();
    void fileWithoutAPlanIsAListToo();
    void onlyPlansNeedTheNewForm();
    void tamperedPlansAreSurvived();
    void thousandsAreReadInAMoment();
    void identityIsOfAddressesAlone();
    void sinceTheLastRun();
    void sameSinceTheFirstInARow();
    void repeatedEndpointsStayApart();
    void whatIsGone();
    void earlierRunsAreFound();

private:
    QString path(const char *name = "a.wirewise") const
    {
        return m_folder->filePath(QString::fromLatin1(name));
    }
    quint32 formOfFile() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) && file.seek(60)
                   ? qFromBigEndian<quint32>(file.read(4).constData())
                   : 0;
    }
    void tamper(const char *sql) const
    {
        sqlite3 *database = nullptr;
        QCOMPARE(sqlite3_open(QFile::encodeName(path()).constData(), &database), SQLITE_OK);
        QCOMPARE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(database);
    }
    SessionFile aFile(const char *name = "a.wirewise") const
    {
        Result<SessionFile> file = SessionFile::create(path(name));
        if (!file)
            qFatal("%s", qPrintable(file.error().text));
        return *std::move(file);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSessionListRun::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestSessionListRun::planComesBack()
{
    const QList<PlannedEndpoint> list{
        {QStringLiteral("wss://a.example/ws?token=s3cret"), samples::fullSettings(), QStringLiteral("orders"),
         QStringLiteral("staging")},
        planned("not an address"),
        planned("ws://localhost:1/"),
    };
    QVERIFY(aFile().setPlan(QStringLiteral("staging.txt"), list));
    const Result<ListRun> run = readListRun(path());
    QVERIFY(run);
    QVERIFY(run->planned);
    QVERIFY(!run->complete);
    QCOMPARE(run->title, QStringLiteral("staging.txt"));
    QCOMPARE(run->entries.size(), 3);
    for (qsizetype i = 0; i < 3; ++i) {
        QCOMPARE(run->entries.at(i).index, i);
        QVERIFY(run->entries.at(i).planned == list.at(i));
        QVERIFY(run->entries.at(i).isLeft());
    }
    QCOMPARE(*readListIdentity(path()), listIdentity(list));
}

void TestSessionListRun::goesOnWhereItStopped()
{
    const QList<PlannedEndpoint> list{planned("ws://a/"), planned("ws://b/"), planned("ws://c/")};
    {
        SessionFile file = aFile();
        QVERIFY(file.setPlan(QStringLiteral("list"), list));
        QVERIFY(file.addCheck(2, anObservation(list[2], day(20)), aDiagnosis(Verdict::Fails, "upgrade.x")));
    }
    {
        const Result<ListRun> run = readListRun(path());
        QVERIFY(run && !run->complete);
        QVERIFY(run->entries[0].isLeft() && run->entries[1].isLeft() && !run->entries[2].isLeft());
        const CheckOutline &seen = *run->entries[2].outline;
        QCOMPARE(seen.check, 1);
        QCOMPARE(seen.url, QStringLiteral("ws://c/"));
        QCOMPARE(seen.verdict, Verdict::Fails);
        QCOMPARE(seen.findingId, QByteArray("upgrade.x"));
        QCOMPARE(seen.startedAt, day(20));
        QCOMPARE(seen.took, Duration(4321));
        QCOMPARE(seen.answers.size(), 3);
        QCOMPARE(seen.answers[0].probe, ProbeKind::Head);
        QCOMPARE(seen.answers[2].probe, ProbeKind::Upgrade);
        QCOMPARE(seen.answers[2].outcome, Outcome::Answered);
        QCOMPARE(seen.answers[2].status, samples::anExchange("upgrade").status());
    }
    {
        Result<SessionFile> file = SessionFile::open(path());
        QVERIFY(file);
        QVERIFY(file->addCheck(0, anObservation(list[0], day(21)), aDiagnosis(Verdict::Works, "upgrade.ok")));
        QVERIFY(
            file->addCheck(1, anObservation(list[1], day(21)), aDiagnosis(Verdict::NotChecked, "local.x")));
        QVERIFY(!readListRun(path())->complete);
        QVERIFY(file->addCheck(1, anObservation(list[1], day(21)), aDiagnosis(Verdict::Works, "upgrade.ok")));
    }
    QVERIFY(readListRun(path())->complete);
}

void TestSessionListRun::latestCheckCounts()
{
    const QList<PlannedEndpoint> list{planned("ws://a/")};
    SessionFile file = aFile();
    QVERIFY(file.setPlan({}, list));
    QVERIFY(file.addCheck(0, anObservation(list[0], day(20)), aDiagnosis(Verdict::Fails, "upgrade.x")));
    QVERIFY(file.addCheck(0, anObservation(list[0], day(20)), aDiagnosis(Verdict::Works, "upgrade.ok")));
    const Result<ListRun> run = readListRun(path());
    QCOMPARE(run->entries.size(), 1);
    QCOMPARE(run->entries[0].outline->check, 2);
    QCOMPARE(run->entries[0].outline->verdict, Verdict::Works);
}

void TestSessionListRun::whatFailsTogetherIsNotKept()
{
    const QList<PlannedEndpoint> list{planned("ws://a/"), planned("ws://b/")};
    SessionFile file = aFile();
    QVERIFY(file.setPlan({}, list));
    const auto add = [&](qsizetype index) {
        return file.addCheck(index, anObservation(list[index], day(20)), aDiagnosis(Verdict::Works, "x"));
    };
    const Result<void> failed = file.together([&]() -> Result<void> {
        if (!add(0))
            qFatal("one of them is sound");
        return tl::unexpected(Failure{Failure::Kind::DiskFull, QStringLiteral("full")});
    });
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, Failure::Kind::DiskFull);
    QVERIFY(readListRun(path())->entries[0].isLeft());
    QVERIFY(file.together([&] { return add(1); }));
    QVERIFY(add(0));
    QCOMPARE(readListRun(path())->entries[1].outline->check, 1);
    QCOMPARE(readListRun(path())->entries[0].outline->check, 2);
}

void TestSessionListRun::oneCheckOfManyIsRead()
{
    {
        SessionFile file = aFile();
        for (int i = 1; i <= 9; ++i) {
            const PlannedEndpoint endpoint = planned("ws://host/" + QByteArray::number(i));
            Observation observation = anObservation(endpoint, day(i));
            if (i % 3 == 0)
                observation.exchanges.clear();
            else
                observation.experiments = samples::fullObservation().experiments;
            QVERIFY(file.addCheck(observation, aDiagnosis(Verdict::Fails, "upgrade.x")));
        }
    }
    const Result<QList<SessionContent>> all = SessionFile::readAll(path());
    QVERIFY(all);
    for (int i = 1; i <= 9; ++i) {
        const Result<SessionContent> one = SessionFile::readCheck(path(), i);
        QVERIFY(one);
        const SessionContent &same = all->at(i - 1);
        QVERIFY(one->complete);
        QCOMPARE(one->info.url, QStringLiteral("ws://host/%1").arg(i));
        QCOMPARE(one->info.startedAt, day(i));
        QCOMPARE(one->observation.exchanges.size(), same.observation.exchanges.size());
        for (qsizetype e = 0; e < one->observation.exchanges.size(); ++e) {
            QCOMPARE(one->observation.exchanges[e].name(), same.observation.exchanges[e].name());
            QCOMPARE(one->observation.exchanges[e].received, same.observation.exchanges[e].received);
        }
        QCOMPARE(one->observation.experiments.size(), i % 3 == 0 ? 0 : 2);
        QCOMPARE(one->diagnosis.findings.size(), 1);
    }
    QVERIFY(!SessionFile::readCheck(path(), 0));
    QVERIFY(!SessionFile::readCheck(path(), 10));
    QVERIFY(!SessionFile::readCheck(path("none.wirewise"), 1));
}

void TestSessionListRun::fileWithoutAPlanIsAListToo()
{
    const QList<PlannedEndpoint> list{planned("ws://a/"), planned("ws://b/")};
    {
        SessionFile file = aFile();
        QVERIFY(file.addCheck(anObservation(list[0], day(20)), aDiagnosis(Verdict::Works, "upgrade.ok")));
        QVERIFY(file.addCheck(anObservation(list[1], day(20)), aDiagnosis(Verdict::Fails, "upgrade.x")));
        QVERIFY(file.setName(QStringLiteral("Before the release")));
    }
    const Result<ListRun> run = readListRun(path());
    QVERIFY(run && run->complete && !run->planned);
    QCOMPARE(run->title, QStringLiteral("Before the release"));
    QCOMPARE(run->entries.size(), 2);
    QCOMPARE(run->entries[1].planned.typed, QStringLiteral("ws://b/"));
    QCOMPARE(run->entries[1].outline->findingId, QByteArray("upgrade.x"));
    QCOMPARE(run->entries[1].outline->took, Duration(4321));
    QCOMPARE(run->entries[1].outline->answers.size(), 3);
    QCOMPARE(run->entries[1].outline->answers[1].probe, ProbeKind::Get);
    QCOMPARE(run->entries[1].outline->answers[1].status, samples::anExchange("get").status());
    QVERIFY(readListIdentity(path())->isEmpty());
}

void TestSessionListRun::onlyPlansNeedTheNewForm()
{
    {
        SessionFile file = aFile();
        QVERIFY(file.addCheck(samples::fullObservation(), samples::fullDiagnosis()));
    }
    QCOMPARE(formOfFile(), 1u);
    {
        Result<SessionFile> file = SessionFile::open(path());
        QVERIFY(file->setPlan({}, {planned("ws://a/")}));
    }
    QCOMPARE(formOfFile(), 3u);
    {
        // An older part of a newer form does not take the file back.
        Result<SessionFile> file = SessionFile::open(path());
        QVERIFY(file->setConnection({1, 1, Duration(0), 1, {}}));
    }
    QCOMPARE(formOfFile(), 3u);
    QVERIFY(readListRun(path())->planned);
}

void TestSessionListRun::tamperedPlansAreSurvived()
{
    const QList<PlannedEndpoint> list(4, planned("ws://a/"));
    {
        SessionFile file = aFile();
        QVERIFY(file.setPlan({}, list));
        for (qsizetype i = 0; i < 4; ++i)
            QVERIFY(file.addCheck(i, anObservation(list[i], day(20)), aDiagnosis(Verdict::Works, "x")));
    }
    QVERIFY(readListRun(path())->complete);
    tamper("UPDATE plan SET settings='[[[' WHERE number=1;"
           "UPDATE plan SET outline='{\"answers\":[[\"head\",\"answered\",70000],7,[]],\"took\":\"x\"}' "
           "WHERE number=2;"
           "UPDATE plan SET check_number=9000000000000000000 WHERE number=3;"
           "DELETE FROM plan WHERE number=4;"
           "INSERT INTO plan VALUES(9000000000000000000, x'ff', 5, NULL, '', 'x', 7)");
    const Result<ListRun> run = readListRun(path());
    QVERIFY(run && !run->complete);
    QCOMPARE(run->entries.size(), 3); // behind a gap every number would be another endpoint's
    QVERIFY(run->entries[1].outline->answers.isEmpty());
    QVERIFY(!run->entries[2].outline);
    tamper("DELETE FROM plan; DELETE FROM list_run");
    QVERIFY(readListRun(path())->entries.isEmpty());
    QVERIFY(!readListRun(path())->complete);
}

void TestSessionListRun::thousandsAreReadInAMoment()
{
    constexpr int count = 5000;
    QList<PlannedEndpoint> list;
    for (int i = 0; i < count; ++i)
        list.append(planned("ws://host/" + QByteArray::number(i)));
    {
        SessionFile file = aFile();
        QVERIFY(file.setPlan(QStringLiteral("many"), list));
        const diagnosis::Diagnosis diagnosis = aDiagnosis(Verdict::Works, "upgrade.ok");
        QVERIFY(file.together([&] {
            Result<void> done;
            for (int i = 0; i < count; i += 10)
                done = done ? file.addCheck(i, anObservation(list[i], day(20)), diagnosis) : done;
            return done;
        }));
    }
    QElapsedTimer timer;
    timer.start();
    const Result<ListRun> run = readListRun(path());
    QVERIFY(run);
    qInfo("%d endpoints read in %lld ms", count, timer.elapsed());
    QCOMPARE(run->entries.size(), count);
    QCOMPARE(std::count_if(run->entries.begin(), run->entries.end(),
                           [](const ListRunEntry &entry) { return !entry.isLeft(); }),
             count / 10);
}

void TestSessionListRun::identityIsOfAddressesAlone()
{
    const QByteArray one = listIdentity({planned("ws://a/"), planned("wss://b/?token=short")});
    QCOMPARE(listIdentity({planned("wss://b/?token=a-longer-one"), planned("ws://a/")}), one);
    PlannedEndpoint withSettings = planned("ws://a/");
    withSettings.settings = samples::fullSettings();
    QCOMPARE(listIdentity({withSettings, planned("wss://b:443/?token=short")}), one);
    QVERIFY(listIdentity({planned("ws://a/")}) != one);
    QVERIFY(listIdentity({planned("ws://a/"), planned("ws://a/"), planned("wss://b/?token=short")}) != one);
    QVERIFY(listIdentity({planned("ws://a/"), planned("wss://b/?room=other")}) != one);
    PlannedEndpoint named = planned("ws://a/");
    named.title = QStringLiteral("orders");
    QVERIFY(listIdentity({named, planned("wss://b/?token=short")}) != one);
}

void TestSessionListRun::sinceTheLastRun()
{
    const ListRun older = aRun(18, {{"ws://skipped/", "!x"}, {"ws://same/", "ok"}});
    const ListRun last = aRun(20, {{"ws://same/", "ok"},
                                   {"ws://worse/", "ok"},
                                   {"ws://better/", "!x"},
                                   {"ws://warned/", "ok"},
                                   {"ws://other/", "!x"},
                                   {"ws://skipped/", "?"},
                                   {"ws://not-now/", "!x"}});
    const ListRun now = aRun(21, {{"ws://other/", "!y"},
                                  {"ws://new/", "ok"},
                                  {"ws://same/", "ok"},
                                  {"ws://worse/", "!x"},
                                  {"ws://better/", "ok"},
                                  {"ws://warned/", "~w"},
                                  {"ws://skipped/", "!x"},
                                  {"ws://not-now/", "?"}});
    const QList<Since> since = sinceLastRun(now, {last, older});
    const QList<Since> expected{
        {Kind::OtherFinding, day(20), Verdict::Fails, "!x"},
        {Kind::New, {}, Verdict::NotChecked, {}},
        {Kind::Same, day(18), Verdict::Works, "ok"},
        {Kind::Worse, day(20), Verdict::Works, "ok"},
        {Kind::Better, day(20), Verdict::Fails, "!x"},
        {Kind::Worse, day(20), Verdict::Works, "ok"},
        {Kind::Same, day(18), Verdict::Fails, "!x"},
        {Kind::NotChecked, day(20), Verdict::Fails, "!x"},
    };
    for (qsizetype i = 0; i < expected.size(); ++i)
        QVERIFY2(since.at(i) == expected.at(i), qPrintable(now.entries[i].planned.typed));
    QCOMPARE(toString(Kind::OtherFinding), QByteArray("other-finding"));
}

void TestSessionListRun::sameSinceTheFirstInARow()
{
    const QList<ListRun> earlier{aRun(20, {{"ws://a/", "!x"}}), aRun(19, {{"ws://a/", "?"}}),
                                 aRun(18, {{"ws://a/", "!x"}}), aRun(17, {{"ws://a/", "!y"}}),
                                 aRun(16, {{"ws://a/", "!x"}})};
    QCOMPARE(sinceLastRun(aRun(21, {{"ws://a/", "!x"}}), earlier).at(0).since, day(18));
}

void TestSessionListRun::repeatedEndpointsStayApart()
{
    const ListRun last = aRun(20, {{"ws://a/", "ok"}, {"ws://a/", "!x"}});
    const QList<Since> since =
        sinceLastRun(aRun(21, {{"ws://a/", "ok"}, {"ws://a/", "ok"}, {"ws://a/", "ok"}}), {last});
    QCOMPARE(since.at(0).kind, Kind::Same);
    QCOMPARE(since.at(1).kind, Kind::Better);
    QCOMPARE(since.at(2).kind, Kind::New);
}

void TestSessionListRun::whatIsGone()
{
    const ListRun last = aRun(20, {{"ws://a/", "ok"}, {"ws://gone/", "!x"}, {"ws://a/", "ok"}});
    QCOMPARE(goneSince(aRun(21, {{"ws://a/", "ok"}, {"ws://new/", "ok"}}), last), QList<qsizetype>({1, 2}));
    QVERIFY(goneSince(last, last).isEmpty());
}

void TestSessionListRun::earlierRunsAreFound()
{
    const QList<PlannedEndpoint> list{planned("ws://a/"), planned("ws://b/")};
    const auto keep = [&](const char *name, const QList<PlannedEndpoint> &endpoints, int dayNumber) {
        SessionFile file = aFile(name);
        QVERIFY(file.setPlan(QString::fromLatin1(name), endpoints));
        QVERIFY(file.addCheck(0, anObservation(endpoints[0], day(dayNumber)),
                              aDiagnosis(Verdict::Works, "upgrade.ok")));
    };
    keep("new.wirewise", list, 20);
    keep("old.wirewise", {list[1], list[0]}, 18);
    keep("other.wirewise", {list[0]}, 19);
    keep("now.wirewise", list, 21);
    QFile foreign(path("foreign.wirewise"));
    QVERIFY(foreign.open(QIODevice::WriteOnly) && foreign.write("no session") > 0);
    const QList<ListRun> found =
        earlierRuns({m_folder->path(), m_folder->path()}, listIdentity(list), path("now.wirewise"));
    QCOMPARE(found.size(), 2);
    QCOMPARE(found[0].title, QStringLiteral("new.wirewise"));
    QCOMPARE(found[1].title, QStringLiteral("old.wirewise"));
    QCOMPARE(earlierRuns({m_folder->path()}, listIdentity(list), {}, 1).size(), 1);
    QVERIFY(earlierRuns({m_folder->path()}, {}, {}).isEmpty());
}

QTEST_APPLESS_MAIN(TestSessionListRun)
#include "test_session_listrun.moc"
