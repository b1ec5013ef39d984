#include "diagnosis/answers.h"
#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"
#include "wire/handshake.h"

namespace wirewise::diagnosis::rules {

namespace {

using observation::Exchange;
using observation::ExperimentResult;

// upgrade.bad-key

constexpr CauseEntry keyCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The key was copied from a recipe; it must be 16 random bytes in base64, which is 24 characters."),
     QT_TRANSLATE_NOOP("Diagnosis", "`printf %s KEY | base64 -d | wc -c` prints 16.")}};
constexpr FixEntry keyFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Send 16 random bytes in base64. The server is well."),
     "- Sec-WebSocket-Key: dGVzdA==\n+ Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", true}};

std::optional<Judgement> badKey(const Facts &facts)
{
    if (!facts.refused && !facts.dropped)
        return {};
    const QByteArray key = facts.request.headers.value("Sec-WebSocket-Key");
    const bool invalid = !wire::isValidKey(key) || facts.request.headers.all("Sec-WebSocket-Key").size() != 1;
    const bool helps = facts.helps("valid-key");
    if (!helps && (!invalid || facts.tried("valid-key") || facts.status != 400))
        return {};
    const auto words = says(*facts.upgrade, Saying::BlamesKey);
    QList<Evidence> evidence = sentHeader(*facts.upgrade, "Sec-WebSocket-Key",
                                          Text::tr("The key that was sent: not the base64 of 16 bytes."));
    evidence.append(outcome(*facts.upgrade, Text::tr("With it, the upgrade is refused.")));
    if (words)
        evidence.append(received(*facts.upgrade, *words, Text::tr("What the server says.")));
    if (helps)
        evidence.append(statusLine(*facts.exchangeOf("valid-key"),
                                   Text::tr("With a right key, the same upgrade works.")));
    return Judgement{
        .confidence = helps   ? 0.98
                      : words ? 0.93
                              : 0.7,
        .title = Text::tr("The server refuses the key %1: it is not 16 bytes in base64.").arg(shown(key, 32)),
        .where = Text::tr("The fix belongs in the request. The server is well."),
        .evidence = evidence};
}

// upgrade.version-unsupported

constexpr CauseEntry versionCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The client speaks a draft from before 2011, or the header was set by hand."),
     QT_TRANSLATE_NOOP("Diagnosis", "Its Sec-WebSocket-Version is not 13.")}};
constexpr FixEntry versionFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Send version 13; it is the only one in use."),
     "- Sec-WebSocket-Version: 8\n+ Sec-WebSocket-Version: 13", true}};

std::optional<Judgement> versionUnsupported(const Facts &facts)
{
    if (!facts.refused)
        return {};
    const QList<QByteArray> sent = facts.request.headers.elements("Sec-WebSocket-Version");
    const bool plain = sent == QList<QByteArray>{"13"};
    const bool helps = facts.helps("valid-version");
    const QList<QByteArray> wanted = facts.upgrade->response->headers.elements("Sec-WebSocket-Version");
    const bool wantsOther =
        !wanted.isEmpty() && (sent.isEmpty() || !wanted.contains(sent.constFirst()) || !plain);
    const auto words = says(*facts.upgrade, Saying::BlamesVersion);
    if (!helps && (facts.tried("valid-version") || !(wantsOther || (words && !plain && !facts.engineIoPath))))
        return {};
    if (plain && !helps && !(wantsOther && !wanted.contains("13")))
        return {};
    QList<Evidence> evidence =
        sentHeader(*facts.upgrade, "Sec-WebSocket-Version", Text::tr("The version that was asked for."));
    evidence.append(statusLine(*facts.upgrade, Text::tr("With it, the upgrade is refused.")));
    evidence +=
        header(*facts.upgrade, "Sec-WebSocket-Version", Text::tr("The versions that the server speaks."));
    if (words)
        evidence.append(received(*facts.upgrade, *words, Text::tr("What the server says.")));
    if (helps)
        evidence.append(statusLine(*facts.exchangeOf("valid-version"),
                                   Text::tr("With version 13, the same upgrade works.")));
    return Judgement{
        .confidence = helps        ? 0.98
                      : wantsOther ? 0.94
                                   : 0.8,
        .title =
            Text::tr("The server does not speak Sec-WebSocket-Version %1.").arg(shown(sent.join(", "), 20)),
        .where = Text::tr("The fix belongs in the client: version 13."),
        .evidence = evidence};
}

// upgrade.subprotocol-rejected

constexpr CauseEntry subprotocolCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "Client and server name different subprotocols, or the client offers none."),
     QT_TRANSLATE_NOOP("Diagnosis", "The server's code or its refusal lists what it speaks.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "Client library and server library are of different generations "
                                    "(graphql-ws, graphql-transport-ws)."),
     nullptr}};
constexpr FixEntry subprotocolFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Offer a subprotocol that the server speaks, or let the server confirm the one offered."),
     "- new WebSocket(url, 'mqtt')\n+ new WebSocket(url, 'graphql-transport-ws')", true}};

const ExperimentResult *helpfulSubprotocol(const Facts &facts)
{
    if (const ExperimentResult *offered = facts.helpingOf("subprotocol-"))
        return offered;
    return facts.firstHelping({"without-subprotocol"});
}

std::optional<Judgement> acceptedWithNone(const Facts &facts)
{
    const QList<QByteArray> offered = facts.request.headers.elements("Sec-WebSocket-Protocol");
    if (!facts.works || offered.isEmpty() ||
        facts.upgrade->response->headers.contains("Sec-WebSocket-Protocol"))
        return {};
    QList<Evidence> evidence =
        sentHeader(*facts.upgrade, "Sec-WebSocket-Protocol", Text::tr("What was offered."));
    evidence.append(received(*facts.upgrade, facts.upgrade->response->head,
                             Text::tr("101 without Sec-WebSocket-Protocol: none of them was chosen.")));
    return Judgement{
        .confidence = 0.95,
        .title = Text::tr("The server takes none of the subprotocols offered (%1); browsers fail then.")
                     .arg(shown(offered.join(", "), 30)),
        .where = Text::tr("The fix belongs in the client's offer, or in the server's list of subprotocols."),
        .evidence = evidence};
}

std::optional<Judgement> subprotocolRejected(const Facts &facts)
{
    if (!facts.upgrade)
        return {};
    if (facts.works)
        return acceptedWithNone(facts);
    // Accepted with a name that was not offered: the answer is wrong, whatever the offer was.
    if (facts.status == 101 && facts.upgrade->response->headers.contains("Sec-WebSocket-Protocol"))
        return {};
    const ExperimentResult *helping = helpfulSubprotocol(facts);
    const auto words =
        facts.refused && !facts.engineIoPath ? says(*facts.upgrade, Saying::BlamesSubprotocol) : std::nullopt;
    if (!helping && !(words && facts.status >= 400))
        return {};
    QList<Evidence> evidence =
        sentHeader(*facts.upgrade, "Sec-WebSocket-Protocol", Text::tr("What was offered."));
    evidence.append(outcome(*facts.upgrade, Text::tr("The upgrade is refused.")));
    if (words)
        evidence.append(received(*facts.upgrade, *words, Text::tr("What the server says.")));
    if (helping)
        evidence.append(statusLine(helping->exchange,
                                   Text::tr("%1, the same upgrade works.").arg(helping->experiment.change)));
    const bool offered = facts.request.headers.contains("Sec-WebSocket-Protocol");
    return Judgement{
        .confidence = helping ? 0.97 : 0.91,
        .title = offered ? Text::tr("The server refuses the subprotocol that was offered.")
                         : Text::tr("The server wants a subprotocol, and none was offered."),
        .where = Text::tr("The fix belongs in the client's offer, or in the server's list of subprotocols."),
        .evidence = evidence};
}

// upgrade.request-too-large

constexpr CauseEntry largeCauses[] = {
    {Likelihood::Likely, QT_TRANSLATE_NOOP("Diagnosis", "Cookies have grown past the server's limit."),
     QT_TRANSLATE_NOOP("Diagnosis", "In a private window, without cookies, it works.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "A long token stands in the address or in a header."), nullptr}};
constexpr FixEntry largeFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Clear the cookies of the site or send less of them; or raise the server's limit."),
     nullptr, true}};

/// The least of the usual limits for one header or line.
constexpr qint64 largeRequest = 4000;

std::optional<Judgement> tooLarge(const Facts &facts)
{
    if (!facts.refused)
        return {};
    const bool said = facts.status == 431 || facts.status == 414;
    const auto words = says(*facts.upgrade, Saying::TooLarge);
    const bool mayMean = facts.status == 400 || facts.status == 413 || facts.status == 494;
    const bool bySize =
        facts.requestSize > largeRequest && (mayMean || facts.status == 502) && !facts.engineIoRefusal;
    const bool helps = facts.requestSize > largeRequest && facts.helps("without-credentials");
    if (!said && !(mayMean && words && facts.requestSize > 1000) && !bySize && !helps)
        return {};
    QList<Evidence> evidence{statusLine(*facts.upgrade, Text::tr("The answer to the upgrade."))};
    if (words)
        evidence.append(received(*facts.upgrade, *words, Text::tr("What the server says.")));
    evidence.append(
        requestLine(*facts.upgrade, Text::tr("The request is %1 bytes long.").arg(facts.requestSize)));
    if (helps)
        evidence.append(statusLine(*facts.exchangeOf("without-credentials"),
                                   Text::tr("Without cookies and credentials, the upgrade works.")));
    return Judgement{.confidence = said || helps ? 0.96
                                   : words       ? 0.93
                                                 : 0.6,
                     .title = Text::tr("The request is too large for the server: %1 bytes, answered with %2.")
                                  .arg(facts.requestSize)
                                  .arg(facts.status),
                     .where =
                         Text::tr("The fix belongs in what the client sends, or in a limit of the server."),
                     .evidence = evidence};
}

// upgrade.bad-request

constexpr CauseEntry badRequestCauses[] = {
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "A balancer in front sends a PROXY line that the application does not understand."),
     QT_TRANSLATE_NOOP("Diagnosis", "`send-proxy` in HAProxy, `proxy_protocol on` in nginx's stream.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The application wants a header or a query parameter that was not sent."),
     QT_TRANSLATE_NOOP("Diagnosis", "Compare with the request of a client that works.")}};
constexpr FixEntry badRequestFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Read the body of the answer, then the server's log of that second: one of "
                       "them names what is wrong with the request. Mend that, and check again."),
     nullptr}};

std::optional<Judgement> badRequest(const Facts &facts)
{
    if (!facts.refused || facts.status != 400)
        return {};
    const auto noHttp = says(*facts.upgrade, Saying::NotHttpToServer);
    QList<Evidence> evidence{statusLine(*facts.upgrade, Text::tr("The answer to the upgrade."))};
    evidence += body(*facts.upgrade, Text::tr("What it says."));
    Judgement judgement{
        .confidence = 0.6,
        .title =
            Text::tr("%1 answers the upgrade with 400, Bad Request.").arg(facts.speakerName(facts.host())),
        .where = facts.whereSpeaker(),
        .evidence = evidence};
    const QByteArray words = facts.upgrade->response->body.trimmed();
    if (noHttp && facts.sameAsGet) {
        judgement.confidence = 0.7;
        judgement.title =
            Text::tr("The server does not understand any request: something changes the bytes on the way.");
        judgement.where = Text::tr("The fix belongs in the balancer in front: most often send-proxy.");
        judgement.explanation =
            Text::tr("Upgrade and plain GET are both refused as if they were not HTTP, although they are. A "
                     "balancer that sends a PROXY line to an "
                     "application that does not expect one has this effect; so has a proxy that speaks "
                     "HTTP/1.0 to a WebSocket library. Ask "
                     "the application directly: `wirewise-cli check --resolve HOST:PORT:ADDRESS URL`.");
    } else if (!words.isEmpty() && words.size() < 60 && !words.startsWith('<')) {
        judgement.title = Text::tr("The server answers the upgrade with 400: %1").arg(shown(words, 60));
    }
    return judgement;
}

constexpr const char *keyReferences[] = {"RFC 6455 section 4.1", "RFC 6455 section 4.2.1"};
constexpr const char *versionReferences[] = {"RFC 6455 section 4.4"};
constexpr const char *subprotocolReferences[] = {"RFC 6455 section 4.1", "RFC 6455 section 1.9"};
constexpr const char *largeReferences[] = {"RFC 6585 section 5", "RFC 9110 section 15.5.15"};
constexpr const char *badReferences[] = {"RFC 9110 section 15.5.1", "RFC 6455 section 4.2.1"};
constexpr const char *requestRefines[] = {"upgrade.bad-request",       "upgrade.unexpected-status",
                                          "upgrade.stripped-by-proxy", "upgrade.route-missing",
                                          "upgrade.server-error",      "upgrade.dropped",
                                          "upgrade.forbidden",         "upgrade.not-supported-by-server"};
constexpr const char *subprotocolRefines[] = {"upgrade.ok",
                                              "upgrade.bad-request",
                                              "upgrade.unexpected-status",
                                              "upgrade.forbidden",
                                              "upgrade.server-error",
                                              "upgrade.route-missing",
                                              "upgrade.dropped",
                                              "upgrade.not-supported-by-server"};
constexpr const char *largeRefines[] = {"upgrade.bad-request", "upgrade.unexpected-status",
                                        "upgrade.unauthorized", "upgrade.bad-gateway"};
constexpr const char *badRefines[] = {"upgrade.unexpected-status"};

constexpr FailureClass table[] = {
    {.id = "upgrade.bad-key",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The Sec-WebSocket-Key is not right"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The key must be the base64 of exactly 16 bytes. Strict servers "
                                        "refuse anything else; lenient ones answer 101 all the same."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "With a right key the same upgrade works; otherwise it is upgrade.bad-request."),
     .causes = keyCauses,
     .fixes = keyFixes,
     .references = keyReferences,
     .refines = requestRefines,
     .judge = badKey},
    {.id = "upgrade.version-unsupported",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The server wants another WebSocket version"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "The Sec-WebSocket-Version that was sent is not one that the "
                                               "server speaks. It names those it does."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "426 to version 13 means that no upgrade arrived: upgrade.stripped-by-proxy."),
     .causes = versionCauses,
     .fixes = versionFixes,
     .references = versionReferences,
     .refines = requestRefines,
     .judge = versionUnsupported},
    {.id = "upgrade.subprotocol-rejected",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "No offered subprotocol fits"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The server refuses, or accepts without choosing one, because none of the offered subprotocols is "
         "one that it speaks. Browsers fail a connection whose offer is not confirmed."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "upgrade.unrequested-subprotocol: the server confirms one that was not offered."),
     .causes = subprotocolCauses,
     .fixes = subprotocolFixes,
     .references = subprotocolReferences,
     .refines = subprotocolRefines,
     .judge = subprotocolRejected},
    {.id = "upgrade.request-too-large",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The request is too large"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The request line, a header or the cookies are longer than the server takes."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis",
                                    "Without the cookies it works. Otherwise a 400 is upgrade.bad-request."),
     .causes = largeCauses,
     .fixes = largeFixes,
     .references = largeReferences,
     .refines = largeRefines,
     .judge = tooLarge},
    {.id = "upgrade.bad-request",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The server calls the upgrade a bad request"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "400, for a reason that is none of the usual ones. What the server says is quoted."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "A wrong key, version, Host or subprotocol, and a size over the "
                                        "limit, have classes of their own; so have Engine.IO's refusals."),
     .causes = badRequestCauses,
     .fixes = badRequestFixes,
     .references = badReferences,
     .refines = badRefines,
     .judge = badRequest},
};

} // namespace

std::span<const FailureClass> upgradeRequest()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
