#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace wirewise::wire {

/// The open packet of Engine.IO ("0{…}", protocol 3 and 4; in protocol 3 polling framed as "97:0{…}").
struct EngineIoOpen
{
    QByteArray sid;
    QList<QByteArray> upgrades;
    int pingInterval = 0; ///< ms
    int pingTimeout = 0;  ///< ms
};
[[nodiscard]] std::optional<EngineIoOpen> readEngineIoOpen(QByteArrayView payload);

/// A refusal in the body of an Engine.IO answer: Node's {"code":N,"message":…} or a bare JSON or plain string
/// as python-engineio and others write it.
struct EngineIoRefusal
{
    std::optional<int> code; ///< 0 unknown transport, 1 unknown sid, 2 bad method, 3 bad request, 4
                             ///< forbidden, 5 unsupported version
    QByteArray message;
};
/// Plain words that others use as well ("Bad request", "Forbidden") count only where the caller knows that
/// the request went to an Engine.IO path (looksLikeEngineIo).
[[nodiscard]] std::optional<EngineIoRefusal> readEngineIoRefusal(QByteArrayView body,
                                                                 bool onEngineIoPath = false);

/// A Socket.IO CONNECT_ERROR packet inside Engine.IO ("44{…}" or "44/ns,{…}").
struct SocketIoConnectError
{
    QByteArray nameSpace;
    QByteArray message; ///< its message, or the raw data
};
[[nodiscard]] std::optional<SocketIoConnectError> readSocketIoConnectError(QByteArrayView packet);

/// Whether path and query smell of Engine.IO (a socket.io or engine.io segment, EIO=, transport=).
[[nodiscard]] bool looksLikeEngineIo(QByteArrayView target);

} // namespace wirewise::wire
