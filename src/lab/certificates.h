#pragma once

#include "lab/scenario.h"

#include <QByteArray>
#include <QMap>

#include <optional>

namespace wirewise::lab {

/// What a TLS port shows: PEM texts.
struct Credentials
{
    QByteArray certificate;
    QByteArray chain; ///< certificates sent after it; may be empty
    QByteArray key;
};

/// Throw-away certificates, made anew for each lab and kept in memory only.
struct Certificates
{
    QByteArray authority; ///< PEM of the root that signed all but the untrusted and the self-signed one
    QMap<CertificateKind, Credentials> of;
};

/// Makes them with EC P-256 keys (a few milliseconds); nothing if OpenSSL fails.
[[nodiscard]] std::optional<Certificates> makeCertificates();

/// The name for which the lab's certificates are valid, beside localhost and 127.0.0.1.
inline constexpr char LabName[] = "practice-lab.test";

} // namespace wirewise::lab
