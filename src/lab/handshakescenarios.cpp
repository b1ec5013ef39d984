#include "lab/scenariotables.h"
#include "lab/visit.h"
#include "wire/handshake.h"

#include <QCoreApplication>

namespace wirewise::lab {

namespace {

QByteArray digest(const Visit &visit)
{
    return wire::acceptFor(visit.request().headers.value("Sec-WebSocket-Key"));
}

/// A 101 written by hand, so that one thing in it can be wrong.
void switchWith(Visit &visit, const QByteArray &statusLine, const QByteArray &headers)
{
    if (answersPlainRequest(visit))
        return;
    visit.send(statusLine + "\r\n" + headers + "Date: " + httpDate() + "\r\nServer: wirewise-lab\r\n\r\n");
    visit.openSession();
}

void switchRightly(Visit &visit)
{
    if (!answersPlainRequest(visit))
        visit.echo();
}

void switchWithForeignDigest(Visit &visit)
{
    // RFC 6455 section 4.2.2 step 5.4 wants the digest of this client's key: a cache would repeat another's.
    switchWith(visit, "HTTP/1.1 101 Switching Protocols",
               "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
                   wire::acceptFor("MDEyMzQ1Njc4OWFiY2RlZg==") + "\r\n");
}

void switchWithoutConnection(Visit &visit)
{
    switchWith(visit, "HTTP/1.1 101 Switching Protocols",
               "Upgrade: websocket\r\nSec-WebSocket-Accept: " + digest(visit) + "\r\n");
}

void switchWithExtension(Visit &visit)
{
    switchWith(visit, "HTTP/1.1 101 Switching Protocols",
               "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + digest(visit) +
                   "\r\nSec-WebSocket-Extensions: x-practice-lab\r\n");
}

void switchWithSubprotocol(Visit &visit)
{
    switchWith(visit, "HTTP/1.1 101 Switching Protocols",
               "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + digest(visit) +
                   "\r\nSec-WebSocket-Protocol: practice.lab.v1\r\n");
}

void switchInHttp10(Visit &visit)
{
    switchWith(visit, "HTTP/1.0 101 Switching Protocols",
               "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + digest(visit) +
                   "\r\n");
}

Drawing spoiled(const char *label)
{
    return direct({label, true}, {QT_TRANSLATE_NOOP("Lab", "Server"), QT_TRANSLATE_NOOP("Lab", "lab"), true});
}

} // namespace

bool answersPlainRequest(Visit &visit)
{
    if (visit.isUpgrade())
        return false;
    visit.answer({"200 OK", {{"Content-Type", "text/plain"}}, "This path speaks WebSocket.\n"});
    return true;
}

QList<Scenario> handshakeScenarios()
{
    return {
        {.id = "upgrade.ok",
         .title = QT_TRANSLATE_NOOP("Lab", "Everything right"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "A healthy server. It answers HEAD and GET with 200 and the upgrade with "
                                    "101, and then sends back each message that it gets."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "101 with every required header, and the right "
                                           "`Sec-WebSocket-Accept`."),
                  QT_TRANSLATE_NOOP("Lab", "A message that you send comes back as it was.")},
         .confusedWith = {{"health.head-misleading",
                           QT_TRANSLATE_NOOP("Lab", "works just as well; only HEAD and GET are refused")}},
         .drawing = direct({QT_TRANSLATE_NOOP("Lab", "101"), false},
                           {QT_TRANSLATE_NOOP("Lab", "Server"), QT_TRANSLATE_NOOP("Lab", "lab"), false}),
         .serving = {.behaviour = switchRightly}},
        {.id = "upgrade.invalid-accept",
         .title = QT_TRANSLATE_NOOP("Lab", "101 with the digest of another key"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server says 101, but its `Sec-WebSocket-Accept` always belongs to the "
                    "same key, as if a cache repeated an old answer. A client must refuse it."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "Status 101, with all the headers in place."),
                  QT_TRANSLATE_NOOP("Lab",
                                    "`Sec-WebSocket-Accept` is not the digest of the key that was sent.")},
         .confusedWith = {{"upgrade.missing-header",
                           QT_TRANSLATE_NOOP("Lab",
                                             "there a required header is absent or says something else")}},
         .drawing = spoiled(QT_TRANSLATE_NOOP("Lab", "101, wrong digest")),
         .serving = {.behaviour = switchWithForeignDigest}},
        {.id = "upgrade.missing-header",
         .title = QT_TRANSLATE_NOOP("Lab", "101 without Connection: Upgrade"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server says 101 and leaves out `Connection: Upgrade`, as hand-written "
                    "servers and proxies that clean up headers do. A client must refuse it."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "Status 101 with a right `Sec-WebSocket-Accept`."),
                  QT_TRANSLATE_NOOP("Lab", "No `Connection` header in the answer.")},
         .confusedWith = {{"upgrade.invalid-accept",
                           QT_TRANSLATE_NOOP("Lab",
                                             "there every header is present, but the digest is wrong")}},
         .drawing = spoiled(QT_TRANSLATE_NOOP("Lab", "101, a header less")),
         .serving = {.behaviour = switchWithoutConnection}},
        {.id = "upgrade.unrequested-extension",
         .title = QT_TRANSLATE_NOOP("Lab", "101 with an extension that nobody offered"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server names an extension that the request did not offer. Frames might "
                    "then mean something that the client cannot read, so it must refuse."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "`Sec-WebSocket-Extensions: x-practice-lab` in the 101."),
                  QT_TRANSLATE_NOOP("Lab", "No such offer in the request.")},
         .confusedWith = {{"upgrade.unrequested-subprotocol",
                           QT_TRANSLATE_NOOP("Lab", "there it is the subprotocol that was not offered")}},
         .drawing = spoiled(QT_TRANSLATE_NOOP("Lab", "101, an extension more")),
         .serving = {.behaviour = switchWithExtension}},
        {.id = "upgrade.unrequested-subprotocol",
         .title = QT_TRANSLATE_NOOP("Lab", "101 with a subprotocol that nobody offered"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server always names its own subprotocol, whether the client offered it "
                    "or not. A client that did not offer it must refuse."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "`Sec-WebSocket-Protocol: practice.lab.v1` in the 101."),
                  QT_TRANSLATE_NOOP("Lab", "No such offer in the request.")},
         .confusedWith = {{"upgrade.subprotocol-rejected",
                           QT_TRANSLATE_NOOP("Lab", "there the server refuses for want of a subprotocol")}},
         .drawing = spoiled(QT_TRANSLATE_NOOP("Lab", "101, a subprotocol more")),
         .serving = {.behaviour = switchWithSubprotocol}},
        {.id = "upgrade.http10-answer",
         .title = QT_TRANSLATE_NOOP("Lab", "101 in HTTP/1.0"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "The status line says `HTTP/1.0 101`. HTTP/1.0 knows no upgrade; simple "
                                    "server libraries write it when nobody sets the version to 1.1."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The first line is `HTTP/1.0 101 Switching Protocols`."),
                  QT_TRANSLATE_NOOP("Lab", "The rest of the handshake is right.")},
         .confusedWith = {{"http.malformed-response",
                           QT_TRANSLATE_NOOP("Lab", "there the answer breaks the grammar of HTTP")}},
         .drawing = spoiled(QT_TRANSLATE_NOOP("Lab", "HTTP/1.0 101")),
         .serving = {.behaviour = switchInHttp10}},
    };
}

} // namespace wirewise::lab
