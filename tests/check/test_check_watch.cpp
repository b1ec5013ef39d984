#include "check/watch.h"
#include "probe/peer.h"

#include <QSignalSpy>
#include <QTest>

using namespace wirewise;
using namespace wirewise::testing;
using namespace std::chrono_literals;
using check::Watch;
using check::WatchRound;
using check::WatchRule;
using diagnosis::CourseEvent;
using diagnosis::Verdict;
using Kind = CourseEvent::Kind;

namespace {

/// A server that changes under a watch.
class Changing
{
public:
    enum class Mode { Works, Unavailable, Limited, Silent };

    Changing()
        : m_peer([this](QTcpSocket *socket, const QByteArray &bytes) { answer(socket, bytes); })
    {
    }

    void become(Mode mode) { m_mode = mode; }
    [[nodiscard]] QString url() const { return m_peer.url(); }
    [[nodiscard]] const Peer &peer() const { return m_peer; }

private:
    void answer(QTcpSocket *socket, const QByteArray &bytes)
    {
        if (!Peer::isWhole(bytes) || bytes.size() > bytes.indexOf("\r\n\r\n") + 4 || m_mode == Mode::Silent)
            return;
        QByteArray answer;
        switch (m_mode) {
        case Mode::Works:
            answer = isUpgrade(bytes) ? switchingAnswer(bytes)
                                      : QByteArray("HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\n"
                                                   "Content-Length: 0\r\n\r\n");
            break;
        case Mode::Limited:
            answer = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1800\r\nContent-Length: 0\r\n\r\n";
            break;
        default:
            answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
        }
        socket->write(answer);
        if (!isUpgrade(bytes) || m_mode != Mode::Works)
            socket->disconnectFromHost();
    }

    Mode m_mode = Mode::Works;
    Peer m_peer;
};

observation::Settings settings()
{
    observation::Settings settings;
    settings.proxy.kind = observation::ProxyChoice::Kind::None;
    settings.listen = 0ms;
    settings.timeout = 5000ms;
    return settings;
}

WatchRule rule(std::chrono::milliseconds every, qint64 rounds = 0)
{
    WatchRule rule;
    rule.every = every;
    rule.rounds = rounds;
    return rule;
}

/// A watch whose rounds and events are written down.
class Noted
{
public:
    Noted(const QList<check::BatchItem> &items, const WatchRule &rule)
        : watch(items, rule)
    {
        QObject::connect(&watch, &Watch::roundFinished, &watch, [this](const WatchRound &round) {
            rounds.append(round);
            events += round.events;
        });
        QObject::connect(&watch, &Watch::finished, &watch, [this] { isFinished = true; });
        watch.start();
    }

    [[nodiscard]] QList<Kind> kinds() const
    {
        QList<Kind> kinds;
        for (const CourseEvent &event : events)
            kinds.append(event.kind);
        return kinds;
    }

    Watch watch;
    QList<WatchRound> rounds;
    QList<CourseEvent> events;
    bool isFinished = false;
};

} // namespace

class TestWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsEachChange();
    void experimentsOnlyWhenTheOutcomeChanged();
    void slowCheckDelaysTheNext();
    void obeysRetryAfter();
    void checkNowEndsThePause();
    void severalEndpointsKeepTheLimitOfTheirHost();
    void stopEndsARoundThatRuns();
    void noEndpointAndBadAddress();
    void goesWithItsListener();
};

/// Works, 503, refuses, works: each with its cause, and the time before it.
void TestWatch::tellsEachChange()
{
    auto server = std::make_unique<Changing>();
    const QString url = server->url();
    const quint16 port = server->peer().port();
    Noted noted({{url, settings()}}, rule(20ms));
    QTRY_VERIFY_WITH_TIMEOUT(noted.rounds.size() >= 2, 30000);
    server->become(Changing::Mode::Unavailable);
    QTRY_VERIFY_WITH_TIMEOUT(noted.watch.course(0).state().verdict == Verdict::Fails, 30000);
    const QByteArray unavailable = noted.watch.course(0).state().findingId;
    server.reset();
    QTRY_COMPARE_WITH_TIMEOUT(noted.watch.course(0).state().findingId, QByteArray("tcp.refused"), 30000);
    QTcpServer again;
    QVERIFY(again.listen(QHostAddress::LocalHost, port));
    QObject::connect(&again, &QTcpServer::newConnection, &again, [&again] {
        while (QTcpSocket *socket = again.nextPendingConnection()) {
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                const QByteArray bytes = socket->readAll();
                socket->write(isUpgrade(bytes) ? switchingAnswer(bytes)
                                               : QByteArray("HTTP/1.1 426 Upgrade Required\r\nUpgrade: "
                                                            "websocket\r\nContent-Length: 0\r\n\r\n"));
            });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
    QTRY_VERIFY_WITH_TIMEOUT(noted.watch.course(0).state().verdict == Verdict::Works ||
                                 noted.watch.course(0).state().verdict == Verdict::WorksWithWarnings,
                             30000);
    QList<QByteArray> findings;
    for (const CourseEvent &event : std::as_const(noted.events)) {
        if (event.kind == Kind::Began || event.kind == Kind::Changed)
            findings.append(event.to.findingId);
    }
    QVERIFY(unavailable != "tcp.refused" && !unavailable.isEmpty());
    QVERIFY2(findings.contains(unavailable) && findings.contains("tcp.refused"),
             findings.join(' ').constData());
    QVERIFY(noted.watch.totals(0).changes >= 3);
    QVERIFY(noted.watch.totals(0).availability().value_or(1) < 1);
    for (const CourseEvent &event : std::as_const(noted.events))
        QVERIFY(!event.cause.isEmpty());
}

void TestWatch::experimentsOnlyWhenTheOutcomeChanged()
{
    Changing server;
    server.become(Changing::Mode::Unavailable);
    Noted noted({{server.url(), settings()}}, rule(10ms, 6));
    QTRY_VERIFY_WITH_TIMEOUT(noted.isFinished, 60000);
    QCOMPARE(noted.rounds.size(), 6);
    QVERIFY(!noted.rounds.constFirst().observation.experiments.isEmpty());
    for (qsizetype i = 1; i < noted.rounds.size(); ++i) {
        QVERIFY(noted.rounds.at(i).observation.experiments.isEmpty());
        // What they found is believed all the same.
        QCOMPARE(noted.rounds.at(i).state.findingId, noted.rounds.constFirst().state.findingId);
    }
    QCOMPARE(noted.kinds().count(Kind::Changed), 0);
}

void TestWatch::slowCheckDelaysTheNext()
{
    Changing server;
    server.become(Changing::Mode::Silent);
    observation::Settings slow = settings();
    slow.timeout = 300ms;
    slow.experiments = false;
    slow.probes = {observation::ProbeKind::Upgrade};
    Noted noted({{server.url(), slow}}, rule(50ms, 4));
    QTRY_VERIFY_WITH_TIMEOUT(noted.isFinished, 30000);
    QCOMPARE(noted.rounds.size(), 4);
    QCOMPARE(server.peer().mostAtOnce(), 1);
    QCOMPARE(noted.kinds().count(Kind::Waiting), 1); // said once
    QVERIFY(noted.kinds().count(Kind::Gap) == 0);
}

void TestWatch::obeysRetryAfter()
{
    Changing server;
    server.become(Changing::Mode::Limited);
    Noted noted({{server.url(), settings()}}, rule(10ms));
    QTRY_COMPARE_WITH_TIMEOUT(noted.rounds.size(), 1, 30000);
    QCOMPARE(noted.rounds.constFirst().pause, std::chrono::milliseconds(1800s));
    QCOMPARE(noted.events.constLast().kind, Kind::Waiting);
    QVERIFY(noted.events.constLast().cause.contains(QStringLiteral("Retry-After")));
    // Somebody may ask for a check all the same; then the usual pace comes back.
    server.become(Changing::Mode::Works);
    noted.watch.checkNow();
    QTRY_VERIFY_WITH_TIMEOUT(noted.kinds().contains(Kind::UsualPace), 30000);
    QVERIFY(!noted.kinds().contains(Kind::Gap));
}

void TestWatch::checkNowEndsThePause()
{
    Changing server;
    Noted noted({{server.url(), settings()}}, rule(1h));
    QTRY_COMPARE_WITH_TIMEOUT(noted.rounds.size(), 1, 30000);
    QVERIFY(noted.rounds.constFirst().pause > 50min);
    noted.watch.checkNow();
    QTRY_COMPARE_WITH_TIMEOUT(noted.rounds.size(), 2, 30000);
    noted.watch.stop();
    QTRY_VERIFY_WITH_TIMEOUT(noted.isFinished, 30000);
}

void TestWatch::severalEndpointsKeepTheLimitOfTheirHost()
{
    Changing server;
    observation::Settings probesOnly = settings();
    probesOnly.experiments = false;
    const QList<check::BatchItem> items(8, {server.url(), probesOnly});
    WatchRule three = rule(5ms, 5);
    three.perHost = 3;
    Noted noted(items, three);
    QTRY_VERIFY_WITH_TIMEOUT(noted.isFinished, 60000);
    QCOMPARE(noted.rounds.size(), 40);
    QVERIFY2(server.peer().mostAtOnce() <= 3, qPrintable(QString::number(server.peer().mostAtOnce())));
    QList<int> counts(8);
    for (const WatchRound &round : std::as_const(noted.rounds))
        ++counts[round.endpoint];
    QCOMPARE(counts, QList<int>(8, 5));
}

void TestWatch::stopEndsARoundThatRuns()
{
    Changing server;
    server.become(Changing::Mode::Silent);
    Noted noted({{server.url(), settings()}}, rule(10ms));
    QTRY_VERIFY_WITH_TIMEOUT(server.peer().connections() > 0, 30000);
    noted.watch.stop();
    noted.watch.stop();
    QTRY_VERIFY_WITH_TIMEOUT(noted.isFinished, 30000);
    QCOMPARE(noted.rounds.size(), 0); // it tells nothing of the server
}

void TestWatch::noEndpointAndBadAddress()
{
    Noted none({}, rule(10ms, 1));
    QTRY_VERIFY_WITH_TIMEOUT(none.isFinished, 30000);
    Noted bad({{QStringLiteral("ftp://nowhere"), settings()}}, rule(10ms, 3));
    QTRY_VERIFY_WITH_TIMEOUT(bad.isFinished, 30000);
    QCOMPARE(bad.rounds.size(), 3);
    QCOMPARE(bad.rounds.constLast().state.findingId, QByteArray("url.invalid"));
}

void TestWatch::goesWithItsListener()
{
    Changing server;
    auto *watch = new Watch({{server.url(), settings()}}, rule(10ms));
    bool gone = false;
    QObject::connect(watch, &Watch::roundFinished, watch, [watch, &gone] {
        gone = true;
        delete watch;
    });
    watch->start();
    QTRY_VERIFY_WITH_TIMEOUT(gone, 30000);
    QTest::qWait(50); // nothing of it is left that could act
}

QTEST_GUILESS_MAIN(TestWatch)
#include "test_check_watch.moc"
