#include "gui/sessiondialect.h"

#include "gui/messagereading.h"

namespace wirewise::gui {

namespace {
constexpr qsizetype LargestLookedAt = 64 * 1024;
} // namespace

void SessionDialect::follow(MessagePages *pages)
{
    if (m_pages)
        disconnect(m_pages, nullptr, this, nullptr);
    m_pages = pages;
    m_signs = {};
    m_announced = false;
    m_looked = 0;
    settle(wire::Dialect::Unknown);
    if (pages) {
        connect(pages, &MessagePages::grown, this, &SessionDialect::look);
        connect(pages, &MessagePages::loaded, this, &SessionDialect::look);
        look();
    }
}

void SessionDialect::setSigns(const wire::DialectSigns &signs)
{
    if (signs.target == m_signs.target && signs.subprotocol == m_signs.subprotocol)
        return;
    m_signs = signs;
    const wire::Dialect announced = wire::announcedDialect(signs);
    m_announced = announced != wire::Dialect::Unknown;
    if (m_announced)
        settle(announced);
}

void SessionDialect::look()
{
    if (m_announced || !m_pages || m_looked >= LookedAt)
        return;
    const QList<observation::Message> messages = m_pages->fetch(m_looked, LookedAt - m_looked);
    for (const observation::Message &message : messages) {
        ++m_looked;
        if (wire::isControl(message.opcode) || message.payload.size() > LargestLookedAt)
            continue;
        const wire::Dialect guess = wire::guessDialect(message.opcode, message.payload);
        // A protocol with packets of its own says more than "this is JSON".
        if (hasPackets(guess)) {
            m_looked = LookedAt;
            settle(guess);
            return;
        }
        if (guess != wire::Dialect::Unknown && m_dialect == wire::Dialect::Unknown)
            settle(guess);
    }
}

void SessionDialect::settle(wire::Dialect dialect)
{
    if (dialect == m_dialect)
        return;
    m_dialect = dialect;
    Q_EMIT changed(dialect);
}

wire::DialectSigns signsOf(const observation::Observation &observation)
{
    wire::DialectSigns signs;
    for (const observation::Exchange &exchange : observation.exchanges) {
        if (exchange.name() != "upgrade" || exchange.sent.isEmpty())
            continue;
        signs.target = exchange.request().target;
        if (exchange.response && exchange.response->status == 101)
            signs.subprotocol = exchange.response->headers.value("Sec-WebSocket-Protocol");
    }
    return signs;
}

} // namespace wirewise::gui
