#include "wire/authchallenge.h"

#include <QCryptographicHash>

namespace wirewise::wire {

namespace {

bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

/// Reads the elements of RFC 9110 section 5.6 off the front of a header's value.
class Reader
{
public:
    explicit Reader(QByteArrayView text)
        : m_text(text)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }

    bool take(char wanted)
    {
        if (atEnd() || m_text.at(m_at) != wanted)
            return false;
        ++m_at;
        return true;
    }

    void skip(QByteArrayView characters)
    {
        while (!atEnd() && characters.contains(m_text.at(m_at)))
            ++m_at;
    }

    QByteArray token()
    {
        const qsizetype start = m_at;
        while (!atEnd() && isTokenCharacter(m_text.at(m_at)))
            ++m_at;
        return m_text.sliced(start, m_at - start).toByteArray();
    }

    QByteArray value()
    {
        if (!take('"'))
            return token();
        QByteArray text;
        while (!atEnd() && m_text.at(m_at) != '"') {
            if (m_text.at(m_at) == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            text += m_text.at(m_at++);
        }
        take('"');
        return text;
    }

    /// A whole "name = value" from here, or nothing and no step made: a scheme may stand here, too.
    std::optional<std::pair<QByteArray, QByteArray>> parameter()
    {
        const qsizetype start = m_at;
        const QByteArray name = token().toLower();
        skip(" \t");
        if (name.isEmpty() || !take('=')) {
            m_at = start;
            return {};
        }
        skip(" \t");
        // RFC 9110 section 11.2: a token68, as Negotiate sends it, may end with "=", and is no parameter.
        if (atEnd() || m_text.at(m_at) == '=' || m_text.at(m_at) == ',') {
            m_at = start;
            return {};
        }
        return std::pair(name, value());
    }

    /// Leaves what cannot be read, up to the next comma.
    void skipElement()
    {
        while (!atEnd() && m_text.at(m_at) != ',')
            ++m_at;
    }

private:
    QByteArrayView m_text;
    qsizetype m_at = 0;
};

void readInto(QByteArrayView value, QList<AuthChallenge> &challenges)
{
    Reader reader(value);
    bool hasScheme = false;
    while (!reader.atEnd()) {
        reader.skip(" \t,");
        if (auto parameter = reader.parameter()) {
            if (hasScheme)
                challenges.last().parameters.append(std::move(*parameter));
            continue;
        }
        const QByteArray scheme = reader.token();
        if (scheme.isEmpty()) {
            reader.skipElement();
            continue;
        }
        challenges.append({scheme, {}});
        hasScheme = true;
        reader.skip(" \t");
        Reader ahead = reader;
        if (!ahead.parameter() && !ahead.token().isEmpty())
            reader.skipElement();
    }
}

std::optional<QCryptographicHash::Algorithm> hashOf(const QByteArray &algorithm)
{
    if (algorithm.isEmpty() || algorithm == "md5" || algorithm == "md5-sess")
        return QCryptographicHash::Md5;
    if (algorithm == "sha-256" || algorithm == "sha-256-sess")
        return QCryptographicHash::Sha256;
    return {};
}

QByteArray quoted(const QByteArray &text)
{
    QByteArray escaped = text;
    escaped.replace('\\', "\\\\").replace('"', "\\\"");
    return '"' + escaped + '"';
}

bool offersAuth(const QByteArray &qop)
{
    for (const QByteArray &one : qop.split(',')) {
        if (one.trimmed().toLower() == "auth")
            return true;
    }
    return false;
}

} // namespace

bool AuthChallenge::is(QByteArrayView wanted) const
{
    return scheme.compare(wanted, Qt::CaseInsensitive) == 0;
}

QByteArray AuthChallenge::value(QByteArrayView name) const
{
    for (const auto &[known, value] : parameters) {
        if (known == name)
            return value;
    }
    return {};
}

QList<AuthChallenge> readChallenges(const HeaderList &headers, QByteArrayView name)
{
    QList<AuthChallenge> challenges;
    const QList<Header> all = headers.all(name);
    for (const Header &header : all)
        readInto(header.value, challenges);
    return challenges;
}

std::optional<QByteArray> digestAnswer(const AuthChallenge &challenge, const DigestProof &proof)
{
    const QByteArray algorithm = challenge.value("algorithm").toLower();
    const auto method = hashOf(algorithm);
    const QByteArray realm = challenge.value("realm"), nonce = challenge.value("nonce"),
                     qop = challenge.value("qop");
    if (!challenge.is("Digest") || !method || nonce.isEmpty() || (!qop.isEmpty() && !offersAuth(qop)))
        return {};
    const auto hashed = [&](const QByteArray &text) {
        return QCryptographicHash::hash(text, *method).toHex();
    };
    // RFC 7616 section 3.4.2
    QByteArray secret = hashed(proof.user + ':' + realm + ':' + proof.password);
    if (algorithm.endsWith("-sess"))
        secret = hashed(secret + ':' + nonce + ':' + proof.clientNonce);
    // RFC 7616 section 3.4.3
    const QByteArray request = hashed(proof.method + ':' + proof.uri);
    const QByteArray count = "00000001"; // each nonce is answered once
    const QByteArray agreed =
        qop.isEmpty() ? QByteArray() : QByteArray(count + ':' + proof.clientNonce + ":auth:");
    const QByteArray response = hashed(secret + ':' + nonce + ':' + agreed + request);

    QByteArray answer = "Digest username=" + quoted(proof.user) + ", realm=" + quoted(realm) +
                        ", nonce=" + quoted(nonce) + ", uri=" + quoted(proof.uri) + ", response=\"" +
                        response + '"';
    if (!algorithm.isEmpty())
        answer += ", algorithm=" + challenge.value("algorithm");
    if (!qop.isEmpty())
        answer += ", qop=auth, nc=" + count + ", cnonce=" + quoted(proof.clientNonce);
    if (const QByteArray opaque = challenge.value("opaque"); !opaque.isEmpty())
        answer += ", opaque=" + quoted(opaque);
    return answer;
}

} // namespace wirewise::wire
