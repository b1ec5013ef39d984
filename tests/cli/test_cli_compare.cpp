#include "cli/verbrun.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace wirewise;
using wirewise::tests::VerbRun;
using wirewise::tests::words;

/// `compare` in this process, against the practice lab.
class TestCliCompare : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    VerbRun m_lab;
    QString m_base; ///< "ws://127.0.0.1:PORT/"

    [[nodiscard]] QString address(const char *scenario) const { return m_base + QLatin1String(scenario); }
    [[nodiscard]] QString kept(const char *scenario)
    {
        const QString path = m_folder.filePath(QLatin1String(scenario) + QStringLiteral(".wirewise"));
        if (!QFile::exists(path)) {
            VerbRun run;
            run.run({QStringLiteral("check"), QStringLiteral("--session"), path, address(scenario)});
        }
        return path;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_lab.start(words("lab"));
        const QRegularExpression line(QStringLiteral("ws://127\\.0\\.0\\.1:\\d+/(?=upgrade\\.ok\\s)"));
        const QRegularExpressionMatch match = line.match(m_lab.printed());
        QVERIFY2(match.hasMatch(), qPrintable(m_lab.printed()));
        m_base = match.captured();
    }

    void cleanupTestCase()
    {
        m_lab.verb->interrupt();
        m_lab.finish();
    }

    void twoAddressesAreCheckedAtOnce()
    {
        VerbRun run;
        run.run({QStringLiteral("compare"), address("upgrade.ok"), address("upgrade.route-missing")});
        QCOMPARE(run.status, 1);
        QVERIFY(run.printed().contains(QStringLiteral("What explains the outcome")));
        QVERIFY(run.printed().contains(QStringLiteral("Answer to the upgrade")));
    }

    void sameOutcomeIsStatusZero()
    {
        VerbRun run;
        run.run({QStringLiteral("compare"), address("upgrade.ok"), address("upgrade.ok")});
        QCOMPARE(run.status, 0);
        QVERIFY(run.printed().startsWith(QStringLiteral("No difference except what changes in every run.")));
    }

    void sessionsAndAddressesMix()
    {
        VerbRun run;
        run.run({QStringLiteral("compare"), QStringLiteral("--json"), kept("upgrade.route-missing"),
                 address("upgrade.ok")});
        QCOMPARE(run.status, 1);
        const QJsonObject told =
            QJsonDocument::fromJson(run.out.data()).object().value(QLatin1String("comparison")).toObject();
        QCOMPARE(told.value(QLatin1String("outcomeDiffers")).toBool(), true);
        QCOMPARE(told.value(QLatin1String("left")).toObject().value(QLatin1String("verdict")).toString(),
                 QStringLiteral("fails"));
        QCOMPARE(told.value(QLatin1String("differences"))
                     .toArray()
                     .at(0)
                     .toObject()
                     .value(QLatin1String("weight"))
                     .toString(),
                 QStringLiteral("explains"));
    }

    void twoSessionsNeedNoServer()
    {
        const QString one = kept("upgrade.ok"), other = kept("upgrade.route-missing");
        VerbRun run;
        run.start({QStringLiteral("compare"), one, other});
        QCOMPARE(run.status, 1); // before the event loop turned
    }

    void refusesWhatItCannotCompare_data()
    {
        QTest::addColumn<QStringList>("operands");
        QTest::addColumn<QString>("complaint");
        QTest::newRow("none") << QStringList() << QStringLiteral("Two were expected");
        QTest::newRow("one") << QStringList{QStringLiteral("ws://localhost/")}
                             << QStringLiteral("Two were expected");
        QTest::newRow("three") << QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}
                               << QStringLiteral("Two were expected");
        QTest::newRow("no file") << QStringList{QStringLiteral("/nowhere/a.wirewise"),
                                                QStringLiteral("ws://localhost/")}
                                 << QStringLiteral("a.wirewise cannot be opened");
        QTest::newRow("bad option") << QStringList{QStringLiteral("--timeout"), QStringLiteral("soon"),
                                                   QStringLiteral("ws://a/"), QStringLiteral("ws://b/")}
                                    << QStringLiteral("timeout");
    }

    void refusesWhatItCannotCompare()
    {
        QFETCH(QStringList, operands);
        QFETCH(QString, complaint);
        VerbRun run;
        run.run(QStringList{QStringLiteral("compare")} + operands);
        QCOMPARE(run.status, 2);
        QVERIFY2(run.complaints().contains(complaint), qPrintable(run.complaints()));
        QVERIFY(run.printed().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCliCompare)
#include "test_cli_compare.moc"
