#include "diagnosis/breachwords.h"
#include "diagnosis/engineiowords.h"
#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/closing.h"
#include "diagnosis/rules/tables.h"
#include "wire/closecode.h"

namespace wirewise::diagnosis::rules {

namespace {

using observation::Duration;
using observation::ExperimentResult;
using observation::SessionFacts;
using observation::StreamEnd;
using wire::FrameBreach;

/// Less than this is no quiet spell.
constexpr std::chrono::seconds quietSpell{1};
/// A Close within this time after the 101 comes at once, and no limit for silence is so short.
constexpr std::chrono::seconds atOnce{2};
/// A pong that has not come after this long is missing.
constexpr std::chrono::seconds pongLimit{3};

const SessionFacts *opened(const Facts &facts)
{
    return facts.works && facts.seen.session ? &*facts.seen.session : nullptr;
}

bool endedByPeer(const SessionFacts &session)
{
    return session.end == StreamEnd::ClosedByPeer || session.end == StreamEnd::ResetByPeer;
}

/// TCP ended, and nobody had sent a Close frame.
bool endedWithoutClose(const SessionFacts &session)
{
    return endedByPeer(session) && session.closeBy == SessionFacts::CloseBy::Nobody && !session.breach;
}

// session.protocol-error and session.invalid-utf8

bool isText(FrameBreach breach)
{
    return breach == FrameBreach::InvalidUtf8 || breach == FrameBreach::CloseReasonInvalid;
}

constexpr CauseEntry protocolCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The frames are written by hand, and break a rule of RFC 6455."),
     QT_TRANSLATE_NOOP("Diagnosis", "The marked bytes, against the code that writes them.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "After the 101 something answers that does not speak WebSocket."),
     QT_TRANSLATE_NOOP("Diagnosis", "The bytes read as text or as another protocol.")}};
constexpr FixEntry protocolFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Write frames with a library, or by section 5.2: lengths over 125 take two or eight "
                       "more bytes, a server masks nothing, control frames are short and whole."),
     "frame = header(opcode, length) + payload   # 126: 16 bits, 127: 64 bits", true},
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Where a compressed message is the one: let the library compress, and let no proxy and no "
         "handler between it and the socket touch its frames; without permessage-deflate the "
         "session goes on until then."),
     nullptr}};

std::optional<Judgement> protocolError(const Facts &facts)
{
    const SessionFacts *session = opened(facts);
    if (!session || !session->breach || isText(*session->breach) ||
        *session->breach == FrameBreach::MessageTooBig || *session->breach == FrameBreach::DataAfterClose)
        return {};
    if (engineIoSaying(facts))
        return {};
    return Judgement{
        .confidence = 0.97,
        .title = Text::tr("The server breaks the rules of WebSocket frames: %1.")
                     .arg(breachWords(*session->breach)),
        .where = Text::tr("The fix belongs in the code that writes the frames."),
        .evidence = {breachEvidence(
            facts, *session,
            Text::tr("These bytes break %1.").arg(QString::fromUtf8(wire::sectionOf(*session->breach))))}};
}

constexpr CauseEntry utf8Causes[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "Bytes of another encoding, or binary data, are sent as a text message."),
     QT_TRANSLATE_NOOP("Diagnosis", "The marked byte and those around it.")}};
constexpr FixEntry utf8Fixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Send binary data as binary messages (opcode 2), and text as UTF-8."),
     "- socket.send(buffer.toString('latin1'))\n+ socket.send(buffer)", true}};

std::optional<Judgement> invalidUtf8(const Facts &facts)
{
    const SessionFacts *session = opened(facts);
    if (!session)
        return {};
    if (session->breach && isText(*session->breach))
        return Judgement{.confidence = 0.97,
                         .title = Text::tr("The server sends text that is not UTF-8."),
                         .where = Text::tr("The fix belongs in the code that sends the message."),
                         .evidence = {breachEvidence(facts, *session,
                                                     Text::tr("No character in UTF-8 has these bytes."))}};
    if (session->closeBy != SessionFacts::CloseBy::Peer ||
        session->closeCode != wire::closecode::InvalidPayload)
        return {};
    return Judgement{
        .confidence = 0.95,
        .title = Text::tr("The server closes with 1007: a message was not valid, usually not UTF-8."),
        .where = Text::tr("The fix belongs in what the client sends."),
        .evidence = {fact(QStringLiteral("1007"), Text::tr("The code of the server's Close frame."))}};
}

// session.idle-timeout

constexpr CauseEntry idleCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "A proxy or server ends connections that carry nothing for a while."),
     QT_TRANSLATE_NOOP("Diagnosis", "Its timeout is the length of the quiet spell: proxy_read_timeout, "
                                    "timeout tunnel, inactivity_timeout.")}};
constexpr FixEntry idleFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Send pings more often than the quiet spell is long, or raise the limit."),
     nullptr, true}};

bool mayBeIdle(const SessionFacts &session)
{
    if (session.quietBeforeEnd < quietSpell)
        return false;
    if (endedWithoutClose(session))
        return !session.endedInsideFrame;
    const bool plain = !session.closeCode || *session.closeCode == wire::closecode::GoingAway ||
                       *session.closeCode == wire::closecode::Normal ||
                       *session.closeCode == wire::closecode::NoStatus;
    return session.closeBy == SessionFacts::CloseBy::Peer && plain;
}

Duration lifetime(const SessionFacts &session)
{
    return session.closedAt ? *session.closedAt : session.endedAt ? *session.endedAt : session.watched;
}

bool stayedOpen(const SessionFacts &other, Duration longerThan)
{
    return other.opened && other.closeBy != SessionFacts::CloseBy::Peer && !endedByPeer(other) &&
           other.watched > longerThan;
}

/// A Close frame without a telling code that ends a life of silence. A session that carried something may
/// simply be over; pings that change nothing mean that the server counts only messages as life.
std::optional<Judgement> idleDespitePings(const SessionFacts &session, const SessionFacts &pinged)
{
    const Duration life = lifetime(session);
    if (session.closeBy != SessionFacts::CloseBy::Peer ||
        session.closeCode == quint16(wire::closecode::GoingAway) || session.quietBeforeEnd < life * 9 / 10 ||
        life <= atOnce)
        return {};
    const QString quiet = seconds(session.quietBeforeEnd);
    return Judgement{
        .confidence = 0.75,
        .title = Text::tr("The server closes after %1 of silence; pings do not keep it open.").arg(quiet),
        .where = Text::tr("The fix belongs in the server's limit, or in the messages of the client."),
        .explanation =
            Text::tr(
                "Nothing was sent for %1, and the server closed. A second connection was closed although "
                "it was pinged: the server wants a message in that time, a login or a heartbeat of its "
                "own, or it ends every connection then.")
                .arg(quiet),
        .evidence = {fact(quiet, Text::tr("No frame either way before the end.")),
                     fact(seconds(lifetime(pinged)),
                          Text::tr("The connection with pings was closed after this time."))}};
}

std::optional<Judgement> idleTimeout(const Facts &facts)
{
    const SessionFacts *session = opened(facts);
    const ExperimentResult *pinged = facts.tried("with-pings");
    if (!session || !mayBeIdle(*session) || !pinged || !pinged->session || endedForOurSilence(facts))
        return {};
    const Duration life = lifetime(*session);
    if (!stayedOpen(*pinged->session, life))
        return idleDespitePings(*session, *pinged->session);
    const QString quiet = seconds(session->quietBeforeEnd);
    return Judgement{
        .confidence = 0.95,
        .title = Text::tr("The connection ends after %1 of silence; pings keep it open.").arg(quiet),
        .where = Text::tr("The fix belongs in the timeout of the server or proxy, or in pings."),
        .explanation =
            Text::tr("The session was quiet for %1 and then ended. A second connection that was pinged lived "
                     "longer. So it is silence that ends it, and a ping counts as life.")
                .arg(quiet),
        .evidence = {fact(quiet, Text::tr("No frame either way before the end.")),
                     fact(seconds(pinged->session->watched),
                          Text::tr("The connection with pings was still open after this time."))}};
}

// session.dropped

constexpr CauseEntry droppedCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The handler or the process of the server ended by an error."),
     QT_TRANSLATE_NOOP("Diagnosis", "The traceback in its log at that second.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "A proxy or a platform cut the connection: a timeout, a restart, a limit."),
     QT_TRANSLATE_NOOP("Diagnosis", "The time until the end is always the same.")}};
constexpr FixEntry droppedFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Repair what the server's log names, and close with a Close frame that says why."),
     nullptr}};

std::optional<Judgement> dropped(const Facts &facts)
{
    const SessionFacts *session = opened(facts);
    if (!session || !endedWithoutClose(*session) || endedForOurSilence(facts))
        return {};
    const QString after = seconds(session->endedAt.value_or(session->watched));
    const bool reset = session->end == StreamEnd::ResetByPeer;
    QList<Evidence> evidence{
        fact(reset ? Text::tr("RST") : Text::tr("FIN"),
             Text::tr("TCP ended %1 after the 101, and no Close frame had come.").arg(after))};
    if (session->endedInsideFrame && !session->stream.isEmpty())
        evidence.append(
            inSession(facts.seen, {0, session->stream.size()}, Text::tr("It ended inside a frame.")));
    QString title = Text::tr("The connection ended without a Close frame after %1.").arg(after);
    if (session->endedInsideFrame)
        title =
            Text::tr("The connection ended inside a message, without a Close frame, after %1.").arg(after);
    Judgement judgement{.confidence = 0.93,
                        .title = title,
                        .where = Text::tr("The fix belongs in the server, or in what stands before it."),
                        .evidence = evidence};
    const ExperimentResult *pinged = facts.tried("with-pings");
    if (session->quietBeforeEnd >= quietSpell && !session->endedInsideFrame) {
        if (pinged && pinged->session && !stayedOpen(*pinged->session, lifetime(*session)))
            judgement.explanation =
                Text::tr("The connection was quiet for %1 and then ended without a Close frame (1006). A "
                         "second connection ended although it was pinged: "
                         "pings do not prevent it. Either the server wants data, as a heartbeat of its own, "
                         "or it ends by itself.")
                    .arg(seconds(session->quietBeforeEnd));
        else
            judgement.causes.append({Text::tr("It was quiet for %1: silence may be the reason.")
                                         .arg(seconds(session->quietBeforeEnd)),
                                     Text::tr("Watch longer, and send pings."), Likelihood::Possible});
    }
    return judgement;
}

// session.no-pong

constexpr CauseEntry pongCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The server's library is told not to answer pings, and the handler does not either."),
     QT_TRANSLATE_NOOP("Diagnosis", "autoping=False in aiohttp.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "The server is blocked and reads nothing."),
     QT_TRANSLATE_NOOP("Diagnosis", "Messages get no answer either.")}};
constexpr FixEntry pongFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Answer every ping with a pong that carries the same bytes."), nullptr}};

std::optional<Judgement> noPong(const Facts &facts)
{
    const SessionFacts *session = opened(facts);
    if (!session || !session->pingSent || session->pongReceived ||
        session->closeBy == SessionFacts::CloseBy::Peer || endedByPeer(*session) || session->breach)
        return {};
    if (session->watched - *session->pingSent < pongLimit)
        return {};
    return Judgement{
        .confidence = 0.93,
        .title = Text::tr("The server does not answer pings: none in %1.")
                     .arg(seconds(session->watched - *session->pingSent)),
        .where = Text::tr("The fix belongs in the server's WebSocket settings."),
        .evidence = {fact(Text::tr("ping sent %1 after the 101").arg(seconds(*session->pingSent)),
                          Text::tr("No pong came while the check watched."))}};
}

constexpr const char *frameReferences[] = {"RFC 6455 section 5"};
constexpr const char *utf8References[] = {"RFC 6455 section 8.1"};
constexpr const char *closeReferences[] = {"RFC 6455 section 7.1.5"};
constexpr const char *pingReferences[] = {"RFC 6455 section 5.5.2"};
constexpr const char *refines[] = {"upgrade.ok"};
constexpr const char *idleRefines[] = {"upgrade.ok", "session.dropped", "session.going-away",
                                       "session.closed-at-once"};

constexpr FailureClass table[] = {
    {.id = "session.dropped",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The connection ends without a Close frame"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis",
                                  "TCP ended and no Close frame had come; clients report this as 1006."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "session.idle-timeout: silence is shown to be the reason. "
                                                 "With a Close frame it is the class of its code."),
     .causes = droppedCauses,
     .fixes = droppedFixes,
     .references = closeReferences,
     .refines = refines,
     .judge = dropped},
    {.id = "session.idle-timeout",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The connection ends after a quiet spell"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Nothing was sent either way for a while, and the connection was ended. With pings it lives on, "
         "or the server wants messages."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "session.dropped: it ends, and silence is not shown to be the reason. A heartbeat of "
                      "the application that wants data is not satisfied by pings."),
     .causes = idleCauses,
     .fixes = idleFixes,
     .references = pingReferences,
     .refines = idleRefines,
     .judge = idleTimeout},
    {.id = "session.protocol-error",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The server breaks the framing rules"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The bytes after the 101 break a rule of RFC 6455 section 5, or "
                                        "of RFC 7692 where compression was agreed. Clients must end "
                                        "the connection there."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "A Close frame with 1002 from the server accuses the client, and is not this."),
     .causes = protocolCauses,
     .fixes = protocolFixes,
     .references = frameReferences,
     .refines = refines,
     .judge = protocolError},
    {.id = "session.invalid-utf8",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Text that is not UTF-8"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "A text message must be UTF-8. Either the server sent one that is "
                                        "not, or it closes with 1007 because of one that it got."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "session.protocol-error is about frames, this about their content."),
     .causes = utf8Causes,
     .fixes = utf8Fixes,
     .references = utf8References,
     .refines = refines,
     .judge = invalidUtf8},
    {.id = "session.no-pong",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Pings go unanswered"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "Every ping must be answered with a pong. Without it, clients "
                                               "and proxies that ping take the connection for dead."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "session.dropped ends; here the connection stays open."),
     .causes = pongCauses,
     .fixes = pongFixes,
     .references = pingReferences,
     .refines = refines,
     .judge = noPong},
};

} // namespace

std::span<const FailureClass> sessionEnd()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
