#pragma once

#include "observation/observation.h"

namespace wirewise::test {

/// Builds an observation; a test names only what it is about. Everything else is a check of
/// ws://127.0.0.1:8000/ws at 12:00 on 21 November 2025.
class ObservationFactory
{
public:
    ObservationFactory();

    ObservationFactory &of(const char *url);
    ObservationFactory &sending(const observation::HeaderPair &header);
    ObservationFactory &from(const QByteArray &origin);
    ObservationFactory &offering(const QByteArray &subprotocol);
    ObservationFactory &withKey(const QByteArray &key);
    ObservationFactory &withVersion(const QByteArray &version);
    ObservationFactory &withSettings(const observation::Settings &settings);
    /// Checked in another place, which was lost for that reason; an empty one: it was not lost.
    ObservationFactory &lostAt(const QString &place, const QString &reason);

    ObservationFactory &head(const QByteArray &received);
    ObservationFactory &get(const QByteArray &received);
    ObservationFactory &upgrade(const QByteArray &received);
    ObservationFactory &head(observation::Outcome outcome);
    ObservationFactory &get(observation::Outcome outcome);
    ObservationFactory &upgrade(observation::Outcome outcome);
    /// The same outcome for all three, and what is known of the connection.
    ObservationFactory &all(observation::Outcome outcome,
                            const observation::ConnectionFacts &connection = {});
    /// What is known of the connections made so far.
    ObservationFactory &over(const observation::TlsFacts &tls);

    /// An experiment with an upgrade, or with GET; it helps if it is a change that gets a right 101.
    ObservationFactory &tried(const QByteArray &id, const QByteArray &received);
    ObservationFactory &tried(const QByteArray &id, observation::Outcome outcome);
    ObservationFactory &got(const QByteArray &id, const char *target, const QByteArray &received);
    /// A session watched twice: the second time as the experiment "with-pings".
    ObservationFactory &session(const observation::SessionFacts &session);
    ObservationFactory &pinged(const observation::SessionFacts &session);

    [[nodiscard]] const observation::Observation &observation() const { return m_observation; }
    operator observation::Observation() const { return m_observation; }

private:
    [[nodiscard]] observation::Exchange made(observation::ProbeKind kind, const QByteArray &name) const;
    ObservationFactory &probe(observation::ProbeKind kind, const QByteArray &received);
    ObservationFactory &probe(observation::ProbeKind kind, observation::Outcome outcome);
    void keep(const observation::Exchange &exchange, observation::Experiment::Role role);

    observation::Observation m_observation;
};

[[nodiscard]] ObservationFactory anObservation();

/// Bytes of an answer with its body's length; headers as "Name: value\r\n" lines.
[[nodiscard]] QByteArray answer(const char *status, const QByteArray &headers = {},
                                const QByteArray &body = {});
/// A right 101, with further header lines.
[[nodiscard]] QByteArray switching(const QByteArray &headers = {});

} // namespace wirewise::test
