#include "probe/connection.h"
#include "probe/peer.h"
#include "probe/proberun.h"
#include "probe/probing.h"
#include "wire/conversation.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace wirewise;
using namespace wirewise::testing;
using namespace std::chrono_literals;
using observation::Message;
using observation::MessageView;
using observation::MessageViews;
using observation::SessionFacts;
using observation::StreamEnd;
using probe::Connection;
using probe::ProbeRun;
using wire::Conversation;
using wire::Direction;
using wire::Opcode;

namespace {

/// A WebSocket server: opens every upgrade, then does with each event what the test says.
class SocketPeer
{
public:
    using OnEvent = std::function<void(QTcpSocket *, Conversation &, const wire::ConversationEvent &)>;
    /// with: bytes sent in the same write as the 101.
    explicit SocketPeer(OnEvent onEvent = {}, QByteArray with = {})
        : m_onEvent(std::move(onEvent))
        , m_with(std::move(with))
        , m_peer([this](QTcpSocket *socket, const QByteArray &bytes) { onBytes(socket, bytes); })
    {
    }
    [[nodiscard]] QString url() const { return m_peer.url(); }
    [[nodiscard]] int open() const { return m_peer.open(); }
    [[nodiscard]] QTcpSocket *socket() const { return m_socket; }

private:
    void onBytes(QTcpSocket *socket, const QByteArray &bytes)
    {
        if (m_socket != socket) {
            if (!Peer::isWhole(bytes))
                return;
            m_socket = socket;
            m_read = bytes.indexOf("\r\n\r\n") + 4;
            socket->write(switchingAnswer(bytes) + m_with);
        }
        m_conversation.receive(bytes.mid(m_read));
        m_read = bytes.size();
        while (const auto event = m_conversation.next()) {
            if (m_onEvent)
                m_onEvent(socket, m_conversation, *event);
        }
        socket->write(m_conversation.takeOutgoing());
    }

    OnEvent m_onEvent;
    QByteArray m_with;
    Conversation m_conversation{Conversation::Role::Server};
    QPointer<QTcpSocket> m_socket;
    qsizetype m_read = 0;
    Peer m_peer;
};

std::unique_ptr<Connection> opened(const QString &url)
{
    ProbeRun run(aProbe(url));
    QSignalSpy finished(&run, &ProbeRun::finished);
    run.start();
    finished.wait();
    return run.takeConnection();
}

QByteArray frame(const char *bytes, qsizetype size)
{
    return QByteArray(bytes, size);
}

} // namespace

class TestProbeConnection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void framesBehindTheHeadArrive();
    void messagesGoBothWays();
    void pingIsAnsweredAndPongNoted();
    void autoPongCanBeTurnedOff();
    void peerCloses();
    void weClose();
    void peerNeverAnswersOurClose();
    void dropIsTold_data();
    void dropIsTold();
    void breachIsTold();
    void endInsideFrameIsTold();
    void factsAreBounded();
    void peerThatDoesNotReadIsNotRead();
    void readingWaitsForTheReceiver();
    void answersGoOutBeforeTheAnswerToClose();
    void everyListenerHearsInOrder();
    void fragmentsAndBytesAsTheyAre();
    void everyFragmentIsNoted();
    void endlessFragmentsAreCounted();
    void destroyedByItsListener_data();
    void destroyedByItsListener();
    void destructionEndsTcp();
    void wrongSwitchingGivesNoConnection();
    void untakenConnectionIsDropped();
};

void TestProbeConnection::framesBehindTheHeadArrive()
{
    SocketPeer peer({}, frame("\x81\x02hi\x89\x01p", 7));
    const auto connection = opened(peer.url());
    QVERIFY(connection);
    int messages = 0;
    connect(connection.get(), &Connection::messages, this,
            [&](const MessageViews &came) { messages += static_cast<int>(came.size()); });
    QTRY_COMPARE(messages, 3); // text, ping, our pong
    const SessionFacts facts = connection->facts();
    QCOMPARE(facts.messages.at(0).payload, QByteArray("hi"));
    QCOMPARE(facts.messages.at(0).wireSize, 4);
    QCOMPARE(facts.messages.at(1).opcode, Opcode::Ping);
    QCOMPARE(facts.messages.at(2).opcode, Opcode::Pong);
    QCOMPARE(facts.messages.at(2).direction, Direction::Sent);
    QCOMPARE(facts.messageCount, 1);
    QCOMPARE(facts.stream, frame("\x81\x02hi\x89\x01p", 7));
    QVERIFY(facts.opened);
}

void TestProbeConnection::messagesGoBothWays()
{
    SocketPeer peer([](QTcpSocket *, Conversation &conversation, const wire::ConversationEvent &event) {
        if (const auto *message = std::get_if<wire::MessageReceived>(&event)) {
            if (message->opcode == Opcode::Text)
                conversation.sendText(message->payload);
            else
                conversation.sendBinary(message->payload);
        }
    });
    const auto connection = opened(peer.url());
    QVERIFY(connection && connection->isOpen());
    connection->sendText("grüße");
    const QByteArray large(3 * 1024 * 1024, '\x7f');
    connection->sendBinary(large);
    QTRY_COMPARE(connection->facts().messageCount, 2);
    QByteArray seen;
    for (const Message &message : connection->facts().messages)
        seen += message.direction == Direction::Sent ? 's' : message.opcode == Opcode::Text ? 't' : 'b';
    QVERIFY(seen.startsWith("s")); // the large ones are counted, not kept
    QVERIFY(seen.contains('t'));
}

void TestProbeConnection::pingIsAnsweredAndPongNoted()
{
    SocketPeer peer;
    const auto connection = opened(peer.url());
    connection->sendPing("first");
    connection->sendPing("second");
    QTRY_VERIFY(connection->facts().pongReceived.has_value());
    const SessionFacts facts = connection->facts();
    QVERIFY(*facts.pongReceived >= *facts.pingSent);
}

void TestProbeConnection::autoPongCanBeTurnedOff()
{
    int pongs = 0;
    SocketPeer peer([&](QTcpSocket *, Conversation &conversation, const wire::ConversationEvent &event) {
        if (std::holds_alternative<wire::PongReceived>(event))
            ++pongs;
        if (std::holds_alternative<wire::MessageReceived>(event))
            conversation.ping("p");
    });
    const auto connection = opened(peer.url());
    connection->setAutoPong(false);
    connection->sendText("ping me");
    QTRY_COMPARE(connection->facts().messages.size(), 2);
    connection->setAutoPong(true);
    connection->sendText("again");
    QTRY_COMPARE(pongs, 1);
}

void TestProbeConnection::peerCloses()
{
    SocketPeer peer([](QTcpSocket *, Conversation &conversation, const wire::ConversationEvent &event) {
        if (std::holds_alternative<wire::MessageReceived>(event))
            conversation.close(1008, "no token");
    });
    const auto connection = opened(peer.url());
    QSignalSpy ended(connection.get(), &Connection::ended);
    connection->sendText("hello");
    QTRY_VERIFY(connection->facts().closeCode.has_value());
    QVERIFY(!connection->isOpen());
    peer.socket()->disconnectFromHost();
    QTRY_COMPARE(ended.size(), 1);
    const SessionFacts facts = connection->facts();
    QCOMPARE(facts.closeBy, SessionFacts::CloseBy::Peer);
    QCOMPARE(*facts.closeCode, quint16(1008));
    QCOMPARE(facts.closeReason, QByteArray("no token"));
    QCOMPARE(facts.end, StreamEnd::ClosedByPeer);
    QVERIFY(facts.closedAt && facts.endedAt);
    QVERIFY(!facts.endedInsideFrame);
}

void TestProbeConnection::weClose()
{
    std::optional<quint16> code;
    SocketPeer peer(
        [&](QTcpSocket *socket, Conversation &conversation, const wire::ConversationEvent &event) {
            if (const auto *close = std::get_if<wire::CloseReceived>(&event)) {
                code = close->code;
                socket->write(conversation.takeOutgoing());
                socket->disconnectFromHost();
            }
        });
    const auto connection = opened(peer.url());
    QSignalSpy ended(connection.get(), &Connection::ended);
    connection->close(1000, "done");
    connection->close(1001); // the first one counts
    connection->sendText("too late");
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(code, std::optional<quint16>(1000));
    const SessionFacts facts = connection->facts();
    QCOMPARE(facts.closeBy, SessionFacts::CloseBy::Us);
    QCOMPARE(facts.end, StreamEnd::ClosedByPeer);
}

void TestProbeConnection::peerNeverAnswersOurClose()
{
    Peer deaf([](QTcpSocket *socket, const QByteArray &bytes) {
        if (Peer::isWhole(bytes) && !socket->property("open").toBool()) {
            socket->setProperty("open", true);
            socket->write(switchingAnswer(bytes));
        }
    });
    const auto connection = opened(deaf.url());
    QSignalSpy ended(connection.get(), &Connection::ended);
    connection->close(1000);
    QVERIFY(ended.wait(10000)); // three seconds
    QCOMPARE(connection->facts().end, StreamEnd::ClosedByUs);
}

void TestProbeConnection::dropIsTold_data()
{
    QTest::addColumn<bool>("reset");
    QTest::newRow("FIN") << false;
    QTest::newRow("RST") << true;
}

void TestProbeConnection::dropIsTold()
{
    QFETCH(bool, reset);
    SocketPeer peer;
    const auto connection = opened(peer.url());
    QSignalSpy ended(connection.get(), &Connection::ended);
    if (reset)
        Peer::reset(peer.socket());
    else
        peer.socket()->disconnectFromHost();
    QTRY_COMPARE(ended.size(), 1);
    const SessionFacts facts = connection->facts();
    QCOMPARE(facts.end, reset ? StreamEnd::ResetByPeer : StreamEnd::ClosedByPeer);
    QCOMPARE(facts.closeBy, SessionFacts::CloseBy::Nobody);
    QVERIFY(!facts.closeCode);
    QVERIFY(!connection->isOpen());
}

void TestProbeConnection::breachIsTold()
{
    SocketPeer peer({}, frame("\x81\x82\x01\x02\x03\x04hi", 8)); // masked by a server
    const auto connection = opened(peer.url());
    QSignalSpy breached(connection.get(), &Connection::breached);
    QTRY_COMPARE(breached.size(), 1);
    QCOMPARE(connection->facts().breach, std::optional(wire::FrameBreach::MaskedByServer));
    QVERIFY(!connection->facts().breachRange.isEmpty());
    QCOMPARE(connection->facts().breachBytes, QByteArray("\x81\x82"));
    QSignalSpy ended(connection.get(), &Connection::ended);
    QVERIFY(ended.wait());
}

void TestProbeConnection::endInsideFrameIsTold()
{
    SocketPeer peer({}, frame("\x81\x7dhalf", 6));
    const auto connection = opened(peer.url());
    QSignalSpy ended(connection.get(), &Connection::ended);
    peer.socket()->disconnectFromHost();
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(connection->facts().endedInsideFrame);
}

void TestProbeConnection::factsAreBounded()
{
    SocketPeer peer({}, frame("\x81\x02hi", 4).repeated(300000));
    const auto connection = opened(peer.url());
    QTRY_COMPARE_WITH_TIMEOUT(connection->facts().messageCount, 300000, 30000);
    const SessionFacts facts = connection->facts();
    QCOMPARE(facts.messages.size(), SessionFacts::KeptMessages);
    QCOMPARE(facts.stream.size(), SessionFacts::KeptBytes);
}

void TestProbeConnection::peerThatDoesNotReadIsNotRead()
{
    constexpr int count = 300; // more than would fit if all of it had to wait here
    const QByteArray message = [] {
        QByteArray bytes("\x82\x7f\x00\x00\x00\x00\x00\x10\x00\x00", 10);
        return bytes.append(1024 * 1024, 'x');
    }();
    qint64 echoed = 0;
    int written = 0;
    QTcpSocket *peer = nullptr;
    Peer deaf([&](QTcpSocket *socket, const QByteArray &bytes) {
        if (peer || !Peer::isWhole(bytes))
            return;
        peer = socket;
        QObject::disconnect(socket, &QTcpSocket::readyRead, nullptr, nullptr);
        socket->setReadBufferSize(1);
        const auto more = [&, socket] {
            while (written < count && socket->bytesToWrite() < message.size()) {
                socket->write(message);
                ++written;
            }
        };
        QObject::connect(socket, &QTcpSocket::bytesWritten, socket, more);
        socket->write(switchingAnswer(bytes));
        more();
    });
    const auto connection = opened(deaf.url());
    QVERIFY(connection);
    connect(connection.get(), &Connection::messages, this, [&](const MessageViews &messages) {
        for (const MessageView &came : messages) {
            if (came.isReceived())
                connection->sendBinary(came.payload.toByteArray());
        }
    });
    QTRY_VERIFY_WITH_TIMEOUT(connection->facts().messageCount >= 60, 60000);
    // A client that read on would send ever more into the void; whether it does shows in what follows.
    for (qint64 seen = -1; seen != connection->facts().messageCount; QTest::qWait(300))
        seen = connection->facts().messageCount;
    QVERIFY2(connection->facts().messageCount < 150,
             QByteArray::number(connection->facts().messageCount).constData());
    QVERIFY(connection->isOpen());

    QVERIFY(written < count);
    const auto drain = [&] { echoed += peer->readAll().size(); };
    connect(peer, &QTcpSocket::readyRead, this, drain);
    peer->setReadBufferSize(0);
    drain();
    QTRY_COMPARE_WITH_TIMEOUT(echoed, qint64(count) * (14 + 1024 * 1024), 120000);
    QCOMPARE(connection->facts().messageCount, count);
}

void TestProbeConnection::readingWaitsForTheReceiver()
{
    SocketPeer peer({}, frame("\x81\x01", 2) + 'a' + frame("\x81\x01", 2) + 'b' + frame("\x88\x00", 2));
    const auto connection = opened(peer.url());
    QByteArray seen;
    connect(connection.get(), &Connection::messages, this, [&](const MessageViews &messages) {
        for (const MessageView &message : messages)
            seen += message.payload;
        connection->setReading(false);
    });
    QSignalSpy ended(connection.get(), &Connection::ended);
    QTRY_COMPARE(seen, QByteArray("ab")); // what lay in one read is told together
    peer.socket()->write(frame("\x81\x01", 2) + 'c');
    peer.socket()->disconnectFromHost();
    QTest::qWait(50);
    QVERIFY(connection->facts().closeBy == SessionFacts::CloseBy::Nobody);
    QCOMPARE(ended.size(), 0);
    connection->setReading(true);
    QTRY_VERIFY(connection->facts().closeBy == SessionFacts::CloseBy::Peer);
    connection->setReading(true);
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(seen, QByteArray("ab"));
}

void TestProbeConnection::everyFragmentIsNoted()
{
    const QByteArray longer(300, 'x');
    SocketPeer peer({}, frame("\x01\x02", 2) + "ab" + frame("\x89\x01", 2) + "p" +
                            frame("\x00\x7e\x01\x2c", 4) + longer);
    const auto connection = opened(peer.url());
    QList<Message> messages;
    connect(connection.get(), &Connection::messages, this, [&](const MessageViews &views) {
        for (const MessageView &view : views)
            messages.append(view.toMessage());
    });
    QTRY_COMPARE(messages.size(), 2); // ping and pong, inside the message
    QTest::qWait(20);
    peer.socket()->write(frame("\x80\x00", 2));
    QTRY_COMPARE(messages.size(), 3);
    const Message whole = messages.constLast();
    QCOMPARE(whole.payload, "ab" + longer);
    QCOMPARE(whole.frames, 3);
    QCOMPARE(whole.fragments.size(), 3);
    QCOMPARE(whole.wireSize, 4 + 304 + 2);
    QCOMPARE(whole.fragments.at(0), (observation::Fragment{whole.fragments.at(0).at, 4, 2}));
    QCOMPARE(whole.fragments.at(1), (observation::Fragment{whole.fragments.at(1).at, 304, 300}));
    QCOMPARE(whole.fragments.at(2), (observation::Fragment{whole.fragments.at(2).at, 2, 0}));
    QVERIFY(whole.fragments.at(2).at - whole.fragments.at(1).at >= 20ms);
    QVERIFY(whole.fragments.at(2).at <= whole.at);

    connection->sendFragmented(Opcode::Text, QByteArray(1000, 'y'), 400);
    QTRY_COMPARE(messages.size(), 4);
    const Message sent = messages.constLast();
    QCOMPARE(sent.fragments.size(), 3);
    QCOMPARE(sent.fragments.at(0), (observation::Fragment{sent.fragments.at(0).at, 8 + 400, 400}));
    QCOMPARE(sent.fragments.at(2), (observation::Fragment{sent.fragments.at(2).at, 8 + 200, 200}));
    qint64 all = 0;
    for (const observation::Fragment &fragment : sent.fragments)
        all += fragment.wireSize;
    QCOMPARE(all, sent.wireSize);
}

void TestProbeConnection::endlessFragmentsAreCounted()
{
    constexpr int count = 3 * Message::KeptFragments;
    SocketPeer peer({},
                    frame("\x01\x00", 2) + frame("\x00\x00", 2).repeated(count - 2) + frame("\x80\x01z", 3));
    const auto connection = opened(peer.url());
    QList<Message> messages;
    connect(connection.get(), &Connection::messages, this, [&](const MessageViews &views) {
        for (const MessageView &view : views)
            messages.append(view.toMessage());
    });
    QTRY_COMPARE_WITH_TIMEOUT(messages.size(), 1, 60000);
    QCOMPARE(messages.constFirst().frames, count);
    QCOMPARE(messages.constFirst().fragments.size(), Message::KeptFragments);
    QCOMPARE(messages.constFirst().payload, QByteArray("z"));
}

/// What a listener sends because of a message goes out before the Close frame that came right behind it.
void TestProbeConnection::answersGoOutBeforeTheAnswerToClose()
{
    QByteArrayList heard;
    SocketPeer peer(
        [&](QTcpSocket *, Conversation &, const wire::ConversationEvent &event) {
            if (const auto *message = std::get_if<wire::MessageReceived>(&event))
                heard.append(message->payload);
            else if (std::get_if<wire::CloseReceived>(&event))
                heard.append("close");
        },
        frame("\x81\x01"
              "a"
              "\x81\x01"
              "b"
              "\x88\x00",
              8));
    const auto connection = opened(peer.url());
    connect(connection.get(), &Connection::messages, this, [&](const MessageViews &messages) {
        for (const MessageView &message : messages) {
            if (message.isReceived() && message.opcode == Opcode::Text)
                connection->sendText("re " + message.payload.toByteArray());
        }
    });
    QTRY_COMPARE(heard, (QByteArrayList{"re a", "re b", "close"}));
}

void TestProbeConnection::everyListenerHearsInOrder()
{
    SocketPeer peer({}, frame("\x81\x01"
                              "a"
                              "\x81\x01"
                              "b",
                              6));
    const auto connection = opened(peer.url());
    QList<qint64> first, second;
    const auto noteIn = [](QList<qint64> &numbers) {
        return [&numbers](const MessageViews &messages) {
            for (const MessageView &message : messages)
                numbers.append(message.number);
        };
    };
    connect(connection.get(), &Connection::messages, this, noteIn(first));
    connect(connection.get(), &Connection::messages, this, [&](const MessageViews &messages) {
        if (messages.constFirst().isReceived())
            connection->sendText("c");
    });
    connect(connection.get(), &Connection::messages, this, noteIn(second));
    QTRY_COMPARE(second, (QList<qint64>{1, 2, 3}));
    QCOMPARE(first, second);
}

void TestProbeConnection::fragmentsAndBytesAsTheyAre()
{
    QList<int> frames;
    bool broken = false;
    SocketPeer peer([&](QTcpSocket *, Conversation &, const wire::ConversationEvent &event) {
        if (const auto *message = std::get_if<wire::MessageReceived>(&event))
            frames.append(message->frames);
        broken = broken || std::holds_alternative<wire::ProtocolBreach>(event);
    });
    const auto connection = opened(peer.url());
    connection->sendFragmented(Opcode::Text, "abcdefg", 2);
    QTRY_COMPARE(frames, QList<int>{4});
    QCOMPARE(connection->facts().messages.constLast().frames, 4);
    connection->sendBytes(frame("\xff\xff", 2));
    QTRY_VERIFY(broken);
}

void TestProbeConnection::destroyedByItsListener_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("message") << 0;
    QTest::newRow("breached") << 1;
    QTest::newRow("ended") << 2;
}

void TestProbeConnection::destroyedByItsListener()
{
    QFETCH(int, signal);
    SocketPeer peer({}, frame("\x81\x02hi\x81\x02ho\x89\x01p\xff\xff", 13));
    QPointer<Connection> connection = opened(peer.url()).release();
    QVERIFY(connection);
    if (signal == 0)
        connect(connection, &Connection::messages, this, [&](const MessageViews &messages) {
            delete connection;
            QCOMPARE(messages.constLast().payload, QByteArrayView("ho"));
        });
    else if (signal == 1)
        connect(connection, &Connection::breached, this, [&] { delete connection; });
    else
        connect(connection, &Connection::ended, this, [&] { connection->deleteLater(); });
    QTRY_VERIFY(connection.isNull());
    QTRY_COMPARE(peer.open(), 0);
}

void TestProbeConnection::destructionEndsTcp()
{
    SocketPeer peer;
    auto connection = opened(peer.url());
    QCOMPARE(peer.open(), 1);
    QSignalSpy ended(connection.get(), &Connection::ended);
    connection.reset();
    QCOMPARE(ended.size(), 1);
    QTRY_COMPARE(peer.open(), 0);
}

void TestProbeConnection::wrongSwitchingGivesNoConnection()
{
    Peer peer([](QTcpSocket *socket, const QByteArray &bytes) {
        QByteArray answer = switchingAnswer(bytes);
        socket->write(answer.replace("Sec-WebSocket-Accept: ", "Sec-WebSocket-Accept: x"));
    });
    ProbeRun run(aProbe(peer.url()));
    QSignalSpy finished(&run, &ProbeRun::finished);
    run.start();
    QVERIFY(finished.wait());
    QCOMPARE(run.exchange().status(), 101);
    QVERIFY(!run.exchange().upgraded());
    QVERIFY(!run.takeConnection());
}

void TestProbeConnection::untakenConnectionIsDropped()
{
    SocketPeer peer;
    {
        ProbeRun run(aProbe(peer.url()));
        QSignalSpy finished(&run, &ProbeRun::finished);
        run.start();
        QVERIFY(finished.wait());
        QCOMPARE(peer.open(), 1);
    }
    QTRY_COMPARE(peer.open(), 0);
}

QTEST_GUILESS_MAIN(TestProbeConnection)
#include "test_probe_connection.moc"
