#include "report/curl.h"

#include "observation/printable.h"
#include "report/clientrequest.h"
#include "wire/utf8.h"

#include <QStringList>

#include <algorithm>

namespace wirewise::report {

using namespace observation;

namespace {

bool isPlainWord(const QByteArray &bytes)
{
    return !bytes.isEmpty() && std::all_of(bytes.begin(), bytes.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               QByteArrayView("-_./:,").contains(c);
    });
}

/// curl reads "Name;" as a header without a value and "Name:" as one to leave out; a name that is no token
/// could be read as something else altogether ("@file").
QString headerWord(const wire::Header &header)
{
    return shellWord(header.value.isEmpty() ? QByteArray(header.name + ';')
                                            : QByteArray(header.name + ": " + header.value));
}

void addHeaders(QStringList &words, const wire::Request &request, const Endpoint &endpoint)
{
    for (const wire::Header &header : request.headers) {
        // curl writes this one itself, from the address.
        const bool isOwn =
            wire::equalsIgnoringCase(header.name, "Host") && header.value == endpoint.hostHeader();
        if (!isOwn && wire::isToken(header.name))
            words << QStringLiteral("-H") << headerWord(header);
    }
    for (const char *name : {"User-Agent", "Accept"}) {
        if (!request.headers.contains(name))
            words << QStringLiteral("-H") << shellWord(QByteArray(name) + ':');
    }
}

/// The way there: trust, client certificate, proxy, addresses given by hand.
void addWay(QStringList &words, const Settings &settings)
{
    const auto file = [&words](const char *option, const QString &path) {
        if (!path.isEmpty())
            words << QLatin1String(option) << shellWord(path.toUtf8());
    };
    if (settings.insecure)
        words << QStringLiteral("-k");
    file("--cacert", settings.caFile);
    file("--cert", settings.certificateFile);
    file("--key", settings.keyFile);
    const ProxyChoice &proxy = settings.proxy;
    if (proxy.kind == ProxyChoice::Kind::None) {
        words << QStringLiteral("--noproxy") << QStringLiteral("'*'");
    } else if (proxy.kind != ProxyChoice::Kind::System) {
        const QByteArray scheme =
            proxy.kind == ProxyChoice::Kind::Socks5 ? QByteArray("socks5h") : toString(proxy.kind);
        const QByteArray host = proxy.host.contains(':') ? QByteArray('[' + proxy.host + ']') : proxy.host;
        words << QStringLiteral("-x")
              << shellWord(scheme + "://" + host + ':' + QByteArray::number(proxy.port));
        if (!proxy.user.isEmpty())
            words << QStringLiteral("--proxy-user") << shellWord(proxy.user + ':' + proxy.password);
    }
    for (const ResolveOverride &resolve : settings.resolve) {
        words << QStringLiteral("--resolve")
              << shellWord(resolve.host + ':' + QByteArray::number(resolve.port) + ':' +
                           resolve.addresses.join(','));
    }
}

} // namespace

QString shellWord(const QByteArray &bytes)
{
    if (isPlainWord(bytes))
        return QString::fromLatin1(bytes);
    const QString text = QString::fromUtf8(bytes);
    if (wire::isValidUtf8(bytes) && printable(bytes) == text)
        return QLatin1Char('\'') + QString(text).replace(u'\'', QLatin1String("'\\''")) + QLatin1Char('\'');
    QString escaped;
    for (const char c : bytes) {
        const auto byte = static_cast<quint8>(c);
        if (byte >= 0x20 && byte < 0x7F && c != '\'' && c != '\\')
            escaped += QLatin1Char(c);
        else if (byte != 0) // no argument of a program can hold it
            escaped += QStringLiteral("\\%1").arg(byte, 3, 8, QLatin1Char('0'));
    }
    return QLatin1String("$'") + escaped + QLatin1Char('\'');
}

QString curlCommand(const Exchange &exchange)
{
    const wire::Request request = requestOf(exchange);
    const Endpoint &endpoint = exchange.probe.endpoint;
    QStringList words{QStringLiteral("curl"),      QStringLiteral("-i"), QStringLiteral("-N"),
                      QStringLiteral("--http1.1"), QStringLiteral("-m"), QStringLiteral("10")};
    if (request.method == "HEAD")
        words << QStringLiteral("-I");
    addWay(words, exchange.probe.settings);
    addHeaders(words, request, endpoint);
    const QByteArray base = (endpoint.secure ? "https://" : "http://") + endpoint.hostHeader();
    // Braces and brackets stand for themselves, and no dot is taken out of the path.
    words << QStringLiteral("--globoff") << QStringLiteral("--path-as-is");
    if (request.target.startsWith('/')) {
        words << shellWord(base + request.target);
    } else {
        words << QStringLiteral("--request-target") << shellWord(request.target) << shellWord(base + '/');
    }
    return words.join(QLatin1Char(' '));
}

} // namespace wirewise::report
