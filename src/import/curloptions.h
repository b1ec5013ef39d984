#pragma once

#include <QByteArrayView>

#include <span>

namespace wirewise::imports {

/// What an option of curl means to a check.
enum class CurlUse {
    Address,
    Header,
    Cookie,
    UserAgent,
    Referer,
    User,
    OAuth2,
    Basic,
    Proxy,
    Socks5,
    ProxyUser,
    NoProxy,
    Insecure,
    Resolve,
    ConnectTo,
    Authorities,
    Certificate,
    Key,
    Head,
    Method,
    Data,
    DataUrlEncoded,
    DataAsQuery,
    UrlQuery,
    TimeLimit,
    Ipv4,
    Ipv6,
    Range,
    RequestTarget,
    Next,
    Http11,
    Compressed,
    Printing, ///< how curl prints, keeps or repeats; nothing on the wire
    // What a probe does not do; each has its sentence.
    Redirects,
    OtherHttp,
    Form,
    Upload,
    CookieFile,
    OtherAuth,
    TlsDetails,
    ProxyDetails,
    SocksOther,
    Files,
    Network,
    OtherProtocol,
    UnixSocket,
    HaproxyProtocol,
};

struct CurlOption
{
    const char *name;   ///< without dashes
    char letter = '\0'; ///< 0: none
    bool hasValue = false;
    CurlUse use = CurlUse::Printing;
};

/// The options of curl 7.88 to 8.x, in the order of the alphabet.
[[nodiscard]] std::span<const CurlOption> curlOptions();
/// Null if there is none; "no-" in front of a switch is allowed for, as curl does.
[[nodiscard]] const CurlOption *curlOption(QByteArrayView name);
[[nodiscard]] const CurlOption *curlOption(char letter);

} // namespace wirewise::imports
