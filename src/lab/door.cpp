#include "lab/door.h"

#include <QHostAddress>
#include <QSslSocket>
#include <QTcpSocket>

namespace wirewise::lab {

Door::Door(QObject *parent)
    : QTcpServer(parent)
{
}

bool Door::openOn(quint16 port)
{
    return listen(QHostAddress(QHostAddress::LocalHost), port);
}

void Door::incomingConnection(qintptr descriptor)
{
    QTcpSocket *socket = nullptr;
    if (m_tls) {
        auto *tls = new QSslSocket(this);
        tls->setSslConfiguration(*m_tls);
        socket = tls;
    } else {
        socket = new QTcpSocket(this);
    }
    if (socket->setSocketDescriptor(descriptor))
        Q_EMIT arrived(socket);
    else
        socket->deleteLater();
}

void Door::fill()
{
    // Linux takes backlog + 1 connections into the queue and drops further SYNs; the ones too many keep
    // knocking for as long as the lab runs.
    constexpr int Knocking = 4;
    pauseAccepting();
    for (int n = 0; n < Knocking; ++n) {
        auto *socket = new QTcpSocket(this);
        socket->connectToHost(QHostAddress(QHostAddress::LocalHost), serverPort());
    }
}

ReservedPort::ReservedPort(QObject *parent)
    : QObject(parent)
    , m_socket(new QTcpSocket(this))
{
    m_socket->bind(QHostAddress(QHostAddress::LocalHost), 0, QAbstractSocket::DontShareAddress);
}

quint16 ReservedPort::port() const
{
    return m_socket->localPort();
}

} // namespace wirewise::lab
