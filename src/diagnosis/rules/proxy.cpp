#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"
#include "observation/printable.h"
#include "wire/authchallenge.h"
#include "wire/response.h"

#include <algorithm>

namespace wirewise::diagnosis::rules {

namespace {

using observation::Exchange;
using observation::Outcome;
using observation::ProxyChoice;
using observation::ProxyFacts;
using Result = ProxyFacts::Result;

const ProxyFacts *failedProxy(const Facts &facts)
{
    if (!facts.leading || facts.leading->outcome != Outcome::ProxyFailed || !facts.leading->connection.proxy)
        return nullptr;
    return &*facts.leading->connection.proxy;
}

QString nameOf(const ProxyFacts &proxy)
{
    return shown(QByteArray(proxy.host + ':' + QByteArray::number(proxy.port)), 40);
}

/// What the proxy said; these bytes belong to the tunnel, not to an exchange.
QList<Evidence> wordsOf(const ProxyFacts &proxy)
{
    QList<Evidence> evidence;
    if (!proxy.sent.isEmpty())
        evidence.append(fact(shown(proxy.sent.left(proxy.sent.indexOf('\r')), 120),
                             Text::tr("What was asked of the proxy.")));
    if (!proxy.received.isEmpty()) {
        const qsizetype end = proxy.received.indexOf('\r');
        evidence.append(fact(shown(end < 0 ? proxy.received : proxy.received.left(end), 120),
                             Text::tr("What the proxy answered.")));
    }
    if (!proxy.detail.isEmpty())
        evidence.append(fact(proxy.detail.left(200), Text::tr("What it means.")));
    return evidence;
}

std::optional<Judgement> ended(const Facts &facts, Result result, double confidence, const QString &title,
                               const QString &where)
{
    const ProxyFacts *proxy = failedProxy(facts);
    if (!proxy || proxy->result != result)
        return {};
    return Judgement{.confidence = confidence,
                     .title = title.arg(nameOf(*proxy)),
                     .where = where,
                     .evidence = wordsOf(*proxy)};
}

/// Silent or hung up when asked in its own kind, it answers in the other one.
const Exchange *answersOtherKind(const Facts &facts)
{
    const Exchange *other = facts.exchangeOf("proxy-kind");
    if (!other || !other->connection.proxy)
        return nullptr;
    switch (other->connection.proxy->result) {
    case Result::Tunnelled:
    case Result::AuthRequired:
    case Result::Denied:
    case Result::TargetUnreachable:
        return other;
    default:
        return nullptr;
    }
}

// proxy.unreachable

constexpr CauseEntry unreachableCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The proxy is not running, or its address or port is wrong."),
     QT_TRANSLATE_NOOP("Diagnosis", "`nc -vz PROXY PORT`.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "The setting is left over from another network."),
     QT_TRANSLATE_NOOP("Diagnosis", "`env | grep -i proxy`.")}};

constexpr FixEntry unreachableFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Start the proxy, or take it out of the settings: `--proxy none` goes straight."),
     "wirewise-cli check --proxy none wss://chat.example.com/ws"}};

std::optional<Judgement> unreachable(const Facts &facts)
{
    const ProxyFacts *proxy = failedProxy(facts);
    if (!proxy || (proxy->result != Result::Unreachable && proxy->result != Result::TimedOut &&
                   proxy->result != Result::None))
        return {};
    if (answersOtherKind(facts))
        return {};
    const bool silent = proxy->result == Result::TimedOut;
    QList<Evidence> evidence = wordsOf(*proxy);
    evidence.append(fact(nameOf(*proxy), silent ? Text::tr("It was connected to, and gave no answer in time.")
                                                : Text::tr("No connection could be made to it.")));
    return Judgement{
        .confidence = silent ? 0.8 : 0.96,
        .title =
            (silent ? Text::tr("The proxy %1 does not answer.") : Text::tr("The proxy %1 cannot be reached."))
                .arg(nameOf(*proxy)),
        .where =
            Text::tr("The fix belongs in the proxy, or in the proxy settings. The endpoint was not asked."),
        .evidence = evidence};
}

// proxy.auth-required

constexpr CauseEntry authCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "No user name and password were given for the proxy, or they are wrong."),
     nullptr},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The proxy wants another way to log in (NTLM, Kerberos)."),
     QT_TRANSLATE_NOOP("Diagnosis", "The Proxy-Authenticate header of its answer names it.")}};

constexpr FixEntry authFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Put the user name and password for the proxy into its address."),
     "wirewise-cli check --proxy http://USER:PASSWORD@proxy.example:3128 wss://chat.example.com/ws"},
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "For NTLM or Kerberos run a proxy on this computer that logs in, such as cntlm, "
                       "and give its address."),
     "wirewise-cli check --proxy http://127.0.0.1:3128 wss://chat.example.com/ws"}};

/// The ways to log in that the proxy offers, by the last of its answers.
QByteArrayList schemesOf(const ProxyFacts &proxy)
{
    wire::ResponseParser parser("CONNECT", {64 * 1024, 64 * 1024});
    parser.feed(
        QByteArrayView(proxy.received).sliced(std::max<qsizetype>(0, proxy.received.lastIndexOf("HTTP/1."))));
    parser.feedEnd();
    QByteArrayList schemes;
    while (const auto event = parser.next()) {
        if (event->kind != wire::ResponseEvent::Kind::Head)
            continue;
        for (const wire::AuthChallenge &challenge :
             wire::readChallenges(event->response.headers, "Proxy-Authenticate"))
            schemes.append(challenge.scheme);
    }
    return schemes;
}

bool isSpokenHere(const QByteArray &scheme)
{
    return scheme.compare("Basic", Qt::CaseInsensitive) == 0 ||
           scheme.compare("Digest", Qt::CaseInsensitive) == 0;
}

std::optional<Judgement> authRequired(const Facts &facts)
{
    const ProxyFacts *proxy = failedProxy(facts);
    const QByteArrayList schemes = proxy ? schemesOf(*proxy) : QByteArrayList();
    const bool given = proxy && !facts.leading->probe.settings.proxy.user.isEmpty();
    const bool foreign = !schemes.isEmpty() && std::none_of(schemes.cbegin(), schemes.cend(), isSpokenHere);
    const QString named = shown(schemes.mid(0, 4).join(", "), 30);
    auto judgement =
        ended(facts, Result::AuthRequired, 0.97,
              foreign ? Text::tr("The proxy %1 wants a login by %2, which Wirewise does not speak.")
                            .arg(QStringLiteral("%1"), named)
              : given ? Text::tr("The proxy %1 refuses the user name and password.")
                      : Text::tr("The proxy %1 wants a user name and password."),
              foreign ? Text::tr("The fix belongs on the way: a proxy on this computer that logs in, or a "
                                 "rule for this host.")
                      : Text::tr("The fix belongs in the proxy settings. The endpoint was not asked."));
    if (judgement && !schemes.isEmpty())
        judgement->evidence.append(fact(named, Text::tr("The ways to log in that the proxy offers.")));
    return judgement;
}

// proxy.tunnel-denied

constexpr CauseEntry deniedCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "A rule of the proxy forbids this host, this port or this client."),
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The proxy's access log names the rule; port 443 may be allowed where others are not.")}};

constexpr FixEntry deniedFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Ask for a rule that allows CONNECT to this host and port, or serve the endpoint on 443."),
     nullptr}};

std::optional<Judgement> denied(const Facts &facts)
{
    return ended(facts, Result::Denied, 0.95, Text::tr("The proxy %1 refuses to connect to this endpoint."),
                 Text::tr("The fix belongs in the rules of the proxy. The endpoint was not asked."));
}

// proxy.target-unreachable

constexpr CauseEntry targetCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The server behind the proxy does not run, or its port is closed to the proxy."),
     QT_TRANSLATE_NOOP("Diagnosis", "Check from the proxy's own network.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "The proxy cannot resolve the name."), nullptr}};

constexpr FixEntry targetFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Start the server, or let the proxy reach it. For an internal host, leave the proxy out."),
     "wirewise-cli check --proxy none ws://internal.example:8000/ws"}};

std::optional<Judgement> targetUnreachable(const Facts &facts)
{
    return ended(facts, Result::TargetUnreachable, 0.95,
                 Text::tr("The proxy %1 works; the endpoint behind it cannot be reached."),
                 Text::tr("The fix belongs at the endpoint, or in the network between the proxy and it."));
}

// proxy.wrong-kind

constexpr CauseEntry wrongKindCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The address says http:// for a SOCKS proxy, or socks5:// for an HTTP proxy."),
     nullptr},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "What listens there is a web server, not a proxy."),
     QT_TRANSLATE_NOOP("Diagnosis", "`curl -v http://PROXY:PORT/` gets a page.")}};

constexpr FixEntry wrongKindFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Name the right kind in the proxy's address."),
     "- --proxy http://proxy.example:1080\n+ --proxy socks5://proxy.example:1080"}};

std::optional<Judgement> wrongKind(const Facts &facts)
{
    const ProxyFacts *proxy = failedProxy(facts);
    const Exchange *other = answersOtherKind(facts);
    if (!proxy || (proxy->result != Result::WrongKind && proxy->result != Result::Closed &&
                   !(other && proxy->result == Result::TimedOut)))
        return {};
    const bool socks = proxy->kind == ProxyChoice::Kind::Socks5;
    QList<Evidence> evidence = wordsOf(*proxy);
    if (proxy->received.isEmpty())
        evidence.append(fact(nameOf(*proxy), proxy->result == Result::TimedOut
                                                 ? Text::tr("It gave no answer in time.")
                                                 : Text::tr("It closed the connection without a byte.")));
    if (other)
        evidence.append(fact(shown(other->connection.proxy->received.left(120), 120),
                             socks ? Text::tr("Asked as an HTTP proxy, it answers.")
                                   : Text::tr("Asked as a SOCKS proxy, it answers.")));
    return Judgement{.confidence = other                                ? 0.97
                                   : proxy->result == Result::WrongKind ? 0.95
                                                                        : 0.65,
                     .title = (socks ? Text::tr("%1 is no SOCKS proxy, and the settings say socks5.")
                                     : Text::tr("%1 is no HTTP proxy, and the settings say http."))
                                  .arg(nameOf(*proxy)),
                     .where = Text::tr("The fix belongs in the proxy settings. The endpoint was not asked."),
                     .evidence = evidence};
}

constexpr const char *references[] = {"RFC 9110 section 9.3.6", "RFC 1928 section 6"};

constexpr FailureClass table[] = {
    {.id = "proxy.unreachable",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The configured proxy cannot be reached"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "The settings name a proxy, and it could not be connected to "
                                               "or gave no answer. The endpoint itself may be well."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "proxy.target-unreachable: the proxy answers, and what lies behind it does not."),
     .causes = unreachableCauses,
     .fixes = unreachableFixes,
     .references = references,
     .judge = unreachable},
    {.id = "proxy.auth-required",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The proxy wants credentials"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "The proxy answers 407 to CONNECT, or refuses the SOCKS user "
                                               "name and password. The endpoint was not reached."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "upgrade.unauthorized comes from the endpoint, this from the proxy before it."),
     .causes = authCauses,
     .fixes = authFixes,
     .references = references,
     .judge = authRequired},
    {.id = "proxy.tunnel-denied",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The proxy's own policy refuses the tunnel"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The proxy was reached and says no: this destination, port or client is not allowed by its rules."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "upgrade.forbidden comes from the endpoint. proxy.target-unreachable: allowed, and not reachable."),
     .causes = deniedCauses,
     .fixes = deniedFixes,
     .references = references,
     .judge = denied},
    {.id = "proxy.target-unreachable",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The proxy cannot reach the endpoint"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The proxy works and tried; the connection from there to the endpoint failed."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "upgrade.bad-gateway is an answer of a server in front of "
                                                 "the application; here the tunnel itself was not opened."),
     .causes = targetCauses,
     .fixes = targetFixes,
     .references = references,
     .judge = targetUnreachable},
    {.id = "proxy.wrong-kind",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "What listens there is not that kind of proxy"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The answer does not belong to the protocol that the proxy's address "
                                        "names: a web server, SOCKS asked as HTTP, or HTTP asked as SOCKS."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "proxy.unreachable gives no connection at all."),
     .causes = wrongKindCauses,
     .fixes = wrongKindFixes,
     .references = references,
     .judge = wrongKind},
};

} // namespace

std::span<const FailureClass> proxy()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
