#include "probe/resolver.h"

#include "wire/headerlist.h"

#include <cerrno>
#include <cstring>

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace wirewise::probe {

using observation::AddressFamily;
using observation::Outcome;
using observation::Settings;

namespace {

bool fits(const Address &address, AddressFamily family)
{
    return family == AddressFamily::Any || (family == AddressFamily::Ipv6) == address.ipv6;
}

NameAnswer answerWith(const QList<Address> &addresses, AddressFamily family)
{
    NameAnswer answer;
    for (const Address &address : addresses) {
        if (fits(address, family))
            answer.addresses.append(address);
    }
    answer.outcome = answer.addresses.isEmpty() ? Outcome::NameNotFound : Outcome::Answered;
    if (answer.addresses.isEmpty())
        answer.detail = QStringLiteral("no address of that family");
    return answer;
}

bool isLocalhost(QByteArrayView host)
{
    return wire::equalsIgnoringCase(host, "localhost") || wire::equalsIgnoringCase(host, "localhost.");
}

/// RFC 6761 section 6.3: names below localhost are loopback; most resolvers do not know them.
bool isBelowLocalhost(const QByteArray &host)
{
    const QByteArray name = host.toLower();
    return name.endsWith(".localhost") || name.endsWith(".localhost.");
}

NameAnswer failureOf(int code)
{
    NameAnswer answer;
    switch (code) {
    case EAI_NONAME:
#ifdef EAI_NODATA
    case EAI_NODATA:
#endif
#ifdef EAI_ADDRFAMILY
    case EAI_ADDRFAMILY:
#endif
        answer.outcome = Outcome::NameNotFound;
        break;
    default:
        answer.outcome = Outcome::NameFailed;
        break;
    }
    answer.detail = QString::fromLocal8Bit(code == EAI_SYSTEM ? std::strerror(errno) : gai_strerror(code));
    return answer;
}

QList<Address> addressesOf(const addrinfo *found)
{
    QList<Address> addresses;
    for (const addrinfo *each = found; each != nullptr; each = each->ai_next) {
        char text[NI_MAXHOST] = {};
        if (getnameinfo(each->ai_addr, each->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST) != 0)
            continue;
        const Address address{QByteArray(text), each->ai_family == AF_INET6};
        if (!addresses.contains(address))
            addresses.append(address);
    }
    return addresses;
}

NameAnswer askSystem(const QByteArray &host, AddressFamily family)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_family = family == AddressFamily::Ipv4   ? AF_INET
                      : family == AddressFamily::Ipv6 ? AF_INET6
                                                      : AF_UNSPEC;
    // Addresses of a family that this computer does not have are no news about the endpoint. Loopback is
    // always there, though the flag does not count it.
    if (family == AddressFamily::Any && !isLocalhost(host))
        hints.ai_flags = AI_ADDRCONFIG;
    addrinfo *found = nullptr;
    const int code = getaddrinfo(host.constData(), nullptr, &hints, &found);
    if (code != 0)
        return failureOf(code);
    const QList<Address> addresses = addressesOf(found);
    freeaddrinfo(found);
    return answerWith(addresses, family);
}

} // namespace

std::optional<NameAnswer> resolveWithoutLookup(const QByteArray &host, quint16 port, const Settings &settings)
{
    for (const observation::ResolveOverride &override : settings.resolve) {
        if (override.port != port || !wire::equalsIgnoringCase(override.host, host))
            continue;
        QList<Address> addresses;
        for (const QByteArray &text : override.addresses) {
            if (const auto address = addressFromLiteral(text))
                addresses.append(*address);
        }
        return answerWith(addresses, settings.family);
    }
    if (const auto address = addressFromLiteral(host))
        return answerWith({*address}, settings.family);
    if (isBelowLocalhost(host))
        return answerWith({{"127.0.0.1", false}, {"::1", true}}, settings.family);
    return {};
}

Lookup::Lookup(const QByteArray &host, AddressFamily family, std::function<void(const NameAnswer &)> done)
    : m_answer([host, family] { return askSystem(host, family); }, std::move(done))
{
}

} // namespace wirewise::probe
