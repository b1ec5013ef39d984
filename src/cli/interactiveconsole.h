#pragma once

#include "check/spokendialect.h"
#include "cli/console.h"
#include "cli/consolecommand.h"
#include "cli/inputhistory.h"
#include "cli/recentmessages.h"
#include "cli/sessionstats.h"
#include "observation/messagefilter.h"
#include "probe/connection.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QStringList>

#include <memory>

namespace wirewise::cli {

class AboveLine;
class Keepalive;
class LineEditor;
class StdinLines;

/// `connect` for somebody at a terminal: reads lines and commands, acts on the connection, shows messages.
class InteractiveConsole : public QObject
{
    Q_OBJECT
public:
    struct Setup
    {
        int input = 0;
        int historySize = InputHistory::UsualSize; ///< 0 keeps none
        bool quiet = false;                        ///< shows no messages
    };

    /// Reads at once; with an editor where the console has a screen. The dialect outlives it.
    InteractiveConsole(const Console &console, const Setup &setup, const check::SpokenDialect *dialect,
                       QObject *parent = nullptr);
    ~InteractiveConsole() override;

    /// Where to write meanwhile: above the line that is typed.
    [[nodiscard]] const Console &shown() const { return m_shown; }
    /// What commands act on from now on; either may go before this does.
    void attach(probe::Connection *connection, Keepalive *keepalive);
    void see(const observation::Message &message, const QList<wire::Packet> &packets);
    /// Our Close frame has been sent; nothing follows.
    void setClosing();
    /// The connection is over; another may follow.
    void noteEnd() { updatePrompt(); }
    /// Leaves the terminal as it was. Everything written goes to the streams themselves from now on.
    void stop();

Q_SIGNALS:
    /// Ctrl+C on an empty line.
    void interrupted();
    /// Ctrl+D, or the terminal has gone.
    void ended();
    /// A command is about to close the connection.
    void closing();

private:
    void startEditor(const QList<QByteArray> &history);
    void perform(const QByteArray &line);
    void echo(const QByteArray &line, const ConsoleCommand &command);
    /// False for what sends nothing.
    bool send(const ConsoleCommand &command);
    bool change(const ConsoleCommand &command);
    void answer(const ConsoleCommand &command);
    void setFilter(const QByteArray &line);
    void setPaused(bool on);
    void showMessage(qint64 number);
    void saveMessage(qint64 number, const QByteArray &path);
    void listTemplates();
    void takeTemplate(qint64 number);
    void updatePrompt();
    [[nodiscard]] bool isOpen() const;

    static constexpr qsizetype MostHeld = 1000;

    Console m_console, m_shown;
    Setup m_setup;
    const check::SpokenDialect *m_dialect;
    QPointer<probe::Connection> m_connection;
    QPointer<Keepalive> m_keepalive;
    InputHistory m_history;
    bool m_historyFailed = false;
    std::unique_ptr<LineEditor> m_editor;
    std::unique_ptr<AboveLine> m_above;
    std::unique_ptr<StdinLines> m_lines;
    QElapsedTimer m_since;
    SessionStats m_stats;
    RecentMessages m_recent;
    observation::MessageFilter m_filter;
    bool m_closing = false;
    bool m_paused = false;
    QStringList m_held; ///< while paused; the last MostHeld of them
    qint64 m_heldBefore = 0;
};

} // namespace wirewise::cli
