#include "diagnosis/experiments/row.h"

#include "wire/handshake.h"

#include <algorithm>

namespace wirewise::diagnosis::experiments {

namespace {

using observation::Probe;

bool typed(const Situation &now, const char *name)
{
    return std::any_of(
        now.settings().headers.cbegin(), now.settings().headers.cend(),
        [&](const observation::HeaderPair &header) { return wire::equalsIgnoringCase(header.first, name); });
}

bool refused(const Situation &now)
{
    return now.requestMayMatter();
}

/// The user may have typed handshake headers by hand, wrongly.
QList<Variation> withRight(const Situation &now, const char *name)
{
    return {{Words::tr("With the right %1").arg(QLatin1String(name)), withoutHeader(now, name)}};
}

bool keyIsWrong(const Situation &now)
{
    const auto &key = now.settings().key;
    return refused(now) && ((key && !wire::isValidKey(*key)) || typed(now, "Sec-WebSocket-Key"));
}

QList<Variation> validKey(const Situation &now)
{
    if (typed(now, "Sec-WebSocket-Key"))
        return withRight(now, "Sec-WebSocket-Key");
    Probe probe = same(now);
    probe.settings.key.reset();
    return {{Words::tr("With a key of 16 random bytes"), probe}};
}

bool versionIsWrong(const Situation &now)
{
    const auto &version = now.settings().wsVersion;
    return refused(now) && ((version && *version != "13") || typed(now, "Sec-WebSocket-Version"));
}

QList<Variation> validVersion(const Situation &now)
{
    if (typed(now, "Sec-WebSocket-Version"))
        return withRight(now, "Sec-WebSocket-Version");
    Probe probe = same(now);
    probe.settings.wsVersion.reset();
    return {{Words::tr("With Sec-WebSocket-Version: 13"), probe}};
}

bool connectionIsTyped(const Situation &now)
{
    return refused(now) && typed(now, "Connection");
}

QList<Variation> ownConnection(const Situation &now)
{
    return withRight(now, "Connection");
}

bool upgradeIsTyped(const Situation &now)
{
    return refused(now) && typed(now, "Upgrade");
}

QList<Variation> ownUpgrade(const Situation &now)
{
    return withRight(now, "Upgrade");
}

bool originMayDecide(const Situation &now)
{
    return refused(now) && now.origin();
}

QList<Variation> withoutOrigin(const Situation &now)
{
    return {{Words::tr("Without Origin"), withOrigin(now, {})}};
}

bool ownOriginMayDecide(const Situation &now)
{
    return refused(now) && now.origin() != now.endpoint().origin();
}

QList<Variation> ownOrigin(const Situation &now)
{
    const QByteArray own = now.endpoint().origin();
    return {{Words::tr("With Origin: %1").arg(shown(own)), withOrigin(now, own)}};
}

bool credentialsMayDecide(const Situation &now)
{
    return refused(now) && now.carriesCredentials();
}

QList<Variation> noCredentials(const Situation &now)
{
    return {{Words::tr("Without credentials"), withoutCredentials(now)}};
}

constexpr Row table[] = {
    {.id = "valid-key",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells a bad key apart"),
     .decides = keyIsWrong,
     .vary = validKey},
    {.id = "valid-version",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells a wrong version apart"),
     .decides = versionIsWrong,
     .vary = validVersion},
    {.id = "own-connection",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells a wrong header apart"),
     .decides = connectionIsTyped,
     .vary = ownConnection},
    {.id = "own-upgrade",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells a wrong header apart"),
     .decides = upgradeIsTyped,
     .vary = ownUpgrade},
    {.id = "without-origin",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells origin rules apart"),
     .decides = originMayDecide,
     .vary = withoutOrigin},
    {.id = "own-origin",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells origin rules apart"),
     .decides = ownOriginMayDecide,
     .vary = ownOrigin},
    {.id = "without-credentials",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells credentials apart"),
     .credentials = Credentials::Removed,
     .decides = credentialsMayDecide,
     .vary = noCredentials},
};

} // namespace

std::span<const Row> handshake()
{
    return table;
}

} // namespace wirewise::diagnosis::experiments
