#include "capturereading.h"
#include "wire/conversation.h"
#include "written.h"

#include <QTest>

#include <algorithm>

using namespace wirewise;
using namespace wirewise::report;
using observation::Message;
using wire::Direction;

namespace {

/// A check whose upgrade opened, with a log.
Case openCase(const QList<Message> &log)
{
    Case exported = test::aCase(log);
    observation::Observation &seen = exported.checked.observation;
    seen.experiments.clear();
    observation::Exchange &upgrade = seen.exchanges.last();
    upgrade.received = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
    upgrade.arrivals.clear();
    upgrade.readResponse();
    return exported;
}

/// One frame a message, of those that are given.
QList<Message> plainMessages(qsizetype count)
{
    QList<Message> log = test::someMessages(count);
    for (Message &message : log) {
        message.opcode = message.number % 7 == 0 ? wire::Opcode::Binary : wire::Opcode::Text;
        message.frames = 1;
        message.fragments.clear();
    }
    return log;
}

/// What a stream says after its head, as payloads of whole messages.
QByteArrayList payloadsIn(const QByteArray &stream, wire::Conversation::Role role)
{
    wire::Conversation conversation(role);
    conversation.receive(stream.sliced(stream.indexOf("\r\n\r\n") + 4));
    QByteArrayList payloads;
    while (const auto event = conversation.next()) {
        if (const auto *message = std::get_if<wire::MessageReceived>(&*event))
            payloads.append(message->payload);
        else if (std::holds_alternative<wire::ProtocolBreach>(*event))
            payloads.append("a breach of the protocol");
    }
    return payloads;
}

/// One direction of the connection whose upgrade opened.
QByteArray sessionStream(const QList<test::Packet> &packets, bool sent)
{
    const QMap<quint16, QByteArray> answers = test::streamsIn(packets, false);
    for (auto answer = answers.cbegin(); answer != answers.cend(); ++answer) {
        if (answer->startsWith("HTTP/1.1 101"))
            return test::streamsIn(packets, sent).value(answer.key());
    }
    return {};
}

} // namespace

class TestReportPcapng : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packetsAreSound();
    void exchangesGoOverTheirOwnConnections();
    void messagesBecomeFrames();
    void fragmentsStayFragments();
    void largeMessagesAreParted();
    void timesAreThoseOfTheMessages();
    void connectionsAfterTheFirstHaveAHandshake();
    void addressesAreThoseOfTheCheck_data();
    void addressesAreThoseOfTheCheck();
    void unansweredConnects();
};

void TestReportPcapng::packetsAreSound()
{
    const QList<Message> log = test::someMessages(50);
    const QList<test::Packet> packets =
        test::packetsIn(test::written(Format::Pcapng, openCase(log), test::pagesOf(log)));
    QVERIFY(packets.size() > 50);
    for (const test::Packet &packet : packets) {
        QVERIFY(packet.checksumsHold);
        QVERIFY(packet.data.size() <= 1440);
    }
}

void TestReportPcapng::exchangesGoOverTheirOwnConnections()
{
    const Case exported = test::aCase({});
    const QList<test::Packet> packets = test::packetsIn(test::written(Format::Pcapng, exported, {}));
    const QList<QByteArray> sent = test::streamsIn(packets, true).values();
    const QList<QByteArray> received = test::streamsIn(packets, false).values();
    for (const observation::Exchange &exchange : exported.checked.observation.exchanges) {
        QVERIFY2(sent.contains(exchange.sent) || exchange.name() == "upgrade", exchange.name().constData());
        QVERIFY2(received.contains(exchange.received) || exchange.name() == "upgrade",
                 exchange.name().constData());
    }
    QVERIFY(std::any_of(packets.cbegin(), packets.cend(), [](const test::Packet &packet) {
        return packet.comment.startsWith("upgrade: 404 Not Found") && packet.comment.contains("TLS");
    }));
}

void TestReportPcapng::messagesBecomeFrames()
{
    const QList<Message> log = plainMessages(300);
    const QList<test::Packet> packets =
        test::packetsIn(test::written(Format::Pcapng, openCase(log), test::pagesOf(log)));
    QByteArrayList sent, received;
    for (const Message &message : log)
        (message.direction == Direction::Sent ? sent : received).append(message.payload);
    QCOMPARE(payloadsIn(sessionStream(packets, true), wire::Conversation::Role::Server), sent);
    QCOMPARE(payloadsIn(sessionStream(packets, false), wire::Conversation::Role::Client), received);
}

void TestReportPcapng::fragmentsStayFragments()
{
    QList<Message> log = plainMessages(1);
    log[0].frames = 3;
    log[0].at = observation::Duration(5000);
    log[0].payload = "abcdef";
    log[0].fragments = {{observation::Duration(1000), 3, 1},
                        {observation::Duration(2000), 5, 3},
                        {observation::Duration(5000), 4, 2}};
    const QByteArray stream = sessionStream(
        test::packetsIn(test::written(Format::Pcapng, openCase(log), test::pagesOf(log))), false);
    QVERIFY(stream.endsWith(QByteArray("\x01\x01"
                                       "a\x00\x03"
                                       "bcd\x80\x02"
                                       "ef",
                                       12)));
}

void TestReportPcapng::largeMessagesAreParted()
{
    QList<Message> log = plainMessages(3);
    log[0].payload = QByteArray(1'000'000, 'x');
    log[2].payload = QByteArray(200'000, 'y'); // sent: masked
    const QList<test::Packet> packets =
        test::packetsIn(test::written(Format::Pcapng, openCase(log), test::pagesOf(log)));
    QCOMPARE(payloadsIn(sessionStream(packets, false), wire::Conversation::Role::Client),
             QByteArrayList({log.at(0).payload, log.at(1).payload}));
    QCOMPARE(payloadsIn(sessionStream(packets, true), wire::Conversation::Role::Server),
             QByteArrayList({log.at(2).payload}));
}

void TestReportPcapng::timesAreThoseOfTheMessages()
{
    const QList<Message> log = plainMessages(20);
    const QList<test::Packet> packets =
        test::packetsIn(test::written(Format::Pcapng, openCase(log), test::pagesOf(log)));
    QVERIFY(std::is_sorted(packets.cbegin(), packets.cend(),
                           [](const test::Packet &a, const test::Packet &b) { return a.time < b.time; }));
    const auto first = std::find_if(packets.cbegin(), packets.cend(), [](const test::Packet &packet) {
        return packet.data.endsWith("message 1");
    });
    QVERIFY(first != packets.cend());
    QCOMPARE(first->time, Q_INT64_C(1763719951457114));
}

void TestReportPcapng::connectionsAfterTheFirstHaveAHandshake()
{
    const QList<Message> log = plainMessages(10);
    Case exported = openCase(log);
    exported.connections = {{1, 1, observation::Duration(0), 1, {}},
                            {2, 6, observation::Duration(5500), 3, {}}};
    const QList<test::Packet> packets =
        test::packetsIn(test::written(Format::Pcapng, exported, test::pagesOf(log)));
    QList<bool> firstThere, laterThere;
    for (const QByteArray &stream : test::streamsIn(packets, false)) {
        if (!stream.startsWith("HTTP/1.1 101"))
            continue;
        const QByteArrayList payloads = payloadsIn(stream, wire::Conversation::Role::Client);
        firstThere.append(payloads.contains("message 1"));
        laterThere.append(payloads.contains("message 8"));
    }
    QCOMPARE(firstThere.size(), 2);
    QCOMPARE(firstThere.count(true), 1);
    QCOMPARE(laterThere.indexOf(true), firstThere.indexOf(false));
}

void TestReportPcapng::addressesAreThoseOfTheCheck_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("IPv4") << QByteArray("203.0.113.24") << QByteArray("\xcb\x00\x71\x18", 4);
    QTest::newRow("loopback") << QByteArray("127.0.0.1") << QByteArray("\x7f\0\0\x01\x7f\0\0\x01", 8);
    QTest::newRow("IPv6") << QByteArray("2001:db8::5")
                          << QByteArray("\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x05", 16);
    QTest::newRow("none") << QByteArray("not an address") << QByteArray("\xc0\0\x02\x02", 4);
}

void TestReportPcapng::addressesAreThoseOfTheCheck()
{
    QFETCH(QByteArray, address);
    QFETCH(QByteArray, bytes);
    Case exported = test::aCase({});
    for (observation::Exchange &exchange : exported.checked.observation.exchanges) {
        exchange.connection.address = address;
        exchange.connection.proxy.reset();
    }
    const QByteArray file = test::written(Format::Pcapng, exported, {});
    QVERIFY(file.contains(bytes));
    for (const test::Packet &packet : test::packetsIn(file))
        QVERIFY(packet.checksumsHold);
}

void TestReportPcapng::unansweredConnects()
{
    Case exported = test::aCase({});
    observation::Observation &seen = exported.checked.observation;
    seen.experiments.clear();
    seen.session.reset();
    for (observation::Exchange &exchange : seen.exchanges) {
        exchange.sent.clear();
        exchange.received.clear();
        exchange.timing.connect.reset();
        exchange.outcome = observation::Outcome::Refused;
        exchange.connection.address = "127.0.0.1";
        exchange.readResponse();
    }
    const QList<test::Packet> packets = test::packetsIn(test::written(Format::Pcapng, exported, {}));
    QCOMPARE(packets.size(), 6);
    QCOMPARE(int(packets.at(0).flags), 0x02);
    QCOMPARE(std::count_if(packets.cbegin(), packets.cend(),
                           [](const test::Packet &packet) { return packet.flags == 0x14; }),
             3);
}

QTEST_GUILESS_MAIN(TestReportPcapng)
#include "test_report_pcapng.moc"
