#pragma once

#include "observation/connectionfacts.h"
#include "observation/endpoint.h"

#include <QByteArray>
#include <QString>

namespace wirewise::report {

/// Attributes of a span, an event or a resource: KeyValue of OpenTelemetry's common.proto. What is empty is
/// left out; texts are made printable and bounded. Written as they come: a run has hundreds of thousands.
class OtlpAttributes
{
public:
    static constexpr qsizetype MaximumText = 4096; ///< characters of one value

    void add(const char *key, const QString &text);
    void add(const char *key, const QByteArray &text);
    void add(const QString &key, const QString &text);
    void add(const char *key, qint64 number);
    void add(const char *key, bool flag);
    void add(const char *key, double number);

    /// server.address, server.port, url.scheme, url.full; the endpoint's secrets are masked already.
    void addEndpoint(const observation::Endpoint &endpoint);
    /// network.*, tls.*; with a proxy the peer is the proxy.
    void addConnection(const observation::ConnectionFacts &facts);

    [[nodiscard]] bool isEmpty() const { return m_written.isEmpty(); }
    /// A list of JSON.
    [[nodiscard]] QByteArray toJson() const { return '[' + m_written + ']'; }

private:
    void append(const QByteArray &key, const char *kind, const QByteArray &value);

    QByteArray m_written;
};

} // namespace wirewise::report
