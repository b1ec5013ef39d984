#pragma once

#include "observation/exchange.h"
#include "observation/loadtest.h"
#include "observation/messageview.h"
#include "observation/sessionfacts.h"

#include <QObject>

#include <deque>
#include <memory>

namespace wirewise::probe {
class Connection;
class ProbeRun;
} // namespace wirewise::probe

namespace wirewise::load {

/// One of the sessions of a load test: opens, says its messages when told to, notes which are answered.
/// Lives on the thread of its LoadRun, and keeps little, as there are thousands of them.
class LoadSession : public QObject
{
    Q_OBJECT
public:
    /// Messages of one session that wait for an answer; beyond it the oldest counts as unanswered.
    static constexpr std::size_t MostWaiting = 256;

    LoadSession(const observation::Probe &probe, const observation::LoadMessage &message, QObject *parent);
    ~LoadSession() override;

    /// Times count from the start of the test.
    void open(observation::Duration now);
    [[nodiscard]] observation::Duration begunAt() const { return m_begunAt; }
    /// Sends the message that was due then.
    void say(observation::Duration due);
    /// Closes with 1000, if it is open; gives up what is being opened.
    void leave();
    /// Ends TCP at once.
    void abandon();

    [[nodiscard]] bool isOpening() const { return m_run != nullptr; }
    [[nodiscard]] bool isOpen() const;
    /// The upgrade, as it ended.
    [[nodiscard]] observation::Exchange exchange() const;
    [[nodiscard]] observation::SessionFacts facts() const;
    /// Messages that have no answer.
    [[nodiscard]] qint64 unanswered() const { return m_forgotten + static_cast<qint64>(m_waiting.size()); }
    /// No answer is waited for.
    [[nodiscard]] bool isAnswered() const { return m_waiting.empty(); }

Q_SIGNALS:
    /// The upgrade is over: isOpen() or not.
    void opened();
    /// A message that was due then has its answer.
    void answered(wirewise::observation::Duration due);
    /// The connection is over, whoever ended it. May not be destroyed in here.
    void ended();

private:
    struct Waiting
    {
        qint64 number;
        observation::Duration due;
    };

    void onUpgrade(const observation::Exchange &exchange);
    void onMessages(const observation::MessageViews &messages);
    /// How many of the waiting messages this one answers.
    [[nodiscard]] std::size_t answeredBy(const observation::MessageView &message) const;

    observation::Exchange m_exchange;
    observation::LoadMessage m_message;
    observation::Duration m_begunAt{0};
    std::unique_ptr<probe::ProbeRun> m_run;
    std::unique_ptr<probe::Connection> m_connection;
    std::deque<Waiting> m_waiting;
    qint64 m_said = 0;
    qint64 m_forgotten = 0;
};

} // namespace wirewise::load
