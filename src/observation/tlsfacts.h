#pragma once

#include "observation/timing.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace wirewise::observation {

/// Why verification of a certificate failed (OpenSSL's X509_V_ERR_…), one per depth and error.
struct CertificateError
{
    int depth = 0;
    int code = 0;    ///< X509_V_ERR_…
    QByteArray name; ///< OpenSSL's text
    /// Of the certificate it is about, hex: depth counts the chain as it was verified, not as it was sent.
    QByteArray sha256 = {};

    friend bool operator==(const CertificateError &, const CertificateError &) = default;
};

struct CertificateFacts
{
    QString subject, issuer, commonName;
    QList<QByteArray> dnsNames, ipAddresses; ///< subjectAltName
    QDateTime notBefore, notAfter;
    QByteArray keyType; ///< "RSA", "EC", …
    int keyBits = 0;
    QByteArray signatureAlgorithm;
    QByteArray sha256;       ///< of the DER, hex
    QByteArray caIssuersUrl; ///< authority information access: where the issuer can be fetched
    bool selfIssued = false;
    bool isCa = false;
    bool serverPurpose = true;  ///< extended key usage allows serverAuth
    QByteArray serial;          ///< hex
    QList<QByteArray> purposes; ///< extended key usage, "serverAuth"; empty: for anything
    QByteArray ocspUrl;         ///< authority information access: who tells whether it was revoked
    int timestamps = 0;         ///< signed certificate timestamps inside it (RFC 6962)
    bool mustStaple = false;    ///< RFC 7633: refuse it without a stapled status

    friend bool operator==(const CertificateFacts &, const CertificateFacts &) = default;
};

struct TlsAlert
{
    bool received = true; ///< by the peer; false: by us
    bool fatal = true;
    int code = 0;
    QByteArray name; ///< for example "handshake_failure"

    friend bool operator==(const TlsAlert &, const TlsAlert &) = default;
};

/// What the ClientHello offered, in its order, by the names that OpenSSL also gives what is chosen of it.
struct TlsOffer
{
    QList<QByteArray> versions, ciphers, groups, signatures;

    friend bool operator==(const TlsOffer &, const TlsOffer &) = default;
};

/// One message of the handshake, and the first bytes after it.
struct TlsStep
{
    bool received = true; ///< from the peer; false: sent by us
    QByteArray message;   ///< "client_hello" (RFC 8446 section 4), or "application_data"
    qint64 size = 0;      ///< bytes of the message
    Duration at{0};       ///< since TLS began

    friend bool operator==(const TlsStep &, const TlsStep &) = default;
};

/// The status of its certificate that the server sent along (RFC 6066 section 8, RFC 6960).
struct StapledStatus
{
    enum class State { Good, Revoked, Unknown, Unreadable };
    State state = State::Unreadable;
    bool signatureFits = false; ///< signed by the issuer, or by one the issuer named
    QDateTime thisUpdate, nextUpdate, revokedAt;
    QByteArray reason; ///< of the revocation, "keyCompromise"; empty: none given

    friend bool operator==(const StapledStatus &, const StapledStatus &) = default;
};

QByteArray toString(StapledStatus::State state); ///< "good", "revoked", "unknown", "unreadable"
std::optional<StapledStatus::State> stapledStateFromString(const QByteArray &text);

/// What is known of one TLS handshake, also of one that failed.
struct TlsFacts
{
    enum class Result {
        NotStarted,
        Complete,
        VerifyFailed,
        AlertReceived,
        ClosedByPeer,
        ResetByPeer,
        TimedOut,
        NotTls,
        OtherError
    };
    Result result = Result::NotStarted;
    QByteArray version; ///< "TLSv1.3"
    QByteArray cipher, group, alpn, serverName;
    QList<QByteArray> alpnOffered;
    bool verified = false;
    bool verificationSkipped = false;
    QList<CertificateFacts> chain;  ///< as sent, leaf first
    QList<CertificateError> errors; ///< all of them, not the first
    bool nameMatches = false;       ///< a subjectAltName matches
    bool commonNameOnly = false;    ///< no SAN at all, and the common name matches
    QList<TlsAlert> alerts;
    bool certificateRequested = false;
    QList<QString> acceptedAuthorities; ///< names in the CertificateRequest
    bool clientCertificateSent = false;
    QByteArray firstBytes; ///< the first bytes the peer sent (at most 64), for Result::NotTls
    QString detail;        ///< OpenSSL's words
    TlsOffer offered;
    QList<TlsStep> steps; ///< in their order
    std::optional<StapledStatus> staple;
    QString anchor; ///< subject of the authority of this computer at which the verified chain ends

    friend bool operator==(const TlsFacts &, const TlsFacts &) = default;
};

QByteArray toString(TlsFacts::Result result); ///< for example "verify-failed"
std::optional<TlsFacts::Result> tlsResultFromString(const QByteArray &text);

} // namespace wirewise::observation
