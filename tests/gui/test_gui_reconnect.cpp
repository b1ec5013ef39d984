#include "gui/windowdriver.h"

#include "gui/application.h"
#include "gui/idlepanel.h"
#include "gui/messagestore.h"
#include "gui/sessionpage.h"
#include "gui/widgets/idlebars.h"
#include "gui/widgets/overviewgeometry.h"

#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace wirewise;
using namespace std::chrono_literals;
using observation::ConnectionMark;
using observation::Duration;
using observation::SessionFacts;
using test::WindowDriver;

namespace {

/// Opens every upgrade, and ends those that are open when it is told to.
class Server
{
public:
    Server()
    {
        QObject::connect(&m_server, &QWebSocketServer::newConnection, &m_server, [this] {
            while (QWebSocket *socket = m_server.nextPendingConnection())
                m_sockets.append(socket);
        });
        listen();
    }
    ~Server() { qDeleteAll(m_sockets); }
    void listen() { m_listening = m_server.listen(QHostAddress::LocalHost, m_port); }
    void stopListening()
    {
        m_port = m_server.serverPort();
        m_server.close();
    }
    [[nodiscard]] bool isListening() const { return m_listening; }
    [[nodiscard]] QString url() const { return m_server.serverUrl().toString(); }
    void closeAll(QWebSocketProtocol::CloseCode code)
    {
        for (QWebSocket *socket : std::as_const(m_sockets))
            socket->close(code);
    }
    void abortAll()
    {
        for (QWebSocket *socket : std::as_const(m_sockets))
            socket->abort();
    }

private:
    QWebSocketServer m_server{QStringLiteral("peer"), QWebSocketServer::NonSecureMode};
    QList<QWebSocket *> m_sockets;
    quint16 m_port = 0;
    bool m_listening = false;
};

ConnectionMark aMark(int number, qint64 firstMessage, Duration openedAt, std::optional<Duration> life = {})
{
    ConnectionMark mark{number, firstMessage, openedAt, 1, {}};
    if (life) {
        mark.ended.emplace();
        mark.ended->endedAt = mark.ended->watched = *life;
        mark.ended->end = observation::StreamEnd::ResetByPeer;
    }
    return mark;
}

observation::Message aMessage(qint64 number, Duration at, wire::Opcode opcode = wire::Opcode::Text)
{
    observation::Message message;
    message.number = number;
    message.at = at;
    message.opcode = opcode;
    message.payload = opcode == wire::Opcode::Close ? QByteArray("\x03\xf4gone") : QByteArray("text");
    return message;
}

} // namespace

class TestGuiReconnect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void storeMarksBreaks();
    void overviewSaysReopened();
    void barsOfATest();
    void reopensAndKeepsBoth();
    void stopAndNow();
    void idleLimitInThePanel();

private:
    static void open(WindowDriver &driver, const QString &address);
};

void TestGuiReconnect::initTestCase()
{
    gui::setUpApplication(*qobject_cast<QApplication *>(QCoreApplication::instance()));
}

void TestGuiReconnect::open(WindowDriver &driver, const QString &address)
{
    driver.type(address);
    driver.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(driver.window().current() && driver.window().current()->isLive(), 60'000);
    QVERIFY(driver.waitForVerdict());
}

void TestGuiReconnect::storeMarksBreaks()
{
    gui::MessageStore store;
    store.append({aMessage(1, 1s), aMessage(2, 2s, wire::Opcode::Close), aMessage(3, 5s), aMessage(4, 9s)},
                 4);
    QCOMPARE(store.closes(), QList<qint64>{1});
    ConnectionMark third = aMark(3, 4, 8s);
    third.tries = 3;
    store.setConnections({aMark(1, 1, 0s, 2500ms), aMark(2, 3, 4s, 2s), third});
    QCOMPARE(store.closes(), (QList<qint64>{1, 2}));
    const gui::CloseExplanation closed = store.closeExplanation(1, store.fetch(1, 1).constFirst());
    QVERIFY2(closed.title.contains(QStringLiteral("1012")), qPrintable(closed.title));
    QVERIFY2(closed.detail.endsWith(QStringLiteral("Connection 2 opened 1.5 s later.")),
             qPrintable(closed.detail));
    const gui::CloseExplanation dropped = store.closeExplanation(2, store.fetch(2, 1).constFirst());
    QVERIFY2(dropped.title.contains(QStringLiteral("without a Close frame")), qPrintable(dropped.title));
    QVERIFY2(dropped.detail.endsWith(QStringLiteral("Connection 3 opened 2 s later, with try 3.")),
             qPrintable(dropped.detail));
    // A connection without a message has no row to stand under.
    store.setConnections({aMark(1, 1, 0s, 1s), aMark(2, 1, 2s, 1s), aMark(3, 1, 4s)});
    QCOMPARE(store.closes(), QList<qint64>{1});
}

void TestGuiReconnect::overviewSaysReopened()
{
    gui::OverviewContent content;
    content.rate.add(1s, 1, 1, 0);
    content.rate.add(100s, 2, 1, 0);
    content.end = 100s;
    content.connections = {aMark(1, 1, 0s, 40s), aMark(2, 2, 42s)};
    const gui::OverviewGeometry geometry = gui::layOutOverview(content, {900, 60}, 14, 7);
    QCOMPARE(geometry.closes.size(), 1);
    QCOMPARE(geometry.closes.constFirst(), geometry.xOf(40s));
    QStringList closes;
    for (const gui::OverviewGeometry::Label &label : geometry.labels) {
        if (label.isClose)
            closes.append(label.text);
    }
    QCOMPARE(closes.size(), 1);
    QVERIFY2(closes.constFirst().endsWith(QStringLiteral("closed, reopened")),
             qPrintable(closes.constFirst()));
}

void TestGuiReconnect::barsOfATest()
{
    observation::IdleTest test;
    test.upTo = 100s;
    observation::IdleTrial open, dropped, control;
    open.end = observation::IdleTrial::End::Open;
    open.life = open.silence = 50s;
    dropped.end = observation::IdleTrial::End::Reset;
    dropped.life = dropped.silence = 60s;
    control.end = observation::IdleTrial::End::Open;
    control.life = 80s;
    control.pingEvery = 30s;
    test.silent = {open, dropped};
    test.control = control;
    test.controlUntil = 76s;
    const QList<gui::IdleBar> bars = gui::idleBars(test);
    QCOMPARE(bars.size(), 3);
    QCOMPARE(bars.at(0).used, 0.5);
    QVERIFY(!bars.at(0).isOver);
    QCOMPARE(bars.at(0).words, QStringLiteral("silent for 50.0 s"));
    QVERIFY(bars.at(1).isOver && bars.at(1).isDropped);
    QCOMPARE(bars.at(2).used, 1.0);
    QVERIFY(bars.at(2).isOver && !bars.at(2).isDropped);
    test.rounds = 3;
    test.control.reset();
    QCOMPARE(gui::idleBars(test).size(), 4); // room for those to come
    QVERIFY(gui::idleBars(test).at(3).words.contains(QStringLiteral("will open")));
    gui::IdleBars widget;
    widget.setBars(bars);
    QVERIFY(widget.accessibleDescription().contains(QStringLiteral("2: reset by TCP (RST)")));
    QVERIFY(!widget.grab().isNull());
}

void TestGuiReconnect::reopensAndKeepsBoth()
{
    Server server;
    QVERIFY(server.isListening());
    WindowDriver driver;
    driver.trigger("reconnect");
    open(driver, server.url());
    gui::CheckSession *session = driver.window().current();
    session->sendText("one");
    QTRY_VERIFY_WITH_TIMEOUT(session->messages().count() >= 1, 60'000);
    QVERIFY(driver.find<QLabel>("connectionLabel")->isHidden());
    server.closeAll(QWebSocketProtocol::CloseCodeGoingAway);
    QTRY_COMPARE_WITH_TIMEOUT(session->connections().size(), 2, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(session->isLive(), 60'000);
    QCOMPARE(driver.find<QLabel>("connectionLabel")->text(), QStringLiteral("connection 2 of 2"));
    const qint64 before = session->messages().count();
    const qint64 break_ = session->connections().at(1).firstMessage - 2;
    QVERIFY(session->messages().closes().contains(break_));
    session->sendText("two");
    QTRY_VERIFY_WITH_TIMEOUT(session->messages().count() > before, 60'000);
    QCOMPARE(session->messages().fetch(before, 1).constFirst().number, before + 1);
    QCOMPARE(session->messages().fetch(before, 1).constFirst().payload, QByteArray("two"));
    QVERIFY(session->messages().fetch(before, 1).constFirst().at >= session->connections().at(1).openedAt);
    const QString path = session->path();
    driver.restart();
    QVERIFY(driver.window().actions()["reconnect"]->isChecked());
    driver.window().openFile(path);
    QVERIFY(driver.waitForVerdict());
    QCOMPARE(driver.window().current()->connections().size(), 2);
    QVERIFY(driver.window().current()->messages().closes().contains(break_));
    QVERIFY(!driver.window().current()->canReconnect());
}

void TestGuiReconnect::stopAndNow()
{
    Server server;
    WindowDriver driver;
    driver.trigger("reconnect");
    const QString url = server.url();
    open(driver, url);
    gui::CheckSession *session = driver.window().current();
    server.stopListening();
    server.abortAll();
    QTRY_VERIFY_WITH_TIMEOUT(session->isReconnecting(), 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(driver.find<QLabel>("stateLabel")->text(), QStringLiteral("Reconnecting"),
                              60'000);
    auto *stop = driver.find<QToolButton>("stopReconnectButton");
    QVERIFY(!stop->isHidden());
    stop->click();
    QVERIFY(!driver.window().actions()["reconnect"]->isChecked());
    QTRY_VERIFY_WITH_TIMEOUT(!session->isReconnecting(), 60'000);
    QCOMPARE(driver.find<QLabel>("stateLabel")->text(), QStringLiteral("Closed"));
    QVERIFY(stop->isHidden());
    server.listen();
    QVERIFY(server.isListening());
    QCOMPARE(server.url(), url);
    QVERIFY(driver.window().actions()["reconnectNow"]->isEnabled());
    driver.find<QToolButton>("reconnectButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(session->isLive(), 60'000);
    QCOMPARE(session->connections().size(), 2);
    QVERIFY(driver.find<QToolButton>("reconnectButton")->isHidden());
}

void TestGuiReconnect::idleLimitInThePanel()
{
    WindowDriver driver;
    open(driver, driver.labAddress("session.idle-timeout"));
    auto *panel = driver.find<gui::IdlePanel>("idlePanel");
    QVERIFY(panel->isHidden());
    driver.trigger("findIdleLimit");
    QVERIFY(!panel->isHidden());
    QVERIFY(!panel->isRunning()); // nobody asked for it yet
    driver.find<QSpinBox>("idleRounds")->setValue(1);
    driver.find<QPushButton>("startIdleButton")->click();
    QVERIFY(panel->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!panel->isRunning(), 120'000);
    auto *title = driver.find<QLabel>("idleTitle");
    QVERIFY2(title->text().startsWith(QStringLiteral("Dropped after ")), qPrintable(title->text()));
    QVERIFY2(driver.find<QLabel>("idleExplanation")->text().contains(QStringLiteral("prevent it")),
             qPrintable(driver.find<QLabel>("idleExplanation")->text()));
    driver.find<QToolButton>("copyIdleButton")->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(title->text()));
    driver.find<QToolButton>("closeIdleButton")->click();
    QVERIFY(panel->isHidden());
}

QTEST_MAIN(TestGuiReconnect)
#include "test_gui_reconnect.moc"
