#pragma once

#include "observation/connectionfacts.h"
#include "observation/endpoint.h"
#include "observation/settings.h"
#include "probe/answerlater.h"
#include "wire/tunnel.h"

#include <functional>

namespace wirewise::probe {

/// The way out where it can be told without asking the system: the settings' own choice, and none for
/// loopback under Kind::System. Nothing where the system must be asked.
[[nodiscard]] std::optional<observation::ProxyChoice>
proxyWithoutAsking(const observation::Endpoint &endpoint, const observation::Settings &settings);

/// Asks the system's settings and environment, which may take a while (automatic configuration).
class SystemProxyLookup
{
public:
    SystemProxyLookup(const observation::Endpoint &endpoint,
                      std::function<void(const observation::ProxyChoice &)> done);

private:
    AnswerLater<observation::ProxyChoice> m_answer;
};

/// The client's side of the opening conversation with that proxy.
[[nodiscard]] wire::Tunnel tunnelThrough(const observation::ProxyChoice &proxy,
                                         const observation::Endpoint &endpoint);

/// What the conversation came to, with its bytes, credentials masked. Result::None while it goes on.
void readTunnel(const wire::Tunnel &tunnel, const observation::ProxyChoice &proxy,
                observation::ProxyFacts &facts);

} // namespace wirewise::probe
