#include "cli/otlpsetup.h"

#include "observation/endpoint.h"
#include "observation/redaction.h"
#include "wire/request.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace wirewise::cli {

namespace {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::Telemetry)
};

/// "key=value,key2=value2", values percent-encoded, as the specification writes headers and attributes.
QList<std::pair<QString, QString>> pairsOf(const QString &list)
{
    QList<std::pair<QString, QString>> pairs;
    for (const QString &item : list.split(u',')) {
        const qsizetype sign = item.indexOf(u'=');
        if (sign > 0)
            pairs.append({item.first(sign).trimmed(),
                          QUrl::fromPercentEncoding(item.sliced(sign + 1).trimmed().toUtf8())});
    }
    return pairs;
}

/// The variable of one signal stands before that of all: OTEL_EXPORTER_OTLP_TRACES_HEADERS.
QString variable(const QProcessEnvironment &environment, const QString &signal, const QString &name)
{
    const QString own = environment.value(QStringLiteral("OTEL_EXPORTER_OTLP_%1_%2").arg(signal, name));
    return own.isEmpty() ? environment.value(QStringLiteral("OTEL_EXPORTER_OTLP_%1").arg(name)) : own;
}

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    const auto portOf = [](const QUrl &url) {
        return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
    };
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

/// The collector's address with the signal's path, unless it has that already.
QUrl withPath(QUrl url, const QString &path)
{
    QString base = url.path();
    if (base.endsWith(path))
        return url;
    while (base.endsWith(u'/'))
        base.chop(1);
    url.setPath(base + path);
    return url;
}

/// What one signal needs to be sent.
class Signal
{
public:
    Signal(const QString &name, const QString &path, const QProcessEnvironment &environment)
        : m_name(name)
        , m_path(path)
        , m_environment(environment)
    {
    }

    tl::expected<DeliveryTarget, QString> target(const QString &address, const Headers &headers,
                                                 QStringList &warnings) const
    {
        auto target = addressed(address);
        if (!target)
            return target;
        target->contentType = "application/json";
        if (mayHaveHeaders(target->url)) {
            for (const auto &[name, value] :
                 pairsOf(variable(m_environment, m_name, QStringLiteral("HEADERS")))) {
                const auto header = headerLine(name + QLatin1String(": ") + value);
                if (!header)
                    return tl::make_unexpected(Texts::tr("OTEL_EXPORTER_OTLP_HEADERS: %1 cannot be sent as a "
                                                         "header. A list like name=value,name2=value2 was "
                                                         "expected.")
                                                   .arg(name));
                target->headers.append(*header);
            }
        } else {
            warnings.append(
                Texts::tr("The headers of OTEL_EXPORTER_OTLP_HEADERS are not sent to %1: they are "
                          "for the address in OTEL_EXPORTER_OTLP_ENDPOINT. --otlp env sends there; "
                          "--otlp-header gives a header for this address.")
                    .arg(target->url.toString()));
        }
        target->headers.append(headers);
        return limits(*std::move(target));
    }

private:
    tl::expected<DeliveryTarget, QString> addressed(const QString &address) const
    {
        if (address != QLatin1String("env")) {
            auto target = deliveryTarget("otlp", address);
            if (target)
                target->url = withPath(target->url, m_path);
            return target;
        }
        // The address of one signal is used as it is; that of all gets the signal's path.
        const QString own = m_environment.value(QStringLiteral("OTEL_EXPORTER_OTLP_%1_ENDPOINT").arg(m_name));
        if (!own.isEmpty())
            return deliveryTarget("otlp env", own);
        const QString base = m_environment.value(QStringLiteral("OTEL_EXPORTER_OTLP_ENDPOINT"));
        if (base.isEmpty())
            return tl::make_unexpected(
                Texts::tr("--otlp env: OTEL_EXPORTER_OTLP_ENDPOINT was expected to name "
                          "a collector, but it is not set."));
        auto target = deliveryTarget("otlp env", base);
        if (target)
            target->url = withPath(target->url, m_path);
        return target;
    }

    bool mayHaveHeaders(const QUrl &url) const
    {
        if (variable(m_environment, m_name, QStringLiteral("HEADERS")).isEmpty())
            return true;
        const QString named = variable(m_environment, m_name, QStringLiteral("ENDPOINT"));
        return named.isEmpty() || sameOrigin(QUrl(named), url);
    }

    tl::expected<DeliveryTarget, QString> limits(DeliveryTarget target) const
    {
        bool isNumber = false;
        const int timeout = variable(m_environment, m_name, QStringLiteral("TIMEOUT")).toInt(&isNumber);
        if (isNumber && timeout > 0)
            target.timeout = std::chrono::milliseconds(timeout);
        // Every receiver has to take gzip, and a run over thousands is a twentieth of its size.
        target.packs =
            variable(m_environment, m_name, QStringLiteral("COMPRESSION")) != QLatin1String("none");
        target.caFile = variable(m_environment, m_name, QStringLiteral("CERTIFICATE"));
        if (!target.caFile.isEmpty() && !QFileInfo(target.caFile).isReadable())
            return tl::make_unexpected(
                Texts::tr("OTEL_EXPORTER_OTLP_CERTIFICATE names %1, which cannot be read.")
                    .arg(target.caFile));
        return target;
    }

    QString m_name, m_path;
    const QProcessEnvironment &m_environment;
};

report::OtlpResource resourceOf(const QProcessEnvironment &environment)
{
    report::OtlpResource resource{{QStringLiteral("service.name"), QStringLiteral("wirewise")},
                                  {QStringLiteral("service.version"), QStringLiteral(WIREWISE_VERSION)}};
    auto given = pairsOf(environment.value(QStringLiteral("OTEL_RESOURCE_ATTRIBUTES")));
    if (const QString name = environment.value(QStringLiteral("OTEL_SERVICE_NAME")); !name.isEmpty())
        given.append({QStringLiteral("service.name"), name});
    for (const auto &attribute : given) {
        const auto known = std::find_if(resource.begin(), resource.end(),
                                        [&](const auto &other) { return other.first == attribute.first; });
        if (known == resource.end())
            resource.append(attribute);
        else
            known->second = attribute.second;
    }
    return resource;
}

/// A name for it goes over an open network in clear.
bool tellsASecret(const DeliveryTarget &target)
{
    observation::Endpoint host;
    host.host = target.url.host().toUtf8();
    return target.url.scheme() == QLatin1String("http") && !host.isLoopback() &&
           std::any_of(target.headers.begin(), target.headers.end(),
                       [](const auto &header) { return observation::isSecretName(header.first); });
}

} // namespace

std::optional<std::pair<QByteArray, QByteArray>> headerLine(const QString &line)
{
    const qsizetype colon = line.indexOf(u':');
    const QByteArray name = line.first(std::max<qsizetype>(0, colon)).trimmed().toUtf8();
    const QByteArray value = line.sliced(colon + 1).trimmed().toUtf8();
    const auto isToken = [](char c) { // RFC 9110 section 5.6.2
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    };
    const bool sane = !name.isEmpty() && std::all_of(name.begin(), name.end(), isToken) &&
                      std::none_of(value.begin(), value.end(),
                                   [](char c) { return static_cast<quint8>(c) < 0x20 || c == 0x7f; });
    return sane ? std::optional(std::pair(name, value)) : std::nullopt;
}

tl::expected<DeliveryTarget, QString> deliveryTarget(const char *option, const QString &address)
{
    DeliveryTarget target;
    target.url = QUrl(address, QUrl::StrictMode);
    const QString scheme = target.url.scheme();
    const bool isHttp = scheme == QLatin1String("http") || scheme == QLatin1String("https");
    if (!target.url.isValid() || !isHttp || target.url.host().isEmpty())
        return tl::make_unexpected(
            Texts::tr("--%1 %2: an address like https://collector.example:4318 was expected.")
                .arg(QLatin1String(option), observation::maskedUrl(address)));
    if (!target.url.userInfo().isEmpty()) {
        const QString login = target.url.userName(QUrl::FullyDecoded) + QLatin1Char(':') +
                              target.url.password(QUrl::FullyDecoded);
        target.headers.append({"Authorization", "Basic " + login.toUtf8().toBase64()});
        target.url.setUserInfo({});
    }
    target.url.setFragment({});
    return target;
}

tl::expected<OtlpSetup, QString> otlpSetup(const QString &address, const QStringList &headers,
                                           const QProcessEnvironment &environment)
{
    Headers given;
    for (const QString &line : headers) {
        const auto header = headerLine(line);
        if (!header)
            return tl::make_unexpected(
                Texts::tr("--otlp-header: a header like \"Name: value\" was expected."));
        given.append(*header);
    }
    OtlpSetup setup;
    QStringList again; // what holds for the metrics as well has been said
    auto traces = Signal(QStringLiteral("TRACES"), QStringLiteral("/v1/traces"), environment)
                      .target(address, given, setup.warnings);
    if (!traces)
        return tl::make_unexpected(traces.error());
    auto metrics = Signal(QStringLiteral("METRICS"), QStringLiteral("/v1/metrics"), environment)
                       .target(address, given, again);
    if (!metrics)
        return tl::make_unexpected(metrics.error());
    setup.traces = *std::move(traces);
    setup.metrics = *std::move(metrics);
    setup.resource = resourceOf(environment);
    setup.parent = report::traceParentFrom(environment.value(QStringLiteral("TRACEPARENT")).toUtf8());
    if (setup.traces.url.port() == 4317)
        setup.warnings.append(
            Texts::tr("%1: port 4317 is usually that of OTLP over gRPC. What is sent here is OTLP "
                      "over HTTP, which usually has port 4318.")
                .arg(setup.traces.url.toString()));
    if (tellsASecret(setup.traces))
        setup.warnings.append(Texts::tr("%1 is not encrypted: whoever is on the way can read the header that "
                                        "authorises.")
                                  .arg(setup.traces.url.toString()));
    return setup;
}

} // namespace wirewise::cli
