#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace wirewise::imports {

/// What a document that tells of endpoints was taken for.
enum class DocumentKind { Unknown, OpenApi, Swagger, AsyncApi, SocketIo, SignalR };
QByteArray toString(DocumentKind kind); ///< "openapi"
/// "an OpenAPI document"
[[nodiscard]] QString titleOf(DocumentKind kind);

/// An endpoint that a document names.
struct DiscoveredEndpoint
{
    QString address; ///< whole; http and https stand for ws and wss
    QString what;    ///< where the document names it: "GET /rooms/{room}"

    friend bool operator==(const DiscoveredEndpoint &, const DiscoveredEndpoint &) = default;
};

/// What a document names as well, and why it is no endpoint to check.
struct PassedOver
{
    QString what;
    QString why; ///< a sentence for people

    friend bool operator==(const PassedOver &, const PassedOver &) = default;
};

/// What was read of a document.
struct Discovered
{
    DocumentKind kind = DocumentKind::Unknown;
    QString title; ///< the document's own; may be empty
    QList<DiscoveredEndpoint> endpoints;
    QList<PassedOver> passedOver;
    QString error; ///< a sentence if nothing could be read: what was expected, what to do next

    [[nodiscard]] bool isUnderstood() const { return error.isEmpty(); }
};

/// Where a document comes from, and where its endpoints are.
struct DocumentPlace
{
    QString fetchedFrom; ///< its own address, which relative ones begin at; empty for a file
    QString server;      ///< takes the place of the servers that the document names; empty: those
};

/// Most endpoints that are taken from one document.
inline constexpr qsizetype MostDiscovered = 10'000;

/// Reads OpenAPI 3, Swagger 2 and AsyncAPI 2 and 3 in JSON or YAML, the answer of a Socket.IO polling
/// handshake and of a SignalR negotiation. Nothing is fetched, no reference leaves the document. Of a path
/// with parameters the examples and defaults of the document are taken; what has none is passed over.
/// Bounded: MaximumTextSize bytes, MostDiscovered endpoints. Callable from any thread.
[[nodiscard]] Discovered discover(const QByteArray &document, const DocumentPlace &place);

} // namespace wirewise::imports
