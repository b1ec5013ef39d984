#include "session/settingsjson.h"

#include "session/jsonfields.h"
#include "wire/request.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace wirewise::session {

using namespace observation;

namespace {

/// What may stand on a request line or in an address: visible ASCII.
bool isVisible(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

QJsonObject toJson(const ProxyChoice &proxy)
{
    return {
        {QStringLiteral("kind"), QString::fromLatin1(toString(proxy.kind))},
        {QStringLiteral("host"), jsonOf(proxy.host)},
        {QStringLiteral("port"), proxy.port},
        {QStringLiteral("user"), jsonOf(proxy.user)},
        {QStringLiteral("password"), jsonOf(proxy.password)},
    };
}

QJsonArray toJson(const QList<ResolveOverride> &overrides)
{
    QJsonArray array;
    for (const ResolveOverride &row : overrides) {
        array.append(QJsonObject{{QStringLiteral("host"), jsonOf(row.host)},
                                 {QStringLiteral("port"), row.port},
                                 {QStringLiteral("addresses"), jsonOf(row.addresses)}});
    }
    return array;
}

void readProxy(FieldReader &settings, ProxyChoice &proxy)
{
    if (!settings.has("proxy"))
        return;
    FieldReader fields(settings.value("proxy"));
    fields.readWord("kind", proxy.kind, proxyKindFromString);
    fields.read("host", proxy.host);
    fields.readNumber("port", proxy.port);
    fields.read("user", proxy.user);
    fields.read("password", proxy.password);
    if (!fields.isSound())
        settings.refuse();
}

void readHeaders(FieldReader &settings, QList<HeaderPair> &headers)
{
    settings.readEach("headers", [&](const QJsonValue &element) {
        const std::optional<QByteArray> name = bytesOf(element.toArray().at(0));
        const std::optional<QByteArray> value = bytesOf(element.toArray().at(1));
        if (name && value && wire::isToken(*name) && wire::isSafeHeaderText(*value))
            headers.append({*name, *value});
        else
            settings.refuse();
    });
}

void readResolve(FieldReader &settings, QList<ResolveOverride> &overrides)
{
    settings.readEach("resolve", [&](const QJsonValue &element) {
        ResolveOverride row;
        FieldReader fields(element);
        fields.read("host", row.host);
        fields.readNumber("port", row.port);
        fields.read("addresses", row.addresses);
        if (!fields.isSound())
            settings.refuse();
        overrides.append(row);
    });
}

void readProbes(FieldReader &settings, QList<ProbeKind> &probes)
{
    if (!settings.has("probes"))
        return;
    probes.clear();
    settings.readEach("probes", [&](const QJsonValue &element) {
        if (const auto kind = probeKindFromString(element.toString().toUtf8()))
            probes.append(*kind);
        else
            settings.refuse();
    });
}

QJsonObject fieldsOf(const Settings &settings)
{
    QJsonArray headers;
    for (const HeaderPair &header : settings.headers)
        headers.append(QJsonArray{jsonOf(header.first), jsonOf(header.second)});
    QJsonArray probes;
    for (const ProbeKind kind : settings.probes)
        probes.append(QString::fromLatin1(toString(kind)));
    QJsonObject object{
        {QStringLiteral("headers"), headers},
        {QStringLiteral("subprotocols"), jsonOf(settings.subprotocols)},
        {QStringLiteral("extensions"), jsonOf(settings.extensions)},
        {QStringLiteral("proxy"), toJson(settings.proxy)},
        {QStringLiteral("resolve"), toJson(settings.resolve)},
        {QStringLiteral("family"), QString::fromLatin1(toString(settings.family))},
        {QStringLiteral("caFile"), settings.caFile},
        {QStringLiteral("certificateFile"), settings.certificateFile},
        {QStringLiteral("keyFile"), settings.keyFile},
        {QStringLiteral("alpn"), jsonOf(settings.alpn)},
        {QStringLiteral("insecure"), settings.insecure},
        {QStringLiteral("timeout"), jsonOf(Duration(settings.timeout))},
        {QStringLiteral("listen"), jsonOf(Duration(settings.listen))},
        {QStringLiteral("send"), jsonOf(settings.send)},
        {QStringLiteral("largestMessage"), settings.largestMessage},
        {QStringLiteral("probes"), probes},
        {QStringLiteral("experiments"), settings.experiments},
        {QStringLiteral("sequential"), settings.sequential},
    };
    const auto addIfSet = [&object](const char *name, const std::optional<QByteArray> &bytes) {
        if (bytes)
            object.insert(QLatin1String(name), jsonOf(*bytes));
    };
    addIfSet("origin", settings.origin);
    addIfSet("key", settings.key);
    addIfSet("wsVersion", settings.wsVersion);
    addIfSet("host", settings.host);
    if (!settings.secrets.isEmpty())
        object.insert(QLatin1String("secrets"), jsonOf(settings.secrets));
    return object;
}

} // namespace

QJsonObject toJson(const Endpoint &endpoint)
{
    return {
        {QStringLiteral("typed"), endpoint.typed},
        {QStringLiteral("secure"), endpoint.secure},
        {QStringLiteral("http"), endpoint.http},
        {QStringLiteral("host"), jsonOf(endpoint.host)},
        {QStringLiteral("port"), endpoint.port},
        {QStringLiteral("portGiven"), endpoint.portGiven},
        {QStringLiteral("target"), jsonOf(endpoint.target)},
        {QStringLiteral("userInfo"), jsonOf(endpoint.userInfo)},
    };
}

std::optional<Endpoint> endpointFromJson(const QJsonValue &value)
{
    Endpoint endpoint;
    FieldReader fields(value);
    fields.read("typed", endpoint.typed);
    fields.read("secure", endpoint.secure);
    fields.read("http", endpoint.http);
    fields.read("host", endpoint.host);
    fields.readNumber("port", endpoint.port);
    fields.read("portGiven", endpoint.portGiven);
    fields.read("target", endpoint.target);
    fields.read("userInfo", endpoint.userInfo);
    const bool possible = !endpoint.host.isEmpty() && isVisible(endpoint.host) && endpoint.port != 0 &&
                          endpoint.target.startsWith('/') && isVisible(endpoint.target);
    return fields.isSound() && possible ? std::optional(endpoint) : std::nullopt;
}

QJsonObject toJson(const Settings &settings)
{
    // A run asks thousands of endpoints under the same settings, which each writes several times.
    static thread_local std::optional<std::pair<Settings, QJsonObject>> last;
    if (!last || last->first != settings)
        last.emplace(settings, fieldsOf(settings));
    return last->second;
}

std::optional<Settings> settingsFromJson(const QJsonValue &value)
{
    Settings settings;
    FieldReader fields(value);
    readHeaders(fields, settings.headers);
    fields.read("origin", settings.origin);
    fields.read("subprotocols", settings.subprotocols);
    fields.read("key", settings.key);
    fields.read("wsVersion", settings.wsVersion);
    fields.read("host", settings.host);
    fields.read("extensions", settings.extensions);
    readProxy(fields, settings.proxy);
    readResolve(fields, settings.resolve);
    fields.readWord("family", settings.family, addressFamilyFromString);
    fields.read("caFile", settings.caFile);
    fields.read("certificateFile", settings.certificateFile);
    fields.read("keyFile", settings.keyFile);
    if (fields.has("alpn"))
        settings.alpn.clear();
    fields.read("alpn", settings.alpn);
    fields.read("insecure", settings.insecure);
    fields.read("timeout", settings.timeout);
    fields.read("listen", settings.listen);
    fields.read("send", settings.send);
    fields.readNumber("largestMessage", settings.largestMessage);
    if (settings.largestMessage < 1)
        fields.refuse();
    readProbes(fields, settings.probes);
    fields.read("experiments", settings.experiments);
    fields.read("sequential", settings.sequential);
    fields.read("secrets", settings.secrets);
    // A file may be a stranger's: what it holds must not write lines of its own into a request.
    for (const std::optional<QByteArray> &text :
         {settings.origin, settings.key, settings.wsVersion, settings.host}) {
        if (text && !wire::isSafeHeaderText(*text))
            fields.refuse();
    }
    if (!wire::isSafeHeaderText(settings.subprotocols.join()) || !wire::isSafeHeaderText(settings.extensions))
        fields.refuse();
    return fields.isSound() ? std::optional(settings) : std::nullopt;
}

} // namespace wirewise::session
