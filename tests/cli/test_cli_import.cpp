// Texts and recordings of other tools on the command line.

#include "cli/verbrun.h"
#include "lab/labserver.h"
#include "session/sessionfile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace wirewise;
using wirewise::tests::VerbRun;
using wirewise::tests::words;

class TestCliImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void commandIsCheckedAsItsAddress();
    void whatIsNotSentIsSaid();
    void commandWithoutAnAddressIsBadUsage();
    void fileOfCommands();
    void recordingAsAList();
    void recordingAsSessions();
    void listOfARecording();
    void entriesAreChosen();
    void badRecordings();
    void harOutAndIn_data();
    void harOutAndIn();

private:
    QString url(const char *id) const { return QString::fromUtf8(m_lab.urlOf(*lab::findScenario(id))); }
    static QStringList quickCheck(const QStringList &more)
    {
        return words("check --proxy none --listen 0 --no-experiments --json --keep-secrets") + more;
    }
    static QJsonArray resultsOf(const VerbRun &run)
    {
        return QJsonDocument::fromJson(run.out.data()).object().value(QStringLiteral("results")).toArray();
    }
    QString written(const QByteArray &text, const char *name = "list.txt") const
    {
        QFile file(m_folder.filePath(QLatin1String(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        return file.fileName();
    }
    QString recorded() const
    {
        QFile file(QStringLiteral(WIREWISE_TEST_DATA "/../import/chromium/recorded.har"));
        return file.open(QIODevice::ReadOnly) ? written(file.readAll(), "recorded.har") : QString();
    }

    lab::LabServer m_lab;
    QTemporaryDir m_folder;
};

void TestCliImport::initTestCase()
{
    QVERIFY(m_lab.start());
    QVERIFY(m_folder.isValid());
}

void TestCliImport::commandIsCheckedAsItsAddress()
{
    VerbRun run;
    run.run(quickCheck({QString(QLatin1String("curl -sN -H 'X-Mine: 7' -H 'Connection: keep-alive' '") %
                                url("upgrade.ok").replace(QLatin1String("ws:"), QLatin1String("http:")) %
                                QLatin1Char('\''))}));
    QCOMPARE(run.status, 0);
    QCOMPARE(resultsOf(run).size(), 1);
    const QJsonObject result = resultsOf(run).at(0).toObject();
    const QByteArray sent = QByteArray::fromBase64(result.value(QStringLiteral("probes"))
                                                       .toArray()
                                                       .last()
                                                       .toObject()
                                                       .value(QStringLiteral("request"))
                                                       .toObject()
                                                       .value(QStringLiteral("raw"))
                                                       .toString()
                                                       .toLatin1());
    QVERIFY2(sent.contains("\r\nX-Mine: 7\r\n"), sent.constData());
    QVERIFY(sent.contains("\r\nConnection: Upgrade\r\n"));
    QVERIFY(run.complaints().contains(QLatin1String("a curl command for bash")));
}

void TestCliImport::whatIsNotSentIsSaid()
{
    VerbRun run;
    run.run(quickCheck({QString(QLatin1String("curl -d secretbody -u ann:hunter2 ") % url("upgrade.ok"))}));
    QCOMPARE(run.status, 0);
    QVERIFY(run.complaints().contains(QLatin1String("not sent: -d")));
    QVERIFY(!run.complaints().contains(QLatin1String("hunter2")));
}

void TestCliImport::commandWithoutAnAddressIsBadUsage()
{
    VerbRun run;
    run.run(quickCheck({QStringLiteral("curl -v")}));
    QCOMPARE(run.status, 2);
    QVERIFY(run.complaints().contains(QLatin1String("no address")));
}

void TestCliImport::fileOfCommands()
{
    VerbRun run;
    const QByteArray address = url("upgrade.ok").toUtf8();
    run.run(quickCheck({QStringLiteral("--file"), written("curl '" + address + "'\n" + address +
                                                          "\nwscat -c " + address + " -s chat\n")}));
    QCOMPARE(resultsOf(run).size(), 3);
}

void TestCliImport::recordingAsAList()
{
    VerbRun run;
    QByteArray har = "{\"log\":{\"entries\":[{\"request\":{\"url\":\"" + url("upgrade.ok").toUtf8() +
                     "\",\"headers\":[]},\"response\":{}}]}}";
    run.run(quickCheck({QStringLiteral("--file"), written(har, "one.har")}));
    QCOMPARE(run.status, 0);
    QCOMPARE(resultsOf(run).size(), 1);
}

void TestCliImport::recordingAsSessions()
{
    VerbRun run;
    run.run({QStringLiteral("import"), recorded()});
    QCOMPARE(run.status, 0);
    QVERIFY(!run.printed().contains(QLatin1String("s3cr3t")));
    const auto first = session::SessionFile::readInfo(m_folder.filePath(QStringLiteral("recorded.wirewise")));
    QVERIFY(first);
    QCOMPARE(first->verdict, diagnosis::Verdict::Works);
    QCOMPARE(first->messages, 7);
    const auto second =
        session::SessionFile::readInfo(m_folder.filePath(QStringLiteral("recorded-2.wirewise")));
    QVERIFY(second);
    QCOMPARE(second->verdict, diagnosis::Verdict::Fails);
    VerbRun again;
    again.run({QStringLiteral("import"), recorded()});
    QCOMPARE(again.status, 2);
    QVERIFY(again.complaints().contains(QLatin1String("exists already")));
}

void TestCliImport::listOfARecording()
{
    VerbRun run;
    run.run({QStringLiteral("import"), recorded(), QStringLiteral("--list")});
    QCOMPARE(run.status, 0);
    QCOMPARE(run.printed().count(QLatin1Char('\n')), 6);
    QVERIFY(run.printed().contains(QLatin1String("messages: 7")));
    QVERIFY(!run.printed().contains(QLatin1String("s3cr3t")));
}

void TestCliImport::entriesAreChosen()
{
    VerbRun run;
    const QString path = m_folder.filePath(QStringLiteral("polling.wirewise"));
    run.run({QStringLiteral("import"), recorded(), QStringLiteral("--entry"), QStringLiteral("4"),
             QStringLiteral("--output"), path});
    QCOMPARE(run.status, 0);
    const auto info = session::SessionFile::readInfo(path);
    QVERIFY(info);
    QVERIFY(info->url.contains(QLatin1String("socket.io")));
    VerbRun wrong;
    wrong.run({QStringLiteral("import"), recorded(), QStringLiteral("--entry"), QStringLiteral("6")});
    QCOMPARE(wrong.status, 2);
}

void TestCliImport::badRecordings()
{
    for (const QString &path : {m_folder.path(), QStringLiteral("/nowhere.har"), written("{", "cut.har"),
                                written("{\"log\":{\"entries\":[]}}", "none.har")}) {
        VerbRun run;
        run.run({QStringLiteral("import"), path});
        QCOMPARE(run.status, 2);
        QVERIFY(!run.complaints().isEmpty());
    }
}

void TestCliImport::harOutAndIn_data()
{
    QTest::addColumn<QByteArray>("scenario");
    for (const char *id : {"upgrade.ok", "upgrade.origin-rejected", "upgrade.route-missing"})
        QTest::newRow(id) << QByteArray(id);
}

// A case of ours as a HAR is the same case when it comes back: bytes, experiments, verdict.
void TestCliImport::harOutAndIn()
{
    QFETCH(QByteArray, scenario);
    const QString before = m_folder.filePath(QString::fromLatin1(scenario) + QLatin1String(".wirewise"));
    const QString har = m_folder.filePath(QString::fromLatin1(scenario) + QLatin1String(".har"));
    const QString after = m_folder.filePath(QString::fromLatin1(scenario) + QLatin1String(".again.wirewise"));
    VerbRun check;
    check.run(words("check --proxy none --listen 0.2 --send hello --session") +
              QStringList{before, url(scenario.constData())});
    VerbRun out;
    out.run({QStringLiteral("export"), before, QStringLiteral("--to"), QStringLiteral("har"),
             QStringLiteral("--keep-secrets"), QStringLiteral("--output"), har});
    QCOMPARE(out.status, 0);
    VerbRun in;
    in.run({QStringLiteral("import"), har, QStringLiteral("--output"), after});
    QVERIFY2(in.status == 0, qPrintable(in.complaints()));
    const auto a = session::SessionFile::read(before);
    const auto b = session::SessionFile::read(after);
    QVERIFY(a && b);
    QCOMPARE(b->info.findingId, a->info.findingId);
    QCOMPARE(b->info.verdict, a->info.verdict);
    QCOMPARE(b->observation.exchanges.size(), a->observation.exchanges.size());
    for (qsizetype i = 0; i < a->observation.exchanges.size(); ++i) {
        QCOMPARE(b->observation.exchanges.at(i).sent, a->observation.exchanges.at(i).sent);
        QCOMPARE(b->observation.exchanges.at(i).received, a->observation.exchanges.at(i).received);
    }
    QCOMPARE(b->observation.experiments.size(), a->observation.experiments.size());
    for (qsizetype i = 0; i < a->observation.experiments.size(); ++i)
        QCOMPARE(b->observation.experiments.at(i).helps, a->observation.experiments.at(i).helps);
}

QTEST_GUILESS_MAIN(TestCliImport)
#include "test_cli_import.moc"
