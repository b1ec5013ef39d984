#include "gui/commandpalette.h"
#include "gui/exchangetreemodel.h"
#include "gui/experimentmodel.h"
#include "gui/headermodel.h"
#include "gui/labmodel.h"
#include "gui/latestmessages.h"
#include "gui/messagestore.h"
#include "gui/sessionmodel.h"
#include "gui/startpage.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace wirewise;
using namespace wirewise::gui;

namespace {

session::SessionInfo info(const QString &path, const QString &url, int daysAgo, bool pinned = false)
{
    session::SessionInfo made;
    made.path = path;
    made.url = url;
    made.startedAt = QDateTime(QDate::currentDate().addDays(-daysAgo), QTime(12, 30)).toUTC();
    made.verdict = diagnosis::Verdict::Fails;
    made.summary = QStringLiteral("Nothing listens on localhost:8000.");
    made.findingId = "tcp.refused";
    made.pinned = pinned;
    return made;
}

observation::Exchange anExchange(const QByteArray &name, observation::ProbeKind kind,
                                 const QByteArray &received)
{
    observation::Exchange exchange;
    exchange.probe.name = name;
    exchange.probe.kind = kind;
    exchange.outcome = observation::Outcome::Answered;
    exchange.sent = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    exchange.received = received;
    exchange.readResponse();
    return exchange;
}

observation::Message aMessage(qint64 number, const QByteArray &payload,
                              wire::Opcode opcode = wire::Opcode::Text)
{
    observation::Message message;
    message.number = number;
    message.payload = payload;
    message.opcode = opcode;
    return message;
}

const QByteArray NotFound = "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno";

} // namespace

class TestGuiModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sessionsAreGroupedByDate();
    void sessionsChangeInPlace();
    void runningSessionsSurviveAListing();
    void filterKeepsGroupsOfWhatMatches();
    void titleAndHostComeFromTheAddress_data();
    void titleAndHostComeFromTheAddress();
    void experimentsTellWhatHelps();
    void experimentsThatWereNotTriedSayWhy();
    void exchangeTreeFollowsAnObservation();
    void headersGrowAtTheirEnd();
    void labShowsEveryScenario();
    void paletteRanksStartsOfWords();
    void paletteListsShortcuts();
    void latestMessagesAreThoseThatCameLast();
    void latestMessagesStaySmall();
    void messageStoreAsksForWhatIsMissing();
    void messageStoreStaysSmall();
    void messageStoreFindsCloses();
};

void TestGuiModels::sessionsAreGroupedByDate()
{
    SessionModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSaved({info(QStringLiteral("/a"), QStringLiteral("ws://a/"), 0),
                    info(QStringLiteral("/b"), QStringLiteral("ws://b/"), 1),
                    info(QStringLiteral("/c"), QStringLiteral("ws://c/"), 5),
                    info(QStringLiteral("/d"), QStringLiteral("ws://d/"), 40),
                    info(QStringLiteral("/e"), QStringLiteral("ws://e/"), 40, true)});
    QStringList groups;
    for (int row = 0; row < model.rowCount(); ++row)
        groups << model.index(row, 0).data().toString();
    QCOMPARE(groups,
             QStringList({QStringLiteral("Pinned"), QStringLiteral("Today"), QStringLiteral("Yesterday"),
                          QStringLiteral("Last week"), QStringLiteral("Older")}));
    QCOMPARE(model.indexOf(QStringLiteral("/c")).parent().data().toString(), QStringLiteral("Last week"));
    QVERIFY(!model.indexOf(QStringLiteral("/none")).isValid());
}

void TestGuiModels::sessionsChangeInPlace()
{
    SessionModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    RecentModel recent(&model);
    QAbstractItemModelTester recentTester(&recent, QAbstractItemModelTester::FailureReportingMode::QtTest);
    session::SessionInfo one = info(QStringLiteral("/a"), QStringLiteral("ws://a/x"), 0);
    model.put({one, SessionEntry::Activity::Running});
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    one.summary = QStringLiteral("Other");
    model.put({one, SessionEntry::Activity::Saved});
    QCOMPARE(resets.count(), 0);
    QCOMPARE(model.indexOf(QStringLiteral("/a")).data(SessionModel::SummaryRole).toString(),
             QStringLiteral("Other"));
    QCOMPARE(recent.rowCount(), 1);
    QCOMPARE(recent.index(0).data(SessionModel::PathRole).toString(), QStringLiteral("/a"));
    model.remove(QStringLiteral("/a"));
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(recent.rowCount(), 0);
}

void TestGuiModels::runningSessionsSurviveAListing()
{
    SessionModel model;
    model.put(
        {info(QStringLiteral("/running"), QStringLiteral("ws://a/"), 0), SessionEntry::Activity::Running});
    model.setSaved({info(QStringLiteral("/old"), QStringLiteral("ws://b/"), 3),
                    info(QStringLiteral("/running"), QStringLiteral("ws://a/"), 0)});
    QCOMPARE(model.sessionCount(), 2);
    QCOMPARE(model.indexOf(QStringLiteral("/running")).data(SessionModel::ActivityRole).toInt(),
             static_cast<int>(SessionEntry::Activity::Running));
}

void TestGuiModels::filterKeepsGroupsOfWhatMatches()
{
    SessionModel model;
    SessionFilter filter;
    filter.setSourceModel(&model);
    QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSaved({info(QStringLiteral("/a"), QStringLiteral("ws://one/x"), 0),
                    info(QStringLiteral("/b"), QStringLiteral("ws://two/x"), 1)});
    filter.setWords(QStringLiteral("TWO refused"));
    QCOMPARE(filter.rowCount(), 1);
    QCOMPARE(filter.rowCount(filter.index(0, 0)), 1);
    filter.setWords(QStringLiteral("nowhere"));
    QCOMPARE(filter.rowCount(), 0);
    filter.setWords({});
    QCOMPARE(filter.rowCount(), 2);
}

void TestGuiModels::titleAndHostComeFromTheAddress_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("host");
    QTest::newRow("path") << "wss://a.example/ws/x?y=1"
                          << "/ws/x?y=1"
                          << "a.example";
    QTest::newRow("port") << "ws://localhost:8000/"
                          << "/"
                          << "localhost:8000";
    QTest::newRow("no path") << "ws://localhost"
                             << "/"
                             << "localhost";
    QTest::newRow("query only") << "ws://a.example?x=1"
                                << "/"
                                << "a.example";
    QTest::newRow("no address") << "what is this"
                                << "what is this"
                                << "";
}

void TestGuiModels::titleAndHostComeFromTheAddress()
{
    QFETCH(QString, url);
    const session::SessionInfo one = info(QStringLiteral("/a"), url, 0);
    QTEST(sessionTitle(one), "title");
    QTEST(sessionHost(one), "host");
}

void TestGuiModels::experimentsTellWhatHelps()
{
    ExperimentModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    observation::Observation observation;
    observation.exchanges.append(anExchange("upgrade", observation::ProbeKind::Upgrade, NotFound));
    observation::ExperimentResult same;
    same.experiment.id = "trailing-slash";
    same.experiment.change = QStringLiteral("Path with a trailing slash");
    same.exchange = anExchange("trailing-slash", observation::ProbeKind::Upgrade, NotFound);
    observation::ExperimentResult helping = same;
    helping.experiment.id = "without-origin";
    helping.exchange =
        anExchange("without-origin", observation::ProbeKind::Upgrade, "HTTP/1.1 101 Yes\r\n\r\n");
    helping.helps = true;
    observation.experiments = {same, helping};
    diagnosis::Diagnosis diagnosis;
    diagnosis.verdict = diagnosis::Verdict::Fails;
    diagnosis.findings.append(diagnosis::Finding{});
    diagnosis.findings.first().evidence = {{}, {}};
    diagnosis.findings.first().evidence[1].probe = "without-origin";
    model.show(observation, diagnosis);
    QCOMPARE(model.rowCount(), 2);
    // What helps comes first.
    QCOMPARE(model.index(0, ExperimentModel::AnswerColumn).data().toString(), QStringLiteral("101"));
    QCOMPARE(model.index(0, ExperimentModel::HelpsColumn).data().toString(), QStringLiteral("yes"));
    QCOMPARE(model.index(0, 0).data(ExperimentModel::EvidenceRole).toInt(), 2);
    QCOMPARE(model.index(1, ExperimentModel::BodyColumn).data().toString(), QStringLiteral("same 2 bytes"));
    QCOMPARE(model.index(1, ExperimentModel::HelpsColumn).data().toString(), QStringLiteral("no"));
    QVERIFY2(model.summary().startsWith(QStringLiteral("2 ")), qPrintable(model.summary()));
}

void TestGuiModels::experimentsThatWereNotTriedSayWhy()
{
    ExperimentModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    observation::Observation observation;
    observation.skipped.append(
        {"direct", QStringLiteral("Straight to the container"), QStringLiteral("no address")});
    diagnosis::Diagnosis diagnosis;
    diagnosis.verdict = diagnosis::Verdict::Fails;
    model.show(observation, diagnosis);
    QCOMPARE(model.index(0, ExperimentModel::AnswerColumn).data().toString(), QStringLiteral("not tried"));
    QCOMPARE(model.index(0, ExperimentModel::BodyColumn).data().toString(), QStringLiteral("no address"));
    QVERIFY(!model.index(0, 0).flags().testFlag(Qt::ItemIsSelectable));
}

void TestGuiModels::exchangeTreeFollowsAnObservation()
{
    ExchangeTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    observation::Observation observation;
    observation.exchanges.append(anExchange("get", observation::ProbeKind::Get, {}));
    observation.exchanges.first().outcome = observation::Outcome::Running;
    model.show(observation);
    QCOMPARE(model.rowCount(), 1);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    observation.exchanges.first() = anExchange("get", observation::ProbeKind::Get, NotFound);
    model.show(observation);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(model.indexOf("get").data(ExchangeTreeModel::AnswerRole).toString(), QStringLiteral("404"));
    observation.session.emplace();
    observation.session->messages = {aMessage(1, "hello"),
                                     aMessage(2, QByteArray("\x03\xe8", 2), wire::Opcode::Close)};
    model.show(observation);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, 0, model.index(1, 0)).data().toString(), QStringLiteral("Close 1000"));
}

void TestGuiModels::headersGrowAtTheirEnd()
{
    HeaderModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.setData(model.index(0, HeaderModel::NameColumn), QStringLiteral("X-One: 1"), Qt::EditRole));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.headers().constFirst(), (HeaderLine{true, QStringLiteral("X-One"), QStringLiteral("1")}));
    QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!model.headers().constFirst().on);
    QVERIFY(model.setData(model.index(0, HeaderModel::ValueColumn), QString(), Qt::EditRole));
    QVERIFY(model.setData(model.index(0, HeaderModel::NameColumn), QString(), Qt::EditRole));
    QCOMPARE(model.rowCount(), 1);
}

void TestGuiModels::labShowsEveryScenario()
{
    LabModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    int rows = 0;
    for (int section = 0; section < model.rowCount(); ++section)
        rows += model.rowCount(model.index(section, 0));
    QCOMPARE(rows, static_cast<int>(lab::scenarios().size()));
    const QByteArray id = lab::scenarios().constFirst().id;
    model.setSeen({id});
    QCOMPARE(model.indexOf(id).siblingAtColumn(LabModel::SeenColumn).data().toString(),
             QStringLiteral("seen"));
}

void TestGuiModels::paletteRanksStartsOfWords()
{
    PaletteItem inside, start;
    inside.title = QStringLiteral("Forehead");
    start.title = QStringLiteral("Show the HEAD probe");
    const QList<PaletteItem> found = matchingItems({inside, start}, QStringLiteral("head"));
    QCOMPARE(found.size(), 3); // with the heading
    QCOMPARE(found.at(1).title, start.title);
    QVERIFY(matchingItems({inside, start}, QStringLiteral("head zebra")).isEmpty());
    PaletteModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setItems(found);
    QVERIFY(!model.index(0).flags().testFlag(Qt::ItemIsSelectable));
}

void TestGuiModels::paletteListsShortcuts()
{
    PaletteItem without, with;
    without.title = QStringLiteral("Without");
    with.title = QStringLiteral("With");
    with.keys = QStringLiteral("F5");
    const QList<PaletteItem> found = matchingItems({without, with}, QStringLiteral("?"));
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.at(1).title, with.title);
}

/// However they come: one by one, in portions, or more at once than are wanted.
void TestGuiModels::latestMessagesAreThoseThatCameLast()
{
    for (const int portion : {1, 3, 7, 100}) {
        LatestMessages latest(10, 1000);
        QList<observation::Message> all;
        for (int round = 0; round < 60; ++round) {
            QList<observation::Message> came;
            for (int i = 0; i < portion; ++i) {
                const qint64 number = all.size() + came.size() + 1;
                came.append(aMessage(number, "message " + QByteArray::number(number)));
            }
            came.last().frames = 2;
            came.last().fragments = {{observation::Duration(1), 5, 3}, {observation::Duration(2), 9, 7}};
            all += came;
            observation::MessageViews views;
            for (const observation::Message &message : came)
                views.append(viewOf(message));
            latest.add(views);
            if (round % 20 != 19)
                continue;
            QCOMPARE(latest.take(), all.last(qMin<qsizetype>(10, all.size())));
            QVERIFY(latest.take().isEmpty());
        }
    }
}

void TestGuiModels::latestMessagesStaySmall()
{
    const observation::Message large = aMessage(1, QByteArray(600, 'x'));
    observation::Message cut = aMessage(2, "x");
    cut.fragments.fill({}, 100);
    for (const observation::Message &message : {large, cut}) {
        LatestMessages latest(10, 1000);
        for (int i = 0; i < 5; ++i)
            latest.add({viewOf(message), viewOf(message), viewOf(message)});
        QCOMPARE(latest.take(), QList<observation::Message>{message});
        // Where nobody else keeps them, all stay.
        latest.setBounded(false);
        for (int i = 0; i < 5; ++i)
            latest.add({viewOf(message), viewOf(message), viewOf(message)});
        QCOMPARE(latest.take().size(), 15);
    }
}

void TestGuiModels::messageStoreAsksForWhatIsMissing()
{
    MessageStore store;
    QSignalSpy wanted(&store, &MessageStore::wanted);
    store.append({aMessage(300, "last")}, 300);
    QCOMPARE(store.count(), 300);
    QCOMPARE(store.fetch(299, 1).size(), 1);
    QCOMPARE(wanted.count(), 0);
    QVERIFY(store.fetch(0, 10).isEmpty());
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.at(0).at(0).toLongLong(), 1);
    QSignalSpy loaded(&store, &MessagePages::loaded);
    QList<observation::Message> page;
    for (qint64 number = 1; number <= MessageStore::PageSize; ++number)
        page.append(aMessage(number, "m"));
    store.supply(1, page);
    QCOMPARE(loaded.count(), 1);
    QCOMPARE(store.fetch(0, 10).size(), 10);
    QVERIFY(store.fetch(-5, 2).isEmpty());
    QVERIFY(store.fetch(400, 2).isEmpty());
}

void TestGuiModels::messageStoreStaysSmall()
{
    MessageStore store;
    const QByteArray large(1024 * 1024, 'x');
    // Pages far apart, each with a megabyte: only those that fit are kept.
    for (qint64 page = 0; page < 100; ++page)
        store.append({aMessage(page * MessageStore::PageSize + 1, large)}, page * MessageStore::PageSize + 1);
    int kept = 0;
    for (qint64 page = 0; page < 100; ++page)
        kept += store.fetch(page * MessageStore::PageSize, 1).isEmpty() ? 0 : 1;
    QVERIFY2(kept >= 1 && kept * large.size() <= MessageStore::KeptBytes, qPrintable(QString::number(kept)));
    QVERIFY(!store.fetch(99 * MessageStore::PageSize, 1).isEmpty());
}

void TestGuiModels::messageStoreFindsCloses()
{
    MessageStore store;
    QSignalSpy grown(&store, &MessagePages::grown);
    store.append({aMessage(1, "a"), aMessage(2, QByteArray("\x03\xe8", 2), wire::Opcode::Close)}, 2);
    QCOMPARE(grown.count(), 1);
    QCOMPARE(store.closes(), QList<qint64>{1});
}

QTEST_MAIN(TestGuiModels)
#include "test_gui_models.moc"
