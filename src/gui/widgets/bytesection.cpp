#include "gui/widgets/bytesection.h"

#include "gui/widgets/bannercontent.h"
#include "gui/widgets/phasebar.h"
#include "observation/printable.h"
#include "wire/handshake.h"

#include <QCoreApplication>
#include <QLocale>

namespace wirewise::gui {

namespace {

using observation::Exchange;
using observation::Outcome;
using observation::StreamEnd;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::ByteSection)
};

QString wayText(const Exchange &exchange)
{
    const observation::ConnectionFacts &connection = exchange.connection;
    if (connection.address.isEmpty())
        return {};
    QString address = observation::printable(connection.address, 60);
    if (connection.ipv6)
        address = u'[' % address % u']';
    address += u':' % QString::number(connection.port);
    const bool secure = connection.tls && !connection.tls->version.isEmpty();
    QString protocol = Words::tr("plain TCP");
    if (secure) {
        protocol = observation::printable(connection.tls->version, 20);
        if (protocol.startsWith(u"TLSv"))
            protocol = u"TLS " % protocol.mid(4);
    }
    return connection.proxy ? Words::tr("%1 through the proxy %2").arg(protocol, address)
                            : Words::tr("%1 to %2").arg(protocol, address);
}

QString endText(const Exchange &exchange)
{
    switch (exchange.end) {
    case StreamEnd::Open:
        return exchange.outcome == Outcome::Answered ? Words::tr("connection kept open") : QString();
    case StreamEnd::ClosedByPeer:
        return Words::tr("closed by the server");
    case StreamEnd::ResetByPeer:
        return Words::tr("reset by the server");
    case StreamEnd::ClosedByUs:
        return Words::tr("closed by Wirewise");
    case StreamEnd::LimitReached:
        return Words::tr("cut here, more had come");
    case StreamEnd::TimedOut:
        return Words::tr("nothing more before the time limit");
    }
    return {};
}

QList<ByteMark> marksOf(const diagnosis::Finding *finding, const QByteArray &probe, wire::Direction direction,
                        bool inSession)
{
    QList<ByteMark> marks;
    if (finding == nullptr)
        return marks;
    for (qsizetype index = 0; index < finding->evidence.size(); ++index) {
        const diagnosis::Evidence &evidence = finding->evidence.at(index);
        if (evidence.probe == probe && evidence.direction == direction && evidence.inSession == inSession &&
            !evidence.range.isEmpty())
            marks.append({static_cast<int>(index) + 1, evidence.range});
    }
    return marks;
}

qint64 headLength(const QByteArray &request)
{
    const qsizetype end = request.indexOf("\r\n\r\n");
    return end < 0 ? request.size() : end + 4;
}

struct Required
{
    QByteArrayView name;
    wire::HandshakeBreach missing, wrong;
};

// RFC 6455 section 4.1: what a client looks for in the answer to its handshake.
QList<LineMark> markAnswer(const wire::Request &request, const wire::Response &response)
{
    using wire::HandshakeBreach;
    const QList<wire::HandshakeRemark> remarks = wire::judgeHandshake(request, response);
    const auto broken = [&remarks](HandshakeBreach breach) {
        for (const wire::HandshakeRemark &remark : remarks) {
            if (remark.breach == breach)
                return true;
        }
        return false;
    };
    QList<LineMark> marks;
    const auto mark = [&marks](qint64 offset, bool right) {
        marks.append(
            {offset, right ? LineMark::Kind::Tick : LineMark::Kind::Cross,
             right ? Words::tr("As the handshake requires") : Words::tr("Not what the handshake requires")});
    };
    mark(response.statusLine.offset,
         !broken(HandshakeBreach::NotSwitching) && !broken(HandshakeBreach::Http10));
    const Required required[] = {
        {"Upgrade", HandshakeBreach::UpgradeMissing, HandshakeBreach::UpgradeWrong},
        {"Connection", HandshakeBreach::ConnectionMissing, HandshakeBreach::ConnectionWrong},
        {"Sec-WebSocket-Accept", HandshakeBreach::AcceptMissing, HandshakeBreach::AcceptInvalid},
        {"Sec-WebSocket-Extensions", HandshakeBreach::ExtensionUnrequested,
         HandshakeBreach::ExtensionUnrequested},
        {"Sec-WebSocket-Protocol", HandshakeBreach::SubprotocolUnrequested,
         HandshakeBreach::SubprotocolSeveral},
    };
    for (const Required &rule : required) {
        if (const wire::Header *header = response.headers.find(rule.name))
            mark(header->range.offset, !broken(rule.missing) && !broken(rule.wrong));
    }
    return marks;
}

// RFC 6455 section 4.1: what the client's handshake must carry.
QList<LineMark> markRequest(const wire::Request &request)
{
    QList<LineMark> marks;
    for (const wire::Header &header : request.headers) {
        const auto is = [&header](QByteArrayView name) {
            return wire::equalsIgnoringCase(header.name, name);
        };
        std::optional<bool> right;
        if (is("Host"))
            right = !header.value.isEmpty();
        else if (is("Upgrade"))
            right = request.headers.hasToken("Upgrade", "websocket");
        else if (is("Connection"))
            right = request.headers.hasToken("Connection", "Upgrade");
        else if (is("Sec-WebSocket-Version"))
            right = header.value == "13";
        else if (is("Sec-WebSocket-Key"))
            right = wire::isValidKey(header.value);
        if (right)
            marks.append({header.range.offset, *right ? LineMark::Kind::Tick : LineMark::Kind::Cross,
                          *right ? Words::tr("As the handshake requires")
                                 : Words::tr("Not what the handshake requires")});
    }
    return marks;
}

ByteSection sentSection(const Exchange &exchange, const diagnosis::Finding *finding)
{
    ByteSection section;
    section.direction = wire::Direction::Sent;
    section.title = Words::tr("Sent");
    section.probe = exchange.name();
    section.bytes = exchange.sent;
    section.head = headLength(exchange.sent);
    section.counts = exchange.sent.isEmpty() ? QString() : byteCount(exchange.sent.size());
    section.facts = wayText(exchange);
    section.emptyText =
        exchange.outcome == Outcome::Withheld
            ? Words::tr("Not sent, because it would carry a secret over a connection that is not safe.")
            : Words::tr("Nothing sent yet.");
    if (exchange.outcome != Outcome::Running && exchange.outcome != Outcome::NotStarted &&
        exchange.outcome != Outcome::Withheld)
        section.emptyText = Words::tr("Nothing was sent: the connection was not built.");
    section.evidence = marksOf(finding, exchange.name(), wire::Direction::Sent, false);
    if (exchange.probe.kind == observation::ProbeKind::Upgrade && !exchange.sent.isEmpty())
        section.lines = markRequest(exchange.request());
    return section;
}

ByteSection receivedSection(const Exchange &exchange, const diagnosis::Finding *finding)
{
    ByteSection section;
    section.direction = wire::Direction::Received;
    section.title = Words::tr("Received");
    section.probe = exchange.name();
    section.bytes = exchange.received;
    const bool running = exchange.outcome == Outcome::Running || exchange.outcome == Outcome::NotStarted;
    if (exchange.received.isEmpty()) {
        section.counts = running ? Words::tr("nothing yet") : Words::tr("nothing");
        section.emptyText = running ? QString() : statusText(exchange);
        section.facts =
            running && !exchange.sent.isEmpty()
                ? Words::tr("limit %1 for the first byte").arg(durationText(exchange.probe.settings.timeout))
                : endText(exchange);
    } else {
        section.counts = byteCount(exchange.received.size());
        if (exchange.timing.wait)
            section.counts =
                Words::tr("%1, the first after %2").arg(section.counts, durationText(*exchange.timing.wait));
        section.facts = endText(exchange);
    }
    if (exchange.response && !exchange.notHttp) {
        section.head = exchange.response->head.end();
        if (exchange.probe.kind == observation::ProbeKind::Upgrade)
            section.lines = markAnswer(exchange.request(), *exchange.response);
    }
    section.evidence = marksOf(finding, exchange.name(), wire::Direction::Received, false);
    return section;
}

} // namespace

QString byteCount(qint64 bytes)
{
    if (bytes == 1)
        return Words::tr("1 byte");
    return Words::tr("%1 bytes").arg(QLocale().toString(bytes));
}

QList<ByteSection> sectionsOf(const Exchange &exchange, const diagnosis::Finding *finding)
{
    return {sentSection(exchange, finding), receivedSection(exchange, finding)};
}

ByteSection sessionSection(const QByteArray &probe, const observation::SessionFacts &session,
                           const diagnosis::Finding *finding)
{
    ByteSection section;
    section.direction = wire::Direction::Received;
    section.title = Words::tr("Received");
    section.counts = Words::tr("after the upgrade, %1").arg(byteCount(session.stream.size()));
    section.bytes = session.stream;
    section.emptyText = Words::tr("No frame came.");
    section.probe = probe;
    section.inSession = true;
    section.evidence = marksOf(finding, probe, wire::Direction::Received, true);
    return section;
}

} // namespace wirewise::gui
