#pragma once

#include "observation/connectionfacts.h"

#include <QByteArray>

#include <openssl/x509.h>

namespace wirewise::probe {

[[nodiscard]] observation::CertificateFacts readCertificate(X509 *certificate);

/// Which of the certificate's names fits a host.
struct NameMatch
{
    bool byAlternativeName = false; ///< RFC 6125 section 6.4: a subjectAltName
    bool byCommonName = false;      ///< only the common name, and no alternative name is a DNS name
};
[[nodiscard]] NameMatch matchName(X509 *certificate, const QByteArray &host);

/// SHA-256 of the whole certificate, hex.
[[nodiscard]] QByteArray readFingerprint(X509 *certificate);
/// UTC; invalid where the time cannot be read.
[[nodiscard]] QDateTime readTime(const ASN1_TIME *time);
/// One line of an X.500 name.
[[nodiscard]] QString readName(const X509_NAME *name);

} // namespace wirewise::probe
