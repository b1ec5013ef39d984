#include "lab/scenariotables.h"
#include "lab/visit.h"
#include "wire/frame.h"

#include <QCoreApplication>

#include <memory>

namespace wirewise::lab {

namespace {

/// 101; false if the request was no upgrade, which is then answered.
bool opens(Visit &visit)
{
    if (answersPlainRequest(visit))
        return false;
    visit.accept();
    return true;
}

void closeAtOnce(Visit &visit)
{
    if (!opens(visit))
        return;
    visit.session().close(1000, "nothing to do here");
    visit.flush();
}

void dropWithoutClose(Visit &visit)
{
    if (!opens(visit))
        return;
    visit.session().sendText(R"({"type":"welcome"})");
    visit.flush();
    visit.later(200, [&visit] { visit.finish(); });
}

/// RFC 6455 section 5.1: a server must not mask its frames.
void maskFrames(Visit &visit)
{
    if (!opens(visit))
        return;
    wire::Frame frame;
    frame.payload = R"({"type":"welcome"})";
    frame.mask = std::array<quint8, 4>{0x11, 0x22, 0x33, 0x44};
    visit.send(wire::toBytes(frame));
}

/// RFC 6455 section 8.1: text is UTF-8; 0xFC alone is Latin-1.
void sendLatin1(Visit &visit)
{
    if (!opens(visit))
        return;
    wire::Frame frame;
    frame.payload = "{\"city\":\"Z\xfcrich\"}";
    visit.send(wire::toBytes(frame));
}

void refuseInWords(Visit &visit)
{
    if (!opens(visit))
        return;
    visit.session().sendText(R"({"type":"error","message":"unauthorized: no session for this user"})");
    visit.session().close(1000);
    visit.flush();
}

void ignorePings(Visit &visit)
{
    if (!opens(visit))
        return;
    visit.session().setAutoPong(false);
}

/// Drops a connection on which nothing, not even a ping, came for two seconds.
void dropWhenQuiet(Visit &visit)
{
    constexpr int QuietMilliseconds = 2000;
    if (!opens(visit))
        return;
    const auto heard = std::make_shared<int>(0);
    const auto watch = [&visit, heard] {
        visit.later(QuietMilliseconds, [&visit, heard, before = *heard] {
            if (*heard == before)
                visit.finish();
        });
    };
    visit.onEvent([heard, watch](const wire::ConversationEvent &event) {
        if (!std::holds_alternative<wire::FrameReceived>(event))
            return;
        ++*heard;
        watch();
    });
    watch();
}

Drawing inSession(const char *label)
{
    return direct({label, true}, {QT_TRANSLATE_NOOP("Lab", "Server"), QT_TRANSLATE_NOOP("Lab", "lab"), true});
}

} // namespace

QList<Scenario> sessionScenarios()
{
    return {
        {.id = "session.closed-at-once",
         .title = QT_TRANSLATE_NOOP("Lab", "101, then closed at once"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "The server accepts the upgrade and closes at once with code 1000 and a "
                                    "reason, as a handler does that returns instead of waiting."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "A right 101."),
                  QT_TRANSLATE_NOOP("Lab", "Then a Close frame with 1000, in the first moments.")},
         .confusedWith = {{"session.dropped", QT_TRANSLATE_NOOP("Lab", "there no Close frame comes")},
                          {"session.application-close",
                           QT_TRANSLATE_NOOP("Lab", "there the app closes with a code of its own")}},
         .drawing = inSession(QT_TRANSLATE_NOOP("Lab", "101, Close")),
         .serving = {.behaviour = closeAtOnce}},
        {.id = "session.refused-after-accept",
         .title = QT_TRANSLATE_NOOP("Lab", "101, then a refusal as a message"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The app accepts, sends the reason why it does not want you as an ordinary "
                    "message, and closes. Clients that only look at the Close frame miss it."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "A right 101, then one message that says `unauthorized`."),
                  QT_TRANSLATE_NOOP("Lab", "Then a Close frame that gives no reason.")},
         .confusedWith = {{"session.closed-at-once",
                           QT_TRANSLATE_NOOP("Lab", "there no message comes before the Close")},
                          {"upgrade.unauthorized",
                           QT_TRANSLATE_NOOP("Lab", "there the upgrade itself gets 401")}},
         .drawing = inSession(QT_TRANSLATE_NOOP("Lab", "unauthorized")),
         .serving = {.behaviour = refuseInWords}},
        {.id = "session.dropped",
         .title = QT_TRANSLATE_NOOP("Lab", "The connection ends without a Close frame"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "After its first message the server ends TCP without a Close frame, as a "
                                    "process does that is killed. A browser shows code 1006."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "A right 101 and one message."),
                  QT_TRANSLATE_NOOP("Lab", "Then the end of TCP, a moment later.")},
         .confusedWith = {{"session.closed-at-once", QT_TRANSLATE_NOOP("Lab", "there a Close frame comes")},
                          {"session.idle-timeout",
                           QT_TRANSLATE_NOOP("Lab", "there the end comes after a quiet spell")}},
         .drawing = inSession(QT_TRANSLATE_NOOP("Lab", "cut off")),
         .serving = {.behaviour = dropWithoutClose}},
        {.id = "session.protocol-error",
         .title = QT_TRANSLATE_NOOP("Lab", "The server masks its frames"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server's frames are masked, as if its library had been told that it is "
                    "the client. A client must fail the connection with code 1002."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "A right 101."),
                  QT_TRANSLATE_NOOP("Lab", "The first frame has its mask bit set.")},
         .confusedWith = {{"session.invalid-utf8",
                           QT_TRANSLATE_NOOP("Lab", "there the frame is right, but its text is not")}},
         .drawing = inSession(QT_TRANSLATE_NOOP("Lab", "masked frame")),
         .serving = {.behaviour = maskFrames}},
        {.id = "session.invalid-utf8",
         .title = QT_TRANSLATE_NOOP("Lab", "A text message that is not UTF-8"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server writes its text in Latin-1. The u with two dots becomes a byte "
                    "that cannot stand there in UTF-8, and a client must close with 1007."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "A right 101, then a text frame."),
                  QT_TRANSLATE_NOOP("Lab", "The byte `fc` in its payload.")},
         .confusedWith = {{"session.protocol-error",
                           QT_TRANSLATE_NOOP("Lab", "there the frame itself breaks the rules")}},
         .drawing = inSession(QT_TRANSLATE_NOOP("Lab", "Latin-1")),
         .serving = {.behaviour = sendLatin1}},
        {.id = "session.no-pong",
         .title = QT_TRANSLATE_NOOP("Lab", "Pings go unanswered"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server never answers a ping, as an aiohttp handler with autoping off "
                    "does. Clients that send pings take it for dead and leave."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "A right 101, and the connection stays open."),
                  QT_TRANSLATE_NOOP("Lab", "A ping goes out, and no pong comes within 3 seconds.")},
         .confusedWith = {{"session.idle-timeout", QT_TRANSLATE_NOOP("Lab", "there the connection ends")}},
         .drawing = inSession(QT_TRANSLATE_NOOP("Lab", "no pong")),
         .serving = {.behaviour = ignorePings},
         .options = {"--listen", "5"}},
        {.id = "session.idle-timeout",
         .title = QT_TRANSLATE_NOOP("Lab", "Dropped after a quiet spell"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "After 2 seconds without a frame the server ends TCP, as a proxy with a short "
                    "time limit does. Each frame that it gets, a ping included, starts the 2 "
                    "seconds anew."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "A right 101, silence, then the end of TCP."),
                  QT_TRANSLATE_NOOP("Lab", "A second connection with pings stays open.")},
         .confusedWith = {{"session.dropped", QT_TRANSLATE_NOOP("Lab", "there pings do not help")}},
         .drawing = inSession(QT_TRANSLATE_NOOP("Lab", "2 s quiet")),
         .serving = {.behaviour = dropWhenQuiet},
         .options = {"--listen", "6"}},
    };
}

} // namespace wirewise::lab
