#include "probe/probing.h"

#include "probe/proberun.h"

#include <QFile>
#include <QSignalSpy>

namespace wirewise::testing {

observation::Probe aProbe(const QString &url, observation::ProbeKind kind,
                          const observation::Settings &settings)
{
    const observation::EndpointResult endpoint = observation::parseEndpoint(url);
    Q_ASSERT(endpoint.endpoint);
    return {observation::toString(kind), kind, *endpoint.endpoint, settings};
}

observation::Settings withLimit(std::chrono::milliseconds timeout)
{
    observation::Settings settings;
    settings.timeout = timeout;
    return settings;
}

observation::Exchange runProbe(const observation::Probe &probe)
{
    probe::ProbeRun run(probe);
    QSignalSpy finished(&run, &probe::ProbeRun::finished);
    run.start();
    finished.wait(30000);
    return run.exchange();
}

QString writtenTo(const QTemporaryDir &directory, const QByteArray &content)
{
    QFile file(directory.filePath(QStringLiteral("%1.pem").arg(qHash(content))));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return {};
    return file.fileName();
}

TlsPeer::TlsPeer(TlsServerWish wish, std::function<QByteArray(const QByteArray &)> answer)
    : m_wish(std::move(wish))
    , m_answer(std::move(answer))
    , m_peer([this](QTcpSocket *socket, const QByteArray &bytes) { onBytes(socket, bytes); },
             [this](QTcpSocket *socket) {
                 m_connections[socket] = {std::make_unique<TlsServerEnd>(m_wish), 0};
             })
{
}

void TlsPeer::onBytes(QTcpSocket *socket, const QByteArray &bytes)
{
    Connection &connection = m_connections[socket];
    connection.tls->feed(bytes.mid(connection.fed));
    connection.fed = bytes.size();
    const QByteArray plain = connection.tls->takePlain();
    m_plain += plain;
    if (!plain.isEmpty())
        connection.tls->write(m_answer(plain));
    socket->write(connection.tls->takeOutgoing());
}

} // namespace wirewise::testing
