#include "probe/certificate.h"

#include "probe/address.h"

#include <QTimeZone>

#include <array>
#include <ctime>
#include <memory>

#include <openssl/bn.h>
#include <openssl/ct.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/tls1.h>
#include <openssl/x509v3.h>

namespace wirewise::probe {

using observation::CertificateFacts;

namespace {

QByteArray bytesOf(const ASN1_STRING *text)
{
    return {reinterpret_cast<const char *>(ASN1_STRING_get0_data(text)), ASN1_STRING_length(text)};
}

QByteArray ipText(const QByteArray &raw)
{
    QByteArray text;
    if (raw.size() == 4) {
        for (const char part : raw)
            text += (text.isEmpty() ? "" : ".") + QByteArray::number(static_cast<uchar>(part));
        return text;
    }
    for (qsizetype i = 0; i + 1 < raw.size(); i += 2) {
        const int part = (static_cast<uchar>(raw.at(i)) << 8) | static_cast<uchar>(raw.at(i + 1));
        text += (i == 0 ? "" : ":") + QByteArray::number(part, 16);
    }
    return text;
}

void readAlternativeNames(X509 *certificate, CertificateFacts &facts)
{
    auto *names =
        static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
    for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);
        if (name->type == GEN_DNS)
            facts.dnsNames.append(bytesOf(name->d.dNSName));
        else if (name->type == GEN_IPADD)
            facts.ipAddresses.append(ipText(bytesOf(name->d.iPAddress)));
    }
    GENERAL_NAMES_free(names);
}

/// RFC 5280 section 4.2.2.1: the first address for that purpose.
QByteArray readAccess(X509 *certificate, int method)
{
    auto *access = static_cast<AUTHORITY_INFO_ACCESS *>(
        X509_get_ext_d2i(certificate, NID_info_access, nullptr, nullptr));
    QByteArray url;
    for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(access) && url.isEmpty(); ++i) {
        const ACCESS_DESCRIPTION *description = sk_ACCESS_DESCRIPTION_value(access, i);
        if (OBJ_obj2nid(description->method) == method && description->location->type == GEN_URI)
            url = bytesOf(description->location->d.uniformResourceIdentifier);
    }
    AUTHORITY_INFO_ACCESS_free(access);
    return url;
}

void readKey(X509 *certificate, CertificateFacts &facts)
{
    const EVP_PKEY *key = X509_get0_pubkey(certificate);
    if (key == nullptr)
        return;
    const char *type = EVP_PKEY_get0_type_name(key);
    facts.keyType = type == nullptr ? "" : type;
    facts.keyBits = EVP_PKEY_get_bits(key);
}

QByteArray readSerial(X509 *certificate)
{
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(
        ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr), BN_free);
    if (!number)
        return {};
    char *hex = BN_bn2hex(number.get());
    const QByteArray text = QByteArray(hex).toLower();
    OPENSSL_free(hex);
    return text;
}

/// RFC 5280 section 4.2.1.12.
void readPurposes(X509 *certificate, CertificateFacts &facts)
{
    auto *purposes =
        static_cast<EXTENDED_KEY_USAGE *>(X509_get_ext_d2i(certificate, NID_ext_key_usage, nullptr, nullptr));
    for (int i = 0; i < sk_ASN1_OBJECT_num(purposes); ++i) {
        std::array<char, 80> text{};
        const ASN1_OBJECT *purpose = sk_ASN1_OBJECT_value(purposes, i);
        const int nid = OBJ_obj2nid(purpose);
        if (nid == NID_undef)
            OBJ_obj2txt(text.data(), text.size(), purpose, 1);
        facts.purposes.append(nid == NID_undef ? QByteArray(text.data()) : QByteArray(OBJ_nid2sn(nid)));
    }
    EXTENDED_KEY_USAGE_free(purposes);
}

/// RFC 6962 section 3.3.
int countTimestamps(X509 *certificate)
{
    auto *list =
        static_cast<STACK_OF(SCT) *>(X509_get_ext_d2i(certificate, NID_ct_precert_scts, nullptr, nullptr));
    const int count = list == nullptr ? 0 : sk_SCT_num(list);
    SCT_LIST_free(list);
    return count;
}

/// RFC 7633 section 4.1: the certificate promises the extension status_request (5).
bool demandsStaple(X509 *certificate)
{
    auto *features =
        static_cast<TLS_FEATURE *>(X509_get_ext_d2i(certificate, NID_tlsfeature, nullptr, nullptr));
    bool found = false;
    for (int i = 0; i < sk_ASN1_INTEGER_num(features); ++i)
        found = found || ASN1_INTEGER_get(sk_ASN1_INTEGER_value(features, i)) == TLSEXT_TYPE_status_request;
    TLS_FEATURE_free(features);
    return found;
}

} // namespace

QString readName(const X509_NAME *name)
{
    std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), BIO_free);
    X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    char *data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return QString::fromUtf8(data, size);
}

QDateTime readTime(const ASN1_TIME *time)
{
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return QDateTime(QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
                     QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), QTimeZone::utc());
}

QByteArray readFingerprint(X509 *certificate)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (X509_digest(certificate, EVP_sha256(), digest.data(), &size) != 1)
        return {};
    return QByteArray(reinterpret_cast<const char *>(digest.data()), static_cast<qsizetype>(size)).toHex();
}

CertificateFacts readCertificate(X509 *certificate)
{
    CertificateFacts facts;
    facts.subject = readName(X509_get_subject_name(certificate));
    facts.issuer = readName(X509_get_issuer_name(certificate));
    X509_NAME *subject = X509_get_subject_name(certificate);
    const int commonName = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (commonName >= 0)
        facts.commonName =
            QString::fromUtf8(bytesOf(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, commonName))));
    readAlternativeNames(certificate, facts);
    facts.notBefore = readTime(X509_get0_notBefore(certificate));
    facts.notAfter = readTime(X509_get0_notAfter(certificate));
    readKey(certificate, facts);
    facts.signatureAlgorithm = OBJ_nid2ln(X509_get_signature_nid(certificate));
    facts.sha256 = readFingerprint(certificate);
    facts.caIssuersUrl = readAccess(certificate, NID_ad_ca_issuers);
    facts.ocspUrl = readAccess(certificate, NID_ad_OCSP);
    facts.serial = readSerial(certificate);
    readPurposes(certificate, facts);
    facts.timestamps = countTimestamps(certificate);
    facts.mustStaple = demandsStaple(certificate);
    const uint32_t flags = X509_get_extension_flags(certificate);
    facts.selfIssued = (flags & EXFLAG_SI) != 0;
    facts.isCa = X509_check_ca(certificate) != 0;
    facts.serverPurpose = (flags & EXFLAG_XKUSAGE) == 0 ||
                          (X509_get_extended_key_usage(certificate) & (XKU_SSL_SERVER | XKU_ANYEKU)) != 0;
    return facts;
}

NameMatch matchName(X509 *certificate, const QByteArray &host)
{
    NameMatch match;
    QByteArray name = host;
    if (name.endsWith('.'))
        name.chop(1);
    const size_t size = static_cast<size_t>(name.size());
    if (addressFromLiteral(name)) {
        match.byAlternativeName = X509_check_ip_asc(certificate, name.constData(), 0) == 1;
        return match;
    }
    match.byAlternativeName = X509_check_host(certificate, name.constData(), size,
                                              X509_CHECK_FLAG_NEVER_CHECK_SUBJECT, nullptr) == 1;
    // OpenSSL looks at the subject only where no alternative name is a DNS name (RFC 6125 section 6.4.4).
    match.byCommonName =
        !match.byAlternativeName && X509_check_host(certificate, name.constData(), size, 0, nullptr) == 1;
    return match;
}

} // namespace wirewise::probe
