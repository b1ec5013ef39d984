#include "report/pcapng.h"

#include "report/capturefile.h"
#include "report/messagewalk.h"
#include "report/wireevents.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::report {

using namespace observation;
using wire::Direction;

namespace {

/// First of the ports that stand for one that is not known.
constexpr quint16 FirstClientPort = 49152;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Pcapng)
};

class Capture
{
public:
    Capture(const Case &exported, const ExportChoice &choice, CaptureFile &file)
        : m_case(exported)
        , m_choice(choice)
        , m_file(file)
        , m_start(startOf(exported.checked.observation).value_or(Instant()))
    {
    }

    void addExchanges();
    void writeMessages(const MessagePages &pages);
    void writeRest() { writeUntil(Instant::max()); }

private:
    int addFlow(const Exchange &exchange);
    void addExperiment(const ExperimentResult &result, int flow);
    void openAgain(const ConnectionMark &mark);
    [[nodiscard]] Instant openedOf(const Exchange &exchange) const
    {
        return m_start + exchange.timing.startedAfter + exchange.timing.total;
    }
    /// Those of exchanges that come before.
    void writeUntil(Instant at);
    void write(const WireEvent &event);

    const Case &m_case;
    const ExportChoice &m_choice;
    CaptureFile &m_file;
    Instant m_start;
    QList<TcpFlow> m_flows;
    QList<quint16> m_ports;      ///< of this computer, used already
    QList<WireEvent> m_events;   ///< of the exchanges, by time
    qsizetype m_written = 0;     ///< of those
    int m_session = -1;          ///< flow of the session's latest connection
    qsizetype m_connections = 1; ///< of the session, those that have opened
};

int Capture::addFlow(const Exchange &exchange)
{
    const ConnectionFacts &connection = exchange.connection;
    const bool proxied = connection.proxy && connection.proxy->kind != ProxyChoice::Kind::None;
    quint16 local = connection.localPort;
    // A reader tells connections apart by their ports.
    if (local == 0 || m_ports.contains(local))
        local = static_cast<quint16>(FirstClientPort + m_flows.size());
    m_ports.append(local);
    m_flows.append(TcpFlow(proxied ? QByteArray() : connection.address, ShownPort, local));
    return static_cast<int>(m_flows.size()) - 1;
}

/// Its session is short and kept whole in the facts.
void Capture::addExperiment(const ExperimentResult &result, int flow)
{
    const Instant opened = openedOf(result.exchange);
    for (const Message &message : result.session->messages)
        m_events.append(eventsOf(message, opened, flow));
    m_events.append(
        endOf(result.session->end, opened + result.session->endedAt.value_or(result.session->watched), flow));
}

void Capture::addExchanges()
{
    const Observation &observation = m_case.checked.observation;
    const Exchange *upgrade = observation.exchange(ProbeKind::Upgrade);
    for (const ShownExchange &shown : shownExchanges(observation, m_choice.experiments)) {
        const Exchange &exchange = *shown.exchange;
        const bool isSession = &exchange == upgrade && m_choice.messages && messagesIn(m_case) > 0;
        const bool hasSession = m_choice.messages && shown.experiment && shown.experiment->session;
        if (exchange.sent.isEmpty() && exchange.connection.address.isEmpty() && !isSession)
            continue;
        const int flow = addFlow(exchange);
        m_events.append(eventsOf(shown, m_start, flow, isSession || hasSession));
        if (isSession)
            m_session = flow;
        else if (hasSession)
            addExperiment(*shown.experiment, flow);
    }
    std::stable_sort(m_events.begin(), m_events.end(),
                     [](const WireEvent &a, const WireEvent &b) { return a.at < b.at; });
}

/// A connection that took the place of one that had ended: a reader needs a handshake to see frames in it.
void Capture::openAgain(const ConnectionMark &mark)
{
    const Exchange *upgrade = m_case.checked.observation.exchange(ProbeKind::Upgrade);
    const Instant opened = openedOf(*upgrade) + mark.openedAt;
    m_session = addFlow(*upgrade);
    QList<WireEvent> events = eventsOf({upgrade, nullptr}, m_start, m_session, true);
    for (WireEvent &event : events)
        event.at = opened;
    events.first().comment =
        Texts::tr("Connection %1. Its handshake was not kept; the first one stands here.").arg(mark.number);
    for (const WireEvent &event : events)
        write(event);
}

void Capture::writeMessages(const MessagePages &pages)
{
    if (m_session < 0)
        return;
    const Instant opened = openedOf(*m_case.checked.observation.exchange(ProbeKind::Upgrade));
    const QList<ConnectionMark> &marks = m_case.connections;
    Instant last = opened;
    walkMessages(m_case, pages, [&](const Message &message) {
        while (m_connections < marks.size() && marks.at(m_connections).firstMessage <= message.number) {
            writeUntil(opened + marks.at(m_connections).openedAt);
            openAgain(marks.at(m_connections++));
        }
        for (const WireEvent &event : eventsOf(message, opened, m_session)) {
            writeUntil(event.at);
            write(event);
        }
        last = std::max(last, opened + message.at);
        return m_file.ok();
    });
    if (const auto &session = m_case.checked.observation.session) {
        const Instant ended = opened + session->endedAt.value_or(session->watched);
        for (const WireEvent &event : endOf(session->end, std::max(last, ended), m_session))
            write(event);
    }
}

void Capture::writeUntil(Instant at)
{
    while (m_written < m_events.size() && m_events.at(m_written).at <= at)
        write(m_events.at(m_written++));
}

void Capture::write(const WireEvent &event)
{
    TcpFlow &flow = m_flows[event.flow];
    QByteArrayView rest = event.bytes;
    QByteArray comment = event.comment.toUtf8();
    do {
        const QByteArrayView part = rest.first(std::min(rest.size(), TcpFlow::LongestSegment));
        rest = rest.sliced(part.size());
        // Pushed is what ends there.
        const auto flags = rest.isEmpty() ? event.flags : static_cast<quint8>(event.flags & ~TcpFlow::Push);
        m_file.writePacket(event.at, event.direction, flow.packet(event.direction, flags, part), comment);
        comment.clear();
    } while (!rest.isEmpty() && m_file.ok());
}

} // namespace

bool writePcapng(const Case &exported, const MessagePages &pages, const ExportChoice &choice,
                 QIODevice &device)
{
    Output out(device);
    CaptureFile file(out);
    const QString words = Texts::tr("%1\nWritten from a recorded session: bytes and times are real, what is "
                                    "around them (Ethernet, IP, TCP, masking keys) was made anew.")
                              .arg(exported.checked.diagnosis.summary());
    file.writeHead(words.toUtf8());
    Capture capture(exported, choice, file);
    capture.addExchanges();
    capture.writeMessages(pages);
    capture.writeRest();
    return out.ok();
}

} // namespace wirewise::report
