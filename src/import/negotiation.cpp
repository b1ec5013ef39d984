#include "import/apidocument.h"
#include "wire/engineio.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUrl>
#include <QUrlQuery>

namespace wirewise::imports {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::Discovery)
};

/// Where the answer came from, as far as that is known.
QUrl baseOf(const DocumentPlace &place)
{
    return QUrl(place.server.isEmpty() ? place.fetchedFrom : place.server, QUrl::StrictMode);
}

QString addressOf(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded | QUrl::RemoveFragment);
}

} // namespace

void readSocketIoHandshake(const QByteArray &answer, const DocumentPlace &place, Discovered &found)
{
    const std::optional<wire::EngineIoOpen> open = wire::readEngineIoOpen(answer);
    QUrl url = baseOf(place);
    if (!url.isValid() || url.host().isEmpty()) {
        found.error = Texts::tr("The answer of a Socket.IO server does not say where it came from. Name the "
                                "address with --server URL.");
        return;
    }
    if (!open || !open->upgrades.contains("websocket")) {
        found.passedOver.append(
            {addressOf(url), Texts::tr("The server offers no upgrade to websocket to this client; its "
                                       "transports or its configuration leave it out.")});
        return;
    }
    if (url.path().isEmpty() || url.path() == QLatin1String("/"))
        url.setPath(QStringLiteral("/socket.io/"));
    QUrlQuery query(url);
    // The framing "97:0{…}" is that of protocol 3.
    if (!query.hasQueryItem(QStringLiteral("EIO")))
        query.addQueryItem(QStringLiteral("EIO"),
                           answer.startsWith("0{") ? QStringLiteral("4") : QStringLiteral("3"));
    // A session of our own: that of the answer is somebody's, and only once can it be upgraded.
    for (const char *name : {"sid", "t", "transport"})
        query.removeAllQueryItems(QLatin1String(name));
    query.addQueryItem(QStringLiteral("transport"), QStringLiteral("websocket"));
    url.setQuery(query);
    (void)take(found, {addressOf(url), Texts::tr("the upgrade that the Socket.IO handshake offers")});
}

void readSignalRNegotiation(const QJsonObject &answer, const DocumentPlace &place, Discovered &found)
{
    // A redirection: to Azure SignalR Service, for example, with a token for it.
    const QString elsewhere = answer.value(QLatin1String("url")).toString();
    if (!elsewhere.isEmpty()) {
        QUrl url(elsewhere, QUrl::StrictMode);
        const QString token = answer.value(QLatin1String("accessToken")).toString();
        QUrlQuery query(url);
        if (!token.isEmpty())
            query.addQueryItem(QStringLiteral("access_token"),
                               QString::fromLatin1(QUrl::toPercentEncoding(token)));
        url.setQuery(query);
        (void)take(found, {addressOf(url), Texts::tr("the service that the negotiation redirects to")});
        return;
    }
    QUrl url = baseOf(place);
    if (!url.isValid() || url.host().isEmpty()) {
        found.error =
            Texts::tr("The answer of a SignalR negotiation does not say where it came from. Name the "
                      "address of the hub with --server URL.");
        return;
    }
    QString path = url.path();
    if (path.endsWith(QLatin1String("/negotiate")))
        path.chop(10);
    url.setPath(path.isEmpty() ? QStringLiteral("/") : path);
    QUrlQuery query(url);
    query.removeAllQueryItems(QStringLiteral("negotiateVersion"));
    url.setQuery(query);
    bool offers = false;
    const QJsonArray transports = answer.value(QLatin1String("availableTransports")).toArray();
    for (const QJsonValue &transport : transports)
        offers = offers || transport.toObject().value(QLatin1String("transport")).toString() ==
                               QLatin1String("WebSockets");
    if (!offers) {
        found.passedOver.append(
            {addressOf(url), Texts::tr("The hub offers no WebSockets; its transports leave them out.")});
        return;
    }
    // Without an id, as a client that skips the negotiation connects: an id can be used only once.
    (void)take(found, {addressOf(url), Texts::tr("the hub of the SignalR negotiation")});
}

} // namespace wirewise::imports
