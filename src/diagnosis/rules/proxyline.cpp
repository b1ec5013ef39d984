#include "diagnosis/rules/proxyline.h"

#include "diagnosis/evidence.h"

namespace wirewise::diagnosis::rules {

bool provesProxyLine(const Facts &facts, Judgement &judgement)
{
    const observation::Exchange *exchange = facts.exchangeOf("with-proxy-line");
    if (!exchange || exchange->outcome != observation::Outcome::Answered || !exchange->response)
        return false;
    judgement.confidence = 0.97;
    judgement.title = Text::tr("%1 wants a PROXY protocol line first: it is the inner side of a balancer.")
                          .arg(facts.host());
    judgement.where =
        Text::tr("The fix belongs in the address (the balancer's), or in the listener: no PROXY protocol.");
    judgement.explanation = Text::tr(
        "Without that line the connection is closed without a byte; with it, the same request is answered. "
        "The listener is set to `accept-proxy` (HAProxy), `proxy_protocol` (nginx) or the like, and only a "
        "balancer that sends the line can reach it.");
    judgement.evidence.append(statusLine(
        *exchange, Text::tr("With a PROXY protocol line in front, the same request is answered.")));
    return true;
}

} // namespace wirewise::diagnosis::rules
