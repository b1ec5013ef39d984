#pragma once

#include "observation/exchange.h"
#include "probe/peer.h"
#include "probe/tlsserverend.h"

#include <QTemporaryDir>

#include <functional>
#include <map>
#include <memory>

namespace wirewise::testing {

[[nodiscard]] observation::Probe aProbe(const QString &url,
                                        observation::ProbeKind kind = observation::ProbeKind::Upgrade,
                                        const observation::Settings &settings = {});
[[nodiscard]] observation::Settings withLimit(std::chrono::milliseconds timeout);
/// Runs it to its end.
[[nodiscard]] observation::Exchange runProbe(const observation::Probe &probe);
/// Path of a file with that content; empty if it cannot be written.
[[nodiscard]] QString writtenTo(const QTemporaryDir &directory, const QByteArray &content);

/// A Peer behind TLS: answers every portion of clear bytes.
class TlsPeer
{
public:
    TlsPeer(TlsServerWish wish, std::function<QByteArray(const QByteArray &plain)> answer);
    [[nodiscard]] QString url(const QString &scheme) const { return m_peer.url(scheme); }
    [[nodiscard]] quint16 port() const { return m_peer.port(); }
    [[nodiscard]] int open() const { return m_peer.open(); }
    [[nodiscard]] const QByteArray &plain() const { return m_plain; }

private:
    struct Connection
    {
        std::unique_ptr<TlsServerEnd> tls;
        qsizetype fed = 0;
    };
    void onBytes(QTcpSocket *socket, const QByteArray &bytes);

    TlsServerWish m_wish;
    std::function<QByteArray(const QByteArray &)> m_answer;
    std::map<QTcpSocket *, Connection> m_connections;
    QByteArray m_plain;
    Peer m_peer;
};

} // namespace wirewise::testing
