#include "support/observations.h"

#include "observation/endpoint.h"
#include "wire/handshake.h"

namespace wirewise::test {

using observation::Exchange;
using observation::Experiment;
using observation::Outcome;
using observation::ProbeKind;

namespace {

QByteArray key()
{
    return wire::makeKey("wirewise-capture");
}

} // namespace

ObservationFactory::ObservationFactory()
{
    m_observation.startedAt = QDateTime(QDate(2025, 11, 21), QTime(12, 0), Qt::UTC);
    of("ws://127.0.0.1:8000/ws");
}

ObservationFactory &ObservationFactory::of(const char *url)
{
    m_observation.typed = QString::fromUtf8(url);
    m_observation.endpoint = observation::parseEndpoint(m_observation.typed);
    return *this;
}

ObservationFactory &ObservationFactory::sending(const observation::HeaderPair &header)
{
    m_observation.settings.headers.append(header);
    return *this;
}

ObservationFactory &ObservationFactory::from(const QByteArray &origin)
{
    m_observation.settings.origin = origin;
    return *this;
}

ObservationFactory &ObservationFactory::offering(const QByteArray &subprotocol)
{
    m_observation.settings.subprotocols.append(subprotocol);
    return *this;
}

ObservationFactory &ObservationFactory::withKey(const QByteArray &key)
{
    m_observation.settings.key = key;
    return *this;
}

ObservationFactory &ObservationFactory::withVersion(const QByteArray &version)
{
    m_observation.settings.wsVersion = version;
    return *this;
}

ObservationFactory &ObservationFactory::lostAt(const QString &place, const QString &reason)
{
    m_observation.from = place;
    m_observation.lost = reason;
    return *this;
}

ObservationFactory &ObservationFactory::withSettings(const observation::Settings &settings)
{
    m_observation.settings = settings;
    return *this;
}

ObservationFactory &ObservationFactory::head(const QByteArray &received)
{
    return probe(ProbeKind::Head, received);
}

ObservationFactory &ObservationFactory::get(const QByteArray &received)
{
    return probe(ProbeKind::Get, received);
}

ObservationFactory &ObservationFactory::upgrade(const QByteArray &received)
{
    return probe(ProbeKind::Upgrade, received);
}

ObservationFactory &ObservationFactory::head(Outcome outcome)
{
    return probe(ProbeKind::Head, outcome);
}

ObservationFactory &ObservationFactory::get(Outcome outcome)
{
    return probe(ProbeKind::Get, outcome);
}

ObservationFactory &ObservationFactory::upgrade(Outcome outcome)
{
    return probe(ProbeKind::Upgrade, outcome);
}

ObservationFactory &ObservationFactory::all(Outcome outcome, const observation::ConnectionFacts &connection)
{
    head(outcome).get(outcome).upgrade(outcome);
    for (Exchange &exchange : m_observation.exchanges)
        exchange.connection = connection;
    return *this;
}

ObservationFactory &ObservationFactory::over(const observation::TlsFacts &tls)
{
    for (Exchange &exchange : m_observation.exchanges)
        exchange.connection.tls = tls;
    return *this;
}

ObservationFactory &ObservationFactory::tried(const QByteArray &id, const QByteArray &received)
{
    Exchange exchange = made(ProbeKind::Upgrade, id);
    if (id == "valid-key") {
        exchange.probe.settings.key.reset();
        exchange.sent = wire::toBytes(observation::requestFor(exchange.probe, key()));
    }
    exchange.outcome = Outcome::Answered;
    exchange.received = received;
    exchange.readResponse();
    const bool control = id == "impossible-path";
    keep(exchange, control ? Experiment::Role::Control : Experiment::Role::Change);
    return *this;
}

ObservationFactory &ObservationFactory::tried(const QByteArray &id, Outcome outcome)
{
    Exchange exchange = made(ProbeKind::Upgrade, id);
    exchange.outcome = outcome;
    keep(exchange, Experiment::Role::Change);
    return *this;
}

ObservationFactory &ObservationFactory::got(const QByteArray &id, const char *target,
                                            const QByteArray &received)
{
    Exchange exchange = made(ProbeKind::Get, id);
    exchange.probe.endpoint.target = target;
    exchange.sent = wire::toBytes(observation::requestFor(exchange.probe, key()));
    exchange.outcome = Outcome::Answered;
    exchange.received = received;
    exchange.end = observation::StreamEnd::ClosedByPeer;
    exchange.readResponse();
    keep(exchange, Experiment::Role::Control);
    return *this;
}

ObservationFactory &ObservationFactory::session(const observation::SessionFacts &session)
{
    m_observation.session = session;
    return *this;
}

ObservationFactory &ObservationFactory::pinged(const observation::SessionFacts &session)
{
    tried("with-pings", switching());
    m_observation.experiments.last().session = session;
    return *this;
}

Exchange ObservationFactory::made(ProbeKind kind, const QByteArray &name) const
{
    Exchange exchange;
    exchange.probe.name = name;
    exchange.probe.kind = kind;
    if (m_observation.endpoint.endpoint)
        exchange.probe.endpoint = *m_observation.endpoint.endpoint;
    exchange.probe.settings = m_observation.settings;
    exchange.sent = wire::toBytes(observation::requestFor(exchange.probe, key()));
    return exchange;
}

ObservationFactory &ObservationFactory::probe(ProbeKind kind, const QByteArray &received)
{
    Exchange exchange = made(kind, observation::toString(kind));
    exchange.outcome = Outcome::Answered;
    exchange.received = received;
    exchange.end =
        kind == ProbeKind::Upgrade ? observation::StreamEnd::Open : observation::StreamEnd::ClosedByPeer;
    exchange.readResponse();
    m_observation.exchanges.append(exchange);
    return *this;
}

ObservationFactory &ObservationFactory::probe(ProbeKind kind, Outcome outcome)
{
    Exchange exchange = made(kind, observation::toString(kind));
    exchange.outcome = outcome;
    m_observation.exchanges.append(exchange);
    return *this;
}

void ObservationFactory::keep(const Exchange &exchange, Experiment::Role role)
{
    observation::ExperimentResult result;
    result.experiment.id = exchange.probe.name;
    result.experiment.change = QString::fromUtf8(exchange.probe.name);
    result.experiment.role = role;
    result.experiment.probe = exchange.probe;
    result.exchange = exchange;
    result.helps = role == Experiment::Role::Change && exchange.upgraded();
    m_observation.experiments.append(result);
}

ObservationFactory anObservation()
{
    return {};
}

QByteArray answer(const char *status, const QByteArray &headers, const QByteArray &body)
{
    QByteArray bytes = "HTTP/1.1 ";
    bytes += status;
    bytes += "\r\n" + headers;
    bytes += "Content-Length: " + QByteArray::number(body.size());
    bytes += "\r\n\r\n" + body;
    return bytes;
}

QByteArray switching(const QByteArray &headers)
{
    QByteArray bytes = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    bytes += "Sec-WebSocket-Accept: " + wire::acceptFor(key()) + "\r\n";
    bytes += headers;
    bytes += "\r\n";
    return bytes;
}

} // namespace wirewise::test
