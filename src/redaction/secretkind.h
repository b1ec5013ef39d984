#pragma once

#include <QByteArray>
#include <QHashFunctions>
#include <QList>

#include <optional>

namespace wirewise::redaction {

/// What people decide about: each kind is removed, or stays, as a whole.
enum class SecretKind {
    Authorization, ///< credentials of Authorization and Proxy-Authorization, of every scheme
    Token,         ///< tokens, API keys, signatures and session ids, wherever they stand
    Cookie,        ///< values of Cookie and Set-Cookie
    TraceId,       ///< ids of a request or a trace, by which a provider finds the user
    Password,      ///< passwords and the user names beside them
    LocalAddress,  ///< addresses and folders of this computer and of private networks
    HostName,      ///< names and addresses of the server and of the proxy
    Added,         ///< what the user named
};

QByteArray toString(SecretKind kind); ///< "authorization", "token", "cookie", "trace-id", …
std::optional<SecretKind> secretKindFromString(const QByteArray &text);
/// All of them, in the order in which people are asked.
[[nodiscard]] QList<SecretKind> secretKinds();

inline size_t qHash(SecretKind kind, size_t seed = 0)
{
    return ::qHash(static_cast<int>(kind), seed);
}

} // namespace wirewise::redaction
