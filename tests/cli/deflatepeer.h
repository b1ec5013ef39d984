#pragma once

#include "wire/conversation.h"
#include "wire/deflatenegotiation.h"
#include "wire/handshake.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <memory>

namespace wirewise::tests {

/// A server that takes permessage-deflate and answers each message with itself, compressed.
class DeflatePeer : public QTcpServer
{
public:
    explicit DeflatePeer(const QByteArray &confirms = {})
        : m_confirms(confirms)
    {
        connect(this, &QTcpServer::newConnection, this, &DeflatePeer::accept);
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port");
    }

    [[nodiscard]] QString url() const { return QStringLiteral("ws://127.0.0.1:%1/").arg(serverPort()); }

private:
    void accept()
    {
        QTcpSocket *socket = nextPendingConnection();
        auto conversation = std::make_shared<wire::Conversation>(wire::Conversation::Role::Server);
        connect(socket, &QTcpSocket::readyRead, socket,
                [this, socket, conversation, head = QByteArray()]() mutable {
                    QByteArray bytes = socket->readAll();
                    if (!head.endsWith("\r\n\r\n")) {
                        head += bytes;
                        if (head.endsWith("\r\n\r\n"))
                            socket->write(answer(wire::requestFromBytes(head).headers, *conversation));
                        return;
                    }
                    conversation->receive(bytes);
                    while (const auto event = conversation->next()) {
                        if (const auto *message = std::get_if<wire::MessageReceived>(&*event))
                            conversation->sendFragmented(message->opcode, message->payload, 100);
                    }
                    socket->write(conversation->takeOutgoing());
                    if (conversation->isFinished())
                        socket->disconnectFromHost();
                });
    }

    QByteArray answer(const wire::HeaderList &request, wire::Conversation &conversation) const
    {
        const auto deflate = wire::answerDeflate(request);
        if (deflate)
            conversation.setDeflate(deflate->agreement);
        QByteArray confirmed = m_confirms;
        if (confirmed.isEmpty() && deflate)
            confirmed = deflate->headerValue;
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Accept: " +
               wire::acceptFor(request.value("Sec-WebSocket-Key")) +
               (confirmed.isEmpty() ? QByteArray()
                                    : QByteArray("\r\nSec-WebSocket-Extensions: " + confirmed)) +
               "\r\n\r\n";
    }

    QByteArray m_confirms;
};

} // namespace wirewise::tests
