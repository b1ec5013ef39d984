#include "lab/scenariotables.h"
#include "lab/visit.h"

#include <QCoreApplication>

namespace wirewise::lab {

namespace {

/// A proxy that answers CONNECT with the given refusal (RFC 9110 section 9.3.6), and anything else alike.
Answer refusal(const QByteArray &status, const QByteArray &words)
{
    return {status, {{"Content-Type", "text/plain"}}, words, "wirewise-lab-proxy"};
}

void askForCredentials(Visit &visit)
{
    Answer answer =
        refusal("407 Proxy Authentication Required", "This proxy wants a user name and a password.\n");
    answer.headers.emplaceBack("Proxy-Authenticate", "Basic realm=\"practice lab\"");
    visit.answer(answer);
}

void denyTunnel(Visit &visit)
{
    visit.answer(refusal("403 Forbidden", "The policy of this proxy does not allow CONNECT to this port.\n"));
}

void missTarget(Visit &visit)
{
    visit.answer(
        refusal("502 Bad Gateway", "The proxy could not connect to the destination: connection refused.\n"));
}

void serveWebsite(Visit &visit)
{
    visit.answer({"400 Bad Request", {{"Content-Type", "text/plain"}}, "This is a web server.\n"});
}

Drawing refusedBy(const char *label, const char *note)
{
    return through({label, true}, {QT_TRANSLATE_NOOP("Lab", "Proxy"), note, true}, {"", true},
                   {QT_TRANSLATE_NOOP("Lab", "Server"), QT_TRANSLATE_NOOP("Lab", "not asked"), false});
}

constexpr Serving proxy(void (*behaviour)(Visit &))
{
    return {.port = Serving::Port::Own, .behaviour = behaviour};
}

constexpr char Target[] = "ws://127.0.0.1:{main}/upgrade.ok";
constexpr char ThisProxy[] = "http://127.0.0.1:{port}";

} // namespace

QList<Scenario> proxyScenarios()
{
    return {
        {.id = "proxy.unreachable",
         .title = QT_TRANSLATE_NOOP("Lab", "The proxy cannot be reached"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The check goes through a proxy on a port where nobody listens. The server "
                    "behind it is the lab's healthy one; without the proxy it works."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The connection to the proxy is refused."),
                  QT_TRANSLATE_NOOP("Lab", "Without the proxy the same address gets 101.")},
         .confusedWith = {{"tcp.refused", QT_TRANSLATE_NOOP("Lab", "there the server itself refuses")},
                          {"proxy.target-unreachable",
                           QT_TRANSLATE_NOOP("Lab",
                                             "there the proxy answers, and says what it cannot reach")}},
         .drawing = refusedBy(QT_TRANSLATE_NOOP("Lab", "RST"), QT_TRANSLATE_NOOP("Lab", "nobody listens")),
         .serving = {.port = Serving::Port::Nowhere},
         .address = Target,
         .options = {"--proxy", "http://127.0.0.1:{free}"}},
        {.id = "proxy.auth-required",
         .title = QT_TRANSLATE_NOOP("Lab", "The proxy wants a password"),
         .story =
             QT_TRANSLATE_NOOP("Lab", "The proxy answers CONNECT with 407. The server behind it is never "
                                      "asked. No password helps here; the lab's proxy takes none."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "407 with `Proxy-Authenticate`, before any probe could run.")},
         .confusedWith = {{"upgrade.unauthorized",
                           QT_TRANSLATE_NOOP("Lab", "there the server wants a credential, with 401")},
                          {"proxy.tunnel-denied",
                           QT_TRANSLATE_NOOP("Lab", "there the proxy refuses by its policy")}},
         .drawing = refusedBy(QT_TRANSLATE_NOOP("Lab", "407"), QT_TRANSLATE_NOOP("Lab", "lab")),
         .serving = proxy(askForCredentials),
         .address = Target,
         .options = {"--proxy", ThisProxy}},
        {.id = "proxy.tunnel-denied",
         .title = QT_TRANSLATE_NOOP("Lab", "The proxy does not allow the tunnel"),
         .story =
             QT_TRANSLATE_NOOP("Lab", "The proxy's own policy refuses CONNECT to this port with 403. The "
                                      "server behind it is never asked."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "403 as the answer to CONNECT, with the proxy's words.")},
         .confusedWith = {{"upgrade.forbidden",
                           QT_TRANSLATE_NOOP("Lab", "there the server says 403, to the upgrade")}},
         .drawing = refusedBy(QT_TRANSLATE_NOOP("Lab", "403"), QT_TRANSLATE_NOOP("Lab", "lab")),
         .serving = proxy(denyTunnel),
         .address = Target,
         .options = {"--proxy", ThisProxy}},
        {.id = "proxy.target-unreachable",
         .title = QT_TRANSLATE_NOOP("Lab", "The proxy cannot reach the server"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The proxy works and says 502: from where it stands, nobody listens at the "
                    "address. It is asked for a port where that is true."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "502 as the answer to CONNECT, with the proxy's reason.")},
         .confusedWith =
             {{"proxy.unreachable", QT_TRANSLATE_NOOP("Lab", "there the proxy itself does not answer")},
              {"upgrade.bad-gateway",
               QT_TRANSLATE_NOOP("Lab", "there a proxy on the server's side says 502, to the upgrade")}},
         .drawing =
             through({QT_TRANSLATE_NOOP("Lab", "502"), false},
                     {QT_TRANSLATE_NOOP("Lab", "Proxy"), QT_TRANSLATE_NOOP("Lab", "lab"), false},
                     {QT_TRANSLATE_NOOP("Lab", "RST"), true},
                     {QT_TRANSLATE_NOOP("Lab", "Server"), QT_TRANSLATE_NOOP("Lab", "not there"), true}),
         .serving = proxy(missTarget),
         .address = "ws://127.0.0.1:{free}/{id}",
         .options = {"--proxy", ThisProxy}},
        {.id = "proxy.wrong-kind",
         .title = QT_TRANSLATE_NOOP("Lab", "What listens there is no such proxy"),
         .story =
             QT_TRANSLATE_NOOP("Lab", "The check takes a web server for a SOCKS proxy. It cannot read the "
                                      "SOCKS greeting and answers in HTTP."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The greeting `05 01 00` goes out."),
                  QT_TRANSLATE_NOOP("Lab", "What comes back starts with `HTTP/`, not with `05`.")},
         .confusedWith = {{"proxy.unreachable", QT_TRANSLATE_NOOP("Lab", "there nothing answers at all")}},
         .drawing = refusedBy(QT_TRANSLATE_NOOP("Lab", "SOCKS"), QT_TRANSLATE_NOOP("Lab", "a web server")),
         .serving = {.port = Serving::Port::Own,
                     .behaviour = serveWebsite,
                     .starts = Serving::Starts::WithBytes},
         .address = Target,
         .options = {"--proxy", "socks5://127.0.0.1:{port}"}},
    };
}

} // namespace wirewise::lab
