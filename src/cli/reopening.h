#pragma once

#include "check/reconnection.h"

#include <QObject>

namespace wirewise::cli {

/// `--reconnect`: opens the connection of a console again, and says so.
class Reopening : public QObject
{
    Q_OBJECT
public:
    /// tries in a row; 0: no end.
    Reopening(const QString &typed, const observation::Settings &settings, int tries,
              QObject *parent = nullptr);

    /// A connection is over. False if there will be no other: why is said.
    bool begin(const observation::SessionFacts &ended);
    /// No more tries; gaveUp() does not follow.
    void stop() { m_reconnection.stop(); }
    [[nodiscard]] bool isUnderWay() const;
    [[nodiscard]] check::Reconnection &reconnection() { return m_reconnection; }
    /// Says that it is open: which connection of the session, with which try, how long after the last one.
    void announce(int number, int tries, observation::Duration pause);

Q_SIGNALS:
    void opened(int tries);
    void gaveUp();
    /// A line for standard error.
    void said(const QString &line);

private:
    void tell(const check::ReconnectState &state);

    check::Reconnection m_reconnection;
    bool m_beginning = false;
};

} // namespace wirewise::cli
