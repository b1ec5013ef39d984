#include "lab/scenariotables.h"
#include "lab/visit.h"

#include <QCoreApplication>

namespace wirewise::lab {

namespace {

/// As FastAPI on uvicorn: HEAD and GET go to the HTTP router, which has no such route.
void refuseHeadAndGet(Visit &visit)
{
    if (visit.isUpgrade())
        visit.echo();
    else
        visit.answer({"404 Not Found",
                      {{"Content-Type", "application/json"}},
                      R"({"detail":"Not Found"})",
                      "uvicorn"});
}

/// As websockets 14 to 16: nothing but GET can be read, so HEAD ends the connection.
void dropHead(Visit &visit)
{
    if (visit.isUpgrade())
        visit.echo();
    else if (visit.request().method == "HEAD")
        visit.finish();
    else
        visit.answer({"426 Upgrade Required",
                      {{"Content-Type", "text/plain; charset=utf-8"}, {"Upgrade", "websocket"}},
                      "This server answers a WebSocket upgrade and nothing else.\n"});
}

void refuseUntilReady(Visit &visit)
{
    visit.answer({"503 Service Unavailable",
                  {{"Content-Type", "application/json"}, {"Retry-After", "30"}},
                  R"({"error":"service_not_ready","message":"The service is not ready: the database )"
                  R"(has not answered yet.","details":{"failed_services":["database"]}})"});
}

} // namespace

QList<Scenario> healthScenarios()
{
    return {
        {.id = "health.head-unsupported",
         .title = QT_TRANSLATE_NOOP("Lab", "HEAD fails, because only GET is taken"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server reads nothing but GET, as the Python package websockets 14 to 16 "
                    "does: HEAD ends the connection without a byte, GET gets 426, and the "
                    "upgrade works. A health check that asks HEAD calls a healthy server dead."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "HEAD is closed without an answer."),
                  QT_TRANSLATE_NOOP("Lab", "GET gets 426, the upgrade 101.")},
         .confusedWith = {{"health.head-misleading",
                           QT_TRANSLATE_NOOP("Lab", "there GET is refused as well")},
                          {"http.closed-without-response",
                           QT_TRANSLATE_NOOP("Lab", "there the upgrade gets no byte either")}},
         .drawing = direct({QT_TRANSLATE_NOOP("Lab", "HEAD"), true},
                           {QT_TRANSLATE_NOOP("Lab", "Server"), QT_TRANSLATE_NOOP("Lab", "lab"), false}),
         .serving = {.behaviour = dropHead}},
        {.id = "health.head-misleading",
         .title = QT_TRANSLATE_NOOP("Lab", "HEAD gets 404, the upgrade 101"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The path has a WebSocket route and no HTTP route, as is usual with FastAPI: "
                    "HEAD and GET get 404, the upgrade gets 101. The endpoint works; a check by "
                    "HEAD or GET says that it does not."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "HEAD and GET get 404 with `{\"detail\":\"Not Found\"}`."),
                  QT_TRANSLATE_NOOP("Lab", "The upgrade on the same path gets 101.")},
         .confusedWith = {{"upgrade.route-missing", QT_TRANSLATE_NOOP("Lab", "there the upgrade fails too")},
                          {"health.head-unsupported",
                           QT_TRANSLATE_NOOP("Lab", "there GET is answered, only HEAD fails")}},
         .drawing = direct({QT_TRANSLATE_NOOP("Lab", "HEAD, GET"), true},
                           {QT_TRANSLATE_NOOP("Lab", "App"), QT_TRANSLATE_NOOP("Lab", "lab"), false}),
         .serving = {.behaviour = refuseHeadAndGet}},
        {.id = "health.not-ready",
         .title = QT_TRANSLATE_NOOP("Lab", "The service says it is not ready"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "A readiness gate stands before the route. Until the database answers, which "
                    "here it never does, HEAD, GET and upgrade get 503 and a JSON body with the "
                    "reason."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "503 for every method."),
                  QT_TRANSLATE_NOOP("Lab", "The body says `service_not_ready`, and which part is missing.")},
         .confusedWith = {{"upgrade.service-unavailable",
                           QT_TRANSLATE_NOOP("Lab", "there a proxy says 503, not the service itself")}},
         .drawing = direct({QT_TRANSLATE_NOOP("Lab", "503"), true},
                           {QT_TRANSLATE_NOOP("Lab", "App"), QT_TRANSLATE_NOOP("Lab", "not ready"), true}),
         .serving = {.behaviour = refuseUntilReady}},
    };
}

} // namespace wirewise::lab
