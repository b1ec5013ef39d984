#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"
#include "observation/placename.h"

namespace wirewise::diagnosis::rules {

namespace {

using observation::Outcome;

/// Who made the check, at the start of a sentence and within one.
QString checker(const Facts &facts)
{
    return facts.seen.from.isEmpty() ? Text::tr("This computer") : observation::placeName(facts.seen.from);
}

QString onTheChecker(const Facts &facts)
{
    return facts.seen.from.isEmpty()
               ? Text::tr("The fix belongs on this computer.")
               : Text::tr("The fix belongs on %1.").arg(observation::placeName(facts.seen.from));
}

// local.offline

constexpr CauseEntry offlineCauses[] = {
    {Likelihood::Likely, QT_TRANSLATE_NOOP("Diagnosis", "The cable, the wireless network or the VPN is off."),
     QT_TRANSLATE_NOOP("Diagnosis", "`ip route` prints no default route.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The program runs in a container or sandbox without a network."),
     nullptr}};

constexpr FixEntry offlineFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Connect this computer to a network, then check again."), nullptr}};

std::optional<Judgement> offline(const Facts &facts)
{
    const bool now = facts.seen.offline || (facts.leading && facts.leading->outcome == Outcome::Offline);
    if (!now)
        return {};
    return Judgement{
        .confidence = 0.98,
        .title = Text::tr("%1 is offline. Nothing is known about %2.").arg(checker(facts), facts.host()),
        .where = onTheChecker(facts),
        .evidence = {fact(Text::tr("no route to any network"),
                          Text::tr("The system has no route that leads anywhere."))}};
}

/// Nothing decides it yet.
bool isUnfinished(const Facts &facts)
{
    const observation::Exchange *exchange = facts.leading;
    return facts.endpoint && !facts.seen.offline &&
           (!exchange || exchange->outcome == Outcome::NotStarted || exchange->outcome == Outcome::Running ||
            exchange->outcome == Outcome::Stopped);
}

// local.place-lost

/// Characters of what ssh or another program said of it.
constexpr qsizetype LongestReason = 600;

constexpr CauseEntry placeLostCauses[] = {
    {Likelihood::Likely, QT_TRANSLATE_NOOP("Diagnosis", "The way to that place is closed, or broke off."),
     QT_TRANSLATE_NOOP("Diagnosis",
                       "Run the command of the place by hand: `ssh PLACE wirewise-cli --version` "
                       "prints the version there.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "wirewise-cli is not installed there, or is of a version that does not "
                                    "understand this one."),
     nullptr}};

constexpr FixEntry placeLostFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Repair the way there, or name where the program lies there, then check again."),
     "wirewise-cli check --via ssh:PLACE --via-program FILE wss://HOST/PATH"}};

std::optional<Judgement> placeLost(const Facts &facts)
{
    if (facts.seen.lost.isEmpty() || !isUnfinished(facts))
        return {};
    return Judgement{.confidence = 1.0,
                     .title = Text::tr("%1 could not check %2.").arg(checker(facts), facts.host()),
                     .where = Text::tr("Nothing is held against the server."),
                     .explanation = shown(facts.seen.lost.toUtf8(), LongestReason)};
}

// local.not-checked

std::optional<Judgement> notChecked(const Facts &facts)
{
    if (!isUnfinished(facts) || !facts.seen.lost.isEmpty())
        return {};
    return Judgement{.confidence = 1.0,
                     .title = Text::tr("The check was stopped before %1 had answered.").arg(facts.host()),
                     .where = Text::tr("Nothing is known yet. Check again to find out.")};
}

// local.failure

constexpr CauseEntry failureCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "A certificate, key or trust file cannot be read, or is not in PEM form."),
     QT_TRANSLATE_NOOP("Diagnosis", "`openssl x509 -in FILE -noout -subject` reads a certificate.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "The system has no free socket or port left."),
     QT_TRANSLATE_NOOP("Diagnosis", "Compare `ulimit -n` with the number of open connections.")}};

std::optional<Judgement> failure(const Facts &facts)
{
    const observation::Exchange *exchange = facts.leading;
    if (!exchange || (exchange->outcome != Outcome::LocalFailure && exchange->outcome != Outcome::Withheld))
        return {};
    if (exchange->outcome == Outcome::Withheld)
        return Judgement{
            .confidence = 0.95,
            .title = Text::tr("Nothing was sent: credentials would have gone over an unverified connection."),
            .where = Text::tr("The fix belongs in the certificate, or in the options of this check."),
            .explanation =
                Text::tr("The request carries credentials, and the connection is not verified. Repair "
                         "the certificate, or check without the credentials.")};
    return Judgement{
        .confidence = 0.9,
        .title = Text::tr("%1 could not make the connection to %2.").arg(checker(facts), facts.host()),
        .where = onTheChecker(facts),
        .evidence = {fact(exchange->detail, Text::tr("What the system says."))}};
}

constexpr FixEntry notCheckedFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Check again, and let the check run to its end; a longer time limit helps "
                       "where the server is slow."),
     "wirewise-cli check --timeout 30 wss://HOST/PATH"}};
constexpr FixEntry failureFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Repair what the explanation names, then check again."), nullptr}};
constexpr const char *offlineReferences[] = {"ip-route(8)"};
constexpr const char *placeLostReferences[] = {"ssh(1)"};
constexpr const char *failureReferences[] = {"openssl-x509(1)", "getrlimit(2)"};

constexpr FailureClass table[] = {
    {.id = "local.offline",
     .severity = Severity::Error,
     .title = QT_TRANSLATE_NOOP("Diagnosis", "This computer is offline"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "This computer has no route to any network, so nothing was asked and nothing is held "
                      "against the server. Addresses on this computer itself can still be checked."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "With a network, a wrong name is dns.not-found and a dead host is tcp.timeout or "
                      "tcp.unreachable. Offline, every address fails at once in the same way."),
     .causes = offlineCauses,
     .fixes = offlineFixes,
     .references = offlineReferences,
     .judge = offline},
    {.id = "local.not-checked",
     .severity = Severity::Info,
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The check was stopped"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The check ended before the upgrade had an answer. An unfinished check decides nothing."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis",
                                    "A server that does not answer in time is http.no-response; here it was "
                                    "not given the time."),
     .fixes = notCheckedFixes,
     .judge = notChecked},
    {.id = "local.place-lost",
     .severity = Severity::Info,
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The other place could not check it"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The check was to run in another place, and that place could not be reached, or was "
                      "lost before the upgrade had an answer. Nothing is known about the server."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "A server that cannot be reached from that place is tcp.* or dns.*. Here the way to the "
         "place itself is the matter."),
     .causes = placeLostCauses,
     .fixes = placeLostFixes,
     .references = placeLostReferences,
     .judge = placeLost},
    {.id = "local.failure",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "This computer could not make the connection"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The connection failed before anything was sent, for a reason on this computer. "
                      "Nothing is known about the server."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "Failures of the network are tcp.*, of the server's certificate tls.*. This is "
                      "neither: a file, a limit or a permission here."),
     .causes = failureCauses,
     .fixes = failureFixes,
     .references = failureReferences,
     .judge = failure},
};

} // namespace

std::span<const FailureClass> local()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
