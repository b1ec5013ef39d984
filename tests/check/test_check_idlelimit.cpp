#include "check/idlelimit.h"
#include "diagnosis/diagnose.h"
#include "diagnosis/idlelimit.h"
#include "probe/peer.h"
#include "wire/conversation.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <map>
#include <memory>

using namespace wirewise;
using namespace wirewise::testing;
using namespace std::chrono_literals;
using check::IdleLimit;
using check::IdlePlan;
using diagnosis::IdleVerdict;
using observation::IdleTest;
using observation::IdleTrial;
using wire::Conversation;
using Outcome = IdleVerdict::Outcome;

namespace {

using std::chrono::milliseconds;

/// What a server does to its connections; zero never.
struct Rules
{
    milliseconds idleLimit{0}; ///< nothing came for so long, pings are something
    milliseconds lifeLimit{0};
    milliseconds pingEvery{0};
    quint16 closeCode = 0;  ///< says farewell with it; 0: only TCP ends
    int answeredPings = -1; ///< then it is as if the path had died; -1 answers all
    bool refuses = false;
};

class Server
{
public:
    explicit Server(const Rules &rules)
        : m_rules(rules)
        , m_peer([this](QTcpSocket *socket, const QByteArray &bytes) { onBytes(socket, bytes); },
                 [this](QTcpSocket *socket) {
                     QObject::connect(socket, &QTcpSocket::disconnected, socket,
                                      [this, socket] { m_sessions.erase(socket); });
                 })
    {
    }
    [[nodiscard]] QString url() const { return m_peer.url(); }
    [[nodiscard]] const Peer &peer() const { return m_peer; }

private:
    struct Session
    {
        Conversation conversation{Conversation::Role::Server};
        qsizetype read = 0;
        int pings = 0;
        QTimer idle, life, ping;
    };

    void onBytes(QTcpSocket *socket, const QByteArray &bytes)
    {
        if (!Peer::isWhole(bytes))
            return;
        if (m_rules.refuses) {
            socket->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        Session &session = m_sessions[socket];
        if (session.read == 0) {
            socket->write(switchingAnswer(bytes));
            session.read = bytes.indexOf("\r\n\r\n") + 4;
            begin(socket, session);
        }
        if (m_rules.idleLimit > 0ms)
            session.idle.start(m_rules.idleLimit);
        if (m_rules.answeredPings >= 0 && session.pings >= m_rules.answeredPings)
            return;
        session.conversation.receive(bytes.mid(session.read));
        session.read = bytes.size();
        while (const auto event = session.conversation.next())
            session.pings += std::holds_alternative<wire::PingReceived>(*event) ? 1 : 0;
        socket->write(session.conversation.takeOutgoing());
        if (session.conversation.isFinished())
            socket->disconnectFromHost();
    }
    void begin(QTcpSocket *socket, Session &session)
    {
        QObject::connect(&session.idle, &QTimer::timeout, socket, [this, socket] {
            // What came while the program slept is not silence.
            char byte = 0;
            const auto descriptor = static_cast<int>(socket->socketDescriptor());
            if (::recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0)
                end(socket);
        });
        QObject::connect(&session.life, &QTimer::timeout, socket, [this, socket] { end(socket); });
        QObject::connect(&session.ping, &QTimer::timeout, socket, [this, socket] {
            m_sessions[socket].conversation.ping("server");
            socket->write(m_sessions[socket].conversation.takeOutgoing());
        });
        session.idle.setTimerType(Qt::PreciseTimer);
        session.life.setTimerType(Qt::PreciseTimer);
        if (m_rules.lifeLimit > 0ms)
            session.life.start(m_rules.lifeLimit);
        if (m_rules.pingEvery > 0ms)
            session.ping.start(m_rules.pingEvery);
    }
    void end(QTcpSocket *socket)
    {
        Session &session = m_sessions[socket];
        session.idle.stop();
        session.life.stop();
        if (m_rules.closeCode == 0) {
            socket->disconnectFromHost();
            return;
        }
        session.conversation.close(m_rules.closeCode, "too quiet");
        socket->write(session.conversation.takeOutgoing());
    }

    Rules m_rules;
    std::map<QTcpSocket *, Session> m_sessions;
    Peer m_peer;
};

/// A second is far more than times differ by here, and far less than what is told apart.
IdlePlan aPlan()
{
    return {.rounds = 3, .upTo = 60s, .stagger = 20ms, .tolerance = 1s, .atOnce = 50ms, .pongWait = 60s};
}

observation::Settings settings()
{
    observation::Settings settings;
    settings.proxy.kind = observation::ProxyChoice::Kind::None;
    return settings;
}

struct Result
{
    IdleTest test;
    IdleVerdict verdict;
    observation::Observation observation;
};

Result runTest(const Server &server, const IdlePlan &plan)
{
    IdleLimit limit(server.url(), settings(), plan);
    QSignalSpy finished(&limit, &IdleLimit::finished);
    limit.start();
    if (finished.isEmpty())
        finished.wait(60000);
    return {limit.test(), diagnosis::judge(limit.test()), limit.observation()};
}

} // namespace

class TestCheckIdleLimit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void silenceLimitIsFoundAndPingsPreventIt();
    void limitOfTheServerItself();
    void limitOnLife();
    void noLimit();
    void serverThatSpeaks();
    void deadPath();
    void serverThatAnswersNoPings();
    void closedAtOnce();
    void refused();
    void addressThatIsNone();
    void stopTellsWhatIsKnown();
    void destroyedByItsListener();
};

void TestCheckIdleLimit::silenceLimitIsFoundAndPingsPreventIt()
{
    const Server server({.idleLimit = 2s});
    const Result result = runTest(server, aPlan());
    QVERIFY2(result.verdict.outcome == Outcome::SilenceLimit, qPrintable(result.verdict.title));
    QVERIFY(result.test.finished);
    QCOMPARE(result.test.silent.size(), 3);
    for (const IdleTrial &trial : result.test.silent) {
        QCOMPARE(trial.end, IdleTrial::End::Fin);
        QVERIFY(trial.silence >= 1s); // less where the program slept before it saw the answer
        QVERIFY(trial.answersPings);
        QCOMPARE(trial.heard, 0);
    }
    QVERIFY(result.test.control);
    QCOMPARE(result.test.control->end, IdleTrial::End::Open);
    QVERIFY(result.test.control->life >= result.test.controlUntil);
    QCOMPARE(result.verdict.pingEvery, std::optional(result.test.control->pingEvery));
    QCOMPARE(server.peer().requests().size(), 4);
    // The same is known to the rules, with what to do about it.
    const diagnosis::Diagnosis diagnosis = diagnosis::diagnose(result.observation);
    QCOMPARE(diagnosis.primary().id, QByteArray("session.idle-timeout"));
    QVERIFY(!diagnosis.primary().fixes.isEmpty());
}

void TestCheckIdleLimit::limitOfTheServerItself()
{
    const Server server({.idleLimit = 1s, .closeCode = 1001});
    const Result result = runTest(server, aPlan());
    QVERIFY2(result.verdict.outcome == Outcome::SilenceLimit, qPrintable(result.verdict.title));
    QCOMPARE(result.test.silent.constFirst().end, IdleTrial::End::CloseFrame);
    QCOMPARE(result.test.silent.constFirst().closeCode, std::optional<quint16>(1001));
    QCOMPARE(result.test.silent.constFirst().closeReason, QByteArray("too quiet"));
}

void TestCheckIdleLimit::limitOnLife()
{
    const Server server({.lifeLimit = 1s});
    const Result result = runTest(server, aPlan());
    QVERIFY2(result.verdict.outcome == Outcome::LifeLimit, qPrintable(result.verdict.title));
    QVERIFY(result.test.control->dropped());
}

void TestCheckIdleLimit::noLimit()
{
    const Server server({});
    IdlePlan plan = aPlan();
    plan.upTo = 300ms;
    const Result result = runTest(server, plan);
    QVERIFY2(result.verdict.outcome == Outcome::NoLimit, qPrintable(result.verdict.title));
    QVERIFY(!result.test.control);
    for (const IdleTrial &trial : result.test.silent) {
        QCOMPARE(trial.end, IdleTrial::End::Open);
        QVERIFY(trial.life >= 300ms && trial.silence <= trial.life);
    }
    QTRY_COMPARE_WITH_TIMEOUT(server.peer().open(), 0, 30000);
}

void TestCheckIdleLimit::serverThatSpeaks()
{
    const Server server({.pingEvery = 30ms});
    IdlePlan plan = aPlan();
    plan.upTo = 3s;
    plan.tolerance = 100ms;
    const Result result = runTest(server, plan);
    QVERIFY2(result.verdict.outcome == Outcome::NeverSilent, qPrintable(result.verdict.title));
    QVERIFY(result.test.silent.constFirst().heard > 1);
}

void TestCheckIdleLimit::deadPath()
{
    const Server server({.answeredPings = 1});
    IdlePlan plan = aPlan();
    plan.upTo = 1s;
    plan.pongWait = 1s;
    const Result result = runTest(server, plan);
    QVERIFY2(result.verdict.outcome == Outcome::DeadPath, qPrintable(result.verdict.title));
    QVERIFY(!result.test.control);
}

void TestCheckIdleLimit::serverThatAnswersNoPings()
{
    const Server server({.answeredPings = 0});
    IdlePlan plan = aPlan();
    plan.upTo = 200ms;
    plan.pongWait = 100ms;
    const Result result = runTest(server, plan);
    QVERIFY2(result.verdict.outcome == Outcome::NoLimit, qPrintable(result.verdict.title));
    QVERIFY2(result.verdict.explanation.contains(QStringLiteral("answers no pings")),
             qPrintable(result.verdict.explanation));
}

void TestCheckIdleLimit::closedAtOnce()
{
    const Server server({.lifeLimit = 1ms, .closeCode = 1000});
    IdlePlan plan = aPlan();
    plan.atOnce = 30s;
    const Result result = runTest(server, plan);
    QVERIFY2(result.verdict.outcome == Outcome::ClosedAtOnce, qPrintable(result.verdict.title));
    QVERIFY(!result.test.control);
}

void TestCheckIdleLimit::refused()
{
    const Server server({.refuses = true});
    const Result result = runTest(server, aPlan());
    QVERIFY2(result.verdict.outcome == Outcome::NotOpened, qPrintable(result.verdict.title));
    QCOMPARE(server.peer().requests().size(), 1); // one refusal is enough
    QCOMPARE(diagnosis::diagnose(result.observation).verdict, diagnosis::Verdict::Fails);
}

void TestCheckIdleLimit::addressThatIsNone()
{
    IdleLimit limit(QStringLiteral("ws://"), settings(), aPlan());
    QSignalSpy finished(&limit, &IdleLimit::finished);
    limit.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30000);
    QVERIFY(limit.test().silent.isEmpty());
    QCOMPARE(diagnosis::diagnose(limit.observation()).verdict, diagnosis::Verdict::Fails);
}

void TestCheckIdleLimit::stopTellsWhatIsKnown()
{
    const Server server({});
    IdleLimit limit(server.url(), settings(), aPlan());
    QSignalSpy finished(&limit, &IdleLimit::finished);
    limit.stop(); // not started: nothing to end
    QCOMPARE(finished.size(), 0);
    limit.start();
    QTRY_COMPARE_WITH_TIMEOUT(limit.test().silent.size(), 3, 30000);
    const auto isOpen = [](const IdleTrial &trial) { return trial.end == IdleTrial::End::Open; };
    QTRY_VERIFY_WITH_TIMEOUT(isOpen(limit.test().silent.constLast()), 30000);
    limit.stop();
    QCOMPARE(finished.size(), 1);
    limit.stop();
    QCOMPARE(finished.size(), 1);
    const IdleVerdict verdict = diagnosis::judge(limit.test());
    QVERIFY(limit.test().stopped);
    QCOMPARE(verdict.outcome, Outcome::Undecided);
    QVERIFY2(verdict.title.contains(QStringLiteral("Stopped")), qPrintable(verdict.title));
    QTRY_COMPARE_WITH_TIMEOUT(server.peer().open(), 0, 30000);
}

void TestCheckIdleLimit::destroyedByItsListener()
{
    const Server server({.idleLimit = 100ms});
    QPointer<IdleLimit> limit = new IdleLimit(server.url(), settings(), aPlan());
    connect(limit, &IdleLimit::progressed, this, [&limit] {
        if (limit && limit->test().silent.constFirst().dropped())
            limit->deleteLater();
    });
    limit->start();
    QTRY_VERIFY_WITH_TIMEOUT(!limit, 30000);
    QTRY_COMPARE_WITH_TIMEOUT(server.peer().open(), 0, 30000);
}

QTEST_GUILESS_MAIN(TestCheckIdleLimit)
#include "test_check_idlelimit.moc"
