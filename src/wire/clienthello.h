#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace wirewise::wire {

/// What a TLS client offers in its first message, as numbers of the IANA registries and in its order.
struct ClientHello
{
    QList<quint16> versions;   ///< of supported_versions; without it the one of the message itself
    QList<quint16> ciphers;    ///< cipher suites, signalling values included
    QList<quint16> groups;     ///< supported_groups
    QList<quint16> signatures; ///< signature_algorithms
    QList<QByteArray> alpn;
    QByteArray serverName;      ///< SNI; empty: none
    bool asksForStatus = false; ///< status_request (RFC 6066 section 8)
};

/// Reads a whole handshake message, its header of four bytes included (RFC 8446 section 4.1.2); nothing where
/// a length does not fit. An extension that does not read well is left out.
[[nodiscard]] std::optional<ClientHello> readClientHello(QByteArrayView message);

/// "client_hello" (RFC 8446 section 4, RFC 5246 section 7.4) for a whole handshake message. The ServerHello
/// that asks for another group is told as "hello_retry_request".
[[nodiscard]] QByteArray handshakeMessageName(QByteArrayView message);
/// "TLSv1.3", as OpenSSL calls it.
[[nodiscard]] QByteArray tlsVersionName(quint16 version);
/// "ecdsa_secp256r1_sha256" (RFC 8446 section 4.2.3).
[[nodiscard]] QByteArray signatureSchemeName(quint16 scheme);
/// "0x00ff", for a number without a name.
[[nodiscard]] QByteArray hexName(quint16 number);

} // namespace wirewise::wire
