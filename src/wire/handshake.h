#pragma once

#include "wire/request.h"
#include "wire/response.h"

#include <QByteArray>
#include <QList>

namespace wirewise::wire {

/// What makes a client refuse an answer to its opening handshake (RFC 6455 section 4.1).
enum class HandshakeBreach {
    NotSwitching,           ///< the status is not 101
    Http10,                 ///< 101 in HTTP/1.0, which has no upgrade (RFC 9110 section 7.8)
    UpgradeMissing,         ///< step 2
    UpgradeWrong,           ///< step 2: present, and does not say websocket
    ConnectionMissing,      ///< step 3
    ConnectionWrong,        ///< step 3: present, without the token upgrade
    AcceptMissing,          ///< step 4
    AcceptInvalid,          ///< step 4: not the digest of the key
    ExtensionUnrequested,   ///< step 5
    ExtensionParameters,    ///< RFC 7692 section 7.1: permessage-deflate, with parameters that do not fit the
                            ///< offer
    SubprotocolUnrequested, ///< step 6
    SubprotocolSeveral,     ///< section 11.3.4: more than one
    ContentDeclared,        ///< RFC 9110 section 8.6: Content-Length or Transfer-Encoding in a 101 (a remark)
};

struct HandshakeRemark
{
    HandshakeBreach breach = HandshakeBreach::NotSwitching;
    ByteRange range; ///< in the received bytes: the header concerned, or the status line where one is missing
};

/// The judgement of one handshake; empty means that the answer opens a WebSocket.
/// Every breach is named, not only the first. ContentDeclared alone does not spoil a handshake.
[[nodiscard]] QList<HandshakeRemark> judgeHandshake(const Request &request, const Response &response);
[[nodiscard]] bool opensWebSocket(const QList<HandshakeRemark> &remarks);

/// Base64 of 16 bytes (RFC 6455 section 4.1 step 7); random is cut or padded to 16 bytes.
[[nodiscard]] QByteArray makeKey(const QByteArray &random16);
/// Sec-WebSocket-Accept for a key (section 4.2.2 step 5.4).
[[nodiscard]] QByteArray acceptFor(const QByteArray &key);
/// Whether it is the base64 of exactly 16 bytes.
[[nodiscard]] bool isValidKey(const QByteArray &key);

QByteArray toString(HandshakeBreach breach);

} // namespace wirewise::wire
