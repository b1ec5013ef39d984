#include "diagnosis/answers.h"
#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/proxyline.h"
#include "diagnosis/rules/tables.h"
#include "diagnosis/undecided.h"
#include "wire/signature.h"

#include <algorithm>

namespace wirewise::diagnosis::rules {

namespace {

using observation::Exchange;
using observation::Outcome;
using observation::TlsFacts;
using wire::Anomaly;
using wire::Breach;
using wire::Signature;

// http.h2-only

constexpr CauseEntry h2Causes[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The server or platform was told to speak HTTP/2 end to end."),
     QT_TRANSLATE_NOOP("Diagnosis", "`curl -v --http1.1 https://HOST/` fails, and with --http2 it works.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "The port belongs to a gRPC server."), nullptr}};
constexpr FixEntry h2Fixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Let the server speak HTTP/1.1 too; a WebSocket over HTTP/2 (RFC 8441) "
                                    "needs support on both sides."),
     nullptr}};

bool refusesAlpn(const TlsFacts &tls)
{
    return std::any_of(tls.alerts.begin(), tls.alerts.end(), [](const observation::TlsAlert &alert) {
        return alert.received && alert.code == 120;
    });
}

std::optional<Judgement> h2Only(const Facts &facts)
{
    const Exchange *exchange = facts.leading;
    if (!exchange || facts.works || facts.refused)
        return {};
    const bool settings = wire::signatureOf(exchange->received) == Signature::Http2Settings;
    const Exchange *offered = facts.exchangeOf("alpn-h2");
    const bool chosen = offered && offered->connection.tls && offered->connection.tls->alpn == "h2";
    const auto &tls = exchange->connection.tls;
    const bool refusedAlpn = tls && refusesAlpn(*tls);
    // It refuses HTTP/2 as well: it wants a third protocol, or none that has a name.
    if (refusedAlpn && offered && offered->connection.tls && refusesAlpn(*offered->connection.tls))
        return {};
    const bool silent = exchange->outcome == Outcome::Closed || exchange->outcome == Outcome::Reset ||
                        exchange->outcome == Outcome::TlsFailed || exchange->outcome == Outcome::TimedOut;
    if (!settings && !(chosen && silent) && !refusedAlpn)
        return {};
    QList<Evidence> evidence;
    if (settings)
        evidence.append(received(*exchange, {0, exchange->received.size()},
                                 Text::tr("These bytes are an HTTP/2 SETTINGS frame.")));
    if (chosen)
        evidence.append(
            fact(QStringLiteral("ALPN h2"),
                 Text::tr("Offered HTTP/2, the server takes it; offered HTTP/1.1, it hangs up.")));
    if (refusedAlpn)
        evidence.append(
            fact(QStringLiteral("no_application_protocol (120)"),
                 Text::tr("The server refuses every protocol that was offered, HTTP/1.1 among them.")));
    return Judgement{.confidence = settings || chosen ? 0.96 : 0.8,
                     .title =
                         Text::tr("%1 speaks HTTP/2 only; the upgrade needs HTTP/1.1.").arg(facts.host()),
                     .where = Text::tr("The fix belongs in the server: let it speak HTTP/1.1 too."),
                     .evidence = evidence};
}

// http.not-http

constexpr CauseEntry notHttpCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The port in the address belongs to another service."),
     QT_TRANSLATE_NOOP("Diagnosis", "On the server: `ss -ltnp` names the program.")}};
constexpr FixEntry portFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Use the port of the WebSocket server."), nullptr}};

bool startsLikeHttp(const Exchange &exchange)
{
    return exchange.received.left(5).toUpper() == "HTTP/";
}

std::optional<Judgement> notHttp(const Facts &facts)
{
    const Exchange *exchange = facts.leading;
    if (!exchange || !exchange->notHttp || startsLikeHttp(*exchange))
        return {};
    const Signature signature = wire::signatureOf(exchange->received);
    const bool known =
        signature != Signature::Text && signature != Signature::Binary && signature != Signature::Empty;
    return Judgement{.confidence = known ? 0.97 : 0.92,
                     .title = Text::tr("%1 does not answer in HTTP: it sends %2.")
                                  .arg(facts.host(), QString::fromUtf8(wire::describe(signature))),
                     .where = Text::tr("The fix belongs in the address: another port."),
                     .evidence = {received(*exchange, {0, exchange->received.size()},
                                           Text::tr("The first bytes of the answer."))}};
}

// http.malformed-response

constexpr CauseEntry malformedCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The server writes its answer by hand, or a header value contains a line break."),
     QT_TRANSLATE_NOOP("Diagnosis", "Look at the code that writes the marked line.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "Something on the way changed the bytes."),
     nullptr}};
constexpr FixEntry malformedFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Write every header as name, colon, value, and the status line with its "
                                    "code; each line ends with CR LF."),
     "HTTP/1.1 101 Switching Protocols\\r\\n\nUpgrade: websocket\\r\\n", true}};

/// What the other classes of this layer say better.
bool isOfShape(const Anomaly &anomaly)
{
    switch (anomaly.breach) {
    case Breach::BodyTruncated:
    case Breach::HeadTruncated:
    case Breach::BytesAfterBody:
    case Breach::BodyOnHead:
    case Breach::HeadTooLarge:
        return false;
    default:
        return wire::isFatal(anomaly.breach) || anomaly.breach == Breach::FieldWithoutColon ||
               anomaly.breach == Breach::SpaceBeforeColon || anomaly.breach == Breach::StatusLineMalformed;
    }
}

std::optional<Judgement> malformed(const Facts &facts)
{
    const Exchange *exchange = facts.leading;
    if (!exchange)
        return {};
    if (exchange->notHttp && startsLikeHttp(*exchange))
        return Judgement{
            .confidence = 0.95,
            .title = Text::tr("The answer begins as HTTP, and its status line cannot be read."),
            .where = Text::tr("The fix belongs in the code that writes the answer."),
            .evidence = {received(*exchange, {0, std::max<qsizetype>(exchange->received.indexOf('\n'), 1)},
                                  Text::tr("The status line as it came."))}};
    if (!exchange->response)
        return {};
    const auto &anomalies = exchange->response->anomalies;
    const auto endless = std::find_if(anomalies.begin(), anomalies.end(), [](const Anomaly &anomaly) {
        return anomaly.breach == Breach::HeadTooLarge;
    });
    if (endless != anomalies.end())
        return Judgement{.confidence = 0.95,
                         .title = Text::tr("The headers of the answer do not end: more than %1 KiB came.")
                                      .arg(exchange->received.size() / 1024),
                         .where = Text::tr("The fix belongs in the code that writes the answer."),
                         .evidence = {statusLine(*exchange, Text::tr("The answer whose headers do not end. "
                                                                     "Wirewise stopped reading."))},
                         .dismisses = {"upgrade.page-instead", "upgrade.not-supported-by-server",
                                       "upgrade.route-missing", "upgrade.stripped-by-proxy"}};
    const auto found = std::find_if(anomalies.begin(), anomalies.end(), isOfShape);
    if (found == anomalies.end())
        return {};
    return Judgement{
        .confidence = 0.95,
        .title = Text::tr("The answer breaks the grammar of HTTP at byte %1 (%2).")
                     .arg(found->range.offset)
                     .arg(QString::fromUtf8(wire::toString(found->breach))),
        .where = Text::tr("The fix belongs in the code that writes the answer."),
        .evidence = {received(
            *exchange, found->range,
            Text::tr("These bytes break %1.").arg(QString::fromUtf8(wire::sectionOf(found->breach))))}};
}

// http.truncated-response

constexpr CauseEntry truncatedCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The server, or the one behind it, died or gave up while it sent the answer."),
     QT_TRANSLATE_NOOP("Diagnosis", "Its log at that second.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "Content-Length is larger than what is sent."),
     nullptr}};
constexpr FixEntry truncatedFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let the server send as many bytes as it declares; in front of it, look why the connection ended."),
     nullptr}};

/// Bytes come, and too slowly: the limit passes before the answer is whole.
std::optional<Judgement> tooSlow(const Exchange &exchange)
{
    const bool whole = exchange.response && exchange.response->end == wire::ResponseEnd::Complete;
    if (exchange.outcome != Outcome::Answered || exchange.end != observation::StreamEnd::TimedOut || whole ||
        exchange.received.isEmpty() || (exchange.response && !exchange.response->headers.isEmpty()))
        return {};
    return Judgement{
        .confidence = 0.8,
        .title = Text::tr("The answer is too slow: %1 bytes came in %2 s, and its head is not whole.")
                     .arg(exchange.received.size())
                     .arg(exchange.probe.settings.timeout.count() / 1000),
        .where =
            Text::tr("The fix belongs in the server, or in the network on the way. A longer time limit shows "
                     "the rest."),
        .explanation = Text::tr(
            "Nobody ended the connection: bytes still came when the time limit passed. A server under "
            "load, one that writes its headers piece by piece, or a slow network does so. Check again "
            "with `--timeout 60` to see the whole answer."),
        .evidence = {received(exchange, {0, std::min<qint64>(exchange.received.size(), 200)},
                              Text::tr("All that came before the time limit."))}};
}

/// What was to come in the headers is not known then: nothing in them is missing.
bool endsInsideHead(const wire::Response &response)
{
    return std::any_of(response.anomalies.begin(), response.anomalies.end(),
                       [](const Anomaly &anomaly) { return anomaly.breach == Breach::HeadTruncated; });
}

std::optional<Judgement> truncated(const Facts &facts)
{
    const Exchange *exchange = facts.leading;
    // An interim answer is whole; it is the answer after it that never came.
    if (!exchange || interimOnly(*exchange))
        return {};
    if (exchange->status() != 101) {
        if (std::optional<Judgement> slow = tooSlow(*exchange))
            return slow;
    }
    if (!exchange->response || exchange->response->end != wire::ResponseEnd::Truncated)
        return {};
    const wire::Response &response = *exchange->response;
    if (endsInsideHead(response))
        return Judgement{.confidence = 0.95,
                         .title = Text::tr("The answer ends inside its headers, after %1 bytes.")
                                      .arg(exchange->received.size()),
                         .where =
                             Text::tr("The fix belongs in the server that sent it, or in the one behind it."),
                         .evidence = {statusLine(*exchange, Text::tr("The answer that was cut short."))},
                         .dismisses = {"upgrade.missing-header", "upgrade.invalid-accept"}};
    if (exchange->status() == 101)
        return {};
    const QByteArray declared = response.headers.value("Content-Length");
    QList<Evidence> evidence = header(*exchange, "Content-Length", Text::tr("What the answer declares."));
    evidence += body(*exchange, Text::tr("What came before the end."));
    evidence.append(statusLine(*exchange, Text::tr("The answer that was cut short.")));
    return Judgement{.confidence = 0.93,
                     .title = declared.isEmpty() ? Text::tr("The answer ends before it is complete.")
                                                 : Text::tr("The answer ends after %1 of %2 declared bytes.")
                                                       .arg(response.body.size())
                                                       .arg(shown(declared, 20)),
                     .where =
                         Text::tr("The fix belongs in the server that sent it, or in the one behind it."),
                     .evidence = evidence};
}

// http.no-response

bool anybodyAnswered(const Facts &facts)
{
    return facts.getAnswered || facts.headAnswered;
}

constexpr CauseEntry noResponseCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "All workers of the server are busy or stuck, so that nobody takes the request."),
     QT_TRANSLATE_NOOP("Diagnosis", "On the server: `ss -tn` shows waiting connections, and the worker's "
                                    "stack a call without a timeout.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The port expects another protocol and waits for more."), nullptr}};
constexpr FixEntry noResponseFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Find what blocks the server; give calls that it makes a timeout, and run more workers."),
     nullptr}};

std::optional<Judgement> noResponse(const Facts &facts)
{
    if (!facts.leading || facts.leading->outcome != Outcome::TimedOut || !facts.leading->received.isEmpty() ||
        anybodyAnswered(facts))
        return {};
    Judgement judgement{
        .confidence = facts.get && facts.upgrade ? 0.95 : 0.85,
        .title = Text::tr("%1 accepts the connection, and sends no byte back.").arg(facts.host()),
        .where = Text::tr("The fix belongs in the server."),
        .evidence = {
            requestLine(*facts.leading, Text::tr("Sent; no byte came back within %1 s.")
                                            .arg(facts.leading->probe.settings.timeout.count() / 1000))}};
    leaveOpen(judgement, Doubt::StuckOrForeign, facts);
    return judgement;
}

// http.closed-without-response

constexpr CauseEntry closedCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "A port forwarder (docker, kubectl, ssh) accepts, and no application listens behind it."),
     QT_TRANSLATE_NOOP("Diagnosis", "In the container: `ss -ltn` shows another port, or 127.0.0.1 only.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The port expects TLS, or the PROXY protocol of a balancer."),
     QT_TRANSLATE_NOOP("Diagnosis",
                       "`openssl s_client -connect HOST:PORT`; `printf 'PROXY TCP4 …'` before the request.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "The application dies on the request."),
     QT_TRANSLATE_NOOP("Diagnosis", "Its log at that second.")}};
constexpr FixEntry closedFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Let the application listen on 0.0.0.0 and on the port that the forwarder points to."),
     "- app.listen(3000, '127.0.0.1')\n+ app.listen(8000, '0.0.0.0')", true}};

std::optional<Judgement> closedWithoutResponse(const Facts &facts)
{
    if (!facts.leading || anybodyAnswered(facts))
        return {};
    const Outcome outcome = facts.leading->outcome;
    if (outcome != Outcome::Closed && outcome != Outcome::Reset)
        return {};
    const bool reset = outcome == Outcome::Reset;
    Judgement judgement{
        .confidence = facts.get && facts.upgrade ? 0.92 : 0.8,
        .title = (reset ? Text::tr("%1 resets the connection without a byte of an answer.")
                        : Text::tr("%1 closes the connection without a byte of an answer."))
                     .arg(facts.host()),
        .where = Text::tr("The fix belongs in what listens there, or in what lies behind it."),
        .evidence = {requestLine(*facts.leading, Text::tr("Sent; then the connection ended."))}};
    if (!provesProxyLine(facts, judgement))
        leaveOpen(judgement, Doubt::ForeignOrNobody, facts);
    return judgement;
}

constexpr const char *references[] = {"RFC 9112 section 2", "RFC 6455 section 4.1"};
constexpr const char *truncatedReferences[] = {"RFC 9112 section 8"};
constexpr const char *h2References[] = {"RFC 8441", "RFC 7301 section 3.2"};
constexpr const char *h2Refines[] = {"http.not-http", "http.closed-without-response", "http.no-response",
                                     "tls.closed",    "tls.handshake-failed",         "upgrade.dropped"};
constexpr const char *malformedRefines[] = {"upgrade.missing-header", "upgrade.unexpected-status"};

constexpr FailureClass table[] = {
    {.id = "http.h2-only",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The server speaks HTTP/2 only"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The opening handshake of a WebSocket is an HTTP/1.1 request. This server answers only HTTP/2."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "http.closed-without-response hangs up whatever is offered; "
                                                 "here a handshake that offers h2 is accepted."),
     .causes = h2Causes,
     .fixes = h2Fixes,
     .references = h2References,
     .refines = h2Refines,
     .judge = h2Only},
    {.id = "http.not-http",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The answer is not HTTP"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "Something answers on that port, in another protocol."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "http.malformed-response begins as HTTP. TLS records are "
                                                 "tls.expected, an HTTP/2 frame is http.h2-only."),
     .causes = notHttpCauses,
     .fixes = portFixes,
     .references = references,
     .judge = notHttp},
    {.id = "http.malformed-response",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The answer breaks the grammar of HTTP"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The answer begins as HTTP and then breaks its grammar. Strict "
                                        "clients give up at that byte; others may read it differently."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "http.truncated-response is well formed as far as it goes. http.not-http never was HTTP."),
     .causes = malformedCauses,
     .fixes = malformedFixes,
     .references = references,
     .refines = malformedRefines,
     .judge = malformed},
    {.id = "http.truncated-response",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The answer ends too early"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The connection ended before the headers, or the declared length of the body, were there."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Without a declared length the end of the connection is the end of the body, and nothing is wrong."),
     .causes = truncatedCauses,
     .fixes = truncatedFixes,
     .references = truncatedReferences,
     .judge = truncated},
    {.id = "http.no-response",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "No byte comes back"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis",
                                  "The system accepted the connection, the request was sent, and neither the "
                                  "upgrade nor a plain GET got a byte within the time limit."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "upgrade.timeout: GET is answered, only the upgrade is not. tcp.timeout does not even connect."),
     .causes = noResponseCauses,
     .fixes = noResponseFixes,
     .references = references,
     .judge = noResponse},
    {.id = "http.closed-without-response",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The connection is closed without an answer"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The connection is made, the request is sent, and the peer ends it "
                                        "without a byte, for the upgrade and for a plain GET."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "upgrade.dropped: GET is answered, only the upgrade is closed. tcp.refused: not even connected."),
     .causes = closedCauses,
     .fixes = closedFixes,
     .references = references,
     .judge = closedWithoutResponse},
};

} // namespace

std::span<const FailureClass> http()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
