#pragma once

#include "diagnosis/failureclass.h"

namespace wirewise::diagnosis {

/// Two causes that give the same bytes whatever is sent, so that only a look at the server parts them.
enum class Doubt {
    RouteOrRefusal,      ///< an empty 403: no such WebSocket route, or a refusal before accept
    RouteOrHeaders,      ///< a library's 400: another path, or a handshake that was changed on the way
    RouteOrUpgradeLost,  ///< a 404: no route, or no upgrade arrived
    LibraryOrProxy,      ///< an ordinary answer: no WebSocket support, or the upgrade was lost on the way
    CredentialOrOrigin,  ///< a 403 that no change at hand alters
    DroppedRouteOrCode,  ///< the upgrade is cut off on every path
    LostOrHanging,       ///< the upgrade is never answered
    HostOrMiddleware,    ///< the same 500 on every path, behind a proxy
    ChannelsRouteOrCode, ///< the 500 of Django Channels
    DownOrClosing,       ///< 502
    DownOrUnmatched,     ///< 503 of a proxy
    SlowOrUnreachable,   ///< 504
    StuckOrForeign,      ///< silence in clear
    ForeignOrNobody,     ///< closed in clear without a byte
    TlsClosed,           ///< closed in the TLS handshake
    TlsSilent,           ///< the ClientHello is never answered
    CipherOrName,        ///< handshake_failure without a request for a certificate
    RootOrIntermediate,  ///< an issuer that was not sent and is not known
};

/// Says in the explanation that it cannot be told apart from here, names both causes and gives the command
/// that decides on the server; the class itself is then said no surer than that allows.
void leaveOpen(Judgement &judgement, Doubt doubt, const Facts &facts);

} // namespace wirewise::diagnosis
