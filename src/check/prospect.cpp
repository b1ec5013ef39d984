#include "check/prospect.h"

#include "wire/closecode.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <iterator>

namespace wirewise::check {

using observation::Exchange;
using observation::Outcome;
using observation::ProxyFacts;
using observation::SessionFacts;
using observation::StreamEnd;
using observation::TlsFacts;
using std::chrono::milliseconds;

namespace {

/// Gives the sentences below their context of translation.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::check::Reconnection)
};

Prospect useless(const QString &why)
{
    return {true, milliseconds(0), why};
}

/// Codes that judge the client or its request; it would come back as the same.
bool judgesTheClient(quint16 code)
{
    // 44xx: applications take over the HTTP statuses 400, 401, 403 and 404 in this way.
    constexpr quint16 codes[] = {
        wire::closecode::PolicyViolation, wire::closecode::MandatoryExtension, 4400, 4401, 4403, 4404};
    return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

bool mayChange(int status)
{
    constexpr int statuses[] = {408, 421, 425, 429, 500, 502, 503, 504};
    return std::find(std::begin(statuses), std::end(statuses), status) != std::end(statuses) || status > 505;
}

Prospect afterAnswer(const Exchange &upgrade, const QDateTime &now)
{
    const int status = upgrade.status();
    if (!upgrade.response)
        return useless(Words::tr("The server answers with bytes that are no HTTP."));
    if (status == 101)
        return useless(Words::tr("The server answers 101, but not as a WebSocket has to."));
    const QString answer = Words::tr("The upgrade gets %1.").arg(status);
    if (status == 401 || status == 403)
        return useless(answer + QLatin1Char(' ') + Words::tr("The server does not accept this credential."));
    if (status == 404 || status == 410)
        return useless(answer + QLatin1Char(' ') + Words::tr("There is nothing at this address."));
    if (!mayChange(status))
        return useless(answer + QLatin1Char(' ') + Words::tr("The same request would get it again."));
    const milliseconds wait = retryAfter(upgrade, now);
    if (wait > Prospect::LongestWait)
        return useless(answer + QLatin1Char(' ') +
                       Words::tr("The server asks to wait for more than an hour."));
    return {false, wait, answer};
}

Prospect afterTls(const Exchange &upgrade)
{
    const TlsFacts::Result result =
        upgrade.connection.tls ? upgrade.connection.tls->result : TlsFacts::Result::OtherError;
    if (result == TlsFacts::Result::VerifyFailed)
        return useless(Words::tr("The certificate of the server cannot be trusted."));
    if (result == TlsFacts::Result::NotTls)
        return useless(Words::tr("The port does not speak TLS."));
    return {false, milliseconds(0), Words::tr("TLS could not be set up.")};
}

Prospect afterProxy(const Exchange &upgrade)
{
    const ProxyFacts::Result result =
        upgrade.connection.proxy ? upgrade.connection.proxy->result : ProxyFacts::Result::None;
    if (result == ProxyFacts::Result::AuthRequired)
        return useless(Words::tr("The proxy asks for a password."));
    if (result == ProxyFacts::Result::Denied || result == ProxyFacts::Result::WrongKind)
        return useless(Words::tr("The proxy refuses this connection."));
    return {false, milliseconds(0), Words::tr("The proxy cannot reach the server.")};
}

} // namespace

milliseconds retryAfter(const Exchange &exchange, const QDateTime &now)
{
    if (!exchange.response)
        return milliseconds(0);
    const QByteArray text = exchange.response->headers.value("Retry-After").trimmed();
    bool isNumber = false;
    const qint64 seconds = text.left(9).toLongLong(&isNumber);
    if (isNumber)
        return std::chrono::seconds(std::max<qint64>(0, seconds));
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text.left(25)),
                                             QStringLiteral("ddd, dd MMM yyyy hh:mm:ss"));
    if (!date.isValid())
        return milliseconds(0);
    date.setTimeSpec(Qt::UTC);
    return milliseconds(std::max<qint64>(0, now.msecsTo(date)));
}

Prospect prospectAfter(const SessionFacts &ended)
{
    using By = SessionFacts::CloseBy;
    if (ended.breach)
        return useless(Words::tr("The server broke the protocol."));
    if (ended.closeBy == By::Us || ended.end == StreamEnd::ClosedByUs)
        return useless(Words::tr("Wirewise closed the connection."));
    if (ended.closeBy == By::Nobody)
        return {false, milliseconds(0), Words::tr("The connection ended without a Close frame.")};
    if (!ended.closeCode)
        return {false, milliseconds(0), Words::tr("The server closed without a code.")};
    const QString name = QString::fromLatin1(wire::closeCodeName(*ended.closeCode));
    const QString code = name.isEmpty()
                             ? QString::number(*ended.closeCode)
                             : QString(QString::number(*ended.closeCode) % QStringLiteral(", ") % name);
    const QString closed = Words::tr("The server closed with %1.").arg(code);
    if (judgesTheClient(*ended.closeCode))
        return useless(closed + QLatin1Char(' ') + Words::tr("It does not want this connection."));
    return {false, milliseconds(0), closed};
}

Prospect prospectAfter(const Exchange &upgrade, const QDateTime &now)
{
    switch (upgrade.outcome) {
    case Outcome::Answered:
        return afterAnswer(upgrade, now);
    case Outcome::TlsFailed:
        return afterTls(upgrade);
    case Outcome::ProxyFailed:
        return afterProxy(upgrade);
    case Outcome::NameNotFound:
    case Outcome::NameFailed:
    case Outcome::NameTimedOut:
        return {false, milliseconds(0), Words::tr("The name of the server cannot be looked up.")};
    case Outcome::Refused:
        return {false, milliseconds(0), Words::tr("Nothing listens there.")};
    case Outcome::ConnectTimedOut:
    case Outcome::Unreachable:
        return {false, milliseconds(0), Words::tr("The server cannot be reached.")};
    case Outcome::Offline:
        return {false, milliseconds(0), Words::tr("This computer is offline.")};
    case Outcome::TlsTimedOut:
    case Outcome::TimedOut:
        return {false, milliseconds(0), Words::tr("The server does not answer.")};
    case Outcome::Closed:
    case Outcome::Reset:
        return {false, milliseconds(0), Words::tr("The server ends the connection without an answer.")};
    case Outcome::Stopped:
        return useless(Words::tr("The try was stopped."));
    case Outcome::Withheld:
    case Outcome::LocalFailure:
    case Outcome::NotStarted:
    case Outcome::Running:
        break;
    }
    return useless(upgrade.detail.isEmpty() ? Words::tr("The upgrade was not sent.") : upgrade.detail);
}

} // namespace wirewise::check
