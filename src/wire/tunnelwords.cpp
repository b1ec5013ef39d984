#include "wire/tunnel.h"

namespace wirewise::wire {

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
