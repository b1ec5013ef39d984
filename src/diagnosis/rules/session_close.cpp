#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/closing.h"
#include "diagnosis/rules/tables.h"
#include "observation/messagerange.h"
#include "wire/closecode.h"

#include <algorithm>

namespace wirewise::diagnosis::rules {

namespace {

using observation::Message;
using observation::SessionFacts;
using wire::Direction;

/// Close frames within this time after the 101 are "at once".
constexpr std::chrono::seconds atOnce{2};

// session.refused-after-accept

constexpr CauseEntry refusedCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The server checks the credential after the 101 and says no in a message."),
     QT_TRANSLATE_NOOP("Diagnosis", "The last message before the Close gives the reason.")}};
constexpr FixEntry refusedFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Send the credential that the message asks for."), nullptr}};

const Message *lastReceived(const SessionFacts &session)
{
    const auto found =
        std::find_if(session.messages.rbegin(), session.messages.rend(), [](const Message &message) {
            return message.direction == Direction::Received && message.opcode == wire::Opcode::Text;
        });
    return found == session.messages.rend() ? nullptr : &*found;
}

bool soundsLikeRefusal(const QByteArray &text)
{
    static constexpr const char *words[] = {"unauthor", "\"disconnect\"", "denied",   "forbidden",
                                            "invalid",  "not allowed",    "expired",  "reject",
                                            "refus",    "error",          "rejected", "missing",
                                            "failed",   "not found",      "unknown",  "authenticat"};
    const QByteArray lower = text.left(4096).toLower();
    return std::any_of(std::begin(words), std::end(words),
                       [&](const char *word) { return lower.contains(word); });
}

/// A code with a meaning of its own has a class of its own.
bool isPlainClose(const SessionFacts &session)
{
    // 1004 is reserved, 1010 comes from clients: they say no more than 1000 does.
    return !session.closeCode || hasCode(session, {1000, 1002, 1004, 1010, wire::closecode::NoStatus});
}

std::optional<Judgement> refusedAfterAccept(const Facts &facts)
{
    const SessionFacts *session = closedByPeer(facts);
    const Message *last = session ? lastReceived(*session) : nullptr;
    if (!last || !isPlainClose(*session) || !session->closedAt || !soundsLikeRefusal(last->payload))
        return {};
    if (*session->closedAt - last->at > atOnce)
        return {};
    QList<Evidence> evidence;
    if (const auto range = rangeInStream(*session, *last))
        evidence.append(inSession(facts.seen, *range, Text::tr("The last message before the Close.")));
    evidence += closeFrame(facts, *session);
    return Judgement{.confidence = 0.9,
                     .title =
                         Text::tr("The upgrade works, then the server refuses in a message and closes: %1")
                             .arg(shown(last->payload, 34)),
                     .where = Text::tr("The fix belongs in what the client sends: its credential."),
                     .evidence = evidence};
}

// session.closed-at-once

constexpr CauseEntry atOnceCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The handler returns or refuses right after accepting, without a code that says why."),
     QT_TRANSLATE_NOOP("Diagnosis", "The server's log at that second.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "A catch-all or 404 handler takes the WebSocket before the real one (express-ws)."),
     QT_TRANSLATE_NOOP("Diagnosis", "A made-up path behaves the same.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The library does not speak the subprotocol that was offered and confirmed."),
     QT_TRANSLATE_NOOP("Diagnosis", "With another subprotocol it stays open.")}};
constexpr FixEntry atOnceFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Let the handler stay, and close with a code and a reason that say why."),
     nullptr}};

/// 1002 after a while: no class of its own, and this is the one of a Close that gives no better reason. The
/// server accuses the client; nothing is wrong with its own frames.
std::optional<Judgement> accused(const Facts &facts)
{
    const SessionFacts *session = closedByPeer(facts);
    if (!session || session->breach || session->closeCode != wire::closecode::ProtocolError ||
        !session->closedAt || *session->closedAt <= atOnce)
        return {};
    return Judgement{
        .confidence = 0.7,
        .title =
            Text::tr("After %1 the server closes with 1002: it says that the client broke the protocol%2")
                .arg(seconds(*session->closedAt),
                     session->closeReason.isEmpty() ? QStringLiteral(".") : reasonOf(*session)),
        .where = Text::tr("The fix belongs in what the client sends, or in the server's library."),
        .explanation = Text::tr(
            "The Close frame came from the server, and no frame of the server breaks the rules. Either it "
            "took a frame of the client for wrong (a proxy in between may change frames, or an extension is "
            "on at one end only), or its code closes with 1002 for a reason of its own. Its log at that "
            "second names the frame; compression is the first thing to switch off."),
        .evidence = closeFrame(facts, *session)};
}

std::optional<Judgement> closedAtOnce(const Facts &facts)
{
    if (std::optional<Judgement> judgement = accused(facts))
        return judgement;
    const SessionFacts *session = closedByPeer(facts);
    if (!session || !isPlainClose(*session) || !session->closedAt || *session->closedAt > atOnce)
        return {};
    const bool polling = facts.engineIoPath && facts.transport == "polling";
    Judgement judgement{.confidence = 0.92,
                        .title =
                            Text::tr("The upgrade works, then the server closes at once with %1%2")
                                .arg(codeOf(*session), session->closeReason.isEmpty() ? QStringLiteral(".")
                                                                                      : reasonOf(*session)),
                        .where = Text::tr("The fix belongs in the application: who closes there, and why."),
                        .evidence = closeFrame(facts, *session)};
    if (polling)
        judgement.explanation =
            Text::tr("The address asks Engine.IO for transport=polling, and polling takes no WebSocket: it "
                     "is accepted and closed at once. Ask for transport=websocket.");
    // express-ws and its like accept first, and then run the middleware that plain requests meet.
    if (facts.getStatus == 401 || facts.getStatus == 403) {
        judgement.evidence.append(
            statusLine(*facts.get, Text::tr("Plain GET on the same path is refused by status.")));
        judgement.causes.append(
            {Text::tr("A middleware refuses every request on this path, plain or not: GET gets %1.")
                 .arg(facts.getStatus),
             Text::tr("Send the token or the cookie that GET asks for, and check again."),
             Likelihood::Likely});
    }
    const QByteArray offered = facts.request.headers.value("Sec-WebSocket-Protocol");
    if (!offered.isEmpty() && session->closeCode == wire::closecode::ProtocolError)
        judgement.causes.append(
            {Text::tr("The server confirms the subprotocol %1 and does not speak it: client and server "
                      "libraries are of different generations.")
                 .arg(shown(offered, 40)),
             Text::tr("Offer the other name, for example `graphql-ws` instead of `graphql-transport-ws`."),
             Likelihood::Likely});
    return judgement;
}

constexpr const char *references[] = {"RFC 6455 section 7.4.1"};
constexpr const char *refines[] = {"upgrade.ok"};
constexpr const char *refusedRefines[] = {"upgrade.ok", "session.closed-at-once"};

constexpr FailureClass table[] = {
    {.id = "session.closed-at-once",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The server closes right after the upgrade"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "101, and within two seconds a Close frame with 1000, 1002 or no code. The WebSocket "
                      "layer works; the application does not want this connection, and does not say why."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "A code with a meaning of its own has a class of its own. "
                                                 "session.dropped: TCP ends without any Close frame."),
     .causes = atOnceCauses,
     .fixes = atOnceFixes,
     .references = references,
     .refines = refines,
     .judge = closedAtOnce},
    {.id = "session.refused-after-accept",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The server refuses in a message, then closes"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "The upgrade is accepted. Then a message says why the "
                                               "connection is not wanted, and a Close frame follows."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "session.closed-at-once gives no reason. engineio.connect-rejected is Socket.IO's own refusal."),
     .causes = refusedCauses,
     .fixes = refusedFixes,
     .references = references,
     .refines = refusedRefines,
     .judge = refusedAfterAccept},
};

} // namespace

std::span<const FailureClass> sessionClose()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
