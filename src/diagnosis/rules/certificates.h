#pragma once

#include "diagnosis/facts.h"

#include <initializer_list>

namespace wirewise::diagnosis::rules {

/// OpenSSL's X509_V_ERR_… numbers; they are part of its stable interface.
namespace verify {
enum Code {
    IssuerNotFound = 2,
    SignatureWrong = 7,
    NotYetValid = 9,
    Expired = 10,
    SelfSigned = 18,
    SelfSignedInChain = 19,
    IssuerNotFoundLocally = 20,
    LeafNotVerified = 21,
    PathTooLong = 25,
    InvalidPurpose = 26,
    Untrusted = 27,
    MayNotSign = 32,
    NameNotPermitted = 47,
    NameExcluded = 48,
    HostMismatch = 62,
    AddressMismatch = 64,
    LeafKeyTooSmall = 66,
    AuthorityKeyTooSmall = 67,
    DigestTooWeak = 68,
    NoAuthority = 79,
};
} // namespace verify

[[nodiscard]] const observation::TlsFacts *tlsOf(const Facts &facts);
/// The first error with one of these numbers; null if there is none.
[[nodiscard]] const observation::CertificateError *errorOf(const observation::TlsFacts &tls,
                                                           std::initializer_list<int> codes);
/// Somebody in the chain vouches for what he may not vouch for: no authority, or not one for this name.
[[nodiscard]] const observation::CertificateError *mayNotVouch(const observation::TlsFacts &tls);
/// One of the classes of this layer is about errors with this number.
[[nodiscard]] bool hasClass(const observation::CertificateError &error);
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
