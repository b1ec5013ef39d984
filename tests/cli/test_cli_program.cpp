#include "lab/labserver.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace wirewise;

namespace {

struct Ended
{
    int status = -1;
    QByteArray out, err;
};

/// Runs the program; the event loop goes on, so that servers of this test answer.
Ended run(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(WIREWISE_CLI), arguments);
    process.closeWriteChannel();
    if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60000))
        qFatal("it does not end");
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

class TestCliProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void linksNoWindow();
    void versionAndHelp();
    void badUsage_data();
    void badUsage();
    void exitStatusOfChecks();
    void interruptEndsCleanly();
    void closedPipeDoesNoHarm();

private:
    lab::LabServer m_lab;
};

void TestCliProgram::initTestCase()
{
    QVERIFY(m_lab.start());
}

void TestCliProgram::linksNoWindow()
{
    QProcess readelf;
    readelf.start(QStringLiteral("readelf"), {QStringLiteral("-d"), QStringLiteral(WIREWISE_CLI)});
    if (!readelf.waitForStarted())
        QSKIP("There is no readelf here.");
    QVERIFY(readelf.waitForFinished());
    const QByteArray needed = readelf.readAllStandardOutput();
    QVERIFY(needed.contains("libQt6Core"));
    for (const char *library : {"libQt6Gui", "libQt6Widgets", "libQt6Sql", "libQt6Svg"})
        QVERIFY2(!needed.contains(library), library);
}

void TestCliProgram::versionAndHelp()
{
    const Ended version = run(words("--version"));
    QCOMPARE(version.status, 0);
    QCOMPARE(version.out, QByteArray("Wirewise " WIREWISE_VERSION "\n"));
    const Ended help = run(words("--help"));
    QCOMPARE(help.status, 0);
    QVERIFY(help.out.contains("wirewise-cli check"));
    QCOMPARE(help.err, QByteArray());
    const Ended verb = run(words("check --help"));
    QCOMPARE(verb.status, 0);
    QVERIFY(verb.out.contains("--per-host N"));
    for (const char *name : {"agent", "compare", "load", "watch"})
        QVERIFY2(help.out.contains(QByteArray(QByteArray("wirewise-cli ") + name)), name);
}

void TestCliProgram::badUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("nothing") << QStringList() << QByteArray("wirewise-cli check");
    QTest::newRow("verb") << words("frobnicate") << QByteArray("frobnicate");
    QTest::newRow("option") << words("check --nonsense ws://a/") << QByteArray("--nonsense");
    QTest::newRow("no address") << words("check") << QByteArray("address");
}

void TestCliProgram::badUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, expected);
    const Ended ended = run(arguments);
    QCOMPARE(ended.status, 2);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(ended.err.contains(expected), ended.err.constData());
}

void TestCliProgram::exitStatusOfChecks()
{
    const QString good = QString::fromUtf8(m_lab.urlOf(*lab::findScenario("upgrade.ok")));
    const QString bad = QString::fromUtf8(m_lab.urlOf(*lab::findScenario("upgrade.route-missing")));
    const QStringList quickly = words("check --json --proxy none --listen 0 --no-experiments");
    const Ended works = run(quickly + QStringList{good});
    QCOMPARE(works.status, 0);
    QVERIFY(!QJsonDocument::fromJson(works.out).isNull());
    QCOMPARE(works.err, QByteArray());
    QCOMPARE(run(quickly + QStringList{good, bad}).status, 1);
    QCOMPARE(run(quickly + QStringList{QStringLiteral("not a url")}).status, 1);
}

void TestCliProgram::interruptEndsCleanly()
{
    for (const int signal : {SIGINT, SIGTERM}) {
        QProcess process;
        process.start(QStringLiteral(WIREWISE_CLI),
                      words("check --json --proxy none") + QStringList{QString::fromUtf8(m_lab.urlOf(
                                                               *lab::findScenario("http.no-response")))});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(m_lab.visits() > 0, 60000); // it is at work, its signals are caught
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 60000);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
        const QJsonObject document = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QCOMPARE(document.value(QStringLiteral("results"))[0][QStringLiteral("verdict")].toString(),
                 QStringLiteral("not-checked"));
        QTRY_COMPARE_WITH_TIMEOUT(m_lab.visits(), 0, 60000);
    }
}

void TestCliProgram::closedPipeDoesNoHarm()
{
    QProcess shell;
    shell.start(QStringLiteral("/bin/sh"),
                {QStringLiteral("-c"), QStringLiteral("\"$0\" explain | head -n 1; exit 0"),
                 QStringLiteral(WIREWISE_CLI)});
    QVERIFY(shell.waitForFinished(60000));
    QCOMPARE(shell.readAllStandardOutput().count('\n'), 1);
    QCOMPARE(shell.readAllStandardError(), QByteArray());
}

QTEST_GUILESS_MAIN(TestCliProgram)
#include "test_cli_program.moc"
