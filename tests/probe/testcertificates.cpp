#include "probe/testcertificates.h"

#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

namespace wirewise::testing {

namespace {

QByteArray contentOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    QByteArray bytes(data, size);
    BIO_free(bio);
    return bytes;
}

void addExtension(X509 *certificate, X509 *issuer, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData());
    Q_ASSERT(extension != nullptr);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

} // namespace

QByteArray Certificate::pem() const
{
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, x509.get());
    return contentOf(bio);
}

QByteArray Certificate::keyPem() const
{
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return contentOf(bio);
}

Certificate makeCertificate(const CertificateWish &wish, const Certificate *issuer)
{
    static long serial = 1000;
    Certificate made;
    EVP_PKEY *key = wish.rsaBits > 0 ? EVP_RSA_gen(static_cast<unsigned>(wish.rsaBits)) : EVP_EC_gen("P-256");
    made.key = {key, EVP_PKEY_free};
    X509 *x509 = X509_new();
    made.x509 = {x509, X509_free};
    X509_set_version(x509, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x509), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(x509), 86400L * wish.validFromDays);
    X509_gmtime_adj(X509_getm_notAfter(x509), 86400L * wish.validToDays);
    X509_set_pubkey(x509, key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x509), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(wish.commonName.constData()), -1, -1,
                               0);
    X509 *signer = issuer ? issuer->x509.get() : x509;
    X509_set_issuer_name(x509, X509_get_subject_name(signer));
    addExtension(x509, signer, NID_basic_constraints, wish.isAuthority ? "critical,CA:TRUE" : "CA:FALSE");
    if (wish.isAuthority)
        addExtension(x509, signer, NID_key_usage, "critical,keyCertSign,cRLSign");
    addExtension(x509, signer, NID_subject_key_identifier, "hash");
    if (!wish.alternativeNames.isEmpty())
        addExtension(x509, signer, NID_subject_alt_name, wish.alternativeNames);
    if (!wish.extendedKeyUsage.isEmpty())
        addExtension(x509, signer, NID_ext_key_usage, wish.extendedKeyUsage);
    QByteArray access;
    if (!wish.caIssuers.isEmpty())
        access = "caIssuers;URI:" + wish.caIssuers;
    if (!wish.ocsp.isEmpty())
        access += (access.isEmpty() ? "OCSP;URI:" : ",OCSP;URI:") + wish.ocsp;
    if (!access.isEmpty())
        addExtension(x509, signer, NID_info_access, access);
    if (wish.mustStaple)
        addExtension(x509, signer, NID_tlsfeature, "status_request");
    X509_sign(x509, issuer ? issuer->key.get() : key, wish.signedWithSha1 ? EVP_sha1() : EVP_sha256());
    return made;
}

Certificate makeAuthority(const QByteArray &name, const Certificate *issuer)
{
    CertificateWish wish;
    wish.commonName = name;
    wish.alternativeNames.clear();
    wish.isAuthority = true;
    return makeCertificate(wish, issuer);
}

QByteArray makeStaple(const StapleWish &wish, const Certificate &about, const Certificate &issuer,
                      const Certificate &signer)
{
    OCSP_BASICRESP *basic = OCSP_BASICRESP_new();
    ASN1_TIME *from = X509_gmtime_adj(nullptr, 3600L * wish.fromHours);
    ASN1_TIME *until = X509_gmtime_adj(nullptr, 3600L * wish.untilHours);
    OCSP_CERTID *id = OCSP_cert_to_id(EVP_sha1(), about.x509.get(), issuer.x509.get());
    OCSP_basic_add1_status(basic, id, wish.status, wish.reason,
                           wish.status == V_OCSP_CERTSTATUS_REVOKED ? from : nullptr, from, until);
    OCSP_basic_sign(basic, signer.x509.get(), signer.key.get(), EVP_sha256(), nullptr, 0);
    OCSP_RESPONSE *response = OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic);
    unsigned char *bytes = nullptr;
    const int size = i2d_OCSP_RESPONSE(response, &bytes);
    QByteArray staple(reinterpret_cast<const char *>(bytes), size);
    OPENSSL_free(bytes);
    OCSP_RESPONSE_free(response);
    OCSP_CERTID_free(id);
    ASN1_TIME_free(from);
    ASN1_TIME_free(until);
    OCSP_BASICRESP_free(basic);
    return staple;
}

} // namespace wirewise::testing
