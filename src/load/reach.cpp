#include "load/reach.h"

#include <algorithm>

namespace wirewise::load {

using observation::Endpoint;
using observation::ProxyChoice;
using observation::ResolveOverride;
using observation::Settings;

namespace {

bool isLoopback(const QByteArray &host)
{
    Endpoint endpoint;
    endpoint.host = host;
    return endpoint.isLoopback();
}

bool usesProxy(const ProxyChoice &proxy)
{
    // The system's proxy never applies to loopback.
    return proxy.kind != ProxyChoice::Kind::None && proxy.kind != ProxyChoice::Kind::System;
}

} // namespace

bool staysHere(const Endpoint &endpoint, const Settings &settings)
{
    if (!endpoint.isLoopback() || usesProxy(settings.proxy))
        return false;
    return std::all_of(
        settings.resolve.cbegin(), settings.resolve.cend(), [](const ResolveOverride &override) {
            return std::all_of(override.addresses.cbegin(), override.addresses.cend(), isLoopback);
        });
}

} // namespace wirewise::load
