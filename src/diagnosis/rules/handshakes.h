#pragma once

#include "diagnosis/facts.h"

#include <initializer_list>

namespace wirewise::diagnosis::rules {

/// RFC 8446 section 6.
namespace alert {
enum Code {
    CloseNotify = 0,
    HandshakeFailure = 40,
    NoCertificate = 41,
    BadCertificate = 42,
    UnsupportedCertificate = 43,
    CertificateRevoked = 44,
    CertificateExpired = 45,
    CertificateUnknown = 46,
    UnknownCa = 48,
    AccessDenied = 49,
    ProtocolVersion = 70,
    InsufficientSecurity = 71,
    InternalError = 80,
    UnrecognizedName = 112,
    CertificateRequired = 116,
    NoApplicationProtocol = 120,
};
} // namespace alert

/// The TLS of an exchange that got no answer; null if it got one or had no TLS.
[[nodiscard]] const observation::TlsFacts *failedTls(const Facts &facts);
/// The peer's alert, close_notify apart; null if there is none.
[[nodiscard]] const observation::TlsAlert *receivedAlert(const observation::TlsFacts &tls);
[[nodiscard]] bool isAlert(const observation::TlsFacts &tls, std::initializer_list<int> codes);
/// Whether OpenSSL's words contain one of these.
[[nodiscard]] bool detailSays(const observation::TlsFacts &tls, std::initializer_list<const char *> words);
[[nodiscard]] QList<Evidence> evidenceOf(const observation::TlsFacts &tls);

} // namespace wirewise::diagnosis::rules
