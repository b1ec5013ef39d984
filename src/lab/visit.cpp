#include "lab/visit.h"

#include "lab/scenariotables.h"
#include "wire/handshake.h"

#include <QHostAddress>
#include <QSslSocket>
#include <QTcpSocket>
#include <QUrlQuery>

#include <chrono>
#include <utility>

namespace wirewise::lab {

namespace {

using namespace std::chrono_literals;

constexpr qsizetype MaximumHead = 32 * 1024;
constexpr qint64 MaximumForwarded = 64 * 1024;
constexpr qint64 MaximumUnsent = 4 * 1024 * 1024;
constexpr auto HeadLimit = 30s;
// Longer than anybody waits for an answer that never comes.
constexpr auto PlayLimit = 180s;
constexpr auto SessionLimit = 600s;
constexpr auto EndLimit = 5s;

/// The row that the first segment of the path names.
const Scenario *scenarioFor(const QByteArray &path)
{
    const qsizetype end = path.indexOf('/', 1);
    const Scenario *found = findScenario(path.mid(1, end < 0 ? -1 : end - 1));
    return found && found->serving.port == Serving::Port::Main ? found : nullptr;
}

} // namespace

Visit::Visit(QTcpSocket *socket, const Scenario *scenario, LabState &state, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_scenario(scenario)
    , m_state(state)
    , m_limit(this)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(2 * MaximumHead);
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &Visit::end);
    connect(m_socket, &QTcpSocket::readyRead, this, &Visit::onReadyRead);
    connect(m_socket, &QTcpSocket::disconnected, this, &Visit::onDisconnected);
}

Visit::~Visit() = default;

void Visit::begin()
{
    m_limit.start(HeadLimit);
    if (m_socket->bytesAvailable() > 0)
        onReadyRead();
}

void Visit::onReadyRead()
{
    switch (m_stage) {
    case Stage::Greeting:
        greet();
        return;
    case Stage::Handshaking:
        return;
    case Stage::Asking:
        readHead();
        return;
    case Stage::InSession:
        readSession();
        return;
    case Stage::Playing:
    case Stage::Ending:
        m_socket->readAll();
        return;
    }
}

void Visit::greet()
{
    char first = 0;
    if (m_socket->peek(&first, 1) != 1)
        return;
    auto *tls = qobject_cast<QSslSocket *>(m_socket);
    if (!tls) {
        m_stage = Stage::Asking;
        readHead();
        return;
    }
    // RFC 8446 section 5.1: a ClientHello comes in a handshake record. Anything else gets the alert that
    // a TLS library sends (section 6.2, unexpected_message).
    if (first != 0x16) {
        m_stage = Stage::Playing;
        send(QByteArray::fromHex("1503030002020a"));
        finish();
        return;
    }
    m_stage = Stage::Handshaking;
    connect(tls, &QSslSocket::encrypted, this, [this] {
        m_stage = Stage::Asking;
        readHead();
    });
    tls->startServerEncryption();
}

void Visit::readHead()
{
    if (m_scenario && m_scenario->serving.starts == Serving::Starts::WithBytes) {
        if (m_headSize = m_socket->bytesAvailable(); m_headSize > 0)
            play();
        return;
    }
    // Peeked, not read: the healthy server reads the request itself.
    const QByteArray head = m_socket->peek(MaximumHead);
    // RFC 9112 section 2.2: what cannot be a request line, a ClientHello for example, gets 400.
    if (!head.isEmpty() && (head.front() < 'A' || head.front() > 'z')) {
        answer({"400 Bad Request", {{"Content-Type", "text/plain"}}, "Invalid HTTP request received."});
        return;
    }
    const qsizetype end = head.indexOf("\r\n\r\n");
    if (end < 0) {
        if (head.size() >= MaximumHead)
            answer({"431 Request Header Fields Too Large", {}, {}});
        return;
    }
    m_headSize = end + 4;
    m_request = wire::requestFromBytes(head.left(m_headSize));
    if (!m_scenario)
        m_scenario = scenarioFor(path());
    play();
}

void Visit::play()
{
    m_stage = Stage::Playing;
    m_limit.start(PlayLimit);
    (m_scenario ? m_scenario->serving.behaviour : answerUnknownPath)(*this);
}

/// A request left unread would turn the end of TCP into a reset, which takes the answer with it.
void Visit::consumeHead()
{
    m_socket->read(std::exchange(m_headSize, 0));
}

QByteArray Visit::path() const
{
    const qsizetype end = m_request.target.indexOf('?');
    return m_request.target.left(end < 0 ? m_request.target.size() : end);
}

QByteArray Visit::query(QByteArrayView name) const
{
    const qsizetype start = m_request.target.indexOf('?');
    if (start < 0)
        return {};
    const QUrlQuery query(QString::fromLatin1(m_request.target.mid(start + 1)));
    return query.queryItemValue(QString::fromLatin1(name)).toLatin1();
}

bool Visit::isUpgrade() const
{
    return m_request.method == "GET" && m_request.headers.hasToken("Upgrade", "websocket") &&
           m_request.headers.hasToken("Connection", "upgrade");
}

int Visit::turn()
{
    constexpr qsizetype MaximumKept = 256;
    wire::Request request = m_request;
    request.headers.removeAll("Sec-WebSocket-Key");
    if (m_state.turns.size() >= MaximumKept)
        m_state.turns.clear();
    return m_state.turns[wire::toBytes(request)]++;
}

void Visit::answer(const Answer &answer)
{
    send(toBytes(answer, m_request.method));
    finish();
}

void Visit::accept()
{
    send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
         "Sec-WebSocket-Accept: " +
         wire::acceptFor(m_request.headers.value("Sec-WebSocket-Key")) + "\r\nServer: wirewise-lab\r\n\r\n");
    openSession();
}

void Visit::openSession()
{
    constexpr qint64 MaximumMessage = 1024 * 1024;
    consumeHead();
    m_session.emplace(wire::Conversation::Role::Server, wire::Conversation::Limits{MaximumMessage});
    m_stage = Stage::InSession;
    m_limit.start(SessionLimit);
    // Frames that came together with the request; read once the behaviour is through.
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &Visit::onReadyRead, Qt::QueuedConnection);
}

void Visit::flush()
{
    if (m_session)
        send(m_session->takeOutgoing());
}

void Visit::readSession()
{
    m_limit.start(SessionLimit);
    m_session->receive(m_socket->readAll());
    bool over = false;
    while (const std::optional<wire::ConversationEvent> event = m_session->next()) {
        over = over || std::holds_alternative<wire::ProtocolBreach>(*event);
        if (m_onEvent)
            m_onEvent(*event);
    }
    flush();
    if (over || m_session->isFinished())
        finish();
}

void Visit::echo()
{
    m_limit.stop();
    disconnect(m_socket, nullptr, this, nullptr);
    m_socket->setParent(nullptr);
    QTcpSocket *socket = std::exchange(m_socket, nullptr);
    Q_EMIT handedOver(socket);
    Q_EMIT ended();
}

void Visit::send(const QByteArray &bytes)
{
    if (!m_socket || m_stage == Stage::Ending || bytes.isEmpty())
        return;
    consumeHead();
    // A peer that does not read what it asked for shall not fill our memory.
    if (m_socket->bytesToWrite() + bytes.size() > MaximumUnsent) {
        end();
        return;
    }
    m_socket->write(bytes);
}

void Visit::finish()
{
    if (m_stage == Stage::Ending || !m_socket)
        return;
    m_stage = Stage::Ending;
    m_socket->readAll();
    m_limit.start(EndLimit);
    m_socket->disconnectFromHost();
}

void Visit::later(int milliseconds, std::function<void()> what)
{
    QTimer::singleShot(milliseconds, this, [this, what = std::move(what)] {
        if (m_socket && m_stage != Stage::Ending)
            what();
    });
}

void Visit::forward(const QByteArray &bytes, quint16 port, std::function<void(QByteArray)> whenAnswered)
{
    auto *onward = new QTcpSocket(this);
    onward->setReadBufferSize(MaximumForwarded);
    connect(onward, &QTcpSocket::connected, onward, [onward, bytes] { onward->write(bytes); });
    // Its end comes as an error, whether it was connected before or not.
    connect(onward, &QTcpSocket::errorOccurred, this, [onward, whenAnswered = std::move(whenAnswered)] {
        whenAnswered(onward->readAll());
        onward->deleteLater();
    });
    onward->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
}

void Visit::onDisconnected()
{
    if (m_session)
        m_session->receiveEnd();
    Q_EMIT ended();
}

void Visit::end()
{
    m_stage = Stage::Ending;
    disconnect(m_socket, nullptr, this, nullptr);
    m_socket->abort();
    Q_EMIT ended();
}

} // namespace wirewise::lab
