#include "probe/peer.h"

#include "wire/handshake.h"

namespace wirewise::testing {

QByteArray switchingAnswer(const QByteArray &request)
{
    const QByteArray key = wire::requestFromBytes(request).headers.value("Sec-WebSocket-Key");
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
           "Upgrade\r\nSec-WebSocket-Accept: " +
           wire::acceptFor(key) + "\r\n\r\n";
}

bool isUpgrade(const QByteArray &request)
{
    return wire::requestFromBytes(request).headers.contains("Sec-WebSocket-Key");
}

} // namespace wirewise::testing
