#include "diagnosis/clientopinions.h"

#include "diagnosis/rules/certificates.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::diagnosis {

using observation::CertificateError;
using observation::CertificateFacts;
using observation::StapledStatus;
using observation::TlsFacts;
using Answer = ClientOpinion::Answer;
using Client = ClientOpinion::Client;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ClientOpinions)
};

/// Nobody may issue a public certificate for longer since September 2020 (CA/Browser Forum ballot SC31).
constexpr qint64 LongestPublicDays = 398;
/// Apple's systems, for every authority but one that the owner added by hand.
constexpr qint64 LongestAppleDays = 825;

bool isAbout(const CertificateError &error, std::initializer_list<int> codes)
{
    return std::find(codes.begin(), codes.end(), error.code) != codes.end();
}

bool isAboutName(const CertificateError &error)
{
    return isAbout(error, {rules::verify::HostMismatch, rules::verify::AddressMismatch});
}

bool isAboutMissingIssuer(const CertificateError &error)
{
    return isAbout(error, {rules::verify::IssuerNotFound, rules::verify::IssuerNotFoundLocally,
                           rules::verify::LeafNotVerified});
}

bool isAboutKeySize(const CertificateError &error)
{
    return isAbout(error, {rules::verify::LeafKeyTooSmall, rules::verify::AuthorityKeyTooSmall});
}

/// As Qt compares: the whole name, or one label in place of an asterisk.
bool fits(const QByteArray &pattern, const QByteArray &host)
{
    const QByteArray wanted = host.toLower(), name = pattern.toLower();
    if (!name.startsWith("*."))
        return !name.isEmpty() && name == wanted;
    const qsizetype dot = wanted.indexOf('.');
    return dot > 0 && name.sliced(1) == wanted.sliced(dot);
}

bool hasOldDigest(const CertificateFacts &certificate)
{
    const QByteArray algorithm = certificate.signatureAlgorithm.toLower();
    return !certificate.selfIssued && (algorithm.contains("sha1") || algorithm.contains("md5"));
}

class Jury
{
public:
    Jury(const TlsFacts &tls, const QByteArray &host, const QDateTime &at)
        : m_tls(tls)
        , m_host(host)
        , m_at(at)
        , m_leaf(tls.chain.constFirst())
    {
    }

    [[nodiscard]] ClientOpinion of(Client client) const
    {
        ClientOpinion opinion{client, Answer::Accepts, {}};
        for (const CertificateError &error : m_tls.errors)
            judgeError(error, opinion);
        judgeName(opinion);
        if (client == Client::Browsers || client == Client::Go)
            judgeDigests(opinion);
        if (client == Client::Browsers) {
            judgeLifetime(opinion);
            judgeStatus(opinion);
            if (m_leaf.isCa && m_tls.errors.isEmpty())
                say(opinion, Answer::Depends,
                    Words::tr("Firefox refuses the certificate of an authority as that of a server."));
        }
        return opinion;
    }

private:
    static void say(ClientOpinion &opinion, Answer answer, const QString &reason)
    {
        opinion.answer = std::max(opinion.answer, answer);
        if (!opinion.reasons.contains(reason))
            opinion.reasons.append(reason);
    }

    void judgeError(const CertificateError &error, ClientOpinion &opinion) const
    {
        const bool isOwn = opinion.client == Client::OpenSsl || opinion.client == Client::Qt;
        if (isAboutName(error) && opinion.client == Client::Qt && fits(m_leaf.commonName.toUtf8(), m_host))
            return; // Qt looks at the common name even beside other names
        if (isAboutMissingIssuer(error) && opinion.client == Client::Browsers && canBeFetched())
            say(opinion, Answer::Depends,
                Words::tr("They may fetch or remember the issuer that the server does not send."));
        else if (isAboutKeySize(error) && !isOwn)
            say(opinion, Answer::Depends, Words::tr("Not every one refuses a key that is so short."));
        else
            say(opinion, Answer::Refuses, QString::fromUtf8(error.name.left(120)));
    }

    void judgeName(ClientOpinion &opinion) const
    {
        const bool needsAlternative = opinion.client == Client::Browsers || opinion.client == Client::Go;
        if (m_tls.commonNameOnly && needsAlternative)
            say(opinion, Answer::Refuses, Words::tr("The name stands in the common name alone."));
    }

    void judgeDigests(ClientOpinion &opinion) const
    {
        if (std::any_of(m_tls.chain.cbegin(), m_tls.chain.cend(), hasOldDigest))
            say(opinion, Answer::Refuses, Words::tr("A signature uses SHA-1 or MD5."));
    }

    void judgeLifetime(ClientOpinion &opinion) const
    {
        const qint64 days = m_leaf.notBefore.daysTo(m_leaf.notAfter);
        // Only public authorities enter their certificates in logs.
        if (m_leaf.timestamps > 0 && days > LongestPublicDays)
            say(opinion, Answer::Refuses, Words::tr("It is valid for more than 398 days."));
        else if (days > LongestAppleDays)
            say(opinion, Answer::Depends,
                Words::tr("Safari and other programs on Apple's systems refuse more than 825 days."));
    }

    void judgeStatus(ClientOpinion &opinion) const
    {
        if (!m_tls.staple) {
            if (m_leaf.mustStaple)
                say(opinion, Answer::Depends,
                    Words::tr("Firefox refuses it: it demands a stapled status, and none was sent."));
            return;
        }
        const StapledStatus &staple = *m_tls.staple;
        if (staple.state == StapledStatus::State::Revoked && staple.signatureFits)
            say(opinion, Answer::Refuses, Words::tr("The stapled status says that it was revoked."));
        else if (staple.nextUpdate.isValid() && m_at.isValid() && staple.nextUpdate < m_at)
            say(opinion, Answer::Depends, Words::tr("Firefox refuses a stapled status that is out of date."));
    }

    [[nodiscard]] bool canBeFetched() const
    {
        return !m_leaf.selfIssued && !m_tls.chain.constLast().selfIssued &&
               !m_tls.chain.constLast().caIssuersUrl.isEmpty();
    }

    const TlsFacts &m_tls;
    const QByteArray &m_host;
    const QDateTime &m_at;
    const CertificateFacts &m_leaf;
};

QString listed(const QList<ClientOpinion> &opinions, Answer answer)
{
    QStringList names;
    for (const ClientOpinion &opinion : opinions) {
        if (opinion.answer == answer)
            names.append(opinion.client == Client::Browsers  ? Words::tr("browsers")
                         : opinion.client == Client::OpenSsl ? Words::tr("OpenSSL")
                                                             : nameOf(opinion.client));
    }
    if (names.size() < 2)
        return names.join(QString());
    const QString last = names.takeLast();
    return Words::tr("%1 and %2").arg(names.join(QLatin1String(", ")), last);
}

} // namespace

QByteArray toString(ClientOpinion::Client client)
{
    switch (client) {
    case Client::Browsers:
        return "browsers";
    case Client::OpenSsl:
        return "openssl";
    case Client::Go:
        return "go";
    case Client::Qt:
        break;
    }
    return "qt";
}

QByteArray toString(ClientOpinion::Answer answer)
{
    switch (answer) {
    case Answer::Accepts:
        return "accepts";
    case Answer::Depends:
        return "depends";
    case Answer::Refuses:
        break;
    }
    return "refuses";
}

QString nameOf(ClientOpinion::Client client)
{
    switch (client) {
    case Client::Browsers:
        return Words::tr("Browsers");
    case Client::OpenSsl:
        return Words::tr("OpenSSL (curl, Python, PHP)");
    case Client::Go:
        return Words::tr("Go");
    case Client::Qt:
        break;
    }
    return Words::tr("Qt");
}

QList<ClientOpinion> clientOpinions(const TlsFacts &tls, const QByteArray &host, const QDateTime &at)
{
    if (tls.chain.isEmpty())
        return {};
    const Jury jury(tls, host, at);
    return {jury.of(Client::Browsers), jury.of(Client::OpenSsl), jury.of(Client::Go), jury.of(Client::Qt)};
}

QString disagreementOf(const QList<ClientOpinion> &opinions)
{
    const auto differs = [&](const ClientOpinion &one) { return one.answer != opinions.constFirst().answer; };
    if (std::none_of(opinions.cbegin(), opinions.cend(), differs))
        return {};
    QStringList parts;
    if (const QString names = listed(opinions, Answer::Refuses); !names.isEmpty())
        parts.append(Words::tr("refused by %1").arg(names));
    if (const QString names = listed(opinions, Answer::Depends); !names.isEmpty())
        parts.append(Words::tr("doubtful for %1").arg(names));
    if (const QString names = listed(opinions, Answer::Accepts); !names.isEmpty())
        parts.append(Words::tr("accepted by %1").arg(names));
    return Words::tr("This certificate is %1.").arg(parts.join(QLatin1String("; ")));
}

} // namespace wirewise::diagnosis
