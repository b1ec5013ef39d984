#include "observation/exchange.h"

#include "wire/handshake.h"

namespace wirewise::observation {

bool Exchange::upgraded() const
{
    if (probe.kind != ProbeKind::Upgrade || !response || response->status != 101)
        return false;
    return wire::opensWebSocket(wire::judgeHandshake(request(), *response));
}

void Exchange::readResponse()
{
    const bool ended = end == StreamEnd::ClosedByPeer || end == StreamEnd::ResetByPeer;
    // The request line as sent decides whether a body may follow; a probe is never sent without one.
    const QByteArray requestLine = sent.left(sent.indexOf('\n') + 1);
    const QByteArray method = sent.isEmpty() ? QByteArray("GET") : wire::requestFromBytes(requestLine).method;
    wire::ParsedStream parsed = wire::parseStream(method, received, ended);
    interim = std::move(parsed.interim);
    response = std::move(parsed.response);
    notHttp = parsed.notHttp;
    if (cut && response && response->end == wire::ResponseEnd::Open)
        response->end = wire::ResponseEnd::Cut;
}

} // namespace wirewise::observation
