#include "diagnosis/rules/certificates.h"

#include "diagnosis/evidence.h"

#include <QLocale>

#include <algorithm>

namespace wirewise::diagnosis::rules {

using observation::CertificateError;
using observation::CertificateFacts;
using observation::TlsFacts;

const TlsFacts *tlsOf(const Facts &facts)
{
    return facts.leading && facts.leading->connection.tls ? &*facts.leading->connection.tls : nullptr;
}

const CertificateError *errorOf(const TlsFacts &tls, std::initializer_list<int> codes)
{
    const auto found = std::find_if(tls.errors.begin(), tls.errors.end(), [&](const CertificateError &error) {
        return std::find(codes.begin(), codes.end(), error.code) != codes.end();
    });
    return found == tls.errors.end() ? nullptr : &*found;
}

const CertificateError *mayNotVouch(const TlsFacts &tls)
{
    return errorOf(tls, {verify::NoAuthority, verify::MayNotSign, verify::PathTooLong,
                         verify::NameNotPermitted, verify::NameExcluded, verify::SignatureWrong});
}

bool hasClass(const CertificateError &error)
{
    static constexpr int codes[] = {verify::IssuerNotFound,
                                    verify::SignatureWrong,
                                    verify::NotYetValid,
                                    verify::Expired,
                                    verify::SelfSigned,
                                    verify::SelfSignedInChain,
                                    verify::IssuerNotFoundLocally,
                                    verify::LeafNotVerified,
                                    verify::PathTooLong,
                                    verify::InvalidPurpose,
                                    verify::Untrusted,
                                    verify::MayNotSign,
                                    verify::NameNotPermitted,
                                    verify::NameExcluded,
                                    verify::HostMismatch,
                                    verify::AddressMismatch,
                                    verify::LeafKeyTooSmall,
                                    verify::AuthorityKeyTooSmall,
                                    verify::DigestTooWeak,
                                    verify::NoAuthority};
    return std::find(std::begin(codes), std::end(codes), error.code) != std::end(codes);
}

const CertificateFacts *certificateAt(const TlsFacts &tls, int depth)
{
    return depth >= 0 && depth < tls.chain.size() ? &tls.chain.at(depth) : nullptr;
}

QString dated(const QDateTime &time)
{
    return QLocale(QLocale::English).toString(time.toUTC().date(), QStringLiteral("d MMMM yyyy"));
}

Evidence ofOpenSsl(const CertificateError &error)
{
    return fact(
        QString::fromUtf8(error.name.left(120)),
        error.depth == 0
            ? Text::tr("The verification says so about the server's certificate.")
            : Text::tr("The verification says so about certificate %1 of the chain.").arg(error.depth + 1));
}

Evidence subject(const CertificateFacts &certificate)
{
    return fact(shown(certificate.subject.toUtf8(), 100),
                Text::tr("Issued by %1, valid from %2 to %3.")
                    .arg(shown(certificate.issuer.toUtf8(), 80), dated(certificate.notBefore),
                         dated(certificate.notAfter)));
}

namespace {

QString whatLiesBehind(const observation::Exchange &behind)
{
    if (behind.upgraded())
        return Text::tr("Behind it, the upgrade works.");
    const int status = behind.status();
    return status == 401 || status == 403
               ? Text::tr("Behind it, the upgrade without credentials gets %1.").arg(status)
               : Text::tr("Behind it, the upgrade gets %1.").arg(status);
}

} // namespace

/// Without verification the connection is made all the same, and clients that verify still refuse it.
Judgement judged(const TlsFacts &tls, Judgement judgement, const Facts &facts)
{
    if (tls.verificationSkipped)
        judgement.severity = Severity::Warning;
    if (judgement.where.isEmpty())
        judgement.where = Text::tr("The fix belongs in the certificate of %1.").arg(facts.host());
    const observation::Exchange *behind = facts.exchangeOf("unverified");
    if (behind && behind->response) {
        judgement.where += QLatin1Char(' ') + whatLiesBehind(*behind);
        judgement.evidence.append(outcome(
            *behind,
            Text::tr(
                "What lies behind the certificate, asked without verification and without credentials.")));
    }
    return judgement;
}

QString daysBetween(const QDateTime &from, const QDateTime &to)
{
    const qint64 days = from.daysTo(to);
    return days == 1 ? Text::tr("1 day") : Text::tr("%1 days").arg(days);
}

} // namespace wirewise::diagnosis::rules
