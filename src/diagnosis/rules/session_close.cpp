#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"
#include "wire/closecode.h"

#include <algorithm>

namespace wirewise::diagnosis::rules {

namespace {

using observation::Message;
using observation::SessionFacts;
using wire::Direction;

/// Close frames within this time after the 101 are "at once".
constexpr std::chrono::seconds atOnce{2};

const SessionFacts *closedByPeer(const Facts &facts)
{
    if (!facts.works || !facts.seen.session || facts.seen.session->closeBy != SessionFacts::CloseBy::Peer)
        return nullptr;
    return &*facts.seen.session;
}

bool hasCode(const SessionFacts &session, std::initializer_list<quint16> codes)
{
    return session.closeCode && std::find(codes.begin(), codes.end(), *session.closeCode) != codes.end();
}

QString seconds(observation::Duration duration)
{
    const double value = static_cast<double>(duration.count()) / 1e6;
    return Text::tr("%1 s").arg(value, 0, 'f', value < 10 ? 1 : 0);
}

/// The Close frame in the stream: its first byte is 0x88, and its body is the code and the reason.
QList<Evidence> closeFrame(const Facts &facts, const SessionFacts &session)
{
    QByteArray content;
    if (session.closeCode && *session.closeCode != wire::closecode::NoStatus) {
        content.append(static_cast<char>(*session.closeCode >> 8));
        content.append(static_cast<char>(*session.closeCode & 0xFF));
        content.append(session.closeReason);
    }
    QByteArray frame;
    frame.append(static_cast<char>(0x88));
    frame.append(static_cast<char>(content.size()));
    frame.append(content);
    const qsizetype at = session.stream.lastIndexOf(frame);
    const QString says =
        session.closedAt
            ? Text::tr("The server's Close frame, %1 after the 101.").arg(seconds(*session.closedAt))
            : Text::tr("The server's Close frame.");
    if (at < 0)
        return {fact(session.closeCode ? QString::number(*session.closeCode) : Text::tr("no code"), says)};
    return {inSession(facts.seen, {at, frame.size()}, says)};
}

QString reasonOf(const SessionFacts &session)
{
    return session.closeReason.isEmpty() ? QString() : QStringLiteral(": ") + shown(session.closeReason, 40);
}

QString codeOf(const SessionFacts &session)
{
    if (!session.closeCode || *session.closeCode == wire::closecode::NoStatus)
        return Text::tr("no code");
    const QString name = QString::fromUtf8(wire::closeCodeName(*session.closeCode)).toLower();
    return name.isEmpty() ? QString::number(*session.closeCode)
                          : QStringLiteral("%1, %2").arg(*session.closeCode).arg(name);
}

std::optional<Judgement> byCode(const Facts &facts, std::initializer_list<quint16> codes,
                                const QString &title, const QString &where)
{
    const SessionFacts *session = closedByPeer(facts);
    if (!session || !hasCode(*session, codes))
        return {};
    return Judgement{.confidence = 0.97,
                     .title = title.arg(*session->closeCode).arg(reasonOf(*session)),
                     .where = where,
                     .evidence = closeFrame(facts, *session)};
}

// session.refused-after-accept

constexpr CauseEntry refusedCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The server checks the credential after the 101 and says no in a message."),
     QT_TRANSLATE_NOOP("Diagnosis", "The last message before the Close gives the reason.")}};
constexpr FixEntry refusedFixes[] = {
    {"rails",
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Send what connect() of ApplicationCable::Connection looks for, for example the session cookie."),
     nullptr, true},
    {"general", QT_TRANSLATE_NOOP("Diagnosis", "Send the credential that the message asks for."), nullptr}};

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
    return !session.closeCode || hasCode(session, {1000, 1002, wire::closecode::NoStatus});
}

std::optional<Judgement> refusedAfterAccept(const Facts &facts)
{
    const SessionFacts *session = closedByPeer(facts);
    const Message *last = session ? lastReceived(*session) : nullptr;
    if (!last || !isPlainClose(*session) || !session->closedAt || !soundsLikeRefusal(last->payload))
        return {};
    if (*session->closedAt - last->at > atOnce)
        return {};
    const qsizetype at = session->stream.indexOf(last->payload);
    QList<Evidence> evidence;
    if (at >= 0)
        evidence.append(inSession(facts.seen, {at, last->payload.size()},
                                  Text::tr("The last message before the Close.")));
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
    {"express", QT_TRANSLATE_NOOP("Diagnosis", "Register the WebSocket route before the 404 handler."),
     "+ app.ws('/ws', handler)\n  app.use((req, res) => res.status(404).json({ error: 'not found' }))\n- "
     "app.ws('/ws', handler)",
     true},
    {"socket.io", QT_TRANSLATE_NOOP("Diagnosis", "Ask for transport=websocket in a ws:// address."),
     "- /socket.io/?EIO=4&transport=polling\n+ /socket.io/?EIO=4&transport=websocket", true},
    {"general",
     QT_TRANSLATE_NOOP("Diagnosis", "Let the handler stay, and close with a code and a reason that say why."),
     nullptr}};

std::optional<Judgement> closedAtOnce(const Facts &facts)
{
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
    const QByteArray offered = facts.upgrade->request().headers.value("Sec-WebSocket-Protocol");
    if (!offered.isEmpty() && session->closeCode == wire::closecode::ProtocolError)
        judgement.causes.append(
            {Text::tr("The server confirms the subprotocol %1 and does not speak it: client and server "
                      "libraries are of different generations.")
                 .arg(shown(offered, 40)),
             Text::tr("Offer the other name, for example `graphql-ws` instead of `graphql-transport-ws`."),
             Likelihood::Likely});
    return judgement;
}

// classes by code

constexpr CauseEntry policyCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The credential is checked after the upgrade, and is missing or wrong."),
     QT_TRANSLATE_NOOP("Diagnosis", "The reason in the Close frame.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "A limit on messages or connections was passed."),
     nullptr}};
constexpr FixEntry policyFixes[] = {
    {"general",
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Send what the reason asks for, for example a token in the address or in the first message."),
     "wirewise-cli check 'wss://HOST/PATH?token=TOKEN'", true}};

std::optional<Judgement> policy(const Facts &facts)
{
    return byCode(facts, {1008},
                  Text::tr("The upgrade works, then the server closes with %1, policy violation%2"),
                  Text::tr("The fix belongs in what the client sends, or in the rule that it breaks."));
}

constexpr CauseEntry bigCauses[] = {
    {Likelihood::Likely, QT_TRANSLATE_NOOP("Diagnosis", "A message is larger than the limit of the server."),
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The size of the last message sent, and the limit in the server's settings.")}};
constexpr FixEntry bigFixes[] = {
    {"websockets", QT_TRANSLATE_NOOP("Diagnosis", "Raise the limit, or send smaller messages."),
     "- serve(handler, host, port, max_size=64)\n+ serve(handler, host, port, max_size=2**22)", true},
    {"uvicorn", QT_TRANSLATE_NOOP("Diagnosis", "Raise the limit (16 MiB by default)."),
     "uvicorn app:app --ws-max-size 33554432"},
    {"node-ws", QT_TRANSLATE_NOOP("Diagnosis", "Raise the limit (100 MiB by default)."),
     "+ new WebSocketServer({ maxPayload: 256 * 1024 * 1024 })"},
    {"general",
     QT_TRANSLATE_NOOP("Diagnosis", "Raise the server's limit for one message, or send smaller ones."),
     nullptr, true}};

std::optional<Judgement> tooBig(const Facts &facts)
{
    return byCode(facts, {1009}, Text::tr("A message is too big for the server: it closes with %1%2"),
                  Text::tr("The fix belongs in the size of messages, or in the server's limit."));
}

constexpr CauseEntry internalCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The handler raised after it had accepted, or what it connects to is down."),
     QT_TRANSLATE_NOOP("Diagnosis", "The traceback in the server's log; the reason in the Close frame.")}};
constexpr FixEntry internalFixes[] = {
    {"websockify", QT_TRANSLATE_NOOP("Diagnosis", "Start the target that websockify connects to."), nullptr,
     true},
    {"general",
     QT_TRANSLATE_NOOP("Diagnosis", "Repair what the server's log names, or start what lies behind it."),
     nullptr}};

std::optional<Judgement> internalError(const Facts &facts)
{
    return byCode(facts, {1011, 1014},
                  Text::tr("The upgrade works, then the server fails and closes with %1%2"),
                  Text::tr("The fix belongs in the server, or in what lies behind it."));
}

constexpr CauseEntry awayCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The server shuts down or restarts, for example for a new version."),
     QT_TRANSLATE_NOOP("Diagnosis", "Its start time; the deployment's log.")}};
constexpr FixEntry awayFixes[] = {
    {"general", QT_TRANSLATE_NOOP("Diagnosis", "Let clients reconnect, with pauses that grow and differ."),
     "setTimeout(connect, Math.min(30000, 1000 * 2 ** tries) * (0.5 + Math.random()))", true}};

std::optional<Judgement> goingAway(const Facts &facts)
{
    return byCode(facts, {1001, 1012}, Text::tr("The server goes away: it closes with %1%2"),
                  Text::tr("The fix belongs in the server's restarts; clients should reconnect."));
}

constexpr CauseEntry laterCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "Maintenance or overload: the server asks to come back later."),
     QT_TRANSLATE_NOOP("Diagnosis", "The reason in the Close frame.")}};

std::optional<Judgement> tryLater(const Facts &facts)
{
    return byCode(facts, {1013}, Text::tr("The server asks to try again later: it closes with %1%2"),
                  Text::tr("The fix belongs in the server: maintenance or overload."));
}

constexpr CauseEntry dataCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The server takes only text, or only binary messages."),
     QT_TRANSLATE_NOOP("Diagnosis", "Send the other kind.")}};
constexpr FixEntry dataFixes[] = {
    {"general", QT_TRANSLATE_NOOP("Diagnosis", "Send the kind of message that the server takes."), nullptr}};

std::optional<Judgement> unsupportedData(const Facts &facts)
{
    return byCode(facts, {1003},
                  Text::tr("The server does not take this kind of message: it closes with %1%2"),
                  Text::tr("The fix belongs in what the client sends."));
}

// session.application-close

constexpr CauseEntry applicationCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The application refuses with a code of its own; often 44xx follows the HTTP status 4xx."),
     QT_TRANSLATE_NOOP("Diagnosis", "Search the server's code for the number.")}};
constexpr FixEntry applicationFixes[] = {
    {"general",
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Send what the application asks for; its code or its documentation says what the number means."),
     nullptr, true}};

std::optional<Judgement> applicationClose(const Facts &facts)
{
    const SessionFacts *session = closedByPeer(facts);
    if (!session || !session->closeCode || *session->closeCode < 3000 || *session->closeCode > 4999)
        return {};
    return Judgement{.confidence = 0.97,
                     .title =
                         Text::tr("The upgrade works, then the application closes with %1%2")
                             .arg(*session->closeCode)
                             .arg(session->closeReason.isEmpty() ? QStringLiteral(".") : reasonOf(*session)),
                     .where = Text::tr("The fix belongs in the application's own rules: the code is its."),
                     .evidence = closeFrame(facts, *session)};
}

constexpr const char *references[] = {"RFC 6455 section 7.4.1"};
constexpr const char *applicationReferences[] = {"RFC 6455 section 7.4.2"};
constexpr const char *refines[] = {"upgrade.ok"};
constexpr const char *refusedRefines[] = {"upgrade.ok", "session.closed-at-once"};
constexpr char proof[] = "wirewise-cli connect URL";

constexpr FailureClass table[] = {
    {.id = "session.closed-at-once",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The server closes right after the upgrade"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "101, and within two seconds a Close frame with 1000, 1002 or no code. The WebSocket "
                      "layer works; the application does not want this connection, and does not say why."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "A code with a meaning of its own has a class of its own. "
                                                 "session.dropped: TCP ends without any Close frame."),
     .proveIt = proof,
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
     .proveIt = proof,
     .causes = refusedCauses,
     .fixes = refusedFixes,
     .references = references,
     .refines = refusedRefines,
     .judge = refusedAfterAccept},
    {.id = "session.policy-violation",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Close 1008, policy violation"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The server ends the session because a rule of its own is broken; "
                                        "most often the credential is checked after the upgrade."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "upgrade.unauthorized refuses before the 101. "
                                                 "session.application-close has a code from 3000 to 4999."),
     .proveIt = proof,
     .causes = policyCauses,
     .fixes = policyFixes,
     .references = references,
     .refines = refines,
     .judge = policy},
    {.id = "session.message-too-big",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Close 1009, message too big"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "A message is larger than the server takes."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "upgrade.request-too-large is about the request of the upgrade."),
     .proveIt = proof,
     .causes = bigCauses,
     .fixes = bigFixes,
     .references = references,
     .refines = refines,
     .judge = tooBig},
    {.id = "session.internal-error",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Close 1011, internal error"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The server failed after it had accepted: its handler raised, or what lies behind it is down."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "upgrade.server-error fails before the 101."),
     .proveIt = proof,
     .causes = internalCauses,
     .fixes = internalFixes,
     .references = references,
     .refines = refines,
     .judge = internalError},
    {.id = "session.going-away",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Close 1001 or 1012, the server goes away"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The server ends the session because it shuts down or restarts."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "After a quiet spell, and where pings prevent it, 1001 is session.idle-timeout."),
     .proveIt = proof,
     .causes = awayCauses,
     .fixes = awayFixes,
     .references = references,
     .refines = refines,
     .judge = goingAway},
    {.id = "session.try-again-later",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Close 1013, try again later"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The server accepts, and asks to come back later: maintenance or overload."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "upgrade.service-unavailable and health.not-ready say so before the 101."),
     .proveIt = proof,
     .causes = laterCauses,
     .fixes = awayFixes,
     .references = references,
     .refines = refines,
     .judge = tryLater},
    {.id = "session.unsupported-data",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Close 1003, unsupported data"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The server takes another kind of message than the one it got."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "session.invalid-utf8: text that is not UTF-8."),
     .proveIt = proof,
     .causes = dataCauses,
     .fixes = dataFixes,
     .references = references,
     .refines = refines,
     .judge = unsupportedData},
    {.id = "session.application-close",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Close with a code of the application"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "Codes from 3000 to 4999 belong to libraries and "
                                               "applications. The reason, if one is given, is quoted."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis",
                                    "Before accept such a code never reaches the client: it becomes 403."),
     .proveIt = proof,
     .causes = applicationCauses,
     .fixes = applicationFixes,
     .references = applicationReferences,
     .refines = refines,
     .judge = applicationClose},
};

} // namespace

std::span<const FailureClass> sessionClose()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
