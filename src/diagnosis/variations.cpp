#include "diagnosis/variations.h"

#include "observation/redaction.h"

#include <tuple>

namespace wirewise::diagnosis {

using observation::Endpoint;
using observation::Probe;
using observation::ProbeKind;
using observation::Settings;

namespace {

void dropHeader(Settings &settings, QByteArrayView name)
{
    settings.headers.removeIf(
        [&](const observation::HeaderPair &h) { return wire::equalsIgnoringCase(h.first, name); });
}

} // namespace

Probe same(const Situation &now, ProbeKind kind)
{
    Probe probe = now.upgrade->probe;
    probe.kind = kind;
    return probe;
}

Probe withOrigin(const Situation &now, std::optional<QByteArray> origin)
{
    Probe probe = same(now);
    dropHeader(probe.settings, "Origin");
    probe.settings.origin = std::move(origin);
    return probe;
}

Probe withTarget(const Situation &now, ProbeKind kind, const QByteArray &target)
{
    Probe probe = same(now, kind);
    probe.endpoint.target = target;
    return probe;
}

Probe withoutHeader(const Situation &now, QByteArrayView name)
{
    Probe probe = same(now);
    dropHeader(probe.settings, name);
    return probe;
}

Probe withoutCredentials(const Situation &now)
{
    Probe probe = same(now);
    std::tie(probe.endpoint, probe.settings) =
        observation::withoutCredentials(probe.endpoint, probe.settings);
    return probe;
}

QByteArray impossibleTarget(const Endpoint &endpoint)
{
    QByteArray path = endpoint.path();
    if (path.size() > 1 && path.endsWith('/'))
        path.chop(1);
    const QByteArray folder = path.left(path.lastIndexOf('/') + 1);
    const QByteArray query = endpoint.query();
    return folder + "wirewise-no-such-path" + (query.isEmpty() ? QByteArray() : '?' + query);
}

QByteArray toggledSlash(const Endpoint &endpoint)
{
    QByteArray path = endpoint.path();
    if (path.endsWith('/'))
        path.chop(1);
    else
        path += '/';
    const QByteArray query = endpoint.query();
    return path + (query.isEmpty() ? QByteArray() : '?' + query);
}

QByteArray withQuery(const Endpoint &endpoint, const QList<std::pair<QByteArray, QByteArray>> &changes)
{
    QList<QByteArray> parts = endpoint.query().isEmpty() ? QList<QByteArray>() : endpoint.query().split('&');
    for (const auto &[name, value] : changes) {
        const QByteArray begin = name + '=';
        parts.removeIf([&begin](const QByteArray &part) {
            return part.startsWith(begin) || part == QByteArrayView(begin).chopped(1);
        });
        if (!value.isEmpty())
            parts.append(name + '=' + value);
    }
    return endpoint.path() + (parts.isEmpty() ? QByteArray() : '?' + parts.join('&'));
}

Probe behindTls(const Situation &now, bool secure)
{
    Probe probe = withoutCredentials(now);
    probe.endpoint.secure = secure;
    probe.settings.insecure = secure;
    return probe;
}

} // namespace wirewise::diagnosis
