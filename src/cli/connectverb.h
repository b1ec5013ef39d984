#pragma once

#include "check/check.h"
#include "check/scriptplayer.h"
#include "check/spokendialect.h"
#include "cli/verb.h"
#include "observation/connectionmarks.h"
#include "probe/connection.h"
#include "record/recorder.h"
#include "report/json.h"

#include <QElapsedTimer>

#include <memory>

namespace wirewise::cli {

class InteractiveConsole;
class Keepalive;
class Reopening;
class StdinLines;

/// `connect URL`: the upgrade alone, then a console in the terminal: lines typed are sent, messages printed.
class ConnectVerb : public Verb
{
    Q_OBJECT
public:
    explicit ConnectVerb(const Console &console, QObject *parent = nullptr);
    ~ConnectVerb() override;

    [[nodiscard]] static std::span<const Option> options();
    void run(const Arguments &arguments) override;
    void interrupt() override;
    /// Reads lines to send from that descriptor instead of standard input.
    void setInput(int descriptor) { m_input = descriptor; }

private:
    [[nodiscard]] bool openSession(const QString &path, const record::RecordLimits &limits);
    void holdInput();
    [[nodiscard]] bool readScriptFile(const QString &path);
    void playScript();
    void printStep(qsizetype step) const;
    void onOpened();
    void onReopened(int tries);
    /// The first connection of the session, or one more.
    void takeOver(std::unique_ptr<probe::Connection> connection, const observation::Exchange *upgrade,
                  int tries);
    void prepareReopening(const QString &typed, const observation::Settings &settings, int tries);
    void recordConnections();
    void keepAlive();
    void onMessages(const observation::MessageViews &seen);
    void onMessage(const observation::Message &message);
    void onEnded();
    void finishIfOver();
    /// The connection, the check and the script are over.
    void finish();
    void onChecked(const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis);
    void greet() const;
    void startTerminal();
    /// Where to write now.
    [[nodiscard]] const Console &shown() const;
    void send(const QByteArray &line);
    void leave();
    void leaveAfterAnswers();
    void noteLeaving();

    int m_input = 0;
    bool m_atTerminal = false; ///< the input is one, and somebody may type
    bool m_echo = false;
    bool m_quiet = false;
    bool m_autoPong = true;
    bool m_heartbeat = false;
    std::chrono::seconds m_pingEvery{0}; ///< 0: no pings of our own
    bool m_leaving = false;
    bool m_diskBehind = false, m_serverBehind = false;
    bool m_checked = false;
    bool m_ended = false;
    bool m_finished = false;
    bool m_closeReceived = false;
    std::chrono::milliseconds m_linger{0};
    observation::ConnectionMarks m_marks;
    QElapsedTimer m_sinceFirst;             ///< since the first connection opened
    std::unique_ptr<Reopening> m_reopening; ///< null unless asked for
    int m_count = 0;                        ///< leave after that many messages; 0: never
    int m_received = 0;
    int m_historySize = 0;
    QList<QByteArray> m_send;
    report::Secrets m_secrets = report::Secrets::Masked;
    std::unique_ptr<check::Check> m_check;
    std::unique_ptr<probe::Connection> m_connection;
    std::unique_ptr<record::Recorder> m_recorder;
    std::unique_ptr<StdinLines> m_lines;
    std::unique_ptr<Keepalive> m_keepalive;
    check::SpokenDialect m_dialect;
    std::unique_ptr<InteractiveConsole> m_terminal;
    std::optional<check::Script> m_script;
    std::unique_ptr<check::ScriptPlayer> m_player;
};

} // namespace wirewise::cli
