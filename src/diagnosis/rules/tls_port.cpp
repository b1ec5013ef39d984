#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"
#include "wire/signature.h"

namespace wirewise::diagnosis::rules {

namespace {

using observation::Exchange;
using observation::Outcome;
using observation::TlsFacts;
using wire::Signature;

bool speaksTls(const Exchange *exchange)
{
    if (!exchange || !exchange->connection.tls)
        return false;
    const TlsFacts &tls = *exchange->connection.tls;
    return tls.result == TlsFacts::Result::Complete || tls.result == TlsFacts::Result::VerifyFailed ||
           tls.result == TlsFacts::Result::AlertReceived || !tls.chain.isEmpty();
}

/// A record came back: whatever ended the handshake, what listens there speaks TLS.
bool isTlsRecord(const QByteArray &bytes)
{
    const Signature signature = wire::signatureOf(bytes);
    return signature == Signature::TlsAlert || signature == Signature::TlsHandshake;
}

// tls.not-tls

constexpr CauseEntry notTlsCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The address says wss, and the server on that port serves plain ws."),
     QT_TRANSLATE_NOOP("Diagnosis", "`curl -v http://HOST:PORT/` is answered.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "TLS is meant to end at a proxy in front, and this is the port behind it."),
     nullptr}};

constexpr FixEntry notTlsFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Use ws:// for this port, or the port that speaks TLS."),
     "- wss://localhost:8000/ws\n+ ws://localhost:8000/ws"}};

/// It reads what is sent in clear, and reacts at once; a ClientHello it takes for the beginning of something
/// and waits for more. A TLS server that hangs hangs for both.
std::optional<Judgement> reactsToClearOnly(const Facts &facts)
{
    const Exchange *plain = facts.exchangeOf("without-tls");
    const bool hungUp = plain && (plain->outcome == Outcome::Closed || plain->outcome == Outcome::Reset);
    if (facts.leading->outcome != Outcome::TlsTimedOut || !hungUp)
        return {};
    return Judgement{
        .confidence = 0.75,
        .title =
            Text::tr("The port does not speak TLS: it ignores the ClientHello, and hangs up on plain HTTP."),
        .where = Text::tr("The fix belongs in the address: another port."),
        .explanation = Text::tr(
            "A TLS server that hangs is silent to everything. This one ends the connection as soon as "
            "plain text comes, so it reads, and a ClientHello means nothing to it: most likely a "
            "database or another service with a protocol of its own. `ss -ltnp` on the server names it."),
        .evidence = {fact(Text::tr("no byte after the ClientHello"),
                          Text::tr("With TLS: silence until the time limit.")),
                     outcome(*plain, Text::tr("Without TLS: it hangs up at once."))},
        .dismisses = {"tls.timeout"}};
}

std::optional<Judgement> notTls(const Facts &facts)
{
    const Exchange *exchange = facts.leading;
    if (!exchange || !exchange->connection.tls)
        return {};
    const TlsFacts &tls = *exchange->connection.tls;
    const Exchange *plain = facts.exchangeOf("without-tls");
    if (isTlsRecord(tls.firstBytes) || (plain && isTlsRecord(plain->received)))
        return {};
    const bool plainAnswers = plain && plain->response;
    const bool plainSpeaks = plain && plain->outcome == Outcome::Answered && !plain->received.isEmpty();
    const bool failed = exchange->outcome == Outcome::TlsFailed || exchange->outcome == Outcome::TlsTimedOut;
    if (tls.result != TlsFacts::Result::NotTls && !(failed && plainSpeaks))
        return reactsToClearOnly(facts);
    const QByteArray &first = tls.firstBytes.isEmpty() && plain ? plain->received : tls.firstBytes;
    const Signature signature = wire::signatureOf(first);
    const bool http = signature == Signature::Http1 || plainAnswers;
    QList<Evidence> evidence;
    if (!tls.firstBytes.isEmpty())
        evidence.append(fact(shown(tls.firstBytes, 80),
                             Text::tr("The first bytes that came back to the ClientHello: no TLS.")));
    if (plainAnswers)
        evidence.append(outcome(*plain, Text::tr("The same port without TLS answers in plain HTTP.")));
    else if (plainSpeaks)
        evidence.append(received(*plain, {0, std::min<qint64>(plain->received.size(), 120)},
                                 Text::tr("The same port without TLS answers, in another protocol.")));
    return Judgement{
        .confidence = plainAnswers || signature == Signature::Http1 ? 0.98 : 0.9,
        .title = http ? Text::tr("The port speaks plain HTTP, and the address says wss.")
                      : Text::tr("The port does not speak TLS, and the address says wss: it sends %1.")
                            .arg(QString::fromUtf8(wire::describe(signature))),
        .where = Text::tr("The fix belongs in the address, or in the TLS settings of the server."),
        .evidence = evidence,
        .dismisses = {"tls.closed", "tls.handshake-failed", "tls.timeout"}};
}

// tls.expected

constexpr CauseEntry expectedCauses[] = {
    {Likelihood::Likely, QT_TRANSLATE_NOOP("Diagnosis", "The address says ws, and the port speaks TLS."),
     QT_TRANSLATE_NOOP("Diagnosis", "`openssl s_client -connect HOST:PORT` completes a handshake.")}};

constexpr FixEntry expectedFixes[] = {{QT_TRANSLATE_NOOP("Diagnosis", "Use wss:// for this port."),
                                       "- ws://localhost:8443/ws\n+ wss://localhost:8443/ws", true}};

std::optional<Judgement> expected(const Facts &facts)
{
    const Exchange *exchange = facts.leading;
    if (!exchange || !facts.endpoint || facts.endpoint->secure || facts.works)
        return {};
    const Exchange *overTls = facts.exchangeOf("over-tls");
    const bool tlsWorks = speaksTls(overTls);
    const bool tlsTried = overTls != nullptr;
    const bool tlsBytes = isTlsRecord(exchange->received);
    const auto words =
        facts.refused || exchange->response ? says(*exchange, Saying::PlainHttpOnTlsPort) : std::nullopt;
    const bool silent = exchange->received.isEmpty() &&
                        (exchange->outcome == Outcome::Closed || exchange->outcome == Outcome::Reset ||
                         exchange->outcome == Outcome::TimedOut);
    // Said by a proxy about its own upstream: then this port is plain, and TLS fails on it.
    if (words && tlsTried && !tlsWorks)
        return {};
    if (!tlsBytes && !words && !(tlsWorks && (silent || exchange->notHttp)))
        return {};
    QList<Evidence> evidence;
    if (words)
        evidence.append(
            received(*exchange, *words, Text::tr("The server says that this port is for HTTPS.")));
    else if (tlsBytes)
        evidence.append(received(*exchange, {0, exchange->received.size()},
                                 Text::tr("These bytes are a TLS record, not HTTP.")));
    if (tlsWorks)
        evidence.append(outcome(*overTls, Text::tr("The same port completes a TLS handshake.")));
    return Judgement{.confidence = tlsWorks            ? 0.98
                                   : words || tlsBytes ? 0.94
                                                       : 0.8,
                     .title = Text::tr("The port speaks TLS, and the address says ws."),
                     .where = Text::tr("The fix belongs in the address: wss instead of ws."),
                     .evidence = evidence};
}

constexpr const char *references[] = {"RFC 6455 section 4.1", "RFC 8446 section 4"};
constexpr const char *expectedRefines[] = {
    "http.not-http",   "http.closed-without-response", "http.no-response",   "upgrade.bad-request",
    "upgrade.dropped", "upgrade.unexpected-status",    "upgrade.bad-gateway"};

constexpr FailureClass table[] = {
    {.id = "tls.not-tls",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The port does not speak TLS"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The address says wss, so the first bytes sent were a TLS ClientHello. What came back is not TLS."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "tls.closed and tls.timeout send nothing back. An alert is "
                                                 "TLS, and means that the handshake was understood."),
     .causes = notTlsCauses,
     .fixes = notTlsFixes,
     .references = references,
     .judge = notTls},
    {.id = "tls.expected",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The port expects TLS"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The address says ws, so plain HTTP was sent to a port that expects a TLS handshake."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "Where the words about the HTTPS port come through a proxy and TLS fails on this port, "
                      "the proxy's upstream is set wrongly: upgrade.bad-gateway."),
     .causes = expectedCauses,
     .fixes = expectedFixes,
     .references = references,
     .refines = expectedRefines,
     .judge = expected},
};

} // namespace

std::span<const FailureClass> tlsPort()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
