#pragma once

#include <QSslConfiguration>
#include <QTcpServer>

#include <optional>

class QTcpSocket;

namespace wirewise::lab {

/// One listening port, on 127.0.0.1 and nowhere else.
class Door final : public QTcpServer
{
    Q_OBJECT

public:
    explicit Door(QObject *parent);

    /// Connections come as QSslSocket with this configuration, their handshake not yet begun.
    void setTls(const QSslConfiguration &configuration) { m_tls = configuration; }
    /// A free port if it is 0.
    bool openOn(quint16 port);
    /// Fills the queue of connections that nobody takes, so that no further SYN is answered.
    void fill();

Q_SIGNALS:
    /// The receiver owns the socket.
    void arrived(QTcpSocket *socket);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    std::optional<QSslConfiguration> m_tls;
};

/// A port that is bound, so that nobody else gets it, and does not listen: a SYN to it gets RST.
class ReservedPort final : public QObject
{
    Q_OBJECT

public:
    explicit ReservedPort(QObject *parent);

    /// 0 if none could be had.
    [[nodiscard]] quint16 port() const;

private:
    QTcpSocket *m_socket;
};

} // namespace wirewise::lab
