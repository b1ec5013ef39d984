#pragma once

#include "probe/testcertificates.h"

#include <QByteArray>
#include <QList>

#include <memory>

#include <openssl/ssl.h>

namespace wirewise::testing {

struct TlsServerWish
{
    QList<Certificate> chain = {}; ///< leaf first, with its key
    int minimumVersion = 0, maximumVersion = 0;
    QByteArray ciphers = {}; ///< TLS 1.2
    bool wantsClientCertificate = false;
    Certificate clientAuthority = {}; ///< named in the CertificateRequest
    bool rejectsName = false;         ///< alert 112
    QByteArray alpn = {};             ///< chosen if offered
    QByteArray staple = {};           ///< sent if asked for
    QByteArray groups = {};           ///< "P-384"; empty for the usual ones
};

/// The server's side of TLS over memory: bytes in, bytes out.
class TlsServerEnd
{
public:
    explicit TlsServerEnd(const TlsServerWish &wish);
    ~TlsServerEnd();
    TlsServerEnd(const TlsServerEnd &) = delete;
    TlsServerEnd &operator=(const TlsServerEnd &) = delete;

    void feed(const QByteArray &bytes);
    void write(const QByteArray &plain);
    void shutdown();
    [[nodiscard]] QByteArray takeOutgoing();
    [[nodiscard]] QByteArray takePlain() { return std::exchange(m_plain, {}); }
    [[nodiscard]] bool isOpen() const { return SSL_is_init_finished(m_ssl) == 1; }
    [[nodiscard]] bool hasClientCertificate() const;

private:
    SSL_CTX *m_context = nullptr;
    SSL *m_ssl = nullptr;
    QByteArray m_plain;
    TlsServerWish m_wish;
};

} // namespace wirewise::testing
