#pragma once

#include "observation/exchange.h"

#include <optional>

namespace wirewise::diagnosis {

/// What an answer may say in words: in its reason phrase, in headers that give a reason, in its body.
enum class Saying {
    NoUpgradeSeen,      ///< the request that arrived had no Upgrade, or another Connection
    UpgradeUnsupported, ///< an upgrade arrived, and nothing there can do it
    PlainHttpOnTlsPort, ///< plain HTTP was sent to a port that speaks TLS
    NotHttpToServer,    ///< the server did not understand the request line
    BlamesKey,
    BlamesVersion,
    BlamesOrigin,
    BlamesHost,
    BlamesSubprotocol,
    AsksForCredentials,
    NotReady,
    RateLimited,
    TooLarge,
    WantsClientCertificate,
    NoSuchBackend, ///< an intermediary has no backend to send it to
};

/// The line in which an answer says so, as a range of Exchange::received.
[[nodiscard]] std::optional<wire::ByteRange> says(const observation::Exchange &exchange, Saying saying);
/// The same, null if there is no such exchange.
[[nodiscard]] std::optional<wire::ByteRange> says(const observation::Exchange *exchange, Saying saying);

} // namespace wirewise::diagnosis
