#include "wire/tunnel.h"

#include "wire/authchallenge.h"
#include "wire/request.h"
#include "wire/socksmessages.h"

#include <utility>

namespace wirewise::wire {

namespace {

constexpr qsizetype KeptReceived = 64 * 1024;
constexpr qsizetype MaxSocksText = 255;

enum class Step { HttpAnswer, SocksMethod, SocksCredentials, SocksReply, Done };

QByteArray bareHost(const QByteArray &host)
{
    return host.startsWith('[') && host.endsWith(']') ? host.sliced(1, host.size() - 2) : host;
}

QByteArray authority(const TunnelTarget &target)
{
    const QByteArray host = target.host.contains(':') ? QByteArray('[' + target.host + ']') : target.host;
    return host + ':' + QByteArray::number(target.port);
}

} // namespace

struct Tunnel::State
{
    void begin();
    void receive(QByteArrayView bytes);
    void receiveEnd();

    void beginHttp();
    void beginSocks();
    void readHttp();
    void readHead(const Response &response);
    void readEnd();
    void writeConnect(const QByteArray &authorization);
    [[nodiscard]] std::optional<QByteArray> digestFor(const Response &response) const;
    void readSocks();
    void readMethod();
    void readCredentialsStatus();
    void readReply();
    void write(const QByteArray &bytes);
    void sendSocksRequest();
    void settle(TunnelState to, TunnelRefusal why = TunnelRefusal::None);

    TunnelKind kind = TunnelKind::HttpConnect;
    TunnelTarget target;
    std::optional<TunnelCredentials> credentials;

    TunnelState state = TunnelState::Negotiating;
    TunnelRefusal refusal = TunnelRefusal::None;
    Step step = Step::HttpAnswer;
    ResponseParser parser{"CONNECT", ResponseParser::Limits{64 * 1024, 64 * 1024}};
    bool bodyOpen = false;
    std::optional<QByteArray> digest; ///< to be sent once the body of the 407 is over
    bool digestSent = false;
    bool ended = false;
    QByteArray input; ///< unread SOCKS bytes
    std::optional<quint8> method, reply;

    QByteArray outgoing, sent, received, rest;
};

void Tunnel::State::begin()
{
    target.host = bareHost(target.host);
    // Whatever a user typed shall not become a second line or request.
    if (target.host.isEmpty() || !isSafeHeaderText(target.host)) {
        settle(TunnelState::Refused, TunnelRefusal::NotSendable);
        return;
    }
    if (kind == TunnelKind::HttpConnect)
        beginHttp();
    else
        beginSocks();
}

void Tunnel::State::beginHttp()
{
    // RFC 7617 section 2: the user name must not contain a colon
    if (target.host.contains(' ') || (credentials && credentials->user.contains(':'))) {
        settle(TunnelState::Refused, TunnelRefusal::NotSendable);
        return;
    }
    // RFC 7617 section 2
    const QByteArray basic =
        credentials
            ? QByteArray("Basic " + QByteArray(credentials->user + ':' + credentials->password).toBase64())
            : QByteArray();
    writeConnect(basic);
}

void Tunnel::State::writeConnect(const QByteArray &authorization)
{
    // RFC 9110 section 9.3.6: the target is host and port, without scheme or path
    Request request;
    request.method = "CONNECT";
    request.target = authority(target);
    request.headers.append("Host", request.target);
    if (!authorization.isEmpty())
        request.headers.append("Proxy-Authorization", authorization);
    write(toBytes(request));
}

/// The answer to a 407 that wants Digest, where the connection goes on and one was not sent yet.
std::optional<QByteArray> Tunnel::State::digestFor(const Response &response) const
{
    const bool isAsked =
        response.status == 407 && credentials && !credentials->clientNonce.isEmpty() && !digestSent;
    const bool ends = response.version == "HTTP/1.0" || response.headers.hasToken("Connection", "close") ||
                      response.headers.hasToken("Proxy-Connection", "close");
    // Where only the end of the stream ends the body, nothing can follow it.
    const bool isDelimited = response.headers.contains("Content-Length") ||
                             response.headers.hasToken("Transfer-Encoding", "chunked");
    if (!isAsked || ends || !isDelimited)
        return {};
    for (const AuthChallenge &challenge : readChallenges(response.headers, "Proxy-Authenticate")) {
        if (auto answer = digestAnswer(challenge, {credentials->user, credentials->password, "CONNECT",
                                                   authority(target), credentials->clientNonce}))
            return answer;
    }
    return {};
}

void Tunnel::State::beginSocks()
{
    const auto fits = [](const QByteArray &text) { return !text.isEmpty() && text.size() <= MaxSocksText; };
    // RFC 1928 section 5 and RFC 1929 section 2: lengths are one byte
    if (!fits(target.host) || (credentials && !(fits(credentials->user) && fits(credentials->password)))) {
        settle(TunnelState::Refused, TunnelRefusal::NotSendable);
        return;
    }
    step = Step::SocksMethod;
    write(socksGreeting(credentials.has_value()));
}

void Tunnel::State::write(const QByteArray &bytes)
{
    outgoing += bytes;
    sent += bytes;
}

void Tunnel::State::settle(TunnelState to, TunnelRefusal why)
{
    state = to;
    refusal = why;
    step = Step::Done;
}

void Tunnel::State::receive(QByteArrayView bytes)
{
    if (state == TunnelState::Open) {
        rest += bytes;
        return;
    }
    const bool listening = state == TunnelState::Negotiating || bodyOpen;
    received += bytes.first(qMin(bytes.size(), KeptReceived - received.size()));
    if (!listening)
        return;
    if (kind == TunnelKind::HttpConnect) {
        parser.feed(bytes);
        readHttp();
        return;
    }
    input += bytes;
    readSocks();
}

void Tunnel::State::readHttp()
{
    while (const std::optional<ResponseEvent> event = parser.next()) {
        switch (event->kind) {
        case ResponseEvent::Kind::Interim:
            break;
        case ResponseEvent::Kind::NotHttp:
            settle(TunnelState::WrongKind);
            break;
        case ResponseEvent::Kind::Head:
            readHead(event->response);
            break;
        case ResponseEvent::Kind::End:
            readEnd();
            break;
        }
    }
}

void Tunnel::State::readHead(const Response &response)
{
    // RFC 9110 section 9.3.6: any 2xx opens the tunnel
    if (response.status >= 200 && response.status < 300) {
        settle(TunnelState::Open);
        rest = parser.takeRest();
        received.chop(qMin(rest.size(), received.size()));
        return;
    }
    bodyOpen = true;
    digest = digestFor(response);
    if (!digest)
        settle(TunnelState::Refused, TunnelRefusal::HttpStatus);
}

void Tunnel::State::readEnd()
{
    bodyOpen = false;
    if (digest && !ended && parser.current() && parser.current()->end == ResponseEnd::Complete) {
        writeConnect(*std::exchange(digest, {}));
        digestSent = true;
        const QByteArray more = parser.takeRest();
        parser = ResponseParser{"CONNECT", ResponseParser::Limits{64 * 1024, 64 * 1024}};
        parser.feed(more);
        return;
    }
    // A 407 that nobody can answer any more is a refusal; without a whole head no decision was read.
    if (state == TunnelState::Negotiating)
        digest ? settle(TunnelState::Refused, TunnelRefusal::HttpStatus) : settle(TunnelState::Ended);
}

void Tunnel::State::readSocks()
{
    // The first byte of every answer tells a SOCKS 5 server.
    if (step == Step::SocksMethod && !input.isEmpty() && input.front() != SocksVersion) {
        settle(TunnelState::WrongKind);
        return;
    }
    if (step == Step::SocksMethod && input.size() >= 2)
        readMethod();
    if (step == Step::SocksCredentials && input.size() >= 2)
        readCredentialsStatus();
    if (step == Step::SocksReply)
        readReply();
}

void Tunnel::State::readMethod()
{
    // RFC 1928 section 3: VER METHOD
    method = static_cast<quint8>(input[1]);
    input.remove(0, 2);
    if (*method == MethodNone) {
        sendSocksRequest();
        return;
    }
    if (*method != MethodPassword || !credentials) {
        settle(TunnelState::Refused, TunnelRefusal::SocksMethod);
        return;
    }
    step = Step::SocksCredentials;
    write(socksCredentials(credentials->user, credentials->password));
}

void Tunnel::State::readCredentialsStatus()
{
    // RFC 1929 section 2: VER STATUS; any status but 0 is a refusal
    const bool accepted = input[1] == 0;
    input.remove(0, 2);
    if (accepted)
        sendSocksRequest();
    else
        settle(TunnelState::Refused, TunnelRefusal::SocksCredentials);
}

void Tunnel::State::sendSocksRequest()
{
    step = Step::SocksReply;
    write(socksConnect(target.host, target.port));
}

void Tunnel::State::readReply()
{
    // RFC 1928 section 6: VER REP RSV ATYP BND.ADDR BND.PORT
    if (!input.isEmpty() && input.front() != SocksVersion) {
        settle(TunnelState::WrongKind);
        return;
    }
    if (input.size() < 2)
        return;
    reply = static_cast<quint8>(input[1]);
    if (*reply != 0) {
        // Some proxies close without the rest of a refusal.
        settle(TunnelState::Refused, TunnelRefusal::SocksReply);
        return;
    }
    const std::optional<qsizetype> whole = socksReplyLength(input);
    if (!whole || input.size() < *whole) {
        // An address type that nobody knows: where the target's bytes begin cannot be told.
        if (input.size() >= 5 && !whole)
            settle(TunnelState::WrongKind);
        return;
    }
    rest = input.sliced(*whole);
    received.chop(qMin(rest.size(), received.size()));
    input.clear();
    settle(TunnelState::Open);
}

void Tunnel::State::receiveEnd()
{
    ended = true;
    if (kind == TunnelKind::HttpConnect && (state == TunnelState::Negotiating || bodyOpen)) {
        parser.feedEnd();
        readHttp();
    }
    bodyOpen = false;
    if (state == TunnelState::Negotiating)
        settle(TunnelState::Ended);
}

Tunnel::Tunnel(TunnelKind kind, TunnelTarget target, std::optional<TunnelCredentials> credentials)
    : m_state(std::make_unique<State>())
{
    m_state->kind = kind;
    m_state->target = std::move(target);
    m_state->credentials = std::move(credentials);
    m_state->begin();
}

Tunnel::~Tunnel() = default;
Tunnel::Tunnel(Tunnel &&) noexcept = default;
Tunnel &Tunnel::operator=(Tunnel &&) noexcept = default;

QByteArray Tunnel::takeOutgoing()
{
    return std::exchange(m_state->outgoing, {});
}

void Tunnel::receive(QByteArrayView bytes)
{
    m_state->receive(bytes);
}

void Tunnel::receiveEnd()
{
    m_state->receiveEnd();
}

TunnelState Tunnel::state() const
{
    return m_state->state;
}

TunnelRefusal Tunnel::refusal() const
{
    return m_state->refusal;
}

bool Tunnel::wantsMore() const
{
    return m_state->state == TunnelState::Negotiating || m_state->bodyOpen;
}

const Response *Tunnel::response() const
{
    return m_state->parser.current();
}

std::optional<quint8> Tunnel::socksReply() const
{
    return m_state->reply;
}

std::optional<quint8> Tunnel::socksMethod() const
{
    return m_state->method;
}

const QByteArray &Tunnel::sent() const
{
    return m_state->sent;
}

const QByteArray &Tunnel::received() const
{
    return m_state->received;
}

QByteArray Tunnel::takeRest()
{
    return std::exchange(m_state->rest, {});
}

} // namespace wirewise::wire
