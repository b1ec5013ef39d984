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
    int validFromDays = -1;
    int validToDays = 90;
    bool isAuthority = false;
    int rsaBits = 0; ///< 0 makes an EC key on P-256
};

/// Signed by issuer, or by itself without one.
[[nodiscard]] Certificate makeCertificate(const CertificateWish &wish, const Certificate *issuer = nullptr);
[[nodiscard]] Certificate makeAuthority(const QByteArray &name, const Certificate *issuer = nullptr);

} // namespace wirewise::testing
