#include "import/apidocument.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QMap>
#include <QUrl>

namespace wirewise::imports {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::Discovery)
};

/// The GET operations of OpenAPI 3.0 and 3.1 (sections "Paths Object", "Parameter Object", "Server Object")
/// and of Swagger 2.
class OpenApiReader
{
public:
    OpenApiReader(const ApiDocument &document, Discovered &found)
        : m_document(document)
        , m_found(found)
        , m_isSwagger(document.root().contains(QLatin1String("swagger")))
    {
    }

    void read()
    {
        const QJsonObject paths = m_document.object(m_document.root().value(QLatin1String("paths")));
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            const QJsonValue item = m_document.resolved(path.value());
            if (!item.isObject()) {
                pass(path.key(), Texts::tr("It is described in another file, which is not read."));
                continue;
            }
            if (!readPath(path.key(), item.toObject()))
                return;
        }
    }

private:
    /// False once there is no room for more.
    bool readPath(const QString &path, const QJsonObject &item)
    {
        const QJsonObject operation = m_document.object(item.value(QLatin1String("get")));
        const QString what = QLatin1String("GET ") % path;
        if (operation.isEmpty()) {
            if (!item.isEmpty() && !path.startsWith(QLatin1String("x-")))
                pass(path, Texts::tr("It has no GET, and an upgrade is a GET."));
            return true;
        }
        const std::optional<QString> server = serverOf(what, operation, item);
        if (!server)
            return true;
        // Parameters of the operation replace those of the path that have the same name and place.
        QMap<QPair<QString, QString>, QJsonObject> parameters;
        for (const QJsonObject &owner : {item, operation}) {
            const QJsonArray list = owner.value(QLatin1String("parameters")).toArray();
            for (const QJsonValue &one : list) {
                const QJsonObject parameter = m_document.object(one);
                parameters.insert({parameter.value(QLatin1String("in")).toString(),
                                   parameter.value(QLatin1String("name")).toString()},
                                  parameter);
            }
        }
        const std::optional<QString> filled = filledPath(what, path, parameters);
        const std::optional<QStringList> query = filled ? queryOf(what, parameters) : std::nullopt;
        return !query || take(m_found, {withQuery(joined(*server, *filled), *query), what});
    }

    std::optional<QString> filledPath(const QString &what, QString path,
                                      const QMap<QPair<QString, QString>, QJsonObject> &parameters)
    {
        const QStringList names = namesIn(path);
        for (const QString &name : names) {
            const auto value = m_document.exampleOf(parameters.value({QStringLiteral("path"), name}));
            if (!value || value->isEmpty()) {
                pass(what, Texts::tr("The document gives no example of {%1}.").arg(name));
                return {};
            }
            path = filledIn(path, name, *value);
        }
        return path;
    }

    std::optional<QStringList> queryOf(const QString &what,
                                       const QMap<QPair<QString, QString>, QJsonObject> &parameters)
    {
        QStringList query;
        for (auto one = parameters.begin(); one != parameters.end(); ++one) {
            if (one.key().first != QLatin1String("query") || !one->value(QLatin1String("required")).toBool())
                continue;
            const QString name = one.key().second;
            const auto value = m_document.exampleOf(*one);
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

    /// Of the operation, of the path, of the document: the first that has any.
    std::optional<QString> serverOf(const QString &what, const QJsonObject &operation,
                                    const QJsonObject &item)
    {
        if (!m_document.place().server.isEmpty())
            return m_document.place().server;
        QStringList servers;
        if (m_isSwagger) {
            servers = swaggerServers();
        } else {
            for (const QJsonObject &owner : {operation, item, m_document.root()}) {
                servers = serversOf(owner);
                if (!servers.isEmpty())
                    break;
            }
        }
        // Section 4.8.1.1: without servers, one with the address "/".
        if (servers.isEmpty())
            servers.append(QStringLiteral("/"));
        tellOthers(servers);
        const std::optional<QString> server = m_document.absolute(servers.constFirst());
        if (!server)
            pass(what,
                 Texts::tr("The document does not say on which server it is. Name it with --server URL."));
        return server;
    }

    QStringList serversOf(const QJsonObject &owner)
    {
        QStringList servers;
        const QJsonArray list = owner.value(QLatin1String("servers")).toArray();
        for (const QJsonValue &one : list) {
            const QJsonObject server = m_document.object(one);
            const QString pattern = server.value(QLatin1String("url")).toString();
            const auto address = m_document.serverAddress(
                pattern, m_document.object(server.value(QLatin1String("variables"))));
            if (address && !address->isEmpty())
                servers.append(*address);
        }
        return servers;
    }

    /// Swagger 2: schemes, host and basePath; what is missing is that of the document's own address.
    QStringList swaggerServers()
    {
        const QJsonObject &root = m_document.root();
        const QString host = root.value(QLatin1String("host")).toString();
        const QString base = root.value(QLatin1String("basePath")).toString(QStringLiteral("/"));
        if (host.isEmpty())
            return {base};
        QStringList schemes;
        const QJsonArray list = root.value(QLatin1String("schemes")).toArray();
        for (const QJsonValue &scheme : list)
            schemes.append(scheme.toString());
        const QUrl own(m_document.place().fetchedFrom);
        for (const char *preferred : {"wss", "https", "ws", "http"}) {
            if (schemes.contains(QLatin1String(preferred)))
                return {QLatin1String(preferred) % QLatin1String("://") % host % base};
        }
        const QString scheme = own.scheme().isEmpty() ? QStringLiteral("https") : own.scheme();
        return {scheme % QLatin1String("://") % host % base};
    }

    void tellOthers(const QStringList &servers)
    {
        for (const QString &server : servers.mid(1)) {
            if (m_told.contains(server))
                continue;
            m_told.append(server);
            pass(server, Texts::tr("It is another server of the document; check it with --server URL."));
        }
    }

    void pass(const QString &what, const QString &why)
    {
        if (m_found.passedOver.size() < MostDiscovered)
            m_found.passedOver.append({what, why});
    }

    const ApiDocument &m_document;
    Discovered &m_found;
    bool m_isSwagger;
    QStringList m_told;
};

} // namespace

void readOpenApi(const ApiDocument &document, Discovered &found)
{
    OpenApiReader(document, found).read();
}

} // namespace wirewise::imports
