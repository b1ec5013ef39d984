#include "observation/redaction.h"

#include "observation/secretpatterns.h"
#include "observation/secretvalues.h"

#include <algorithm>

namespace wirewise::observation {

namespace {

/// Masks every place of a value that files and reports are made from.
class Masking
{
public:
    explicit Masking(const SecretValues &secrets)
        : m_secrets(secrets)
    {
    }

    void apply(Observation &observation) const
    {
        observation.typed = url(observation.typed);
        observation.from = m_secrets.mask(observation.from);
        observation.lost = m_secrets.mask(observation.lost);
        if (observation.endpoint.endpoint)
            apply(*observation.endpoint.endpoint);
        apply(observation.settings);
        for (Exchange &exchange : observation.exchanges)
            apply(exchange);
        if (observation.session)
            apply(*observation.session);
        for (ExperimentResult &result : observation.experiments) {
            apply(result.experiment.probe);
            apply(result.exchange);
            if (result.session)
                apply(*result.session);
        }
    }

private:
    QString url(const QString &text) const { return m_secrets.mask(maskedUrl(text)); }

    static QByteArray stars(const QByteArray &secret) { return QByteArray(secret.size(), '*'); }

    void apply(Endpoint &endpoint) const
    {
        endpoint.typed = url(endpoint.typed);
        endpoint.target = m_secrets.mask(QByteArrayView(endpoint.target));
        endpoint.userInfo = stars(endpoint.userInfo);
    }

    void apply(Settings &settings) const
    {
        for (HeaderPair &header : settings.headers) {
            // As a line of a head, so that the header's own rule applies.
            const QByteArray start = "X / HTTP/1.1\r\n" + header.first + ": ";
            const QByteArray line = start + header.second;
            header.second = m_secrets.mask(QByteArrayView(line)).sliced(start.size());
        }
        for (QByteArray &text : settings.send)
            text = m_secrets.mask(QByteArrayView(text));
        const QByteArray joined = settings.subprotocols.join(',');
        QList<wire::ByteRange> found;
        findSubprotocolSecrets(joined, 0, found);
        QByteArray hidden = joined;
        for (const wire::ByteRange &range : std::as_const(found))
            std::fill_n(hidden.begin() + range.offset, range.length, '*');
        if (hidden != joined)
            settings.subprotocols = hidden.split(',');
        settings.proxy.user = stars(settings.proxy.user);
        settings.proxy.password = stars(settings.proxy.password);
        for (std::optional<QByteArray> *text : {&settings.origin, &settings.key, &settings.host}) {
            if (*text)
                *text = m_secrets.mask(QByteArrayView(**text));
        }
        settings.secrets.clear();
    }

    void apply(Probe &probe) const
    {
        apply(probe.endpoint);
        apply(probe.settings);
    }

    void apply(Exchange &exchange) const
    {
        apply(exchange.probe);
        exchange.detail = m_secrets.mask(exchange.detail);
        exchange.sent = m_secrets.mask(QByteArrayView(exchange.sent));
        const QByteArray received = m_secrets.mask(QByteArrayView(exchange.received));
        if (exchange.connection.proxy) {
            ProxyFacts &proxy = *exchange.connection.proxy;
            proxy.sent = m_secrets.mask(QByteArrayView(proxy.sent));
            proxy.received = m_secrets.mask(QByteArrayView(proxy.received));
        }
        if (received == exchange.received)
            return; // and what was read from it holds
        exchange.received = received;
        exchange.readResponse();
    }

    void apply(SessionFacts &session) const
    {
        session.stream = m_secrets.mask(QByteArrayView(session.stream));
        session.closeReason = m_secrets.mask(QByteArrayView(session.closeReason));
        for (Message &message : session.messages)
            message.payload = m_secrets.mask(QByteArrayView(message.payload));
    }

    const SecretValues &m_secrets;
};

} // namespace

Observation masked(Observation observation, const SecretValues &secrets)
{
    Masking(secrets).apply(observation);
    return observation;
}

Observation masked(Observation observation)
{
    const SecretValues secrets(observation);
    return masked(std::move(observation), secrets);
}

} // namespace wirewise::observation
