#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"

namespace wirewise::diagnosis::rules {

namespace {

using observation::Outcome;

QString nameOf(const Facts &facts)
{
    return shown(facts.endpoint->host, 50);
}

constexpr CauseEntry notFoundCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The name is misspelt, or belongs to another environment."),
     QT_TRANSLATE_NOOP("Diagnosis", "`dig +short NAME` prints nothing.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The record was removed, or has not spread to this resolver yet."),
     QT_TRANSLATE_NOOP("Diagnosis", "Ask another resolver: `dig +short NAME @1.1.1.1`.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The name exists only inside a VPN, a cluster or a container network."),
     QT_TRANSLATE_NOOP("Diagnosis", "Run the same check from inside that network.")}};

constexpr FixEntry notFoundFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Correct the name in the address, or create the A or AAAA record. Until it is there, "
                       "`--resolve HOST:PORT:ADDRESS` checks the server by its address."),
     "wirewise-cli check --resolve chat.example.com:443:192.0.2.10 wss://chat.example.com/ws"}};

std::optional<Judgement> notFound(const Facts &facts)
{
    if (!facts.endpoint || !facts.leading || facts.leading->outcome != Outcome::NameNotFound)
        return {};
    return Judgement{
        .confidence = 0.98,
        .title = Text::tr("The name %1 does not exist.").arg(nameOf(facts)),
        .where = Text::tr("The fix belongs in the address, or in the DNS zone of that name."),
        .evidence = {fact(nameOf(facts), Text::tr("The resolver has no address for this name."))}};
}

constexpr CauseEntry failedCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The resolver of this computer cannot be reached, or does not answer in time."),
     QT_TRANSLATE_NOOP("Diagnosis", "Other names fail too: `getent hosts example.com`.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The name servers of this zone fail (SERVFAIL), for example after a broken DNSSEC change."),
     QT_TRANSLATE_NOOP("Diagnosis", "`dig NAME` says status: SERVFAIL, and `dig +cd NAME` may answer.")}};

constexpr FixEntry failedFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Repair the resolver settings of this computer, or the name servers of the zone, then check again."),
     nullptr}};

std::optional<Judgement> failed(const Facts &facts)
{
    if (!facts.endpoint || !facts.leading)
        return {};
    const Outcome outcome = facts.leading->outcome;
    if (outcome != Outcome::NameFailed && outcome != Outcome::NameTimedOut)
        return {};
    const bool late = outcome == Outcome::NameTimedOut;
    return Judgement{
        .confidence = 0.95,
        .title = (late ? Text::tr("No resolver answered in time for %1.")
                       : Text::tr("The resolver failed to look up %1."))
                     .arg(nameOf(facts)),
        .where = Text::tr("The fix belongs in the resolver of this computer, or in the DNS of that name."),
        .evidence = {fact(facts.leading->detail, Text::tr("What the resolver says."))}};
}

constexpr const char *references[] = {"RFC 1035 section 4.1.1"};

constexpr FailureClass table[] = {
    {.id = "dns.not-found",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The name does not exist"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The resolver answered that there is no address for this name. No server was asked."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "dns.failed means that the resolver gave no answer at all; the name may exist."),
     .causes = notFoundCauses,
     .fixes = notFoundFixes,
     .references = references,
     .judge = notFound},
    {.id = "dns.failed",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The name could not be looked up"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The resolver failed, or did not answer in time. Whether the name exists is not known."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "dns.not-found is an answer: the name does not exist."),
     .causes = failedCauses,
     .fixes = failedFixes,
     .references = references,
     .judge = failed},
};

} // namespace

std::span<const FailureClass> dns()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
