#include "lab/certificates.h"
#include "lab/scenariotables.h"
#include "lab/visit.h"

#include <QCoreApplication>

namespace wirewise::lab {

namespace {

void switchRightly(Visit &visit)
{
    if (!answersPlainRequest(visit))
        visit.echo();
}

Drawing notReached(const char *label, const char *server, const char *note)
{
    return direct({label, true}, {server, note, true});
}

constexpr Serving Nowhere{.port = Serving::Port::Nowhere};

} // namespace

QList<Scenario> networkScenarios()
{
    return {
        {.id = "url.invalid",
         .title = QT_TRANSLATE_NOOP("Lab", "An address that is none"),
         .story =
             QT_TRANSLATE_NOOP("Lab", "The scheme is `wsp`, a slip of the finger. Nothing is sent, since "
                                      "nobody knows how to."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "No probe runs."),
                  QT_TRANSLATE_NOOP("Lab", "The part of the address that cannot be used is named.")},
         .confusedWith = {{"dns.not-found",
                           QT_TRANSLATE_NOOP("Lab", "there the address is right, but the name is not")}},
         .drawing = notReached(QT_TRANSLATE_NOOP("Lab", "wsp://"), QT_TRANSLATE_NOOP("Lab", "Nobody"),
                               QT_TRANSLATE_NOOP("Lab", "not asked")),
         .serving = Nowhere,
         .address = "wsp://127.0.0.1:{main}/{id}"},
        {.id = "dns.not-found",
         .title = QT_TRANSLATE_NOOP("Lab", "The name does not resolve"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "The host name ends in `.invalid`, which by RFC 2606 never exists. Your "
                                    "resolver is asked and says so. This is the only row that leaves this "
                                    "computer: it needs a resolver that answers."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The resolver says that there is no such name."),
                  QT_TRANSLATE_NOOP("Lab", "No connection is tried.")},
         .confusedWith = {{"dns.failed",
                           QT_TRANSLATE_NOOP(
                               "Lab", "there the resolver itself does not answer; offline you see that")}},
         .drawing = notReached(QT_TRANSLATE_NOOP("Lab", "which address?"),
                               QT_TRANSLATE_NOOP("Lab", "Resolver"), QT_TRANSLATE_NOOP("Lab", "yours")),
         .serving = Nowhere,
         .address = "ws://no-such-host.invalid/{id}"},
        {.id = "tcp.refused",
         .title = QT_TRANSLATE_NOOP("Lab", "Nothing listens on the port"),
         .story =
             QT_TRANSLATE_NOOP("Lab", "The lab keeps this port for itself and does not listen on it. Your "
                                      "computer answers the first packet with a reset."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "Connection refused, at once, on all three probes.")},
         .confusedWith = {{"tcp.timeout", QT_TRANSLATE_NOOP("Lab", "there no answer comes at all")},
                          {"http.closed-without-response",
                           QT_TRANSLATE_NOOP("Lab", "there the connection opens first")}},
         .drawing = notReached(QT_TRANSLATE_NOOP("Lab", "RST"), QT_TRANSLATE_NOOP("Lab", "Port"),
                               QT_TRANSLATE_NOOP("Lab", "nobody listens")),
         .serving = Nowhere,
         .address = "ws://127.0.0.1:{free}/{id}"},
        {.id = "tcp.timeout",
         .title = QT_TRANSLATE_NOOP("Lab", "No answer to the first packet"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "A server that takes no connections, with its queue full. On Linux further "
                    "first packets are dropped, as a firewall drops them."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "Neither a connection nor a refusal until the time limit.")},
         .confusedWith = {{"tcp.refused", QT_TRANSLATE_NOOP("Lab", "there the answer is no, at once")},
                          {"http.no-response", QT_TRANSLATE_NOOP("Lab", "there the connection opens")}},
         .drawing = notReached(QT_TRANSLATE_NOOP("Lab", "SYN, SYN, SYN"), QT_TRANSLATE_NOOP("Lab", "Server"),
                               QT_TRANSLATE_NOOP("Lab", "queue full")),
         .serving = {.port = Serving::Port::Full, .behaviour = switchRightly},
         .options = {"--timeout", "3"}},
        {.id = "tcp.unreachable",
         .title = QT_TRANSLATE_NOOP("Lab", "No way leads to the address"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The address belongs to no computer: it is the one that would reach everybody in the "
                    "loopback network at once. Your system knows no way there for a connection and says so "
                    "without sending a packet, as it does where a route is missing."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "Network unreachable, at once, on all three probes.")},
         .confusedWith = {{"tcp.timeout", QT_TRANSLATE_NOOP("Lab", "there packets leave and get no answer")},
                          {"tcp.refused",
                           QT_TRANSLATE_NOOP("Lab", "there the computer is reached, and says no")}},
         .drawing = notReached(QT_TRANSLATE_NOOP("Lab", "no route"), QT_TRANSLATE_NOOP("Lab", "Address"),
                               QT_TRANSLATE_NOOP("Lab", "not reached")),
         .serving = Nowhere,
         .address = "ws://127.255.255.255:{main}/{id}"},
        {.id = "tcp.one-family-only",
         .title = QT_TRANSLATE_NOOP("Lab", "IPv6 fails, IPv4 works"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The name has two addresses, ::1 and 127.0.0.1. The server listens on the "
                    "second only. Clients that try only the first find nobody."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The connection to ::1 fails, the one to 127.0.0.1 opens."),
                  QT_TRANSLATE_NOOP("Lab", "The upgrade gets 101 there.")},
         .confusedWith = {{"tcp.refused", QT_TRANSLATE_NOOP("Lab", "there no address works")}},
         .drawing =
             direct({QT_TRANSLATE_NOOP("Lab", "::1"), true},
                    {QT_TRANSLATE_NOOP("Lab", "Server"), QT_TRANSLATE_NOOP("Lab", "127.0.0.1 only"), false}),
         .serving = {.port = Serving::Port::Own, .behaviour = switchRightly},
         .address = QByteArray("ws://") + LabName + ":{port}/{id}",
         .options = {"--resolve", QByteArray(LabName) + ":{port}:[::1],127.0.0.1"}},
    };
}

} // namespace wirewise::lab
