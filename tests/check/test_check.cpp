#include "check/check.h"
#include "probe/connection.h"
#include "probe/peer.h"
#include "probe/probing.h"
#include "wire/conversation.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace wirewise;
using namespace wirewise::testing;
using namespace std::chrono_literals;
using check::Check;
using diagnosis::ExperimentPlan;
using observation::Experiment;
using observation::Observation;
using observation::Outcome;
using observation::ProbeKind;
using observation::SessionFacts;
using observation::Settings;
using wire::Conversation;

namespace {

/// Answers HEAD and GET with 404 and opens upgrades, whose events go to the test.
class Service
{
public:
    using OnEvent = std::function<void(QTcpSocket *, Conversation &, const wire::ConversationEvent &)>;
    explicit Service(OnEvent onEvent = {})
        : m_onEvent(std::move(onEvent))
        , m_peer([this](QTcpSocket *socket, const QByteArray &bytes) { onBytes(socket, bytes); },
                 [this](QTcpSocket *socket) { m_sessions.erase(socket); })
    {
    }
    [[nodiscard]] const Peer &peer() const { return m_peer; }
    [[nodiscard]] QString url() const { return m_peer.url(); }
    int pings = 0;
    QList<QByteArray> texts;
    QList<quint16> closes;

private:
    struct Session
    {
        Conversation conversation{Conversation::Role::Server};
        qsizetype read = 0;
    };
    void onBytes(QTcpSocket *socket, const QByteArray &bytes)
    {
        if (!Peer::isWhole(bytes))
            return;
        if (!isUpgrade(bytes)) {
            socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        Session &session = m_sessions[socket];
        if (session.read == 0) {
            socket->write(switchingAnswer(bytes));
            session.read = bytes.indexOf("\r\n\r\n") + 4;
        }
        session.conversation.receive(bytes.mid(session.read));
        session.read = bytes.size();
        while (const auto event = session.conversation.next())
            onEvent(socket, session.conversation, *event);
        socket->write(session.conversation.takeOutgoing());
        if (session.conversation.isFinished())
            socket->disconnectFromHost();
    }
    void onEvent(QTcpSocket *socket, Conversation &conversation, const wire::ConversationEvent &event)
    {
        if (std::holds_alternative<wire::PingReceived>(event))
            ++pings;
        if (const auto *message = std::get_if<wire::MessageReceived>(&event))
            texts.append(message->payload);
        if (const auto *close = std::get_if<wire::CloseReceived>(&event))
            closes.append(close->code.value_or(0));
        if (m_onEvent)
            m_onEvent(socket, conversation, event);
    }

    OnEvent m_onEvent;
    std::map<QTcpSocket *, Session> m_sessions;
    Peer m_peer;
};

Settings quick()
{
    Settings settings;
    settings.listen = 50ms;
    settings.experiments = false;
    return settings;
}

struct Result
{
    Observation observation;
    diagnosis::Diagnosis diagnosis;
    bool finished = false;
};

Result runCheck(const QString &url, const Settings &settings, const Check::Planner &planner = {})
{
    Check check(url, settings);
    if (planner)
        check.setPlanner(planner);
    Result result;
    QObject::connect(&check, &Check::finished, &check,
                     [&](const Observation &seen, const diagnosis::Diagnosis &judged) {
                         result = {seen, judged, true};
                     });
    QSignalSpy finished(&check, &Check::finished);
    check.start();
    finished.wait(30000);
    return result;
}

/// The check's own upgrade under another name.
Experiment anExperiment(const Observation &observation, const QByteArray &id)
{
    Experiment experiment;
    experiment.id = id;
    experiment.change = QString::fromLatin1(id);
    experiment.probe = {id, ProbeKind::Upgrade, *observation.endpoint.endpoint, observation.settings};
    return experiment;
}

} // namespace

class TestCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void upgradeGoesFirst();
    void sequentialHasOneConnection();
    void onlyWhatWasAskedFor();
    void aRoundIsAwaitedAfterAnUpgradeThatIsLeftAtOnce();
    void invalidAddressIsJudged();
    void sessionIsWatched();
    void listenZeroLeavesAtOnce();
    void watchEndsWithTheConnection();
    void keptConnectionStaysOpen();
    void keptConnectionMayGoEarly();
    void stopWhileProbing();
    void stopWhileWatching();
    void skipOneProbe();
    void timeLimitTakenInWhileRunning();
    void experimentsRunInRounds();
    void experimentsAreBounded();
    void endlessBodiesAreCut();
    void experimentWatchesWithPings();
    void experimentsShareOneLimit();
    void credentialsAreWithheld();
    void stopWhileExperimenting();
    void destroyedByItsListener_data();
    void destroyedByItsListener();
    void destroyedWhileRunning();
    void stagesComeInOrder();
};

void TestCheck::upgradeGoesFirst()
{
    const Service service;
    const Result result = runCheck(service.url(), quick());
    QVERIFY(result.finished);
    QCOMPARE(service.peer().requests().size(), 3);
    QVERIFY(isUpgrade(service.peer().requests().at(0)));
    QCOMPARE(service.peer().mostAtOnce(), 3);
    QCOMPARE(result.observation.exchanges.size(), 3);
    QCOMPARE(result.observation.exchanges.at(0).name(), QByteArray("head"));
    QCOMPARE(result.observation.exchanges.at(1).name(), QByteArray("get"));
    QCOMPARE(result.observation.exchanges.at(2).name(), QByteArray("upgrade"));
    QCOMPARE(result.observation.exchange(ProbeKind::Head)->status(), 404);
    QVERIFY(result.observation.exchange(ProbeKind::Upgrade)->upgraded());
    QVERIFY(result.observation.startedAt.isValid());
    QVERIFY(result.observation.took.count() > 0);
    QVERIFY(!result.observation.stopped);
    QVERIFY(!result.diagnosis.findings.isEmpty());
}

void TestCheck::sequentialHasOneConnection()
{
    Settings settings = quick();
    settings.sequential = true;
    const Service service;
    const Result result = runCheck(service.url(), settings);
    QCOMPARE(service.peer().requests().size(), 3);
    QVERIFY(isUpgrade(service.peer().requests().at(0)));
    QVERIFY(service.peer().requests().at(1).startsWith("GET"));
    QVERIFY(service.peer().requests().at(2).startsWith("HEAD"));
    QCOMPARE(service.peer().mostAtOnce(), 1);
    QVERIFY(result.observation.session);
}

void TestCheck::onlyWhatWasAskedFor()
{
    Settings settings = quick();
    settings.probes = {ProbeKind::Get};
    const Service service;
    const Result result = runCheck(service.url(), settings);
    QCOMPARE(service.peer().connections(), 1);
    QCOMPARE(result.observation.exchanges.size(), 1);
    QVERIFY(!result.observation.session);
}

/// The probe and the watching end in the same moment there.
void TestCheck::aRoundIsAwaitedAfterAnUpgradeThatIsLeftAtOnce()
{
    Settings settings = quick();
    settings.probes = {ProbeKind::Upgrade};
    settings.listen = 0ms;
    settings.experiments = true;
    const Service service;
    const Result result = runCheck(service.url(), settings, [](const Observation &seen) {
        return ExperimentPlan{{anExperiment(seen, "one"), anExperiment(seen, "two")}, {}};
    });
    QVERIFY(result.finished);
    QCOMPARE(result.observation.experiments.size(), 2);
    QCOMPARE(service.peer().connections(), 3);
}

void TestCheck::invalidAddressIsJudged()
{
    const Result result = runCheck(QStringLiteral("ws://host:99999/"), {});
    QVERIFY(result.finished);
    QVERIFY(!result.observation.endpoint.endpoint);
    QVERIFY(result.observation.exchanges.isEmpty());
    QCOMPARE(result.diagnosis.findings.value(0).id, QByteArray("url.invalid"));
}

void TestCheck::sessionIsWatched()
{
    Settings settings = quick();
    settings.send = {"one", "two"};
    const Service service([](QTcpSocket *, Conversation &conversation, const wire::ConversationEvent &event) {
        if (const auto *message = std::get_if<wire::MessageReceived>(&event))
            conversation.sendText("echo " + message->payload);
    });
    const Result result = runCheck(service.url(), settings);
    QVERIFY(result.observation.session);
    const SessionFacts &facts = *result.observation.session;
    QVERIFY(facts.opened);
    QVERIFY(facts.pongReceived);
    QCOMPARE(facts.messageCount, 2);
    QCOMPARE(facts.closeBy, SessionFacts::CloseBy::Us);
    QCOMPARE(facts.closeCode, std::optional<quint16>(1000));
    QVERIFY(facts.watched >= 50ms);
    QCOMPARE(service.texts, (QList<QByteArray>{"one", "two"}));
    QCOMPARE(service.pings, 1);
    QCOMPARE(service.closes, QList<quint16>{1000});
}

void TestCheck::listenZeroLeavesAtOnce()
{
    Settings settings = quick();
    settings.listen = 0ms;
    const Service service;
    const Result result = runCheck(service.url(), settings);
    QVERIFY(result.observation.session && result.observation.session->opened);
    QTRY_COMPARE(service.closes, QList<quint16>{1000});
    QTRY_COMPARE(service.peer().open(), 0);
    QCOMPARE(service.pings, 0);
}

void TestCheck::watchEndsWithTheConnection()
{
    Settings settings = quick();
    settings.listen = 60s;
    const Service service([](QTcpSocket *, Conversation &conversation, const wire::ConversationEvent &event) {
        if (std::holds_alternative<wire::PingReceived>(event))
            conversation.close(1011, "failed");
    });
    const Result result = runCheck(service.url(), settings);
    QVERIFY(result.finished);
    QCOMPARE(result.observation.session->closeBy, SessionFacts::CloseBy::Peer);
    QCOMPARE(result.observation.session->closeCode, std::optional<quint16>(1011));
    QCOMPARE(result.observation.session->closeReason, QByteArray("failed"));
}

void TestCheck::keptConnectionStaysOpen()
{
    const Service service;
    Check check(service.url(), quick());
    check.setKeepConnection(true);
    QSignalSpy opened(&check, &Check::connectionOpened);
    QSignalSpy finished(&check, &Check::finished);
    check.start();
    QVERIFY(opened.wait());
    const auto connection = check.takeConnection();
    QVERIFY(connection);
    QVERIFY(!check.takeConnection());
    QVERIFY(finished.wait());
    QVERIFY(connection->isOpen());
    const SessionFacts &facts = *check.observation().session;
    QCOMPARE(facts.closeBy, SessionFacts::CloseBy::Nobody);
    QVERIFY(facts.pongReceived);
    connection->sendText("still here");
    QTRY_COMPARE(service.texts, QList<QByteArray>{"still here"});
}

void TestCheck::keptConnectionMayGoEarly()
{
    const Service service;
    Settings settings = quick();
    settings.listen = 60s;
    Check check(service.url(), settings);
    check.setKeepConnection(true);
    connect(&check, &Check::connectionOpened, this, [&] { check.takeConnection().reset(); });
    QSignalSpy finished(&check, &Check::finished);
    check.start();
    QVERIFY(finished.wait());
    QVERIFY(check.observation().session);
}

void TestCheck::stopWhileProbing()
{
    const Peer silent;
    Check check(silent.url(), quick());
    QSignalSpy finished(&check, &Check::finished);
    check.start();
    QTRY_COMPARE(silent.requests().size(), 3);
    check.stop();
    QCoreApplication::processEvents(); // waits for nobody
    QCOMPARE(finished.size(), 1);
    QVERIFY(check.observation().stopped);
    for (const auto &exchange : check.observation().exchanges)
        QCOMPARE(exchange.outcome, Outcome::Stopped);
    const auto judged = finished.at(0).at(1).value<diagnosis::Diagnosis>();
    QCOMPARE(judged.verdict, diagnosis::Verdict::NotChecked);
    QTRY_COMPARE(silent.open(), 0);
    check.stop();
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 1);
}

void TestCheck::stopWhileWatching()
{
    const Service service;
    Settings settings = quick();
    settings.listen = 60s;
    Check check(service.url(), settings);
    QSignalSpy finished(&check, &Check::finished);
    check.start();
    QTRY_COMPARE(check.stage(), Check::Stage::Watching);
    check.stop();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!check.observation().stopped); // all probes had ended
    QVERIFY(check.observation().session);
    QTRY_COMPARE(service.peer().open(), 0);
}

void TestCheck::skipOneProbe()
{
    const Peer silent;
    Check check(silent.url(), quick());
    QSignalSpy finished(&check, &Check::finished);
    check.start();
    QTRY_COMPARE(silent.requests().size(), 3);
    check.skipProbe("head");
    check.skipProbe("unknown");
    QCOMPARE(check.observation().exchange(ProbeKind::Head)->outcome, Outcome::Stopped);
    QCOMPARE(finished.size(), 0);
    check.skipProbe("get");
    check.skipProbe("upgrade");
    QTRY_COMPARE(finished.size(), 1);
}

void TestCheck::timeLimitTakenInWhileRunning()
{
    const Peer silent;
    Settings settings = quick();
    settings.timeout = 60s;
    Check check(silent.url(), settings);
    QSignalSpy finished(&check, &Check::finished);
    check.start();
    QTRY_COMPARE(silent.requests().size(), 3);
    check.setTimeout(20ms);
    QVERIFY(finished.wait());
    QCOMPARE(check.observation().exchange(ProbeKind::Upgrade)->outcome, Outcome::TimedOut);
}

void TestCheck::experimentsRunInRounds()
{
    Settings settings = quick();
    settings.experiments = true;
    settings.origin = "https://wrong.example";
    const Peer peer([](QTcpSocket *socket, const QByteArray &bytes) {
        if (!Peer::isWhole(bytes))
            return;
        const bool welcome = isUpgrade(bytes) && !bytes.contains("Origin:");
        socket->write(welcome ? switchingAnswer(bytes)
                              : "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    });
    int rounds = 0;
    const auto planner = [&](const Observation &seen) {
        ExperimentPlan plan;
        ++rounds;
        if (rounds == 1) {
            Experiment change = anExperiment(seen, "without-origin");
            change.probe.settings.origin.reset();
            Experiment control = change;
            control.id = control.probe.name = "control";
            control.role = Experiment::Role::Control;
            plan.run = {change, control};
            plan.skip = {{"skipped", QStringLiteral("change"), QStringLiteral("why")}};
        } else if (rounds == 2 && seen.experiment("without-origin")) {
            plan.run = {anExperiment(seen, "again"), anExperiment(seen, "control")};
            plan.skip = {{"skipped", QStringLiteral("change"), QStringLiteral("why")}};
        }
        return plan;
    };
    const Result result = runCheck(peer.url(), settings, planner);
    QCOMPARE(rounds, 3);
    QCOMPARE(result.observation.experiments.size(), 3); // the control is not run twice
    QVERIFY(result.observation.experiment("without-origin")->helps);
    QVERIFY(!result.observation.experiment("control")->helps);
    QVERIFY(result.observation.experiment("control")->exchange.upgraded());
    QVERIFY(!result.observation.experiment("again")->helps);
    QCOMPARE(result.observation.skipped.size(), 1);
    QCOMPARE(peer.connections(), 6);
}

void TestCheck::experimentsAreBounded()
{
    Settings settings = quick();
    settings.experiments = true;
    const Peer peer([](QTcpSocket *socket, const QByteArray &) {
        socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    });
    int next = 0;
    const auto planner = [&](const Observation &seen) {
        ExperimentPlan plan;
        for (int i = 0; i < 10; ++i)
            plan.run.append(anExperiment(seen, "experiment-" + QByteArray::number(++next)));
        return plan;
    };
    const Result result = runCheck(peer.url(), settings, planner);
    QVERIFY(result.finished);
    QCOMPARE(peer.connections(), diagnosis::MaximumConnections);
    QVERIFY(peer.mostAtOnce() <= 6);
}

/// Twenty bodies without an end are no way to fill the memory; each says that it was cut.
void TestCheck::endlessBodiesAreCut()
{
    Settings settings = quick();
    settings.experiments = true;
    settings.timeout = 20s;
    const QByteArray body(4 * 1024 * 1024, 'x');
    const Peer peer([&](QTcpSocket *socket, const QByteArray &bytes) {
        if (Peer::isWhole(bytes))
            socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 99999999999\r\n\r\n" + body);
    });
    const auto planner = [](const Observation &seen) {
        ExperimentPlan plan;
        if (seen.experiments.isEmpty())
            plan.run.append(anExperiment(seen, "experiment"));
        return plan;
    };
    const Result result = runCheck(peer.url(), settings, planner);
    QVERIFY(result.finished);
    const observation::Exchange &upgrade = *result.observation.exchange(ProbeKind::Upgrade);
    QVERIFY(upgrade.cut);
    QCOMPARE(upgrade.end, observation::StreamEnd::LimitReached);
    QVERIFY(upgrade.received.size() < 2 * 1024 * 1024);
    QCOMPARE(result.observation.experiments.size(), 1);
    const observation::Exchange &experiment = result.observation.experiments.constFirst().exchange;
    QVERIFY(experiment.cut);
    QVERIFY(experiment.response->body.size() >= 256 * 1024);
    QVERIFY(experiment.received.size() < 512 * 1024);
}

void TestCheck::experimentWatchesWithPings()
{
    Settings settings = quick();
    settings.experiments = true;
    settings.send = {"hello"};
    Service service;
    const auto planner = [](const Observation &seen) {
        ExperimentPlan plan;
        Experiment experiment = anExperiment(seen, "with-pings");
        experiment.watch = 200ms;
        experiment.pingEvery = 20ms;
        plan.run = {experiment};
        return plan;
    };
    const Result result = runCheck(service.url(), settings, planner);
    const auto *experiment = result.observation.experiment("with-pings");
    QVERIFY(experiment && experiment->session);
    QVERIFY(experiment->session->watched >= 200ms);
    QVERIFY(!experiment->helps); // the upgrade itself worked
    QVERIFY(service.pings >= 4); // one of the check's own
    QCOMPARE(service.texts.size(), 2);
}

void TestCheck::experimentsShareOneLimit()
{
    Settings settings = quick();
    settings.experiments = true;
    settings.timeout = 600ms;
    const Peer silent;
    int rounds = 0;
    const auto planner = [&](const Observation &seen) {
        ExperimentPlan plan;
        ++rounds;
        for (int i = 0; i < 6; ++i)
            plan.run.append(anExperiment(seen, QByteArray::number(rounds) + '-' + QByteArray::number(i)));
        return plan;
    };
    const Result result = runCheck(silent.url(), settings, planner);
    QVERIFY(result.finished);
    // The probes and one round take the first limit each, the second one's rest is not enough for a third.
    QVERIFY(!result.observation.experiment("3-0"));
    QVERIFY(!result.observation.skipped.isEmpty());
}

void TestCheck::credentialsAreWithheld()
{
    const QTemporaryDir directory;
    const Certificate root = makeAuthority("Root");
    TlsPeer peer({.chain = {makeCertificate({.alternativeNames = "IP:127.0.0.1"}, &root)}},
                 [](const QByteArray &) {
                     return QByteArray("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
                 });
    Settings settings = quick();
    settings.experiments = true;
    settings.timeout = 1s; // a TLS server does not answer clear text
    settings.caFile = writtenTo(directory, root.pem());
    settings.headers = {{"Authorization", "Bearer secret"}};
    const Peer elsewhere;
    const auto planner = [&](const Observation &seen) {
        ExperimentPlan plan;
        if (!seen.experiments.isEmpty())
            return plan;
        Experiment clear = anExperiment(seen, "clear");
        clear.probe.endpoint.secure = false;
        Experiment unverified = anExperiment(seen, "unverified");
        unverified.probe.settings.insecure = true;
        Experiment moved = anExperiment(seen, "moved");
        moved.probe.endpoint.port = elsewhere.port();
        Experiment harmless = anExperiment(seen, "harmless");
        harmless.probe.endpoint.secure = false;
        harmless.probe.settings.headers.clear();
        plan.run = {clear, unverified, moved, harmless};
        return plan;
    };
    const Result result = runCheck(peer.url(QStringLiteral("wss")), settings, planner);
    for (const char *id : {"clear", "unverified", "moved"}) {
        QCOMPARE(result.observation.experiment(id)->exchange.outcome, Outcome::Withheld);
        QVERIFY(result.observation.experiment(id)->exchange.sent.isEmpty());
    }
    QVERIFY(result.observation.experiment("harmless")->exchange.outcome != Outcome::Withheld);
    QCOMPARE(elsewhere.connections(), 0);
}

void TestCheck::stopWhileExperimenting()
{
    Settings settings = quick();
    settings.experiments = true;
    int answered = 0;
    const Peer peer([&](QTcpSocket *socket, const QByteArray &) {
        if (++answered <= 3)
            socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    });
    Check check(peer.url(), settings);
    check.setPlanner([](const Observation &seen) {
        ExperimentPlan plan;
        for (int i = 0; i < 8; ++i)
            plan.run.append(anExperiment(seen, "experiment-" + QByteArray::number(i)));
        return plan;
    });
    QSignalSpy finished(&check, &Check::finished);
    check.start();
    QTRY_COMPARE(peer.requests().size(), 9); // six at once
    check.stop();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!check.observation().stopped);
    QCOMPARE(check.observation().skipped.size(), 2);
    QTRY_COMPARE(peer.open(), 0);
}

void TestCheck::destroyedByItsListener_data()
{
    QTest::addColumn<int>("signal");
    const char *names[] = {
        "stageChanged",       "exchangeProgressed", "exchangeFinished", "experimentsPlanned",
        "experimentFinished", "messagesSeen",       "connectionOpened", "finished"};
    for (int i = 0; i < 8; ++i)
        QTest::newRow(names[i]) << i;
}

void TestCheck::destroyedByItsListener()
{
    QFETCH(int, signal);
    Settings settings = quick();
    settings.experiments = true;
    const Service service;
    auto *check = new Check(service.url(), settings);
    const QPointer<Check> alive(check);
    check->setKeepConnection(signal == 6);
    check->setPlanner([](const Observation &seen) {
        return ExperimentPlan{{anExperiment(seen, "one"), anExperiment(seen, "two")}, {}};
    });
    const auto destroy = [check] { delete check; };
    switch (signal) {
    case 0:
        connect(check, &Check::stageChanged, this, destroy);
        break;
    case 1:
        connect(check, &Check::exchangeProgressed, this, destroy);
        break;
    case 2:
        connect(check, &Check::exchangeFinished, this, destroy);
        break;
    case 3:
        connect(check, &Check::experimentsPlanned, this, destroy);
        break;
    case 4:
        connect(check, &Check::experimentFinished, this, destroy);
        break;
    case 5:
        connect(check, &Check::messagesSeen, this, destroy);
        break;
    case 6:
        connect(check, &Check::connectionOpened, this, destroy);
        break;
    default:
        connect(check, &Check::finished, this, destroy);
        break;
    }
    check->start();
    QTRY_VERIFY(alive.isNull());
    QTRY_COMPARE(service.peer().open(), 0);
}

void TestCheck::destroyedWhileRunning()
{
    const Service service;
    Settings settings = quick();
    settings.listen = 60s;
    auto watching = std::make_unique<Check>(service.url(), settings);
    watching->start();
    QTRY_COMPARE(watching->stage(), Check::Stage::Watching);
    watching.reset();
    QTRY_COMPARE(service.peer().open(), 0);
}

void TestCheck::stagesComeInOrder()
{
    const Service service;
    Settings settings = quick();
    settings.experiments = true;
    Check check(service.url(), settings);
    check.setPlanner([](const Observation &seen) { return ExperimentPlan{{anExperiment(seen, "one")}, {}}; });
    QList<Check::Stage> stages;
    connect(&check, &Check::stageChanged, this, [&](Check::Stage stage) { stages.append(stage); });
    QSignalSpy finished(&check, &Check::finished);
    check.start();
    check.start();
    QVERIFY(finished.wait());
    QCOMPARE(stages, (QList<Check::Stage>{Check::Stage::Probing, Check::Stage::Watching,
                                          Check::Stage::Experimenting, Check::Stage::Finished}));
}

QTEST_GUILESS_MAIN(TestCheck)
#include "test_check.moc"
