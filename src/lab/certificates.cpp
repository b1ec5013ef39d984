#include "lab/certificates.h"

#include <QDateTime>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

namespace wirewise::lab {

namespace {

template<auto Free>
struct Freeing
{
    template<typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freeing<X509_free>>;
using Bio = std::unique_ptr<BIO, Freeing<BIO_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freeing<X509_EXTENSION_free>>;

constexpr long Day = 24L * 60 * 60;

/// What a certificate shall say; times in seconds from now.
struct Wording
{
    QByteArray commonName = {};
    QByteArray names = {}; ///< subjectAltName as OpenSSL writes it; none if empty
    QByteArray usage = "serverAuth";
    QByteArray issuerAddress = {}; ///< where the issuer's certificate could be had (caIssuers)
    long from = -Day;
    long until = 365 * Day;
    bool authority = false;
    unsigned weakBits = 0; ///< an RSA key of so many bits instead of the usual one
};

struct Pair
{
    Certificate certificate;
    Key key;
    explicit operator bool() const { return certificate && key; }
};

QByteArray takeText(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? QByteArray(data, size) : QByteArray();
}

QByteArray pemOf(X509 *certificate)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    return takeText(bio.get());
}

QByteArray pemOf(EVP_PKEY *key)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return takeText(bio.get());
}

bool addExtension(X509 *certificate, X509 *issuer, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool addExtensions(X509 *certificate, X509 *issuer, const Wording &wording)
{
    bool good = addExtension(certificate, issuer, NID_basic_constraints,
                             wording.authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    good = good && addExtension(certificate, issuer, NID_subject_key_identifier, "hash");
    good = good && addExtension(certificate, issuer, NID_authority_key_identifier, "keyid:always");
    if (wording.authority)
        return good && addExtension(certificate, issuer, NID_key_usage, "critical,keyCertSign,cRLSign");
    good = good && addExtension(certificate, issuer, NID_key_usage, "critical,digitalSignature");
    good = good && addExtension(certificate, issuer, NID_ext_key_usage, wording.usage);
    if (!wording.names.isEmpty())
        good = good && addExtension(certificate, issuer, NID_subject_alt_name, wording.names);
    if (!wording.issuerAddress.isEmpty())
        good = good &&
               addExtension(certificate, issuer, NID_info_access, "caIssuers;URI:" + wording.issuerAddress);
    return good;
}

/// Signed by the issuer, or by itself without one.
Pair make(const Wording &wording, const Pair *issuer = nullptr)
{
    Pair made{Certificate(X509_new()),
              Key(wording.weakBits != 0 ? EVP_RSA_gen(wording.weakBits) : EVP_EC_gen("P-256"))};
    if (!made)
        return {};
    X509 *certificate = made.certificate.get();
    quint64 serial = 0;
    if (RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial) != 1)
        return {};
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1U);
    X509_gmtime_adj(X509_getm_notBefore(certificate), wording.from);
    X509_gmtime_adj(X509_getm_notAfter(certificate), wording.until);
    X509_set_pubkey(certificate, made.key.get());
    X509_NAME *name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "O", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>("Wirewise practice lab"), -1, -1, 0);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(wording.commonName.constData()), -1,
                               -1, 0);
    X509 *signedBy = issuer ? issuer->certificate.get() : certificate;
    X509_set_issuer_name(certificate, X509_get_subject_name(signedBy));
    EVP_PKEY *signingKey = issuer ? issuer->key.get() : made.key.get();
    if (!addExtensions(certificate, signedBy, wording) ||
        X509_sign(certificate, signingKey, EVP_sha256()) == 0)
        return {};
    return made;
}

Wording serverWording()
{
    return {.commonName = "practice lab server",
            .names = QByteArray("DNS:localhost,IP:127.0.0.1,DNS:") + LabName};
}

Wording wordingOf(CertificateKind kind)
{
    Wording wording = serverWording();
    switch (kind) {
    case CertificateKind::Expired:
        wording.from = -400 * Day;
        wording.until = -35 * Day;
        break;
    case CertificateKind::NotYetValid:
        wording.from = 30 * Day;
        break;
    case CertificateKind::ExpiresSoon:
        wording.until = 5 * Day;
        break;
    case CertificateKind::WrongHost:
        wording.names = "DNS:other.example";
        break;
    case CertificateKind::CommonNameOnly:
        wording.commonName = LabName;
        wording.names.clear();
        break;
    case CertificateKind::WrongPurpose:
        wording.usage = "clientAuth";
        break;
    case CertificateKind::MissingIntermediate:
        wording.issuerAddress = "http://pki.example/practice-lab-intermediate.cer";
        break;
    case CertificateKind::Good:
    case CertificateKind::WeakIssuer:
    case CertificateKind::SelfSigned:
    case CertificateKind::UntrustedIssuer:
        break;
    }
    return wording;
}

constexpr CertificateKind Kinds[] = {CertificateKind::Good,
                                     CertificateKind::Expired,
                                     CertificateKind::NotYetValid,
                                     CertificateKind::ExpiresSoon,
                                     CertificateKind::SelfSigned,
                                     CertificateKind::WrongHost,
                                     CertificateKind::UntrustedIssuer,
                                     CertificateKind::MissingIntermediate,
                                     CertificateKind::CommonNameOnly,
                                     CertificateKind::WrongPurpose,
                                     CertificateKind::WeakIssuer};

} // namespace

std::optional<Certificates> makeCertificates()
{
    const Pair root = make({.commonName = "practice lab root", .until = 3650 * Day, .authority = true});
    const Pair stranger = make({.commonName = "another root", .until = 3650 * Day, .authority = true});
    if (!root || !stranger)
        return std::nullopt;
    const Pair intermediate =
        make({.commonName = "practice lab intermediate", .until = 3650 * Day, .authority = true}, &root);
    // Short enough for every security level of OpenSSL to refuse it: distributions differ in theirs.
    const Pair weak = make({.commonName = "practice lab weak intermediate",
                            .until = 3650 * Day,
                            .authority = true,
                            .weakBits = 768},
                           &root);
    if (!intermediate || !weak)
        return std::nullopt;

    Certificates made{pemOf(root.certificate.get()), {}};
    for (const CertificateKind kind : Kinds) {
        const Pair *issuer = kind == CertificateKind::SelfSigned            ? nullptr
                             : kind == CertificateKind::UntrustedIssuer     ? &stranger
                             : kind == CertificateKind::MissingIntermediate ? &intermediate
                             : kind == CertificateKind::WeakIssuer          ? &weak
                                                                            : &root;
        const Pair leaf = make(wordingOf(kind), issuer);
        if (!leaf)
            return std::nullopt;
        // An unknown authority usually sends its root along; it proves nothing, and says who it is.
        const QByteArray chain = kind == CertificateKind::UntrustedIssuer ? pemOf(stranger.certificate.get())
                                 : kind == CertificateKind::WeakIssuer    ? pemOf(weak.certificate.get())
                                                                          : QByteArray();
        made.of.insert(kind, {pemOf(leaf.certificate.get()), chain, pemOf(leaf.key.get())});
    }
    return made;
}

} // namespace wirewise::lab
