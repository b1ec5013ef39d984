#include "diagnosis/rules/handshakes.h"

#include "diagnosis/evidence.h"

#include <algorithm>

namespace wirewise::diagnosis::rules {

using observation::Outcome;
using observation::TlsAlert;
using observation::TlsFacts;

const TlsFacts *failedTls(const Facts &facts)
{
    if (!facts.leading || !facts.leading->connection.tls)
        return nullptr;
    const Outcome outcome = facts.leading->outcome;
    const bool silent =
        outcome == Outcome::Closed || outcome == Outcome::Reset || outcome == Outcome::TlsFailed;
    return silent ? &*facts.leading->connection.tls : nullptr;
}

const TlsAlert *receivedAlert(const TlsFacts &tls)
{
    const auto found = std::find_if(tls.alerts.begin(), tls.alerts.end(), [](const TlsAlert &a) {
        return a.received && a.code != alert::CloseNotify;
    });
    return found == tls.alerts.end() ? nullptr : &*found;
}

bool isAlert(const TlsFacts &tls, std::initializer_list<int> codes)
{
    const TlsAlert *received = receivedAlert(tls);
    return received && std::find(codes.begin(), codes.end(), received->code) != codes.end();
}

bool detailSays(const TlsFacts &tls, std::initializer_list<const char *> words)
{
    return std::any_of(words.begin(), words.end(), [&](const char *word) {
        return tls.detail.contains(QLatin1String(word), Qt::CaseInsensitive);
    });
}

QList<Evidence> evidenceOf(const TlsFacts &tls)
{
    QList<Evidence> evidence;
    for (const TlsAlert &sent : tls.alerts)
        if (sent.code != alert::CloseNotify)
            evidence.append(fact(QStringLiteral("%1 (%2)").arg(QString::fromUtf8(sent.name)).arg(sent.code),
                                 sent.received ? Text::tr("The alert that the server sent.")
                                               : Text::tr("The alert that this side sent.")));
    if (!tls.detail.isEmpty())
        evidence.append(fact(tls.detail.left(200), Text::tr("What OpenSSL says.")));
    return evidence;
}

} // namespace wirewise::diagnosis::rules
