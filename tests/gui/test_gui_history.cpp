#include "gui/sessionmodel.h"
#include "gui/widgets/verdictbanner.h"
#include "gui/windowdriver.h"
#include "session/library.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeView>

using namespace wirewise;
using namespace wirewise::gui;
using diagnosis::Verdict;
using test::WindowDriver;

namespace {

struct Kept
{
    QString url;
    Verdict verdict = Verdict::Works;
    QByteArray finding = "upgrade.ok";
    int daysAgo = 1;
    QString notes;
    bool pinned = false;
};

QString keep(const WindowDriver &driver, const Kept &kept)
{
    observation::Observation observation;
    observation.typed = kept.url;
    observation.endpoint = observation::parseEndpoint(kept.url);
    observation.startedAt = QDateTime::currentDateTimeUtc().addDays(-kept.daysAgo);
    diagnosis::Diagnosis diagnosis;
    diagnosis.verdict = kept.verdict;
    diagnosis::Finding finding;
    finding.id = kept.finding;
    finding.title = QStringLiteral("As it was that day.");
    diagnosis.findings = {finding};
    const QString path =
        session::Library(driver.sessionsFolder()).pathForNew(QStringLiteral("host"), observation.startedAt);
    auto file = session::SessionFile::create(path);
    if (!file || !file->addCheck(observation, diagnosis) || !file->setNotes(kept.notes) ||
        !file->setPinned(kept.pinned))
        return {};
    return path;
}

} // namespace

class TestGuiHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void filterFindsByTerms_data();
    void filterFindsByTerms();
    void filterAnswersWithinAFrame();
    void changeOfVerdictIsSaid();
    void judgesAgain();
    void retentionMovesWhatItSaid();
    void retentionOnlyReminds();

private:
    QTemporaryDir m_home;
};

void TestGuiHistory::initTestCase()
{
    QVERIFY(m_home.isValid());
    qputenv("XDG_DATA_HOME", m_home.path().toUtf8()); // its trash
}

void TestGuiHistory::filterFindsByTerms_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("found");
    QTest::newRow("nothing") << QString() << 3;
    QTest::newRow("verdict") << QStringLiteral("verdict:fails") << 2;
    QTest::newRow("verdict and note") << QStringLiteral("verdict:fails note:anna") << 1;
    QTest::newRow("finding") << QStringLiteral("finding:origin") << 1;
    QTest::newRow("without") << QStringLiteral("-host:staging") << 1;
    QTest::newRow("yesterday") << QStringLiteral("date:yesterday") << 1;
    QTest::newRow("none") << QStringLiteral("host:elsewhere") << 0;
}

void TestGuiHistory::filterFindsByTerms()
{
    QFETCH(QString, typed);
    QFETCH(int, found);
    WindowDriver driver;
    keep(
        driver,
        {QStringLiteral("wss://staging.example/a"), Verdict::Fails, "upgrade.origin-rejected", 1, {}, false});
    keep(driver, {QStringLiteral("wss://staging.example/b"), Verdict::Fails, "tcp.refused", 3,
                  QStringLiteral("Ask Anna"), false});
    keep(driver, {QStringLiteral("wss://live.example/c"), Verdict::Works, "upgrade.ok", 40, {}, false});
    driver.window().workbench().desk().list();
    QTRY_COMPARE(driver.window().workbench().sessions().sessionCount(), 3);
    driver.find<QLineEdit>("sessionFilter")->setText(typed);
    const QAbstractItemModel *shown = driver.find<QTreeView>("sessionTree")->model();
    int rows = 0;
    for (int group = 0; group < shown->rowCount(); ++group)
        rows += shown->rowCount(shown->index(group, 0));
    QCOMPARE(rows, found);
    QCOMPARE(driver.find<QLabel>("noMatchLabel")->isVisibleTo(driver.find("sidebar")), found == 0);
}

void TestGuiHistory::filterAnswersWithinAFrame()
{
    SessionModel model;
    QList<session::SessionInfo> infos;
    for (int i = 0; i < 5000; ++i) {
        session::SessionInfo info;
        info.path = QString::number(i);
        info.url = QStringLiteral("wss://host%1.example/ws/%2").arg(i % 50).arg(i);
        info.summary = QStringLiteral("The server refuses the Origin https://panel.example.");
        info.findingId = "upgrade.origin-rejected";
        info.verdict = i % 3 ? Verdict::Fails : Verdict::Works;
        info.startedAt = QDateTime::currentDateTimeUtc().addSecs(-3600 * i);
        infos.append(info);
    }
    model.setSaved(infos);
    SessionFilter filter;
    filter.setSourceModel(&model);
    filter.setWords(QStringLiteral("x")); // the titles are looked up once
    qint64 slowest = 0;
    for (const char *words : {"verdict:fails host:host7", "origin", "nothing at all", "ws/49"}) {
        QElapsedTimer timer;
        timer.start();
        filter.setWords(QString::fromUtf8(words));
        int rows = 0; // asked for, as a view does
        for (int group = 0; group < filter.rowCount(); ++group)
            rows += filter.rowCount(filter.index(group, 0));
        QVERIFY(rows <= 5000);
        slowest = std::max(slowest, timer.elapsed());
    }
    qInfo("The slowest filter over 5,000 sessions took %lld ms.", static_cast<long long>(slowest));
    QVERIFY2(slowest < 1000, "a filter took a second");
}

void TestGuiHistory::changeOfVerdictIsSaid()
{
    WindowDriver driver;
    const QString address = driver.labAddress("upgrade.origin-rejected") + QStringLiteral("?a=1");
    const QString before = keep(driver, {address, Verdict::Works, "upgrade.ok", 1, {}, false});
    QVERIFY(!before.isEmpty());
    driver.window().workbench().desk().list();
    QTRY_COMPARE(driver.window().workbench().sessions().sessionCount(), 1);
    QVERIFY(!driver.find("changedButton"));
    driver.window().checkWith(address, {"--origin", "https://refused.example", "--proxy", "none"});
    QVERIFY(driver.waitForVerdict());
    QCOMPARE(driver.window().current()->diagnosis()->verdict, Verdict::Fails);
    QTRY_VERIFY(driver.find<QPushButton>("changedButton"));
    auto *changed = driver.find<QPushButton>("changedButton");
    QVERIFY2(changed->text().startsWith(QLatin1String("Worked yesterday ")), qPrintable(changed->text()));
    QTRY_VERIFY(changed->isVisible());
    changed->click();
    QTRY_VERIFY(driver.find("comparePage") && driver.find("comparePage")->isVisible());

    // The earlier one itself has nothing before it.
    driver.window().openFile(before);
    QTRY_VERIFY(driver.window().current() && driver.window().current()->path() == before);
    QTRY_VERIFY(!driver.find("changedButton"));
}

void TestGuiHistory::judgesAgain()
{
    WindowDriver driver;
    const QString path =
        keep(driver, {QStringLiteral("wss://staging.example/a"), Verdict::Works, "upgrade.ok", 1, {}, false});
    driver.window().openFile(path);
    QTRY_VERIFY(driver.window().current());
    QTRY_VERIFY(driver.window().actions()["judgeAgain"]->isEnabled());
    driver.trigger("judgeAgain");
    auto *then = driver.find<VerdictBanner>("judgedThenBanner");
    QVERIFY(then);
    QCOMPARE(then->content().title, QStringLiteral("As it was that day."));
    // No exchange was kept, so nothing can be decided of it today.
    QVERIFY(driver.find<VerdictBanner>("judgedNowBanner")->content().findingId != QByteArray("upgrade.ok"));
    QCOMPARE(driver.find<QLabel>("judgementSentence")->text(),
             QStringLiteral("Today’s rules give another verdict."));
    QCOMPARE(driver.window().current()->diagnosis()->verdict, Verdict::Works);
}

void TestGuiHistory::retentionMovesWhatItSaid()
{
    WindowDriver driver;
    const QString old =
        keep(driver, {QStringLiteral("wss://a/"), Verdict::Works, "upgrade.ok", 100, {}, false});
    const QString pinned =
        keep(driver, {QStringLiteral("wss://b/"), Verdict::Works, "upgrade.ok", 101, {}, true});
    const QString fresh =
        keep(driver, {QStringLiteral("wss://c/"), Verdict::Works, "upgrade.ok", 2, {}, false});
    driver.window().workbench().desk().list();
    QTRY_COMPARE(driver.window().workbench().sessions().sessionCount(), 3);
    driver.trigger("retention");
    QTRY_VERIFY(driver.find("retentionDialog"));
    auto *button = driver.find<QPushButton>("retentionTrashButton");
    auto *list = driver.find<QListWidget>("retentionList");
    QVERIFY(!button->isVisible());
    QVERIFY2(driver.find<QLabel>("retentionSentence")->text().endsWith(QLatin1String("None of them goes.")),
             qPrintable(driver.find<QLabel>("retentionSentence")->text()));
    driver.find<QSpinBox>("retentionDays")->setValue(30);
    QVERIFY(button->isVisible());
    QCOMPARE(list->count(), 1);
    QVERIFY(QFile::exists(old)); // a rule alone moves nothing
    button->click();
    QTRY_VERIFY(!QFile::exists(old));
    QVERIFY(QFile::exists(pinned) && QFile::exists(fresh));
    QTRY_COMPARE(driver.window().workbench().sessions().sessionCount(), 2);
    QTRY_COMPARE(list->count(), 0);
    QVERIFY(QFile::exists(m_home.filePath(QStringLiteral("Trash/files/")) + QFileInfo(old).fileName()));
}

void TestGuiHistory::retentionOnlyReminds()
{
    WindowDriver driver;
    const QString old =
        keep(driver, {QStringLiteral("wss://a/"), Verdict::Works, "upgrade.ok", 100, {}, false});
    driver.window().workbench().desk().list();
    QTRY_COMPARE(driver.window().workbench().sessions().sessionCount(), 1);
    driver.trigger("retention");
    QTRY_VERIFY(driver.find("retentionDialog"));
    driver.find<QSpinBox>("retentionDays")->setValue(30);
    driver.restart();
    QTRY_VERIFY2(driver.notice().contains(QLatin1String("may go by your rule")), qPrintable(driver.notice()));
    QVERIFY(QFile::exists(old));
}

QTEST_MAIN(TestGuiHistory)
#include "test_gui_history.moc"
