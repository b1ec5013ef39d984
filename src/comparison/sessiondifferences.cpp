#include "comparison/pair.h"

#include "comparison/answerwords.h"
#include "diagnosis/breachwords.h"
#include "observation/printable.h"
#include "wire/closecode.h"

namespace wirewise::comparison {

using observation::Message;
using observation::SessionFacts;
using observation::StreamEnd;

namespace {

constexpr qsizetype LongestValue = 60;

QString closeWords(const SessionFacts &session)
{
    if (!session.closeCode)
        return Text::tr("closed without a code");
    const QString name = QString::fromUtf8(wire::closeCodeName(*session.closeCode));
    return Text::tr("closed with %1 %2").arg(QString::number(*session.closeCode), name).trimmed();
}

bool wasDropped(const SessionFacts &session)
{
    return session.closeBy == SessionFacts::CloseBy::Nobody &&
           (session.end == StreamEnd::ClosedByPeer || session.end == StreamEnd::ResetByPeer);
}

/// How the watched session came out.
QString endWords(const SessionFacts &session)
{
    if (session.breach)
        return Text::tr("broken frames: %1").arg(diagnosis::breachWords(*session.breach));
    if (session.closeBy == SessionFacts::CloseBy::Peer)
        return closeWords(session);
    if (wasDropped(session))
        return session.endedInsideFrame ? Text::tr("dropped inside a frame")
                                        : Text::tr("dropped without a Close frame");
    if (session.pingSent && !session.pongReceived && session.watched > std::chrono::seconds(3))
        return Text::tr("open, the ping unanswered");
    return Text::tr("stays open");
}

QString countWords(const SessionFacts &session)
{
    return session.messageCount == 0 ? Text::tr("none") : Text::tr("%1 received").arg(session.messageCount);
}

/// The first message that the server sent, shortened; empty if it sent none.
QByteArray firstReceived(const SessionFacts &session)
{
    for (const Message &message : session.messages) {
        if (message.direction == wire::Direction::Received &&
            (message.opcode == wire::Opcode::Text || message.opcode == wire::Opcode::Binary))
            return message.payload.left(4096);
    }
    return {};
}

void addEnd(const Pair &pair, const SessionFacts &left, const SessionFacts &right, Differences &differences)
{
    const bool sameWords = endWords(left) == endWords(right);
    if (sameWords && left.closeReason == right.closeReason)
        return;
    const auto words = [sameWords](const Half &half, const SessionFacts &session) {
        const QString end = endWords(session);
        if (!sameWords || !half.side.shown.session)
            return end;
        return QString(end % QLatin1String(": ") %
                       observation::printable(half.side.shown.session->closeReason, LongestValue));
    };
    const Half &worse = pair.worse();
    const bool isItsSubject = pair.outcomeDiffers && worse.breaksAt == Layer::Session;
    differences.append({"session.end",
                        Layer::Session,
                        Weight::Setting,
                        Text::tr("The open connection"),
                        words(pair.left, left),
                        words(pair.right, right),
                        isItsSubject ? worse.title() : Text::tr("Both got 101; then they part."),
                        {},
                        {}});
}

void addMessages(const Pair &pair, const SessionFacts &left, const SessionFacts &right,
                 Differences &differences)
{
    const auto add = [&](const char *id, const QString &title, const QString &a, const QString &b,
                         const QString &tells) {
        differences.append({id, Layer::Session, Weight::Setting, title, a, b, tells, {}, {}});
    };
    if (left.messageCount != right.messageCount)
        add("session.messages", Text::tr("Messages"), countWords(left), countWords(right),
            Text::tr("Counted while the check watched."));
    const QByteArray a = firstReceived(left), b = firstReceived(right);
    if (a.isEmpty() || b.isEmpty() || a == b || !pair.left.side.shown.session ||
        !pair.right.side.shown.session)
        return;
    const auto shown = [](const Half &half) {
        return observation::printable(firstReceived(*half.side.shown.session), LongestValue);
    };
    const bool isItsSubject = pair.outcomeDiffers && pair.worse().breaksAt == Layer::Session;
    add(isItsSubject ? "session.answer" : "session.first-message", Text::tr("First message of the server"),
        shown(pair.left), shown(pair.right),
        isItsSubject ? pair.worse().title() : Text::tr("The server says something else."));
}

} // namespace

void addSessionDifferences(const Pair &pair, Differences &differences)
{
    const auto &left = pair.left.seen().session, &right = pair.right.seen().session;
    if (!left || !right || !left->opened || !right->opened)
        return;
    addEnd(pair, *left, *right, differences);
    addMessages(pair, *left, *right, differences);
}

} // namespace wirewise::comparison
