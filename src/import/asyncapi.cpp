#include "import/apidocument.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUrl>

namespace wirewise::imports {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::Discovery)
};

bool isWebSocket(const QString &protocol)
{
    return protocol == QLatin1String("ws") || protocol == QLatin1String("wss");
}

/// The channels of AsyncAPI 2 and 3 that are reached over ws or wss.
class AsyncApiReader
{
public:
    AsyncApiReader(const ApiDocument &document, Discovered &found)
        : m_document(document)
        , m_found(found)
        , m_servers(document.object(document.root().value(QLatin1String("servers"))))
    {
    }

    void read()
    {
        const QJsonObject channels = m_document.object(m_document.root().value(QLatin1String("channels")));
        for (auto channel = channels.begin(); channel != channels.end(); ++channel) {
            const QJsonValue item = m_document.resolved(channel.value());
            if (!item.isObject())
                pass(channel.key(), Texts::tr("It is described in another file, which is not read."));
            else if (!readChannel(channel.key(), item.toObject()))
                return;
        }
    }

private:
    bool readChannel(const QString &name, const QJsonObject &channel)
    {
        const QString what = Texts::tr("channel %1").arg(name);
        const std::optional<QString> server = serverOf(what, channel);
        if (!server)
            return true;
        // In AsyncAPI 3 the key is a name, and "address" may be null: not known before it runs.
        const QJsonValue address = channel.value(QLatin1String("address"));
        if (address.isNull()) {
            pass(what, Texts::tr("Its address is known only while the application runs."));
            return true;
        }
        const QString path = address.isString() ? address.toString() : name;
        const std::optional<QString> filled =
            filledPath(what, path, m_document.object(channel.value(QLatin1String("parameters"))));
        const std::optional<QStringList> query = filled ? queryOf(what, channel) : std::nullopt;
        return !query || take(m_found, {withQuery(joined(*server, *filled), *query), what});
    }

    /// The first server of the channel that speaks WebSocket; without a list, of the document.
    std::optional<QString> serverOf(const QString &what, const QJsonObject &channel)
    {
        QStringList others;
        bool isReachable = false;
        const QList<QJsonObject> servers = serversOf(channel);
        for (const QJsonObject &server : servers) {
            const QString protocol = server.value(QLatin1String("protocol")).toString().toLower();
            if (!isWebSocket(protocol)) {
                others.append(protocol);
                continue;
            }
            isReachable = true;
            if (!m_document.place().server.isEmpty())
                return m_document.place().server;
            if (const auto address = addressOf(server, protocol))
                return address;
        }
        if (servers.isEmpty() && !m_document.place().server.isEmpty())
            return m_document.place().server;
        if (isReachable || servers.isEmpty())
            pass(what,
                 Texts::tr("The document does not say on which server it is. Name it with --server URL."));
        else
            pass(what, Texts::tr("It is reached over %1, not over a WebSocket.")
                           .arg(others.join(QLatin1String(", "))));
        return {};
    }

    QList<QJsonObject> serversOf(const QJsonObject &channel) const
    {
        QList<QJsonObject> servers;
        const QJsonArray chosen = channel.value(QLatin1String("servers")).toArray();
        for (const QJsonValue &one : chosen) {
            // AsyncAPI 2 names them, AsyncAPI 3 refers to them.
            const QJsonObject server =
                m_document.object(one.isString() ? m_servers.value(one.toString()) : one);
            if (!server.isEmpty())
                servers.append(server);
        }
        if (chosen.isEmpty()) {
            for (const QJsonValue &one : m_servers)
                servers.append(m_document.object(one));
        }
        return servers;
    }

    std::optional<QString> addressOf(const QJsonObject &server, const QString &protocol) const
    {
        const QString url = server.value(QLatin1String("url")).toString();
        const QString host = server.value(QLatin1String("host")).toString();
        const QString pattern =
            url.isEmpty() ? QString(host % server.value(QLatin1String("pathname")).toString()) : url;
        const auto address =
            m_document.serverAddress(pattern, m_document.object(server.value(QLatin1String("variables"))));
        if (!address || address->isEmpty())
            return {};
        return address->contains(QLatin1String("://")) ? *address
                                                       : QString(protocol % QLatin1String("://") % *address);
    }

    std::optional<QString> filledPath(const QString &what, QString path, const QJsonObject &parameters)
    {
        const QStringList names = namesIn(path);
        for (const QString &name : names) {
            const auto value = m_document.exampleOf(m_document.object(parameters.value(name)));
            if (!value || value->isEmpty()) {
                pass(what, Texts::tr("The document gives no example of {%1}.").arg(name));
                return {};
            }
            path = filledIn(path, name, *value);
        }
        return path;
    }

    /// The WebSockets binding of a channel describes its query as a schema of an object.
    std::optional<QStringList> queryOf(const QString &what, const QJsonObject &channel)
    {
        const QJsonObject bindings = m_document.object(channel.value(QLatin1String("bindings")));
        const QJsonObject binding = m_document.object(bindings.value(QLatin1String("ws")));
        const QJsonObject schema = m_document.object(binding.value(QLatin1String("query")));
        const QJsonObject properties = m_document.object(schema.value(QLatin1String("properties")));
        const QJsonArray required = schema.value(QLatin1String("required")).toArray();
        QStringList query;
        for (const QJsonValue &one : required) {
            const QString name = one.toString();
            const auto value = m_document.exampleOf(m_document.object(properties.value(name)));
            if (!value) {
                pass(what, Texts::tr("The document gives no example of the query parameter %1, which has to "
                                     "be there.")
                               .arg(name));
                return {};
            }
            query.append(
                QString::fromLatin1(QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(*value)));
        }
        return query;
    }

    void pass(const QString &what, const QString &why)
    {
        if (m_found.passedOver.size() < MostDiscovered)
            m_found.passedOver.append({what, why});
    }

    const ApiDocument &m_document;
    Discovered &m_found;
    QJsonObject m_servers;
};

} // namespace

void readAsyncApi(const ApiDocument &document, Discovered &found)
{
    AsyncApiReader(document, found).read();
}

} // namespace wirewise::imports
