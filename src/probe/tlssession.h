#pragma once

#include "probe/tls.h"
#include "probe/tlscontext.h"

#include <memory>

#include <openssl/ssl.h>

namespace wirewise::probe {

struct SslDeleter
{
    void operator()(SSL *ssl) const { SSL_free(ssl); }
};

/// The word for the first data after the handshake, among its steps.
inline constexpr char ApplicationData[] = "application_data";

/// What stands behind a TlsClient: OpenSSL's session over two memory BIOs, and what was learned.
struct TlsClient::Session
{
    SslContext context;
    std::unique_ptr<SSL, SslDeleter> ssl;
    TlsOptions options;
    observation::TlsFacts facts;
    State state = State::Handshaking;
    observation::Duration now{0}; ///< since TLS began, as it was last told
    QByteArray early;             ///< written before the handshake was over
    QByteArray outgoing, plain;

    void open();
    void advance();
    void finishHandshake();
    void readPlain();
    void writePlain(QByteArrayView bytes);
    void drain();
    void gather();
    void gatherChain();
    void gatherAnchor();
    void readOffer(QByteArrayView clientHello);
    void addStep(bool received, const QByteArray &message, qsizetype size);
    [[nodiscard]] bool hasData(bool received) const;
    void failWithLibraryError();
    void fail(observation::TlsFacts::Result result, const QString &detail);

    static int onVerify(int ok, X509_STORE_CTX *store);
    static void onMessage(int sent, int, int contentType, const void *data, size_t size, SSL *, void *self);
};

} // namespace wirewise::probe
