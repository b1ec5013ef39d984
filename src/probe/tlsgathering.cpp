#include "probe/tlssession.h"

#include "probe/certificate.h"
#include "probe/stapledstatus.h"
#include "wire/clienthello.h"

#include <algorithm>

namespace wirewise::probe {

using observation::CertificateError;
using observation::TlsFacts;
using observation::TlsStep;

namespace {

constexpr qsizetype KeptAuthorities = 100;
constexpr qsizetype KeptSteps = 40;

QByteArray cipherName(SSL *ssl, quint16 number)
{
    // RFC 5746 section 3.3: a signal that stands among the suites, and is none.
    if (number == 0x00ff)
        return "TLS_EMPTY_RENEGOTIATION_INFO_SCSV";
    const unsigned char bytes[] = {static_cast<unsigned char>(number >> 8),
                                   static_cast<unsigned char>(number & 0xff)};
    const SSL_CIPHER *cipher = SSL_CIPHER_find(ssl, bytes);
    return cipher == nullptr ? wire::hexName(number) : QByteArray(SSL_CIPHER_get_name(cipher));
}

QByteArray groupName(SSL *ssl, quint16 number)
{
    // A number from the wire carries this flag where OpenSSL looks names up.
    const char *name = SSL_group_to_name(ssl, TLSEXT_nid_unknown | number);
    return name == nullptr ? wire::hexName(number) : QByteArray(name);
}

} // namespace

/// Lets verification go on, so that every error is seen; the judgement falls in finishHandshake().
int TlsClient::Session::onVerify(int ok, X509_STORE_CTX *store)
{
    if (ok == 1)
        return 1;
    auto *ssl = static_cast<SSL *>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto *self = static_cast<Session *>(SSL_get_app_data(ssl));
    const int code = X509_STORE_CTX_get_error(store);
    X509 *about = X509_STORE_CTX_get_current_cert(store);
    const CertificateError error{X509_STORE_CTX_get_error_depth(store), code,
                                 X509_verify_cert_error_string(code),
                                 about == nullptr ? QByteArray() : readFingerprint(about)};
    if (!self->facts.errors.contains(error))
        self->facts.errors.append(error);
    return 1;
}

void TlsClient::Session::onMessage(int sent, int, int contentType, const void *data, size_t size, SSL *,
                                   void *self)
{
    auto *session = static_cast<Session *>(self);
    const auto *bytes = static_cast<const uchar *>(data);
    if (contentType == SSL3_RT_ALERT && size >= 2) {
        if (session->facts.alerts.size() < 16)
            session->facts.alerts.append(
                {sent == 0, bytes[0] == SSL3_AL_FATAL, bytes[1], alertName(bytes[1])});
    } else if (contentType == SSL3_RT_HANDSHAKE && size >= 1) {
        const QByteArrayView message(bytes, static_cast<qsizetype>(size));
        session->addStep(sent == 0, wire::handshakeMessageName(message), message.size());
        if (sent == 1 && bytes[0] == SSL3_MT_CLIENT_HELLO)
            session->readOffer(message);
        if (sent == 0 && bytes[0] == SSL3_MT_CERTIFICATE_REQUEST)
            session->facts.certificateRequested = true;
        // An empty list is 7 (TLS 1.2) or 8 bytes (TLS 1.3) long.
        if (sent == 1 && bytes[0] == SSL3_MT_CERTIFICATE && size > 8)
            session->facts.clientCertificateSent = true;
    }
}

void TlsClient::Session::gather()
{
    const SSL *session = ssl.get();
    if (const SSL_CIPHER *cipher = SSL_get_current_cipher(session)) {
        facts.cipher = SSL_CIPHER_get_name(cipher);
        facts.version = SSL_get_version(session);
    }
    if (facts.result == TlsFacts::Result::NotStarted) {
        const int group = static_cast<int>(SSL_get_negotiated_group(ssl.get()));
        const char *name = group == 0 ? nullptr : SSL_group_to_name(ssl.get(), group);
        facts.group = name == nullptr ? "" : name;
    }
    const uchar *protocol = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(session, &protocol, &size);
    if (size > 0)
        facts.alpn = QByteArray(reinterpret_cast<const char *>(protocol), static_cast<qsizetype>(size));
    gatherChain();
    gatherAnchor();
    if (facts.acceptedAuthorities.isEmpty()) {
        const STACK_OF(X509_NAME) *names = SSL_get0_peer_CA_list(session);
        for (int i = 0; i < sk_X509_NAME_num(names) && i < KeptAuthorities; ++i)
            facts.acceptedAuthorities.append(readName(sk_X509_NAME_value(names, i)));
    }
}

void TlsClient::Session::gatherChain()
{
    if (!facts.chain.isEmpty())
        return;
    const STACK_OF(X509) *chain = SSL_get_peer_cert_chain(ssl.get());
    for (int i = 0; i < sk_X509_num(chain); ++i)
        facts.chain.append(readCertificate(sk_X509_value(chain, i)));
    if (!facts.chain.isEmpty())
        facts.staple = readStaple(ssl.get());
}

/// Only a chain that ends at an authority of this computer has an anchor.
void TlsClient::Session::gatherAnchor()
{
    static constexpr int withoutAnchor[] = {
        X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
        X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
        X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE};
    for (const CertificateError &error : std::as_const(facts.errors)) {
        if (std::find(std::begin(withoutAnchor), std::end(withoutAnchor), error.code) !=
            std::end(withoutAnchor))
            return;
    }
    const STACK_OF(X509) *verified = SSL_get0_verified_chain(ssl.get());
    if (const int size = sk_X509_num(verified); size > 0)
        facts.anchor = readName(X509_get_subject_name(sk_X509_value(verified, size - 1)));
}

void TlsClient::Session::readOffer(QByteArrayView clientHello)
{
    const std::optional<wire::ClientHello> hello = wire::readClientHello(clientHello);
    if (!hello)
        return;
    facts.offered = {}; // a second one, after a HelloRetryRequest, counts
    for (const quint16 version : hello->versions)
        facts.offered.versions.append(wire::tlsVersionName(version));
    for (const quint16 cipher : hello->ciphers)
        facts.offered.ciphers.append(cipherName(ssl.get(), cipher));
    for (const quint16 group : hello->groups)
        facts.offered.groups.append(groupName(ssl.get(), group));
    for (const quint16 scheme : hello->signatures)
        facts.offered.signatures.append(wire::signatureSchemeName(scheme));
}

void TlsClient::Session::addStep(bool received, const QByteArray &message, qsizetype size)
{
    // What follows the first data, tickets as a rule, tells nothing of the handshake.
    if (facts.steps.size() < KeptSteps && !(hasData(true) && hasData(false)))
        facts.steps.append({received, message, size, now});
}

bool TlsClient::Session::hasData(bool received) const
{
    return std::any_of(facts.steps.cbegin(), facts.steps.cend(), [&](const TlsStep &step) {
        return step.received == received && step.message == ApplicationData;
    });
}

} // namespace wirewise::probe
