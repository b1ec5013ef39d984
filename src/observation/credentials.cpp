#include "observation/redaction.h"

#include "observation/secretpatterns.h"
#include "wire/headerlist.h"

namespace wirewise::observation {

namespace {

bool holdsToken(QByteArrayView text)
{
    QList<wire::ByteRange> found;
    findTokens(text, 0, found);
    return !found.isEmpty();
}

/// Whether one of the values stands in it that the user marked as secret.
bool holdsMarked(QByteArrayView text, const Settings &settings)
{
    return std::any_of(settings.secrets.begin(), settings.secrets.end(), [&](const QByteArray &value) {
        return !value.isEmpty() && (text.contains(value) || text.contains(value.toPercentEncoding()));
    });
}

bool isSecretHeader(const HeaderPair &header, const Settings &settings)
{
    return (isSecretName(header.first) && !header.second.isEmpty()) || holdsToken(header.second) ||
           holdsMarked(header.second, settings);
}

bool isSecretParameter(const QByteArray &parameter, const Settings &settings)
{
    if (holdsMarked(parameter, settings))
        return true;
    const qsizetype equals = parameter.indexOf('=');
    const QByteArray name = equals < 0 ? parameter : parameter.first(equals);
    return (equals >= 0 && equals + 1 < parameter.size() && isSecretName(name)) || holdsToken(parameter);
}

bool hasSecretSubprotocol(const Settings &settings)
{
    QList<wire::ByteRange> found;
    const QByteArray joined = settings.subprotocols.join(',');
    findSubprotocolSecrets(joined, 0, found);
    return !found.isEmpty() || holdsMarked(joined, settings);
}

/// The subprotocols that hold no credential and do not announce one.
QList<QByteArray> plainSubprotocols(const Settings &settings)
{
    const QList<QByteArray> &subprotocols = settings.subprotocols;
    QList<QByteArray> kept;
    for (qsizetype i = 0; i < subprotocols.size(); ++i) {
        QList<wire::ByteRange> alone;
        findSubprotocolSecrets(subprotocols.at(i), 0, alone);
        QList<wire::ByteRange> withNext;
        if (i + 1 < subprotocols.size())
            findSubprotocolSecrets(QByteArray(subprotocols.at(i) + ",x"), 0, withNext);
        if (!alone.isEmpty() || holdsMarked(subprotocols.at(i), settings))
            continue;
        if (!withNext.isEmpty()) {
            ++i; // the announcing word and what it announces
            continue;
        }
        kept.append(subprotocols.at(i));
    }
    return kept;
}

QByteArray withoutPathTokens(QByteArray path, const Settings &settings)
{
    for (const QByteArray &value : settings.secrets) {
        if (!value.isEmpty())
            path.replace(value, "x").replace(value.toPercentEncoding(), "x");
    }
    QList<wire::ByteRange> found;
    findTokens(path, 0, found);
    for (auto range = found.crbegin(); range != found.crend(); ++range)
        path.replace(range->offset, range->length, "x");
    return path;
}

} // namespace

bool carriesCredentials(const Endpoint &endpoint, const Settings &settings)
{
    if (!endpoint.userInfo.isEmpty() || holdsToken(endpoint.target) ||
        holdsMarked(endpoint.target, settings) || hasSecretSubprotocol(settings))
        return true;
    for (const QByteArray &parameter : endpoint.query().split('&')) {
        if (isSecretParameter(parameter, settings))
            return true;
    }
    return std::any_of(settings.headers.begin(), settings.headers.end(),
                       [&](const HeaderPair &header) { return isSecretHeader(header, settings); });
}

std::pair<Endpoint, Settings> withoutCredentials(Endpoint endpoint, Settings settings)
{
    endpoint.userInfo.clear();
    endpoint.typed = endpoint.url();
    const bool hadQuery = endpoint.target.contains('?');
    QList<QByteArray> parameters = endpoint.query().split('&');
    parameters.removeIf([&](const QByteArray &parameter) { return isSecretParameter(parameter, settings); });
    const QByteArray query = parameters.join('&');
    endpoint.target = withoutPathTokens(endpoint.path(), settings);
    if (hadQuery && !query.isEmpty())
        endpoint.target += '?' + query;
    endpoint.typed = endpoint.url();

    settings.headers.removeIf([&](const HeaderPair &header) { return isSecretHeader(header, settings); });
    settings.subprotocols = plainSubprotocols(settings);
    settings.certificateFile.clear();
    settings.keyFile.clear();
    return {endpoint, settings};
}

} // namespace wirewise::observation
