#include "cli/verbrun.h"
#include "diagnosis/catalogue.h"
#include "lab/scenario.h"
#include "session/sessionfile.h"

#include <QTemporaryDir>

using namespace wirewise;
using wirewise::tests::VerbRun;
using wirewise::tests::words;

class TestCliVerbs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void explainListsEveryClass();
    void explainKnowsEveryClass();
    void explainHelpsWithTypos();
    void labPrintsEveryAddress();
    void labStopsWhenInterrupted();
    void labRefusesBadPorts_data();
    void labRefusesBadPorts();
    void showRefusesWhatIsNoSession_data();
    void showRefusesWhatIsNoSession();
    void otherWordsAreNoVerbs();
};

void TestCliVerbs::explainListsEveryClass()
{
    VerbRun run;
    run.run(words("explain"));
    QCOMPARE(run.status, 0);
    for (const QByteArray &id : diagnosis::findingIds())
        QVERIFY2(run.printed().contains(QString::fromUtf8(id)), id.constData());
}

void TestCliVerbs::explainKnowsEveryClass()
{
    for (const QByteArray &id : diagnosis::findingIds()) {
        VerbRun run;
        run.run({QStringLiteral("explain"), QString::fromUtf8(id)});
        QCOMPARE(run.status, 0);
        QVERIFY(run.printed().contains(QString::fromUtf8(id)));
        QVERIFY2(run.printed().size() > 200, id.constData());
        for (const QChar c : run.printed())
            QVERIFY(c == u'\n' || c.category() != QChar::Other_Control);
    }
}

void TestCliVerbs::explainHelpsWithTypos()
{
    VerbRun near;
    near.run(words("explain route-missing"));
    QCOMPARE(near.status, 2);
    QVERIFY(near.complaints().contains(QStringLiteral("Perhaps upgrade.route-missing?")));
    VerbRun far;
    far.run(words("explain xyzzy"));
    QCOMPARE(far.status, 2);
    QVERIFY(far.complaints().contains(QStringLiteral("xyzzy is no failure class")));
    VerbRun two;
    two.run(words("explain a b"));
    QCOMPARE(two.status, 2);
}

void TestCliVerbs::labPrintsEveryAddress()
{
    VerbRun run;
    run.start(words("lab"));
    for (const lab::Scenario &scenario : lab::scenarios())
        QVERIFY2(run.printed().contains(QString::fromUtf8(scenario.id)), scenario.id.constData());
    QVERIFY(run.printed().contains(QStringLiteral("127.0.0.1:")));
    QCOMPARE(run.status, -1);
    run.verb->interrupt();
    run.finish();
    QCOMPARE(run.status, 0);
}

void TestCliVerbs::labStopsWhenInterrupted()
{
    VerbRun run;
    run.start(words("lab"));
    const QString printed = run.printed();
    const int at = static_cast<int>(printed.indexOf(QStringLiteral("127.0.0.1:")));
    const QString port = printed.mid(at + 10).section(QLatin1Char('.'), 0, 0);
    run.verb->interrupt();
    run.finish();
    VerbRun check;
    check.run(words("check --proxy none --no-experiments") +
              QStringList{QStringLiteral("ws://127.0.0.1:%1/").arg(port)});
    QCOMPARE(check.status, 1);
    QVERIFY2(check.printed().contains(QStringLiteral("tcp.refused")), qPrintable(check.printed()));
}

void TestCliVerbs::labRefusesBadPorts_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::newRow("too high") << words("lab --port 99999");
    QTest::newRow("a word") << words("lab --port http");
    QTest::newRow("an address") << words("lab ws://a/");
}

void TestCliVerbs::labRefusesBadPorts()
{
    QFETCH(QStringList, line);
    VerbRun run;
    run.run(line);
    QCOMPARE(run.status, 2);
    QCOMPARE(run.printed(), QString());
}

void TestCliVerbs::showRefusesWhatIsNoSession_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::newRow("none") << words("show");
    QTest::newRow("two") << words("show a b");
    QTest::newRow("missing") << words("show /no/such/file.wirewise");
    QTest::newRow("folder") << words("show /");
    QTest::newRow("device") << words("show /dev/null");
}

void TestCliVerbs::showRefusesWhatIsNoSession()
{
    QFETCH(QStringList, line);
    VerbRun run;
    run.run(line);
    QCOMPARE(run.status, 2);
    QCOMPARE(run.printed(), QString());
    QVERIFY(!run.complaints().isEmpty());
}

void TestCliVerbs::otherWordsAreNoVerbs()
{
    for (const char *name : {"serve", "Check", ""})
        QVERIFY(!cli::findVerb(QString::fromUtf8(name)));
    for (const char *name :
         {"agent", "check", "compare", "connect", "explain", "lab", "load", "show", "watch"})
        QVERIFY(cli::findVerb(QString::fromUtf8(name)));
}

QTEST_GUILESS_MAIN(TestCliVerbs)
#include "test_cli_verbs.moc"
