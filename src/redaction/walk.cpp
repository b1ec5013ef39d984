#include "redaction/walk.h"

#include "redaction/addresses.h"
#include "redaction/wirerewriting.h"

namespace wirewise::redaction {

using namespace observation;

namespace {

/// Every member of an observation that may hold what a peer or a user wrote.
class Walk
{
public:
    explicit Walk(const Rewriting &rewriting)
        : m_rewriting(rewriting)
    {
    }

    void observation(Observation &seen) const
    {
        m_rewriting.enter("address");
        text(seen.typed);
        if (seen.endpoint.endpoint)
            endpoint(*seen.endpoint.endpoint);
        text(seen.from);
        text(seen.lost);
        m_rewriting.enter("settings");
        settings(seen.settings);
        for (Exchange &one : seen.exchanges)
            exchange(one);
        if (seen.session)
            seen.session = rewritten(*seen.session, m_rewriting, seen.exchange(ProbeKind::Upgrade));
        for (ExperimentResult &result : seen.experiments)
            experiment(result);
        for (SkippedExperiment &skipped : seen.skipped) {
            text(skipped.change);
            text(skipped.why);
        }
    }

private:
    void bytes(QByteArray &value) const { value = m_rewriting.bytes(value); }

    void text(QString &value) const
    {
        const QByteArray before = value.toUtf8();
        const QByteArray after = m_rewriting.bytes(before);
        if (after != before)
            value = QString::fromUtf8(after);
    }

    void secret(QByteArray &value, Form form, const char *name) const
    {
        if (!value.isEmpty())
            value = m_rewriting.secret(value, form, name);
    }

    void host(QByteArray &value) const
    {
        if (!value.isEmpty() && !isThisComputer(value))
            value = m_rewriting.secret(value, Form::HostName, "address");
    }

    void endpoint(Endpoint &endpoint) const
    {
        host(endpoint.host);
        const qsizetype colon = endpoint.userInfo.indexOf(':');
        QByteArray user = colon < 0 ? endpoint.userInfo : endpoint.userInfo.first(colon);
        QByteArray password = colon < 0 ? QByteArray() : endpoint.userInfo.sliced(colon + 1);
        secret(user, Form::UserName, "address");
        secret(password, Form::Password, "address");
        endpoint.userInfo = colon < 0 ? user : QByteArray(user + ':' + password);
        text(endpoint.typed);
        const QByteArray start = "GET ";
        endpoint.target = m_rewriting.bytes(QByteArray(start + endpoint.target + " HTTP/1.1"))
                              .sliced(start.size(), endpoint.target.size());
    }

    /// One header, by the rule of its name.
    void header(const QByteArray &name, QByteArray &value) const
    {
        const QByteArray start = "X / HTTP/1.1\r\n" + name + ": ";
        value = m_rewriting.bytes(QByteArray(start + value)).sliced(start.size());
    }

    void subprotocols(QList<QByteArray> &names) const
    {
        const QByteArray joined = names.join(',');
        if (joined.count(',') + 1 != names.size())
            return; // none, or one that is no token: the request tells it
        QByteArray value = joined;
        header("Sec-WebSocket-Protocol", value);
        if (value != joined)
            names = value.split(',');
    }

    /// A folder says who the user is; the name of the file says which one it was.
    void path(QString &file) const
    {
        const qsizetype slash = file.lastIndexOf(QLatin1Char('/'));
        const QString top = file.section(QLatin1Char('/'), 0, 1);
        if (slash <= 0 || top == QLatin1String("/etc") || top == QLatin1String("/usr") ||
            file.left(slash) == QLatin1String("/tmp"))
            return; // the same on every computer
        QByteArray folder = file.left(slash).toUtf8();
        secret(folder, Form::Folder, "file");
        file = QString::fromUtf8(folder) + file.mid(slash);
    }

    void settings(Settings &settings) const
    {
        for (HeaderPair &pair : settings.headers)
            header(pair.first, pair.second);
        for (std::optional<QByteArray> *value :
             {&settings.origin, &settings.key, &settings.wsVersion, &settings.host}) {
            if (*value)
                bytes(**value);
        }
        subprotocols(settings.subprotocols);
        bytes(settings.extensions);
        host(settings.proxy.host);
        secret(settings.proxy.user, Form::UserName, "proxy");
        secret(settings.proxy.password, Form::Password, "proxy");
        for (ResolveOverride &resolve : settings.resolve) {
            host(resolve.host);
            for (QByteArray &address : resolve.addresses)
                host(address);
        }
        path(settings.caFile);
        path(settings.certificateFile);
        path(settings.keyFile);
        for (QByteArray &message : settings.send)
            bytes(message);
    }

    void probe(Probe &probe) const
    {
        endpoint(probe.endpoint);
        settings(probe.settings);
        bytes(probe.preamble);
    }

    void certificate(CertificateFacts &certificate) const
    {
        for (QByteArray &name : certificate.dnsNames)
            bytes(name);
        for (QByteArray &address : certificate.ipAddresses)
            bytes(address);
        text(certificate.subject);
        text(certificate.issuer);
        text(certificate.commonName);
        bytes(certificate.caIssuersUrl);
        bytes(certificate.ocspUrl);
    }

    void tls(TlsFacts &tls) const
    {
        bytes(tls.serverName);
        for (CertificateFacts &one : tls.chain)
            certificate(one);
        for (QString &authority : tls.acceptedAuthorities)
            text(authority);
        text(tls.anchor);
        bytes(tls.firstBytes);
        text(tls.detail);
    }

    void connection(ConnectionFacts &connection) const
    {
        host(connection.address);
        for (AddressAttempt &attempt : connection.attempts) {
            host(attempt.address);
            text(attempt.detail);
        }
        if (connection.proxy) {
            host(connection.proxy->host);
            bytes(connection.proxy->sent);
            bytes(connection.proxy->received);
            text(connection.proxy->detail);
        }
        if (connection.tls)
            tls(*connection.tls);
    }

    void exchange(Exchange &exchange) const
    {
        m_rewriting.enter(exchange.probe.name);
        probe(exchange.probe);
        connection(exchange.connection);
        text(exchange.detail);
        const auto agreement = agreementOf(exchange);
        bytes(exchange.sent);
        exchange.received = rewrittenAnswer(exchange, agreement, m_rewriting);
        exchange.readResponse();
    }

    void experiment(ExperimentResult &result) const
    {
        m_rewriting.enter(result.experiment.id);
        text(result.experiment.change);
        text(result.experiment.tellsApart);
        probe(result.experiment.probe);
        exchange(result.exchange);
        if (result.session)
            result.session = rewritten(*result.session, m_rewriting, &result.exchange);
    }

    const Rewriting &m_rewriting;
};

} // namespace

Observation rewritten(Observation seen, const Rewriting &rewriting)
{
    Walk(rewriting).observation(seen);
    return seen;
}

Message rewritten(Message message, const Rewriting &rewriting)
{
    if (message.frames == 0)
        message.payload = rewrittenFrames(message.payload, std::nullopt, rewriting);
    else if (message.opcode == wire::Opcode::Close && message.payload.size() > 2)
        message.payload.replace(2, message.payload.size() - 2, rewriting.bytes(message.payload.sliced(2)));
    else
        message.payload = rewriting.bytes(message.payload);
    return message;
}

SessionFacts rewritten(SessionFacts facts, const Rewriting &rewriting, const Exchange *upgrade)
{
    rewriting.enter("messages");
    for (Message &message : facts.messages)
        message = rewritten(std::move(message), rewriting);
    facts.closeReason = rewriting.bytes(facts.closeReason);
    facts.breachBytes = rewriting.bytes(facts.breachBytes);
    facts.stream = rewrittenFrames(facts.stream, upgrade ? agreementOf(*upgrade) : std::nullopt, rewriting);
    return facts;
}

} // namespace wirewise::redaction
