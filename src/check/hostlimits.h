#pragma once

#include "observation/settings.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <deque>
#include <map>
#include <optional>

namespace wirewise::check {

/// Which waiting job may start next: in the order given, but never more connections to one host at once than
/// allowed. A job that wants more than that gets what is allowed.
class HostLimits
{
public:
    explicit HostLimits(int perHost)
        : m_perHost(perHost)
    {
    }

    void add(qsizetype job, const QByteArray &host, int connections);
    /// The first waiting job whose host has room; its connections are taken.
    [[nodiscard]] std::optional<qsizetype> takeNext();
    void giveBack(const QByteArray &host, int connections);
    /// Forgets the jobs that wait.
    void dropWaiting();
    [[nodiscard]] int allowed(int connections) const { return qMin(connections, m_perHost); }

private:
    struct Waiting
    {
        qsizetype job = 0;
        int connections = 1;
    };
    struct Host
    {
        int used = 0;
        std::deque<Waiting> waiting;
    };
    [[nodiscard]] bool hasRoom(const Host &host) const;
    void noteReady(const QByteArray &name, const Host &host);

    int m_perHost;
    QHash<QByteArray, Host> m_hosts;
    std::map<qsizetype, QByteArray> m_ready; ///< first waiting job of each host that has room for it
};

/// Connections that one check opens to its host at once.
[[nodiscard]] int connectionsOf(const observation::Settings &settings);
/// Checks of one host share its limit, whatever the port; what is no address needs none.
[[nodiscard]] QByteArray hostOf(const QString &typed);

} // namespace wirewise::check
