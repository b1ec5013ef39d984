#include "import/endpointbuilder.h"

#include "observation/endpoint.h"
#include "observation/redaction.h"
#include "wire/request.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace wirewise::imports {

using observation::ProxyChoice;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::EndpointBuilder)
};

/// RFC 6455 section 4.1, requirement 7: base64 of 16 bytes.
bool isProperKey(const QByteArray &value)
{
    const auto decoded = QByteArray::fromBase64Encoding(value, QByteArray::Base64Encoding |
                                                                   QByteArray::AbortOnBase64DecodingErrors);
    return decoded && (*decoded).size() == 16;
}

QString text(QByteArrayView bytes)
{
    return QString::fromUtf8(bytes);
}

/// What is secret in a header depends on its name.
QString maskedValue(const QByteArray &header, const QByteArray &value)
{
    const QByteArray before = "GET / HTTP/1.1\r\n" + header + ": ";
    const QByteArray line = before + value + "\r\n\r\n";
    return text(observation::masked(line).sliced(before.size(), value.size()));
}

} // namespace

EndpointBuilder::EndpointBuilder(observation::Settings base)
    : m_settings(std::move(base))
{
}

void EndpointBuilder::note(Part::Fate fate, const QString &name, const QByteArray &value,
                           const QString &meaning)
{
    addPart({fate, name, text(observation::masked(value)), meaning});
}

void EndpointBuilder::addPart(Part part)
{
    constexpr qsizetype most = 10'000;
    if (m_parts.size() < most)
        m_parts.append(std::move(part));
    else if (m_parts.size() == most)
        m_parts.append({Part::Fate::Left,
                        Texts::tr("more parts"),
                        {},
                        Texts::tr("more than %1 are not listed").arg(most)});
}

void EndpointBuilder::forgetParts()
{
    m_parts.clear();
    implied(Texts::tr("options"), {}, Texts::tr("the same as those of the first address"));
}

void EndpointBuilder::taken(const QString &name, const QByteArray &value, const QString &meaning)
{
    note(Part::Fate::Taken, name, value, meaning);
}

void EndpointBuilder::implied(const QString &name, const QByteArray &value, const QString &meaning)
{
    note(Part::Fate::Implied, name, value, meaning);
}

void EndpointBuilder::left(const QString &name, const QByteArray &value, const QString &meaning)
{
    note(Part::Fate::Left, name, value, meaning);
}

void EndpointBuilder::setAddress(const QString &name, const QByteArray &address,
                                 const QByteArray &usualScheme)
{
    const bool hasScheme = address.contains("://");
    m_address = hasScheme || usualScheme.isEmpty() ? address : usualScheme + "://" + address;
    addPart({Part::Fate::Taken, name, observation::maskedUrl(text(m_address)),
             hasScheme || usualScheme.isEmpty()
                 ? Texts::tr("the address")
                 : Texts::tr("the address; without a scheme it means %1").arg(text(usualScheme))});
}

void EndpointBuilder::appendQuery(const QString &name, const QByteArray &query)
{
    const qsizetype fragment = m_address.indexOf('#');
    const QByteArray before = fragment < 0 ? m_address : m_address.first(fragment);
    const char separator = before.contains('?') ? '&' : '?';
    if (before.size() + query.size() > observation::MaximumAddressLength)
        return left(name, {}, Texts::tr("the address would be longer than an address can be"));
    m_address = (before.endsWith('?') || before.endsWith('&') ? before : before + separator) + query;
    addPart({Part::Fate::Taken, name, observation::maskedUrl(text(QByteArray("?" + query))).mid(1),
             Texts::tr("behind the query of the address")});
}

bool EndpointBuilder::handshakeHeader(const QString &name, const QByteArray &lower, const QByteArray &value)
{
    if (lower == "upgrade" && wire::equalsIgnoringCase(value, "websocket")) {
        implied(name, value, Texts::tr("every upgrade sends it"));
    } else if (lower == "connection") {
        const bool upgrades = value.toLower().contains("upgrade");
        if (upgrades && !wire::equalsIgnoringCase(value, "upgrade"))
            return false; // as Firefox writes it, "keep-alive, Upgrade": part of what the server sees
        implied(name, value,
                upgrades
                    ? Texts::tr("every upgrade sends it")
                    : Texts::tr("it belongs to the connection it was copied from; probes send their own"));
    } else if (lower == "sec-websocket-key") {
        if (isProperKey(value)) {
            implied(name, value, Texts::tr("every upgrade makes a new key"));
        } else {
            m_settings.key = value;
            taken(name, value, Texts::tr("the key; it is not 16 bytes in base64, so it is sent as it is"));
        }
    } else if (lower == "sec-websocket-version") {
        if (value == "13") {
            implied(name, value, Texts::tr("every upgrade sends it"));
        } else {
            m_settings.wsVersion = value;
            taken(name, value, Texts::tr("the version of the upgrade"));
        }
    } else if (lower == "sec-websocket-protocol") {
        subprotocols(name, value.split(','));
    } else if (lower == "sec-websocket-extensions") {
        extensions(name, value);
    } else {
        return false;
    }
    return true;
}

void EndpointBuilder::header(const QString &name, const QByteArray &header, const QByteArray &value)
{
    const QByteArray lower = header.trimmed().toLower();
    // RFC 9113 section 8.3: what a request line says stands in these.
    if (lower.startsWith(':'))
        return implied(name, value, Texts::tr("the request line of HTTP/2 and HTTP/3; the address says it"));
    if (!wire::isToken(header.trimmed()))
        return left(name, value, Texts::tr("this is no name of a header"));
    if (!wire::isSafeHeaderText(value))
        return left(name, {}, Texts::tr("its value holds a line break or a NUL, which would end the header"));
    if (handshakeHeader(name, lower, value.trimmed()))
        return;
    if (lower == "host")
        return host(name, value.trimmed());
    if (lower == "origin")
        return origin(name, value.trimmed());
    if (lower == "content-length" || lower == "transfer-encoding" || lower == "expect")
        return left(name, value, Texts::tr("it announces a body, and a probe sends none"));
    m_settings.headers.append({header.trimmed(), value.trimmed()});
    addPart({Part::Fate::Taken, name, maskedValue(header.trimmed(), value.trimmed()),
             Texts::tr("a header of every probe")});
}

void EndpointBuilder::headerLine(const QString &name, const QByteArray &line)
{
    if (line.startsWith('@'))
        return left(name, line, Texts::tr("headers of a file are not read; paste them"));
    // A pseudo header begins with a colon.
    const qsizetype colon = line.indexOf(':', 1);
    if (colon < 0 && line.endsWith(';'))
        return header(QString(name % QLatin1Char(' ') % text(line.chopped(1))), line.chopped(1), {});
    if (colon < 0)
        return left(name, line, Texts::tr("this is no header; \"Name: value\" was expected"));
    const QByteArray header = line.first(colon);
    const QByteArray value = line.sliced(colon + 1).trimmed();
    const QString shown = QString(name % QLatin1Char(' ') % text(header));
    if (value.isEmpty())
        return left(shown, {}, Texts::tr("it takes a header away; Wirewise's own headers stay"));
    this->header(shown, header, value);
}

void EndpointBuilder::basicCredentials(const QString &name, const QByteArray &userAndPassword)
{
    const QByteArray pair = userAndPassword.contains(':') ? userAndPassword : userAndPassword + ':';
    // RFC 7617 section 2.
    m_settings.headers.append({"Authorization", "Basic " + pair.toBase64()});
    const QByteArray user = pair.first(pair.indexOf(':'));
    const QByteArray hidden(pair.size() - user.size() - 1, '*');
    addPart({Part::Fate::Taken, name, text(QByteArray(user + ':' + hidden)),
             Texts::tr("an Authorization header of every probe (Basic)")});
}

void EndpointBuilder::origin(const QString &name, const QByteArray &origin)
{
    if (!wire::isSafeHeaderText(origin))
        return left(name, {}, Texts::tr("it holds a line break or a NUL, which would end the header"));
    m_settings.origin = origin;
    taken(name, origin, Texts::tr("the Origin"));
}

void EndpointBuilder::subprotocols(const QString &name, const QList<QByteArray> &names)
{
    QList<QByteArray> usable;
    for (const QByteArray &one : names) {
        if (!one.trimmed().isEmpty() && wire::isSafeHeaderText(one))
            usable.append(one.trimmed());
    }
    if (usable.isEmpty())
        return left(name, names.join(", "), Texts::tr("there is no name of a subprotocol in it"));
    m_settings.subprotocols += usable;
    addPart({Part::Fate::Taken, name, maskedValue("Sec-WebSocket-Protocol", usable.join(", ")),
             usable.size() == 1 ? Texts::tr("a subprotocol") : Texts::tr("subprotocols, in this order")});
}

void EndpointBuilder::extensions(const QString &name, const QByteArray &offer)
{
    if (!wire::isSafeHeaderText(offer))
        return left(name, {}, Texts::tr("it holds a line break or a NUL, which would end the header"));
    m_settings.extensions = offer.trimmed();
    taken(name, offer,
          offer.isEmpty() ? Texts::tr("no extension is offered")
                          : Texts::tr("the extensions of the upgrade"));
}

void EndpointBuilder::host(const QString &name, const QByteArray &host)
{
    if (!wire::isSafeHeaderText(host))
        return left(name, {}, Texts::tr("it holds a line break or a NUL, which would end the header"));
    m_host = host; // whether it says more than the address is known once the address is
    m_hostName = name;
}

void EndpointBuilder::method(const QString &name, const QByteArray &method)
{
    if (method == "GET" || method == "HEAD")
        implied(name, method, Texts::tr("HEAD and GET are sent anyway, beside the upgrade"));
    else
        left(name, method, Texts::tr("probes are HEAD, GET and the upgrade; no other method is sent"));
}

void EndpointBuilder::body(const QString &name, const QByteArray &shown)
{
    constexpr qsizetype longest = 200;
    const bool namesFile = shown.startsWith('@');
    left(name, shown.first(std::min(shown.size(), longest)),
         namesFile ? Texts::tr("a probe has no body, and no file is read")
                   : Texts::tr("a probe has no body"));
}

void EndpointBuilder::proxy(const QString &name, const QByteArray &address, const QByteArray &usualScheme)
{
    const QUrl url(text(address.contains("://") ? address : QByteArray(usualScheme + "://" + address)),
                   QUrl::StrictMode);
    const QString scheme = url.scheme();
    const QByteArray shown = observation::maskedUrl(text(address)).toUtf8();
    ProxyChoice choice = m_settings.proxy;
    if (scheme == QLatin1String("http"))
        choice.kind = ProxyChoice::Kind::Http;
    else if (scheme == QLatin1String("https"))
        choice.kind = ProxyChoice::Kind::Https;
    else if (scheme == QLatin1String("socks5") || scheme == QLatin1String("socks5h"))
        choice.kind = ProxyChoice::Kind::Socks5;
    else
        return left(name, shown, Texts::tr("proxies are reached as http, https or socks5 only"));
    if (!url.isValid() || url.host().isEmpty())
        return left(name, shown, Texts::tr("this is no address of a proxy; http://HOST:PORT was expected"));
    choice.host = url.host().toUtf8();
    // curl's usual port for every kind of proxy is 1080; for https 443.
    choice.port = static_cast<quint16>(url.port(choice.kind == ProxyChoice::Kind::Https ? 443 : 1080));
    if (!url.userName().isEmpty()) {
        choice.user = url.userName(QUrl::FullyDecoded).toUtf8();
        choice.password = url.password(QUrl::FullyDecoded).toUtf8();
    }
    m_settings.proxy = choice;
    taken(name, shown, Texts::tr("the proxy"));
}

void EndpointBuilder::proxyUser(const QString &name, const QByteArray &userAndPassword)
{
    const qsizetype colon = userAndPassword.indexOf(':');
    m_settings.proxy.user = colon < 0 ? userAndPassword : userAndPassword.first(colon);
    m_settings.proxy.password = colon < 0 ? QByteArray() : userAndPassword.sliced(colon + 1);
    taken(name, m_settings.proxy.user + ':' + QByteArray(m_settings.proxy.password.size(), '*'),
          Texts::tr("user and password for the proxy"));
}

void EndpointBuilder::noProxy(const QString &name)
{
    m_settings.proxy = {};
    m_settings.proxy.kind = ProxyChoice::Kind::None;
    taken(name, {}, Texts::tr("no proxy"));
}

void EndpointBuilder::resolve(const QString &name, const QByteArray &text)
{
    const QString expected =
        Texts::tr("HOST:PORT:ADDRESS was expected, for example api.example:443:127.0.0.1");
    const qsizetype first = text.startsWith('[') ? text.indexOf("]:") + 1 : text.indexOf(':');
    const qsizetype second = first > 0 ? text.indexOf(':', first + 1) : -1;
    if (second < 0)
        return left(name, text, expected);
    observation::ResolveOverride override;
    override.host = text.first(first).toLower();
    if (override.host.startsWith('+'))
        override.host.remove(0, 1);
    if (override.host.startsWith('['))
        override.host = override.host.sliced(1, override.host.size() - 2);
    if (override.host == "*" || override.host.startsWith('-'))
        return left(name, text, Texts::tr("only names are given an address, one by one"));
    bool isNumber = false;
    const uint port = text.sliced(first + 1, second - first - 1).toUInt(&isNumber);
    for (QByteArray address : text.sliced(second + 1).split(',')) {
        if (address.startsWith('[') && address.endsWith(']'))
            address = address.sliced(1, address.size() - 2);
        if (!isIpAddress(address))
            return left(name, text, expected);
        override.addresses.append(address);
    }
    if (!isNumber || port == 0 || port > 65535 || override.host.isEmpty())
        return left(name, text, expected);
    override.port = static_cast<quint16>(port);
    m_settings.resolve.append(override);
    taken(name, text, Texts::tr("this address for that host and port"));
}

void EndpointBuilder::timeLimit(const QString &name, const QByteArray &seconds)
{
    bool isNumber = false;
    const double value = seconds.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value) || value < 0.1 || value > 3600)
        return left(name, seconds, Texts::tr("seconds from 0.1 to 3600 can be waited for"));
    m_settings.timeout = std::chrono::milliseconds(std::llround(value * 1000));
    taken(name, seconds, Texts::tr("the time limit of each phase, in seconds"));
}

void EndpointBuilder::family(const QString &name, observation::AddressFamily family)
{
    m_settings.family = family;
    taken(name, {},
          family == observation::AddressFamily::Ipv4 ? Texts::tr("IPv4 only") : Texts::tr("IPv6 only"));
}

void EndpointBuilder::insecure(const QString &name)
{
    m_settings.insecure = true;
    taken(name, {}, Texts::tr("any certificate is accepted, and credentials go over it"));
}

void EndpointBuilder::file(const QString &name, File file, const QByteArray &path)
{
    const QString value = text(path);
    if (path.isEmpty())
        return left(name, {}, Texts::tr("the name of a file was expected"));
    switch (file) {
    case File::Authorities:
        m_settings.caFile = value;
        return taken(name, path, Texts::tr("trusted certificate authorities; read when the check starts"));
    case File::Certificate:
        m_settings.certificateFile = value;
        return taken(name, path, Texts::tr("the client certificate; read when the check starts"));
    case File::Key:
        m_settings.keyFile = value;
        return taken(name, path, Texts::tr("its private key; read when the check starts"));
    }
}

void EndpointBuilder::send(const QString &name, const QByteArray &text)
{
    m_settings.send.append(text);
    constexpr qsizetype longest = 200;
    taken(name, text.first(std::min(text.size(), longest)),
          Texts::tr("a message, sent once the connection is open"));
}

PastedEndpoint EndpointBuilder::build() &&
{
    if (m_host) {
        const auto endpoint = observation::parseEndpoint(text(m_address)).endpoint;
        if (endpoint && wire::equalsIgnoringCase(endpoint->hostHeader(), *m_host)) {
            implied(m_hostName, *m_host, Texts::tr("the address says it"));
        } else {
            m_settings.host = m_host;
            taken(m_hostName, *m_host, Texts::tr("the Host header"));
        }
    }
    return {text(m_address), std::move(m_settings), std::move(m_parts)};
}

bool isIpAddress(const QByteArray &text)
{
    const QByteArray host = text.contains(':') ? '[' + text + ']' : text;
    const auto endpoint = observation::parseEndpoint(QString::fromLatin1("ws://" + host)).endpoint;
    return endpoint && endpoint->isIpLiteral() && !endpoint->portGiven;
}

bool looksLikeAddress(QByteArrayView address)
{
    const qsizetype scheme = address.indexOf("://");
    if (scheme <= 0)
        return false;
    const QByteArray name = address.first(scheme).toByteArray().toLower();
    return name == "ws" || name == "wss" || name == "http" || name == "https";
}

} // namespace wirewise::imports
