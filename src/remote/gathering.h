#pragma once

#include "remote/protocol.h"

namespace wirewise::remote {

/// What a place tells of one check, put together. The place is believed as far as what it says could have
/// come of the request: the address, the settings and the start are our own; an exchange with another
/// endpoint, or twice the same, is refused.
class Gathering
{
public:
    /// Settings are those of the user, with the files of this computer.
    Gathering(QString from, QString typed, observation::Settings settings, const QDateTime &startedAt);

    // False if it cannot be true; nothing of it is taken then.
    [[nodiscard]] bool take(const Seen &seen);
    [[nodiscard]] bool take(const Tried &tried);
    [[nodiscard]] bool take(const Finished &finished);

    /// The place tells no more of it, for that reason.
    void lose(const QString &sentence) { m_observation.lost = sentence; }
    /// The user stopped it, and nothing more will be told.
    void stop() { m_observation.stopped = true; }

    [[nodiscard]] const observation::Observation &observation() const { return m_observation; }

    /// Bytes of all exchanges and sessions of one check.
    static constexpr qint64 MaximumBytes = qint64(96) * 1024 * 1024;

private:
    [[nodiscard]] bool fits(qint64 bytes);
    void takeFilesBack(observation::Settings &settings) const;

    observation::Observation m_observation;
    QList<QByteArray> m_seen;
    qint64 m_bytes = 0;
};

} // namespace wirewise::remote
