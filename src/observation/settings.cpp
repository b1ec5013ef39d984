#include "observation/settings.h"

#include "observation/words.h"

namespace wirewise::observation {

namespace {

constexpr Word<ProbeKind> ProbeKindWords[] = {
    {ProbeKind::Head, "head"},
    {ProbeKind::Get, "get"},
    {ProbeKind::Upgrade, "upgrade"},
};

constexpr Word<AddressFamily> FamilyWords[] = {
    {AddressFamily::Any, "any"},
    {AddressFamily::Ipv4, "ipv4"},
    {AddressFamily::Ipv6, "ipv6"},
};

constexpr Word<ProxyChoice::Kind> ProxyKindWords[] = {
    {ProxyChoice::Kind::System, "system"}, {ProxyChoice::Kind::None, "none"},
    {ProxyChoice::Kind::Http, "http"},     {ProxyChoice::Kind::Https, "https"},
    {ProxyChoice::Kind::Socks5, "socks5"},
};

} // namespace

QByteArray toString(ProbeKind kind)
{
    return wordOf(ProbeKindWords, kind);
}

std::optional<ProbeKind> probeKindFromString(const QByteArray &text)
{
    return valueOf(ProbeKindWords, text);
}

QByteArray toString(AddressFamily family)
{
    return wordOf(FamilyWords, family);
}

std::optional<AddressFamily> addressFamilyFromString(const QByteArray &text)
{
    return valueOf(FamilyWords, text);
}

QByteArray toString(ProxyChoice::Kind kind)
{
    return wordOf(ProxyKindWords, kind);
}

std::optional<ProxyChoice::Kind> proxyKindFromString(const QByteArray &text)
{
    return valueOf(ProxyKindWords, text);
}

} // namespace wirewise::observation
