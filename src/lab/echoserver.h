#pragma once

#include <QWebSocketServer>

class QTcpSocket;
class QWebSocket;

namespace wirewise::lab {

/// The healthy one: answers each message with itself. An independent implementation of the protocol
/// (Qt's), so that Wirewise is not only measured against itself.
class EchoServer final : public QObject
{
    Q_OBJECT

public:
    explicit EchoServer(QObject *parent);

    /// Takes a connection whose request has not been read yet.
    void take(QTcpSocket *socket);
    [[nodiscard]] qsizetype connections() const;

private:
    void welcome(QWebSocket *socket);

    QWebSocketServer m_server;
};

} // namespace wirewise::lab
