#pragma once

#include "remote/protocol.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTemporaryDir>
#include <QTimer>

#include <memory>
#include <unordered_map>

namespace wirewise::check {
class Check;
}

namespace wirewise::remote {

/// Checks for another Wirewise: takes its orders as lines and answers with lines. It prints nothing else and
/// keeps nothing; what it writes to disk is the certificate authorities of an order, until it ends.
class Agent : public QObject
{
    Q_OBJECT
public:
    explicit Agent(QObject *parent = nullptr);
    ~Agent() override;

    /// Greets.
    void start();
    void take(const QByteArray &line);
    /// There will be no more orders, and nobody listens: all checks are stopped. finished() follows.
    void end();

    static constexpr int AliveInterval = 5000; ///< milliseconds
    /// Checks at once; an asker that wants more is refused.
    static constexpr qsizetype MostChecks = 1000;

Q_SIGNALS:
    void say(const QByteArray &line);
    void finished();

private:
    struct Job
    {
        std::unique_ptr<check::Check> check;
        QSet<QByteArray> told; ///< names of exchanges and experiments
    };

    void begin(Request request);
    void listenTo(check::Check *check, qint64 number);
    void tell(qint64 number, const observation::Exchange &exchange);
    void tell(qint64 number, const observation::ExperimentResult &result);
    void conclude(qint64 number, const observation::Observation &observation);
    /// The path of a file with those certificates; empty if there is no room for it.
    [[nodiscard]] QString fileOf(const QByteArray &authorities);

    std::unordered_map<qint64, Job> m_jobs;
    std::unique_ptr<QTemporaryDir> m_folder;
    QHash<QByteArray, QString> m_files; ///< by what they hold
    QTimer m_alive;
    bool m_ending = false;
};

} // namespace wirewise::remote
