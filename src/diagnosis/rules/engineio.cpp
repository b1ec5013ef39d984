#include "diagnosis/engineiowords.h"
#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"

namespace wirewise::diagnosis::rules {

namespace {

using observation::Exchange;
using observation::ExperimentResult;

/// The refusal of the upgrade itself, as an answer or as HTTP inside the open socket.
QList<Evidence> refusalEvidence(const Facts &facts, const EngineIoSaying &saying)
{
    QList<Evidence> evidence;
    if (saying.inSession)
        return {inSession(facts.seen, saying.range,
                          Text::tr("Engine.IO's refusal, written as HTTP into the open socket."))};
    evidence.append(received(*facts.upgrade, saying.range, Text::tr("Engine.IO's own words.")));
    evidence.append(statusLine(*facts.upgrade, Text::tr("The answer to the upgrade.")));
    return evidence;
}

QList<Evidence> helping(const Facts &facts)
{
    const ExperimentResult *result = facts.firstHelping({"websocket-eio4", "websocket-eio3"});
    if (!result)
        return {};
    return {statusLine(result->exchange, Text::tr("%1, the upgrade works.").arg(result->experiment.change))};
}

std::optional<Judgement> byKind(const Facts &facts, EngineIoKind kind, double confidence,
                                const QString &title, const QString &where)
{
    const std::optional<EngineIoSaying> saying = engineIoSaying(facts);
    if (!saying || saying->kind != kind)
        return {};
    return Judgement{.confidence = confidence,
                     .title = title,
                     .where = where,
                     .evidence = refusalEvidence(facts, *saying) + helping(facts)};
}

bool lacksParameters(const Facts &facts)
{
    return facts.engineIoPath && facts.transport.isEmpty();
}

// engineio.plain-websocket

constexpr CauseEntry plainCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "A plain WebSocket client is pointed at a Socket.IO server."),
     QT_TRANSLATE_NOOP("Diagnosis", "The address ends in /socket.io/ and has no EIO and transport.")}};
constexpr FixEntry plainFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Use a Socket.IO client, or add the two parameters and speak Engine.IO's packets."),
     "- ws://HOST/socket.io/\n+ ws://HOST/socket.io/?EIO=4&transport=websocket", true}};

std::optional<Judgement> plainWebSocket(const Facts &facts)
{
    if (!facts.refused || !lacksParameters(facts))
        return {};
    const auto saying = engineIoSaying(facts);
    const bool helps = facts.firstHelping({"websocket-eio4", "websocket-eio3"});
    if (!saying && !facts.pollOpen && !helps)
        return {};
    QList<Evidence> evidence{requestLine(*facts.upgrade, Text::tr("The address has no EIO and transport."))};
    if (saying)
        evidence += refusalEvidence(facts, *saying);
    evidence += helping(facts);
    return Judgement{.confidence = helps ? 0.98 : 0.92,
                     .title = Text::tr("This is a Socket.IO path, opened without EIO and transport."),
                     .where = Text::tr("The fix belongs in the client."),
                     .evidence = evidence};
}

// engineio.unknown-transport

constexpr CauseEntry transportCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The address names a transport that does not exist; Engine.IO knows "
                                    "polling, websocket and webtransport."),
     nullptr},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The address was copied from a polling request; a WebSocket needs transport=websocket."),
     nullptr}};
constexpr FixEntry transportFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Ask for transport=websocket."),
     "- /socket.io/?EIO=4&transport=ws\n+ /socket.io/?EIO=4&transport=websocket", true}};

std::optional<Judgement> unknownTransport(const Facts &facts)
{
    if (facts.transport == "websocket" && facts.pollOpen)
        return {};
    return byKind(facts, EngineIoKind::UnknownTransport, facts.transport == "websocket" ? 0.75 : 0.96,
                  Text::tr("Engine.IO does not know transport=%1.").arg(shown(facts.transport, 30)),
                  Text::tr("The fix belongs in the address: transport=websocket."));
}

// engineio.unknown-session

constexpr CauseEntry sessionCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "Several processes share the address without sticky sessions: the next "
                                    "request meets one that did not give the sid."),
     QT_TRANSLATE_NOOP("Diagnosis", "With one worker or one replica it works.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The sid is old: the session ended, or the server was restarted."),
     QT_TRANSLATE_NOOP("Diagnosis", "A fresh poll gives a new sid.")}};
constexpr FixEntry sessionFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Switch sticky sessions on in the balancer, or let clients use websocket from the start."),
     nullptr, true}};

std::optional<Judgement> unknownSession(const Facts &facts)
{
    int tried = 0;
    const Exchange *lost = nullptr;
    for (const ExperimentResult &result : facts.seen.experiments) {
        if (!result.experiment.id.startsWith("polling-session") || !result.exchange.response)
            continue;
        ++tried;
        const auto saying = engineIoSaying(result.exchange);
        if (!lost && saying && saying->kind == EngineIoKind::UnknownSession)
            lost = &result.exchange;
    }
    if (lost) {
        QList<Evidence> evidence =
            body(*lost, Text::tr("A sid that was given a moment before is not known."));
        evidence.append(statusLine(
            *lost, Text::tr("The answer to the request with the fresh sid, on another connection.")));
        if (facts.poll)
            evidence += body(*facts.poll, Text::tr("A poll gave a session."));
        return Judgement{
            .confidence = 0.95,
            .title = Text::tr("A session that one request opens is unknown to the next: no sticky sessions."),
            .where = Text::tr("The fix belongs in the balancer: sticky sessions."),
            .evidence = evidence};
    }
    return byKind(
        facts, EngineIoKind::UnknownSession, 0.9,
        Text::tr("Engine.IO does not know the session id in the address."),
        Text::tr("The fix belongs in the balancer (sticky sessions), or in the address: leave sid out."));
}

// engineio.bad-handshake

constexpr CauseEntry handshakeCauses[] = {
    {Likelihood::Likely, QT_TRANSLATE_NOOP("Diagnosis", "The request that opens a session was not a GET."),
     nullptr}};
constexpr FixEntry handshakeFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Open the session with GET; POST only with a sid."), nullptr}};

std::optional<Judgement> badHandshake(const Facts &facts)
{
    return byKind(facts, EngineIoKind::BadHandshake, 0.85,
                  Text::tr("Engine.IO refuses the way in which the session is opened."),
                  Text::tr("The fix belongs in the client."));
}

// engineio.bad-request

constexpr CauseEntry requestCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The parameters do not fit the request: a transport that differs from "
                                    "the session's, or an upgrade of a session that cannot be upgraded."),
     QT_TRANSLATE_NOOP("Diagnosis", "Ask without sid, with transport=websocket.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "A proxy removed the Upgrade header."), nullptr}};
constexpr FixEntry requestFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Ask for transport=websocket, without a sid."),
     "- /socket.io/?EIO=4&transport=polling\n+ /socket.io/?EIO=4&transport=websocket"}};

std::optional<Judgement> badRequest(const Facts &facts)
{
    const bool pollAnswer =
        facts.refused && facts.status == 200 && wire::readEngineIoOpen(facts.upgrade->response->body);
    if (pollAnswer)
        return Judgement{
            .confidence = 0.75,
            .title = Text::tr("The address asks for transport=%1, so the upgrade gets an answer to a poll.")
                         .arg(shown(facts.transport, 20)),
            .where = Text::tr("The fix belongs in the address: transport=websocket."),
            .evidence = QList<Evidence>{requestLine(*facts.upgrade, Text::tr("What was asked."))} +
                        body(*facts.upgrade, Text::tr("An Engine.IO session by polling.")) + helping(facts)};
    return byKind(facts, EngineIoKind::BadRequest, 0.72,
                  Text::tr("Engine.IO calls the request bad, and gives no reason."),
                  Text::tr("The fix belongs in the address, or in a proxy that changes the request."));
}

// engineio.forbidden

constexpr CauseEntry forbiddenCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "allowRequest of the server refuses: a token, a cookie or the Origin."),
     QT_TRANSLATE_NOOP("Diagnosis", "The function that is given as allowRequest.")}};
constexpr FixEntry forbiddenFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Send the credential that the server's check wants."), nullptr}};

/// Socket.IO 3 gives the upgrade a bare 400; to a poll it says why.
std::optional<Judgement> forbiddenToPoll(const Facts &facts)
{
    const Exchange *poll = facts.exchangeOf("polling");
    if (!facts.refused || facts.status != 400 || !facts.upgrade->response->body.isEmpty() || !poll)
        return {};
    const std::optional<EngineIoSaying> saying = engineIoSaying(*poll);
    if (!saying || saying->kind != EngineIoKind::Forbidden)
        return {};
    return Judgement{
        .confidence = 0.86,
        .title = Text::tr("Engine.IO forbids this client: the server's own check refuses it."),
        .where = Text::tr("The fix belongs in the server's allowRequest, or in what the client sends."),
        .evidence = {statusLine(*facts.upgrade, Text::tr("The upgrade is refused without a word.")),
                     received(*poll, saying->range, Text::tr("To a poll on the same path it says why."))}};
}

std::optional<Judgement> forbidden(const Facts &facts)
{
    if (auto judgement = forbiddenToPoll(facts))
        return judgement;
    return byKind(facts, EngineIoKind::Forbidden, 0.93,
                  Text::tr("Engine.IO forbids this client: the server's own check refuses it."),
                  Text::tr("The fix belongs in the server's allowRequest, or in what the client sends."));
}

// engineio.unsupported-version

constexpr CauseEntry versionCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "Client and server are of different generations: EIO=3 is Socket.IO 2, "
                                    "EIO=4 is Socket.IO 3 and later."),
     QT_TRANSLATE_NOOP("Diagnosis", "Compare the versions of the client and server packages.")}};
constexpr FixEntry versionFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Update the client to the server's generation."),
     "- /socket.io/?EIO=3&transport=websocket\n+ /socket.io/?EIO=4&transport=websocket", true}};

std::optional<Judgement> unsupportedVersion(const Facts &facts)
{
    const ExperimentResult *result = facts.firstHelping({"websocket-eio4", "websocket-eio3"});
    // A session that is not known is refused in every version, and without its sid the other version opens
    // one.
    const bool onlyVersion =
        result && facts.transport == "websocket" && !facts.eio.isEmpty() && facts.sid.isEmpty();
    if (onlyVersion && facts.refused)
        return Judgement{
            .confidence = 0.97,
            .title = Text::tr("The server does not speak EIO=%1; with %2 the upgrade works.")
                         .arg(shown(facts.eio, 10), result->experiment.id == "websocket-eio4"
                                                        ? QStringLiteral("EIO=4")
                                                        : QStringLiteral("EIO=3")),
            .where = Text::tr("The fix belongs in the version of the Socket.IO client."),
            .evidence = QList<Evidence>{statusLine(*facts.upgrade, Text::tr("The answer to the upgrade."))} +
                        body(*facts.upgrade, Text::tr("What it says.")) + helping(facts)};
    return byKind(facts, EngineIoKind::UnsupportedVersion, 0.93,
                  facts.eio.isEmpty()
                      ? Text::tr("Engine.IO does not take a request without EIO.")
                      : Text::tr("The server does not speak EIO=%1.").arg(shown(facts.eio, 10)),
                  Text::tr("The fix belongs in the version of the Socket.IO client."));
}

constexpr const char *references[] = {"https://socket.io/docs/v4/engine-io-protocol/",
                                      "https://socket.io/docs/v4/troubleshooting-connection-issues/"};
constexpr const char *kindRefines[] = {"upgrade.bad-request",         "upgrade.unexpected-status",
                                       "upgrade.version-unsupported", "upgrade.unauthorized",
                                       "upgrade.page-instead",        "upgrade.not-supported-by-server"};
constexpr const char *forbiddenRefines[] = {"upgrade.bad-request", "upgrade.unexpected-status",
                                            "upgrade.forbidden", "upgrade.unauthorized"};
constexpr const char *plainRefines[] = {"upgrade.bad-request",         "upgrade.unexpected-status",
                                        "upgrade.version-unsupported", "upgrade.stripped-by-proxy",
                                        "engineio.unknown-transport",  "engineio.unsupported-version",
                                        "engineio.bad-request",        "engineio.websocket-disabled",
                                        "upgrade.page-instead",        "upgrade.not-supported-by-server"};
constexpr const char *versionRefines[] = {"upgrade.bad-request", "upgrade.unexpected-status",
                                          "upgrade.version-unsupported", "engineio.bad-request",
                                          "upgrade.stripped-by-proxy"};
constexpr const char *sessionRefines[] = {
    "upgrade.bad-request",  "upgrade.unexpected-status",       "engineio.bad-request",
    "upgrade.page-instead", "upgrade.not-supported-by-server", "upgrade.stripped-by-proxy",
    "upgrade.unauthorized"};

constexpr FailureClass table[] = {
    {.id = "engineio.plain-websocket",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "A Socket.IO path opened as a plain WebSocket"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis",
                                  "Socket.IO is a protocol of its own on top of WebSocket. Its path wants "
                                  "the parameters EIO and transport, and then Engine.IO packets."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "With the parameters there, a refusal is one of the other engineio classes."),
     .causes = plainCauses,
     .fixes = plainFixes,
     .references = references,
     .refines = plainRefines,
     .judge = plainWebSocket},
    {.id = "engineio.unknown-transport",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Engine.IO does not know the transport"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The parameter transport names something that the server does not offer (code 0)."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "engineio.websocket-disabled: transport=websocket is refused where polling works."),
     .causes = transportCauses,
     .fixes = transportFixes,
     .references = references,
     .refines = kindRefines,
     .judge = unknownTransport},
    {.id = "engineio.unknown-session",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Engine.IO does not know the session: no sticky sessions"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "A poll gives a session id, and the next request with it is "
                                               "told that it is unknown (code 1): it met another process."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "With one process, an unknown sid is one that has ended."),
     .causes = sessionCauses,
     .fixes = sessionFixes,
     .references = references,
     .refines = sessionRefines,
     .judge = unknownSession},
    {.id = "engineio.bad-handshake",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Engine.IO refuses the method that opens the session"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis",
                                  "A session is opened with GET; any other method is refused with code 2."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "engineio.bad-request is code 3."),
     .causes = handshakeCauses,
     .fixes = handshakeFixes,
     .references = references,
     .refines = kindRefines,
     .judge = badHandshake},
    {.id = "engineio.bad-request",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Engine.IO calls the request bad"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The parameters do not fit the request (code 3), and Engine.IO gives no further reason."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "If GET gets the very same and a proxy is in between, the "
                                                 "Upgrade header was lost: upgrade.stripped-by-proxy."),
     .causes = requestCauses,
     .fixes = requestFixes,
     .references = references,
     .refines = kindRefines,
     .judge = badRequest},
    {.id = "engineio.forbidden",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Engine.IO forbids this client"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "The server's own check of the request refuses (code 4)."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "engineio.connect-rejected comes later, inside the open socket."),
     .causes = forbiddenCauses,
     .fixes = forbiddenFixes,
     .references = references,
     .refines = forbiddenRefines,
     .judge = forbidden},
    {.id = "engineio.unsupported-version",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Engine.IO versions do not fit"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The client's EIO is not one that the server speaks (code 5)."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "engineio.plain-websocket: there is neither EIO nor transport in the address."),
     .causes = versionCauses,
     .fixes = versionFixes,
     .references = references,
     .refines = versionRefines,
     .judge = unsupportedVersion},
};

} // namespace

std::span<const FailureClass> engineio()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
