#pragma once

#include "import/discovery.h"

#include <QJsonObject>
#include <QJsonValue>

#include <optional>

namespace wirewise::imports {

/// What the readers of interface documents share: references inside of the document, examples of parameters,
/// addresses put together. Nothing leaves the document.
class ApiDocument
{
public:
    ApiDocument(QJsonObject root, DocumentPlace place);

    [[nodiscard]] const QJsonObject &root() const { return m_root; }
    /// The value itself, or what its "$ref" points to; undefined where that is not in this document.
    [[nodiscard]] QJsonValue resolved(const QJsonValue &value) const;
    [[nodiscard]] QJsonObject object(const QJsonValue &value) const { return resolved(value).toObject(); }

    /// The value that the document gives a parameter, as text: example, default, the first that is allowed;
    /// of the parameter itself, then of its schema.
    [[nodiscard]] std::optional<QString> exampleOf(const QJsonObject &parameter) const;
    /// A server's address with its variables filled in. Nothing if one has no default.
    [[nodiscard]] std::optional<QString> serverAddress(const QString &pattern,
                                                       const QJsonObject &variables) const;
    /// Relative addresses begin at the document's own; nothing if that is not known.
    [[nodiscard]] std::optional<QString> absolute(const QString &address) const;
    [[nodiscard]] const DocumentPlace &place() const { return m_place; }

private:
    QJsonObject m_root;
    DocumentPlace m_place;
};

/// The names in braces, in order: "/rooms/{room}" has "room".
[[nodiscard]] QStringList namesIn(const QString &pattern);
/// One of them replaced by a value, percent-encoded for a path or a query.
[[nodiscard]] QString filledIn(const QString &pattern, const QString &name, const QString &value);
/// Server and path as one address.
[[nodiscard]] QString joined(const QString &server, const QString &path);
/// With further query parameters.
[[nodiscard]] QString withQuery(const QString &address, const QStringList &parameters);

/// Appends an endpoint while there is room for it. False once there is none, which is told.
[[nodiscard]] bool take(Discovered &found, const DiscoveredEndpoint &endpoint);

void readOpenApi(const ApiDocument &document, Discovered &found);
void readAsyncApi(const ApiDocument &document, Discovered &found);
/// An answer of a Socket.IO server to the first request of its polling.
void readSocketIoHandshake(const QByteArray &answer, const DocumentPlace &place, Discovered &found);
void readSignalRNegotiation(const QJsonObject &answer, const DocumentPlace &place, Discovered &found);

} // namespace wirewise::imports
