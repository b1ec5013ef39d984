// Contract of Conversation, with compression and without: it never crashes; a message never passes its limit;
// the same bytes in other portions tell the same events and write the same answers; after a breach nothing
// but the end is told; what it writes by itself, the other role reads without a breach; what it heard, said
// again to the other role, is heard as it was; and messages that are told in place are the same.

#include "fuzz/fuzzing.h"
#include "support/wiretelling.h"

using namespace wirewise;

namespace {

constexpr wire::Conversation::Limits Small{4096};

using Deflate = std::optional<wire::DeflateAgreement>;

wire::Conversation::Role otherThan(wire::Conversation::Role role)
{
    return role == wire::Conversation::Role::Client ? wire::Conversation::Role::Server
                                                    : wire::Conversation::Role::Client;
}

/// Sends the message back in fragments, and listens at the other end.
void checkEcho(wire::Conversation *conversation, wire::Conversation *peer,
               const wire::MessageReceived &message)
{
    conversation->sendFragmented(message.opcode, message.payload, 1 + message.range.offset % 7);
    peer->receive(conversation->takeOutgoing());
    bool isHeard = false;
    while (const auto event = peer->next()) {
        if (const auto *heard = std::get_if<wire::MessageReceived>(&*event))
            isHeard = heard->payload == message.payload && heard->opcode == message.opcode;
    }
    fuzz::require(isHeard, "not heard as it was said");
}

QByteArrayList heard(wire::Conversation::Role role, QByteArrayView bytes, const Deflate &deflate,
                     bool inPlace)
{
    wire::Conversation conversation(role, Small);
    if (deflate)
        conversation.setDeflate(*deflate);
    conversation.receive(bytes);
    return test::heard(conversation, inPlace);
}

void checkEvents(wire::Conversation::Role role, QByteArrayView bytes, const Deflate &deflate)
{
    wire::Conversation conversation(role, Small);
    wire::Conversation peer(otherThan(role));
    conversation.setAutoPong(false);
    if (deflate) {
        conversation.setDeflate(*deflate);
        peer.setDeflate(*deflate);
    }
    conversation.receive(bytes);
    conversation.receiveEnd();
    bool broken = false;
    while (const auto event = conversation.next()) {
        fuzz::require(!broken || std::holds_alternative<wire::StreamEnded>(*event),
                      "told more after a breach");
        if (const auto *message = std::get_if<wire::MessageReceived>(&*event)) {
            fuzz::require(message->payload.size() <= Small.message, "message over its limit");
            fuzz::require(message->range.end() <= bytes.size(), "message outside");
            fuzz::require(message->compressed || message->wirePayload == message->payload.size(),
                          "plain, and not its own size");
            if (!conversation.closeSent())
                checkEcho(&conversation, &peer, *message);
        }
        if (const auto *breach = std::get_if<wire::ProtocolBreach>(&*event)) {
            fuzz::require(breach->range.end() <= bytes.size() && !breach->range.isEmpty(), "breach outside");
            broken = true;
        }
    }
    fuzz::require(!conversation.next(), "told more after the end");
    fuzz::require(!broken || conversation.closeSent(), "no Close after a breach");

    peer.receive(conversation.takeOutgoing());
    peer.receiveEnd();
    while (const auto event = peer.next()) {
        fuzz::require(!std::holds_alternative<wire::ProtocolBreach>(*event),
                      "our own answer breaks the rules");
        if (const auto *end = std::get_if<wire::StreamEnded>(&*event))
            fuzz::require(!end->insideFrame, "our own answer is cut");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArrayView bytes = fuzz::view(data, size);
    const quint8 choice = fuzz::takeChoice(&bytes);
    const auto role = (choice & 1) != 0 ? wire::Conversation::Role::Server : wire::Conversation::Role::Client;
    Deflate deflate;
    if ((choice & 4) != 0)
        deflate = wire::DeflateAgreement{9, 9, (choice & 8) != 0, (choice & 8) != 0};
    const auto run = [role, &deflate](const QList<QByteArrayView> &pieces, bool end) {
        return test::runConversation(role, Small, pieces, end, deflate);
    };
    fuzz::requireSameHoweverFed(bytes, 2 + (choice >> 4), (choice & 2) != 0, run);
    checkEvents(role, bytes, deflate);
    fuzz::require(heard(role, bytes, deflate, true) == heard(role, bytes, deflate, false),
                  "in place it is heard otherwise");
    return 0;
}
