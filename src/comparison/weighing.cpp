#include "comparison/pair.h"

#include "comparison/probeparts.h"

#include <algorithm>

namespace wirewise::comparison {

namespace {

/// The row that says how far each side came, layer by layer. Where one side breaks off in a layer, this row
/// of it explains the outcome.
constexpr struct
{
    Layer layer;
    QByteArrayView id;
} results[] = {
    {Layer::Url, "url.reading"},     {Layer::Dns, "dns.result"},         {Layer::Tcp, "tcp.result"},
    {Layer::Proxy, "proxy.result"},  {Layer::Tls, "tls.result"},         {Layer::Upgrade, "upgrade.answer"},
    {Layer::Session, "session.end"}, {Layer::Session, "session.answer"},
};

/// What a failure is about by what its class means: where both sides do otherwise in it, this decides. Both
/// texts are beginnings of ids.
constexpr struct
{
    QByteArrayView finding;
    QByteArrayView difference;
} meanings[] = {
    {"url.", "url."},
    {"dns.", "url.host"},
    {"dns.", "settings.resolve"},
    {"tcp.", "url.host"},
    {"tcp.", "url.port"},
    {"tcp.", "tcp.addresses"},
    {"tcp.", "settings.resolve"},
    {"tcp.", "settings.family"},
    {"tcp.", "settings.proxy"},
    {"proxy.", "settings.proxy"},
    {"tls.", "tls.certificate"},
    {"tls.expected", "url.scheme"},
    {"tls.not-tls", "url.scheme"},
    {"tls.unrecognized-name", "url.host"},
    {"tls.hostname-mismatch", "url.host"},
    {"tls.common-name-only", "url.host"},
    {"tls.", "settings.trust"},
    {"tls.untrusted-issuer", "settings.ca-file"},
    {"tls.self-signed", "settings.ca-file"},
    {"tls.client-certificate-required", "settings.client-certificate"},
    {"upgrade.host-rejected", "url.host"},
    {"upgrade.host-rejected", "request.host"},
    {"upgrade.origin-rejected", "request.origin"},
    {"upgrade.redirected", "url.scheme"},
    {"upgrade.redirected", "url.host"},
    {"upgrade.redirected", "url.path"},
    {"upgrade.route-missing", "url.path"},
    {"upgrade.page-instead", "url.path"},
    {"upgrade.method-not-allowed", "url.path"},
    {"upgrade.not-supported-by-server", "url.path"},
    {"upgrade.dropped", "url.path"},
    {"upgrade.forbidden", "url.path"},
    {"http.closed-without-response", "url.path"},
    {"upgrade.subprotocol-rejected", "request.sec-websocket-protocol"},
    {"upgrade.unrequested-subprotocol", "request.sec-websocket-protocol"},
    {"upgrade.unrequested-extension", "request.sec-websocket-extensions"},
    {"upgrade.bad-key", "request.sec-websocket-key"},
    {"upgrade.version-unsupported", "request.sec-websocket-version"},
    {"upgrade.request-too-large", "request."},
    {"upgrade.request-too-large", "url.query"},
    {"upgrade.request-too-large", "url.path"},
    {"engineio.", "url.query"},
    {"engineio.", "url.path"},
    {"session.", "session.sent"},
    {"session.", "request.sec-websocket-protocol"},
    {"session.", "request.sec-websocket-extensions"},
    {"http.h2-only", "settings.alpn"},
    {"health.head", "head.answer"},
};

/// Failures that are about who asks.
constexpr QByteArrayView aboutTheCaller[] = {
    "auth.",
    "upgrade.unauthorized",
    "upgrade.forbidden",
    "upgrade.redirected",
    "upgrade.page-instead",
    "session.policy-violation",
    "session.application-close",
    "session.refused-after-accept",
    "session.closed-at-once",
    "engineio.connect-rejected",
    "engineio.forbidden",
    "proxy.auth-required",
};

bool isResultWhereItBreaks(const Half &half, const Difference &difference)
{
    if (half.breaksAt == Layer::Http) // of a health check: the answers that the finding quotes
        return difference.id.endsWith(".answer") && half.quoted(difference.id.chopped(7));
    return std::any_of(std::begin(results), std::end(results), [&](const auto &row) {
        return row.layer == half.breaksAt && row.id == difference.id;
    });
}

bool meansIt(const QByteArray &finding, const QByteArray &difference)
{
    const bool isMeant = std::any_of(std::begin(meanings), std::end(meanings), [&](const auto &row) {
        return finding.startsWith(row.finding) && difference.startsWith(row.difference);
    });
    return isMeant || (mayCarryCredentials(difference) &&
                       std::any_of(std::begin(aboutTheCaller), std::end(aboutTheCaller),
                                   [&](QByteArrayView about) { return finding.startsWith(about); }));
}

/// A single change turned the refusal into a 101, and the other side has made this very change.
bool isProvenByExperiment(const Half &half, const QByteArray &difference)
{
    if (!half.facts.upgrade)
        return false;
    return std::any_of(
        half.seen().experiments.begin(), half.seen().experiments.end(),
        [&](const observation::ExperimentResult &result) {
            return half.facts.helps(result.experiment.id) &&
                   partsThatDiffer(half.facts.upgrade->probe, result.experiment.probe).contains(difference);
        });
}

/// The finding proves itself with these bytes.
bool isQuoted(const Half &half, const Difference &difference, const std::optional<Place> &place)
{
    if (!place || half.side.diagnosis.findings.isEmpty())
        return false;
    const QList<diagnosis::Evidence> &evidence = half.side.diagnosis.primary().evidence;
    return std::any_of(evidence.begin(), evidence.end(), [&](const diagnosis::Evidence &item) {
        if (item.inSession || item.probe != place->probe || item.direction != place->direction)
            return false;
        if (difference.id.endsWith(".answer"))
            return true; // the whole answer is meant
        return item.range.offset < place->range.end() && place->range.offset < item.range.end();
    });
}

/// What the user chose, as far as servers can notice it.
bool isChosen(const Difference &difference)
{
    return difference.weight == Weight::Setting && difference.id != "settings.ca-file" &&
           difference.id != "settings.trust" &&
           (difference.id.startsWith("url.") || difference.id.startsWith("request.") ||
            difference.id.startsWith("settings.") || difference.id == "session.sent");
}

/// Two runs against one server that differ in one choice only are an experiment.
const Difference *onlyChoice(const Pair &pair, const Differences &differences)
{
    if (!pair.left.facts.endpoint || !pair.right.facts.endpoint ||
        pair.left.facts.endpoint->hostHeader() != pair.right.facts.endpoint->hostHeader())
        return nullptr;
    const auto found = std::find_if(differences.begin(), differences.end(), isChosen);
    const bool isOnly = std::count_if(differences.begin(), differences.end(), isChosen) == 1;
    return isOnly ? &*found : nullptr;
}

/// On one computer another port is another program, if the answers show it.
bool isOtherProgram(const Pair &pair, const Difference &difference)
{
    return difference.id == "url.port" && pair.otherServer && pair.left.facts.endpoint &&
           pair.right.facts.endpoint && pair.left.facts.endpoint->host == pair.right.facts.endpoint->host &&
           pair.worse().breaksAt >= Layer::Upgrade;
}

bool explains(const Half &half, const Difference &difference, const std::optional<Place> &place)
{
    if (!half.isToExplain)
        return false;
    // What lies beyond the break could not come out otherwise; it follows.
    if (difference.layer > half.breaksAt && difference.layer < Layer::Timing &&
        half.breaksAt < Layer::Upgrade)
        return false;
    return isResultWhereItBreaks(half, difference) || meansIt(half.findingId(), difference.id) ||
           isProvenByExperiment(half, difference.id) || isQuoted(half, difference, place);
}

} // namespace

void weigh(const Pair &pair, Differences &differences)
{
    const Difference *only = onlyChoice(pair, differences);
    for (Difference &difference : differences) {
        if (difference.weight == Weight::Setting && pair.outcomeDiffers &&
            (&difference == only || isOtherProgram(pair, difference) ||
             explains(pair.left, difference, difference.leftPlace) ||
             explains(pair.right, difference, difference.rightPlace)))
            difference.weight = Weight::Explains;
    }
    std::stable_sort(differences.begin(), differences.end(), [](const Difference &a, const Difference &b) {
        return std::pair(a.weight, a.layer) < std::pair(b.weight, b.layer);
    });
}

} // namespace wirewise::comparison
