#pragma once

#include <QByteArray>
#include <QList>

#include <memory>

#include <openssl/evp.h>
#include <openssl/x509.h>

/// Certificates made in memory, right or wrong as a test wants them.
namespace wirewise::testing {

struct Certificate
{
    std::shared_ptr<X509> x509 = {};
    std::shared_ptr<EVP_PKEY> key = {};

    [[nodiscard]] QByteArray pem() const;
    [[nodiscard]] QByteArray keyPem() const;
};

struct CertificateWish
{
    QByteArray commonName = "localhost";
    QByteArray alternativeNames = "DNS:localhost"; ///< OpenSSL's syntax; empty for none
    QByteArray extendedKeyUsage = {};              ///< for example "clientAuth"
    QByteArray caIssuers = {};                     ///< a URL
    QByteArray ocsp = {};                          ///< a URL
    bool mustStaple = false;
    bool signedWithSha1 = false;
    int validFromDays = -1;
    int validToDays = 90;
    bool isAuthority = false;
    int rsaBits = 0; ///< 0 makes an EC key on P-256
};

/// Signed by issuer, or by itself without one.
[[nodiscard]] Certificate makeCertificate(const CertificateWish &wish, const Certificate *issuer = nullptr);
[[nodiscard]] Certificate makeAuthority(const QByteArray &name, const Certificate *issuer = nullptr);

/// What the issuer says about a certificate, as a server staples it.
struct StapleWish
{
    int status = 0;  ///< V_OCSP_CERTSTATUS_…
    int reason = -1; ///< OCSP_REVOKED_STATUS_…; -1: none
    int fromHours = -1;
    int untilHours = 24;
};
[[nodiscard]] QByteArray makeStaple(const StapleWish &wish, const Certificate &about,
                                    const Certificate &issuer, const Certificate &signer);

} // namespace wirewise::testing
