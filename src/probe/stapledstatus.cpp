#include "probe/stapledstatus.h"

#include "probe/certificate.h"

#include <memory>

#include <openssl/err.h>
#include <openssl/ocsp.h>

namespace wirewise::probe {

using observation::StapledStatus;

namespace {

using Response = std::unique_ptr<OCSP_RESPONSE, decltype(&OCSP_RESPONSE_free)>;
using BasicResponse = std::unique_ptr<OCSP_BASICRESP, decltype(&OCSP_BASICRESP_free)>;

/// RFC 5280 section 5.3.1, by its own words; OpenSSL's are the same.
QByteArray reasonName(int reason)
{
    return reason < 0 ? QByteArray() : QByteArray(OCSP_crl_reason_str(reason));
}

/// The answer about this certificate, among those that the response holds.
OCSP_SINGLERESP *answerAbout(OCSP_BASICRESP *response, X509 *certificate)
{
    for (int i = 0; i < OCSP_resp_count(response); ++i) {
        OCSP_SINGLERESP *single = OCSP_resp_get0(response, i);
        ASN1_INTEGER *serial = nullptr;
        OCSP_id_get0_info(nullptr, nullptr, nullptr, &serial,
                          const_cast<OCSP_CERTID *>(OCSP_SINGLERESP_get0_id(single)));
        if (serial != nullptr && ASN1_INTEGER_cmp(serial, X509_get0_serialNumber(certificate)) == 0)
            return single;
    }
    return nullptr;
}

void readAnswer(OCSP_SINGLERESP *single, StapledStatus &status)
{
    int reason = -1;
    ASN1_GENERALIZEDTIME *revoked = nullptr, *from = nullptr, *until = nullptr;
    switch (OCSP_single_get0_status(single, &reason, &revoked, &from, &until)) {
    case V_OCSP_CERTSTATUS_GOOD:
        status.state = StapledStatus::State::Good;
        break;
    case V_OCSP_CERTSTATUS_REVOKED:
        status.state = StapledStatus::State::Revoked;
        status.revokedAt = readTime(revoked);
        status.reason = reasonName(reason);
        break;
    case V_OCSP_CERTSTATUS_UNKNOWN:
        status.state = StapledStatus::State::Unknown;
        break;
    default:
        return;
    }
    status.thisUpdate = readTime(from);
    status.nextUpdate = readTime(until);
}

} // namespace

std::optional<StapledStatus> readStaple(SSL *ssl)
{
    const unsigned char *bytes = nullptr;
    const long size = SSL_get_tlsext_status_ocsp_resp(ssl, &bytes);
    X509 *leaf = SSL_get0_peer_certificate(ssl);
    if (size <= 0 || bytes == nullptr || leaf == nullptr)
        return {};
    StapledStatus status;
    const Response response(d2i_OCSP_RESPONSE(nullptr, &bytes, size), OCSP_RESPONSE_free);
    const BasicResponse basic(response ? OCSP_response_get1_basic(response.get()) : nullptr,
                              OCSP_BASICRESP_free);
    OCSP_SINGLERESP *single = basic ? answerAbout(basic.get(), leaf) : nullptr;
    if (single != nullptr) {
        readAnswer(single, status);
        X509_STORE *store = SSL_CTX_get_cert_store(SSL_get_SSL_CTX(ssl));
        status.signatureFits = OCSP_basic_verify(basic.get(), SSL_get_peer_cert_chain(ssl), store, 0) == 1;
    }
    ERR_clear_error();
    return status;
}

} // namespace wirewise::probe
