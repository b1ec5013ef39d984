#include "diagnosis/experiments/row.h"

#include <algorithm>

namespace wirewise::diagnosis::experiments {

namespace {

using observation::Endpoint;
using observation::Probe;

bool typedHost(const Situation &now)
{
    return std::any_of(
        now.settings().headers.cbegin(), now.settings().headers.cend(),
        [](const observation::HeaderPair &header) { return wire::equalsIgnoringCase(header.first, "Host"); });
}

bool hostIsOverridden(const Situation &now)
{
    return now.requestMayMatter() && (now.settings().host || typedHost(now));
}

QList<Variation> ownHost(const Situation &now)
{
    Probe probe = withoutHeader(now, "Host");
    probe.settings.host.reset();
    return {{Words::tr("With Host: %1").arg(shown(now.endpoint().hostHeader())), probe}};
}

bool hostMayDecide(const Situation &now)
{
    return !now.settings().host && !typedHost(now) && now.smellsOfHostCheck();
}

QByteArray bare(const Endpoint &endpoint)
{
    return endpoint.host.contains(':') ? '[' + endpoint.host + ']' : endpoint.host;
}

/// A name that the peer's own certificate is for, without wildcards.
QByteArray certifiedName(const Situation &now)
{
    const auto &tls = now.upgrade->connection.tls;
    if (!tls || tls->chain.isEmpty())
        return {};
    const QList<QByteArray> &names = tls->chain.constFirst().dnsNames;
    const auto found = std::find_if(names.cbegin(), names.cend(),
                                    [](const QByteArray &name) { return !name.contains('*'); });
    return found == names.cend() ? QByteArray() : *found;
}

/// Names by which a server that looks at Host may know itself; the connection goes to the same place.
QList<Variation> hostVariants(const Situation &now)
{
    const struct
    {
        const char *suffix;
        QByteArray host;
    } names[] = {{"without-port", bare(now.endpoint())},
                 {"certificate", certifiedName(now)},
                 {"localhost", "localhost"}};
    QList<QByteArray> known{now.endpoint().hostHeader()};
    QList<Variation> variations;
    for (const auto &[suffix, host] : names) {
        if (host.isEmpty() || known.contains(host))
            continue;
        known.append(host);
        Probe probe = same(now);
        probe.settings.host = host;
        variations.append({Words::tr("With Host: %1").arg(shown(host)), probe, suffix});
    }
    return variations;
}

constexpr char refusedHost[] = QT_TRANSLATE_NOOP("Experiments", "tells a refused Host apart");

constexpr Row table[] = {
    {.id = "own-host", .tellsApart = refusedHost, .decides = hostIsOverridden, .vary = ownHost},
    {.id = "host-", .tellsApart = refusedHost, .decides = hostMayDecide, .vary = hostVariants},
};

} // namespace

std::span<const Row> host()
{
    return table;
}

} // namespace wirewise::diagnosis::experiments
