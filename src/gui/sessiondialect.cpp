#include "gui/sessiondialect.h"

#include "observation/dialectsigns.h"

namespace wirewise::gui {

void SessionDialect::follow(MessagePages *pages)
{
    if (m_pages)
        disconnect(m_pages, nullptr, this, nullptr);
    m_pages = pages;
    m_signs = {};
    if (pages) {
        connect(pages, &MessagePages::grown, this, &SessionDialect::look);
        connect(pages, &MessagePages::loaded, this, &SessionDialect::look);
    }
    restart();
}

void SessionDialect::setSigns(const wire::DialectSigns &signs)
{
    if (signs.target == m_signs.target && signs.subprotocol == m_signs.subprotocol)
        return;
    m_signs = signs;
    restart();
}

/// What the handshake announces comes before what the first messages look like.
void SessionDialect::restart()
{
    m_guess = wire::DialectGuess(m_signs);
    m_heard = 0;
    look();
    tell();
}

void SessionDialect::look()
{
    constexpr qint64 atOnce = 16;
    if (m_guess.isSettled() || !m_pages)
        return;
    const QList<observation::Message> messages = m_pages->fetch(m_heard, atOnce);
    for (const observation::Message &message : messages) {
        if (message.number == 0) // still being read; loaded() follows
            break;
        if (message.frames > 0) // what was sent as it was typed says nothing
            m_guess.hear(message.opcode, message.payload);
        ++m_heard;
    }
    tell();
}

void SessionDialect::tell()
{
    if (m_guess.dialect() == m_told)
        return;
    m_told = m_guess.dialect();
    Q_EMIT changed(m_told);
}

wire::DialectSigns signsOf(const observation::Observation &observation)
{
    const observation::Exchange *upgrade = observation.exchange("upgrade");
    return upgrade ? observation::dialectSignsOf(*upgrade) : wire::DialectSigns{};
}

} // namespace wirewise::gui
