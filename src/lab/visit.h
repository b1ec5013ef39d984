#pragma once

#include "lab/answer.h"
#include "lab/labaddresses.h"
#include "lab/scenario.h"
#include "wire/conversation.h"
#include "wire/request.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

class QTcpSocket;

namespace wirewise::lab {

/// What the visits of one lab share.
struct LabState
{
    LabAddresses addresses;
    QHash<QByteArray, int> turns; ///< how often a request came, see Visit::turn()
};

/// One connection to the lab: reads the request, lets the scenario's behaviour answer it, and ends.
/// Bounded: a head of 32 KiB, messages of 1 MiB, a time limit at every stage.
class Visit final : public QObject
{
    Q_OBJECT

public:
    using EventHandler = std::function<void(const wire::ConversationEvent &)>;

    /// Takes the socket. Without a scenario the path of the request selects one.
    Visit(QTcpSocket *socket, const Scenario *scenario, LabState &state, QObject *parent);
    ~Visit() override;

    void begin();

    [[nodiscard]] const wire::Request &request() const { return m_request; }
    [[nodiscard]] QByteArray path() const;
    /// The value of a query parameter; empty if there is none.
    [[nodiscard]] QByteArray query(QByteArrayView name) const;
    [[nodiscard]] bool isUpgrade() const;
    [[nodiscard]] const LabState &state() const { return m_state; }
    /// How often this very request (its key apart) came before.
    [[nodiscard]] int turn();

    /// Writes the answer and ends the connection.
    void answer(const Answer &answer);
    /// 101, with the right Sec-WebSocket-Accept; frames go through session() from then on.
    void accept();
    /// Turns to frames after a 101 that was sent by hand.
    void openSession();
    [[nodiscard]] wire::Conversation &session() { return *m_session; }
    /// What the session's events do, beside answering pings and Close.
    void onEvent(EventHandler handler) { m_onEvent = std::move(handler); }
    /// Writes what the session has queued.
    void flush();
    /// Hands the connection to the healthy server, its request unread.
    void echo();

    void send(const QByteArray &bytes);
    /// Ends TCP once everything is written.
    void finish();
    void later(int milliseconds, std::function<void()> what);
    /// Forwards the bytes to a port of the lab and hands over what it answers (at most 64 KiB).
    void forward(const QByteArray &bytes, quint16 port, std::function<void(QByteArray)> whenAnswered);

Q_SIGNALS:
    /// The socket now belongs to the receiver; its request has not been read.
    void handedOver(QTcpSocket *socket);
    void ended();

private:
    enum class Stage { Greeting, Handshaking, Asking, Playing, InSession, Ending };

    void onReadyRead();
    void onDisconnected();
    void greet();
    void readHead();
    void play();
    void consumeHead();
    void readSession();
    void end();

    QTcpSocket *m_socket;
    const Scenario *m_scenario;
    LabState &m_state;
    Stage m_stage = Stage::Greeting;
    qint64 m_headSize = 0; ///< bytes of the request that are still in the socket
    wire::Request m_request;
    std::optional<wire::Conversation> m_session;
    EventHandler m_onEvent;
    QTimer m_limit;
};

} // namespace wirewise::lab
