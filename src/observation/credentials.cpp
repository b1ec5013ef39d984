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

bool isSecretHeader(const HeaderPair &header)
{
    return (isSecretName(header.first) && !header.second.isEmpty()) || holdsToken(header.second);
}

bool isSecretParameter(const QByteArray &parameter)
{
    const qsizetype equals = parameter.indexOf('=');
    const QByteArray name = equals < 0 ? parameter : parameter.first(equals);
    return (equals >= 0 && equals + 1 < parameter.size() && isSecretName(name)) || holdsToken(parameter);
}

bool hasSecretSubprotocol(const Settings &settings)
{
    QList<wire::ByteRange> found;
    findSubprotocolSecrets(settings.subprotocols.join(','), 0, found);
    return !found.isEmpty();
}

/// The subprotocols that hold no credential and do not announce one.
QList<QByteArray> plainSubprotocols(const QList<QByteArray> &subprotocols)
{
    QList<QByteArray> kept;
    for (qsizetype i = 0; i < subprotocols.size(); ++i) {
        QList<wire::ByteRange> alone;
        findSubprotocolSecrets(subprotocols.at(i), 0, alone);
        QList<wire::ByteRange> withNext;
        if (i + 1 < subprotocols.size())
            findSubprotocolSecrets(QByteArray(subprotocols.at(i) + ",x"), 0, withNext);
        if (!alone.isEmpty())
            continue;
        if (!withNext.isEmpty()) {
            ++i; // the announcing word and what it announces
            continue;
        }
        kept.append(subprotocols.at(i));
    }
    return kept;
}

QByteArray withoutPathTokens(QByteArray path)
{
    QList<wire::ByteRange> found;
    findTokens(path, 0, found);
    for (auto range = found.crbegin(); range != found.crend(); ++range)
        path.replace(range->offset, range->length, "x");
    return path;
}

} // namespace

bool carriesCredentials(const Endpoint &endpoint, const Settings &settings)
{
    if (!endpoint.userInfo.isEmpty() || holdsToken(endpoint.target) || hasSecretSubprotocol(settings))
        return true;
    for (const QByteArray &parameter : endpoint.query().split('&')) {
        if (isSecretParameter(parameter))
            return true;
    }
    return std::any_of(settings.headers.begin(), settings.headers.end(), isSecretHeader);
}

std::pair<Endpoint, Settings> withoutCredentials(Endpoint endpoint, Settings settings)
{
    endpoint.userInfo.clear();
    endpoint.typed = endpoint.url();
    const bool hadQuery = endpoint.target.contains('?');
    QList<QByteArray> parameters = endpoint.query().split('&');
    parameters.removeIf(isSecretParameter);
    const QByteArray query = parameters.join('&');
    endpoint.target = withoutPathTokens(endpoint.path());
    if (hadQuery && !query.isEmpty())
        endpoint.target += '?' + query;
    endpoint.typed = endpoint.url();

    settings.headers.removeIf(isSecretHeader);
    settings.subprotocols = plainSubprotocols(settings.subprotocols);
    settings.certificateFile.clear();
    settings.keyFile.clear();
    return {endpoint, settings};
}

} // namespace wirewise::observation
