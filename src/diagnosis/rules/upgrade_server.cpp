#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"
#include "diagnosis/undecided.h"

namespace wirewise::diagnosis::rules {

namespace {

/// Polling opens a session that offers websocket: Engine.IO is well, its WebSocket side is not.
bool offersWebSocket(const Facts &facts)
{
    return facts.pollOpen && facts.pollOpen->upgrades.contains("websocket");
}

// upgrade.server-error

constexpr CauseEntry errorCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The handler raises before it accepts: a database, a missing setting, a wrong type."),
     QT_TRANSLATE_NOOP("Diagnosis", "The traceback in the server's log at that second.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "A middleware sends an HTTP answer to a WebSocket, which this server cannot pass on."),
     QT_TRANSLATE_NOOP("Diagnosis", "Plain GET on the path gets another status than 500.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The server demands a subprotocol and throws because none was offered."),
     nullptr}};
constexpr FixEntry errorFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Repair what the traceback in the server's log names. The upgrade then gets 101."),
     nullptr, true}};

std::optional<Judgement> serverError(const Facts &facts)
{
    if (!facts.refused || facts.status != 500)
        return {};
    QList<Evidence> evidence{statusLine(*facts.upgrade, Text::tr("The answer to the upgrade."))};
    evidence += body(*facts.upgrade, Text::tr("What it says."));
    const bool getDiffers = facts.getAnswered && facts.getStatus != 500;
    if (getDiffers)
        evidence.append(
            statusLine(*facts.get,
                       Text::tr("Plain GET gets another answer: the fault is in what handles the upgrade.")));
    Judgement judgement{
        .confidence = facts.sameEverywhere ? 0.7 : 0.8,
        .title =
            facts.intermediarySpoke()
                ? Text::tr("%1 itself fails on the upgrade: 500.").arg(facts.speakerName(facts.host()))
            : facts.sameEverywhere
                ? Text::tr("%1 answers every request with 500.").arg(facts.host())
                : Text::tr("The upgrade on %1 ends in 500: the server's handler fails.").arg(facts.path()),
        .where = facts.intermediarySpoke()
                     ? Text::tr("The fix belongs in the configuration of %1: its error log names the reason.")
                           .arg(facts.speakerName(facts.host()))
                     : Text::tr("The fix belongs in the application: its log has the traceback."),
        .evidence = evidence};
    const bool channels = facts.shows({"daphne", "django"}) && !facts.shows({"gunicorn"}) && getDiffers;
    if (channels && !facts.changes("impossible-path")) {
        judgement.title = Text::tr("The upgrade on %1 ends in 500: no such route in Channels, or it fails.")
                              .arg(facts.path());
        leaveOpen(judgement, Doubt::ChannelsRouteOrCode, facts);
    }
    return judgement;
}

// upgrade.async-mode-mismatch

constexpr CauseEntry modeCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "Flask-SocketIO runs in gevent mode, and gunicorn with a worker other "
                                    "than the one of gevent-websocket."),
     QT_TRANSLATE_NOOP(
         "Diagnosis", "The server's log says: the gevent-websocket server is not configured appropriately.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The async_mode that is set does not fit the server that runs it."),
     QT_TRANSLATE_NOOP("Diagnosis", "Print socketio.async_mode and compare it with gunicorn's -k.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "The connect handler of the application raises."),
     QT_TRANSLATE_NOOP("Diagnosis", "The traceback in the server's log names it.")}};
constexpr FixEntry modeFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let the WebSocket layer and the worker class fit each other; one process per session store."),
     nullptr}};

std::optional<Judgement> asyncMode(const Facts &facts)
{
    const bool failed = (facts.refused && facts.status >= 500 && facts.status < 502) || facts.dropped;
    if (!failed || !facts.engineIoPath || facts.transport == "polling" || !offersWebSocket(facts))
        return {};
    const bool python = facts.shows({"gunicorn", "werkzeug", "flask-socketio", "flask"});
    QList<Evidence> evidence{outcome(*facts.upgrade, Text::tr("The upgrade fails."))};
    evidence.append(statusLine(*facts.poll, Text::tr("Polling on the same path works.")));
    evidence += body(*facts.poll, Text::tr("It opens a session and offers websocket."));
    const QString worker =
        facts.shows({"gunicorn"}) ? Text::tr("the gunicorn worker") : Text::tr("the server");
    return Judgement{
        .confidence = facts.dropped ? 0.66
                      : python      ? 0.92
                                    : 0.8,
        .title =
            facts.dropped
                ? Text::tr("The upgrade is dropped: the WebSocket layer and %1 do not match.").arg(worker)
                : Text::tr("The upgrade gets %1: the WebSocket layer and %2 do not match.")
                      .arg(facts.status)
                      .arg(worker),
        .where = Text::tr("The fix belongs in the start command: the worker class, or the async mode."),
        .evidence = evidence};
}

constexpr const char *references[] = {"RFC 9110 section 15.6.1"};
constexpr const char *modeReferences[] = {"https://flask-socketio.readthedocs.io/en/latest/deployment.html"};
constexpr const char *errorRefines[] = {"upgrade.unexpected-status"};
constexpr const char *modeRefines[] = {"upgrade.server-error", "upgrade.unexpected-status"};
constexpr const char *modeOutranks[] = {"upgrade.dropped", "upgrade.not-supported-by-server"};

constexpr FailureClass table[] = {
    {.id = "upgrade.async-mode-mismatch",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The WebSocket layer and the worker do not match"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "Engine.IO polling works and offers websocket; the upgrade ends in "
                                        "500. The WebSocket side needs a worker that hands it the socket, "
                                        "and this one does not. The reason stands only in the server's log."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "engineio.websocket-disabled: polling offers no upgrade. upgrade.server-error: a 500 "
                      "where polling does not tell. Locks that do not match are not the reason."),
     .causes = modeCauses,
     .fixes = modeFixes,
     .references = modeReferences,
     .refines = modeRefines,
     .outranks = modeOutranks,
     .judge = asyncMode},
    {.id = "upgrade.server-error",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The server fails on the upgrade"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "500: something raised while the upgrade was handled. The reason stands in the server's log."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "If polling works on a Socket.IO path it is upgrade.async-mode-mismatch. If GET "
                      "explains it in words (Host, https, readiness), that class leads."),
     .causes = errorCauses,
     .fixes = errorFixes,
     .references = references,
     .refines = errorRefines,
     .judge = serverError},
};

} // namespace

std::span<const FailureClass> upgradeServer()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
