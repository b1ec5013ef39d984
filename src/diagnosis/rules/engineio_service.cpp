#include "diagnosis/engineiowords.h"
#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"
#include "observation/messagerange.h"

#include <algorithm>

namespace wirewise::diagnosis::rules {

namespace {

using observation::Exchange;

bool lacksParameters(const Facts &facts)
{
    return facts.engineIoPath && facts.transport.isEmpty();
}

// engineio.connect-rejected

constexpr CauseEntry rejectedCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The connect handler or a middleware of the namespace refuses: the auth "
                                    "payload is missing or wrong."),
     QT_TRANSLATE_NOOP("Diagnosis", "The message of the refusal comes from that code.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "The namespace does not exist."),
     QT_TRANSLATE_NOOP("Diagnosis", "The message says Invalid namespace.")}};
constexpr FixEntry rejectedFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Send the auth payload that the handler wants."),
     "- io(url)\n+ io(url, { auth: { token: 'TOKEN' } })", true}};

/// "44" alone may be any program's text: only on an Engine.IO path, or after Engine.IO's open packet, is it
/// Socket.IO's.
bool speaksEngineIo(const Facts &facts)
{
    const auto &messages = facts.seen.session->messages;
    return facts.engineIoPath ||
           std::any_of(messages.begin(), messages.end(), [](const observation::Message &message) {
               return message.direction == wire::Direction::Received &&
                      wire::readEngineIoOpen(message.payload);
           });
}

std::optional<Judgement> connectRejected(const Facts &facts)
{
    if (!facts.works || !facts.seen.session || !speaksEngineIo(facts))
        return {};
    for (const observation::Message &message : facts.seen.session->messages) {
        if (message.direction != wire::Direction::Received || message.opcode != wire::Opcode::Text)
            continue;
        const auto error = wire::readSocketIoConnectError(message.payload);
        if (!error)
            continue;
        QList<Evidence> evidence;
        if (const auto range = rangeInStream(*facts.seen.session, message))
            evidence.append(
                inSession(facts.seen, *range, Text::tr("A Socket.IO CONNECT_ERROR packet (44).")));
        evidence.append(statusLine(*facts.upgrade, Text::tr("The WebSocket itself is open.")));
        return Judgement{.confidence = 0.97,
                         .title = Text::tr("The socket opens, then Socket.IO refuses the namespace: %1")
                                      .arg(shown(error->message, 40)),
                         .where = Text::tr(
                             "The fix belongs in the auth payload of the client, or in the connect handler."),
                         .evidence = evidence};
    }
    return {};
}

// engineio.cors-blocked

constexpr CauseEntry corsCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The server's list of origins does not have this page; polling comes "
                                    "first in browsers, and fails there."),
     QT_TRANSLATE_NOOP("Diagnosis", "The browser's console says CORS.")}};
constexpr FixEntry corsFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Allow the page's Origin for polling, or let clients use websocket from the start."),
     "+ io(url, { transports: ['websocket'] })"}};

std::optional<Judgement> corsBlocked(const Facts &facts)
{
    if (!facts.engineIoPath || !facts.originSent || !facts.endpoint ||
        facts.origin == facts.endpoint->origin())
        return {};
    const Exchange *poll = facts.exchangeOf("polling");
    if (!poll && facts.transport == "polling")
        poll = facts.get;
    if (!poll || !poll->response || poll->status() != 200 || !poll->request().headers.contains("Origin"))
        return {};
    const QByteArray allowed = poll->response->headers.value("Access-Control-Allow-Origin");
    if (allowed == "*" || allowed == facts.origin)
        return {};
    QList<Evidence> evidence = sentHeader(*poll, "Origin", Text::tr("The Origin of the page."));
    evidence.append(
        received(*poll, poll->response->head, Text::tr("The answer to polling allows no such Origin.")));
    return Judgement{.confidence = 0.9,
                     .title = Text::tr("Polling is blocked in browsers at %1: the CORS header is missing.")
                                  .arg(shown(facts.origin, 34)),
                     .where = Text::tr("The fix belongs in the server's CORS settings."),
                     .evidence = evidence};
}

// engineio.websocket-disabled

constexpr CauseEntry disabledCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The server has no WebSocket support loaded: Flask-SocketIO in threading "
                                    "mode without simple-websocket."),
     QT_TRANSLATE_NOOP("Diagnosis", "`pip show simple-websocket`; polling answers \"upgrades\":[].")},
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The transport is switched off in the server's options."),
     QT_TRANSLATE_NOOP("Diagnosis", "transports: ['polling'], or allow_upgrades=False.")}};
constexpr FixEntry disabledFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Load WebSocket support on the server, or allow the transport."), nullptr,
     true}};

std::optional<Judgement> websocketDisabled(const Facts &facts)
{
    if (!facts.refused || !facts.pollOpen || facts.transport == "polling" || lacksParameters(facts))
        return {};
    const bool empty = !facts.pollOpen->upgrades.contains("websocket");
    const auto saying = engineIoSaying(facts);
    const bool refusesIt =
        facts.transport == "websocket" && saying && saying->kind == EngineIoKind::UnknownTransport;
    if (!empty && !refusesIt)
        return {};
    QList<Evidence> evidence =
        body(*facts.poll, empty ? Text::tr("Polling opens a session, and offers no upgrade.")
                                : Text::tr("Polling opens a session."));
    evidence.append(statusLine(*facts.upgrade, Text::tr("transport=websocket is refused.")));
    evidence += body(*facts.upgrade, Text::tr("What the refusal says."));
    return Judgement{
        .confidence = empty ? 0.95 : 0.85,
        .title = Text::tr("Socket.IO works by polling only: the server offers no WebSocket."),
        .where = Text::tr("The fix belongs in the server: its WebSocket library, or its list of transports."),
        .evidence = evidence};
}

constexpr const char *references[] = {"https://socket.io/docs/v4/engine-io-protocol/",
                                      "https://socket.io/docs/v4/troubleshooting-connection-issues/"};
constexpr const char *disabledRefines[] = {"upgrade.bad-request", "upgrade.unexpected-status",
                                           "engineio.bad-request", "engineio.unknown-transport"};
constexpr const char *rejectedRefines[] = {"upgrade.ok", "session.refused-after-accept",
                                           "session.closed-at-once"};

constexpr FailureClass table[] = {
    {.id = "engineio.connect-rejected",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Socket.IO refuses the namespace"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "Upgrade and Engine.IO are well. After the client's CONNECT packet "
                                        "the server answers with an error packet (44) and its message."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "engineio.forbidden refuses before the socket is open."),
     .causes = rejectedCauses,
     .fixes = rejectedFixes,
     .references = references,
     .refines = rejectedRefines,
     .judge = connectRejected},
    {.id = "engineio.cors-blocked",
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Polling is blocked by CORS"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis",
                                  "Browsers poll first. The polling answer lacks the header that allows this "
                                  "page's Origin, so that browsers do not show it to the page."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "upgrade.origin-rejected refuses the upgrade itself."),
     .causes = corsCauses,
     .fixes = corsFixes,
     .references = references,
     .judge = corsBlocked},
    {.id = "engineio.websocket-disabled",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Socket.IO offers no WebSocket"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "Polling works and offers no upgrade, or the transport is refused by configuration."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "upgrade.async-mode-mismatch: polling offers websocket, which then gets 500."),
     .causes = disabledCauses,
     .fixes = disabledFixes,
     .references = references,
     .refines = disabledRefines,
     .judge = websocketDisabled},
};

} // namespace

std::span<const FailureClass> engineioService()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
