// The least that a client of many handshakes can do, which is the measure for the others: one epoll, one
// buffer a connection; the upgrade is sent, its head read, its accept key checked, and the connection closed.
// TLS by OpenSSL, each certificate and its address verified: batch_epoll PORT COUNT PARALLEL [AUTHORITY]

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace {

constexpr char guid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455 section 1.3

struct Connection
{
    int socket;
    SSL *ssl;
    int number;
    bool sent;
    int received;
    char key[25];
    char head[2048];
};

int port, parallel, poll;
SSL_CTX *context;

void encode(char *to, const unsigned char *bytes, int size)
{
    EVP_EncodeBlock(reinterpret_cast<unsigned char *>(to), bytes, size);
}

bool isAccepted(const Connection &connection)
{
    char text[64];
    unsigned char digest[20];
    char accept[29];
    const int size = std::snprintf(text, sizeof text, "%s%s", connection.key, guid);
    EVP_Digest(text, static_cast<size_t>(size), digest, nullptr, EVP_sha1(), nullptr);
    encode(accept, digest, sizeof digest);
    const char *field = strcasestr(connection.head, "\r\nSec-WebSocket-Accept:");
    if (std::strncmp(connection.head, "HTTP/1.1 101 ", 13) != 0 || !field) {
        return false;
    }
    const char *value = field + 23;
    value += std::strspn(value, " \t");
    return std::strncmp(value, accept, 28) == 0;
}

bool begin(Connection &connection, int number)
{
    connection.socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    connection.number = number;
    connection.sent = false;
    connection.received = 0;
    const int on = 1;
    setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<uint16_t>(port));
    if (connect(connection.socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0 &&
        errno != EINPROGRESS) {
        return false;
    }
    if (context) {
        connection.ssl = SSL_new(context);
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(connection.ssl), "127.0.0.1");
        SSL_set_fd(connection.ssl, connection.socket);
        SSL_set_connect_state(connection.ssl);
    }
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLET;
    event.data.ptr = &connection;
    return epoll_ctl(poll, EPOLL_CTL_ADD, connection.socket, &event) == 0;
}

void end(Connection &connection)
{
    SSL_free(connection.ssl);
    connection.ssl = nullptr;
    close(connection.socket);
}

/// 1: sent, 0: later, -1: failed.
int sendRequest(Connection &connection)
{
    unsigned char random[16];
    RAND_bytes(random, sizeof random);
    encode(connection.key, random, sizeof random);
    char request[512];
    const int size = std::snprintf(
        request, sizeof request,
        "GET /%d HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n\r\n",
        connection.number, port, connection.key);
    if (!connection.ssl) {
        return send(connection.socket, request, static_cast<size_t>(size), MSG_NOSIGNAL) == size ? 1 : -1;
    }
    const int done = SSL_write(connection.ssl, request, size);
    return done == size ? 1 : SSL_get_error(connection.ssl, done) == SSL_ERROR_WANT_READ ? 0 : -1;
}

int receive(Connection &connection, char *to, int room)
{
    if (!connection.ssl) {
        const ssize_t size = recv(connection.socket, to, static_cast<size_t>(room), 0);
        return size > 0 ? static_cast<int>(size) : size < 0 && errno == EAGAIN ? 0 : -1;
    }
    const int size = SSL_read(connection.ssl, to, room);
    return size > 0 ? size : SSL_get_error(connection.ssl, size) == SSL_ERROR_WANT_READ ? 0 : -1;
}

/// 1: accepted, 0: not over, -1: failed.
int goOn(Connection &connection, unsigned events)
{
    if (!connection.sent) {
        if (!connection.ssl && !(events & EPOLLOUT)) {
            return 0;
        }
        const int sent = sendRequest(connection);
        if (sent <= 0) {
            return sent;
        }
        connection.sent = true;
    }
    for (;;) {
        const int room = static_cast<int>(sizeof connection.head) - 1 - connection.received;
        const int size = room > 0 ? receive(connection, connection.head + connection.received, room) : -1;
        if (size <= 0) {
            return size;
        }
        connection.received += size;
        connection.head[connection.received] = '\0';
        if (std::strstr(connection.head, "\r\n\r\n")) {
            return isAccepted(connection) ? 1 : -1;
        }
    }
}

int runAll(int count)
{
    std::vector<Connection> connections(static_cast<size_t>(parallel));
    int begun = 0, ended = 0;
    for (Connection &connection : connections) {
        if (begun < count && !begin(connection, ++begun)) {
            return 1;
        }
    }
    std::vector<epoll_event> events(static_cast<size_t>(parallel));
    while (ended < count) {
        const int ready = epoll_wait(poll, events.data(), parallel, 10'000);
        if (ready <= 0) {
            return 1;
        }
        for (int i = 0; i < ready; ++i) {
            auto &connection = *static_cast<Connection *>(events[static_cast<size_t>(i)].data.ptr);
            const int state = goOn(connection, events[static_cast<size_t>(i)].events);
            if (state < 0) {
                return 1;
            }
            if (state == 1) {
                ++ended;
                end(connection);
                if (begun < count && !begin(connection, ++begun)) {
                    return 1;
                }
            }
        }
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 4) {
        return 2;
    }
    port = std::atoi(argv[1]);
    parallel = std::atoi(argv[3]);
    poll = epoll_create1(EPOLL_CLOEXEC);
    if (argc > 4) {
        context = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
        if (SSL_CTX_load_verify_file(context, argv[4]) != 1) {
            return 1;
        }
    }
    return runAll(std::atoi(argv[2]));
}
