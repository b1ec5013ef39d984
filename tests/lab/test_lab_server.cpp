#include "lab/labserver.h"

#include <QHostAddress>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QUrl>
#include <QWebSocket>

using namespace wirewise;
using lab::LabServer;

namespace {

const QHostAddress Loopback(QHostAddress::LocalHost);

/// Whether something listens there.
bool isOpen(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(Loopback, port);
    return socket.waitForConnected(5000);
}

} // namespace

/// Ports, life and bounds of the lab; what its scenarios say is in test_lab_scenarios.
class TestLabServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsOnAFreePort()
    {
        LabServer server;
        QSignalSpy started(&server, &LabServer::started);
        QVERIFY(server.start());
        QCOMPARE(started.count(), 1);
        QVERIFY(server.isRunning());
        QVERIFY(isOpen(server.port()));
        QVERIFY(server.start());
        QCOMPARE(started.count(), 1);
    }

    void saysThatAPortIsTaken()
    {
        QTcpServer other;
        QVERIFY(other.listen(Loopback));
        LabServer server;
        QSignalSpy failed(&server, &LabServer::failed);
        const lab::Result<void> result = server.start(other.serverPort());
        QVERIFY(!result);
        QCOMPARE(result.error().kind, lab::Failure::Kind::PortTaken);
        QVERIFY(result.error().text.contains(QString::number(other.serverPort())));
        QCOMPARE(failed.count(), 1);
        QVERIFY(!server.isRunning());
        QVERIFY(server.urlOf(*lab::findScenario("upgrade.ok")).isEmpty());
    }

    void everyPortListensOnLoopbackOnly()
    {
        LabServer server;
        QVERIFY(server.start());
        // 127.0.0.2 is this computer too, and would be served by a port bound to every address.
        QList<quint16> ports{server.port(), server.addresses().application};
        ports += server.addresses().own.values();
        QVERIFY(ports.size() > 2);
        for (const quint16 port : std::as_const(ports)) {
            QTcpSocket elsewhere;
            elsewhere.connectToHost(QHostAddress(QStringLiteral("127.0.0.2")), port);
            QVERIFY(!elsewhere.waitForConnected(2000));
            QCOMPARE(elsewhere.error(), QAbstractSocket::ConnectionRefusedError);
        }
    }

    void stopFreesThePortsAndStartTakesThemAgain()
    {
        LabServer server;
        QVERIFY(server.start());
        const quint16 port = server.port();
        const quint16 own = server.addresses().own.value("http.not-http");
        QVERIFY(own != 0);
        QTcpSocket guest;
        guest.connectToHost(Loopback, port);
        QVERIFY(guest.waitForConnected());
        QSignalSpy stopped(&server, &LabServer::stopped);
        server.stop();
        QCOMPARE(stopped.count(), 1);
        QVERIFY(!server.isRunning());
        QTRY_COMPARE(guest.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(!isOpen(port));
        QVERIFY(!isOpen(own));
        QVERIFY(server.start(port));
        QCOMPARE(server.port(), port);
        QVERIFY(isOpen(port));
    }

    void healthyServerAnswersEachMessageWithItself()
    {
        LabServer server;
        QVERIFY(server.start());
        QWebSocket client;
        QSignalSpy text(&client, &QWebSocket::textMessageReceived);
        QSignalSpy binary(&client, &QWebSocket::binaryMessageReceived);
        client.open(QUrl(QString::fromLatin1(server.urlOf(*lab::findScenario("upgrade.ok")))));
        QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
        client.sendTextMessage(QStringLiteral("Gr\u00fc\u00dfe"));
        client.sendBinaryMessage(QByteArray(70000, '\0'));
        QTRY_COMPARE(text.count(), 1);
        QTRY_COMPARE(binary.count(), 1);
        QCOMPARE(text.first().first().toString(), QStringLiteral("Gr\u00fc\u00dfe"));
        QCOMPARE(binary.first().first().toByteArray(), QByteArray(70000, '\0'));
        client.close();
        QTRY_COMPARE(server.visits(), 0);
    }

    void connectionsAreBounded()
    {
        LabServer server;
        QVERIFY(server.start());
        QList<QTcpSocket *> guests;
        QObject owner;
        for (int n = 0; n < LabServer::MaximumVisits + 20; ++n) {
            auto *guest = new QTcpSocket(&owner);
            guest->connectToHost(Loopback, server.port());
            guests.append(guest);
            if (n % 16 == 15)
                QTRY_VERIFY(guest->state() != QAbstractSocket::ConnectingState);
        }
        const auto open = [&] {
            return std::count_if(guests.cbegin(), guests.cend(), [](const QTcpSocket *guest) {
                return guest->state() == QAbstractSocket::ConnectedState;
            });
        };
        QTRY_COMPARE(open(), LabServer::MaximumVisits);
        QCOMPARE(server.visits(), LabServer::MaximumVisits);
        for (QTcpSocket *guest : std::as_const(guests))
            guest->abort();
        QTRY_COMPARE(server.visits(), 0);
    }

    void tooLongAHeadIsRefused()
    {
        LabServer server;
        QVERIFY(server.start());
        QTcpSocket guest;
        guest.connectToHost(Loopback, server.port());
        QVERIFY(guest.waitForConnected());
        guest.write("GET /upgrade.ok HTTP/1.1\r\nX: " + QByteArray(40 * 1024, 'x'));
        QTRY_VERIFY(guest.bytesAvailable() > 12);
        QVERIFY(guest.readAll().startsWith("HTTP/1.1 431"));
    }

    void worksInAThreadOfItsOwn()
    {
        QThread thread;
        auto *server = new LabServer;
        server->moveToThread(&thread);
        connect(&thread, &QThread::finished, server, &QObject::deleteLater);
        QSignalSpy started(server, &LabServer::started);
        thread.start();
        QMetaObject::invokeMethod(server, [server] { (void)server->start(); });
        QTRY_COMPARE(started.count(), 1);
        const auto addresses = started.first().first().value<lab::LabAddresses>();
        QVERIFY(isOpen(addresses.main));
        QVERIFY(addresses.urlOf(*lab::findScenario("upgrade.ok")).endsWith("/upgrade.ok"));
        thread.quit();
        QVERIFY(thread.wait(5000));
        QVERIFY(!isOpen(addresses.main));
    }
};

QTEST_GUILESS_MAIN(TestLabServer)
#include "test_lab_server.moc"
