#include "lab/scenariotables.h"
#include "lab/visit.h"
#include "wire/closecode.h"

#include <QCoreApplication>

namespace wirewise::lab {

namespace {

namespace closecode = wire::closecode;

/// 101, a first message, then a Close with that code and reason.
void closeWith(Visit &visit, quint16 code, const QByteArray &reason)
{
    if (answersPlainRequest(visit))
        return;
    visit.accept();
    visit.later(100, [&visit, code, reason] {
        visit.session().close(code, reason);
        visit.flush();
    });
}

void closeUnsupported(Visit &visit)
{
    closeWith(visit, closecode::UnsupportedData, "this service takes binary messages only");
}

void closeByPolicy(Visit &visit)
{
    closeWith(visit, closecode::PolicyViolation, "token missing");
}

void closeTooBig(Visit &visit)
{
    closeWith(visit, closecode::MessageTooBig, "over 1048576 bytes");
}

void closeInternal(Visit &visit)
{
    closeWith(visit, closecode::InternalError, "internal error");
}

void closeGoingAway(Visit &visit)
{
    closeWith(visit, closecode::GoingAway, "server shuts down");
}

void closeTryLater(Visit &visit)
{
    closeWith(visit, closecode::TryAgainLater, "too many clients");
}

void closeByApplication(Visit &visit)
{
    closeWith(visit, 4401, "token expired");
}

Drawing closing(const char *label)
{
    return direct({label, true}, {QT_TRANSLATE_NOOP("Lab", "Server"), QT_TRANSLATE_NOOP("Lab", "lab"), true});
}

} // namespace

QList<Scenario> closeCodeScenarios()
{
    return {
        {.id = "session.policy-violation",
         .title = QT_TRANSLATE_NOOP("Lab", "101, then Close 1008"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The app accepts the upgrade, looks for a token, finds none and closes with "
                    "1008, the code for a breach of policy."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "A right 101, then Close 1008 with the reason `token missing`.")},
         .confusedWith = {{"upgrade.unauthorized",
                           QT_TRANSLATE_NOOP("Lab", "there the upgrade itself gets 401")},
                          {"session.application-close",
                           QT_TRANSLATE_NOOP("Lab", "there the code is one of the app's own")}},
         .drawing = closing(QT_TRANSLATE_NOOP("Lab", "Close 1008")),
         .serving = {.behaviour = closeByPolicy}},
        {.id = "session.application-close",
         .title = QT_TRANSLATE_NOOP("Lab", "101, then a close code of the app's own"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The app closes with 4401 and a reason. Codes from 4000 to 4999 mean what "
                    "the app wants; 4401 recalls the 401 of HTTP."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "A right 101, then Close 4401 with the reason `token expired`.")},
         .confusedWith = {{"session.policy-violation", QT_TRANSLATE_NOOP("Lab", "there the code is 1008")},
                          {"auth.token-expired",
                           QT_TRANSLATE_NOOP("Lab", "there the token can be read, and its time is over")}},
         .drawing = closing(QT_TRANSLATE_NOOP("Lab", "Close 4401")),
         .serving = {.behaviour = closeByApplication}},
        {.id = "session.internal-error",
         .title = QT_TRANSLATE_NOOP("Lab", "101, then Close 1011"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The handler fails after it has accepted, and the server closes with 1011. "
                    "What failed stands in its log only."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "A right 101, then Close 1011.")},
         .confusedWith = {{"upgrade.server-error", QT_TRANSLATE_NOOP("Lab", "there it fails before 101")}},
         .drawing = closing(QT_TRANSLATE_NOOP("Lab", "Close 1011")),
         .serving = {.behaviour = closeInternal}},
        {.id = "session.going-away",
         .title = QT_TRANSLATE_NOOP("Lab", "101, then Close 1001"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server is about to shut down and tells its clients to go elsewhere."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "A right 101, then Close 1001 with a reason.")},
         .confusedWith = {{"session.dropped", QT_TRANSLATE_NOOP("Lab", "there no Close comes")},
                          {"session.idle-timeout", QT_TRANSLATE_NOOP("Lab", "there silence is the reason")}},
         .drawing = closing(QT_TRANSLATE_NOOP("Lab", "Close 1001")),
         .serving = {.behaviour = closeGoingAway}},
        {.id = "session.try-again-later",
         .title = QT_TRANSLATE_NOOP("Lab", "101, then Close 1013"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server has as many clients as it wants and asks to come back later."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "A right 101, then Close 1013 with a reason.")},
         .confusedWith = {{"upgrade.rate-limited", QT_TRANSLATE_NOOP("Lab", "there the upgrade gets 429")}},
         .drawing = closing(QT_TRANSLATE_NOOP("Lab", "Close 1013")),
         .serving = {.behaviour = closeTryLater}},
        {.id = "session.unsupported-data",
         .title = QT_TRANSLATE_NOOP("Lab", "101, then Close 1003"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server closes with 1003: it does not take this kind of data. The lab "
                    "does so even before any data came."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "A right 101, then Close 1003 with a reason.")},
         .confusedWith = {{"session.invalid-utf8",
                           QT_TRANSLATE_NOOP("Lab", "there the kind fits, its content does not")}},
         .drawing = closing(QT_TRANSLATE_NOOP("Lab", "Close 1003")),
         .serving = {.behaviour = closeUnsupported}},
        {.id = "session.message-too-big",
         .title = QT_TRANSLATE_NOOP("Lab", "101, then Close 1009"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server closes with 1009, as it would after a message over its limit. "
                    "The lab does not wait for one."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "A right 101, then Close 1009 with the limit as its reason.")},
         .confusedWith = {{"upgrade.request-too-large",
                           QT_TRANSLATE_NOOP("Lab", "there the request is too large, before 101")}},
         .drawing = closing(QT_TRANSLATE_NOOP("Lab", "Close 1009")),
         .serving = {.behaviour = closeTooBig}},
    };
}

} // namespace wirewise::lab
