#pragma once

#include "diagnosis/facts.h"

#include <initializer_list>

namespace wirewise::diagnosis::rules {

/// OpenSSL's X509_V_ERR_… numbers; they are part of its stable interface.
namespace verify {
enum Code {
    IssuerNotFound = 2,
    NotYetValid = 9,
    Expired = 10,
    SelfSigned = 18,
    SelfSignedInChain = 19,
    IssuerNotFoundLocally = 20,
    LeafNotVerified = 21,
    InvalidPurpose = 26,
    Untrusted = 27,
    HostMismatch = 62,
    AddressMismatch = 64,
    LeafKeyTooSmall = 66,
    AuthorityKeyTooSmall = 67,
    DigestTooWeak = 68,
};
} // namespace verify

[[nodiscard]] const observation::TlsFacts *tlsOf(const Facts &facts);
/// The first error with one of these numbers; null if there is none.
[[nodiscard]] const observation::CertificateError *errorOf(const observation::TlsFacts &tls,
                                                           std::initializer_list<int> codes);
/// Of the chain as it was sent, leaf first; null if there is none so deep.
[[nodiscard]] const observation::CertificateFacts *certificateAt(const observation::TlsFacts &tls, int depth);
/// "19 November 2025", in UTC.
[[nodiscard]] QString dated(const QDateTime &time);
[[nodiscard]] QString daysBetween(const QDateTime &from, const QDateTime &to);
[[nodiscard]] Evidence ofOpenSsl(const observation::CertificateError &error);
[[nodiscard]] Evidence subject(const observation::CertificateFacts &certificate);
/// Adds where the fix belongs and what lies behind the certificate; only a warning where the user asked for
/// no verification.
[[nodiscard]] Judgement judged(const observation::TlsFacts &tls, Judgement judgement, const Facts &facts);

} // namespace wirewise::diagnosis::rules
