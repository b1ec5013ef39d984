#include "cli/loadverb.h"
#include "cli/verbrun.h"
#include "lab/labserver.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <unistd.h>

using namespace wirewise;
using wirewise::tests::VerbRun;
using wirewise::tests::words;

namespace {

QJsonObject loadOf(const VerbRun &run)
{
    return QJsonDocument::fromJson(run.out.data()).object().value(QStringLiteral("load")).toObject();
}

} // namespace

class TestCliLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sessionsOpenAndAnswer();
    void failuresAreDiagnosed();
    void allowedFailures();
    void interruptTellsWhatIsKnown();
    void anotherComputerIsNotLoadedUnasked();
    void scriptsAreWrittenInstead();
    void summaryOfK6IsTheSameReport();
    void badUsage_data();
    void badUsage();

private:
    QString urlOf(const QByteArray &scenario) const
    {
        return QString::fromUtf8(m_lab.urlOf(*lab::findScenario(scenario)));
    }

    lab::LabServer m_lab;
    QTemporaryDir m_folder;
};

void TestCliLoad::initTestCase()
{
    QVERIFY(m_lab.start());
}

void TestCliLoad::sessionsOpenAndAnswer()
{
    VerbRun load;
    load.run(words("load --connections 20 --rate 100 --for 1 --ping --every 0.2 --json")
             << urlOf("upgrade.ok"));
    QVERIFY2(load.status == 0, load.out.data().constData());
    const QJsonObject found = loadOf(load);
    QCOMPARE(found.value(QStringLiteral("opened")).toInt(), 20);
    QCOMPARE(found.value(QStringLiteral("closed")).toInt(), 20);
    const QJsonObject handshake = found.value(QStringLiteral("handshake_ms")).toObject();
    QCOMPARE(handshake.value(QStringLiteral("count")).toInt(), 20);
    QVERIFY(handshake.value(QStringLiteral("p95")).toDouble() > 0);
    QVERIFY(found.value(QStringLiteral("answer_ms")).toObject().value(QStringLiteral("count")).toInt() > 20);
    QCOMPARE(found.value(QStringLiteral("steps")).toArray().size(), 10);
    QVERIFY(found.value(QStringLiteral("seconds")).toArray().size() >= 1);
}

void TestCliLoad::failuresAreDiagnosed()
{
    VerbRun load;
    load.run(words("load --connections 5 --rate 100 --for 1 --json") << urlOf("upgrade.route-missing"));
    QCOMPARE(load.status, 1);
    const QJsonObject failure = loadOf(load).value(QStringLiteral("failures")).toArray().at(0).toObject();
    QCOMPARE(failure.value(QStringLiteral("count")).toInt(), 5);
    QCOMPARE(failure.value(QStringLiteral("while")).toString(), QStringLiteral("opening"));
    const QJsonObject result = QJsonDocument::fromJson(load.out.data())
                                   .object()
                                   .value(QStringLiteral("results"))
                                   .toArray()
                                   .at(0)
                                   .toObject();
    QCOMPARE(result.value(QStringLiteral("findings")).toArray().at(0).toObject().value(QStringLiteral("id")),
             failure.value(QStringLiteral("id")));

    VerbRun text;
    text.run(words("load --connections 5 --rate 100 --for 1") << urlOf("upgrade.route-missing"));
    QVERIFY2(text.printed().startsWith(QStringLiteral("None of 5 connections opened.")),
             qPrintable(text.printed()));
    QVERIFY2(text.printed().contains(failure.value(QStringLiteral("id")).toString()),
             qPrintable(text.printed()));
}

void TestCliLoad::allowedFailures()
{
    // The lab drops what is quiet for two seconds.
    VerbRun strict, lenient;
    const QStringList order = words("load --connections 2 --rate 100 --for 5")
                              << urlOf("session.idle-timeout");
    strict.start(order);
    lenient.start(QStringList(order) << QStringLiteral("--allow-failures=100"));
    strict.finish();
    lenient.finish();
    QCOMPARE(strict.status, 1);
    QCOMPARE(lenient.status, 0);
    QVERIFY2(lenient.printed().contains(QStringLiteral("2 of them were dropped")),
             qPrintable(lenient.printed()));
}

void TestCliLoad::interruptTellsWhatIsKnown()
{
    VerbRun load(true);
    load.start(words("load --connections 100 --rate 10 --for 3000") << urlOf("upgrade.ok"));
    QTRY_VERIFY_WITH_TIMEOUT(load.complaints().contains(QStringLiteral("open ")), 30'000);
    load.verb->interrupt();
    load.finish();
    QCOMPARE(load.status, 1);
    QVERIFY2(load.printed().startsWith(QStringLiteral("Stopped. ")), qPrintable(load.printed()));
    QVERIFY2(load.printed().contains(QStringLiteral("were not begun")), qPrintable(load.printed()));
}

void TestCliLoad::anotherComputerIsNotLoadedUnasked()
{
    VerbRun load;
    load.run(words("load --connections 10 --for 5 wss://load.invalid/"));
    QCOMPARE(load.status, 2);
    QVERIFY2(load.complaints().contains(QStringLiteral("--yes")), qPrintable(load.complaints()));
    QVERIFY2(load.complaints().contains(QStringLiteral("10 connections, 50 a second, for 5.0 s")),
             qPrintable(load.complaints()));
}

void TestCliLoad::scriptsAreWrittenInstead()
{
    const QString k6 = m_folder.filePath(QStringLiteral("load.js"));
    const QString artillery = m_folder.filePath(QStringLiteral("load.yml"));
    VerbRun load;
    load.run(
        words(
            "load --connections 50000 --rate 5000 --for 60 wss://load.invalid/?token=s3cret-value-1 --out-k6")
        << k6 << QStringLiteral("--out-artillery") << artillery);
    QVERIFY2(load.status == 0, qPrintable(load.complaints()));
    QVERIFY2(load.printed().contains(QStringLiteral("WS_URL")), qPrintable(load.printed()));
    for (const QString &path : {k6, artillery}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("50000") && text.contains("WS_URL") && !text.contains("s3cret-value-1"));
    }
    VerbRun unwritable;
    unwritable.run(words("load --connections 5 --for 6 ws://a/ --out-k6 /nowhere/load.js"));
    QCOMPARE(unwritable.status, 2);
}

void TestCliLoad::summaryOfK6IsTheSameReport()
{
    const QString path = m_folder.filePath(QStringLiteral("summary.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"metrics\": {\"wirewise_opened\": {\"count\": 99}, \"wirewise_failed\": {\"count\": 1},"
               "\"wirewise_handshake\": {\"count\": 99, \"med\": 2, \"p(95)\": 12, \"max\": 30}}}");
    file.close();
    VerbRun text;
    text.run({QStringLiteral("import"), path});
    QCOMPARE(text.status, 1);
    QVERIFY2(text.printed().startsWith(QStringLiteral("1 of 100 connections did not open.")),
             qPrintable(text.printed()));
    QVERIFY2(text.printed().contains(QStringLiteral("as k6 measured them")), qPrintable(text.printed()));
    VerbRun json;
    json.run({QStringLiteral("import"), QStringLiteral("--json"), path});
    QCOMPARE(loadOf(json).value(QStringLiteral("source")).toString(), QStringLiteral("k6"));
    QCOMPARE(
        loadOf(json).value(QStringLiteral("handshake_ms")).toObject().value(QStringLiteral("p95")).toDouble(),
        12.0);
}

void TestCliLoad::badUsage_data()
{
    QTest::addColumn<QStringList>("line");
    const auto row = [](const char *name, const char *line) { QTest::newRow(name) << words(line); };
    row("no address", "load --connections 5 --for 5");
    row("two addresses", "load --connections 5 --for 5 ws://localhost/ ws://localhost/");
    row("no bound", "load ws://localhost/");
    row("no time", "load --connections 5 ws://localhost/");
    row("no number", "load --for 5 ws://localhost/");
    row("too many", "load --connections 10001 --for 60 ws://localhost/");
    row("too long", "load --connections 10 --for 3601 ws://localhost/");
    row("too fast", "load --connections 10 --for 5 --rate 2001 ws://localhost/");
    row("cannot begin in time", "load --connections 100 --for 5 --rate 10 ws://localhost/");
    row("two messages", "load --connections 5 --for 5 --ping --echo a ws://localhost/");
    row("answer to nothing", "load --connections 5 --for 5 --answer a ws://localhost/");
    row("every of nothing", "load --connections 5 --for 5 --every 2 ws://localhost/");
    row("no address that can be used", "load --connections 5 --for 5 ws://");
    row("no percentage", "load --connections 5 --for 5 --allow-failures 101 ws://localhost/");
}

void TestCliLoad::badUsage()
{
    QFETCH(QStringList, line);
    VerbRun load;
    load.run(line);
    QCOMPARE(load.status, 2);
    QVERIFY(!load.complaints().isEmpty());
}

QTEST_GUILESS_MAIN(TestCliLoad)
#include "test_cli_load.moc"
