#include "probe/tlsserverend.h"

#include <openssl/err.h>

namespace wirewise::testing {

namespace {

int rejectName(SSL *, int *alert, void *)
{
    *alert = SSL_AD_UNRECOGNIZED_NAME;
    return SSL_TLSEXT_ERR_ALERT_FATAL;
}

int acceptAny(int, X509_STORE_CTX *)
{
    return 1;
}

int chooseProtocol(SSL *, const unsigned char **out, unsigned char *size, const unsigned char *in,
                   unsigned inSize, void *wish)
{
    const QByteArray &alpn = static_cast<const TlsServerWish *>(wish)->alpn;
    const QByteArray list = static_cast<char>(alpn.size()) + alpn;
    unsigned char *chosen = nullptr;
    if (SSL_select_next_proto(&chosen, size, reinterpret_cast<const unsigned char *>(list.constData()),
                              static_cast<unsigned>(list.size()), in, inSize) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *out = reinterpret_cast<const unsigned char *>(alpn.constData()); // outlives this call, unlike the list
    return SSL_TLSEXT_ERR_OK;
}

int sendStaple(SSL *ssl, void *wish)
{
    const QByteArray &staple = static_cast<const TlsServerWish *>(wish)->staple;
    void *copy = OPENSSL_memdup(staple.constData(), static_cast<size_t>(staple.size())); // OpenSSL's to free
    SSL_set_tlsext_status_ocsp_resp(ssl, static_cast<unsigned char *>(copy), staple.size());
    return SSL_TLSEXT_ERR_OK;
}

} // namespace

TlsServerEnd::TlsServerEnd(const TlsServerWish &wish)
    : m_context(SSL_CTX_new(TLS_server_method()))
    , m_wish(wish)
{
    SSL_CTX_set_security_level(m_context, 0); // may be as weak as a test wants it
    SSL_CTX_set_min_proto_version(m_context, wish.minimumVersion);
    SSL_CTX_set_max_proto_version(m_context, wish.maximumVersion);
    SSL_CTX_use_certificate(m_context, wish.chain.constFirst().x509.get());
    SSL_CTX_use_PrivateKey(m_context, wish.chain.constFirst().key.get());
    for (qsizetype i = 1; i < wish.chain.size(); ++i)
        SSL_CTX_add1_chain_cert(m_context, wish.chain.at(i).x509.get());
    SSL_CTX_set_mode(m_context, SSL_MODE_NO_AUTO_CHAIN);
    if (!wish.ciphers.isEmpty())
        SSL_CTX_set_cipher_list(m_context, wish.ciphers.constData());
    if (wish.wantsClientCertificate) {
        SSL_CTX_set_verify(m_context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, acceptAny);
        if (wish.clientAuthority.x509)
            SSL_CTX_add_client_CA(m_context, wish.clientAuthority.x509.get());
    }
    if (wish.rejectsName)
        SSL_CTX_set_tlsext_servername_callback(m_context, rejectName);
    if (!wish.alpn.isEmpty())
        SSL_CTX_set_alpn_select_cb(m_context, chooseProtocol, &m_wish);
    if (!wish.staple.isEmpty()) {
        SSL_CTX_set_tlsext_status_cb(m_context, sendStaple);
        SSL_CTX_set_tlsext_status_arg(m_context, &m_wish);
    }
    if (!wish.groups.isEmpty())
        SSL_CTX_set1_groups_list(m_context, wish.groups.constData());
    m_ssl = SSL_new(m_context);
    SSL_set_bio(m_ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    SSL_set_accept_state(m_ssl);
}

TlsServerEnd::~TlsServerEnd()
{
    SSL_free(m_ssl);
    SSL_CTX_free(m_context);
}

void TlsServerEnd::feed(const QByteArray &bytes)
{
    ERR_clear_error();
    BIO_write(SSL_get_rbio(m_ssl), bytes.constData(), static_cast<int>(bytes.size()));
    char buffer[16384];
    for (int size = SSL_read(m_ssl, buffer, sizeof buffer); size > 0;
         size = SSL_read(m_ssl, buffer, sizeof buffer))
        m_plain.append(buffer, size);
}

void TlsServerEnd::write(const QByteArray &plain)
{
    SSL_write(m_ssl, plain.constData(), static_cast<int>(plain.size()));
}

void TlsServerEnd::shutdown()
{
    SSL_shutdown(m_ssl);
}

QByteArray TlsServerEnd::takeOutgoing()
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(SSL_get_wbio(m_ssl), &data);
    const QByteArray out(data, size);
    static_cast<void>(BIO_reset(SSL_get_wbio(m_ssl)));
    return out;
}

bool TlsServerEnd::hasClientCertificate() const
{
    return SSL_get0_peer_certificate(m_ssl) != nullptr;
}

} // namespace wirewise::testing
