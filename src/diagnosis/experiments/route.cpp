#include "diagnosis/experiments/row.h"

#include "observation/redaction.h"

namespace wirewise::diagnosis::experiments {

namespace {

using observation::Endpoint;
using observation::Probe;
using observation::ProbeKind;

bool refused(const Situation &now)
{
    return now.requestMayMatter();
}

bool endsInSlash(const Situation &now)
{
    return refused(now) && now.endpoint().path() != "/" && now.endpoint().path().endsWith('/');
}

bool lacksSlash(const Situation &now)
{
    return refused(now) && !now.endpoint().path().endsWith('/');
}

QList<Variation> withoutSlash(const Situation &now)
{
    return {{Words::tr("Path without its trailing slash"),
             withTarget(now, ProbeKind::Upgrade, toggledSlash(now.endpoint()))}};
}

QList<Variation> withSlash(const Situation &now)
{
    return {{Words::tr("Path with a trailing slash"),
             withTarget(now, ProbeKind::Upgrade, toggledSlash(now.endpoint()))}};
}

QList<Variation> impossiblePath(const Situation &now)
{
    return {{Words::tr("Control: a path that cannot exist"),
             withTarget(now, ProbeKind::Upgrade, impossibleTarget(now.endpoint()))}};
}

QList<Variation> getImpossible(const Situation &now)
{
    return {{Words::tr("Control: plain GET, a path that cannot exist"),
             withTarget(now, ProbeKind::Get, impossibleTarget(now.endpoint()))}};
}

/// SockJS greets on its prefix, and keeps the raw WebSocket one level below.
bool isSockJs(const Situation &now)
{
    const auto greets = [](const observation::Exchange *exchange) {
        return exchange && exchange->response && exchange->response->body.startsWith("Welcome to SockJS!");
    };
    return refused(now) && (greets(now.upgrade) || greets(now.get));
}

QList<Variation> belowWebSocket(const Situation &now)
{
    QByteArray path = now.endpoint().path();
    if (path.endsWith('/'))
        path.chop(1);
    const QByteArray query = now.endpoint().query();
    const QByteArray target = path + "/websocket" + (query.isEmpty() ? QByteArray() : '?' + query);
    return {{Words::tr("Path with /websocket below"), withTarget(now, ProbeKind::Upgrade, target)}};
}

bool isNotRoot(const Situation &now)
{
    return refused(now) && now.endpoint().target != "/";
}

QList<Variation> getRoot(const Situation &now)
{
    return {{Words::tr("Control: plain GET /"), withTarget(now, ProbeKind::Get, "/")}};
}

/// Where a redirect on this host leads; nothing if there is none, or it leads elsewhere or back here.
std::optional<Endpoint> redirectTarget(const Situation &now)
{
    const observation::Exchange *redirect = now.upgrade;
    const auto redirects = [](const observation::Exchange *exchange) {
        return exchange && exchange->response && exchange->status() >= 300 && exchange->status() < 400;
    };
    if (!redirects(redirect))
        redirect = now.getAnswered ? now.get : nullptr;
    if (!redirects(redirect))
        return {};
    const QByteArray location = redirect->response->headers.value("Location");
    Endpoint target = now.endpoint();
    if (location.startsWith('/') && !location.startsWith("//")) {
        target.target = location;
    } else {
        const observation::EndpointResult parsed = observation::parseEndpoint(QString::fromUtf8(location));
        if (!parsed.endpoint || parsed.endpoint->host != target.host)
            return {};
        target = *parsed.endpoint;
    }
    if (target.target == now.endpoint().target && target.secure == now.endpoint().secure &&
        target.port == now.endpoint().port)
        return {};
    return target;
}

bool isRedirected(const Situation &now)
{
    return refused(now) && redirectTarget(now);
}

/// A redirect to the same host is followed once, in its WebSocket form.
QList<Variation> redirected(const Situation &now)
{
    Probe probe = same(now);
    probe.endpoint = *redirectTarget(now);
    const QString address =
        observation::maskedUrl(observation::withoutCredentials(probe.endpoint, probe.settings).first.url());
    return {{Words::tr("To the place it redirects to: %1").arg(address), probe}};
}

constexpr char missingRoute[] = QT_TRANSLATE_NOOP("Experiments", "tells a missing route apart");
constexpr char slashInRoute[] = QT_TRANSLATE_NOOP("Experiments", "tells a slash in the route apart");

constexpr Row table[] = {
    {.id = "without-slash", .tellsApart = slashInRoute, .decides = endsInSlash, .vary = withoutSlash},
    {.id = "with-slash", .tellsApart = slashInRoute, .decides = lacksSlash, .vary = withSlash},
    {.id = "below-websocket", .tellsApart = missingRoute, .decides = isSockJs, .vary = belowWebSocket},
    {.id = "impossible-path",
     .role = Role::Control,
     .tellsApart = missingRoute,
     .decides = refused,
     .vary = impossiblePath},
    {.id = "get-impossible",
     .role = Role::Control,
     .tellsApart = missingRoute,
     .decides = refused,
     .vary = getImpossible},
    {.id = "get-root",
     .role = Role::Control,
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells whether the application is up"),
     .decides = isNotRoot,
     .vary = getRoot},
    {.id = "redirect-target",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells where the route really is"),
     .credentials = Credentials::Removed,
     .decides = isRedirected,
     .vary = redirected},
};

} // namespace

std::span<const Row> route()
{
    return table;
}

} // namespace wirewise::diagnosis::experiments
