#include "redaction/addresses.h"

#include <optional>

namespace wirewise::redaction {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHex(char c)
{
    const char lower = static_cast<char>(c | 0x20);
    return isDigit(c) || (lower >= 'a' && lower <= 'f');
}

bool isWord(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

struct Ipv4
{
    int octets[4] = {};
    qsizetype length = 0;
};

/// Four numbers below 256 with dots between them, at the start of the text.
std::optional<Ipv4> readIpv4(QByteArrayView text)
{
    Ipv4 address;
    qsizetype at = 0;
    for (int i = 0; i < 4; ++i) {
        const qsizetype start = at;
        int value = 0;
        while (at < text.size() && at - start < 3 && isDigit(text.at(at)))
            value = value * 10 + (text.at(at++) - '0');
        if (at == start || value > 255)
            return std::nullopt;
        address.octets[i] = value;
        if (i < 3 && (at >= text.size() || text.at(at++) != '.'))
            return std::nullopt;
    }
    // One more number makes it a version: 10.0.1.2.3, 10.0.17763.1.
    const bool goesOn =
        at < text.size() &&
        (isWord(text.at(at)) || (text.at(at) == '.' && at + 1 < text.size() && isDigit(text.at(at + 1))));
    // With the length of a prefix behind it, it is a network: 10.0.0.0/8.
    const bool isNetwork = at + 1 < text.size() && text.at(at) == '/' && isDigit(text.at(at + 1));
    if (goesOn || isNetwork)
        return std::nullopt;
    address.length = at;
    return address;
}

bool isPrivate(const Ipv4 &address)
{
    const int *octets = address.octets;
    return octets[0] == 10 || (octets[0] == 192 && octets[1] == 168) ||
           (octets[0] == 169 && octets[1] == 254) || (octets[0] == 172 && octets[1] >= 16 && octets[1] < 32);
}

/// How many bytes of an IPv6 address begin the text; two colons at least.
qsizetype ipv6Length(QByteArrayView text)
{
    qsizetype at = 0;
    int colons = 0;
    qsizetype digits = 0;
    while (at < text.size() && (isHex(text.at(at)) || text.at(at) == ':')) {
        if (text.at(at) == ':') {
            ++colons;
            digits = 0;
        } else if (++digits > 4) {
            return 0;
        }
        ++at;
    }
    return colons >= 2 && colons <= 7 && at > 3 ? at : 0;
}

bool isPrivateIpv6(QByteArrayView text)
{
    const QByteArray start = text.first(qMin<qsizetype>(text.size(), 4)).toByteArray().toLower();
    const bool isLink = start.startsWith("fe8") || start.startsWith("fe9") || start.startsWith("fea") ||
                        start.startsWith("feb");
    const bool isUnique = start.startsWith("fc") || start.startsWith("fd");
    return (isLink || isUnique) && text.size() > 4 && text.at(4) == ':';
}

bool isBoundary(QByteArrayView text, qsizetype at)
{
    return at == 0 || !(isWord(text.at(at - 1)) || text.at(at - 1) == '.' || text.at(at - 1) == '-');
}

/// Adds every address from the start of a word on that fits.
template<typename Fits4, typename Fits6>
void findAddresses(QByteArrayView text, qint64 base, Fits4 fits4, Fits6 fits6, Sightings &found)
{
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (!isHex(text.at(at)) || !isBoundary(text, at))
            continue;
        qsizetype length = 0;
        if (const auto ipv4 = isDigit(text.at(at)) ? readIpv4(text.sliced(at)) : std::nullopt)
            length = fits4(*ipv4) ? ipv4->length : 0;
        else if (const qsizetype six = ipv6Length(text.sliced(at, qMin<qsizetype>(text.size() - at, 46)));
                 six > 0)
            length = fits6(text.sliced(at, six)) ? six : 0;
        if (length > 0) {
            found.append({{base + at, length}, Form::Address, {}});
            at += length;
        }
    }
}

} // namespace

void findPrivateAddresses(QByteArrayView text, Sightings &found)
{
    findAddresses(text, 0, isPrivate, isPrivateIpv6, found);
}

void findClientAddresses(QByteArrayView value, qint64 base, Sightings &found)
{
    findAddresses(
        value, base, [](const Ipv4 &address) { return address.octets[0] != 127 && address.octets[0] != 0; },
        [](QByteArrayView text) { return text != "::1"; }, found);
}

bool isPrivateAddress(QByteArrayView text)
{
    const auto ipv4 = readIpv4(text);
    return (ipv4 && ipv4->length == text.size() && isPrivate(*ipv4)) ||
           (ipv6Length(text) == text.size() && isPrivateIpv6(text));
}

bool isThisComputer(QByteArrayView host)
{
    const auto ipv4 = readIpv4(host);
    return host == "localhost" || host.endsWith(".localhost") || host == "::1" || host == "0.0.0.0" ||
           host == "::" || (ipv4 && ipv4->octets[0] == 127);
}

} // namespace wirewise::redaction
