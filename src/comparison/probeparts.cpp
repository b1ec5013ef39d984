#include "comparison/probeparts.h"

#include "observation/redaction.h"

namespace wirewise::comparison {

using observation::Endpoint;
using observation::Probe;
using observation::Settings;

namespace {

void addEndpointParts(const Endpoint &a, const Endpoint &b, QSet<QByteArray> &parts)
{
    if (a.secure != b.secure)
        parts.insert("url.scheme");
    if (a.host != b.host)
        parts.insert("url.host");
    if (a.port != b.port)
        parts.insert("url.port");
    if (a.path() != b.path())
        parts.insert("url.path");
    if (a.query() != b.query())
        parts.insert("url.query");
    if (a.userInfo != b.userInfo)
        parts.insert("request.authorization");
}

void addHeaderParts(const Probe &a, const Probe &b, QSet<QByteArray> &parts)
{
    // The key is the same on both sides, so that only one that was set on purpose differs.
    const wire::Request left = observation::requestFor(a, "key"), right = observation::requestFor(b, "key");
    const auto missing = [&parts](const wire::HeaderList &some, const wire::HeaderList &others) {
        for (const wire::Header &header : some) {
            const QByteArray name = header.name.toLower();
            if (name != "host" && others.elements(header.name) != some.elements(header.name))
                parts.insert("request." + name);
        }
    };
    missing(left.headers, right.headers);
    missing(right.headers, left.headers);
}

void addSettingsParts(const Settings &a, const Settings &b, QSet<QByteArray> &parts)
{
    const auto add = [&parts](bool differs, const char *part) {
        if (differs)
            parts.insert(part);
    };
    add(a.host != b.host, "request.host");
    add(a.proxy != b.proxy, "settings.proxy");
    add(a.resolve != b.resolve, "settings.resolve");
    add(a.family != b.family, "settings.family");
    add(a.caFile != b.caFile || a.insecure != b.insecure, "settings.trust");
    add(a.certificateFile != b.certificateFile, "settings.client-certificate");
    add(a.alpn != b.alpn, "settings.alpn");
}

} // namespace

QSet<QByteArray> partsThatDiffer(const Probe &a, const Probe &b)
{
    QSet<QByteArray> parts;
    addEndpointParts(a.endpoint, b.endpoint, parts);
    addHeaderParts(a, b, parts);
    addSettingsParts(a.settings, b.settings, parts);
    return parts;
}

bool mayCarryCredentials(const QByteArray &differenceId)
{
    if (differenceId == "url.query" || differenceId == "settings.client-certificate" ||
        differenceId == "request.sec-websocket-protocol" || differenceId == "session.sent")
        return true;
    constexpr QByteArrayView header = "request.";
    return differenceId.startsWith(header) &&
           observation::isSecretName(QByteArrayView(differenceId).sliced(header.size()));
}

} // namespace wirewise::comparison
