#include "diagnosis/answers.h"
#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"
#include "diagnosis/undecided.h"

namespace wirewise::diagnosis::rules {

namespace {

using observation::Exchange;
using observation::Outcome;

const Exchange *answeredOne(const Facts &facts)
{
    return facts.getAnswered ? facts.get : facts.headAnswered ? facts.head : nullptr;
}

// upgrade.dropped

constexpr CauseEntry droppedCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The server destroys the socket for a path that none of its WebSocket servers takes."),
     QT_TRANSLATE_NOOP("Diagnosis",
                       "Look for socket.destroy() in the upgrade listener; ask for another path.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "A proxy passes the upgrade to a backend that is not there (Varnish pipes, TCP balancers)."),
     QT_TRANSLATE_NOOP("Diagnosis", "Plain GET shows a proxy, and the backend for the upgrade is another.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "The server process dies on the upgrade."),
     QT_TRANSLATE_NOOP("Diagnosis", "Its log at that second; its start time.")}};
constexpr FixEntry droppedFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Find in the server who ends the connection on an upgrade, and let it answer with a status."),
     nullptr}};

std::optional<Judgement> dropped(const Facts &facts)
{
    const Exchange *other = answeredOne(facts);
    if (!facts.dropped || !other)
        return {};
    const bool reset = facts.upgrade->outcome == Outcome::Reset;
    QList<Evidence> evidence{requestLine(
        *facts.upgrade, reset ? Text::tr("The upgrade was sent; the connection was reset without a byte.")
                              : Text::tr("The upgrade was sent; the connection was closed without a byte."))};
    evidence.append(statusLine(*other, Text::tr("A plain request on the same path is answered.")));
    Judgement judgement{
        .confidence = 0.92,
        .title = Text::tr("The upgrade on %1 is closed without a byte, while GET is answered with %2.")
                     .arg(facts.path())
                     .arg(other->status()),
        .where = Text::tr("The fix belongs in the server: who takes upgrades there."),
        .evidence = evidence};
    if (facts.changesNothing("impossible-path"))
        leaveOpen(judgement, Doubt::DroppedRouteOrCode, facts);
    return judgement;
}

// upgrade.timeout

constexpr CauseEntry timeoutCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "A proxy in front passes the upgrade on as an ordinary request; the app's 101 is lost in it."),
     QT_TRANSLATE_NOOP("Diagnosis", "The application's log shows the upgrade as accepted.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The handler does slow work before it accepts, or waits for something for ever."),
     QT_TRANSLATE_NOOP("Diagnosis", "A longer time limit gets an answer.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "Every worker is held by an open WebSocket, and plain requests go elsewhere."),
     nullptr}};
constexpr FixEntry timeoutFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let the proxy in front handle upgrades, and let the application accept before slow work."),
     "+ server.on('upgrade', (req, socket, head) => proxy.ws(req, socket, head))", true}};

std::optional<Judgement> timedOut(const Facts &facts)
{
    const Exchange *other = answeredOne(facts);
    const bool silent = facts.unanswered && facts.upgrade->received.isEmpty();
    const bool interim = facts.upgrade && interimOnly(*facts.upgrade);
    if ((!silent && !interim) || !other)
        return {};
    Judgement judgement{
        .confidence = 0.93,
        .title = Text::tr("No answer to the upgrade on %1, while GET is answered with %2.")
                     .arg(facts.path())
                     .arg(other->status()),
        .where =
            Text::tr("The fix belongs in the server, or in a proxy in front that does not take upgrades."),
        .evidence = {
            requestLine(*facts.upgrade, (interim ? Text::tr("Sent; only an interim answer came within %1 s.")
                                                 : Text::tr("Sent; no byte came back within %1 s."))
                                            .arg(facts.upgrade->probe.settings.timeout.count() / 1000)),
            statusLine(*other, Text::tr("A plain request on the same path is answered."))}};
    leaveOpen(judgement, Doubt::LostOrHanging, facts);
    return judgement;
}

constexpr const char *references[] = {"RFC 6455 section 4.2.2"};

constexpr FailureClass table[] = {
    {.id = "upgrade.dropped",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The upgrade is closed without a byte"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "Plain GET on the same path is answered; on the upgrade the "
                                               "peer ends the connection without a status line."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "http.closed-without-response: GET gets nothing either. "
                                                 "upgrade.timeout: the connection stays open, and silent."),
     .causes = droppedCauses,
     .fixes = droppedFixes,
     .references = references,
     .judge = dropped},
    {.id = "upgrade.timeout",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "No answer to the upgrade"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Plain GET on the same path is answered; the upgrade gets no byte within the time limit."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "http.no-response: GET gets nothing either. upgrade.gateway-timeout: a proxy gives up and says so."),
     .causes = timeoutCauses,
     .fixes = timeoutFixes,
     .references = references,
     .judge = timedOut},
};

} // namespace

std::span<const FailureClass> upgradeSilence()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
