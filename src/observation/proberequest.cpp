#include "observation/exchange.h"

namespace wirewise::observation {

namespace {

/// A header that makes a request a WebSocket handshake. HEAD and GET are the plain comparison: they
/// carry none, also when the user gave it as a header for the upgrade.
bool belongsToHandshake(const HeaderPair &header)
{
    const QByteArray name = header.first.toLower();
    return name == "upgrade" || name == "connection" || name.startsWith("sec-websocket-");
}

/// RFC 7617 section 2: user-id ":" password.
QByteArray basicCredentials(const QByteArray &userInfo)
{
    const QByteArray pair = userInfo.contains(':') ? userInfo : userInfo + ':';
    return QByteArray("Basic ") + pair.toBase64();
}

QList<HeaderPair> ownHeaders(const Probe &probe, const QByteArray &key)
{
    const Settings &settings = probe.settings;
    QList<HeaderPair> own;
    own.emplaceBack("Host", settings.host.value_or(probe.endpoint.hostHeader()));
    if (probe.kind == ProbeKind::Upgrade) {
        // RFC 6455 section 4.1, the client's requirements 5 to 11.
        own.emplaceBack("Connection", "Upgrade");
        own.emplaceBack("Upgrade", "websocket");
        own.emplaceBack("Sec-WebSocket-Version", settings.wsVersion.value_or(QByteArray("13")));
        own.emplaceBack("Sec-WebSocket-Key", settings.key.value_or(key));
        if (!settings.subprotocols.isEmpty())
            own.emplaceBack("Sec-WebSocket-Protocol", settings.subprotocols.join(", "));
        if (!settings.extensions.isEmpty())
            own.emplaceBack("Sec-WebSocket-Extensions", settings.extensions);
    } else {
        own.emplaceBack("Connection", "close");
    }
    if (settings.origin)
        own.emplaceBack("Origin", *settings.origin);
    if (!probe.endpoint.userInfo.isEmpty())
        own.emplaceBack("Authorization", basicCredentials(probe.endpoint.userInfo));
    own.emplaceBack("User-Agent", QByteArrayLiteral("Wirewise/" WIREWISE_VERSION));
    own.emplaceBack("Accept", "*/*");
    return own;
}

} // namespace

wire::Request requestFor(const Probe &probe, const QByteArray &key)
{
    wire::Request request;
    request.method = probe.kind == ProbeKind::Head ? "HEAD" : "GET";
    request.target = probe.endpoint.target;

    QList<HeaderPair> given = probe.settings.headers;
    if (probe.kind != ProbeKind::Upgrade)
        given.removeIf(belongsToHandshake);

    // A header of the user's that is named as one of ours takes its place, as often as it was given.
    for (const HeaderPair &own : ownHeaders(probe, key)) {
        const auto sameName = [&own](const HeaderPair &header) {
            return wire::equalsIgnoringCase(header.first, own.first);
        };
        bool replaced = false;
        for (const HeaderPair &header : std::as_const(given)) {
            if (sameName(header)) {
                request.headers.append(header.first, header.second);
                replaced = true;
            }
        }
        if (replaced)
            given.removeIf(sameName);
        else
            request.headers.append(own.first, own.second);
    }
    for (const HeaderPair &header : std::as_const(given))
        request.headers.append(header.first, header.second);
    return request;
}

} // namespace wirewise::observation
