#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace wirewise::observation {

/// Where the upgrade goes: what the user typed, taken apart (RFC 3986, RFC 6455 section 3).
struct Endpoint
{
    QString typed;      ///< as given, for messages only; may hold secrets
    bool secure = true; ///< wss or https
    bool http = false;  ///< typed as http or https (the upgrade is the same)
    QByteArray host;    ///< ASCII: lower case, IDNA done; an IPv6 literal without brackets
    quint16 port = 443;
    bool portGiven = false;
    QByteArray target = "/"; ///< path and query as they go on the wire; the fragment is dropped
    QByteArray userInfo;     ///< "user:password" of the URL, percent-decoded; sent as Basic credentials

    /// What stands in the Host header: IPv6 in brackets, the port only if it is not the scheme's own.
    [[nodiscard]] QByteArray hostHeader() const;
    /// ws://host/path?query, without user info; query included.
    [[nodiscard]] QString url() const;
    [[nodiscard]] QByteArray path() const;  ///< target up to '?'
    [[nodiscard]] QByteArray query() const; ///< behind '?', without it
    /// The endpoint's own origin: https://host[:port] or http://…
    [[nodiscard]] QByteArray origin() const;
    [[nodiscard]] bool isIpLiteral() const;
    /// localhost, *.localhost or a loopback literal.
    [[nodiscard]] bool isLoopback() const;

    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

/// Why a text is no endpoint. Each has a sentence in diagnosis (url.invalid).
enum class EndpointError {
    None,
    Empty,
    TooLong,
    ControlCharacter,
    Space,
    UnknownScheme,
    NoHost,
    BadHost,
    BadPort,
    BadPercent,
    UserInfoInvalid,
};
QByteArray toString(EndpointError error);
std::optional<EndpointError> endpointErrorFromString(const QByteArray &text);

/// A status beside an optional result: endpoint is set exactly if error is None.
struct EndpointResult
{
    EndpointError error = EndpointError::None;
    qsizetype position = 0; ///< character of the typed text where it goes wrong
    std::optional<Endpoint> endpoint;
};

/// Longest address taken, in characters.
inline constexpr qsizetype MaximumAddressLength = 65536;

/// ws, wss, http, https; without a scheme wss, except for localhost and loopback literals: ws.
[[nodiscard]] EndpointResult parseEndpoint(const QString &typed);

} // namespace wirewise::observation

Q_DECLARE_METATYPE(wirewise::observation::Endpoint)
