#include "check/safeguard.h"

#include "observation/redaction.h"

#include <QCoreApplication>

namespace wirewise::check {

bool mustBeWithheld(const observation::Probe &probe, const observation::Endpoint &endpoint,
                    const observation::Settings &settings)
{
    const bool toClear = endpoint.secure && !probe.endpoint.secure;
    const bool toUnverified = probe.settings.insecure && !settings.insecure;
    const bool toAnother = probe.endpoint.host != endpoint.host || probe.endpoint.port != endpoint.port;
    return (toClear || toUnverified || toAnother) &&
           observation::carriesCredentials(probe.endpoint, probe.settings);
}

observation::Exchange withheldExchange(const observation::Probe &probe)
{
    observation::Exchange exchange;
    exchange.probe = probe;
    exchange.outcome = observation::Outcome::Withheld;
    exchange.detail = QCoreApplication::translate(
        "Check", "Not sent: it would carry credentials over a connection that is not verified.");
    return exchange;
}

} // namespace wirewise::check
