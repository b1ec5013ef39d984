#include "cli/verbrun.h"
#include "lab/labserver.h"
#include "session/sessionfile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace wirewise;
using wirewise::tests::VerbRun;
using wirewise::tests::words;

class TestCliCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void healthyEndpoint();
    void failingEndpoint();
    void badAddressIsAFinding();
    void jsonAloneOnStandardOutput();
    void severalInTheirOrder();
    void listFromAFile();
    void unreadableFilesAreBadUsage_data();
    void unreadableFilesAreBadUsage();
    void wholeRunInASessionFile_data();
    void wholeRunInASessionFile();
    void pipelineFiles();
    void secretsAreMaskedUnlessKept();
    void interruptTellsWhatIsKnown();
    void interruptedRunNamesEveryEndpoint();
    void chosenProbesOnly();
    void sessionsAreJudgedAgain();

private:
    QString url(const char *id) const { return QString::fromUtf8(m_lab.urlOf(*lab::findScenario(id))); }
    QStringList quickCheck(QStringList more) const
    {
        return words("check --proxy none --listen 0 --no-experiments") + more;
    }
    static QJsonArray resultsOf(const VerbRun &run)
    {
        return QJsonDocument::fromJson(run.out.data()).object().value(QStringLiteral("results")).toArray();
    }

    lab::LabServer m_lab;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCliCheck::initTestCase()
{
    QVERIFY(m_lab.start());
}

void TestCliCheck::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestCliCheck::healthyEndpoint()
{
    VerbRun run;
    run.run(quickCheck({url("upgrade.ok")}));
    QCOMPARE(run.status, 0);
    QVERIFY2(run.printed().contains(QStringLiteral("works")), qPrintable(run.printed()));
    QCOMPARE(run.complaints(), QString());
}

void TestCliCheck::failingEndpoint()
{
    VerbRun run;
    run.run(words("check --proxy none --listen 0") + QStringList{url("upgrade.route-missing")});
    QCOMPARE(run.status, 1);
    QVERIFY2(run.printed().contains(QStringLiteral("fails: upgrade.route-missing")),
             qPrintable(run.printed()));
    QVERIFY(run.printed().contains(QStringLiteral("How we know")));
    QVERIFY(run.printed().contains(QStringLiteral("What would make it work")));
}

void TestCliCheck::badAddressIsAFinding()
{
    VerbRun run;
    run.run(words("check ftp://example.com/"));
    QCOMPARE(run.status, 1);
    QVERIFY(run.printed().contains(QStringLiteral("url.invalid")));
    VerbRun none;
    none.run(words("check --ipv4"));
    QCOMPARE(none.status, 2);
    QCOMPARE(none.printed(), QString());
    QVERIFY(none.complaints().contains(QStringLiteral("An address was expected")));
}

void TestCliCheck::jsonAloneOnStandardOutput()
{
    VerbRun run(true);
    run.run(
        quickCheck({QStringLiteral("--json"), url("upgrade.ok"), QStringLiteral("a b"), url("upgrade.ok")}));
    QCOMPARE(run.status, 1);
    const QJsonArray results = resultsOf(run);
    QCOMPARE(results.size(), 3);
    QCOMPARE(results.at(0)[QStringLiteral("url")].toString(), url("upgrade.ok"));
    QCOMPARE(results.at(0)[QStringLiteral("verdict")].toString(), QStringLiteral("works"));
    QCOMPARE(results.at(1)[QStringLiteral("findings")][0][QStringLiteral("id")].toString(),
             QStringLiteral("url.invalid"));
    QVERIFY(run.complaints().contains(QStringLiteral("3 of 3 done")));
}

void TestCliCheck::severalInTheirOrder()
{
    QStringList urls;
    for (int i = 0; i < 12; ++i)
        urls.append(i % 3 == 0   ? url("upgrade.ok")
                    : i % 3 == 1 ? QStringLiteral("nonsense://%1").arg(i)
                                 : url("upgrade.route-missing"));
    VerbRun run;
    run.run(quickCheck(QStringList{QStringLiteral("--json"), QStringLiteral("--jobs"), QStringLiteral("5")} +
                       urls));
    QStringList told;
    for (const QJsonValue &result : resultsOf(run))
        told.append(result[QStringLiteral("url")].toString());
    QCOMPARE(told, urls);

    VerbRun text;
    text.run(quickCheck(urls.first(3)));
    QCOMPARE(text.status, 1);
    QVERIFY2(text.printed().contains(QStringLiteral("3 endpoints; works: 1, fails: 2.")),
             qPrintable(text.printed()));
    QVERIFY(text.printed().indexOf(urls.at(0)) < text.printed().indexOf(urls.at(1)));
    QVERIFY(!text.printed().contains(QStringLiteral("How we know")));
    VerbRun full;
    full.run(quickCheck(QStringList{QStringLiteral("--verbose")} + urls.first(2)));
    QVERIFY(full.printed().contains(QStringLiteral("How we know")));
}

void TestCliCheck::listFromAFile()
{
    QFile list(m_folder->filePath(QStringLiteral("list")));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("# two\n" + url("upgrade.ok").toUtf8() + " --header \"X-One: a b\"\n\nftp://x\n");
    list.close();
    VerbRun run;
    run.run(quickCheck({QStringLiteral("--json"), QStringLiteral("--file"), list.fileName()}));
    const QJsonArray results = resultsOf(run);
    QCOMPARE(results.size(), 2);
    const QByteArray sent = QByteArray::fromBase64(
        results.at(0)[QStringLiteral("probes")][0][QStringLiteral("request")][QStringLiteral("raw")]
            .toString()
            .toLatin1());
    QVERIFY2(sent.contains("X-One: a b\r\n"), sent.constData());
}

void TestCliCheck::unreadableFilesAreBadUsage_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("list") << words("--file /no/such/list");
    QTest::newRow("list is a folder") << words("--file /");
    QTest::newRow("empty list") << words("--file /dev/null");
    QTest::newRow("session") << words("--session /no/such/folder/a.wirewise");
    QTest::newRow("junit") << words("--junit /no/such/folder/a.xml");
    QTest::newRow("prometheus") << words("--prometheus /no/such/folder/a.prom");
    QTest::newRow("jobs") << words("--jobs 0");
    QTest::newRow("per host") << words("--per-host many");
}

void TestCliCheck::unreadableFilesAreBadUsage()
{
    QFETCH(QStringList, options);
    VerbRun run;
    run.run(words("check ws://127.0.0.1:1/") + options);
    QCOMPARE(run.status, 2);
    QCOMPARE(run.printed(), QString());
    QVERIFY(!run.complaints().isEmpty());
}

void TestCliCheck::wholeRunInASessionFile_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("one") << 1;
    QTest::newRow("several") << 4;
}

void TestCliCheck::wholeRunInASessionFile()
{
    QFETCH(int, count);
    const QString path = m_folder->filePath(QStringLiteral("run.wirewise"));
    QStringList line = quickCheck({QStringLiteral("--session"), path});
    for (int i = 0; i < count; ++i)
        line.append(url(i % 2 == 0 ? "upgrade.ok" : "upgrade.route-missing"));
    VerbRun run;
    run.run(line);
    const auto contents = session::SessionFile::readAll(path);
    QVERIFY(contents);
    QCOMPARE(contents->size(), count);
    for (const session::SessionContent &content : *contents) {
        QVERIFY(content.complete);
        QCOMPARE(content.observation.exchanges.size(), 3);
        QVERIFY(content.diagnosis.verdict != diagnosis::Verdict::NotChecked);
    }
    VerbRun shown;
    shown.run({QStringLiteral("show"), path});
    QCOMPARE(shown.status, 0);
    QVERIFY(shown.printed().contains(url("upgrade.ok")));
    VerbRun json;
    json.run({QStringLiteral("show"), QStringLiteral("--json"), path});
    QCOMPARE(resultsOf(json).size(), count);
    VerbRun again;
    again.run(line);
    QCOMPARE(again.status, 2);
    QVERIFY(again.complaints().contains(QStringLiteral("exists already")));
}

void TestCliCheck::pipelineFiles()
{
    const QString junit = m_folder->filePath(QStringLiteral("a.xml"));
    const QString prometheus = m_folder->filePath(QStringLiteral("a.prom"));
    VerbRun run;
    run.run(quickCheck({QStringLiteral("--junit"), junit, QStringLiteral("--prometheus"), prometheus,
                        url("upgrade.ok"), QStringLiteral("ftp://x/")}));
    QCOMPARE(run.status, 1);
    QFile xml(junit);
    QVERIFY(xml.open(QIODevice::ReadOnly));
    const QByteArray document = xml.readAll();
    QVERIFY(document.contains("tests=\"2\"") && document.contains("failures=\"1\""));
    QFile metrics(prometheus);
    QVERIFY(metrics.open(QIODevice::ReadOnly));
    const QByteArray line = "wirewise_up{url=\"" + url("upgrade.ok").toUtf8() + "\"} 1\n";
    QVERIFY(metrics.readAll().contains(line));
}

void TestCliCheck::secretsAreMaskedUnlessKept()
{
    const QStringList line = quickCheck({QStringLiteral("--json"), QStringLiteral("--header"),
                                         QStringLiteral("Authorization: Bearer s3cret-t0ken-1234"),
                                         url("upgrade.ok") + QStringLiteral("?token=s3cret-t0ken-1234")});
    const auto holdsSecret = [](const VerbRun &run) {
        if (run.out.data().contains("s3cret"))
            return true;
        for (const QJsonValue &probe : resultsOf(run).at(0)[QStringLiteral("probes")].toArray()) {
            if (QByteArray::fromBase64(
                    probe[QStringLiteral("request")][QStringLiteral("raw")].toString().toLatin1())
                    .contains("s3cret"))
                return true;
        }
        return false;
    };
    VerbRun run;
    run.run(line);
    QVERIFY(!holdsSecret(run));
    VerbRun kept;
    kept.run(line + QStringList{QStringLiteral("--keep-secrets")});
    QVERIFY(holdsSecret(kept));
}

void TestCliCheck::interruptTellsWhatIsKnown()
{
    VerbRun run;
    run.start(words("check --json --proxy none") + QStringList{url("http.no-response")});
    run.verb->interrupt();
    run.finish();
    QCOMPARE(run.status, 1);
    QCOMPARE(resultsOf(run).size(), 1);
    QCOMPARE(resultsOf(run).at(0)[QStringLiteral("verdict")].toString(), QStringLiteral("not-checked"));
}

void TestCliCheck::interruptedRunNamesEveryEndpoint()
{
    QStringList urls;
    for (int i = 0; i < 8; ++i)
        urls.append(url("http.no-response"));
    VerbRun run;
    run.start(words("check --json --proxy none --jobs 2") + urls);
    run.verb->interrupt();
    run.finish();
    QCOMPARE(run.status, 1);
    QCOMPARE(resultsOf(run).size(), urls.size());
    for (const QJsonValue &result : resultsOf(run)) {
        QCOMPARE(result[QStringLiteral("verdict")].toString(), QStringLiteral("not-checked"));
        QVERIFY(!result[QStringLiteral("findings")].toArray().isEmpty());
    }
    QVERIFY(run.complaints().contains(QStringLiteral("endpoints were not checked")));
}

void TestCliCheck::chosenProbesOnly()
{
    VerbRun run;
    run.run(quickCheck(
        {QStringLiteral("--json"), QStringLiteral("--probe"), QStringLiteral("upgrade"), url("upgrade.ok")}));
    QCOMPARE(run.status, 0);
    const QJsonArray probes = resultsOf(run).at(0)[QStringLiteral("probes")].toArray();
    QCOMPARE(probes.size(), 1);
    QCOMPARE(probes.at(0)[QStringLiteral("name")].toString(), QStringLiteral("upgrade"));
}

void TestCliCheck::sessionsAreJudgedAgain()
{
    // A session that older rules judged otherwise.
    const QString path = m_folder->filePath(QStringLiteral("old.wirewise"));
    {
        VerbRun run;
        run.run(quickCheck({QStringLiteral("--session"), path, QStringLiteral("--origin"),
                            QStringLiteral("https://refused.example"), url("upgrade.origin-rejected")}));
        QCOMPARE(run.status, 1);
    }
    VerbRun same;
    same.run({QStringLiteral("show"), QStringLiteral("--judge-again"), path});
    QCOMPARE(same.status, 0);
    QVERIFY2(same.printed().contains(QLatin1String(": the same verdict.\n")), qPrintable(same.printed()));

    auto content = session::SessionFile::read(path);
    QVERIFY(content);
    const QString older = m_folder->filePath(QStringLiteral("older.wirewise"));
    {
        diagnosis::Diagnosis diagnosis = content->diagnosis;
        diagnosis.verdict = diagnosis::Verdict::Works;
        diagnosis.findings.first().id = "upgrade.ok";
        diagnosis.findings.first().title = QStringLiteral("It looked fine then.");
        auto file = session::SessionFile::create(older);
        QVERIFY(file && file->addCheck(content->observation, diagnosis));
    }
    VerbRun text;
    text.run({QStringLiteral("show"), QStringLiteral("--judge-again"), older});
    QVERIFY2(text.printed().contains(QLatin1String("It looked fine then.")), qPrintable(text.printed()));
    QVERIFY2(text.printed().contains(QLatin1String(": another verdict.\n")), qPrintable(text.printed()));

    VerbRun json;
    json.run({QStringLiteral("show"), QStringLiteral("--json"), QStringLiteral("--judge-again"), older});
    const QJsonValue result = resultsOf(json).at(0);
    QCOMPARE(result[QLatin1String("verdict")].toString(), QStringLiteral("works"));
    const QJsonValue again = result[QLatin1String("judged_again")];
    QCOMPARE(again[QLatin1String("verdict")].toString(), QStringLiteral("fails"));
    QVERIFY(again[QLatin1String("findings")].toArray().size() > 0);
    // The file itself stays as it was judged.
    QCOMPARE(session::SessionFile::read(older)->diagnosis.verdict, diagnosis::Verdict::Works);
}

QTEST_GUILESS_MAIN(TestCliCheck)
#include "test_cli_check.moc"
