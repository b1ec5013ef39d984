#include "rulecases.h"

#include "support/observations.h"

namespace wirewise::test {

using namespace std::chrono_literals;
using observation::Duration;
using observation::Message;
using observation::Outcome;
using observation::SessionFacts;
using observation::StreamEnd;

namespace {

ObservationFactory opened()
{
    return anObservation().head(answer("200 OK")).get(answer("200 OK")).upgrade(switching());
}

SessionFacts quiet(Duration watched)
{
    SessionFacts session;
    session.opened = true;
    session.watched = watched;
    return session;
}

SessionFacts closing(std::optional<quint16> code, const QByteArray &reason, Duration at)
{
    SessionFacts session = quiet(at);
    QByteArray content;
    if (code) {
        content.append(static_cast<char>(*code >> 8));
        content.append(static_cast<char>(*code & 0xFF));
        content.append(reason);
    }
    session.stream.append('\x88');
    session.stream.append(static_cast<char>(content.size()));
    session.stream.append(content);
    session.closeBy = SessionFacts::CloseBy::Peer;
    session.closeCode = code;
    session.closeReason = reason;
    session.closedAt = session.endedAt = at;
    session.end = StreamEnd::ClosedByPeer;
    return session;
}

SessionFacts dropped(Duration at, Duration silence)
{
    SessionFacts session = quiet(at);
    session.end = StreamEnd::ClosedByPeer;
    session.endedAt = at;
    session.quietBeforeEnd = silence;
    return session;
}

SessionFacts silentUntil(SessionFacts session, Duration silence)
{
    session.quietBeforeEnd = silence;
    return session;
}

SessionFacts saying(SessionFacts session, const QByteArray &text)
{
    Message message;
    message.number = 1;
    message.at = 1ms;
    message.payload = text;
    session.messages.append(message);
    session.messageCount = 1;
    QByteArray frame;
    frame.append('\x81');
    frame.append(static_cast<char>(text.size()));
    session.stream.prepend(frame + text);
    return session;
}

/// Engine.IO's open packet, its ping after the interval, and the end after the timeout.
SessionFacts unanswered(SessionFacts session)
{
    session = saying(std::move(session),
                     "0{\"sid\":\"a\",\"upgrades\":[],\"pingInterval\":2000,\"pingTimeout\":1000}");
    Message ping = session.messages.first();
    ping.number = 2;
    ping.at = 2s;
    ping.payload = "2";
    session.messages.append(ping);
    return session;
}

SessionFacts breaking(wire::FrameBreach breach, const QByteArray &stream)
{
    SessionFacts session = quiet(10ms);
    session.stream = stream;
    session.breach = breach;
    session.breachRange = {0, stream.size()};
    return session;
}

SessionFacts pinging(std::optional<Duration> pong, Duration watched)
{
    SessionFacts session = quiet(watched);
    session.pingSent = 1ms;
    session.pongReceived = pong;
    return session;
}

/// header.claims.signature with these claims.
QByteArray token(const QByteArray &claims)
{
    const auto part = [](const QByteArray &text) {
        return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + '.' + part(claims) + '.' +
           part("signature-signature");
}

ObservationFactory bearing(const QByteArray &claims)
{
    return anObservation().sending({"Authorization", "Bearer " + token(claims)});
}

} // namespace

QList<RuleCase> sessionCases()
{
    const qint64 now = QDateTime(QDate(2025, 11, 21), QTime(12, 0), Qt::UTC).toSecsSinceEpoch();
    const QByteArray past = "{\"exp\":" + QByteArray::number(now - 7200) + '}';
    const QByteArray future = "{\"exp\":" + QByteArray::number(now + 9000) + '}';
    const QByteArray tomorrow = "{\"nbf\":" + QByteArray::number(now + 86400) + '}';
    const QByteArray refusal = answer("401 Unauthorized", "WWW-Authenticate: Bearer\r\n");
    const auto code = [](quint16 number) { return opened().session(closing(number, "reason", 10ms)); };
    return {
        {"an empty Close", "session.closed-at-once", true, opened().session(closing({}, {}, 10ms))},
        {"1002 from the peer", "session.closed-at-once", true, opened().session(closing(1002, {}, 10ms))},
        {"1000 after five seconds", "session.closed-at-once", false, opened().session(closing(1000, {}, 5s))},
        {"1010 tells no more than 1000", "session.closed-at-once", true, code(1010)},
        {"a code with a class of its own", "session.closed-at-once", false, code(1008)},
        {"the reason as a message", "session.refused-after-accept", true,
         opened().session(
             saying(closing(1000, {}, 10ms), "{\"type\":\"disconnect\",\"reason\":\"unauthorized\"}"))},
        {"a greeting, then Close", "session.refused-after-accept", false,
         opened().session(saying(closing(1000, {}, 10ms), "hello"))},
        {"1008", "session.policy-violation", true, code(1008)},
        {"4401", "session.policy-violation", false, code(4401)},
        {"1009", "session.message-too-big", true, code(1009)},
        {"1011", "session.message-too-big", false, code(1011)},
        {"1011", "session.internal-error", true, code(1011)},
        {"1013", "session.internal-error", false, code(1013)},
        {"1012", "session.going-away", true, code(1012)},
        {"1001", "session.going-away", true, code(1001)},
        {"1001 after silence, and pings help", "session.going-away", false,
         [] {
             SessionFacts session = closing(1001, {}, 5s);
             session.quietBeforeEnd = 4s;
             return observation::Observation(opened().session(session).pinged(quiet(8s)));
         }()},
        {"1013", "session.try-again-later", true, code(1013)},
        {"1012", "session.try-again-later", false, code(1012)},
        {"1003", "session.unsupported-data", true, code(1003)},
        {"1007", "session.unsupported-data", false, code(1007)},
        {"4401", "session.application-close", true, code(4401)},
        {"1008", "session.application-close", false, code(1008)},
        {"TCP ends", "session.dropped", true, opened().session(dropped(10ms, 0ms))},
        {"a Close came before", "session.dropped", false, code(1008)},
        {"our silence to Engine.IO's ping", "session.dropped", false,
         opened().session(unanswered(dropped(3s, 1s)))},
        {"our silence, with a Close", "session.internal-error", false,
         opened().session(unanswered(closing(1011, "", 3s)))},
        {"silence, and pings keep it", "session.idle-timeout", true,
         opened().session(dropped(3s, 3s)).pinged(quiet(6s))},
        {"pings do not keep it", "session.idle-timeout", false,
         opened().session(dropped(3s, 3s)).pinged(dropped(3s, 1s))},
        {"no second connection", "session.idle-timeout", false, opened().session(dropped(3s, 3s))},
        {"an empty Close after silence, pinged or not", "session.idle-timeout", true,
         opened().session(silentUntil(closing({}, {}, 3s), 3s)).pinged(closing({}, {}, 3s))},
        {"1000 within two seconds, pinged or not", "session.idle-timeout", false,
         opened().session(silentUntil(closing(1000, {}, 1500ms), 1500ms)).pinged(closing(1000, {}, 1500ms))},
        {"1000 within two seconds, pinged or not", "session.closed-at-once", true,
         opened().session(silentUntil(closing(1000, {}, 1500ms), 1500ms)).pinged(closing(1000, {}, 1500ms))},
        {"1000 after the last of many messages", "session.idle-timeout", false,
         opened().session(silentUntil(closing(1000, {}, 9s), 3s)).pinged(closing(1000, {}, 9s))},
        {"a masked frame", "session.protocol-error", true,
         opened().session(breaking(wire::FrameBreach::MaskedByServer, "\x81\x85mask"))},
        {"1002 from the peer, later", "session.closed-at-once", true,
         opened().session(closing(1002, {}, 3s))},
        {"1002 from the peer, later", "session.protocol-error", false,
         opened().session(closing(1002, {}, 3s))},
        {"1002 from the peer", "session.protocol-error", false, opened().session(closing(1002, {}, 10ms))},
        {"our own limit", "session.protocol-error", false,
         opened().session(breaking(wire::FrameBreach::MessageTooBig, "\x82\x7f"))},
        {"our own limit", "session.message-too-big", false,
         opened().session(breaking(wire::FrameBreach::MessageTooBig, "\x82\x7f"))},
        {"a compressed bit on a ping", "session.protocol-error", true,
         opened().session(breaking(wire::FrameBreach::CompressedBitMisplaced, "\xc9\x01"))},
        {"bytes that do not inflate", "session.protocol-error", true,
         opened().session(breaking(wire::FrameBreach::DeflateInvalid, "\xc1\x01\xff"))},
        {"a compressed message that is cut", "session.protocol-error", true,
         opened().session(breaking(wire::FrameBreach::DeflateUnfinished, "\xc1\x01\xf2"))},
        {"c3 28", "session.invalid-utf8", true,
         opened().session(breaking(wire::FrameBreach::InvalidUtf8, "\x81\x02\xc3\x28"))},
        {"a reserved bit", "session.invalid-utf8", false,
         opened().session(breaking(wire::FrameBreach::ReservedBits, "\xc1\x01x"))},
        {"no pong in five seconds", "session.no-pong", true, opened().session(pinging({}, 5s))},
        {"not watched long enough", "session.no-pong", false, opened().session(pinging({}, 1s))},
        {"a pong", "session.no-pong", false, opened().session(pinging(5ms, 5s))},
        {"exp two hours ago", "auth.token-expired", true, bearing(past).upgrade(refusal)},
        {"closed with 4401", "auth.token-expired", true,
         bearing(past).upgrade(switching()).session(closing(4401, "expired", 10ms))},
        {"within its time", "auth.token-expired", false, bearing(future).upgrade(refusal)},
        {"accepted all the same", "auth.token-expired", false, bearing(past).upgrade(switching())},
        {"another Origin helps", "auth.token-expired", false,
         bearing(past)
             .from("https://a.example")
             .upgrade(answer("403 Forbidden"))
             .tried("without-origin", switching())},
        {"nbf tomorrow", "auth.token-not-yet-valid", true,
         bearing(tomorrow).upgrade(answer("403 Forbidden"))},
        {"exp two hours ago", "auth.token-not-yet-valid", false, bearing(past).upgrade(refusal)},
    };
}

QList<RuleCase> engineIoCases()
{
    const char plain[] = "ws://127.0.0.1:8000/socket.io/";
    const char websocket[] = "ws://127.0.0.1:8000/socket.io/?EIO=4&transport=websocket";
    const char poll[] = "/socket.io/?EIO=4&transport=polling";
    const QByteArray offering = answer(
        "200 OK", {},
        "0{\"sid\":\"abc\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000}");
    const QByteArray bare = answer(
        "200 OK", {}, "0{\"sid\":\"abc\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}");
    const auto coded = [](int code, const char *message) {
        return answer("400 Bad Request", "Content-Type: application/json\r\n",
                      "{\"code\":" + QByteArray::number(code) + ",\"message\":\"" + message + "\"}");
    };
    const QByteArray python =
        answer("400 BAD REQUEST", "Server: gunicorn\r\nContent-Type: text/plain\r\n", "\"Bad Request\"");
    SessionFacts rejected = saying(quiet(1s), "44{\"message\":\"unauthorized\"}");
    SessionFacts accepted = saying(quiet(1s), "40{\"sid\":\"abc\"}");
    SessionFacts inside =
        breaking(wire::FrameBreach::MaskedByServer,
                 "HTTP/1.1 400 Bad Request\r\n\r\n{\"code\":1,\"message\":\"Session ID unknown\"}");
    return {
        {"without parameters", "engineio.plain-websocket", true,
         anObservation().of(plain).get(coded(0, "Transport unknown")).upgrade(coded(0, "Transport unknown"))},
        {"with them it works", "engineio.plain-websocket", true,
         anObservation().of(plain).upgrade(answer("400 Bad Request")).tried("websocket-eio4", switching())},
        {"no Socket.IO there", "engineio.plain-websocket", false,
         anObservation().of(plain).get(answer("404 Not Found")).upgrade(answer("404 Not Found"))},
        {"transport=ws", "engineio.unknown-transport", true,
         anObservation()
             .of("ws://127.0.0.1:8000/socket.io/?EIO=4&transport=ws")
             .upgrade(coded(0, "Transport unknown"))},
        {"polling works", "engineio.unknown-transport", false,
         anObservation().of(websocket).upgrade(coded(0, "Transport unknown")).got("polling", poll, bare)},
        {"code 1", "engineio.unknown-session", true,
         anObservation()
             .of("ws://127.0.0.1:8000/socket.io/?EIO=4&transport=websocket&sid=old")
             .upgrade(coded(1, "Session ID unknown"))},
        {"a fresh sid is unknown", "engineio.unknown-session", true,
         anObservation()
             .of("ws://127.0.0.1:8000/socket.io/?EIO=4&transport=polling")
             .get(offering)
             .upgrade(offering)
             .got("polling", poll, offering)
             .got("polling-session", poll, coded(1, "Session ID unknown"))},
        {"inside the socket", "engineio.unknown-session", true,
         anObservation()
             .of("ws://127.0.0.1:8000/socket.io/?EIO=4&transport=websocket&sid=old")
             .get(answer("200 OK"))
             .upgrade(switching())
             .session(inside)},
        {"the sid is known", "engineio.unknown-session", false,
         anObservation()
             .of("ws://127.0.0.1:8000/socket.io/?EIO=4&transport=polling")
             .upgrade(offering)
             .got("polling", poll, offering)
             .got("polling-session", poll, answer("200 OK", {}, "ok"))},
        {"code 2", "engineio.bad-handshake", true,
         anObservation().of(websocket).upgrade(coded(2, "Bad handshake method"))},
        {"code 3", "engineio.bad-handshake", false,
         anObservation().of(websocket).upgrade(coded(3, "Bad request"))},
        {"code 3", "engineio.bad-request", true,
         anObservation().of(websocket).upgrade(coded(3, "Bad request"))},
        {"the answer to a poll", "engineio.bad-request", true,
         anObservation()
             .of("ws://127.0.0.1:8000/socket.io/?EIO=4&transport=polling")
             .get(offering)
             .upgrade(offering)},
        {"GET gets the very same", "engineio.bad-request", false,
         anObservation().of(websocket).get(coded(3, "Bad request")).upgrade(coded(3, "Bad request"))},
        {"code 4", "engineio.forbidden", true,
         anObservation().of(websocket).upgrade(answer("403 Forbidden", "Content-Type: application/json\r\n",
                                                      "{\"code\":4,\"message\":\"Forbidden\"}"))},
        {"400 with the bare word", "engineio.forbidden", true,
         anObservation().of(websocket).upgrade(answer("400 Bad Request", {}, "Forbidden"))},
        {"a bare Forbidden elsewhere", "engineio.forbidden", false,
         anObservation()
             .get(answer("403 Forbidden", {}, "Forbidden"))
             .upgrade(answer("403 Forbidden", {}, "Forbidden"))},
        {"code 5", "engineio.unsupported-version", true,
         anObservation()
             .of("ws://127.0.0.1:8000/socket.io/?EIO=3&transport=websocket")
             .upgrade(coded(5, "Unsupported protocol version"))},
        {"an unknown sid, and the other version opens a session", "engineio.unsupported-version", false,
         anObservation()
             .of("ws://127.0.0.1:8000/socket.io/?EIO=4&transport=websocket&sid=old")
             .upgrade(coded(1, "Session ID unknown"))
             .tried("websocket-eio3", switching())},
        {"no EIO and no transport", "engineio.unsupported-version", false,
         anObservation().of(plain).upgrade(coded(5, "Unsupported protocol version"))},
        {"packet 44", "engineio.connect-rejected", true,
         anObservation().of(websocket).get(answer("400 Bad Request")).upgrade(switching()).session(rejected)},
        {"packet 40", "engineio.connect-rejected", false,
         anObservation().of(websocket).get(answer("400 Bad Request")).upgrade(switching()).session(accepted)},
        {"packet 44 after the open packet, on another path", "engineio.connect-rejected", true,
         opened().session(saying(rejected, "0{\"sid\":\"abc\",\"upgrades\":[]}"))},
        {"the number 44 of another program", "engineio.connect-rejected", false,
         opened().session(saying(quiet(1s), "44"))},
        {"no CORS header", "engineio.cors-blocked", true,
         anObservation()
             .of("ws://127.0.0.1:8000/socket.io/?EIO=4&transport=polling")
             .from("https://app.example")
             .upgrade(switching())
             .got("polling", poll, offering)},
        {"any Origin is allowed", "engineio.cors-blocked", false,
         anObservation()
             .of("ws://127.0.0.1:8000/socket.io/?EIO=4&transport=polling")
             .from("https://app.example")
             .upgrade(switching())
             .got("polling", poll,
                  answer("200 OK", "Access-Control-Allow-Origin: *\r\n",
                         "0{\"sid\":\"abc\",\"upgrades\":[],\"pingInterval\":1,\"pingTimeout\":1}"))},
        {"polling offers nothing", "engineio.websocket-disabled", true,
         anObservation().of(websocket).upgrade(python).got("polling", poll, bare)},
        {"polling offers websocket", "engineio.websocket-disabled", false,
         anObservation()
             .of(websocket)
             .upgrade(answer("500 Internal Server Error"))
             .got("polling", poll, offering)},
        {"500, and polling offers it", "upgrade.async-mode-mismatch", true,
         anObservation()
             .of(websocket)
             .upgrade(answer("500 Internal Server Error"))
             .got("polling", poll, offering)},
        {"dropped, and polling offers it", "upgrade.async-mode-mismatch", true,
         anObservation()
             .of(websocket)
             .get(answer("400 Bad Request"))
             .upgrade(Outcome::Closed)
             .got("polling", poll, offering)},
        {"500, and polling too", "upgrade.async-mode-mismatch", false,
         anObservation()
             .of(websocket)
             .upgrade(answer("500 Internal Server Error"))
             .got("polling", poll, answer("500 Internal Server Error"))},
    };
}

} // namespace wirewise::test
