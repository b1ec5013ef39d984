#pragma once

#include "probe/peer.h"

#include <QHash>
#include <QString>

#include <limits>

namespace wirewise::tests {

/// A way to fail.
struct Kind
{
    const char *name;
    const char *answer; ///< to an upgrade; null: a right 101; empty: the connection ends
    const char *finding;
};

/// A tenth of a list fails, in ten ways.
inline constexpr Kind Failing[] = {
    {"404", "404 Not Found\r\nContent-Length: 0", "upgrade.route-missing"},
    {"403", "403 Forbidden\r\nContent-Length: 0", "upgrade.forbidden"},
    {"page", "200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>",
     "upgrade.page-instead"},
    {"503", "503 Service Unavailable\r\nContent-Length: 0", "upgrade.service-unavailable"},
    {"302", "302 Found\r\nLocation: /login\r\nContent-Length: 0", "upgrade.redirected"},
    {"401", "401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nContent-Length: 0", "upgrade.unauthorized"},
    {"500", "500 Oops\r\nContent-Length: 0", "upgrade.server-error"},
    {"accept",
     "101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
     "AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
     "upgrade.invalid-accept"},
    {"drop", "", "upgrade.dropped"},
    {"nowhere", nullptr, "url.invalid"},
};

inline const Kind *kindOf(const QByteArray &path)
{
    for (const Kind &kind : Failing) {
        if (path.startsWith(QByteArray('/' + QByteArray(kind.name) + '/')))
            return &kind;
    }
    return nullptr;
}

/// Answers by the path, and counts who asked for an upgrade.
class Endpoints
{
public:
    Endpoints()
        : m_peer([this](QTcpSocket *socket, const QByteArray &bytes) { answer(socket, bytes); })
    {
    }

    [[nodiscard]] const testing::Peer &peer() const { return m_peer; }
    [[nodiscard]] int upgrades(const QByteArray &path) const { return m_upgrades.value(path); }
    [[nodiscard]] int upgrades() const { return m_all; }
    void setHealed(bool healed) { m_healed = healed; }
    /// Further upgrades get no answer, so that a run cannot end before it is stopped.
    void answerOnly(int upgrades) { m_answered = upgrades; }

    [[nodiscard]] QByteArray pathOf(int index) const
    {
        const bool fails = index % 10 == 7;
        return '/' + QByteArray(fails ? Failing[index / 10 % 10].name : "ok") + '/' +
               QByteArray::number(index);
    }
    [[nodiscard]] QString addressOf(int index) const
    {
        const QByteArray path = pathOf(index);
        return m_peer.url(path.startsWith("/nowhere") ? QStringLiteral("nowhere") : QStringLiteral("ws"),
                          QString::fromLatin1(path));
    }
    [[nodiscard]] static QByteArray findingOf(int index)
    {
        return index % 10 == 7 ? Failing[index / 10 % 10].finding : "upgrade.ok";
    }

private:
    void answer(QTcpSocket *socket, const QByteArray &bytes)
    {
        if (!bytes.endsWith("\r\n\r\n")) {
            if (testing::Peer::isWhole(bytes)) // the Close of an open session
                socket->disconnectFromHost();
            return;
        }
        const QByteArray path = bytes.split(' ').value(1);
        if (!testing::isUpgrade(bytes)) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }
        ++m_upgrades[path];
        ++m_all;
        if (m_all > m_answered)
            return;
        const Kind *kind = m_healed ? nullptr : kindOf(path);
        if (!kind)
            socket->write(testing::switchingAnswer(bytes));
        else if (*kind->answer == '\0')
            socket->disconnectFromHost();
        else
            socket->write("HTTP/1.1 " + QByteArray(kind->answer) +
                          (QByteArray(kind->answer).contains("\r\n\r\n") ? "" : "\r\n\r\n"));
    }

    QHash<QByteArray, int> m_upgrades;
    int m_all = 0;
    int m_answered = std::numeric_limits<int>::max();
    bool m_healed = false;
    testing::Peer m_peer;
};

} // namespace wirewise::tests
