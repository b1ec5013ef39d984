#include "observation/messagerange.h"
#include "wire/conversation.h"

#include <QTest>

using namespace wirewise;
using namespace wirewise::observation;

namespace {

/// A session of which the client has seen these messages; ours stand between them, as they do in life.
SessionFacts seen(const QByteArray &stream, const QList<Message> &messages)
{
    SessionFacts session;
    session.opened = true;
    session.stream = stream;
    session.messages = messages;
    for (qsizetype i = 0; i < session.messages.size(); ++i)
        session.messages[i].number = i + 1;
    return session;
}

Message message(const QByteArray &payload, bool compressed = false)
{
    Message made;
    made.payload = payload;
    made.compressed = compressed;
    return made;
}

Message sent(const QByteArray &payload)
{
    Message made = message(payload);
    made.direction = wire::Direction::Sent;
    return made;
}

} // namespace

class TestMessageRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPayloadThatCameAsItIs();
    void piecesAndWhatStandsBetweenThem();
    void compressedBytesAreShownWhole();
    void whatWasNotKept();
};

void TestMessageRange::aPayloadThatCameAsItIs()
{
    wire::Conversation server(wire::Conversation::Role::Server);
    server.sendText("same");
    server.sendText("same");
    const QByteArray stream = server.takeOutgoing();
    const SessionFacts session = seen(stream, {message("same"), sent("question"), message("same")});
    QCOMPARE(rangeInStream(session, session.messages.at(0)), (wire::ByteRange{2, 4}));
    QCOMPARE(rangeInStream(session, session.messages.at(1)), std::nullopt);
    QCOMPARE(rangeInStream(session, session.messages.at(2)), (wire::ByteRange{8, 4}));
}

void TestMessageRange::piecesAndWhatStandsBetweenThem()
{
    wire::Frame first;
    first.fin = false;
    first.payload = "ab";
    wire::Frame ping;
    ping.opcode = wire::Opcode::Ping;
    ping.payload = "?";
    wire::Frame last;
    last.opcode = wire::Opcode::Continuation;
    last.payload = "cd";
    const QByteArray stream = wire::toBytes(first) + wire::toBytes(ping) + wire::toBytes(last);
    Message asked = message("?");
    asked.opcode = wire::Opcode::Ping;
    const SessionFacts session = seen(stream, {asked, message("abcd")});
    QCOMPARE(rangeInStream(session, session.messages.at(0)), (wire::ByteRange{6, 1}));
    QCOMPARE(rangeInStream(session, session.messages.at(1)), (wire::ByteRange{0, stream.size()}));
}

void TestMessageRange::compressedBytesAreShownWhole()
{
    wire::Conversation server(wire::Conversation::Role::Server);
    server.setDeflate({});
    server.sendText("hello hello hello hello");
    const QByteArray stream = server.takeOutgoing();
    const SessionFacts session = seen(stream, {message("hello hello hello hello", true)});
    QCOMPARE(rangeInStream(session, session.messages.at(0)), (wire::ByteRange{0, stream.size()}));
}

void TestMessageRange::whatWasNotKept()
{
    wire::Conversation server(wire::Conversation::Role::Server);
    server.sendText("one");
    server.sendText("two");
    const QByteArray stream = server.takeOutgoing();
    for (qsizetype kept = 0; kept < stream.size(); ++kept) {
        const SessionFacts session = seen(stream.left(kept), {message("one"), message("two")});
        QCOMPARE(rangeInStream(session, session.messages.at(0)).has_value(), kept >= 5);
        QCOMPARE(rangeInStream(session, session.messages.at(1)), std::nullopt);
    }
}

QTEST_GUILESS_MAIN(TestMessageRange)
#include "test_observation_messagerange.moc"
