#include "lab/scenariotables.h"
#include "lab/visit.h"

#include <QCoreApplication>

namespace wirewise::lab {

namespace {

/// The error page of nginx.
Answer proxyPage(const QByteArray &status)
{
    return {status,
            {{"Content-Type", "text/html"}},
            "<html>\r\n<head><title>" + status + "</title></head>\r\n<body>\r\n<center><h1>" + status +
                "</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n",
            "nginx/1.22.1"};
}

void findAppDown(Visit &visit)
{
    visit.answer(proxyPage("502 Bad Gateway"));
}

void closeForMaintenance(Visit &visit)
{
    Answer answer = proxyPage("503 Service Temporarily Unavailable");
    answer.headers.emplaceBack("Retry-After", "120");
    visit.answer(answer);
}

/// The app never answers the upgrade, so the proxy gives up; one second stands for its usual sixty.
void giveUpWaiting(Visit &visit)
{
    constexpr int PatienceMilliseconds = 1000;
    if (!answersPlainRequest(visit))
        visit.later(PatienceMilliseconds, [&visit] { visit.answer(proxyPage("504 Gateway Time-out")); });
}

/// Two instances behind one address, asked in turn; one of them is out of date.
void takeTurns(Visit &visit)
{
    if (answersPlainRequest(visit))
        return;
    if (visit.turn() % 2 == 0)
        visit.answer({"503 Service Unavailable",
                      {{"Content-Type", "text/plain"}},
                      "This instance runs an old release.\n"});
    else
        visit.echo();
}

void failInHandler(Visit &visit)
{
    if (answersPlainRequest(visit))
        return;
    visit.answer({"500 Internal Server Error",
                  {{"Content-Type", "text/plain; charset=utf-8"}},
                  "Traceback (most recent call last):\n"
                  "  File \"/srv/app/routes.py\", line 42, in open_socket\n"
                  "    user = sessions[cookie]\n"
                  "KeyError: 'session'\n"});
}

Drawing behindProxy(const char *said, const char *why)
{
    return through({said, false}, {QT_TRANSLATE_NOOP("Lab", "Proxy"), QT_TRANSLATE_NOOP("Lab", "lab"), false},
                   {why, true},
                   {QT_TRANSLATE_NOOP("Lab", "App"), QT_TRANSLATE_NOOP("Lab", "played by the lab"), true});
}

} // namespace

QList<Scenario> gatewayScenarios()
{
    return {
        {.id = "upgrade.bad-gateway",
         .title = QT_TRANSLATE_NOOP("Lab", "The proxy cannot talk to the app"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "The lab answers as nginx does when the app behind it is down: 502, with "
                                    "the page of nginx, whatever is asked."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "502 for HEAD, GET and upgrade."),
                  QT_TRANSLATE_NOOP("Lab", "The page was written by the proxy, not by the app.")},
         .confusedWith = {{"upgrade.gateway-timeout",
                           QT_TRANSLATE_NOOP("Lab", "there the app is up, but too slow")},
                          {"upgrade.server-error",
                           QT_TRANSLATE_NOOP("Lab", "there the app itself says 500")}},
         .drawing = behindProxy(QT_TRANSLATE_NOOP("Lab", "502"), QT_TRANSLATE_NOOP("Lab", "refused")),
         .serving = {.port = Serving::Port::Own, .behaviour = findAppDown}},
        {.id = "upgrade.service-unavailable",
         .title = QT_TRANSLATE_NOOP("Lab", "The proxy says that the service is away"),
         .story =
             QT_TRANSLATE_NOOP("Lab", "The lab answers as nginx does in maintenance: 503 with `Retry-After`, "
                                      "without asking any app."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "503 with the page of the proxy."),
                  QT_TRANSLATE_NOOP("Lab", "`Retry-After: 120`.")},
         .confusedWith = {{"health.not-ready",
                           QT_TRANSLATE_NOOP("Lab", "there the app says so itself, with the reason")},
                          {"upgrade.bad-gateway",
                           QT_TRANSLATE_NOOP("Lab", "there the proxy tried, and says 502")}},
         .drawing = behindProxy(QT_TRANSLATE_NOOP("Lab", "503"), QT_TRANSLATE_NOOP("Lab", "not asked")),
         .serving = {.port = Serving::Port::Own, .behaviour = closeForMaintenance}},
        {.id = "upgrade.gateway-timeout",
         .title = QT_TRANSLATE_NOOP("Lab", "The proxy gives up waiting"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The app does slow work before it accepts the upgrade. The proxy gives up "
                    "and says 504; here after one second, with nginx usually after 60."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "GET is answered at once."),
                  QT_TRANSLATE_NOOP("Lab",
                                    "The upgrade gets 504 after a second, with the page of the proxy.")},
         .confusedWith = {{"upgrade.timeout",
                           QT_TRANSLATE_NOOP("Lab", "there nobody gives up: no answer comes at all")}},
         .drawing = behindProxy(QT_TRANSLATE_NOOP("Lab", "504"), QT_TRANSLATE_NOOP("Lab", "silence")),
         .serving = {.behaviour = giveUpWaiting}},
        {.id = "upgrade.intermittent",
         .title = QT_TRANSLATE_NOOP("Lab", "Works every other time"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "Two instances stand behind one address, and the same request goes to them in "
                    "turn. One accepts the upgrade, the other runs an old release and says 503."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The same upgrade, sent again, gets 101 and 503 in turn."),
                  QT_TRANSLATE_NOOP("Lab", "Nothing in the request explains the difference.")},
         .confusedWith = {{"upgrade.service-unavailable",
                           QT_TRANSLATE_NOOP("Lab", "there it is 503 each time")}},
         .drawing = through(
             {QT_TRANSLATE_NOOP("Lab", "Upgrade"), false},
             {QT_TRANSLATE_NOOP("Lab", "Balancer"), QT_TRANSLATE_NOOP("Lab", "lab"), false},
             {QT_TRANSLATE_NOOP("Lab", "in turn"), true},
             {QT_TRANSLATE_NOOP("Lab", "Two instances"), QT_TRANSLATE_NOOP("Lab", "one is old"), true}),
         .serving = {.behaviour = takeTurns}},
        {.id = "upgrade.server-error",
         .title = QT_TRANSLATE_NOOP("Lab", "The app crashes on the upgrade"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "GET works. The handler of the upgrade fails on a missing cookie, and the "
                    "app answers 500 with its traceback."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "GET gets 200, the upgrade 500."),
                  QT_TRANSLATE_NOOP("Lab", "The body names the line that failed.")},
         .confusedWith =
             {{"upgrade.async-mode-mismatch",
               QT_TRANSLATE_NOOP("Lab", "there a Socket.IO server offers websocket and cannot do it")},
              {"upgrade.bad-gateway", QT_TRANSLATE_NOOP("Lab", "there a proxy speaks, not the app")}},
         .drawing = direct({QT_TRANSLATE_NOOP("Lab", "500"), true},
                           {QT_TRANSLATE_NOOP("Lab", "App"), QT_TRANSLATE_NOOP("Lab", "lab"), true}),
         .serving = {.behaviour = failInHandler}},
    };
}

} // namespace wirewise::lab
