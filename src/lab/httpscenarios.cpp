#include "lab/scenariotables.h"
#include "lab/visit.h"

#include <QCoreApplication>

namespace wirewise::lab {

namespace {

void answerAsDatabase(Visit &visit)
{
    visit.send("-ERR unknown command 'GET', with args beginning with: '/' \r\n");
    visit.finish();
}

void sayNothing(Visit &) {}

void closeWithoutAnswer(Visit &visit)
{
    visit.finish();
}

void breakGrammar(Visit &visit)
{
    // RFC 9112 section 4: the status is three digits, and each field line has a colon (section 5).
    visit.send("HTTP/1.1 1O1 Switching Protocols\r\nUpgrade websocket\r\nConnection: Upgrade\r\n\r\n");
    visit.finish();
}

void endTooEarly(Visit &visit)
{
    visit.send("HTTP/1.1 502 Bad Gateway\r\nDate: " + httpDate() +
               "\r\nServer: wirewise-lab\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n");
    if (visit.request().method != "HEAD")
        visit.send("<html><head><title>502 Bad Gateway</title>");
    visit.finish();
}

/// RFC 9113 section 3.4: a server's first frame is SETTINGS. Then GOAWAY (section 6.8), since what came is
/// no HTTP/2.
void answerInHttp2(Visit &visit)
{
    visit.send(QByteArray::fromHex("00000604000000000000030000"
                                   "0064"));
    visit.send(QByteArray::fromHex("0000080700000000000000000000000001"));
    visit.finish();
}

Drawing answering(const char *label, const char *server)
{
    return direct({label, true}, {server, QT_TRANSLATE_NOOP("Lab", "lab"), true});
}

constexpr Serving own(void (*behaviour)(Visit &), Serving::Starts starts = Serving::Starts::WithRequest)
{
    return {.port = Serving::Port::Own, .behaviour = behaviour, .starts = starts};
}

} // namespace

QList<Scenario> httpScenarios()
{
    return {
        {.id = "http.not-http",
         .title = QT_TRANSLATE_NOOP("Lab", "Something else than HTTP answers"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The port belongs to another kind of server. It answers in its own protocol, "
                    "as Redis does when it reads `GET /` as a command."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The first bytes are `-ERR unknown command`, not `HTTP/`."),
                  QT_TRANSLATE_NOOP("Lab", "All three probes get the same.")},
         .confusedWith = {{"http.malformed-response",
                           QT_TRANSLATE_NOOP("Lab", "there the answer starts as HTTP, then breaks")},
                          {"tls.expected", QT_TRANSLATE_NOOP("Lab", "there the port speaks TLS")}},
         .drawing = answering(QT_TRANSLATE_NOOP("Lab", "-ERR"), QT_TRANSLATE_NOOP("Lab", "Database")),
         .serving = own(answerAsDatabase)},
        {.id = "http.no-response",
         .title = QT_TRANSLATE_NOOP("Lab", "Connected, then silence"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "The server takes the connection and the request and never answers, as a "
                                    "worker that is stuck does. After three minutes it gives up."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The connection opens at once."),
                  QT_TRANSLATE_NOOP("Lab", "No byte comes back before the time limit, on any probe.")},
         .confusedWith = {{"upgrade.timeout", QT_TRANSLATE_NOOP("Lab", "there GET is answered")},
                          {"tcp.timeout", QT_TRANSLATE_NOOP("Lab", "there not even the connection opens")}},
         .drawing = answering(QT_TRANSLATE_NOOP("Lab", "silence"), QT_TRANSLATE_NOOP("Lab", "Server")),
         .serving = own(sayNothing, Serving::Starts::WithBytes),
         .options = {"--timeout", "3"}},
        {.id = "http.closed-without-response",
         .title = QT_TRANSLATE_NOOP("Lab", "Connected, then closed without a byte"),
         .story =
             QT_TRANSLATE_NOOP("Lab", "The server reads the request and closes the connection, whatever is "
                                      "asked, as a process does that crashes on every request."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "HEAD, GET and upgrade all end without a byte."),
                  QT_TRANSLATE_NOOP("Lab", "The connection itself opens each time.")},
         .confusedWith = {{"upgrade.dropped", QT_TRANSLATE_NOOP("Lab", "there GET is answered")},
                          {"http.no-response", QT_TRANSLATE_NOOP("Lab", "there the connection stays open")}},
         .drawing = answering(QT_TRANSLATE_NOOP("Lab", "closed"), QT_TRANSLATE_NOOP("Lab", "Server")),
         .serving = own(closeWithoutAnswer, Serving::Starts::WithBytes)},
        {.id = "http.malformed-response",
         .title = QT_TRANSLATE_NOOP("Lab", "Starts as HTTP, then breaks the grammar"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "A hand-written server writes the letter O instead of a zero into its status "
                    "and forgets a colon. No client can read `HTTP/1.1 1O1`."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The status line starts with `HTTP/1.1`."),
                  QT_TRANSLATE_NOOP("Lab", "`1O1` is no number, and `Upgrade websocket` has no colon.")},
         .confusedWith = {{"http.not-http", QT_TRANSLATE_NOOP("Lab", "there nothing looks like HTTP")},
                          {"http.truncated-response",
                           QT_TRANSLATE_NOOP("Lab", "there the grammar is right, but the end is missing")}},
         .drawing = answering(QT_TRANSLATE_NOOP("Lab", "HTTP/1.1 1O1"), QT_TRANSLATE_NOOP("Lab", "Server")),
         .serving = own(breakGrammar)},
        {.id = "http.truncated-response",
         .title = QT_TRANSLATE_NOOP("Lab", "The body ends too early"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server announces 500 bytes, sends fewer and closes, as one does that "
                    "dies while it writes."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "`Content-Length: 500` in the head."),
                  QT_TRANSLATE_NOOP("Lab", "The connection ends after 42 bytes of the body.")},
         .confusedWith = {{"http.malformed-response",
                           QT_TRANSLATE_NOOP("Lab", "there the bytes that came break the grammar")}},
         .drawing =
             answering(QT_TRANSLATE_NOOP("Lab", "42 of 500 bytes"), QT_TRANSLATE_NOOP("Lab", "Server")),
         .serving = own(endTooEarly)},
        {.id = "http.h2-only",
         .title = QT_TRANSLATE_NOOP("Lab", "The server speaks only HTTP/2"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "The port expects HTTP/2 from the first byte. To an HTTP/1.1 request it "
                                    "answers with binary HTTP/2 frames and closes. A WebSocket handshake by "
                                    "RFC 6455 needs HTTP/1.1."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The answer is a SETTINGS frame, then GOAWAY."),
                  QT_TRANSLATE_NOOP("Lab", "All three probes get the same.")},
         .confusedWith = {{"http.not-http",
                           QT_TRANSLATE_NOOP("Lab", "there the bytes belong to no version of HTTP")}},
         .drawing = answering(QT_TRANSLATE_NOOP("Lab", "SETTINGS"), QT_TRANSLATE_NOOP("Lab", "Server")),
         .serving = own(answerInHttp2, Serving::Starts::WithBytes)},
    };
}

} // namespace wirewise::lab
