#include "observation/dialectsigns.h"

namespace wirewise::observation {

wire::DialectSigns dialectSignsOf(const Exchange &upgrade)
{
    wire::DialectSigns signs;
    if (upgrade.sent.isEmpty())
        return signs;
    signs.target = upgrade.request().target;
    if (upgrade.status() == 101)
        signs.subprotocol = upgrade.response->headers.value("Sec-WebSocket-Protocol");
    return signs;
}

} // namespace wirewise::observation
