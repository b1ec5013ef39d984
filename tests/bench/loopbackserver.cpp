#include "bench/loopbackserver.h"

#include "wire/handshake.h"
#include "wire/request.h"

#include <QByteArray>

#include <sys/socket.h>
#include <unistd.h>

namespace wirewise::bench {

namespace {

QByteArray answerTo(const wire::Request &request)
{
    if (const QByteArray key = request.headers.value("Sec-WebSocket-Key"); !key.isEmpty()) {
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Accept: " +
               wire::acceptFor(key) + "\r\n\r\n";
    }
    const QByteArray body = request.method == "HEAD" ? "" : "well\n";
    return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nConnection: close\r\n\r\n" +
           body;
}

void serve(int connection)
{
    QByteArray received;
    char portion[4096];
    while (!received.contains("\r\n\r\n")) {
        const ssize_t count = recv(connection, portion, sizeof portion, 0);
        if (count <= 0) {
            close(connection);
            return;
        }
        received.append(portion, count);
    }
    const wire::Request request = wire::requestFromBytes(received);
    QByteArray answer = answerTo(request);
    const bool upgraded = answer.startsWith("HTTP/1.1 101");
    // curl stays until the server leaves, and a server that leaves says so in a Close frame (RFC 6455
    // section 5.5.1).
    const bool leaves = request.headers.value("User-Agent").startsWith("curl");
    if (upgraded && leaves) {
        answer.append(QByteArray("\x88\x00", 2));
    }
    const bool sent = send(connection, answer.constData(), static_cast<size_t>(answer.size()),
                           MSG_NOSIGNAL) == answer.size();
    while (sent && upgraded && !leaves && recv(connection, portion, sizeof portion, 0) > 0) {
    }
    close(connection);
}

} // namespace

LoopbackServer::LoopbackServer()
    : m_process(serve)
{
}

} // namespace wirewise::bench
