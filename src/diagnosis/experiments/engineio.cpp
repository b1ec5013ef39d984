#include "diagnosis/experiments/row.h"

namespace wirewise::diagnosis::experiments {

namespace {

using observation::Probe;
using observation::ProbeKind;

QByteArray version(const Situation &now)
{
    const QByteArray eio = now.queryValue("EIO");
    return eio == "3" || eio == "4" ? eio : QByteArray("4");
}

QByteArray otherVersion(const Situation &now)
{
    return now.queryValue("EIO") == "3" ? "4" : "3";
}

bool asksForPolling(const Situation &now)
{
    return now.queryValue("transport") == "polling";
}

bool isEngineIo(const Situation &now)
{
    return now.engineIo && now.answered;
}

bool mayBeEngineIoFault(const Situation &now)
{
    return isEngineIo(now) && (now.refused() || asksForPolling(now));
}

/// Browsers poll first, unless told otherwise: a page elsewhere needs the CORS header for that.
bool pageElsewhere(const Situation &now)
{
    return isEngineIo(now) && now.works && now.queryValue("sid").isEmpty() && now.origin() &&
           *now.origin() != now.endpoint().origin();
}

Probe polling(const Situation &now, const QByteArray &eio)
{
    return withTarget(now, ProbeKind::Get,
                      withQuery(now.endpoint(), {{"EIO", eio}, {"transport", "polling"}, {"sid", {}}}));
}

bool pollingDecides(const Situation &now)
{
    return mayBeEngineIoFault(now) || pageElsewhere(now);
}

QList<Variation> poll(const Situation &now)
{
    return {{Words::tr("Control: Engine.IO polling, EIO=%1").arg(QString::fromLatin1(version(now))),
             polling(now, version(now))}};
}

/// The addresses for a WebSocket that were not asked for yet.
QList<Variation> websocketVersions(const Situation &now)
{
    QList<Variation> variations;
    const bool websocket = now.queryValue("transport") == "websocket";
    for (const QByteArray &eio : {QByteArray("4"), QByteArray("3")}) {
        if (now.queryValue("EIO") == eio && websocket)
            continue;
        const QByteArray target =
            withQuery(now.endpoint(), {{"EIO", eio}, {"transport", "websocket"}, {"sid", {}}});
        variations.append({Words::tr("With EIO=%1 and transport=websocket").arg(QString::fromLatin1(eio)),
                           withTarget(now, ProbeKind::Upgrade, target), eio});
    }
    return variations;
}

bool otherVersionDecides(const Situation &now)
{
    return isEngineIo(now) && now.refused();
}

QList<Variation> pollOtherVersion(const Situation &now)
{
    const QByteArray eio = otherVersion(now);
    return {{Words::tr("Control: Engine.IO polling, EIO=%1").arg(QString::fromLatin1(eio)), polling(now, eio),
             eio}};
}

bool stickinessDecides(const Situation &now)
{
    return mayBeEngineIoFault(now) && (asksForPolling(now) || now.unknownSession());
}

/// A fresh sid, used at once on another connection, is unknown only to a server that did not give it:
/// three pairs of poll and upgrade, since without sticky sessions a lucky pair meets the same one.
QList<Variation> morePolls(const Situation &now)
{
    QList<Variation> variations;
    for (int n = 2; n <= 3; ++n)
        variations.append({Words::tr("Control: Engine.IO polling, %1").arg(n), polling(now, version(now)),
                           QByteArray::number(n)});
    return variations;
}

/// As a browser does, the cookies that the poll set go along: stickiness may hang on one of them.
Probe withCookiesOf(const Situation &now, const QByteArray &poll, Probe probe)
{
    QByteArrayList cookies;
    const observation::Exchange *exchange = now.seen.exchange(poll);
    const QList<wire::Header> set = exchange->response->headers.all("Set-Cookie");
    for (const wire::Header &header : set)
        cookies.append(header.value.split(';').constFirst().trimmed());
    if (!cookies.isEmpty())
        probe.settings.headers.append({"Cookie", cookies.join("; ")});
    return probe;
}

QList<Variation> sessions(const Situation &now)
{
    QList<Variation> variations;
    for (int n = 1; n <= 3; ++n) {
        const QByteArray suffix = n == 1 ? QByteArray() : "-" + QByteArray::number(n);
        const QByteArray sid = now.sidOf("polling" + suffix);
        if (sid.isEmpty())
            continue;
        const QByteArray target =
            withQuery(now.endpoint(), {{"EIO", version(now)}, {"transport", "websocket"}, {"sid", sid}});
        variations.append(
            {Words::tr("Control: upgrade with the sid of poll %1").arg(n),
             withCookiesOf(now, "polling" + suffix, withTarget(now, ProbeKind::Upgrade, target)), suffix});
    }
    return variations;
}

constexpr char stickiness[] = QT_TRANSLATE_NOOP("Experiments", "tells missing sticky sessions apart");

constexpr Row table[] = {
    {.id = "polling",
     .role = Role::Control,
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells whether Engine.IO is there and what it offers"),
     .decides = pollingDecides,
     .vary = poll},
    {.id = "websocket-eio",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells a wrong Engine.IO address apart"),
     .decides = mayBeEngineIoFault,
     .vary = websocketVersions},
    {.id = "polling-eio",
     .role = Role::Control,
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells the protocol version apart"),
     .decides = otherVersionDecides,
     .vary = pollOtherVersion},
    {.id = "polling-session",
     .role = Role::Control,
     .tellsApart = stickiness,
     .decides = stickinessDecides,
     .vary = sessions},
    {.id = "polling-",
     .role = Role::Control,
     .tellsApart = stickiness,
     .decides = stickinessDecides,
     .vary = morePolls},
};

} // namespace

std::span<const Row> engineIo()
{
    return table;
}

} // namespace wirewise::diagnosis::experiments
