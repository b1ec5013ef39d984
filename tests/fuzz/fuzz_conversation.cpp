// Contract of Conversation: it never crashes; a message never passes its limit; the same bytes in other
// portions tell the same events and write the same answers; after a breach nothing but the end is told; what
// it writes by itself, the other role reads without a breach.

#include "fuzz/fuzzing.h"
#include "support/wiretelling.h"

using namespace wirewise;

namespace {

constexpr wire::Conversation::Limits Small{4096};

void checkEvents(wire::Conversation::Role role, QByteArrayView bytes)
{
    wire::Conversation conversation(role, Small);
    conversation.receive(bytes);
    conversation.receiveEnd();
    bool broken = false;
    while (const auto event = conversation.next()) {
        fuzz::require(!broken || std::holds_alternative<wire::StreamEnded>(*event),
                      "told more after a breach");
        if (const auto *message = std::get_if<wire::MessageReceived>(&*event)) {
            fuzz::require(message->payload.size() <= Small.message, "message over its limit");
            fuzz::require(message->range.end() <= bytes.size(), "message outside");
        }
        if (const auto *breach = std::get_if<wire::ProtocolBreach>(&*event)) {
            fuzz::require(breach->range.end() <= bytes.size() && !breach->range.isEmpty(), "breach outside");
            broken = true;
        }
    }
    fuzz::require(!conversation.next(), "told more after the end");
    fuzz::require(!broken || conversation.closeSent(), "no Close after a breach");

    const bool isClient = role == wire::Conversation::Role::Client;
    wire::Conversation peer(isClient ? wire::Conversation::Role::Server : wire::Conversation::Role::Client);
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
    const auto run = [role](const QList<QByteArrayView> &pieces, bool end) {
        return test::runConversation(role, Small, pieces, end);
    };
    fuzz::requireSameHoweverFed(bytes, 2 + (choice >> 2), (choice & 2) != 0, run);
    checkEvents(role, bytes);
    return 0;
}
