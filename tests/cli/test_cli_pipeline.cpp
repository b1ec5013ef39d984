#include "cli/resultoutput.h"
#include "lab/labserver.h"
#include "verbrun.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/stat.h>

using namespace wirewise;
using namespace wirewise::tests;

namespace {

QStringList quickCheck(const QStringList &more)
{
    return words("check --proxy none --listen 0 --no-experiments") + more;
}

QList<QJsonObject> linesOf(const QByteArray &ndjson)
{
    QList<QJsonObject> lines;
    for (const QByteArray &line : ndjson.split('\n')) {
        if (!line.isEmpty())
            lines.append(QJsonDocument::fromJson(line).object());
    }
    return lines;
}

/// The program as a script starts it; servers of this test answer meanwhile.
class Program : public QProcess
{
public:
    explicit Program(const QString &program, const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("WIREWISE_CLI"), QStringLiteral(WIREWISE_CLI));
        for (const char *name : {"GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "RESULTS", "BASELINE", "JUNIT"})
            environment.remove(QLatin1String(name));
        setProcessEnvironment(environment);
        setProgram(program);
        setArguments(arguments);
    }
    ~Program() override
    {
        kill();
        waitForFinished();
    }
    /// The exit status; -1 for a crash.
    int ended()
    {
        if (state() == NotRunning) {
            start();
            closeWriteChannel();
        }
        if (!QTest::qWaitFor([this] { return state() == QProcess::NotRunning; }, 60000))
            return -1;
        return exitStatus() == NormalExit ? exitCode() : -1;
    }
};

} // namespace

class TestCliPipeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_lab.start()); }
    void init();
    void linesAsTheyEnd();
    void requirementsDecide_data();
    void requirementsDecide();
    void baselineDecides();
    void baselineOfTheOtherForm();
    void reportsKeepTheOrder();
    void badFilesBeforeTheFirstCheck_data();
    void badFilesBeforeTheFirstCheck();
    void annotationsAroundTheText();
    void annotationsLeaveTheDocumentAlone();
    void interruptLeavesWholeDocuments();
    void pipesAreWrittenAsTheyAre();
    void waitingResultsAreSpilled();
    void readerThatGoesAwayEndsTheRun();
    void fullDeviceIsAFault();
    void healthCheckScript();

private:
    QString url(const char *id) const { return QString::fromUtf8(m_lab.urlOf(*lab::findScenario(id))); }
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static bool save(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }

    lab::LabServer m_lab;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCliPipeline::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    qunsetenv("GITHUB_STEP_SUMMARY");
}

void TestCliPipeline::linesAsTheyEnd()
{
    VerbRun run;
    // The first never answers: what is known behind it must not wait for it.
    run.start(words("check --proxy none --listen 0 --no-experiments --ndjson") +
              QStringList{url("http.no-response"), url("upgrade.ok"), QStringLiteral("ftp://x/")});
    QTRY_COMPARE_WITH_TIMEOUT(linesOf(run.out.data()).size(), 2, 60000);
    QCOMPARE(run.status, -1);
    run.verb->interrupt();
    run.finish();
    QCOMPARE(run.status, 1);
    const QList<QJsonObject> lines = linesOf(run.out.data());
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.last()[u"index"_qs].toInt(-1), 0);
    QCOMPARE(lines.last()[u"verdict"_qs].toString(), u"not-checked"_qs);
    QCOMPARE(run.out.data().count('\n'), 3);
    VerbRun both;
    both.run(quickCheck({u"--json"_qs, u"--ndjson"_qs, url("upgrade.ok")}));
    QCOMPARE(both.status, 2);
}

void TestCliPipeline::requirementsDecide_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("status");
    const QByteArray warned = "health.head-unsupported";
    QTest::newRow("warned") << warned << QStringList() << 0;
    QTest::newRow("warned, default said") << warned << words("--require works-with-warnings") << 0;
    QTest::newRow("warned, works required") << warned << words("--require works") << 1;
    QTest::newRow("warned, allowed") << warned << words("--require works --allow health.*") << 0;
    QTest::newRow("works") << QByteArray("upgrade.ok") << words("--require works") << 0;
    QTest::newRow("fails") << QByteArray("upgrade.route-missing") << words("--allow tls.*") << 1;
    QTest::newRow("fails, allowed") << QByteArray("upgrade.route-missing")
                                    << words("--allow tls.* --allow upgrade.*") << 0;
    // That answer has two explanations, each a finding.
    QTest::newRow("fails, one of two allowed")
        << QByteArray("upgrade.route-missing") << words("--allow upgrade.route-missing") << 1;
    QTest::newRow("no such verdict") << warned << words("--require fine") << 2;
    QTest::newRow("no such finding") << warned << words("--allow helth.*") << 2;
}

void TestCliPipeline::requirementsDecide()
{
    QFETCH(QByteArray, scenario);
    QFETCH(QStringList, options);
    QFETCH(int, status);
    VerbRun run;
    run.run(quickCheck(options + QStringList{u"--json"_qs, url(scenario.constData())}));
    QVERIFY2(run.status == status, qPrintable(run.complaints()));
    if (status == 2) {
        QCOMPARE(run.printed(), QString());
        return;
    }
    const QJsonValue result = QJsonDocument::fromJson(run.out.data()).object()[u"results"_qs][0];
    if (options.isEmpty())
        QVERIFY(result[u"passes"_qs].isUndefined());
    else
        QCOMPARE(result[u"passes"_qs].toBool(status != 0), status == 0);
    VerbRun text;
    text.run(quickCheck(options + QStringList{url(scenario.constData())}));
    QCOMPARE(text.status, status);
    QCOMPARE(text.printed().contains(u"The run passes."_qs), status == 0 && !options.isEmpty());
}

void TestCliPipeline::baselineDecides()
{
    VerbRun earlier;
    earlier.run(
        quickCheck({u"--ndjson"_qs, url("upgrade.ok"), url("upgrade.route-missing"), u"ftp://gone/"_qs}));
    QCOMPARE(earlier.status, 1);
    QVERIFY(save(path("base"), earlier.out.data()));
    const QStringList beside = quickCheck({u"--baseline"_qs, path("base")});

    VerbRun same;
    same.run(beside + QStringList{url("upgrade.ok"), url("upgrade.route-missing")});
    QVERIFY2(same.status == 0, qPrintable(same.printed()));
    QVERIFY2(same.printed().contains(u"worse: 0, better: 0, new: 0, as before: 2, no longer checked: 1"_qs),
             qPrintable(same.printed()));
    QVERIFY(same.printed().contains(u"no longer checked: ftp://gone/"_qs));

    VerbRun fresh;
    fresh.run(beside + QStringList{u"--json"_qs, url("upgrade.ok"), u"ftp://new/"_qs});
    QCOMPARE(fresh.status, 1);
    const QJsonObject document = QJsonDocument::fromJson(fresh.out.data()).object();
    QCOMPARE(document[u"baseline"_qs][u"new"_qs].toInt(), 1);
    QCOMPARE(document[u"baseline"_qs][u"disappeared"_qs].toArray().size(), 2);
    QCOMPARE(document[u"results"_qs][1][u"baseline"_qs][u"change"_qs].toString(), u"new"_qs);
    QVERIFY(fresh.complaints().contains(u"The run does not pass"_qs));

    // The same address fails now: an earlier run that found it well is made of the failing one's words.
    VerbRun fails;
    fails.run(quickCheck({u"--ndjson"_qs, url("upgrade.route-missing")}));
    QJsonObject well = linesOf(fails.out.data()).first();
    well[u"verdict"_qs] = u"works"_qs;
    well[u"findings"_qs] = QJsonArray();
    QVERIFY(save(path("base"), QJsonDocument(well).toJson()));
    VerbRun worse;
    worse.run(beside + QStringList{url("upgrade.route-missing")});
    QCOMPARE(worse.status, 1);
    QVERIFY2(worse.printed().contains(u"came: upgrade.route-missing"_qs), qPrintable(worse.printed()));
}

void TestCliPipeline::baselineOfTheOtherForm()
{
    const QStringList urls{url("upgrade.ok"), url("upgrade.route-missing"),
                           url("upgrade.ok") + QStringLiteral("?token=s3cret-t0ken-1234")};
    for (const QString &form : {u"--json"_qs, u"--ndjson"_qs}) {
        for (const QStringList &secrets : {QStringList(), QStringList{u"--keep-secrets"_qs}}) {
            VerbRun earlier;
            earlier.run(quickCheck(QStringList{form} + secrets + urls));
            QVERIFY(save(path("base"), earlier.out.data()));
            VerbRun run;
            run.run(quickCheck(QStringList{u"--baseline"_qs, path("base")} + urls));
            QVERIFY2(run.status == 0, qPrintable(run.printed()));
            QVERIFY2(run.printed().contains(u"as before: 3"_qs), qPrintable(run.printed()));
        }
    }
}

void TestCliPipeline::reportsKeepTheOrder()
{
    QVERIFY(save(path("list"), "# two\n" + url("upgrade.route-missing").toUtf8() + "\n\n" +
                                   url("upgrade.ok").toUtf8() + "\nftp://x/\n"));
    VerbRun run;
    run.run(quickCheck({u"--file"_qs, path("list"), u"--junit"_qs, path("j"), u"--sarif"_qs, path("s"),
                        u"--prometheus"_qs, path("p")}));
    QCOMPARE(run.status, 1);
    const QByteArray junit = read(path("j"));
    QVERIFY(junit.contains("tests=\"3\"") && junit.contains("failures=\"2\""));
    QVERIFY(junit.indexOf(url("upgrade.route-missing").toUtf8()) < junit.indexOf("ftp://x/"));
    const QJsonValue sarif = QJsonDocument::fromJson(read(path("s"))).object()[u"runs"_qs][0];
    const QJsonArray results = sarif[u"results"_qs].toArray();
    QVERIFY(results.size() >= 2);
    QCOMPARE(
        results.first()[u"locations"_qs][0][u"physicalLocation"_qs][u"region"_qs][u"startLine"_qs].toInt(),
        2);
    QCOMPARE(
        results.last()[u"locations"_qs][0][u"physicalLocation"_qs][u"region"_qs][u"startLine"_qs].toInt(), 5);
    QVERIFY(read(path("p")).contains("wirewise_endpoints{verdict=\"fails\"} 2\n"));
}

void TestCliPipeline::badFilesBeforeTheFirstCheck_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("sarif") << words("--sarif /no/such/folder/a.sarif");
    QTest::newRow("sarif is a folder") << words("--sarif /");
    QTest::newRow("baseline") << words("--baseline /no/such/file");
    QTest::newRow("baseline is a folder") << words("--baseline /");
    QTest::newRow("empty baseline") << words("--baseline /dev/null");
    QTest::newRow("same file twice") << words("--junit /tmp/wirewise-a --sarif /tmp/wirewise-a");
    QTest::newRow("summary") << words("--github");
}

void TestCliPipeline::badFilesBeforeTheFirstCheck()
{
    QFETCH(QStringList, options);
    qputenv("GITHUB_STEP_SUMMARY", "/no/such/folder/summary");
    VerbRun run;
    run.run(quickCheck(options + QStringList{url("upgrade.ok")}));
    qunsetenv("GITHUB_STEP_SUMMARY");
    QCOMPARE(run.status, 2);
    QCOMPARE(run.printed(), QString());
    QVERIFY(!run.complaints().isEmpty());
}

void TestCliPipeline::annotationsAroundTheText()
{
    QVERIFY(save(path("summary"), "earlier step\n"));
    qputenv("GITHUB_STEP_SUMMARY", path("summary").toUtf8());
    VerbRun run;
    run.run(quickCheck(
        {u"--github"_qs, url("upgrade.ok"), url("upgrade.route-missing"), url("health.head-unsupported")}));
    qunsetenv("GITHUB_STEP_SUMMARY");
    const QList<QByteArray> lines = run.out.data().trimmed().split('\n');
    QVERIFY(lines.first().startsWith("::stop-commands::"));
    const QByteArray token = lines.first().sliced(17);
    const qsizetype resumed = lines.indexOf("::" + token + "::");
    QCOMPARE(resumed, lines.size() - 3);
    QVERIFY2(lines.at(resumed + 1).startsWith("::error title=upgrade.route-missing at "), run.out.data());
    QVERIFY2(lines.at(resumed + 2).startsWith("::warning title=health.head-unsupported at "), run.out.data());
    const QByteArray summary = read(path("summary"));
    QVERIFY(summary.startsWith("earlier step\n## "));
    QCOMPARE(summary.count("\n| "), 5);
    VerbRun again;
    again.run(quickCheck({u"--github"_qs, url("upgrade.ok")}));
    QVERIFY2(!again.out.data().contains(token), "the token is the same in every run");
}

void TestCliPipeline::annotationsLeaveTheDocumentAlone()
{
    VerbRun run;
    run.run(quickCheck({u"--github"_qs, u"--json"_qs, url("upgrade.route-missing")}));
    QVERIFY(!QJsonDocument::fromJson(run.out.data()).isNull());
    QVERIFY(run.complaints().contains(u"::error title="_qs));
}

void TestCliPipeline::interruptLeavesWholeDocuments()
{
    QStringList urls;
    for (int i = 0; i < 6; ++i)
        urls.append(i == 0 ? url("upgrade.ok") : url("http.no-response"));
    VerbRun run;
    run.start(
        quickCheck(QStringList{u"--json"_qs, u"--jobs"_qs, u"2"_qs, u"--junit"_qs, path("j"), u"--sarif"_qs,
                               path("s"), u"--prometheus"_qs, path("p"), u"--require"_qs, u"works"_qs} +
                   urls));
    QTRY_VERIFY_WITH_TIMEOUT(run.out.data().contains("\"verdict\": \"works\""), 60000);
    run.verb->interrupt();
    run.finish();
    QCOMPARE(run.status, 1);
    QCOMPARE(QJsonDocument::fromJson(run.out.data()).object()[u"results"_qs].toArray().size(), 6);
    QVERIFY(read(path("j")).contains("skipped=\"5\"") && read(path("j")).trimmed().endsWith("</testsuites>"));
    QVERIFY(read(path("p")).contains("wirewise_endpoints{verdict=\"not-checked\"} 5\n"));
    const QJsonValue sarif = QJsonDocument::fromJson(read(path("s"))).object()[u"runs"_qs][0];
    QCOMPARE(sarif[u"invocations"_qs][0][u"executionSuccessful"_qs].toBool(true), false);
    QCOMPARE(sarif[u"invocations"_qs][0][u"toolExecutionNotifications"_qs].toArray().size(), 5);
}

void TestCliPipeline::pipesAreWrittenAsTheyAre()
{
    const QString pipe = path("pipe");
    QCOMPARE(::mkfifo(pipe.toUtf8().constData(), 0600), 0);
    QProcess reader;
    reader.start(QStringLiteral("cat"), {pipe});
    Program program(QStringLiteral(WIREWISE_CLI), quickCheck({u"--junit"_qs, pipe, url("upgrade.ok")}));
    QCOMPARE(program.ended(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(reader.state(), QProcess::NotRunning, 60000);
    QVERIFY(reader.readAllStandardOutput().contains("tests=\"1\""));
    struct stat now
    {
    };
    QVERIFY(::stat(pipe.toUtf8().constData(), &now) == 0 && S_ISFIFO(now.st_mode));
}

void TestCliPipeline::waitingResultsAreSpilled()
{
    using cli::ResultOutput;
    constexpr int Count = 64;
    const qsizetype size = ResultOutput::MaximumWaiting / 16;
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    ResultOutput output(out, ResultOutput::Order::AsGiven, Count, "\n");
    QByteArrayList expected;
    for (int i = 0; i < Count; ++i)
        expected.append(QByteArray(size, char('0' + i)));
    for (int i = Count - 1; i > 0; --i) {
        output.put(i, expected.at(i));
        QVERIFY(output.waiting() <= ResultOutput::MaximumWaiting);
    }
    QCOMPARE(out.size(), 0);
    output.put(0, expected.at(0));
    QVERIFY(out.data() == expected.join('\n'));
    QCOMPARE(output.waiting(), 0);
    QCOMPARE(output.health(), ResultOutput::Health::Well);
}

void TestCliPipeline::readerThatGoesAwayEndsTheRun()
{
    QByteArray list;
    for (int i = 0; i < 400; ++i)
        list += url("upgrade.ok").toUtf8() + '\n';
    QVERIFY(save(path("list"), list));
    Program shell(
        QStringLiteral("/bin/sh"),
        {u"-c"_qs,
         u"\"$WIREWISE_CLI\" check --proxy none --listen 0 --ndjson --jobs 2 --file \"$0\" 2>\"$0.err\" | "
         "head -n 1"_qs,
         path("list")});
    QCOMPARE(shell.ended(), 0);
    QCOMPARE(shell.readAllStandardOutput().count('\n'), 1);
    QCOMPARE(read(path("list.err")), QByteArray());
}

void TestCliPipeline::fullDeviceIsAFault()
{
    if (!QFile::exists(QStringLiteral("/dev/full")))
        QSKIP("There is no /dev/full here.");
    Program program(QStringLiteral(WIREWISE_CLI), quickCheck({u"--json"_qs, url("upgrade.ok")}));
    program.setStandardOutputFile(QStringLiteral("/dev/full"));
    QCOMPARE(program.ended(), 3);
    QVERIFY(program.readAllStandardError().contains("cannot be written"));
}

void TestCliPipeline::healthCheckScript()
{
    const QString script = QStringLiteral(WIREWISE_TEST_DATA "/../../docs/examples/health_check.sh");
    const QByteArray well = url("upgrade.ok").toUtf8() + " --proxy none\n";
    const QByteArray broken = url("upgrade.route-missing").toUtf8() + " --proxy none\n";
    const auto run = [&](const QByteArray &list, const QStringList &variables = {}) {
        if (!save(path("list"), list))
            return -1;
        Program program(QStringLiteral("/bin/sh"), {script, path("list")});
        QProcessEnvironment environment = program.processEnvironment();
        for (const QString &variable : variables)
            environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
        program.setProcessEnvironment(environment);
        return program.ended();
    };
    QCOMPARE(run(well + well), 0);
    QCOMPARE(run(well + broken), 1);
    QCOMPARE(run("# nothing\n"), 2);
    QCOMPARE(run(well + broken, {u"RESULTS="_qs + path("base"), u"JUNIT="_qs + path("j")}), 1);
    QVERIFY(read(path("j")).contains("failures=\"1\""));
    QCOMPARE(run(well + broken, {u"BASELINE="_qs + path("base")}), 0);
}

QTEST_GUILESS_MAIN(TestCliPipeline)
#include "test_cli_pipeline.moc"
