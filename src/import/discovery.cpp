#include "import/discovery.h"

#include "import/apidocument.h"
#include "import/readtext.h"
#include "import/yamlvalue.h"
#include "wire/engineio.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonParseError>

#include <algorithm>

namespace wirewise::imports {

namespace {

constexpr const char *Context = "wirewise::imports::DocumentKind";

struct KindRow
{
    DocumentKind kind;
    const char *id;
    const char *title;
};
constexpr KindRow Kinds[] = {
    {DocumentKind::Unknown, "unknown", QT_TRANSLATE_NOOP("wirewise::imports::DocumentKind", "a document")},
    {DocumentKind::OpenApi, "openapi",
     QT_TRANSLATE_NOOP("wirewise::imports::DocumentKind", "an OpenAPI document")},
    {DocumentKind::Swagger, "swagger",
     QT_TRANSLATE_NOOP("wirewise::imports::DocumentKind", "a Swagger 2 document")},
    {DocumentKind::AsyncApi, "asyncapi",
     QT_TRANSLATE_NOOP("wirewise::imports::DocumentKind", "an AsyncAPI document")},
    {DocumentKind::SocketIo, "socket-io",
     QT_TRANSLATE_NOOP("wirewise::imports::DocumentKind", "the answer of a Socket.IO handshake")},
    {DocumentKind::SignalR, "signalr",
     QT_TRANSLATE_NOOP("wirewise::imports::DocumentKind", "the answer of a SignalR negotiation")},
};

const KindRow &rowOf(DocumentKind kind)
{
    const auto *row =
        std::find_if(std::begin(Kinds), std::end(Kinds), [kind](const KindRow &r) { return r.kind == kind; });
    return row == std::end(Kinds) ? Kinds[0] : *row;
}

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::Discovery)
};

Discovered refused(const QString &why)
{
    Discovered found;
    found.error = why;
    return found;
}

DocumentKind kindOf(const QJsonObject &root)
{
    if (root.contains(QLatin1String("openapi")))
        return DocumentKind::OpenApi;
    if (root.contains(QLatin1String("swagger")))
        return DocumentKind::Swagger;
    if (root.contains(QLatin1String("asyncapi")))
        return DocumentKind::AsyncApi;
    if (root.contains(QLatin1String("availableTransports")) ||
        (root.contains(QLatin1String("url")) && root.contains(QLatin1String("accessToken"))))
        return DocumentKind::SignalR;
    return DocumentKind::Unknown;
}

tl::expected<QJsonObject, QString> rootOf(const QByteArray &text)
{
    QJsonParseError fault;
    const QJsonDocument json = QJsonDocument::fromJson(text, &fault);
    if (json.isObject())
        return json.object();
    // YAML takes JSON as well, but says worse what is wrong with it.
    if (text.startsWith('{') || text.startsWith('['))
        return tl::unexpected(Texts::tr("it is no JSON, from byte %1 on").arg(fault.offset));
    const auto yaml = readYaml(text);
    if (!yaml)
        return tl::unexpected(yaml.error());
    if (!yaml->isObject())
        return tl::unexpected(Texts::tr("it is neither JSON nor YAML of an interface"));
    return yaml->toObject();
}

} // namespace

QByteArray toString(DocumentKind kind)
{
    return rowOf(kind).id;
}

QString titleOf(DocumentKind kind)
{
    return QCoreApplication::translate(Context, rowOf(kind).title);
}

Discovered discover(const QByteArray &document, const DocumentPlace &place)
{
    const QString expected =
        Texts::tr("OpenAPI, Swagger or AsyncAPI in JSON or YAML, or the answer of a Socket.IO handshake or a "
                  "SignalR negotiation was expected.");
    if (document.size() > MaximumTextSize)
        return refused(Texts::tr("The document is larger than %1 MiB.").arg(MaximumTextSize / 1024 / 1024));
    const QByteArray text = toUtf8(document).trimmed();
    Discovered found;
    if (wire::readEngineIoOpen(text)) {
        found.kind = DocumentKind::SocketIo;
        readSocketIoHandshake(text, place, found);
        return found;
    }
    const auto root = rootOf(text);
    if (!root)
        return refused(Texts::tr("The document cannot be read: %1. %2").arg(root.error(), expected));
    found.kind = kindOf(*root);
    const ApiDocument read(*root, place);
    found.title = read.object(root->value(QLatin1String("info"))).value(QLatin1String("title")).toString();
    switch (found.kind) {
    case DocumentKind::OpenApi:
    case DocumentKind::Swagger:
        readOpenApi(read, found);
        break;
    case DocumentKind::AsyncApi:
        readAsyncApi(read, found);
        break;
    case DocumentKind::SignalR:
        readSignalRNegotiation(*root, place, found);
        break;
    case DocumentKind::SocketIo:
    case DocumentKind::Unknown:
        return refused(expected);
    }
    return found;
}

} // namespace wirewise::imports
