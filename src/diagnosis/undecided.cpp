#include "diagnosis/undecided.h"

#include "diagnosis/facts.h"

#include <algorithm>

namespace wirewise::diagnosis {

namespace {

/// The class is right whichever of the causes it is.
constexpr double Certain = 1.0;

struct Entry
{
    Doubt doubt;
    double atMost; ///< how sure the class may be said to be
    const char *first;
    const char *second;
    const char *command; ///< null: a log of who answered
    const char *reading; ///< what its output means
};

constexpr Entry table[] = {
    {Doubt::RouteOrRefusal, 0.6, QT_TRANSLATE_NOOP("Diagnosis", "there is no WebSocket route on this path"),
     QT_TRANSLATE_NOOP("Diagnosis", "the application refuses before it accepts"),
     "python3 -c 'from app import app; [print(r.path) for r in app.routes]'",
     QT_TRANSLATE_NOOP("Diagnosis", "If the path is in the list, the application refuses: its log or a line "
                                    "before every early close says why.")},
    {Doubt::RouteOrHeaders, 0.7,
     QT_TRANSLATE_NOOP("Diagnosis", "the WebSocket server is bound to another path"),
     QT_TRANSLATE_NOOP("Diagnosis", "something on the way changes the headers of the handshake"),
     "grep -rnE \"WebSocket(Server)?\\(\" --include=*.js --include=*.ts . | grep -v node_modules",
     QT_TRANSLATE_NOOP("Diagnosis", "A `path` option there that is not this path decides for the first.")},
    {Doubt::RouteOrUpgradeLost, 0.79, QT_TRANSLATE_NOOP("Diagnosis", "this path has no route"),
     QT_TRANSLATE_NOOP("Diagnosis", "the route is there for WebSockets only, and no upgrade arrived: a proxy "
                                    "dropped the header, or the server has no WebSocket support"),
     nullptr,
     QT_TRANSLATE_NOOP("Diagnosis", "Look for the path in the application's list of routes; the direct "
                                    "address of the application settles it too: `wirewise-cli check "
                                    "--resolve HOST:PORT:ADDRESS URL`.")},
    {Doubt::LibraryOrProxy, 0.79,
     QT_TRANSLATE_NOOP("Diagnosis", "the application server has no WebSocket support"),
     QT_TRANSLATE_NOOP("Diagnosis", "something in front of it removed the Upgrade header"), nullptr,
     QT_TRANSLATE_NOOP("Diagnosis", "From the server, ask the application itself: `wirewise-cli check "
                                    "--resolve HOST:PORT:ADDRESS URL`. If that works, it is the proxy.")},
    {Doubt::CredentialOrOrigin, 0.79,
     QT_TRANSLATE_NOOP("Diagnosis", "a credential or a permission is missing"),
     QT_TRANSLATE_NOOP("Diagnosis", "only certain Origins or client addresses are allowed"), nullptr,
     QT_TRANSLATE_NOOP("Diagnosis", "Check again with what the real client sends: `wirewise-cli check "
                                    "--origin https://PAGE --header 'Authorization: Bearer TOKEN' URL`.")},
    {Doubt::DroppedRouteOrCode, Certain,
     QT_TRANSLATE_NOOP("Diagnosis", "the server destroys the socket of an upgrade that none of its handlers "
                                    "takes"),
     QT_TRANSLATE_NOOP("Diagnosis", "its code breaks on every upgrade"), nullptr,
     QT_TRANSLATE_NOOP("Diagnosis", "A trace in the log, or a start time that changes, means that it "
                                    "breaks.")},
    {Doubt::LostOrHanging, Certain,
     QT_TRANSLATE_NOOP("Diagnosis", "the 101 of the application is lost in a proxy"),
     QT_TRANSLATE_NOOP("Diagnosis", "the application itself never answers"), nullptr,
     QT_TRANSLATE_NOOP("Diagnosis", "If the log shows the upgrade as accepted, a proxy loses the answer.")},
    {Doubt::HostOrMiddleware, 0.55,
     QT_TRANSLATE_NOOP("Diagnosis", "a check of the Host that the proxy sends refuses"),
     QT_TRANSLATE_NOOP("Diagnosis", "another check before all routes does, such as a redirect to https"),
     "curl -i -H 'Host: NAME' http://APP:PORT/",
     QT_TRANSLATE_NOOP("Diagnosis", "With the name of the site, its answer or its log names the check.")},
    {Doubt::ChannelsRouteOrCode, Certain,
     QT_TRANSLATE_NOOP("Diagnosis", "Channels has no WebSocket route for this path, which ends in 500, too"),
     QT_TRANSLATE_NOOP("Diagnosis", "the consumer, or what stands in front of it, raises"),
     "journalctl -u daphne -n 40",
     QT_TRANSLATE_NOOP("Diagnosis", "\"No route found for path\" there is the first; any other traceback "
                                    "names the line.")},
    {Doubt::DownOrClosing, Certain,
     QT_TRANSLATE_NOOP("Diagnosis", "nothing listens where the gateway looks for the application"),
     QT_TRANSLATE_NOOP("Diagnosis", "the application takes the connection and ends it without a valid "
                                    "answer, or speaks the other of http and https"),
     nullptr,
     QT_TRANSLATE_NOOP("Diagnosis", "\"Connection refused\" there is the first, \"prematurely closed\", "
                                    "\"reset\" or \"SSL\" the second.")},
    {Doubt::DownOrUnmatched, Certain, QT_TRANSLATE_NOOP("Diagnosis", "no backend is up"),
     QT_TRANSLATE_NOOP("Diagnosis", "no rule of the proxy matches this Host and path"), nullptr,
     QT_TRANSLATE_NOOP("Diagnosis", "The log line of this request names the backend that was chosen, or "
                                    "none.")},
    {Doubt::SlowOrUnreachable, Certain, QT_TRANSLATE_NOOP("Diagnosis", "the application is slow to accept"),
     QT_TRANSLATE_NOOP("Diagnosis", "packets from the gateway to the application are dropped"), nullptr,
     QT_TRANSLATE_NOOP("Diagnosis", "\"while connecting\" there means dropped packets, \"while reading\" a "
                                    "slow application.")},
    {Doubt::StuckOrForeign, Certain,
     QT_TRANSLATE_NOOP("Diagnosis", "the server is stuck, or all its workers are busy"),
     QT_TRANSLATE_NOOP("Diagnosis", "the port belongs to another protocol, which waits for more"), "ss -ltnp",
     QT_TRANSLATE_NOOP("Diagnosis", "It names the program on that port; if it is the right one, it is "
                                    "stuck.")},
    {Doubt::ForeignOrNobody, Certain,
     QT_TRANSLATE_NOOP("Diagnosis", "a forwarder accepts, and nobody listens behind it"),
     QT_TRANSLATE_NOOP("Diagnosis", "the program there speaks another protocol, or dies on the request"),
     "ss -ltnp",
     QT_TRANSLATE_NOOP("Diagnosis", "It names the program on that port: docker-proxy, kubectl and ssh "
                                    "forward; any other one's log says why it hangs up.")},
    {Doubt::TlsClosed, Certain,
     QT_TRANSLATE_NOOP("Diagnosis", "the port is not for TLS from here: a forwarder without a backend, or "
                                    "the inner side of a balancer"),
     QT_TRANSLATE_NOOP("Diagnosis", "a filter ends connections with this name or from this address"),
     "ss -ltnp",
     QT_TRANSLATE_NOOP("Diagnosis", "It names the program on that port; if a handshake from the server "
                                    "itself completes, a filter is on the way.")},
    {Doubt::TlsSilent, Certain,
     QT_TRANSLATE_NOOP("Diagnosis", "the TLS server hangs, or the one behind a balancer does"),
     QT_TRANSLATE_NOOP("Diagnosis", "the port belongs to another protocol, or large packets are lost"),
     "openssl s_client -connect 127.0.0.1:PORT",
     QT_TRANSLATE_NOOP("Diagnosis", "If that completes on the server, packets are lost on the way.")},
    {Doubt::CipherOrName, 0.79,
     QT_TRANSLATE_NOOP("Diagnosis", "server and client have no cipher suite, group or signature in common"),
     QT_TRANSLATE_NOOP("Diagnosis", "the server has no certificate for this name and is told to refuse then "
                                    "(strict-sni)"),
     "openssl s_client -connect 127.0.0.1:PORT -servername NAME",
     QT_TRANSLATE_NOOP("Diagnosis", "Try it with a name that the server has a certificate for: if that "
                                    "completes, it is the name.")},
    {Doubt::RootOrIntermediate, 0.79,
     QT_TRANSLATE_NOOP("Diagnosis", "the authority is a private one, which this computer does not know"),
     QT_TRANSLATE_NOOP("Diagnosis", "the server does not send the intermediate certificate"),
     "openssl crl2pkcs7 -nocrl -certfile CHAIN.pem | openssl pkcs7 -print_certs -noout",
     QT_TRANSLATE_NOOP("Diagnosis", "CHAIN.pem is the file in the server's settings: a single certificate "
                                    "means that the intermediate is missing.")},
};

/// Where the one who answered writes what went wrong.
struct Log
{
    const char *stack;
    const char *command;
};

constexpr Log logs[] = {{"nginx", "tail -n 20 /var/log/nginx/error.log"},
                        {"openresty", "tail -n 20 /usr/local/openresty/nginx/logs/error.log"},
                        {"apache", "tail -n 20 /var/log/apache2/error.log"},
                        {"haproxy", "journalctl -u haproxy -n 20"},
                        {"caddy", "journalctl -u caddy -n 20"},
                        {"lighttpd", "tail -n 20 /var/log/lighttpd/error.log"},
                        {"varnish", "varnishlog -q 'RespStatus >= 500'"},
                        {"traefik", "docker logs --tail 20 TRAEFIK"},
                        {"squid", "tail -n 20 /var/log/squid/access.log"}};

QString commandOf(const Entry &entry, const Facts &facts)
{
    if (entry.command)
        return QString::fromLatin1(entry.command);
    for (const Log &log : logs)
        if (facts.spokenBy({log.stack}) || (facts.intermediary && facts.intermediary->stack == log.stack))
            return QString::fromLatin1(log.command);
    return QStringLiteral("journalctl -u SERVICE -n 20");
}

} // namespace

void leaveOpen(Judgement &judgement, Doubt doubt, const Facts &facts)
{
    const auto *entry = std::find_if(std::begin(table), std::end(table),
                                     [&](const Entry &each) { return each.doubt == doubt; });
    if (entry == std::end(table))
        return;
    judgement.confidence = std::min(judgement.confidence, entry->atMost);
    judgement.explanation =
        Text::tr(
            "It cannot be told apart from here: either %1, or %2. To decide, run on the server: `%3`. %4")
            .arg(Text::tr(entry->first), Text::tr(entry->second), commandOf(*entry, facts),
                 Text::tr(entry->reading));
}

} // namespace wirewise::diagnosis
