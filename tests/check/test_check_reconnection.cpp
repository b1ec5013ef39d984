#include "check/reconnection.h"
#include "probe/connection.h"
#include "probe/peer.h"

#include <QSignalSpy>
#include <QTest>

using namespace wirewise;
using namespace wirewise::testing;
using namespace std::chrono_literals;
using check::BackoffPlan;
using check::Reconnection;
using check::ReconnectState;
using observation::SessionFacts;
using Phase = ReconnectState::Phase;

namespace {

constexpr BackoffPlan quickly{.first = 4ms, .longest = 16ms, .settled = 1h, .mostTries = 0};

observation::Settings settings()
{
    observation::Settings settings;
    settings.proxy.kind = observation::ProxyChoice::Kind::None;
    settings.send = {"hello"};
    return settings;
}

SessionFacts dropped()
{
    SessionFacts facts;
    facts.opened = true;
    facts.end = observation::StreamEnd::ResetByPeer;
    return facts;
}

/// Answers the first upgrades with these heads, the others with 101.
class Door
{
public:
    explicit Door(QList<QByteArray> refusals = {})
        : m_refusals(std::move(refusals))
        , m_peer([this](QTcpSocket *socket, const QByteArray &bytes) {
            if (!Peer::isWhole(bytes) || bytes.size() > bytes.indexOf("\r\n\r\n") + 4)
                return;
            socket->write(m_refusals.isEmpty() ? switchingAnswer(bytes)
                                               : m_refusals.takeFirst() + "\r\nContent-Length: 0\r\n\r\n");
        })
    {
    }
    [[nodiscard]] const Peer &peer() const { return m_peer; }

private:
    QList<QByteArray> m_refusals;
    Peer m_peer;
};

QList<Phase> phasesOf(const QSignalSpy &states)
{
    QList<Phase> phases;
    for (const QList<QVariant> &arguments : states)
        phases.append(arguments.constFirst().value<ReconnectState>().phase);
    return phases;
}

} // namespace

class TestReconnection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensAgain();
    void triesUntilItOpens();
    void givesUpWhereItIsUseless();
    void givesUpWhenTriesAreSpent();
    void ownCloseIsFinal();
    void retryAfterIsObeyed();
    void tryNowEndsTheWaiting();
    void tryNowAfterGivingUp();
    void stopEndsATry();
    void goesWithItsListener();
};

void TestReconnection::opensAgain()
{
    const Door door;
    Reconnection reconnection(door.peer().url(), settings(), quickly, 1);
    QSignalSpy states(&reconnection, &Reconnection::stateChanged);
    QSignalSpy opened(&reconnection, &Reconnection::opened);
    reconnection.begin(dropped());
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 30000);
    QCOMPARE(opened.constFirst().constFirst().toInt(), 1);
    QCOMPARE(phasesOf(states), (QList<Phase>{Phase::Waiting, Phase::Trying, Phase::Idle}));
    QVERIFY(states.constFirst().constFirst().value<ReconnectState>().why.contains(
        QStringLiteral("without a Close frame")));
    QVERIFY(reconnection.upgrade().upgraded());
    const std::unique_ptr<probe::Connection> connection = reconnection.takeConnection();
    QVERIFY(connection);
    QVERIFY(connection->isOpen());
    // The upgrade alone: no probes, no pings, nothing that was to be sent once.
    QCOMPARE(door.peer().requests().size(), 1);
    QVERIFY(isUpgrade(door.peer().requests().constFirst()));
    QVERIFY(connection->facts().messages.isEmpty());
}

void TestReconnection::triesUntilItOpens()
{
    const Door door({"HTTP/1.1 502 Bad Gateway", "HTTP/1.1 503 Service Unavailable"});
    Reconnection reconnection(door.peer().url(), settings(), quickly, 1);
    QSignalSpy opened(&reconnection, &Reconnection::opened);
    QSignalSpy states(&reconnection, &Reconnection::stateChanged);
    reconnection.begin(dropped());
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 30000);
    QCOMPARE(opened.constFirst().constFirst().toInt(), 3);
    QCOMPARE(states.at(2).constFirst().value<ReconnectState>().tries, 2);
    QVERIFY(states.at(2).constFirst().value<ReconnectState>().why.contains(QStringLiteral("502")));
}

void TestReconnection::givesUpWhereItIsUseless()
{
    const Door door({"HTTP/1.1 502 Bad Gateway", "HTTP/1.1 401 Unauthorized"});
    Reconnection reconnection(door.peer().url(), settings(), quickly, 1);
    QSignalSpy opened(&reconnection, &Reconnection::opened);
    reconnection.begin(dropped());
    QTRY_COMPARE_WITH_TIMEOUT(reconnection.state().phase, Phase::GaveUp, 30000);
    QVERIFY2(reconnection.state().why.contains(QStringLiteral("401")), qPrintable(reconnection.state().why));
    QCOMPARE(door.peer().requests().size(), 2);
    QCOMPARE(opened.size(), 0);
}

void TestReconnection::givesUpWhenTriesAreSpent()
{
    const Door door({"HTTP/1.1 502 Bad Gateway", "HTTP/1.1 502 Bad Gateway", "HTTP/1.1 502 Bad Gateway"});
    BackoffPlan plan = quickly;
    plan.mostTries = 2;
    Reconnection reconnection(door.peer().url(), settings(), plan, 1);
    reconnection.begin(dropped());
    QTRY_COMPARE_WITH_TIMEOUT(reconnection.state().phase, Phase::GaveUp, 30000);
    QCOMPARE(door.peer().requests().size(), 2);
    QVERIFY2(reconnection.state().why.contains(QLatin1Char('2')), qPrintable(reconnection.state().why));
}

void TestReconnection::ownCloseIsFinal()
{
    const Door door;
    Reconnection reconnection(door.peer().url(), settings(), quickly, 1);
    SessionFacts facts = dropped();
    facts.closeBy = SessionFacts::CloseBy::Us;
    reconnection.begin(facts);
    QCOMPARE(reconnection.state().phase, Phase::GaveUp);
    QCOMPARE(door.peer().connections(), 0);
}

void TestReconnection::retryAfterIsObeyed()
{
    const Door door({"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 120"});
    Reconnection reconnection(door.peer().url(), settings(), quickly, 1);
    QSignalSpy states(&reconnection, &Reconnection::stateChanged);
    reconnection.begin(dropped());
    QTRY_COMPARE_WITH_TIMEOUT(states.size(), 3, 30000);
    QCOMPARE(reconnection.state().phase, Phase::Waiting);
    QCOMPARE(reconnection.state().delay, std::chrono::milliseconds(120s));
}

void TestReconnection::tryNowEndsTheWaiting()
{
    const Door door;
    Reconnection reconnection(door.peer().url(), settings(), {.first = 1h, .longest = 1h}, 1);
    QSignalSpy opened(&reconnection, &Reconnection::opened);
    reconnection.begin(dropped());
    QCOMPARE(reconnection.state().phase, Phase::Waiting);
    reconnection.tryNow();
    reconnection.tryNow(); // once is enough
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 30000);
    QCOMPARE(door.peer().connections(), 1);
}

void TestReconnection::tryNowAfterGivingUp()
{
    const Door door({"HTTP/1.1 403 Forbidden"});
    Reconnection reconnection(door.peer().url(), settings(), quickly, 1);
    QSignalSpy opened(&reconnection, &Reconnection::opened);
    reconnection.begin(dropped());
    QTRY_COMPARE_WITH_TIMEOUT(reconnection.state().phase, Phase::GaveUp, 30000);
    reconnection.tryNow();
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 30000);
}

void TestReconnection::stopEndsATry()
{
    const Peer silent;
    Reconnection reconnection(silent.url(), settings(), quickly, 1);
    QSignalSpy states(&reconnection, &Reconnection::stateChanged);
    reconnection.begin(dropped());
    QTRY_COMPARE_WITH_TIMEOUT(silent.requests().size(), 1, 30000);
    reconnection.stop();
    QCOMPARE(reconnection.state().phase, Phase::Idle);
    QTRY_COMPARE_WITH_TIMEOUT(silent.open(), 0, 30000);
    QCOMPARE(states.size(), 3);
}

void TestReconnection::goesWithItsListener()
{
    const Door door;
    auto *reconnection = new Reconnection(door.peer().url(), settings(), quickly, 1);
    QSignalSpy gone(reconnection, &QObject::destroyed);
    connect(reconnection, &Reconnection::stateChanged, this, [&](const ReconnectState &state) {
        if (state.phase == Phase::Idle)
            delete std::exchange(reconnection, nullptr);
    });
    reconnection->begin(dropped());
    QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, 30000);
}

QTEST_GUILESS_MAIN(TestReconnection)
#include "test_check_reconnection.moc"
