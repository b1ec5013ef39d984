#include "report/messagewalk.h"

#include "wire/utf8.h"

namespace wirewise::report {

using namespace observation;

namespace {

constexpr qint64 FirstPage = 16, LargestPage = 1024;
/// A page beyond this is followed by a smaller one.
constexpr qint64 WantedBytes = 1024 * 1024;

qint64 heldBy(const QList<Message> &messages)
{
    qint64 held = 0;
    for (const Message &message : messages)
        held += message.held();
    return held;
}

} // namespace

void walkMessages(const Case &exported, const MessagePages &pages, const TakeMessage &take)
{
    if (exported.messageCount == 0 || !pages) {
        const auto &session = exported.checked.observation.session;
        for (const Message &message : session ? session->messages : QList<Message>()) {
            if (!take(message))
                return;
        }
        return;
    }
    qint64 count = FirstPage;
    for (qint64 first = 1;;) {
        const QList<Message> page = pages(first, count);
        if (page.isEmpty())
            return;
        for (const Message &message : page) {
            if (!take(message))
                return;
        }
        first = page.constLast().number + 1;
        count = heldBy(page) > WantedBytes ? qMax<qint64>(1, count / 4) : qMin(LargestPage, count * 2);
    }
}

qint64 messagesIn(const Case &exported)
{
    const auto &session = exported.checked.observation.session;
    if (exported.messageCount > 0 || !session)
        return exported.messageCount;
    return session->messages.size();
}

bool isReadableText(const Message &message)
{
    return message.opcode == wire::Opcode::Text && message.frames > 0 && wire::isValidUtf8(message.payload);
}

} // namespace wirewise::report
