#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"

#include <algorithm>

namespace wirewise::diagnosis::rules {

namespace {

using observation::AddressAttempt;
using observation::Outcome;

QString placeOf(const Facts &facts)
{
    return shown(facts.endpoint->hostHeader(), 50) +
           (facts.endpoint->portGiven ? QString() : QStringLiteral(":%1").arg(facts.endpoint->port));
}

QString words(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Answered:
        return Text::tr("connected");
    case Outcome::Refused:
        return Text::tr("refused");
    case Outcome::ConnectTimedOut:
        return Text::tr("no answer in time");
    case Outcome::Unreachable:
        return Text::tr("unreachable");
    default:
        return QString::fromUtf8(observation::toString(outcome));
    }
}

QList<Evidence> attemptsOf(const Facts &facts)
{
    QList<Evidence> evidence;
    for (const AddressAttempt &attempt : facts.leading->connection.attempts)
        if (attempt.outcome != Outcome::NotStarted && evidence.size() < 6)
            evidence.append(fact(
                shown(attempt.address, 60),
                Text::tr("Tried at port %1: %2.").arg(facts.endpoint->port).arg(words(attempt.outcome))));
    return evidence;
}

/// Both texts are marked for translation, and looked up where they are needed.
std::optional<Judgement> ended(const Facts &facts, Outcome outcome, const char *title, const char *where)
{
    if (!facts.endpoint || !facts.leading || facts.leading->outcome != outcome || facts.seen.offline)
        return {};
    return Judgement{.confidence = 0.97,
                     .title = Text::tr(title).arg(placeOf(facts)),
                     .where = Text::tr(where),
                     .evidence = attemptsOf(facts)};
}

// tcp.refused

constexpr CauseEntry refusedCauses[] = {
    {Likelihood::Likely, QT_TRANSLATE_NOOP("Diagnosis", "The server is not running, or has just crashed."),
     QT_TRANSLATE_NOOP("Diagnosis", "On the server: `ss -ltnp` lists what listens.")},
    {Likelihood::Likely, QT_TRANSLATE_NOOP("Diagnosis", "It listens on another port, or only on 127.0.0.1."),
     QT_TRANSLATE_NOOP("Diagnosis", "On the server: `ss -ltn` shows the address and port it is bound to.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "A firewall rejects the connection; from outside that looks the same."),
     QT_TRANSLATE_NOOP("Diagnosis", "`nft list ruleset` or the security group of the host.")}};

constexpr FixEntry refusedFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Start the server, or correct the port in the address. In a container, "
                                    "publish the port and bind to 0.0.0.0."),
     "docker run -p 8000:8000 image"}};

std::optional<Judgement> refused(const Facts &facts)
{
    return ended(
        facts, Outcome::Refused, QT_TRANSLATE_NOOP("Diagnosis", "Nothing listens on %1."),
        QT_TRANSLATE_NOOP("Diagnosis", "The fix belongs on the server: start it, or open its port."));
}

// tcp.timeout

constexpr CauseEntry timeoutCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "A firewall or security group drops packets to that port."),
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Another port of the same host answers; on the host `tcpdump port PORT` sees nothing.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The host is off, or its address is no longer in use."),
     QT_TRANSLATE_NOOP("Diagnosis", "`ping` and other ports are silent too.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The server hangs and accepts no more connections, so its queue is full."),
     QT_TRANSLATE_NOOP("Diagnosis", "On the server: `ss -ltn` shows Recv-Q above Send-Q on that port.")}};

constexpr FixEntry timeoutFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Allow the port in the firewall or security group; if the server hangs, restart it."),
     "nft add rule inet filter input tcp dport 8000 accept"}};

std::optional<Judgement> timedOut(const Facts &facts)
{
    return ended(
        facts, Outcome::ConnectTimedOut,
        QT_TRANSLATE_NOOP("Diagnosis", "%1 does not answer: no connection within the time limit."),
        QT_TRANSLATE_NOOP("Diagnosis", "The fix belongs in a firewall on the way, or on the server."));
}

// tcp.unreachable

constexpr CauseEntry unreachableCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "No machine has that address, or it is switched off."),
     QT_TRANSLATE_NOOP("Diagnosis", "`ip neigh` shows FAILED for an address in the own network.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "A route is missing: the VPN is not connected."),
     QT_TRANSLATE_NOOP("Diagnosis", "`ip route get ADDRESS`.")}};

constexpr FixEntry unreachableFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Correct the address, or connect the network or VPN that leads to it."),
     nullptr}};

std::optional<Judgement> unreachable(const Facts &facts)
{
    return ended(
        facts, Outcome::Unreachable,
        QT_TRANSLATE_NOOP("Diagnosis", "There is no way to %1: the network says unreachable."),
        QT_TRANSLATE_NOOP("Diagnosis", "The fix belongs in the address, or in the network between."));
}

// tcp.one-family-only

constexpr CauseEntry oneFamilyCauses[] = {
    {Likelihood::Likely, QT_TRANSLATE_NOOP("Diagnosis", "The server is bound to one address family only."),
     QT_TRANSLATE_NOOP("Diagnosis",
                       "On the server: `ss -ltn` shows 127.0.0.1:PORT or 0.0.0.0:PORT, and no [::]:PORT.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The DNS name has an AAAA record, and the host or its firewall does not serve IPv6."),
     QT_TRANSLATE_NOOP("Diagnosis", "`dig AAAA NAME`.")}};

constexpr FixEntry oneFamilyFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Bind the server to both families, or name the address that works in the client."),
     "- ws://localhost:8000/ws\n+ ws://127.0.0.1:8000/ws"}};

/// A family of which every attempt failed on the way to the server. A computer without a route for one family
/// says nothing about the server.
bool failed(const QList<AddressAttempt> &attempts, bool ipv6)
{
    bool any = false;
    for (const AddressAttempt &attempt : attempts) {
        if (attempt.ipv6 != ipv6)
            continue;
        if (attempt.outcome != Outcome::Refused && attempt.outcome != Outcome::ConnectTimedOut)
            return false;
        any = true;
    }
    return any;
}

bool connected(const QList<AddressAttempt> &attempts, bool ipv6)
{
    return std::any_of(attempts.begin(), attempts.end(), [ipv6](const AddressAttempt &attempt) {
        return attempt.ipv6 == ipv6 && attempt.outcome == Outcome::Answered;
    });
}

std::optional<Judgement> oneFamilyOnly(const Facts &facts)
{
    if (!facts.endpoint || !facts.leading)
        return {};
    const QList<AddressAttempt> &attempts = facts.leading->connection.attempts;
    const bool sixFails = failed(attempts, true) && connected(attempts, false);
    const bool fourFails = failed(attempts, false) && connected(attempts, true);
    if (!sixFails && !fourFails)
        return {};
    const QByteArray bad = std::find_if(attempts.begin(), attempts.end(), [&](const AddressAttempt &a) {
                               return a.ipv6 == sixFails;
                           })->address;
    const QByteArray good = std::find_if(attempts.begin(), attempts.end(), [](const AddressAttempt &a) {
                                return a.outcome == Outcome::Answered;
                            })->address;
    return Judgement{
        .confidence = 0.96,
        .title = Text::tr("%1 is tried as %2 first, and the server listens on %3 only.")
                     .arg(shown(facts.endpoint->host, 30), shown(bad, 25), shown(good, 25)),
        .where = Text::tr("The fix belongs in the server's listening address, or in the client's address."),
        .evidence = attemptsOf(facts)};
}

constexpr const char *references[] = {"RFC 9293 section 3.5", "RFC 8305"};

constexpr FailureClass table[] = {
    {.id = "tcp.refused",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Nothing listens on that port"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "The host answered the first packet with a reset: it is "
                                               "there, and no program listens on that port."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "tcp.timeout is silence: a filter that drops, or a host that is off. "
                                        "A firewall that rejects looks like this class."),
     .causes = refusedCauses,
     .fixes = refusedFixes,
     .references = references,
     .judge = refused},
    {.id = "tcp.timeout",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The host does not answer"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "No answer came to the first packet within the time limit, neither a yes nor a no."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "tcp.refused is an answer. http.no-response connects, and then nothing comes."),
     .causes = timeoutCauses,
     .fixes = timeoutFixes,
     .references = references,
     .judge = timedOut},
    {.id = "tcp.unreachable",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The host or network is unreachable"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis",
                                  "A router or this computer says that there is no way to that address."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "local.offline means that nothing at all can be reached. tcp.timeout is silence."),
     .causes = unreachableCauses,
     .fixes = unreachableFixes,
     .references = references,
     .judge = unreachable},
    {.id = "tcp.one-family-only",
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Only one of IPv4 and IPv6 works"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The name has addresses of both families, and the server answers on one of them only. "
                      "Clients that take the first address alone fail (Node 17 and later for localhost); "
                      "others try both and work."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "If both families fail it is tcp.refused or tcp.timeout. A "
                                                 "computer without IPv6 of its own is not this."),
     .causes = oneFamilyCauses,
     .fixes = oneFamilyFixes,
     .references = references,
     .judge = oneFamilyOnly},
};

} // namespace

std::span<const FailureClass> tcp()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
