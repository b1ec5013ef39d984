#include "cli/connectverb.h"

#include "cli/interactiveconsole.h"
#include "cli/keepalive.h"
#include "cli/reopening.h"

namespace wirewise::cli {

void ConnectVerb::takeOver(std::unique_ptr<probe::Connection> connection,
                           const observation::Exchange *upgrade, int tries)
{
    m_keepalive.reset();
    m_connection = std::move(connection);
    connect(m_connection.get(), &probe::Connection::messages, this, &ConnectVerb::onMessages);
    connect(m_connection.get(), &probe::Connection::ended, this, &ConnectVerb::onEnded);
    connect(m_connection.get(), &probe::Connection::congested, this, [this](bool on) {
        m_serverBehind = on;
        holdInput();
    });
    m_connection->setAutoPong(m_autoPong);
    m_connection->setReading(!m_diskBehind);
    m_serverBehind = false;
    holdInput();
    m_closeReceived = false;
    if (!m_sinceFirst.isValid())
        m_sinceFirst.start();
    m_marks.open(observation::Duration(m_sinceFirst.nsecsElapsed() / 1000), tries);
    recordConnections();
    if (upgrade)
        m_dialect.begin(*upgrade);
    keepAlive();
}

void ConnectVerb::prepareReopening(const QString &typed, const observation::Settings &settings, int tries)
{
    m_reopening = std::make_unique<Reopening>(typed, settings, tries);
    connect(m_reopening.get(), &Reopening::opened, this, &ConnectVerb::onReopened);
    connect(m_reopening.get(), &Reopening::said, this, [this](const QString &line) {
        if (!m_quiet)
            shown().err->write(line.toUtf8() + '\n');
    });
    connect(m_reopening.get(), &Reopening::gaveUp, this, [this] {
        m_ended = true;
        finishIfOver();
    });
}

void ConnectVerb::onReopened(int tries)
{
    check::Reconnection &reconnection = m_reopening->reconnection();
    takeOver(reconnection.takeConnection(), &reconnection.upgrade(), tries);
    if (m_terminal)
        m_terminal->attach(m_connection.get(), m_keepalive.get());
    const QList<observation::ConnectionMark> &marks = m_marks.list();
    const observation::ConnectionMark &now = marks.constLast();
    const observation::Duration end = observation::endOf(marks.at(marks.size() - 2)).value_or(now.openedAt);
    m_reopening->announce(now.number, tries, now.openedAt - end);
    for (const QByteArray &text : std::as_const(m_send))
        m_connection->sendText(text);
}

void ConnectVerb::recordConnections()
{
    const QList<observation::ConnectionMark> changed = m_marks.changed();
    for (const observation::ConnectionMark &mark : changed) {
        if (m_recorder)
            m_recorder->setConnection(mark);
    }
}

} // namespace wirewise::cli
