#include "check/check.h"
#include "diagnosis/experiments.h"
#include "probe/peer.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace wirewise;
using namespace wirewise::testing;
using namespace std::chrono_literals;
using observation::Duration;
using observation::Observation;
using observation::Settings;

namespace {

constexpr auto Limit = 600ms;
/// What a check may take beyond its limits, for what is no waiting.
constexpr Duration Rest = 1s;

void sendEndlessly(QTcpSocket *socket)
{
    socket->write("HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\n\r\n");
    QObject::connect(socket, &QTcpSocket::bytesWritten, socket, [socket] {
        if (socket->bytesToWrite() < 64 * 1024)
            socket->write(QByteArray(64 * 1024, 'x'));
    });
}

/// One byte of the answer at a time, for ever.
void sendDropByDrop(QTcpSocket *socket)
{
    socket->write("HTTP/1.1 404 Not Found\r\nX-Slow: ");
    auto *drops = new QTimer(socket);
    QObject::connect(drops, &QTimer::timeout, socket, [socket] { socket->write("a"); });
    drops->start(20);
}

void answer(QTcpSocket *socket, const char *status)
{
    socket->write(QByteArray("HTTP/1.1 ") + status + "\r\nContent-Length: 0\r\n\r\n");
}

/// What a peer does once it has a whole request; nothing if there is none.
using Behaviour = void (*)(QTcpSocket *);

struct Bad
{
    const char *name;
    const char *scheme;
    Behaviour behaviour;
};
const Bad peers[] = {
    {"silent", "ws", nullptr},
    {"silent before TLS", "wss", nullptr},
    {"drop by drop", "ws", sendDropByDrop},
    {"endless body", "ws", sendEndlessly},
    {"closes", "ws", [](QTcpSocket *socket) { socket->disconnectFromHost(); }},
    {"resets", "ws", [](QTcpSocket *socket) { Peer::reset(socket); }},
    {"400", "ws", [](QTcpSocket *socket) { answer(socket, "400 Bad Request"); }},
    {"401", "ws", [](QTcpSocket *socket) { answer(socket, "401 Unauthorized"); }},
    {"403", "ws", [](QTcpSocket *socket) { answer(socket, "403 Forbidden"); }},
    {"404", "ws", [](QTcpSocket *socket) { answer(socket, "404 Not Found"); }},
    {"426", "ws", [](QTcpSocket *socket) { answer(socket, "426 Upgrade Required"); }},
    {"500", "ws", [](QTcpSocket *socket) { answer(socket, "500 Internal Server Error"); }},
    {"503", "ws", [](QTcpSocket *socket) { answer(socket, "503 Service Unavailable"); }},
};

} // namespace

/// However badly a peer behaves: a check asks it politely, and ends.
class TestCheckLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fewConnectionsAndAnEnd_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<QString>("path");
        for (int i = 0; i < static_cast<int>(std::size(peers)); ++i) {
            QTest::addRow("%s", peers[i].name) << i << QStringLiteral("/ws");
            QTest::addRow("%s, Socket.IO", peers[i].name)
                << i << QStringLiteral("/socket.io/?EIO=4&transport=websocket");
        }
    }

    void fewConnectionsAndAnEnd()
    {
        QFETCH(int, index);
        QFETCH(QString, path);
        const Bad &bad = peers[index];
        const Peer peer([&](QTcpSocket *socket, const QByteArray &bytes) {
            if (bad.behaviour && Peer::isWhole(bytes) && !socket->property("answered").toBool()) {
                socket->setProperty("answered", true);
                bad.behaviour(socket);
            }
        });
        Settings settings;
        settings.timeout = Limit;
        // As much as can be varied.
        settings.origin = "https://app.example";
        settings.subprotocols = {"chat"};
        settings.headers = {{"Authorization", "Bearer abc"}, {"Cookie", "session=1"}};
        check::Check check(peer.url(QLatin1String(bad.scheme), path), settings);
        Observation seen;
        QObject::connect(
            &check, &check::Check::finished, &check,
            [&](const Observation &observation, const diagnosis::Diagnosis &) { seen = observation; });
        QSignalSpy finished(&check, &check::Check::finished);
        check.start();
        QVERIFY(finished.wait(60000));

        QVERIFY2(peer.connections() <= diagnosis::MaximumConnections,
                 QByteArray::number(peer.connections()).constData());
        // What each was given, not what the clock of a busy machine says: an experiment that begins late gets
        // less, so that all of them end before the shared limit does.
        const Duration shared = 2 * Duration(Limit) + Rest;
        for (const observation::ExperimentResult &result : std::as_const(seen.experiments)) {
            const Duration given = result.experiment.probe.settings.timeout;
            const QByteArray told = result.experiment.id + " after " +
                                    QByteArray::number(result.exchange.timing.startedAfter.count()) + " us";
            QVERIFY2(result.exchange.timing.startedAfter + given <= shared, told.constData());
        }
        // Each experiment, and the check as a whole, may be slow only as the machine is.
        QVERIFY(seen.took < shared + 20s);
        QVERIFY(seen.exchanges.size() == 3);
    }
};

QTEST_GUILESS_MAIN(TestCheckLimits)
#include "test_check_limits.moc"
