#include "comparison/answerwords.h"

#include "comparison/pair.h"
#include "diagnosis/answers.h"
#include "observation/printable.h"

#include <algorithm>

namespace wirewise::comparison {

using observation::Exchange;
using observation::Outcome;
using wire::HandshakeBreach;

namespace {

/// What is wrong with a 101, to stand behind a comma.
QString breachWords(HandshakeBreach breach)
{
    switch (breach) {
    case HandshakeBreach::Http10:
        return Text::tr("in HTTP/1.0");
    case HandshakeBreach::UpgradeMissing:
        return Text::tr("without Upgrade");
    case HandshakeBreach::UpgradeWrong:
        return Text::tr("Upgrade says something else");
    case HandshakeBreach::ConnectionMissing:
        return Text::tr("without Connection");
    case HandshakeBreach::ConnectionWrong:
        return Text::tr("Connection says something else");
    case HandshakeBreach::AcceptMissing:
        return Text::tr("without Sec-WebSocket-Accept");
    case HandshakeBreach::AcceptInvalid:
        return Text::tr("Accept is wrong");
    case HandshakeBreach::ExtensionUnrequested:
        return Text::tr("with an extension that nobody offered");
    case HandshakeBreach::ExtensionParameters:
        return Text::tr("with extension parameters that do not fit");
    case HandshakeBreach::SubprotocolUnrequested:
        return Text::tr("with a subprotocol that nobody offered");
    case HandshakeBreach::SubprotocolSeveral:
        return Text::tr("with several subprotocols");
    case HandshakeBreach::NotSwitching:
    case HandshakeBreach::ContentDeclared:
        break;
    }
    return {};
}

QString handshakeWords(const Exchange &exchange)
{
    const QList<wire::HandshakeRemark> remarks = wire::judgeHandshake(exchange.request(), *exchange.response);
    for (const wire::HandshakeRemark &remark : remarks) {
        if (const QString words = breachWords(remark.breach); !words.isEmpty())
            return words;
    }
    return Text::tr("Accept is right");
}

QString sizeWords(qsizetype bytes)
{
    return bytes == 1 ? Text::tr("1 byte") : Text::tr("%1 bytes").arg(bytes);
}

QString bodyWords(const Exchange &exchange)
{
    const wire::Response &response = *exchange.response;
    if (response.end == wire::ResponseEnd::Truncated)
        return Text::tr("cut short");
    const QByteArray type = response.headers.value("Content-Type").toLower();
    const bool isHead = exchange.probe.kind == observation::ProbeKind::Head;
    if (response.body.isEmpty() && !isHead)
        return Text::tr("no body");
    if (type.contains("json"))
        return QStringLiteral("JSON");
    if (diagnosis::isHtml(exchange))
        return QStringLiteral("HTML");
    if (type.startsWith("text/plain"))
        return Text::tr("text");
    return isHead ? QString() : sizeWords(response.body.size());
}

bool isBroken(const wire::Response &response)
{
    return std::any_of(response.anomalies.begin(), response.anomalies.end(),
                       [](const wire::Anomaly &anomaly) { return wire::isFatal(anomaly.breach); });
}

} // namespace

QString durationWords(observation::Duration duration)
{
    const double milliseconds = std::chrono::duration<double, std::milli>(duration).count();
    if (milliseconds >= 1000)
        return Text::tr("%1 s").arg(QString::number(milliseconds / 1000, 'f', 2));
    return Text::tr("%1 ms").arg(QString::number(milliseconds, 'f', milliseconds < 10 ? 1 : 0));
}

QString outcomeWords(const Exchange &exchange)
{
    switch (exchange.outcome) {
    case Outcome::NotStarted:
    case Outcome::Running:
        return Text::tr("not tried");
    case Outcome::Answered:
        return exchange.notHttp ? Text::tr("not HTTP") : Text::tr("answered");
    case Outcome::NameNotFound:
        return Text::tr("no such name");
    case Outcome::NameFailed:
        return Text::tr("the resolver failed");
    case Outcome::NameTimedOut:
        return Text::tr("the resolver is silent");
    case Outcome::Refused:
        return Text::tr("refused");
    case Outcome::ConnectTimedOut:
        return Text::tr("no connection in time");
    case Outcome::Unreachable:
        return Text::tr("unreachable");
    case Outcome::Offline:
        return Text::tr("this computer is offline");
    case Outcome::ProxyFailed:
        return Text::tr("the proxy made no tunnel");
    case Outcome::TlsFailed:
        return Text::tr("TLS failed");
    case Outcome::TlsTimedOut:
        return Text::tr("TLS was not finished in time");
    case Outcome::Closed:
        return Text::tr("closed without an answer");
    case Outcome::Reset:
        return Text::tr("reset without an answer");
    case Outcome::TimedOut:
        return Text::tr("no answer in time");
    case Outcome::Stopped:
        return Text::tr("stopped");
    case Outcome::Withheld:
        return Text::tr("not sent");
    case Outcome::LocalFailure:
        break;
    }
    return Text::tr("failed on this computer");
}

QString statusWords(const Exchange &exchange)
{
    if (!exchange.response || exchange.response->status == 0)
        return exchange.response ? Text::tr("a broken answer") : outcomeWords(exchange);
    return QString::number(exchange.response->status);
}

QString answerWords(const Exchange &exchange)
{
    const QString status = statusWords(exchange);
    if (!exchange.response || exchange.response->status == 0)
        return status;
    QString more = exchange.response->status == 101 ? handshakeWords(exchange) : bodyWords(exchange);
    if (isBroken(*exchange.response) && exchange.response->end != wire::ResponseEnd::Truncated)
        more = Text::tr("malformed");
    return more.isEmpty() ? status : QString(status % QLatin1String(", ") % more);
}

QString longAnswerWords(const Exchange &exchange)
{
    constexpr qsizetype longest = 60;
    if (!exchange.response)
        return exchange.received.isEmpty() ? outcomeWords(exchange)
                                           : observation::printable(exchange.received, longest);
    const wire::Response &response = *exchange.response;
    QString words = QString::number(response.status) % QLatin1Char(' ') %
                    observation::printable(response.reason, longest);
    if (!response.body.isEmpty())
        words += QLatin1String(", ") % observation::printable(response.body.simplified(), longest);
    return words;
}

} // namespace wirewise::comparison
