#include "cli/savedendpoints.h"
#include "cli/verbrun.h"
#include "endpoints/folder.h"
#include "lab/labserver.h"
#include "session/sessionfile.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace wirewise;
using wirewise::tests::VerbRun;
using wirewise::tests::words;

class TestCliEndpoints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void checksASavedEndpoint();
    void checksInAllEnvironments();
    void handGivenValuesComeFirst();
    void secretsComeFromTheEnvironment();
    void badUsageIsSaid_data();
    void badUsageIsSaid();
    void lists();
    void listsWhatCannotBeRead();

private:
    void write(const char *name, const QByteArray &bytes);
    [[nodiscard]] QByteArray targetOf(const char *id) const
    {
        return observation::parseEndpoint(QString::fromUtf8(m_lab.urlOf(*lab::findScenario(id))))
            .endpoint->target;
    }
    [[nodiscard]] QByteArray hostOf(const char *id) const
    {
        return observation::parseEndpoint(QString::fromUtf8(m_lab.urlOf(*lab::findScenario(id))))
            .endpoint->hostHeader();
    }
    [[nodiscard]] QStringList check(const QStringList &more) const
    {
        return words("check --proxy none --listen 0 --no-experiments --endpoints") +
               QStringList{m_folder->path()} + more;
    }
    static QJsonArray resultsOf(const VerbRun &run)
    {
        return QJsonDocument::fromJson(run.out.data()).object().value(QStringLiteral("results")).toArray();
    }

    lab::LabServer m_lab;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCliEndpoints::initTestCase()
{
    QVERIFY(m_lab.start());
}

void TestCliEndpoints::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    const QByteArray good = "upgrade.ok", bad = "upgrade.origin-rejected";
    write("orders/prices.endpoint", "# prices\naddress = ws://{{host}}{{path}}\norigin = https://{{site}}\n");
    write("environments/local.environment", "host = " + hostOf(good.constData()) + "\npath = " +
                                                targetOf(good.constData()) + "\nsite = a.example\n");
    write("environments/staging.environment", "host = " + hostOf(bad.constData()) + "\npath = " +
                                                  targetOf(bad.constData()) + "\nsite = a.example\n");
}

void TestCliEndpoints::cleanup()
{
    for (const char *name : {"WIREWISE_SECRET_TOKEN", "WIREWISE_SECRET_LOCAL_TOKEN", "WIREWISE_ENDPOINTS"})
        qunsetenv(name);
}

void TestCliEndpoints::write(const char *name, const QByteArray &bytes)
{
    const QString path = m_folder->filePath(QString::fromUtf8(name));
    QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

void TestCliEndpoints::checksASavedEndpoint()
{
    VerbRun run;
    run.run(check(words("--endpoint orders/prices --environment local")));
    QVERIFY2(run.status == 0, qPrintable(run.printed() + run.complaints()));
    QVERIFY2(run.printed().startsWith(QLatin1String("orders/prices in local\n")), qPrintable(run.printed()));
    QCOMPARE(run.complaints(), QString());

    // The folder may be named by a variable, too.
    qputenv("WIREWISE_ENDPOINTS", m_folder->path().toUtf8());
    VerbRun again;
    again.run(
        words("check --proxy none --listen 0 --no-experiments --endpoint orders/prices --environment local"));
    QCOMPARE(again.status, 0);
}

void TestCliEndpoints::checksInAllEnvironments()
{
    VerbRun run;
    run.run(check(words("--endpoint orders/prices --all-environments --json")));
    QVERIFY2(run.status == 1, qPrintable(run.complaints()));
    const QJsonArray results = resultsOf(run);
    QCOMPARE(results.size(), 2);
    const QStringList environments{results.at(0)[QLatin1String("environment")].toString(),
                                   results.at(1)[QLatin1String("environment")].toString()};
    QCOMPARE(environments, (QStringList{QStringLiteral("local"), QStringLiteral("staging")}));
    QCOMPARE(results.at(0)[QLatin1String("endpoint")].toString(), QStringLiteral("orders/prices"));
    QCOMPARE(results.at(0)[QLatin1String("verdict")].toString(), QStringLiteral("works"));
    QCOMPARE(results.at(1)[QLatin1String("verdict")].toString(), QStringLiteral("fails"));

    VerbRun text;
    text.run(check(words("--endpoint orders/prices --all-environments")));
    QVERIFY(text.printed().contains(QLatin1String("orders/prices in staging\n")));
    QVERIFY(text.printed().contains(QLatin1String("2 endpoints; works: 1, fails: 1.")));
}

void TestCliEndpoints::handGivenValuesComeFirst()
{
    VerbRun run;
    run.run(check(words("--endpoint orders/prices --environment staging --json --set") +
                  QStringList{QStringLiteral("host=") + QString::fromUtf8(hostOf("upgrade.ok")),
                              QStringLiteral("--set"),
                              QStringLiteral("path=") + QString::fromUtf8(targetOf("upgrade.ok"))}));
    QVERIFY2(run.status == 0, qPrintable(run.complaints()));
    QCOMPARE(resultsOf(run).at(0)[QLatin1String("verdict")].toString(), QStringLiteral("works"));
}

void TestCliEndpoints::secretsComeFromTheEnvironment()
{
    write("prices.endpoint",
          "address = ws://{{host}}{{path}}?room={{token}}\nheader = X-Note: for {{token}}\nsecret token\n");
    const QStringList line = check(words("--endpoint prices --environment local --verbose --session")) +
                             QStringList{m_folder->filePath(QStringLiteral("s.wirewise"))};
    VerbRun without;
    without.run(line);
    QCOMPARE(without.status, 2);
    QVERIFY2(without.complaints().contains(QLatin1String("WIREWISE_SECRET_TOKEN")),
             qPrintable(without.complaints()));

    qputenv("WIREWISE_SECRET_TOKEN", "not-this-one");
    qputenv("WIREWISE_SECRET_LOCAL_TOKEN", "plain-word");
    VerbRun run;
    run.run(line);
    QVERIFY2(run.status == 0, qPrintable(run.printed() + run.complaints()));
    QVERIFY(!run.printed().contains(QLatin1String("plain-word")));
    QVERIFY(run.printed().contains(QLatin1String("for **********")));
    QVERIFY(!run.printed().contains(QLatin1String("not-this-one")));

    // It was sent, the session knows it for a secret, and lists of sessions do not show it.
    const auto content = session::SessionFile::read(m_folder->filePath(QStringLiteral("s.wirewise")));
    QVERIFY(content);
    QVERIFY(content->observation.exchanges.constLast().sent.contains("X-Note: for plain-word\r\n"));
    QCOMPARE(content->observation.settings.secrets, QList<QByteArray>{"plain-word"});
    QVERIFY2(!content->info.url.contains(QLatin1String("plain-word")), qPrintable(content->info.url));
    VerbRun shown;
    shown.run(
        {QStringLiteral("show"), QStringLiteral("--json"), m_folder->filePath(QStringLiteral("s.wirewise"))});
    QVERIFY(!shown.printed().contains(QLatin1String("plain-word")));
    QVERIFY(!shown.printed().contains(QString::fromLatin1(QByteArray("X-Note: for plain-word").toBase64())));
}

void TestCliEndpoints::badUsageIsSaid_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const char *line, const char *said) {
        QTest::newRow(name) << QString::fromUtf8(line) << QString::fromUtf8(said);
    };
    row("no such endpoint", "--endpoint none", "There are: broken-option, needy, orders/prices.");
    row("no such environment", "--endpoint orders/prices --environment none", "There are: local, staging.");
    row("a file that cannot be read", "--endpoint broken", "broken.endpoint, line 2: ");
    row("no environment", "--endpoint orders/prices", "needs {{host}}");
    row("a variable that it does not give", "--endpoint needy --environment local",
        "\"room = …\" into environments/local.environment");
    row("both", "--endpoint needy --environment local --all-environments", "exclude each other");
    row("environment alone", "ws://a --environment local", "--environment goes with --endpoint NAME.");
    row("set without a value", "--endpoint needy --set room", "NAME=VALUE was expected");
    row("an option that cannot be used", "--endpoint broken-option",
        "broken-option.endpoint: --timeout soon");
}

void TestCliEndpoints::badUsageIsSaid()
{
    QFETCH(QString, line);
    QFETCH(QString, said);
    write("broken.endpoint", "address = ws://a\nwhat\n");
    write("broken-option.endpoint", "address = ws://a\ntimeout = soon\n");
    write("needy.endpoint", "address = ws://{{host}}/{{room}}\n");
    VerbRun run;
    run.run(check(line.split(QLatin1Char(' '))));
    QCOMPARE(run.status, 2);
    QVERIFY2(run.complaints().contains(said), qPrintable(run.complaints()));
    QCOMPARE(run.printed(), QString());
}

void TestCliEndpoints::lists()
{
    write("environments/local.environment", "host = a\nsecret token\n");
    VerbRun run;
    run.run({QStringLiteral("endpoints"), QStringLiteral("--endpoints"), m_folder->path()});
    QCOMPARE(run.status, 0);
    QCOMPARE(run.printed(), QStringLiteral("orders/prices  ws://{{host}}{{path}}\n"
                                           "\n"
                                           "environment local: host, token (secret)\n"
                                           "environment staging: host, path, site\n"));
    VerbRun json;
    json.run({QStringLiteral("endpoints"), QStringLiteral("--json"), QStringLiteral("--endpoints"),
              m_folder->path()});
    const QJsonObject object = QJsonDocument::fromJson(json.out.data()).object();
    const QJsonValue endpoint = object[QLatin1String("endpoints")].toArray().at(0);
    QCOMPARE(endpoint[QLatin1String("name")].toString(), QStringLiteral("orders/prices"));
    QCOMPARE(endpoint[QLatin1String("variables")].toArray(),
             (QJsonArray{QStringLiteral("host"), QStringLiteral("path"), QStringLiteral("site")}));

    VerbRun none;
    none.run({QStringLiteral("endpoints"), QStringLiteral("--endpoints"),
              m_folder->filePath(QStringLiteral("none"))});
    QCOMPARE(none.status, 0);
    QVERIFY(none.printed().contains(QLatin1String("No endpoint is saved in ")));
}

void TestCliEndpoints::listsWhatCannotBeRead()
{
    write("broken.endpoint", "address = ws://a\nwhat\n");
    VerbRun run;
    run.run({QStringLiteral("endpoints"), QStringLiteral("--endpoints"), m_folder->path()});
    QCOMPARE(run.status, 2);
    QVERIFY(run.printed().startsWith(QLatin1String("orders/prices  ")));
    QVERIFY2(run.complaints().contains(QLatin1String("broken.endpoint, line 2: ")),
             qPrintable(run.complaints()));
}

QTEST_GUILESS_MAIN(TestCliEndpoints)
#include "test_cli_endpoints.moc"
