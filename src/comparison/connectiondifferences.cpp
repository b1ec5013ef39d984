#include "comparison/pair.h"

#include "comparison/answerwords.h"
#include "observation/printable.h"

#include <QSet>

namespace wirewise::comparison {

using observation::Endpoint;
using observation::Exchange;
using observation::Outcome;
using observation::TlsFacts;

namespace {

constexpr qsizetype LongestValue = 60;

QString text(const QByteArray &bytes)
{
    return observation::printable(bytes, LongestValue);
}

QString unrelated()
{
    return Text::tr("Both work with it; the outcome does not come from here.");
}

// ---- the address

void addAddress(const Pair &pair, Differences &differences)
{
    const auto &left = pair.left.seen().endpoint.endpoint;
    const auto &right = pair.right.seen().endpoint.endpoint;
    if (!left || !right) {
        if (pair.left.seen().typed != pair.right.seen().typed)
            differences.append({"url.reading",
                                Layer::Url,
                                Weight::Setting,
                                Text::tr("The address"),
                                left ? Text::tr("can be used") : Text::tr("no address"),
                                right ? Text::tr("can be used") : Text::tr("no address"),
                                (left ? pair.right : pair.left).title(),
                                {},
                                {}});
        return;
    }
    const Endpoint &shownLeft = pair.left.side.shown.endpoint.endpoint.value_or(*left);
    const Endpoint &shownRight = pair.right.side.shown.endpoint.endpoint.value_or(*right);
    const auto add = [&](bool differs, const char *id, const QString &title, const QString &a,
                         const QString &b, const QString &tells) {
        if (differs)
            differences.append({id, Layer::Url, Weight::Setting, title, a, b, tells, {}, {}});
    };
    const auto scheme = [](const Endpoint &endpoint) {
        return endpoint.secure ? QStringLiteral("wss") : QStringLiteral("ws");
    };
    add(left->secure != right->secure, "url.scheme", Text::tr("Scheme"), scheme(*left), scheme(*right),
        Text::tr("One side speaks TLS, the other one does not."));
    add(left->host != right->host, "url.host", Text::tr("Host"), text(shownLeft.host), text(shownRight.host),
        Text::tr("Two hosts are asked."));
    add(left->port != right->port, "url.port", Text::tr("Port"), QString::number(left->port),
        QString::number(right->port), Text::tr("Another port may be another program."));
    const QString asksElsewhere = Text::tr("Each side asks for another path.");
    add(left->path() != right->path(), "url.path", Text::tr("Path"), text(shownLeft.path()),
        text(shownRight.path()), asksElsewhere);
    const auto query = [](const Endpoint &endpoint) {
        return endpoint.query().isEmpty() ? Text::tr("none") : text(endpoint.query());
    };
    add(left->query() != right->query(), "url.query", Text::tr("Query"), query(shownLeft), query(shownRight),
        Text::tr("The query differs; servers read tokens and versions from it."));
}

// ---- the way there

enum class Stage { NotReached, Failed, Done };

/// How far the leading exchange came in a layer below the request.
Stage stageOf(const Exchange &exchange, Layer layer)
{
    const auto placeOf = [](Outcome outcome) {
        switch (outcome) {
        case Outcome::NameNotFound:
        case Outcome::NameFailed:
        case Outcome::NameTimedOut:
            return Layer::Dns;
        case Outcome::Refused:
        case Outcome::ConnectTimedOut:
        case Outcome::Unreachable:
        case Outcome::Offline:
            return Layer::Tcp;
        case Outcome::ProxyFailed:
            return Layer::Proxy;
        case Outcome::TlsFailed:
        case Outcome::TlsTimedOut:
        case Outcome::Withheld:
            return Layer::Tls;
        default:
            return Layer::Upgrade;
        }
    };
    const Layer place = placeOf(exchange.outcome);
    return place < layer ? Stage::NotReached : place == layer ? Stage::Failed : Stage::Done;
}

QString attemptsWords(const Exchange &exchange)
{
    QStringList words;
    for (const observation::AddressAttempt &attempt : exchange.connection.attempts)
        words.append(text(attempt.address));
    words.removeDuplicates();
    return words.isEmpty() ? Text::tr("none") : words.join(QLatin1String(", "));
}

QString proxyWords(const Exchange &exchange)
{
    const auto &proxy = exchange.connection.proxy;
    if (!proxy)
        return Text::tr("none");
    return QString(QString::fromUtf8(toString(proxy->kind)) % QLatin1String("://") % text(proxy->host) %
                   QLatin1Char(':') % QString::number(proxy->port));
}

struct Step
{
    Layer layer;
    const char *id;
    const char *title;
};

constexpr Step steps[] = {
    {Layer::Dns, "dns.result", QT_TRANSLATE_NOOP("wirewise::comparison::Comparison", "Looking up the name")},
    {Layer::Tcp, "tcp.result", QT_TRANSLATE_NOOP("wirewise::comparison::Comparison", "Connecting")},
    {Layer::Proxy, "proxy.result",
     QT_TRANSLATE_NOOP("wirewise::comparison::Comparison", "Tunnel through the proxy")},
    {Layer::Tls, "tls.result", QT_TRANSLATE_NOOP("wirewise::comparison::Comparison", "TLS handshake")},
};

/// One row for the first step that only one side passes, or in which each fails in its own way.
void addResults(const Pair &pair, const Exchange &left, const Exchange &right, Differences &differences)
{
    for (const Step &step : steps) {
        const Stage a = stageOf(left, step.layer), b = stageOf(right, step.layer);
        if (a == Stage::NotReached || b == Stage::NotReached)
            return;
        const bool differs = a != b || (a == Stage::Failed && left.outcome != right.outcome) ||
                             (a == Stage::Failed && left.detail != right.detail);
        if (!differs)
            continue;
        const auto words = [](Stage stage, const Exchange &exchange) {
            return stage == Stage::Done ? Text::tr("works") : outcomeWords(exchange);
        };
        const QString tells = a == Stage::Failed ? pair.left.title() : pair.right.title();
        differences.append({step.id,
                            step.layer,
                            Weight::Setting,
                            Text::tr(step.title),
                            words(a, left),
                            words(b, right),
                            tells,
                            {},
                            {}});
    }
}

void addAddresses(const Exchange &left, const Exchange &right, Differences &differences)
{
    if (attemptsWords(left) != attemptsWords(right))
        differences.append({"tcp.addresses",
                            Layer::Tcp,
                            Weight::Setting,
                            Text::tr("Addresses tried"),
                            attemptsWords(left),
                            attemptsWords(right),
                            Text::tr("The name leads to other addresses."),
                            {},
                            {}});
    const auto family = [](const Exchange &exchange) {
        return exchange.connection.address.isEmpty() ? QString()
               : exchange.connection.ipv6            ? QStringLiteral("IPv6")
                                                     : QStringLiteral("IPv4");
    };
    if (family(left) != family(right) && !family(left).isEmpty() && !family(right).isEmpty())
        differences.append({"tcp.family",
                            Layer::Tcp,
                            Weight::Setting,
                            Text::tr("Address family"),
                            family(left),
                            family(right),
                            unrelated(),
                            {},
                            {}});
}

// ---- TLS

QString versionWords(const TlsFacts *tls)
{
    if (!tls)
        return Text::tr("none");
    return tls->version.isEmpty() ? Text::tr("not finished") : text(tls->version).replace(u'v', u' ');
}

QString certificateWords(const TlsFacts &tls)
{
    if (tls.chain.isEmpty())
        return Text::tr("none sent");
    const observation::CertificateFacts &leaf = tls.chain.constFirst();
    const QString name =
        leaf.dnsNames.isEmpty() ? leaf.commonName : QString::fromUtf8(leaf.dnsNames.constFirst());
    const QString until = leaf.notAfter.toUTC().toString(QStringLiteral("yyyy-MM-dd"));
    return Text::tr("%1, chain of %2, until %3")
        .arg(observation::printable(name.toUtf8(), 30), QString::number(tls.chain.size()), until);
}

QList<QByteArray> fingerprints(const TlsFacts &tls)
{
    QList<QByteArray> all;
    for (const observation::CertificateFacts &certificate : tls.chain)
        all.append(certificate.sha256);
    return all;
}

void addTls(const Exchange &left, const Exchange &right, Differences &differences)
{
    const TlsFacts *a = left.connection.tls ? &*left.connection.tls : nullptr;
    const TlsFacts *b = right.connection.tls ? &*right.connection.tls : nullptr;
    const auto add = [&](bool differs, const char *id, const QString &title, const QString &one,
                         const QString &other, const QString &tells) {
        if (differs)
            differences.append({id, Layer::Tls, Weight::Setting, title, one, other, tells, {}, {}});
    };
    const bool isComplete =
        (!a || a->result == TlsFacts::Result::Complete) && (!b || b->result == TlsFacts::Result::Complete);
    add(versionWords(a) != versionWords(b), "tls.version", Text::tr("Encryption"), versionWords(a),
        versionWords(b), isComplete ? unrelated() : Text::tr("One handshake did not end."));
    if (!a || !b)
        return;
    const auto named = [](const QByteArray &value) {
        return value.isEmpty() ? Text::tr("none") : text(value);
    };
    add(!a->chain.isEmpty() && !b->chain.isEmpty() && fingerprints(*a) != fingerprints(*b), "tls.certificate",
        Text::tr("Certificates"), certificateWords(*a), certificateWords(*b),
        Text::tr("The servers show other certificates."));
    add(a->alpn != b->alpn, "tls.alpn", Text::tr("Protocol agreed in TLS"), named(a->alpn), named(b->alpn),
        Text::tr("ALPN chose otherwise."));
    const auto status = [](const TlsFacts &tls) {
        return tls.staple ? QString::fromUtf8(toString(tls.staple->state)) : Text::tr("none sent");
    };
    add(status(*a) != status(*b), "tls.status", Text::tr("Stapled status"), status(*a), status(*b),
        Text::tr("Browsers read it, most other clients do not."));
    const auto asked = [](const TlsFacts &tls) {
        return tls.certificateRequested ? Text::tr("asked for") : Text::tr("not asked for");
    };
    add(a->certificateRequested != b->certificateRequested, "tls.client-certificate",
        Text::tr("Client certificate, by the server"), asked(*a), asked(*b),
        Text::tr("One server wants to know who asks."));
    add(a->group != b->group, "tls.group", Text::tr("Key exchange"), named(a->group), named(b->group),
        unrelated());
    add(a->cipher != b->cipher, "tls.cipher", Text::tr("Cipher"), named(a->cipher), named(b->cipher),
        unrelated());
}

// ---- what the user set for the way there

void addSettings(const Pair &pair, Differences &differences)
{
    const observation::Settings &a = pair.left.seen().settings, &b = pair.right.seen().settings;
    const auto add = [&](bool differs, const char *id, Layer layer, const QString &title, const QString &one,
                         const QString &other, const QString &tells) {
        if (differs)
            differences.append({id, layer, Weight::Setting, title, one, other, tells, {}, {}});
    };
    const auto trust = [](const observation::Settings &settings) {
        return settings.insecure           ? Text::tr("nothing is verified")
               : settings.caFile.isEmpty() ? Text::tr("the system's authorities")
                                           : Text::tr("the authorities of a file");
    };
    add(a.resolve != b.resolve, "settings.resolve", Layer::Dns, Text::tr("Addresses given by hand"),
        a.resolve.isEmpty() ? Text::tr("none") : Text::tr("yes"),
        b.resolve.isEmpty() ? Text::tr("none") : Text::tr("yes"),
        Text::tr("One side does not ask the resolver for the same names."));
    add(a.family != b.family, "settings.family", Layer::Tcp, Text::tr("Address family allowed"),
        QString::fromUtf8(toString(a.family)), QString::fromUtf8(toString(b.family)),
        Text::tr("The request settings differ."));
    add(trust(a) != trust(b), "settings.trust", Layer::Tls, Text::tr("What is trusted"), trust(a), trust(b),
        Text::tr("The same certificate may pass on one side only."));
    add(trust(a) == trust(b) && a.caFile != b.caFile, "settings.ca-file", Layer::Tls,
        Text::tr("File of authorities"), observation::printable(a.caFile.toUtf8(), LongestValue),
        observation::printable(b.caFile.toUtf8(), LongestValue), Text::tr("Another file is trusted."));
    const auto certificate = [](const observation::Settings &settings) {
        return settings.certificateFile.isEmpty() ? Text::tr("none") : Text::tr("sent if asked for");
    };
    add(a.certificateFile.isEmpty() != b.certificateFile.isEmpty(), "settings.client-certificate", Layer::Tls,
        Text::tr("Client certificate"), certificate(a), certificate(b),
        Text::tr("Only one side can prove itself by a certificate."));
    add(a.alpn != b.alpn, "settings.alpn", Layer::Tls, Text::tr("Protocols offered in TLS"),
        text(a.alpn.join(", ")), text(b.alpn.join(", ")), Text::tr("ALPN offers differ."));
}

void addProxy(const Pair &pair, const Exchange &left, const Exchange &right, Differences &differences)
{
    const observation::ProxyChoice &a = pair.left.seen().settings.proxy,
                                   &b = pair.right.seen().settings.proxy;
    const bool differs = proxyWords(left) != proxyWords(right);
    if (!differs && a.user == b.user && a.password == b.password)
        return;
    differences.append(
        {"settings.proxy",
         Layer::Proxy,
         Weight::Setting,
         Text::tr("Proxy"),
         differs ? proxyWords(left) : Text::tr("with one set of credentials"),
         differs ? proxyWords(right) : Text::tr("with another one"),
         differs ? Text::tr("The ways out differ.") : Text::tr("The proxy is told other credentials."),
         {},
         {}});
}

} // namespace

void addConnectionDifferences(const Pair &pair, Differences &differences)
{
    addAddress(pair, differences);
    addSettings(pair, differences);
    const Exchange *left = pair.left.facts.leading, *right = pair.right.facts.leading;
    if (!left || !right)
        return;
    addProxy(pair, *left, *right, differences);
    addResults(pair, *left, *right, differences);
    addAddresses(*left, *right, differences);
    addTls(*left, *right, differences);
}

} // namespace wirewise::comparison
