#include "diagnosis/experiments/row.h"

#include "diagnosis/words.h"
#include "wire/request.h"

#include <QRegularExpression>

namespace wirewise::diagnosis::experiments {

namespace {

using observation::Probe;

constexpr qsizetype MostSubprotocols = 3;

/// A subprotocol, and what in a path or answer calls for it.
struct Known
{
    QByteArrayView name;
    QByteArrayView inPath;
};

constexpr Known known[] = {{"graphql-transport-ws", "graphql"},
                           {"graphql-ws", "graphql"},
                           {"mqtt", "mqtt"},
                           {"v12.stomp", "stomp"},
                           {"v11.stomp", {}},
                           {"wamp.2.json", "wamp"},
                           {"ocpp1.6", "ocpp"},
                           {"ocpp2.0.1", "ocpp"},
                           {"actioncable-v1-json", "/cable"},
                           {"sip", "/sip"},
                           {"xmpp", "xmpp"},
                           {"binary", "websockify"}};

/// Most used first: offered where a server wants one and does not say which.
constexpr QByteArrayView common[] = {"graphql-transport-ws", "mqtt", "v12.stomp"};

/// What the refusal itself names: in the header in which a server lists what it speaks, or in its words. A
/// name of a subprotocol has a digit, a dot or a hyphen, or stands in quotes.
QList<QByteArray> namedBy(const observation::Exchange &refusal)
{
    if (!refusal.response)
        return {};
    QList<QByteArray> names = refusal.response->headers.elements("Sec-WebSocket-Protocol");
    const QByteArray words = refusal.response->reason + '\n' + refusal.response->body.left(4096);
    for (const Known &each : known)
        if (words.contains(each.name))
            names.append(each.name.toByteArray());
    static const QRegularExpression list(
        QStringLiteral("(?:sub-?protocols?|sec-websocket-protocol)\\b([^<>{}\\n]{0,160})"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression name(QStringLiteral(
        "[\"'`]([A-Za-z][\\w.+-]{1,39})[\"'`]|\\b([A-Za-z]\\w*(?:[.-]\\w+)+|[A-Za-z]+\\d[\\w.-]*)"));
    const auto said = list.match(QString::fromLatin1(words));
    if (!said.hasMatch())
        return names;
    auto found = name.globalMatch(said.captured(1));
    while (found.hasNext() && names.size() < MostSubprotocols) {
        const auto each = found.next();
        names.append((each.captured(1).isEmpty() ? each.captured(2) : each.captured(1)).toLatin1());
    }
    return names;
}

/// Those that the answer itself names, or that the path calls for, or the most used ones where the answer
/// asks for a subprotocol and names none.
QList<QByteArray> candidates(const Situation &now)
{
    QList<QByteArray> found = namedBy(*now.upgrade);
    const QByteArray path = now.endpoint().path().toLower();
    for (const Known &each : known)
        if (!each.inPath.isEmpty() && path.contains(each.inPath))
            found.append(each.name.toByteArray());
    if (found.isEmpty() && says(now.upgrade, Saying::BlamesSubprotocol))
        for (const QByteArrayView name : common)
            found.append(name.toByteArray());
    QList<QByteArray> unique;
    for (const QByteArray &name : std::as_const(found))
        if (!unique.contains(name) && !now.settings().subprotocols.contains(name) && wire::isToken(name) &&
            unique.size() < MostSubprotocols)
            unique.append(name);
    return unique;
}

bool offerMayDecide(const Situation &now)
{
    const bool offered = !now.settings().subprotocols.isEmpty() || !now.settings().extensions.isEmpty();
    return now.requestMayMatter() || (now.spoiled() && offered);
}

bool offersSubprotocol(const Situation &now)
{
    return offerMayDecide(now) && !now.settings().subprotocols.isEmpty();
}

QList<Variation> withoutSubprotocol(const Situation &now)
{
    Probe probe = same(now);
    probe.settings.subprotocols.clear();
    return {{Words::tr("Without Sec-WebSocket-Protocol"), probe}};
}

QList<Variation> subprotocols(const Situation &now)
{
    QList<Variation> variations;
    const QList<QByteArray> names = candidates(now);
    for (const QByteArray &name : names) {
        Probe probe = same(now);
        probe.settings.subprotocols = {name};
        variations.append({Words::tr("With Sec-WebSocket-Protocol: %1").arg(shown(name)), probe, name});
    }
    return variations;
}

bool offersExtensions(const Situation &now)
{
    return offerMayDecide(now) && !now.settings().extensions.isEmpty();
}

QList<Variation> withoutExtensions(const Situation &now)
{
    Probe probe = same(now);
    probe.settings.extensions.clear();
    return {{Words::tr("Without Sec-WebSocket-Extensions"), probe}};
}

constexpr Row table[] = {
    {.id = "without-subprotocol",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells a refused subprotocol apart"),
     .decides = offersSubprotocol,
     .vary = withoutSubprotocol},
    {.id = "subprotocol-",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells a missing subprotocol apart"),
     .decides = offerMayDecide,
     .vary = subprotocols},
    {.id = "without-extensions",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells compression apart"),
     .decides = offersExtensions,
     .vary = withoutExtensions},
};

} // namespace

std::span<const Row> offers()
{
    return table;
}

} // namespace wirewise::diagnosis::experiments
