#include "support/wiretelling.h"

#include "wire/closecode.h"
#include "wire/deflate.h"

#include <QTest>

using namespace wirewise;
using wire::Conversation;
using wire::DeflateAgreement;
using wire::Deflater;
using wire::Frame;
using wire::Opcode;
using Compress = Conversation::Compress;

namespace {

constexpr Conversation::Limits Plenty{};
constexpr DeflateAgreement Usual{};

/// A server's frame; the first of a compressed message has RSV1.
QByteArray frame(Opcode opcode, const QByteArray &payload, bool rsv1 = false, bool fin = true)
{
    return toBytes(Frame{fin, rsv1, false, false, opcode, {}, payload, {}, 0});
}

QByteArray compressed(const QByteArray &message)
{
    return Deflater().compress(message);
}

QByteArrayList toldBy(Conversation &conversation, bool framesToo = false)
{
    QByteArrayList told;
    while (const auto event = conversation.next()) {
        if (framesToo || !std::holds_alternative<wire::FrameReceived>(*event))
            told.append(test::tell(*event));
    }
    return told;
}

/// The code of the Close in what was written, or nothing.
std::optional<quint16> closeIn(const QByteArray &written)
{
    Conversation server(Conversation::Role::Server);
    server.setDeflate(Usual);
    server.receive(written);
    while (const auto event = server.next()) {
        if (const auto *close = std::get_if<wire::CloseReceived>(&*event))
            return close->code;
    }
    return {};
}

} // namespace

class TestWireCompressed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hears_data();
    void hears();
    void hearsTheSameInPlace_data() { hears_data(); }
    void hearsTheSameInPlace();
    void inflatesALongRunInPlace();
    void tellsSizesOfFramesAndMessages();
    void showsInflatedBytesThatAreNotText();
    void forgetsTheWindowWhereAgreed();
    void refusesABombInBoundedMemory();
    void refusesEndlessCompressedBytes();
    void talksToItself_data();
    void talksToItself();
    void leavesAMessageUncompressed();
    void sendsInFragments();
    void countsWhatItQueues();
    void sendsAnyBytes();
    void sendsManyWithoutMovingTheQueue();
};

void TestWireCompressed::hears_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("told");
    QTest::addColumn<int>("closedWith");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &told,
                        int closedWith = 0) { QTest::newRow(name) << bytes << told << closedWith; };
    const QByteArray hello = QByteArray::fromHex("f248cdc9c90700");
    const QByteArray again = QByteArray::fromHex("f200110000");
    // RFC 7692 section 7.2.3
    row("one frame", frame(Opcode::Text, hello, true), "message text@0+9/1 deflated 7 9=Hello|ended");
    row("two fragments",
        frame(Opcode::Text, hello.first(3), true, false) + frame(Opcode::Continuation, hello.sliced(3)),
        "message text@0+11/2 deflated 7 11=Hello|ended");
    row("the window is taken over", frame(Opcode::Text, hello, true) + frame(Opcode::Text, again, true),
        "message text@0+9/1 deflated 7 9=Hello|message text@9+7/1 deflated 5 7=Hello|ended");
    row("a block marked as the last",
        frame(Opcode::Text, QByteArray::fromHex("f348cdc9c9070000"), true) + frame(Opcode::Text, again, true),
        "message text@0+10/1 deflated 8 10=Hello|message text@10+7/1 deflated 5 7=Hello|ended");
    row("two blocks", frame(Opcode::Text, QByteArray::fromHex("f248050000 00ffffcac9c90700"), true),
        "message text@0+15/1 deflated 13 15=Hello|ended");
    row("empty", frame(Opcode::Binary, QByteArray(1, '\0'), true),
        "message binary@0+3/1 deflated 1 3=|ended");
    row("empty, without the byte that stands for it", frame(Opcode::Binary, "", true),
        "message binary@0+2/1 deflated 0 2=|ended");
    row("empty fragments around",
        frame(Opcode::Text, "", true, false) + frame(Opcode::Continuation, hello, false, false) +
            frame(Opcode::Continuation, ""),
        "message text@0+13/3 deflated 7 13=Hello|ended");
    row("plain between compressed ones",
        frame(Opcode::Text, hello, true) + frame(Opcode::Text, "plain") + frame(Opcode::Text, again, true),
        "message text@0+9/1 deflated 7 9=Hello|message text@9+7/1=plain|"
        "message text@16+7/1 deflated 5 7=Hello|ended");
    row("a ping inside",
        frame(Opcode::Text, hello.first(3), true, false) + frame(Opcode::Ping, "p") +
            frame(Opcode::Continuation, hello.sliced(3)),
        "ping p|message text@0+14/2 deflated 7 11=Hello|ended");
    row("a close inside", frame(Opcode::Text, hello.first(3), true, false) + frame(Opcode::Close, "\x03\xE8"),
        "close 1000 |ended after close", 1000);
    row("a character across fragments",
        frame(Opcode::Text, compressed("\xE2\x82\xAC").first(2), true, false) +
            frame(Opcode::Continuation, compressed("\xE2\x82\xAC").sliced(2)),
        "message text@0+9/2 deflated 5 9=\xE2\x82\xAC|ended");
    row("binary need not be UTF-8", frame(Opcode::Binary, compressed("\xFF"), true),
        "message binary@0+5/1 deflated 3 5=\xFF|ended");
    row("the stream ends inside", frame(Opcode::Text, hello, true).first(6), "ended inside frame");

    row("RSV1 on a continuation",
        frame(Opcode::Text, "a", false, false) + frame(Opcode::Continuation, "b", true),
        "breach compressed-bit-misplaced@3+2|ended", 1002);
    row("RSV1 on a second fragment",
        frame(Opcode::Text, hello.first(3), true, false) + frame(Opcode::Continuation, hello.sliced(3), true),
        "breach compressed-bit-misplaced@5+2|ended", 1002);
    row("RSV1 on a ping", frame(Opcode::Ping, "p", true), "breach compressed-bit-misplaced@0+2|ended", 1002);
    row("RSV1 on a close", frame(Opcode::Close, "", true), "breach compressed-bit-misplaced@0+2|ended", 1002);
    row("RSV2", "\xA1\x01x", "breach reserved-bits@0+2|ended", 1002);
    row("RSV1 and RSV3", "\xD1\x01x", "breach reserved-bits@0+2|ended", 1002);
    row("RSV1 on a reserved opcode", "\xC3\x01x", "breach reserved-opcode@0+2|ended", 1002);
    row("a compressed message inside another",
        frame(Opcode::Text, hello, true, false) + frame(Opcode::Text, hello, true),
        "breach continuation-expected@9+2|ended", 1002);
    row("not DEFLATE", frame(Opcode::Text, "Hello, world", true), "breach deflate-invalid@6+1|ended", 1007);
    row("not DEFLATE in the second fragment",
        frame(Opcode::Binary, QByteArray::fromHex("00"), true, false) + frame(Opcode::Continuation, "abcd"),
        "breach deflate-invalid@8+1|ended", 1007);
    row("back before the beginning", frame(Opcode::Text, again, true), "breach deflate-invalid@4+1|ended",
        1007);
    row("no flush", frame(Opcode::Text, hello.first(4), true), "breach deflate-unfinished@5+1|ended", 1007);
    row("the tail was not removed", frame(Opcode::Text, hello + QByteArray("\x00\x00\xFF\xFF", 4), true),
        "breach deflate-unfinished@12+1|ended", 1007);
    row("text that is not UTF-8", frame(Opcode::Text, compressed("ab\xFFzz"), true),
        "breach invalid-utf8@0+2 inflated 0=ab\xFF|ended", 1007);
    row("text that ends inside a character", frame(Opcode::Text, compressed("a\xE2\x82"), true),
        "breach invalid-utf8@" + QByteArray::number(1 + compressed("a\xE2\x82").size()) +
            "+1 inflated 0=a\xE2\x82|ended",
        1007);
    row("bad text before its frame is whole",
        frame(Opcode::Text, compressed("\xFF" + QByteArray(90, 'x')), true).first(4),
        "breach invalid-utf8@0+2 inflated 0=\xFF|ended", 1007);
}

void TestWireCompressed::hears()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, closedWith);
    const auto run = [](const QList<QByteArrayView> &pieces, bool end) {
        return test::runConversation(Conversation::Role::Client, Plenty, pieces, end, Usual);
    };
    const QByteArray difference = test::differenceWithTrailing(bytes, frame(Opcode::Pong, "z"), false, run);
    QVERIFY2(difference.isEmpty(), difference.constData());

    Conversation client(Conversation::Role::Client);
    client.setDeflate(Usual);
    client.receive(bytes);
    client.receiveEnd();
    QTEST(toldBy(client).join('|'), "told");
    QCOMPARE(closeIn(client.takeOutgoing()).value_or(0), quint16(closedWith));
}

void TestWireCompressed::hearsTheSameInPlace()
{
    QFETCH(QByteArray, bytes);
    const auto heard = [&bytes](qsizetype size, bool inPlace) {
        Conversation client(Conversation::Role::Client);
        client.setDeflate(Usual);
        QByteArrayList told;
        for (const QByteArrayView piece : test::inPieces(bytes, size)) {
            client.receive(piece);
            told += test::heard(client, inPlace);
        }
        client.receiveEnd();
        told += test::heard(client, inPlace);
        const std::optional<quint16> code = closeIn(client.takeOutgoing());
        told.append(QByteArray::number(code.value_or(0)));
        return told;
    };
    for (const qsizetype size : {bytes.size(), qsizetype(1), qsizetype(5)})
        QCOMPARE(heard(size, true), heard(size, false));
}

/// Many that refer to those before, of sizes that fill and outgrow the room for them, one of which is wrong.
void TestWireCompressed::inflatesALongRunInPlace()
{
    Conversation server(Conversation::Role::Server);
    server.setDeflate(Usual);
    for (int i = 0; i < 400; ++i)
        server.sendText("message " + QByteArray::number(i) + QByteArray(i % 50 == 49 ? i * 700 : i, 'x'));
    server.sendBinary(QByteArray(5 * 1024 * 1024, 'b'));
    QByteArray stream = server.takeOutgoing();
    const qsizetype sound = stream.size();
    server.sendText("not text \xff");
    stream += server.takeOutgoing();
    const auto heard = [&stream](qsizetype size, bool inPlace) {
        Conversation client(Conversation::Role::Client);
        client.setDeflate(Usual);
        QByteArrayList told;
        for (const QByteArrayView piece : test::inPieces(stream, size)) {
            client.receive(piece);
            told += test::heard(client, inPlace);
        }
        return told;
    };
    const QByteArrayList expected = heard(stream.size(), false);
    QCOMPARE(expected.size(), 402);
    QVERIFY(expected.constLast().contains(QByteArray("breach invalid-utf8@" + QByteArray::number(sound))));
    for (const qsizetype size : {stream.size(), sound, qsizetype(100), qsizetype(4096)})
        QCOMPARE(heard(size, true), expected);
}

void TestWireCompressed::tellsSizesOfFramesAndMessages()
{
    const QByteArray text(1000, 'x');
    const QByteArray payload = compressed(text);
    Conversation client(Conversation::Role::Client);
    client.setDeflate(Usual);
    client.receive(QByteArray(frame(Opcode::Text, payload.first(4), true, false) + frame(Opcode::Ping, "p") +
                              frame(Opcode::Continuation, payload.sliced(4))));
    qint64 inflated = 0;
    qint64 wire = 0;
    while (const auto event = client.next()) {
        if (const auto *one = std::get_if<wire::FrameReceived>(&*event)) {
            QCOMPARE(one->inflatedSize.has_value(), one->frame.opcode != Opcode::Ping);
            inflated += one->inflatedSize.value_or(0);
            wire += one->inflatedSize ? one->frame.range.length : 0;
            QVERIFY(!one->inflatedSize || payload.contains(one->frame.payload));
        }
        if (const auto *message = std::get_if<wire::MessageReceived>(&*event)) {
            QVERIFY(message->compressed);
            QCOMPARE(message->payload, text);
            QCOMPARE(message->wirePayload, payload.size());
            QCOMPARE(message->wireSize, wire);
            QCOMPARE(message->range.length, wire + 3); // the ping between them
        }
    }
    QCOMPARE(inflated, text.size());
}

void TestWireCompressed::showsInflatedBytesThatAreNotText()
{
    const QByteArray text = QByteArray(500, 'a') + "\xE2\x82(" + QByteArray(500, 'b');
    Conversation client(Conversation::Role::Client);
    client.setDeflate(Usual);
    client.receive(frame(Opcode::Text, compressed(text), true));
    const QByteArrayList told = toldBy(client);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.constFirst(), "breach invalid-utf8@0+2 inflated 439=" + QByteArray(61, 'a') + "\xE2\x82(");
}

void TestWireCompressed::forgetsTheWindowWhereAgreed()
{
    const QByteArray hello = QByteArray::fromHex("f248cdc9c90700");
    Conversation client(Conversation::Role::Client);
    client.setDeflate({15, 15, false, true});
    client.receive(QByteArray(frame(Opcode::Text, hello, true) + frame(Opcode::Text, hello, true) +
                              frame(Opcode::Text, QByteArray::fromHex("f200110000"), true)));
    const QByteArrayList told = toldBy(client);
    QCOMPARE(told.size(), 3);
    QCOMPARE(told.at(2), "breach deflate-invalid@22+1"); // where it reaches back
}

void TestWireCompressed::refusesABombInBoundedMemory()
{
    constexpr qint64 bound = 1024 * 1024;
    const QByteArray bomb = frame(Opcode::Binary, compressed(QByteArray(100 * bound, '\0')), true);
    for (const qsizetype portion : {qsizetype(1), qsizetype(1000), bomb.size()}) {
        Conversation client(Conversation::Role::Client, {bound});
        client.setDeflate(Usual);
        qsizetype fed = 0;
        QByteArrayList told;
        for (const QByteArrayView piece : test::inPieces(bomb, portion)) {
            fed += piece.size();
            client.receive(piece);
            told += toldBy(client);
            if (!told.isEmpty())
                break;
        }
        // The place is the frame's head: which byte was one too many depends on nothing that came.
        QCOMPARE(told, QByteArrayList{"breach message-too-big@0+10"});
        QVERIFY(fed <= qMax(portion, bomb.size() / 50));
        QCOMPARE(closeIn(client.takeOutgoing()), std::optional<quint16>(wire::closecode::MessageTooBig));
    }
    Conversation client(Conversation::Role::Client, {bound});
    client.setDeflate(Usual);
    client.receive(bomb);
    QVERIFY(client.nextInPlace().empty() && client.nextInPlace().empty());
    QCOMPARE(toldBy(client), QByteArrayList{"breach message-too-big@0+10"});
}

void TestWireCompressed::refusesEndlessCompressedBytes()
{
    // Empty blocks give nothing, and would yet be kept.
    const QByteArray nothing = QByteArray("\x00\x00\x00\xFF\xFF", 5).repeated(20);
    Conversation client(Conversation::Role::Client, {1000});
    client.setDeflate(Usual);
    client.receive(frame(Opcode::Binary, nothing, true, false));
    QByteArrayList told = toldBy(client);
    for (int i = 0; i < 100 && told.isEmpty(); ++i) {
        client.receive(frame(Opcode::Continuation, nothing, false, false));
        told += toldBy(client);
    }
    QCOMPARE(told.size(), 1);
    QVERIFY(told.constFirst().startsWith("breach message-too-big@"));
}

void TestWireCompressed::talksToItself_data()
{
    QTest::addColumn<DeflateAgreement>("agreement");
    for (const int bits : {8, 9, 12, 15}) {
        for (const bool takesOver : {true, false}) {
            QTest::addRow("%d bits, %s", bits, takesOver ? "taken over" : "afresh")
                << DeflateAgreement{bits, 23 - bits, takesOver, !takesOver};
        }
    }
}

void TestWireCompressed::talksToItself()
{
    QFETCH(DeflateAgreement, agreement);
    Conversation client(Conversation::Role::Client);
    Conversation server(Conversation::Role::Server);
    client.setDeflate(agreement);
    server.setDeflate(agreement);
    for (int i = 0; i < 60; ++i) {
        const QByteArray data =
            QByteArray("0123456789abcdefg\xC3\xBC").repeated(i * i / 3) + QByteArray::number(i * 7919);
        client.sendFragmented(Opcode::Text, data, i % 5 * 11);
        server.receive(client.takeOutgoing());
        QByteArrayList told = toldBy(server);
        QCOMPARE(told.size(), 1);
        QVERIFY(told.constFirst().contains(" deflated ") &&
                told.constFirst().endsWith(QByteArray('=' + data)));
        server.sendBinary(data);
        client.receive(server.takeOutgoing());
        told = toldBy(client);
        QCOMPARE(told.size(), 1);
        QVERIFY(told.constFirst().contains(" deflated ") &&
                told.constFirst().endsWith(QByteArray('=' + data)));
    }
}

void TestWireCompressed::leavesAMessageUncompressed()
{
    Conversation server(Conversation::Role::Server);
    server.setDeflate(Usual);
    server.sendText("Hello", Compress::No);
    QCOMPARE(server.takeOutgoing(), frame(Opcode::Text, "Hello"));
    server.sendText("Hello");
    QCOMPARE(server.takeOutgoing(), frame(Opcode::Text, QByteArray::fromHex("f248cdc9c90700"), true));
    server.sendText("");
    QCOMPARE(server.takeOutgoing(), frame(Opcode::Text, QByteArray(1, '\0'), true));
    server.ping("p");
    QCOMPARE(server.takeOutgoing(), frame(Opcode::Ping, "p"));
    // Without a negotiation nothing is compressed, whatever is asked for.
    Conversation plain(Conversation::Role::Server);
    plain.sendText("Hello", Compress::WhereNegotiated);
    QCOMPARE(plain.takeOutgoing(), frame(Opcode::Text, "Hello"));
}

void TestWireCompressed::sendsInFragments()
{
    Conversation server(Conversation::Role::Server);
    server.sendFragmented(Opcode::Text, "abcde", 2);
    QCOMPARE(server.takeOutgoing(),
             QByteArray(frame(Opcode::Text, "ab", false, false) +
                        frame(Opcode::Continuation, "cd", false, false) + frame(Opcode::Continuation, "e")));
    server.sendFragmented(Opcode::Binary, "abcd", 2);
    QCOMPARE(server.takeOutgoing(),
             QByteArray(frame(Opcode::Binary, "ab", false, false) + frame(Opcode::Continuation, "cd")));
    server.sendFragmented(Opcode::Binary, "", 2);
    QCOMPARE(server.takeOutgoing(), frame(Opcode::Binary, ""));
    server.setDeflate(Usual);
    server.sendFragmented(Opcode::Text, "Hello", 3);
    QCOMPARE(server.takeOutgoing(),
             QByteArray(frame(Opcode::Text, QByteArray::fromHex("f248cd"), true, false) +
                        frame(Opcode::Continuation, QByteArray::fromHex("c9c907"), false, false) +
                        frame(Opcode::Continuation, QByteArray::fromHex("00"))));
}

void TestWireCompressed::countsWhatItQueues()
{
    Conversation client(Conversation::Role::Client);
    client.setDeflate(Usual);
    const Conversation::Queued plain = client.sendText("Hello", Compress::No);
    QCOMPARE(plain.wireSize, 2 + 4 + 5);
    QVERIFY(plain.frames == 1 && !plain.compressed);
    const Conversation::Queued deflated = client.sendText("Hello");
    QCOMPARE(deflated.wireSize, 2 + 4 + 7);
    QVERIFY(deflated.compressed);
    const Conversation::Queued pieces = client.sendFragmented(Opcode::Text, "Hello", 2);
    QCOMPARE(pieces.frames, 3);
    const qint64 closing = client.close(1000).wireSize;
    QCOMPARE(client.takeOutgoing().size(), plain.wireSize + deflated.wireSize + pieces.wireSize + closing);
    for (const Conversation::Queued nothing : {client.sendText("x"), client.ping("x"), client.close(1000)})
        QVERIFY(nothing.wireSize == 0 && nothing.frames == 0);
}

void TestWireCompressed::sendsAnyBytes()
{
    Conversation client(Conversation::Role::Client);
    client.sendBytes("\x81\x7E");
    client.sendFrame({true, true, true, true, Opcode::Pong, {}, QByteArray(126, 'x'), {}, 0});
    const QByteArray written = client.takeOutgoing();
    QVERIFY(written.startsWith("\x81\x7E\xFA\x7E"));
    QCOMPARE(written.size(), 2 + 4 + 126);
}

void TestWireCompressed::sendsManyWithoutMovingTheQueue()
{
    Conversation server(Conversation::Role::Server);
    for (int i = 0; i < 300'000; ++i)
        server.sendText("0123456789");
    QCOMPARE(server.takeOutgoing().size(), 300'000 * 12);
}

QTEST_APPLESS_MAIN(TestWireCompressed)
#include "test_wire_compressed.moc"
