#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace wirewise::wire {

// The messages of SOCKS 5 (RFC 1928) and its user name and password method (RFC 1929). Texts are at most
// 255 bytes long; who calls has seen to it.

inline constexpr char SocksVersion = 5;
inline constexpr quint8 MethodNone = 0x00, MethodPassword = 0x02;

/// RFC 1928 section 3: the methods that we offer.
[[nodiscard]] QByteArray socksGreeting(bool withCredentials);
/// RFC 1929 section 2.
[[nodiscard]] QByteArray socksCredentials(const QByteArray &user, const QByteArray &password);
/// RFC 1928 section 4: CONNECT; a name is resolved by the proxy.
[[nodiscard]] QByteArray socksConnect(const QByteArray &host, quint16 port);
/// Bytes of a reply (RFC 1928 section 6) by its first five; nothing if these are missing or have an unknown
/// address type.
[[nodiscard]] std::optional<qsizetype> socksReplyLength(QByteArrayView reply);

} // namespace wirewise::wire
