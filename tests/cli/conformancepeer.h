#pragma once

#include "cli/conformancescene.h"

#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>

#include <memory>

namespace wirewise::tests {

/// A server that plays one scene with the next client that comes, and notes the first thing that was not as
/// the scene says.
class ConformancePeer : public QObject
{
    Q_OBJECT
public:
    ConformancePeer();

    [[nodiscard]] QString url() const
    {
        return QStringLiteral("ws://127.0.0.1:%1/").arg(m_server.serverPort());
    }
    void play(const Scene &scene);
    /// Empty if all went as it should.
    [[nodiscard]] QByteArray fault() const;
    [[nodiscard]] bool isOver() const { return m_over; }

Q_SIGNALS:
    void over();

private:
    void accept();
    void read();
    bool answerHead();
    void sendOn();
    bool readFrame();
    void take(int first, const QByteArray &payload);
    void got(int opcode, const QByteArray &payload);
    void lastCame();
    void endOwnDirection();
    void blame(const QByteArray &what);

    QTcpServer m_server;
    QTcpSocket *m_socket = nullptr;
    Scene m_scene;
    std::unique_ptr<RawDeflate> m_deflate;
    QByteArray m_in, m_fault, m_message;
    qsizetype m_at = 0, m_got = 0, m_sent = 0;
    int m_messageOpcode = 0;
    bool m_messageCompressed = false, m_open = false, m_waiting = false, m_ending = false, m_over = false;
};

} // namespace wirewise::tests
