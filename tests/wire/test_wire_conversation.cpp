#include "support/wiretelling.h"

#include "wire/closecode.h"
#include "wire/conversation.h"

#include <QTest>

using namespace wirewise;
using wire::Conversation;
using wire::Frame;
using wire::Opcode;

namespace {

constexpr Conversation::Limits Plenty{};
constexpr std::array<quint8, 4> Mask{1, 2, 3, 4};

QByteArray fromServer(Opcode opcode, const QByteArray &payload, bool fin = true)
{
    return toBytes(Frame{fin, false, false, false, opcode, {}, payload, {}, 0});
}

QByteArray fromClient(Opcode opcode, const QByteArray &payload, bool fin = true)
{
    return toBytes(Frame{fin, false, false, false, opcode, Mask, payload, {}, 0});
}

/// What a conversation tells about bytes, without the frames, and what it wrote.
QByteArrayList toldBy(Conversation &conversation)
{
    QByteArrayList told;
    while (const auto event = conversation.next()) {
        if (!std::holds_alternative<wire::FrameReceived>(*event))
            told.append(test::tell(*event));
    }
    return told;
}

} // namespace

class TestWireConversation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hears_data();
    void hears();
    void answersPings();
    void answersAFloodOfPingsInBoundedMemory();
    void masksWhatAClientSends();
    void closesFromOurSide();
    void keepsReasonsWhole();
    void sendsNothingAfterClose();
    void sendsWrongFramesOnPurpose();
    void refusesABigMessageBeforeItComes();
    void refusesABigMessageInFragments();
    void talksToItself();
    void readsManyFragmentsInLinearTime();
    void tellsTheSameInPlace();
    void showsTheBytesOfABreach_data();
    void showsTheBytesOfABreach();
};

void TestWireConversation::hears_data()
{
    QTest::addColumn<Conversation::Role>("role");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("told");
    QTest::addColumn<QByteArray>("closedWith");
    const auto client = Conversation::Role::Client;
    const auto server = Conversation::Role::Server;
    const auto row = [](const char *name, Conversation::Role role, const QByteArray &bytes,
                        const QByteArray &told, const QByteArray &closedWith = {}) {
        QTest::newRow(name) << role << bytes << told << closedWith;
    };
    const QByteArray big(70'000, 'x');
    row("text", client, fromServer(Opcode::Text, "hi"), "message text@0+4/1=hi|ended");
    row("empty text", client, fromServer(Opcode::Text, ""), "message text@0+2/1=|ended");
    row("binary of 125", client, fromServer(Opcode::Binary, big.left(125)),
        "message binary@0+127/1=" + big.left(125) + "|ended");
    row("binary of 126", client, fromServer(Opcode::Binary, big.left(126)),
        "message binary@0+130/1=" + big.left(126) + "|ended");
    row("masked text", server, fromClient(Opcode::Text, "hello there"),
        "message text@0+17/1=hello there|ended");
    row("fragments with a ping between", client,
        fromServer(Opcode::Text, "a", false) + fromServer(Opcode::Ping, "p") +
            fromServer(Opcode::Continuation, "", false) + fromServer(Opcode::Continuation, "b"),
        "ping p|message text@0+11/3=ab|ended");
    row("a character across fragments", client,
        fromServer(Opcode::Text, "\xE2\x82", false) + fromServer(Opcode::Continuation, "\xAC"),
        "message text@0+7/2=\xE2\x82\xAC|ended");
    row("pong", client, fromServer(Opcode::Pong, "x"), "pong x|ended");
    row("close", client,
        fromServer(Opcode::Close, "\x03\xE8"
                                  "bye"),
        "close 1000 bye|ended after close", "03e8");
    row("close without code", client, fromServer(Opcode::Close, ""), "close none |ended after close", "none");
    row("close 3999", client, fromServer(Opcode::Close, "\x0F\x9F"), "close 3999 |ended after close", "0f9f");
    row("data after close", client, fromServer(Opcode::Close, "\x03\xE9") + fromServer(Opcode::Text, "late"),
        "close 1001 |breach data-after-close@4+1|ended after close", "03e9");
    row("end inside a head", client, "\x81", "ended inside frame");
    row("end inside a payload", client,
        QByteArray("\x82\x7E\x03\xE8"
                   "abc",
                   7),
        "ended inside frame");
    row("end between fragments", client, fromServer(Opcode::Text, "a", false), "ended");

    row("reserved bit", client, "\xC1\x02hi", "breach reserved-bits@0+2|ended", "03ea");
    row("not frames at all", client, "220 ready\r\n", "breach reserved-bits@0+2|ended", "03ea");
    row("reserved opcode", client, "\x83\x02hi", "breach reserved-opcode@0+2|ended", "03ea");
    row("reserved control opcode", client, QByteArray("\x8B\x00", 2), "breach reserved-opcode@0+2|ended",
        "03ea");
    row("masked by server", client, fromClient(Opcode::Text, "hi"), "breach masked-by-server@0+2|ended",
        "03ea");
    row("unmasked by client", server, fromServer(Opcode::Text, "hi"), "breach unmasked-by-client@0+2|ended",
        "03ea");
    row("16 bits for 125", client, QByteArray("\x82\x7E\x00\x7D", 4) + big.left(125),
        "breach length-not-minimal@0+4|ended", "03ea");
    row("64 bits for 65535", client, QByteArray("\x82\x7F\x00\x00\x00\x00\x00\x00\xFF\xFF", 10),
        "breach length-not-minimal@0+10|ended", "03ea");
    row("63 bits and one more", client, QByteArray("\x82\x7F\x80\x00\x00\x00\x00\x00\x00\x00", 10),
        "breach length-too-large@0+10|ended", "03ea");
    row("fragmented ping", client, fromServer(Opcode::Ping, "p", false),
        "breach control-fragmented@0+2|ended", "03ea");
    row("ping of 126", client, fromServer(Opcode::Ping, big.left(126)), "breach control-too-long@0+2|ended",
        "03ea");
    row("continuation first", client, fromServer(Opcode::Continuation, "x"),
        "breach continuation-unexpected@0+2|ended", "03ea");
    row("text inside a message", client,
        fromServer(Opcode::Binary, "a", false) + fromServer(Opcode::Text, "b"),
        "breach continuation-expected@3+2|ended", "03ea");
    row("continuation after the end", client,
        fromServer(Opcode::Text, "a") + fromServer(Opcode::Continuation, "b"),
        "message text@0+3/1=a|breach continuation-unexpected@3+2|ended", "03ea");
    row("invalid UTF-8", client, fromServer(Opcode::Text, "ab\xC3(cd"), "breach invalid-utf8@5+1|ended",
        "03ef");
    row("surrogate", client, fromServer(Opcode::Text, "\xED\xA0\x80"), "breach invalid-utf8@3+1|ended",
        "03ef");
    row("invalid UTF-8 in the second fragment", client,
        fromServer(Opcode::Text, "\xE2", false) + fromServer(Opcode::Continuation, "(x"),
        "breach invalid-utf8@5+1|ended", "03ef");
    row("text ends inside a character", client, fromServer(Opcode::Text, "a\xE2\x82"),
        "breach invalid-utf8@4+1|ended", "03ef");
    row("invalid UTF-8 before its frame is whole", client,
        QByteArray("\x81\x7E\x03\xE8"
                   "ab\xFF",
                   7),
        "breach invalid-utf8@6+1|ended", "03ef");
    row("binary need not be UTF-8", client, fromServer(Opcode::Binary, "\xFF"),
        "message binary@0+3/1=\xFF|ended");
    row("close of one byte", client, fromServer(Opcode::Close, "\x03"),
        "breach close-length-one@2+1|ended after close", "03ea");
    row("close 1005", client, fromServer(Opcode::Close, "\x03\xED"),
        "breach close-code-invalid@2+2|ended after close", "03ea");
    row("close 999", client, fromServer(Opcode::Close, "\x03\xE7"),
        "breach close-code-invalid@2+2|ended after close", "03ea");
    row("close reason is not UTF-8", client,
        fromServer(Opcode::Close, "\x03\xE8"
                                  "a\xFF"),
        "breach close-reason-invalid@5+1|ended after close", "03ef");
    row("close reason is cut", client,
        fromServer(Opcode::Close, "\x03\xE8"
                                  "a\xC3"),
        "breach close-reason-invalid@5+1|ended after close", "03ef");
}

void TestWireConversation::hears()
{
    QFETCH(Conversation::Role, role);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, closedWith);
    const auto run = [role](const QList<QByteArrayView> &pieces, bool end) {
        return test::runConversation(role, Plenty, pieces, end);
    };
    const QByteArray trailing =
        role == Conversation::Role::Client ? fromServer(Opcode::Pong, "z") : fromClient(Opcode::Pong, "z");
    const QByteArray difference = test::differenceWithTrailing(bytes, trailing, false, run);
    QVERIFY2(difference.isEmpty(), difference.constData());

    Conversation conversation(role);
    conversation.setMaskSource([] { return Mask; });
    conversation.receive(bytes);
    conversation.receiveEnd();
    QTEST(toldBy(conversation).join('|'), "told");

    Conversation peer(role == Conversation::Role::Client ? Conversation::Role::Server
                                                         : Conversation::Role::Client);
    peer.receive(conversation.takeOutgoing());
    QByteArray close;
    while (const auto event = peer.next()) {
        if (const auto *received = std::get_if<wire::CloseReceived>(&*event))
            close = received->code ? QByteArray::number(*received->code, 16).rightJustified(4, '0')
                                   : QByteArray("none");
    }
    QCOMPARE(close, closedWith);
}

void TestWireConversation::answersPings()
{
    Conversation server(Conversation::Role::Server);
    server.receive(fromClient(Opcode::Ping, "are you there"));
    QCOMPARE(toldBy(server), QByteArrayList{"ping are you there"});
    QCOMPARE(server.takeOutgoing(), fromServer(Opcode::Pong, "are you there"));
    server.setAutoPong(false);
    server.receive(fromClient(Opcode::Ping, "x"));
    QCOMPARE(toldBy(server), QByteArrayList{"ping x"});
    QVERIFY(server.takeOutgoing().isEmpty());
}

void TestWireConversation::answersAFloodOfPingsInBoundedMemory()
{
    Conversation server(Conversation::Role::Server);
    for (int i = 0; i < 100'000; ++i) {
        server.receive(fromClient(Opcode::Ping, QByteArray::number(i)));
        toldBy(server);
    }
    const QByteArray out = server.takeOutgoing();
    QVERIFY(out.size() < 70 * 1024);
    QVERIFY(out.startsWith(fromServer(Opcode::Pong, "0")));
    QVERIFY(out.endsWith(fromServer(Opcode::Pong, "99999")));
}

void TestWireConversation::masksWhatAClientSends()
{
    Conversation client(Conversation::Role::Client);
    client.setMaskSource([] { return Mask; });
    client.sendText("hi");
    QCOMPARE(client.takeOutgoing(), QByteArray("\x81\x82\x01\x02\x03\x04\x69\x6B", 8));
    client.sendBinary("");
    QCOMPARE(client.takeOutgoing(), QByteArray("\x82\x80\x01\x02\x03\x04", 6));

    // By default every frame has a mask of its own: 16 equal ones in a row do not happen.
    Conversation other(Conversation::Role::Client);
    QSet<QByteArray> masks;
    for (int i = 0; i < 16; ++i) {
        other.ping({});
        masks.insert(other.takeOutgoing().sliced(2));
    }
    QVERIFY(masks.size() > 1);
}

void TestWireConversation::closesFromOurSide()
{
    Conversation client(Conversation::Role::Client);
    client.setMaskSource([] { return std::array<quint8, 4>{}; });
    client.close(wire::closecode::Normal, "done");
    QCOMPARE(client.takeOutgoing(), QByteArray("\x88\x86\0\0\0\0\x03\xE8"
                                               "done",
                                               12));
    QVERIFY(client.closeSent());
    QVERIFY(!client.isFinished());
    client.receive(
        QByteArray(fromServer(Opcode::Text, "still coming") + fromServer(Opcode::Close, "\x03\xE8")));
    client.receiveEnd();
    QCOMPARE(toldBy(client),
             (QByteArrayList{"message text@0+14/1=still coming", "close 1000 ", "ended after close"}));
    QVERIFY(client.takeOutgoing().isEmpty());
    QVERIFY(client.isFinished());
}

void TestWireConversation::keepsReasonsWhole()
{
    Conversation server(Conversation::Role::Server);
    server.close(4000, QByteArray(122, 'a') + "\xC3\xBC");
    QCOMPARE(server.takeOutgoing(), fromServer(Opcode::Close, "\x0F\xA0" + QByteArray(122, 'a')));
}

void TestWireConversation::sendsNothingAfterClose()
{
    Conversation server(Conversation::Role::Server);
    server.close({});
    QCOMPARE(server.takeOutgoing(), QByteArray("\x88\x00", 2));
    server.sendText("x");
    server.ping("x");
    server.close(1000);
    server.receive(fromClient(Opcode::Ping, "x"));
    toldBy(server);
    QVERIFY(server.takeOutgoing().isEmpty());
}

void TestWireConversation::sendsWrongFramesOnPurpose()
{
    Conversation client(Conversation::Role::Client);
    client.sendFrame({false, true, false, true, static_cast<Opcode>(0x3), {}, "x", {}, 0});
    QCOMPARE(client.takeOutgoing(), "\x53\x01x");
    QVERIFY(!client.closeSent());
    client.sendFrame({true, false, false, false, Opcode::Close, {}, "\x03\xED", {}, 0});
    QVERIFY(client.closeSent());
}

void TestWireConversation::refusesABigMessageBeforeItComes()
{
    Conversation client(Conversation::Role::Client, {1000});
    client.receive(QByteArray("\x82\x7F\x00\x00\x40\x00\x00\x00\x00\x00", 10));
    QCOMPARE(toldBy(client), QByteArrayList{"breach message-too-big@0+10"});
    QVERIFY(client.takeOutgoing().startsWith("\x88\x82"));
    client.receive(QByteArray(100'000, 'x'));
    client.receiveEnd();
    QCOMPARE(toldBy(client), QByteArrayList{"ended"});
}

void TestWireConversation::refusesABigMessageInFragments()
{
    Conversation client(Conversation::Role::Client, {10});
    client.receive(QByteArray(fromServer(Opcode::Binary, "01234", false) +
                              fromServer(Opcode::Continuation, "56789", false)));
    QVERIFY(toldBy(client).isEmpty());
    client.receive(
        QByteArray(fromServer(Opcode::Continuation, "", false) + fromServer(Opcode::Continuation, "a")));
    QCOMPARE(toldBy(client), QByteArrayList{"breach message-too-big@16+2"});
}

void TestWireConversation::talksToItself()
{
    Conversation client(Conversation::Role::Client);
    Conversation server(Conversation::Role::Server);
    const auto toServer = [&] {
        server.receive(client.takeOutgoing());
        return toldBy(server);
    };
    for (const qsizetype size : {0, 1, 7, 8, 125, 126, 127, 65535, 65536, 300'000}) {
        const QByteArray data = QByteArray("0123456789abcdefg").repeated(size / 17 + 1).left(size);
        client.sendBinary(data);
        const QByteArrayList told = toServer();
        QCOMPARE(told.size(), 1);
        QVERIFY(told.constFirst().startsWith("message binary") &&
                told.constFirst().endsWith(QByteArray("/1=" + data)));
        server.sendText(data);
        client.receive(server.takeOutgoing());
        QVERIFY(toldBy(client).value(0).endsWith(QByteArray("/1=" + data)));
    }
    client.close(1000);
    QCOMPARE(toServer(), QByteArrayList{"close 1000 "});
    client.receive(server.takeOutgoing());
    QCOMPARE(toldBy(client), QByteArrayList{"close 1000 "});
    QVERIFY(client.isFinished() && server.isFinished());
}

void TestWireConversation::readsManyFragmentsInLinearTime()
{
    Conversation client(Conversation::Role::Client);
    client.receive(fromServer(Opcode::Binary, "a", false));
    const QByteArray fragments = fromServer(Opcode::Continuation, "b", false).repeated(200'000);
    client.receive(fragments);
    QVERIFY(toldBy(client).isEmpty());
    for (const QByteArrayView piece : test::inPieces(QByteArrayView(fragments).first(60'000), 1)) {
        client.receive(piece);
        QVERIFY(toldBy(client).isEmpty());
    }
    client.receive(fromServer(Opcode::Continuation, "c"));
    const QByteArrayList told = toldBy(client);
    QCOMPARE(told.size(), 1);
    QVERIFY(told.constFirst().startsWith("message binary@0+660006/220002=abbb"));
}

/// Whole plain messages without a copy, everything else as ever; nothing lost and nothing in another order.
void TestWireConversation::tellsTheSameInPlace()
{
    QByteArray stream;
    for (int i = 0; i < 50; ++i) {
        stream += fromServer(Opcode::Text, "text " + QByteArray::number(i));
        stream += fromServer(i % 7 == 0 ? Opcode::Ping : Opcode::Binary, QByteArray(i * 2, '\xff'));
        stream += fromServer(Opcode::Text, "in ", false) + fromServer(Opcode::Continuation, "pieces");
    }
    stream += fromServer(Opcode::Binary, QByteArray(70'000, 'x')) + fromServer(Opcode::Text, "bad \xff");
    const auto heard = [&](qsizetype size, bool inPlace) {
        Conversation client(Conversation::Role::Client);
        QByteArrayList told;
        for (const QByteArrayView piece : test::inPieces(stream, size)) {
            client.receive(piece);
            told += test::heard(client, inPlace);
        }
        return told;
    };
    const QByteArrayList expected = heard(stream.size(), false);
    QCOMPARE(expected.size(), 152);
    for (const qsizetype size : {stream.size(), qsizetype(1), qsizetype(10), qsizetype(4096)})
        QCOMPARE(heard(size, true), expected);
}

void TestWireConversation::showsTheBytesOfABreach_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("shown");
    const auto hex = [](const char *digits) { return QByteArray::fromHex(digits); };
    QTest::newRow("opcode") << hex("8302 6869") << hex("8302");
    QTest::newRow("length") << hex("827e0003 616263") << hex("827e0003");
    QTest::newRow("text") << hex("8104 6f6bff21") << hex("ff");
    QTest::newRow("text that ends inside a character") << hex("8102 6fc3") << hex("c3");
    QTest::newRow("close code") << hex("880203ec") << hex("03ec");
    QTest::newRow("close reason") << hex("880403e861fe") << hex("fe");
}

/// However they come, and after a message of any length.
void TestWireConversation::showsTheBytesOfABreach()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, shown);
    const QByteArray stream = fromServer(Opcode::Binary, QByteArray(70'000, 'x')) + bytes;
    for (const qsizetype size : {stream.size(), qsizetype(1), qsizetype(3)}) {
        Conversation client(Conversation::Role::Client);
        QByteArrayList found;
        for (const QByteArrayView piece : test::inPieces(stream, size)) {
            client.receive(piece);
            while (const auto event = client.next()) {
                if (const auto *breach = std::get_if<wire::ProtocolBreach>(&*event))
                    found.append(breach->bytes);
            }
        }
        QCOMPARE(found, QByteArrayList{shown});
    }
}

QTEST_APPLESS_MAIN(TestWireConversation)
#include "test_wire_conversation.moc"
