#pragma once

#include "wire/gzip.h"

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QQueue>
#include <QString>
#include <QTcpServer>
#include <QTcpSocket>

namespace wirewise::tests {

/// A collector or Pushgateway of the test's own: keeps what it is sent, and answers as it was told.
class Receiver : public QTcpServer
{
public:
    struct Request
    {
        QByteArray line;                       ///< "POST /v1/traces HTTP/1.1"
        QHash<QByteArray, QByteArray> headers; ///< names in small letters
        QByteArray body;
    };
    struct Answer
    {
        int status = 200;
        QByteArray headers; ///< lines with their ends
        QByteArray body = "{}";
        bool hangUp = false; ///< close instead
    };

    Receiver()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
        });
    }

    [[nodiscard]] QString url(const char *path = "") const
    {
        return QStringLiteral("http://127.0.0.1:%1%2").arg(serverPort()).arg(QLatin1String(path));
    }
    /// The next answers, in order; afterwards 200.
    void answerWith(const Answer &answer) { m_answers.enqueue(answer); }
    [[nodiscard]] const QList<Request> &requests() const { return m_requests; }
    /// Bodies that were answered with 200, by the path they came to.
    [[nodiscard]] QList<QByteArray> takenAt(const QByteArray &path) const
    {
        QList<QByteArray> bodies;
        for (const auto &[to, body] : m_taken) {
            if (to == path)
                bodies.append(body);
        }
        return bodies;
    }

private:
    void read(QTcpSocket &socket)
    {
        QByteArray &bytes = m_buffers[&socket];
        bytes += socket.readAll();
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Request request;
        const QList<QByteArray> lines = bytes.first(end).split('\n');
        request.line = lines.constFirst().trimmed();
        for (const QByteArray &line : lines.sliced(1)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
        }
        const qsizetype length = request.headers.value("content-length").toLongLong();
        if (bytes.size() < end + 4 + length)
            return;
        request.body = bytes.sliced(end + 4, length);
        bytes.remove(0, end + 4 + length);
        if (request.headers.value("content-encoding") == "gzip")
            request.body = wire::unpack(request.body, 64 * 1024 * 1024).value_or("not gzip");
        m_requests.append(request);
        answer(socket, request);
    }

    void answer(QTcpSocket &socket, const Request &request)
    {
        const Answer answer = m_answers.isEmpty() ? Answer() : m_answers.dequeue();
        if (answer.hangUp)
            return socket.abort();
        if (answer.status == 200)
            m_taken.append({request.line.split(' ').value(1), request.body});
        socket.write("HTTP/1.1 " + QByteArray::number(answer.status) + " Said\r\n" + answer.headers +
                     "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n\r\n" + answer.body);
    }

    QHash<QTcpSocket *, QByteArray> m_buffers;
    QQueue<Answer> m_answers;
    QList<Request> m_requests;
    QList<std::pair<QByteArray, QByteArray>> m_taken;
};

} // namespace wirewise::tests
