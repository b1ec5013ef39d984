#include "wire/tunnel.h"

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
    // RFC 9110 section 9.3.6: the target is host and port, without scheme or path
    Request request;
    request.method = "CONNECT";
    request.target = authority(target);
    request.headers.append("Host", request.target);
    if (credentials) {
        // RFC 7617 section 2
        const QByteArray pair = credentials->user + ':' + credentials->password;
        request.headers.append("Proxy-Authorization", "Basic " + pair.toBase64());
    }
    write(toBytes(request));
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
            // RFC 9110 section 9.3.6: any 2xx opens the tunnel
            if (event->response.status >= 200 && event->response.status < 300) {
                settle(TunnelState::Open);
                rest = parser.takeRest();
                received.chop(qMin(rest.size(), received.size()));
            } else {
                settle(TunnelState::Refused, TunnelRefusal::HttpStatus);
                bodyOpen = true;
            }
            break;
        case ResponseEvent::Kind::End:
            bodyOpen = false;
            // A head over our limit, or cut short: no decision was read.
            if (state == TunnelState::Negotiating)
                settle(TunnelState::Ended);
            break;
        }
    }
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

QByteArray toString(TunnelState state)
{
    switch (state) {
    case TunnelState::Negotiating:
        return "negotiating";
    case TunnelState::Open:
        return "open";
    case TunnelState::Refused:
        return "refused";
    case TunnelState::WrongKind:
        return "wrong-kind";
    case TunnelState::Ended:
        return "ended";
    }
    return {};
}

QByteArray toString(TunnelRefusal refusal)
{
    switch (refusal) {
    case TunnelRefusal::None:
        return "none";
    case TunnelRefusal::HttpStatus:
        return "http-status";
    case TunnelRefusal::SocksMethod:
        return "socks-method";
    case TunnelRefusal::SocksCredentials:
        return "socks-credentials";
    case TunnelRefusal::SocksReply:
        return "socks-reply";
    case TunnelRefusal::NotSendable:
        return "not-sendable";
    }
    return {};
}

} // namespace wirewise::wire
