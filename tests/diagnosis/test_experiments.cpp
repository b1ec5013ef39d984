#include "diagnosis/experiments.h"
#include "observation/redaction.h"
#include "wire/handshake.h"

#include <QTest>

#include <algorithm>

using namespace wirewise;
using observation::ProbeKind;

namespace {

/// An observation with one answer to each probe, in the words of its first line.
class Scene
{
public:
    explicit Scene(const char *address)
    {
        m_observation.typed = QString::fromLatin1(address);
        m_observation.endpoint = observation::parseEndpoint(m_observation.typed);
    }

    Scene &settings(const observation::Settings &settings)
    {
        m_observation.settings = settings;
        return *this;
    }

    Scene &answers(ProbeKind kind, const QByteArray &received,
                   observation::Outcome outcome = observation::Outcome::Answered)
    {
        observation::Exchange exchange;
        exchange.probe = {observation::toString(kind), kind, *m_observation.endpoint.endpoint,
                          m_observation.settings};
        exchange.outcome = outcome;
        const QByteArray key = wire::makeKey(QByteArray(16, 'k'));
        exchange.sent = wire::toBytes(observation::requestFor(exchange.probe, key));
        exchange.received = received;
        exchange.received.replace("ACCEPT", wire::acceptFor(key));
        exchange.end = observation::StreamEnd::ClosedByPeer;
        exchange.readResponse();
        m_observation.exchanges.append(exchange);
        return *this;
    }

    [[nodiscard]] const observation::Observation &observation() const { return m_observation; }

private:
    observation::Observation m_observation;
};

const QByteArray notFound = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
const QByteArray forbidden = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
const QByteArray switching =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: ACCEPT\r\n\r\n";

const observation::Experiment *planned(const diagnosis::ExperimentPlan &plan, const QByteArray &id)
{
    for (const observation::Experiment &experiment : plan.run)
        if (experiment.id == id)
            return &experiment;
    return nullptr;
}

bool skipped(const diagnosis::ExperimentPlan &plan, const QByteArray &id)
{
    return std::any_of(plan.skip.cbegin(), plan.skip.cend(), [&](const observation::SkippedExperiment &each) {
        return each.id == id && !each.why.isEmpty();
    });
}

/// Runs what is planned next; everything gets that answer.
void run(observation::Observation &observation, const QByteArray &received)
{
    const diagnosis::ExperimentPlan plan = diagnosis::planExperiments(observation);
    for (const observation::Experiment &experiment : plan.run) {
        observation::ExperimentResult result;
        result.experiment = experiment;
        result.exchange.probe = experiment.probe;
        result.exchange.outcome = observation::Outcome::Answered;
        result.exchange.received = received;
        result.exchange.end = observation::StreamEnd::ClosedByPeer;
        result.exchange.readResponse();
        observation.experiments.append(result);
    }
}

QByteArray ids(const diagnosis::ExperimentPlan &plan)
{
    QByteArrayList names;
    for (const observation::Experiment &experiment : plan.run)
        names.append(experiment.id);
    return names.join(' ');
}

} // namespace

class TestExperiments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRefusalIsTriedWithSingleChanges()
    {
        const Scene scene = Scene("ws://127.0.0.1:8000/ws/workflow")
                                .answers(ProbeKind::Get, notFound)
                                .answers(ProbeKind::Upgrade, forbidden);
        const diagnosis::ExperimentPlan plan = diagnosis::planExperiments(scene.observation());
        for (const char *id :
             {"own-origin", "with-slash", "impossible-path", "get-impossible", "get-root", "again-2"})
            QVERIFY2(planned(plan, id), ids(plan).constData());
        QVERIFY(!planned(plan, "without-origin"));
        QCOMPARE(planned(plan, "impossible-path")->probe.endpoint.target,
                 QByteArray("/ws/wirewise-no-such-path"));
        QCOMPARE(planned(plan, "impossible-path")->role, observation::Experiment::Role::Control);
        QCOMPARE(planned(plan, "own-origin")->probe.settings.origin, QByteArray("http://127.0.0.1:8000"));
    }

    void onlyOneThingChanges()
    {
        observation::Settings settings;
        settings.origin = "https://app.example";
        settings.subprotocols = {"mqtt"};
        const Scene scene =
            Scene("ws://127.0.0.1:8000/ws").settings(settings).answers(ProbeKind::Upgrade, forbidden);
        const observation::Probe original = scene.observation().exchanges.constFirst().probe;
        const diagnosis::ExperimentPlan plan = diagnosis::planExperiments(scene.observation());
        observation::Probe withoutOrigin = planned(plan, "without-origin")->probe;
        QVERIFY(!withoutOrigin.settings.origin);
        withoutOrigin.settings.origin = settings.origin;
        withoutOrigin.name = original.name;
        QCOMPARE(withoutOrigin, original);
        observation::Probe withoutSubprotocol = planned(plan, "without-subprotocol")->probe;
        QVERIFY(withoutSubprotocol.settings.subprotocols.isEmpty());
        withoutSubprotocol.settings.subprotocols = settings.subprotocols;
        withoutSubprotocol.name = original.name;
        QCOMPARE(withoutSubprotocol, original);
    }

    void anOriginTypedAsHeaderCountsToo()
    {
        observation::Settings settings;
        settings.headers = {{"origin", "https://app.example"}};
        const Scene scene =
            Scene("ws://127.0.0.1:8000/ws").settings(settings).answers(ProbeKind::Upgrade, forbidden);
        const diagnosis::ExperimentPlan plan = diagnosis::planExperiments(scene.observation());
        QVERIFY(planned(plan, "without-origin"));
        QVERIFY(planned(plan, "without-origin")->probe.settings.headers.isEmpty());
    }

    void overriddenHandshakeValuesAreTriedRight()
    {
        observation::Settings settings;
        settings.key = "dGVzdA==";
        settings.wsVersion = "8";
        settings.host = "other.example";
        const Scene scene =
            Scene("ws://127.0.0.1:8000/ws")
                .settings(settings)
                .answers(ProbeKind::Upgrade, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        const diagnosis::ExperimentPlan plan = diagnosis::planExperiments(scene.observation());
        for (const char *id : {"valid-key", "valid-version", "own-host"})
            QVERIFY2(planned(plan, id), ids(plan).constData());
    }

    void credentialsNeverGoUnverifiedOrInClear()
    {
        observation::Settings settings;
        settings.headers = {{"Authorization", "Bearer very-secret"}};
        Scene scene("wss://127.0.0.1:8443/ws?access_token=secret");
        scene.settings(settings).answers(ProbeKind::Upgrade, {}, observation::Outcome::TlsFailed);
        observation::Observation observation = scene.observation();
        observation.exchanges.first().connection.tls = observation::TlsFacts{};
        for (const auto result :
             {observation::TlsFacts::Result::VerifyFailed, observation::TlsFacts::Result::NotTls,
              observation::TlsFacts::Result::ClosedByPeer}) {
            observation.exchanges.first().connection.tls->result = result;
            const diagnosis::ExperimentPlan plan = diagnosis::planExperiments(observation);
            QVERIFY(!plan.run.isEmpty());
            for (const observation::Experiment &experiment : plan.run) {
                const bool weaker = experiment.probe.settings.insecure || !experiment.probe.endpoint.secure;
                QVERIFY2(!weaker || !observation::carriesCredentials(experiment.probe.endpoint,
                                                                     experiment.probe.settings),
                         experiment.id.constData());
                const QByteArray bytes = wire::toBytes(observation::requestFor(experiment.probe, "key"));
                QVERIFY(!weaker || !bytes.contains("secret"));
            }
        }
    }

    void everyExperimentStaysOnTheHost()
    {
        const Scene scene =
            Scene("ws://127.0.0.1:8000/ws")
                .answers(ProbeKind::Upgrade, "HTTP/1.1 301 Moved\r\nLocation: "
                                             "https://elsewhere.example/ws\r\nContent-Length: 0\r\n\r\n");
        const diagnosis::ExperimentPlan plan = diagnosis::planExperiments(scene.observation());
        for (const observation::Experiment &experiment : plan.run)
            QCOMPARE(experiment.probe.endpoint.host, QByteArray("127.0.0.1"));
        QVERIFY(!planned(plan, "redirect-target"));
    }

    void aRedirectToTheSameHostIsFollowedOnce()
    {
        const Scene scene =
            Scene("ws://127.0.0.1:8000/ws")
                .answers(
                    ProbeKind::Upgrade,
                    "HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:8000/ws/\r\nContent-Length: 0\r\n\r\n");
        const diagnosis::ExperimentPlan plan = diagnosis::planExperiments(scene.observation());
        QVERIFY2(planned(plan, "redirect-target"), ids(plan).constData());
        QCOMPARE(planned(plan, "redirect-target")->probe.endpoint.target, QByteArray("/ws/"));
    }

    void aServerThatLimitsIsLeftAlone()
    {
        const Scene scene =
            Scene("ws://127.0.0.1:8000/ws")
                .answers(ProbeKind::Upgrade,
                         "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n");
        QCOMPARE(ids(diagnosis::planExperiments(scene.observation())), QByteArray());
    }

    void successIsOnlyRepeatedAndTriedWithOrigins()
    {
        const Scene scene = Scene("ws://127.0.0.1:8000/ws").answers(ProbeKind::Upgrade, switching);
        QVERIFY(scene.observation().exchanges.constFirst().upgraded());
        const diagnosis::ExperimentPlan plan = diagnosis::planExperiments(scene.observation());
        QCOMPARE(ids(plan), QByteArray("again-2 again-3 again-4 own-origin other-origin"));
    }

    void anUpgradeAskedForAloneThatWorksIsLeftAtThat()
    {
        observation::Settings settings;
        settings.probes = {ProbeKind::Upgrade};
        const auto plan = [&](const QByteArray &answer) {
            const Scene scene =
                Scene("ws://127.0.0.1:8000/ws").settings(settings).answers(ProbeKind::Upgrade, answer);
            return ids(diagnosis::planExperiments(scene.observation()));
        };
        QCOMPARE(plan(switching), QByteArray());
        QVERIFY(plan(forbidden).contains("again-2")); // why it does not work is still to be found
    }

    void aSilentPortIsOfferedTls()
    {
        const Scene scene = Scene("ws://127.0.0.1:8000/ws")
                                .answers(ProbeKind::Get, {}, observation::Outcome::TimedOut)
                                .answers(ProbeKind::Upgrade, {}, observation::Outcome::TimedOut);
        const diagnosis::ExperimentPlan plan = diagnosis::planExperiments(scene.observation());
        QCOMPARE(ids(plan), QByteArray("over-tls"));
        QVERIFY(planned(plan, "over-tls")->probe.endpoint.secure);
    }

    /// The line names a client; it is sent to this computer only.
    void aPortThatHangsUpIsSentAProxyLine()
    {
        for (const bool here : {true, false}) {
            const Scene scene = Scene(here ? "ws://127.0.0.1:8000/ws" : "ws://chat.example:8000/ws")
                                    .answers(ProbeKind::Get, {}, observation::Outcome::Closed)
                                    .answers(ProbeKind::Upgrade, {}, observation::Outcome::Closed);
            const diagnosis::ExperimentPlan plan = diagnosis::planExperiments(scene.observation());
            QCOMPARE(planned(plan, "with-proxy-line") != nullptr, here);
            QCOMPARE(skipped(plan, "with-proxy-line"), !here);
            QVERIFY2(planned(plan, "host-localhost") && planned(plan, "over-tls"), ids(plan).constData());
            if (here)
                QVERIFY(planned(plan, "with-proxy-line")->probe.preamble.startsWith("PROXY TCP4 "));
        }
    }

    void hostsAreTriedWhereTheAnswerIsAboutThem()
    {
        const Scene words = Scene("ws://127.0.0.1:8000/ws")
                                .answers(ProbeKind::Get, "HTTP/1.1 400 Bad Request\r\nContent-Length: "
                                                         "19\r\n\r\nInvalid host header")
                                .answers(ProbeKind::Upgrade, forbidden);
        const diagnosis::ExperimentPlan plan = diagnosis::planExperiments(words.observation());
        QCOMPARE(planned(plan, "host-without-port")->probe.settings.host, QByteArray("127.0.0.1"));
        QCOMPARE(planned(plan, "host-localhost")->probe.settings.host, QByteArray("localhost"));
        QCOMPARE(planned(plan, "host-localhost")->probe.endpoint.host, QByteArray("127.0.0.1"));
        const Scene plain = Scene("ws://127.0.0.1:8000/ws")
                                .answers(ProbeKind::Get, notFound)
                                .answers(ProbeKind::Upgrade, forbidden);
        QVERIFY(!planned(diagnosis::planExperiments(plain.observation()), "host-localhost"));
    }

    void aHelpThatMayBeLuckIsTriedAgain()
    {
        Scene scene("ws://127.0.0.1:8000/ws");
        scene.answers(ProbeKind::Get, notFound).answers(ProbeKind::Upgrade, forbidden);
        observation::Observation observation = scene.observation();
        run(observation, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        QCOMPARE(ids(diagnosis::planExperiments(observation)), QByteArray());
        for (observation::ExperimentResult &result : observation.experiments)
            result.helps = result.experiment.id == "with-slash";
        const diagnosis::ExperimentPlan plan = diagnosis::planExperiments(observation);
        QCOMPARE(ids(plan), QByteArray("again-4 confirm-with-slash again-5 confirm-with-slash-2"));
        QCOMPARE(planned(plan, "confirm-with-slash")->probe.endpoint.target, QByteArray("/ws/"));
        QCOMPARE(planned(plan, "confirm-with-slash")->role, observation::Experiment::Role::Control);
    }

    /// Refused in two ways, and nothing was changed in between.
    void answersThatDifferByThemselvesAreAskedForMore()
    {
        Scene scene("ws://127.0.0.1:8000/ws");
        scene.answers(ProbeKind::Get, notFound).answers(ProbeKind::Upgrade, forbidden);
        observation::Observation observation = scene.observation();
        run(observation, notFound);
        QCOMPARE(ids(diagnosis::planExperiments(observation)), QByteArray("again-5 again-6 again-7 again-8"));
    }

    void aSubprotocolThatTheServerNamesIsOffered()
    {
        const auto plan = [](const QByteArray &headers, const QByteArray &body) {
            return ids(diagnosis::planExperiments(
                Scene("ws://127.0.0.1:8000/ws")
                    .answers(ProbeKind::Upgrade, "HTTP/1.1 400 Bad Request\r\n" + headers +
                                                     "Content-Length: " + QByteArray::number(body.size()) +
                                                     "\r\n\r\n" + body)
                    .observation()));
        };
        QVERIFY(plan({}, "subprotocol required, one of: chat.v2, chat.v1").contains("subprotocol-chat.v2"));
        QVERIFY(plan("Sec-WebSocket-Protocol: soap, wamp\r\n", {}).contains("subprotocol-soap"));
        QVERIFY(plan({}, "missing subprotocol").contains("subprotocol-graphql-transport-ws"));
        QVERIFY(!plan({}, "bad request").contains("subprotocol-"));
    }

    void aProxyThatIsSilentIsAskedInTheOtherKind()
    {
        Scene scene("ws://127.0.0.1:8000/ws");
        scene.answers(ProbeKind::Upgrade, {}, observation::Outcome::ProxyFailed);
        observation::Observation observation = scene.observation();
        observation::ConnectionFacts &connection = observation.exchanges.first().connection;
        connection.address = "127.0.0.1";
        connection.proxy = observation::ProxyFacts{};
        connection.proxy->kind = observation::ProxyChoice::Kind::Socks5;
        connection.proxy->host = "127.0.0.1";
        connection.proxy->port = 3128;
        connection.proxy->result = observation::ProxyFacts::Result::TimedOut;
        const diagnosis::ExperimentPlan plan = diagnosis::planExperiments(observation);
        QCOMPARE(ids(plan), QByteArray("direct proxy-kind"));
        const observation::ProxyChoice &proxy = planned(plan, "proxy-kind")->probe.settings.proxy;
        QCOMPARE(proxy.kind, observation::ProxyChoice::Kind::Http);
        QCOMPARE(proxy.port, quint16(3128));
    }

    /// On the scheme's own port; never with what the user gave as a credential.
    void theOtherSchemeIsTriedWithoutCredentials()
    {
        observation::Settings settings;
        settings.headers = {{"Authorization", "Bearer very-secret"}};
        const Scene scene = Scene("wss://chat.example/ws?token=secret")
                                .settings(settings)
                                .answers(ProbeKind::Upgrade, notFound);
        const diagnosis::ExperimentPlan plan = diagnosis::planExperiments(scene.observation());
        const observation::Experiment *experiment = planned(plan, "other-scheme");
        QVERIFY(experiment);
        QCOMPARE(experiment->probe.endpoint.port, quint16(80));
        QVERIFY(!experiment->probe.endpoint.secure);
        QVERIFY(!wire::toBytes(observation::requestFor(experiment->probe, "key")).contains("secret"));
        const Scene elsewhere = Scene("wss://chat.example:8443/ws").answers(ProbeKind::Upgrade, notFound);
        QVERIFY(!planned(diagnosis::planExperiments(elsewhere.observation()), "other-scheme"));
    }

    void nothingIsTriedTwiceAndTheNumberIsBounded()
    {
        Scene scene("ws://127.0.0.1:8000/socket.io/?EIO=4&transport=polling");
        scene.answers(ProbeKind::Get, notFound)
            .answers(ProbeKind::Upgrade, "HTTP/1.1 400 Bad Request\r\nContent-Length: "
                                         "34\r\n\r\n{\"code\":3,\"message\":\"Bad request\"}");
        observation::Observation observation = scene.observation();
        QSet<QByteArray> seen;
        for (int round = 0; round < 10; ++round) {
            const diagnosis::ExperimentPlan plan = diagnosis::planExperiments(observation);
            if (plan.run.isEmpty())
                break;
            for (const observation::Experiment &experiment : plan.run) {
                QVERIFY2(!seen.contains(experiment.id), experiment.id.constData());
                seen.insert(experiment.id);
                observation::ExperimentResult result;
                result.experiment = experiment;
                result.exchange.probe = experiment.probe;
                result.exchange.outcome = observation::Outcome::Answered;
                result.exchange.received = "HTTP/1.1 200 OK\r\nContent-Length: "
                                           "97\r\n\r\n0{\"sid\":\"LjyfOWu8kpuftE4xAAAA\",\"upgrades\":["
                                           "\"websocket\"],\"pingTimeout\":20000,\"pingInterval\":25000}";
                result.exchange.end = observation::StreamEnd::ClosedByPeer;
                result.exchange.readResponse();
                observation.experiments.append(result);
            }
            QVERIFY(observation.exchanges.size() + observation.experiments.size() <=
                    diagnosis::MaximumConnections);
        }
        QVERIFY(diagnosis::planExperiments(observation).run.isEmpty());
        QVERIFY(seen.contains("polling"));
        QVERIFY(seen.contains("polling-session"));
    }

    void switchedOffMeansNone()
    {
        observation::Settings settings;
        settings.experiments = false;
        const Scene scene =
            Scene("ws://127.0.0.1:8000/ws").settings(settings).answers(ProbeKind::Upgrade, notFound);
        QVERIFY(diagnosis::planExperiments(scene.observation()).run.isEmpty());
    }

    /// Browsers poll first, and need the CORS header for a page elsewhere; without an Origin nothing is
    /// asked.
    void pollsForAnOriginElsewhere()
    {
        const char address[] = "ws://127.0.0.1:8000/socket.io/?EIO=4&transport=websocket";
        const auto planFor = [&](std::optional<QByteArray> origin) {
            observation::Settings settings;
            settings.origin = origin;
            return diagnosis::planExperiments(
                Scene(address).settings(settings).answers(ProbeKind::Upgrade, switching).observation());
        };
        QVERIFY(planned(planFor("https://app.example"), "polling"));
        QVERIFY(!planned(planFor("http://127.0.0.1:8000"), "polling"));
        QVERIFY(!planned(planFor({}), "polling"));
    }
};

QTEST_GUILESS_MAIN(TestExperiments)
#include "test_experiments.moc"
