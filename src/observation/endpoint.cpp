#include "observation/endpoint.h"

#include "observation/words.h"

#include <arpa/inet.h>

namespace wirewise::observation {

namespace {

constexpr Word<EndpointError> ErrorWords[] = {
    {EndpointError::None, "none"},
    {EndpointError::Empty, "empty"},
    {EndpointError::TooLong, "too-long"},
    {EndpointError::ControlCharacter, "control-character"},
    {EndpointError::Space, "space"},
    {EndpointError::UnknownScheme, "unknown-scheme"},
    {EndpointError::NoHost, "no-host"},
    {EndpointError::BadHost, "bad-host"},
    {EndpointError::BadPort, "bad-port"},
    {EndpointError::BadPercent, "bad-percent"},
    {EndpointError::UserInfoInvalid, "user-info-invalid"},
};

bool isIpv6(const QByteArray &host)
{
    return host.contains(':');
}

bool isIpv4(const QByteArray &host)
{
    in_addr address = {};
    return inet_pton(AF_INET, host.constData(), &address) == 1;
}

QByteArray authority(const Endpoint &endpoint)
{
    QByteArray text = isIpv6(endpoint.host) ? '[' + endpoint.host + ']' : endpoint.host;
    const quint16 usual = endpoint.secure ? 443 : 80;
    if (endpoint.port != usual)
        text += ':' + QByteArray::number(endpoint.port);
    return text;
}

} // namespace

QByteArray toString(EndpointError error)
{
    return wordOf(ErrorWords, error);
}

std::optional<EndpointError> endpointErrorFromString(const QByteArray &text)
{
    return valueOf(ErrorWords, text);
}

QByteArray Endpoint::hostHeader() const
{
    return authority(*this);
}

QString Endpoint::url() const
{
    return QString::fromUtf8((secure ? QByteArray("wss://") : QByteArray("ws://")) + authority(*this) +
                             target);
}

QByteArray Endpoint::path() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? target : target.first(mark);
}

QByteArray Endpoint::query() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QByteArray() : target.sliced(mark + 1);
}

QByteArray Endpoint::origin() const
{
    return (secure ? QByteArray("https://") : QByteArray("http://")) + authority(*this);
}

bool Endpoint::isIpLiteral() const
{
    return isIpv6(host) || isIpv4(host);
}

bool Endpoint::isLoopback() const
{
    // RFC 6761 section 6.3: localhost and every name below it.
    const QByteArray name = host.endsWith('.') ? host.chopped(1) : host;
    if (name == "localhost" || name.endsWith(".localhost"))
        return true;
    if (isIpv6(host)) {
        in6_addr address = {};
        if (inet_pton(AF_INET6, host.constData(), &address) != 1)
            return false;
        return IN6_IS_ADDR_LOOPBACK(&address) ||
               (IN6_IS_ADDR_V4MAPPED(&address) && address.s6_addr[12] == 127);
    }
    return isIpv4(host) && host.startsWith("127.");
}

} // namespace wirewise::observation
