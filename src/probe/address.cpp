#include "probe/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

namespace wirewise::probe {

std::optional<Address> addressFromLiteral(const QByteArray &text)
{
    in_addr ipv4{};
    if (inet_pton(AF_INET, text.constData(), &ipv4) == 1)
        return Address{text, false};
    const qsizetype scope = text.indexOf('%');
    const QByteArray withoutScope = scope < 0 ? text : text.left(scope);
    in6_addr ipv6{};
    if (inet_pton(AF_INET6, withoutScope.constData(), &ipv6) == 1)
        return Address{text, true};
    return {};
}

QList<Address> withFamiliesTakingTurns(const QList<Address> &addresses)
{
    QList<Address> first, second;
    for (const Address &address : addresses)
        (address.ipv6 == addresses.constFirst().ipv6 ? first : second).append(address);
    QList<Address> ordered;
    for (qsizetype i = 0; i < qMax(first.size(), second.size()); ++i) {
        if (i < first.size())
            ordered.append(first.at(i));
        if (i < second.size())
            ordered.append(second.at(i));
    }
    return ordered;
}

} // namespace wirewise::probe
