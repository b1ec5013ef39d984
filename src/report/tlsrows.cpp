#include "report/tlsrows.h"

#include "diagnosis/clientopinions.h"
#include "observation/printable.h"
#include "report/exchangetext.h"
#include "report/reportwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::report {

using namespace observation;
using diagnosis::ClientOpinion;
using Mark = TlsRow::Mark;

namespace {

constexpr qsizetype LongestValue = 400;
constexpr qint64 FewDays = 14;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Tls)
};

QString shown(const QByteArray &bytes)
{
    return printable(bytes, LongestValue);
}

QString shown(const QString &text)
{
    return printable(text.toUtf8(), LongestValue);
}

QString shown(const QList<QByteArray> &list)
{
    return printable(list.join(", "), 4 * LongestValue);
}

QString versionName(const QByteArray &version)
{
    return shown(version).replace(QLatin1String("TLSv"), QLatin1String("TLS "));
}

QString dated(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

/// Rows that have nothing to say are left out.
class Section
{
public:
    explicit Section(const QString &title) { m_made.title = title; }

    void add(const QString &name, const QString &value, Mark mark = Mark::Plain)
    {
        if (value.isEmpty())
            return;
        m_made.rows.append({name, value, mark});
        m_made.mark = std::max(m_made.mark, mark == Mark::Good ? Mark::Plain : mark);
    }

    void addTo(QList<TlsSection> &sections) const
    {
        if (!m_made.rows.isEmpty())
            sections.append(m_made);
    }

private:
    TlsSection m_made;
};

QString resultWords(const TlsFacts &tls)
{
    switch (tls.result) {
    case TlsFacts::Result::NotStarted:
        return Texts::tr("not begun");
    case TlsFacts::Result::Complete:
        return tls.verified ? Texts::tr("complete, the certificate is verified")
                            : Texts::tr("complete, and the certificate is not verified");
    case TlsFacts::Result::VerifyFailed:
        return Texts::tr("this side refuses the certificate");
    case TlsFacts::Result::AlertReceived:
        return Texts::tr("the server ends it with an alert");
    case TlsFacts::Result::ClosedByPeer:
        return Texts::tr("the server closes the connection");
    case TlsFacts::Result::ResetByPeer:
        return Texts::tr("the server resets the connection");
    case TlsFacts::Result::TimedOut:
        return Texts::tr("not finished within the time limit");
    case TlsFacts::Result::NotTls:
        return Texts::tr("the server answers with something that is no TLS");
    case TlsFacts::Result::OtherError:
        break;
    }
    return tls.detail.isEmpty() ? Texts::tr("it fails") : shown(tls.detail);
}

QString clientCertificateWords(const TlsFacts &tls)
{
    if (!tls.certificateRequested)
        return Texts::tr("not asked for");
    return tls.clientCertificateSent ? Texts::tr("asked for, and sent")
                                     : Texts::tr("asked for, and none was sent");
}

QString authoritiesWords(const TlsFacts &tls)
{
    QStringList names;
    for (const QString &authority : tls.acceptedAuthorities.mid(0, 12))
        names.append(printable(authority.toUtf8(), 120));
    if (tls.acceptedAuthorities.size() > names.size())
        names.append(Texts::tr("%1 more").arg(tls.acceptedAuthorities.size() - names.size()));
    return names.join(QLatin1String("; "));
}

void addAgreed(const TlsFacts &tls, QList<TlsSection> &sections)
{
    const bool isWell = tls.result == TlsFacts::Result::Complete;
    Section section(Texts::tr("Handshake"));
    section.add(Texts::tr("Result"), resultWords(tls),
                isWell && tls.verified ? Mark::Good
                : isWell               ? Mark::Doubtful
                                       : Mark::Bad);
    section.add(Texts::tr("Version"), versionName(tls.version));
    section.add(Texts::tr("Cipher"), shown(tls.cipher));
    section.add(Texts::tr("Key exchange"), shown(tls.group));
    section.add(Texts::tr("Protocol (ALPN)"),
                tls.alpn.isEmpty() && isWell ? Texts::tr("none chosen") : shown(tls.alpn));
    section.add(Texts::tr("Name asked for (SNI)"),
                tls.serverName.isEmpty() ? Texts::tr("none: the address is no name") : shown(tls.serverName));
    section.add(Texts::tr("Client certificate"), clientCertificateWords(tls));
    section.add(Texts::tr("Accepted from"), authoritiesWords(tls));
    for (const TlsAlert &alert : tls.alerts) {
        section.add(alert.received ? Texts::tr("Alert from the server") : Texts::tr("Alert from this side"),
                    QStringLiteral("%1 (%2)").arg(shown(alert.name)).arg(alert.code),
                    alert.fatal ? Mark::Bad : Mark::Plain);
    }
    section.addTo(sections);
}

QString daysText(qint64 days)
{
    return days == 1 ? Texts::tr("1 day") : Texts::tr("%1 days").arg(days);
}

QString lifetimeWords(const CertificateFacts &certificate, const QDateTime &at)
{
    const qint64 left = at.daysTo(certificate.notAfter);
    const QString dates =
        Texts::tr("%1 to %2 UTC").arg(dated(certificate.notBefore), dated(certificate.notAfter));
    if (certificate.notBefore > at)
        return Texts::tr("%1: not valid yet").arg(dates);
    if (certificate.notAfter < at)
        return Texts::tr("%1: ended %2 ago").arg(dates, daysText(-left));
    return Texts::tr("%1: %2 left").arg(dates, daysText(left));
}

Mark lifetimeMark(const CertificateFacts &certificate, const QDateTime &at)
{
    if (certificate.notBefore > at || certificate.notAfter < at)
        return Mark::Bad;
    return at.daysTo(certificate.notAfter) < FewDays ? Mark::Doubtful : Mark::Plain;
}

QString timestampWords(const CertificateFacts &certificate)
{
    if (certificate.timestamps == 0)
        return {};
    return certificate.timestamps == 1 ? Texts::tr("1 log signed for it")
                                       : Texts::tr("%1 logs signed for it").arg(certificate.timestamps);
}

/// The errors of this very certificate; older files tell the depth alone.
void addErrors(const TlsFacts &tls, qsizetype index, Section &section)
{
    const CertificateFacts &certificate = tls.chain.at(index);
    for (const CertificateError &error : tls.errors) {
        const bool isAbout =
            error.sha256.isEmpty() ? error.depth == index : error.sha256 == certificate.sha256;
        if (isAbout)
            section.add(Texts::tr("Wrong"), shown(error.name), Mark::Bad);
    }
}

void addCertificate(const TlsFacts &tls, qsizetype index, const QDateTime &at, QList<TlsSection> &sections)
{
    const CertificateFacts &certificate = tls.chain.at(index);
    Section section(Texts::tr("Certificate %1 of %2").arg(index + 1).arg(tls.chain.size()));
    section.add(Texts::tr("Subject"), shown(certificate.subject));
    section.add(Texts::tr("Issuer"),
                certificate.selfIssued ? Texts::tr("itself") : shown(certificate.issuer));
    section.add(Texts::tr("Names"), shown(certificate.dnsNames + certificate.ipAddresses));
    if (index == 0)
        section.add(Texts::tr("Name fits"),
                    tls.nameMatches      ? Texts::tr("yes")
                    : tls.commonNameOnly ? Texts::tr("only the common name: browsers do not look at it")
                                         : QString(),
                    tls.nameMatches ? Mark::Good : Mark::Doubtful);
    addErrors(tls, index, section);
    section.add(Texts::tr("Valid"), lifetimeWords(certificate, at), lifetimeMark(certificate, at));
    section.add(Texts::tr("Key"),
                Texts::tr("%1, %2 bits").arg(shown(certificate.keyType)).arg(certificate.keyBits));
    section.add(Texts::tr("Signed with"), shown(certificate.signatureAlgorithm));
    section.add(Texts::tr("For"),
                certificate.isCa ? Texts::tr("signing certificates") : shown(certificate.purposes));
    section.add(Texts::tr("Transparency"), timestampWords(certificate));
    section.add(Texts::tr("Issuer to be had at"), shown(certificate.caIssuersUrl));
    section.add(Texts::tr("Status to be had at"), shown(certificate.ocspUrl));
    section.add(Texts::tr("Serial number"), shown(certificate.serial));
    section.add(Texts::tr("SHA-256"), shown(certificate.sha256));
    if (index + 1 == tls.chain.size())
        section.add(Texts::tr("Chain ends at"),
                    tls.anchor.isEmpty() ? QString()
                                         : Texts::tr("%1, which this computer trusts").arg(shown(tls.anchor)),
                    Mark::Good);
    section.addTo(sections);
}

/// What verification says of certificates that were not sent, as a root that is out of date.
void addOtherErrors(const TlsFacts &tls, QList<TlsSection> &sections)
{
    Section section(Texts::tr("Beyond what was sent"));
    for (const CertificateError &error : tls.errors) {
        const bool isSent =
            error.sha256.isEmpty()
                ? error.depth < tls.chain.size()
                : std::any_of(tls.chain.cbegin(), tls.chain.cend(), [&](const CertificateFacts &certificate) {
                      return certificate.sha256 == error.sha256;
                  });
        if (!isSent)
            section.add(Texts::tr("Wrong"), shown(error.name), Mark::Bad);
    }
    section.addTo(sections);
}

QString stapleWords(const StapledStatus &staple)
{
    switch (staple.state) {
    case StapledStatus::State::Good:
        return Texts::tr("good: not revoked");
    case StapledStatus::State::Revoked:
        return staple.reason.isEmpty()
                   ? Texts::tr("revoked on %1 UTC").arg(dated(staple.revokedAt))
                   : Texts::tr("revoked on %1 UTC: %2").arg(dated(staple.revokedAt), shown(staple.reason));
    case StapledStatus::State::Unknown:
        return Texts::tr("the authority does not know this certificate");
    case StapledStatus::State::Unreadable:
        break;
    }
    return Texts::tr("it cannot be read, or is about another certificate");
}

void addStaple(const TlsFacts &tls, const QDateTime &at, QList<TlsSection> &sections)
{
    if (!tls.staple)
        return;
    const StapledStatus &staple = *tls.staple;
    Section section(Texts::tr("Stapled status (OCSP)"));
    const bool isGood = staple.state == StapledStatus::State::Good;
    section.add(Texts::tr("Status"), stapleWords(staple), isGood ? Mark::Good : Mark::Bad);
    if (staple.state != StapledStatus::State::Unreadable) {
        section.add(Texts::tr("Signature"),
                    staple.signatureFits ? Texts::tr("of the issuer")
                                         : Texts::tr("not of an issuer that this computer trusts"),
                    staple.signatureFits ? Mark::Good : Mark::Doubtful);
        const bool isOld = staple.nextUpdate.isValid() && staple.nextUpdate < at;
        section.add(Texts::tr("Valid"),
                    Texts::tr("%1 to %2 UTC").arg(dated(staple.thisUpdate), dated(staple.nextUpdate)),
                    isOld ? Mark::Doubtful : Mark::Plain);
    }
    section.addTo(sections);
}

void addOpinions(const Exchange &exchange, const QDateTime &at, QList<TlsSection> &sections)
{
    const TlsFacts &tls = *exchange.connection.tls;
    const QList<ClientOpinion> opinions = diagnosis::clientOpinions(tls, exchange.probe.endpoint.host, at);
    Section section(Texts::tr("What clients say"));
    for (const ClientOpinion &opinion : opinions) {
        const QString word = opinion.answer == ClientOpinion::Answer::Accepts   ? Texts::tr("accept it")
                             : opinion.answer == ClientOpinion::Answer::Refuses ? Texts::tr("refuse it")
                                                                                : Texts::tr("it depends");
        const Mark mark = opinion.answer == ClientOpinion::Answer::Accepts   ? Mark::Good
                          : opinion.answer == ClientOpinion::Answer::Refuses ? Mark::Bad
                                                                             : Mark::Doubtful;
        section.add(nameOf(opinion.client),
                    opinion.reasons.isEmpty()
                        ? word
                        : QString(word % QLatin1String(": ") % shown(opinion.reasons.join(u' '))),
                    mark);
    }
    section.addTo(sections);
}

void addSteps(const TlsFacts &tls, QList<TlsSection> &sections)
{
    Section section(Texts::tr("Step by step"));
    for (const TlsStep &step : tls.steps) {
        const QString arrow = step.received ? QStringLiteral("←") : QStringLiteral("→");
        section.add(QString(arrow % QLatin1Char(' ') % shown(step.message)),
                    Texts::tr("%1, after %2").arg(byteCount(step.size), durationText(step.at)));
    }
    section.addTo(sections);
}

void addOffer(const TlsFacts &tls, QList<TlsSection> &sections)
{
    Section section(Texts::tr("Offered by this side"));
    section.add(Texts::tr("Versions"), versionName(tls.offered.versions.join(", ")));
    section.add(Texts::tr("Ciphers"), shown(tls.offered.ciphers));
    section.add(Texts::tr("Groups"), shown(tls.offered.groups));
    section.add(Texts::tr("Signatures"), shown(tls.offered.signatures));
    section.add(Texts::tr("Protocols (ALPN)"), shown(tls.alpnOffered));
    section.addTo(sections);
}

} // namespace

QList<TlsSection> tlsSections(const Exchange &exchange, const QDateTime &at)
{
    if (!exchange.connection.tls)
        return {};
    const TlsFacts &tls = *exchange.connection.tls;
    QList<TlsSection> sections;
    addAgreed(tls, sections);
    for (qsizetype i = 0; i < tls.chain.size(); ++i)
        addCertificate(tls, i, at, sections);
    addOtherErrors(tls, sections);
    addStaple(tls, at, sections);
    addOpinions(exchange, at, sections);
    addSteps(tls, sections);
    addOffer(tls, sections);
    return sections;
}

const Exchange *exchangeOverTls(const Observation &observation)
{
    const Exchange *upgrade = observation.exchange(ProbeKind::Upgrade);
    if (upgrade && upgrade->connection.tls)
        return upgrade;
    const auto found =
        std::find_if(observation.exchanges.cbegin(), observation.exchanges.cend(),
                     [](const Exchange &exchange) { return exchange.connection.tls.has_value(); });
    return found == observation.exchanges.cend() ? nullptr : &*found;
}

QString tlsSummary(const Exchange &exchange)
{
    if (!exchange.connection.tls)
        return {};
    const TlsFacts &tls = *exchange.connection.tls;
    QStringList parts;
    if (!tls.version.isEmpty())
        parts = QStringList{versionName(tls.version), shown(tls.cipher)};
    parts.append(resultWords(tls));
    return parts.join(QLatin1String(", "));
}

} // namespace wirewise::report
