#include "wire/clienthello.h"

#include <utility>

namespace wirewise::wire {

namespace {

/// Takes numbers and blocks off the front; once something is missing, all that follows is empty.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    [[nodiscard]] bool isSound() const { return m_sound; }
    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }

    quint32 number(qsizetype size)
    {
        quint32 value = 0;
        for (const char byte : take(size))
            value = (value << 8) | static_cast<uchar>(byte);
        return value;
    }

    /// A vector of RFC 8446 section 3.4: its length in so many bytes, then its content.
    Reader block(qsizetype lengthSize) { return Reader(bytes(lengthSize)); }
    QByteArrayView bytes(qsizetype lengthSize) { return take(static_cast<qsizetype>(number(lengthSize))); }

    void skip(qsizetype size) { take(size); }

private:
    QByteArrayView take(qsizetype size)
    {
        if (size > m_rest.size()) {
            m_sound = false;
            m_rest = {};
            return {};
        }
        const QByteArrayView taken = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return taken;
    }

    QByteArrayView m_rest;
    bool m_sound = true;
};

QList<quint16> numbers(Reader list)
{
    QList<quint16> all;
    while (!list.atEnd()) {
        const auto value = static_cast<quint16>(list.number(2));
        if (list.isSound())
            all.append(value);
    }
    return all;
}

/// RFC 6066 section 3: a list of names, of which only the host name was ever defined.
QByteArray serverName(Reader extension)
{
    Reader list = extension.block(2);
    const bool isHostName = list.number(1) == 0;
    const QByteArrayView name = list.bytes(2);
    return isHostName ? name.toByteArray() : QByteArray();
}

/// RFC 7301 section 3.1.
QList<QByteArray> protocols(Reader extension)
{
    Reader list = extension.block(2);
    QList<QByteArray> all;
    while (!list.atEnd()) {
        const QByteArrayView name = list.bytes(1);
        if (list.isSound())
            all.append(name.toByteArray());
    }
    return all;
}

void readExtension(quint32 type, Reader content, ClientHello &hello)
{
    switch (type) {
    case 0: // server_name
        hello.serverName = serverName(content);
        break;
    case 5: // status_request
        hello.asksForStatus = true;
        break;
    case 10: // supported_groups
        hello.groups = numbers(content.block(2));
        break;
    case 13: // signature_algorithms
        hello.signatures = numbers(content.block(2));
        break;
    case 16: // application_layer_protocol_negotiation
        hello.alpn = protocols(content);
        break;
    case 43: // supported_versions
        hello.versions = numbers(content.block(1));
        break;
    default:
        break;
    }
}

template<typename Number, std::size_t Size>
QByteArray nameIn(const std::pair<Number, const char *> (&names)[Size], Number number)
{
    for (const auto &[known, name] : names) {
        if (known == number)
            return name;
    }
    return {};
}

constexpr std::pair<quint16, const char *> Versions[] = {
    {0x0300, "SSLv3"}, {0x0301, "TLSv1"}, {0x0302, "TLSv1.1"}, {0x0303, "TLSv1.2"}, {0x0304, "TLSv1.3"}};

constexpr std::pair<quint16, const char *> SignatureSchemes[] = {{0x0201, "rsa_pkcs1_sha1"},
                                                                 {0x0202, "dsa_sha1"},
                                                                 {0x0203, "ecdsa_sha1"},
                                                                 {0x0301, "rsa_pkcs1_sha224"},
                                                                 {0x0302, "dsa_sha224"},
                                                                 {0x0303, "ecdsa_sha224"},
                                                                 {0x0401, "rsa_pkcs1_sha256"},
                                                                 {0x0402, "dsa_sha256"},
                                                                 {0x0403, "ecdsa_secp256r1_sha256"},
                                                                 {0x0501, "rsa_pkcs1_sha384"},
                                                                 {0x0502, "dsa_sha384"},
                                                                 {0x0503, "ecdsa_secp384r1_sha384"},
                                                                 {0x0601, "rsa_pkcs1_sha512"},
                                                                 {0x0602, "dsa_sha512"},
                                                                 {0x0603, "ecdsa_secp521r1_sha512"},
                                                                 {0x0804, "rsa_pss_rsae_sha256"},
                                                                 {0x0805, "rsa_pss_rsae_sha384"},
                                                                 {0x0806, "rsa_pss_rsae_sha512"},
                                                                 {0x0807, "ed25519"},
                                                                 {0x0808, "ed448"},
                                                                 {0x0809, "rsa_pss_pss_sha256"},
                                                                 {0x080a, "rsa_pss_pss_sha384"},
                                                                 {0x080b, "rsa_pss_pss_sha512"}};

constexpr std::pair<uchar, const char *> Messages[] = {{0, "hello_request"},
                                                       {1, "client_hello"},
                                                       {2, "server_hello"},
                                                       {4, "new_session_ticket"},
                                                       {5, "end_of_early_data"},
                                                       {8, "encrypted_extensions"},
                                                       {11, "certificate"},
                                                       {12, "server_key_exchange"},
                                                       {13, "certificate_request"},
                                                       {14, "server_hello_done"},
                                                       {15, "certificate_verify"},
                                                       {16, "client_key_exchange"},
                                                       {20, "finished"},
                                                       {22, "certificate_status"},
                                                       {24, "key_update"},
                                                       {25, "compressed_certificate"}};

/// RFC 8446 section 4.1.3: the random of a ServerHello that is a HelloRetryRequest.
constexpr char RetryRandom[] = "\xcf\x21\xad\x74\xe5\x9a\x61\x11\xbe\x1d\x8c\x02\x1e\x65\xb8\x91"
                               "\xc2\xa2\x11\x16\x7a\xbb\x8c\x5e\x07\x9e\x09\xe2\xc8\xa8\x33\x9c";
constexpr qsizetype RandomAt = 6, RandomSize = 32;

} // namespace

std::optional<ClientHello> readClientHello(QByteArrayView message)
{
    Reader reader(message);
    if (reader.number(1) != 1)
        return {};
    Reader body = reader.block(3);
    ClientHello hello;
    hello.versions.append(static_cast<quint16>(body.number(2)));
    body.skip(RandomSize);
    body.bytes(1); // legacy_session_id
    hello.ciphers = numbers(body.block(2));
    body.bytes(1); // legacy_compression_methods
    if (!reader.isSound() || !body.isSound())
        return {};
    if (body.atEnd())
        return hello;
    Reader extensions = body.block(2);
    while (!extensions.atEnd()) {
        const quint32 type = extensions.number(2);
        const Reader content = extensions.block(2);
        if (extensions.isSound())
            readExtension(type, content, hello);
    }
    return body.isSound() ? std::optional(hello) : std::nullopt;
}

QByteArray handshakeMessageName(QByteArrayView message)
{
    if (message.isEmpty())
        return {};
    const auto type = static_cast<uchar>(message.front());
    if (type == 2 && message.size() >= RandomAt + RandomSize &&
        message.sliced(RandomAt, RandomSize) == QByteArrayView(RetryRandom, RandomSize))
        return "hello_retry_request";
    const QByteArray name = nameIn(Messages, type);
    return name.isEmpty() ? "message_" + QByteArray::number(type) : name;
}

QByteArray tlsVersionName(quint16 version)
{
    const QByteArray name = nameIn(Versions, version);
    return name.isEmpty() ? hexName(version) : name;
}

QByteArray signatureSchemeName(quint16 scheme)
{
    const QByteArray name = nameIn(SignatureSchemes, scheme);
    return name.isEmpty() ? hexName(scheme) : name;
}

QByteArray hexName(quint16 number)
{
    return "0x" + QByteArray::number(number, 16).rightJustified(4, '0');
}

} // namespace wirewise::wire
