#include "bench/handshakeserver.h"

#include "wire/handshake.h"
#include "wire/request.h"

#include <fcntl.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>

namespace wirewise::bench {

namespace {

X509 *certificateOf(BIO *pem)
{
    return PEM_read_bio_X509(pem, nullptr, nullptr, nullptr);
}

/// Nothing if the credentials are of no use.
SSL_CTX *contextFor(const ServerCredentials &credentials)
{
    const auto bioOf = [](const QByteArray &pem) {
        return BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size()));
    };
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
    SSL_CTX_set_num_tickets(context, 0);
    BIO *certificate = bioOf(credentials.certificate);
    BIO *chain = bioOf(credentials.chain);
    BIO *keyText = bioOf(credentials.key);
    X509 *leaf = certificateOf(certificate);
    EVP_PKEY *key = PEM_read_bio_PrivateKey(keyText, nullptr, nullptr, nullptr);
    const bool isUsable = leaf && key && SSL_CTX_use_certificate(context, leaf) == 1 &&
                          SSL_CTX_use_PrivateKey(context, key) == 1;
    while (X509 *next = certificateOf(chain)) {
        SSL_CTX_add_extra_chain_cert(context, next); // takes it
    }
    X509_free(leaf);
    EVP_PKEY_free(key);
    for (BIO *bio : {certificate, chain, keyText}) {
        BIO_free(bio);
    }
    return isUsable ? context : nullptr;
}

/// One connection: a request, its answer, and the Close frame of who has one.
class Visitor
{
public:
    Visitor(int socket, SSL_CTX *context)
        : m_socket(socket)
    {
        if (context) {
            m_ssl = SSL_new(context);
            SSL_set_fd(m_ssl, socket);
            SSL_set_accept_state(m_ssl);
        }
    }
    ~Visitor()
    {
        if (m_ssl) {
            SSL_shutdown(m_ssl);
            SSL_free(m_ssl);
        }
        close(m_socket);
    }
    Q_DISABLE_COPY_MOVE(Visitor)

    /// Takes what came; false once nothing more is to be expected.
    bool onReadable()
    {
        std::array<char, 4096> portion;
        for (;;) {
            const int count = read(portion.data(), static_cast<int>(portion.size()));
            if (count == 0) {
                return false;
            }
            if (count < 0) {
                return true;
            }
            if (!take({portion.data(), count})) {
                return false;
            }
        }
    }

private:
    /// 0 at the end, below it if there is nothing for now.
    int read(char *to, int size)
    {
        if (!m_ssl) {
            return static_cast<int>(recv(m_socket, to, static_cast<size_t>(size), 0));
        }
        const int count = SSL_read(m_ssl, to, size);
        return count > 0 ? count : SSL_get_error(m_ssl, count) == SSL_ERROR_WANT_READ ? -1 : 0;
    }

    void write(const QByteArray &bytes)
    {
        if (m_ssl) {
            SSL_write(m_ssl, bytes.constData(), static_cast<int>(bytes.size()));
        } else {
            (void)!send(m_socket, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
        }
    }

    bool take(QByteArrayView bytes)
    {
        if (m_isUpgraded) {
            // RFC 6455 section 5.5.1: a Close is answered by one; nobody sends anything else here.
            write(QByteArray("\x88\x02\x03\xE8", 4));
            return false;
        }
        m_received.append(bytes);
        return !m_received.contains("\r\n\r\n") || answer();
    }

    bool answer()
    {
        const wire::Request request = wire::requestFromBytes(m_received);
        const QByteArray key = request.headers.value("Sec-WebSocket-Key");
        if (key.isEmpty()) {
            const QByteArray body = request.method == "HEAD" ? "" : "well\n";
            write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nConnection: "
                  "close\r\n\r\n" +
                  body);
            return false;
        }
        QByteArray head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Accept: " +
                          wire::acceptFor(key) + "\r\n\r\n";
        // curl stays until the server leaves.
        m_isUpgraded = !request.headers.value("User-Agent").startsWith("curl");
        write(m_isUpgraded ? head : head + QByteArray("\x88\x00", 2));
        return m_isUpgraded;
    }

    int m_socket;
    SSL *m_ssl = nullptr;
    QByteArray m_received;
    bool m_isUpgraded = false;
};

void watch(int poll, int descriptor, void *data)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = data;
    epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event);
}

void serve(int listener, const ServerCredentials &credentials)
{
    std::signal(SIGPIPE, SIG_IGN);
    SSL_CTX *context = credentials.certificate.isEmpty() ? nullptr : contextFor(credentials);
    if (!context && !credentials.certificate.isEmpty()) {
        return;
    }
    const int poll = epoll_create1(EPOLL_CLOEXEC);
    fcntl(listener, F_SETFL, fcntl(listener, F_GETFL) | O_NONBLOCK);
    watch(poll, listener, nullptr);
    std::array<epoll_event, 256> events;
    for (;;) {
        const int count = epoll_wait(poll, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            auto *visitor = static_cast<Visitor *>(events[static_cast<size_t>(i)].data.ptr);
            if (visitor) {
                if (!visitor->onReadable()) {
                    delete visitor; // which leaves the epoll as it is closed
                }
                continue;
            }
            int socket = -1;
            while ((socket = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK)) >= 0) {
                watch(poll, socket, new Visitor(socket, context));
            }
        }
    }
}

} // namespace

HandshakeServer::HandshakeServer(const ServerCredentials &credentials)
    : m_process([credentials](int listener) { serve(listener, credentials); }, ServerProcess::Gives::Listener)
{
}

} // namespace wirewise::bench
