#include "report/clientrequest.h"

#include "observation/printable.h"
#include "wire/handshake.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::report {

using namespace observation;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Snippet)
};

/// Header lines that a WebSocket library writes itself (RFC 6455 section 4.1).
bool isOfHandshake(const QByteArray &name)
{
    const QByteArrayList own{"Host",
                             "Connection",
                             "Upgrade",
                             "Origin",
                             "Sec-WebSocket-Key",
                             "Sec-WebSocket-Version",
                             "Sec-WebSocket-Protocol",
                             "Sec-WebSocket-Extensions"};
    return std::any_of(own.cbegin(), own.cend(), [&name](const QByteArray &candidate) {
        return wire::equalsIgnoringCase(candidate, name);
    });
}

void addRemarks(ClientRequest &client, const wire::Request &request, const Endpoint &endpoint)
{
    if (request.headers.value("Host") != endpoint.hostHeader() && request.headers.contains("Host"))
        client.remarks.append(Texts::tr("The Host header was another one; set it where your library can."));
    if (!wire::isValidKey(request.headers.value("Sec-WebSocket-Key")))
        client.remarks.append(
            Texts::tr("The key of the handshake was wrong on purpose; a library sends a right one."));
    if (request.headers.value("Sec-WebSocket-Version") != "13")
        client.remarks.append(Texts::tr("The version of the handshake was not 13; a library sends 13."));
}

QString escaped(char32_t character, Escapes escapes)
{
    const QString hex = QString::number(static_cast<uint>(character), 16);
    if (character < 0x100)
        return QLatin1String("\\x") + hex.rightJustified(2, u'0');
    if (character < 0x10000)
        return QLatin1String("\\u") + hex.rightJustified(4, u'0');
    return escapes == Escapes::Python ? QString(QLatin1String("\\U") + hex.rightJustified(8, u'0'))
                                      : QString(QLatin1String("\\u{") + hex + u'}');
}

} // namespace

wire::Request requestOf(const Exchange &exchange)
{
    return exchange.sent.isEmpty() ? requestFor(exchange.probe, "dGhlIHNhbXBsZSBub25jZQ==")
                                   : exchange.request();
}

ClientRequest clientRequest(const Exchange &exchange)
{
    const wire::Request request = requestOf(exchange);
    const Endpoint &endpoint = exchange.probe.endpoint;
    const Settings &settings = exchange.probe.settings;
    ClientRequest client;
    client.upgrade = exchange.probe.kind == ProbeKind::Upgrade;
    client.method = request.method;
    client.secure = endpoint.secure;
    client.insecure = settings.insecure;
    client.caFile = settings.caFile;
    client.host = endpoint.host;
    client.port = endpoint.port;
    client.target = request.target;
    const char *scheme =
        client.upgrade ? (endpoint.secure ? "wss://" : "ws://") : (endpoint.secure ? "https://" : "http://");
    client.url = scheme + endpoint.hostHeader() + client.target;
    client.compression = request.headers.contains("Sec-WebSocket-Extensions");
    client.subprotocols = request.headers.elements("Sec-WebSocket-Protocol");
    if (request.headers.contains("Origin"))
        client.origin = request.headers.value("Origin");
    for (const wire::Header &header : request.headers) {
        if (wire::isToken(header.name) && !(client.upgrade && isOfHandshake(header.name)))
            client.headers.append({header.name, header.value});
    }
    if (client.upgrade) {
        client.send = settings.send;
        addRemarks(client, request, endpoint);
    }
    return client;
}

QString stringLiteral(const QByteArray &bytes, Escapes escapes)
{
    QString literal = QStringLiteral("\"");
    const QList<uint> characters = QString::fromUtf8(bytes).toUcs4();
    for (const char32_t character : characters) {
        const QString text = QString::fromUcs4(&character, 1);
        if (character == U'"' || character == U'\\')
            literal += u'\\' + text;
        else if (printable(text.toUtf8()) == text)
            literal += text;
        else
            literal += escaped(character, escapes);
    }
    return literal + u'"';
}

QString byteLiteral(const QByteArray &bytes)
{
    QString literal = QStringLiteral("\"");
    for (const char c : bytes) {
        const auto byte = static_cast<quint8>(c);
        if (c == '"' || c == '\\')
            literal += QLatin1Char('\\') + QString(QLatin1Char(c));
        else if (byte >= 0x20 && byte < 0x7F)
            literal += QLatin1Char(c);
        else
            literal += escaped(byte, Escapes::Python);
    }
    return literal + u'"';
}

} // namespace wirewise::report
