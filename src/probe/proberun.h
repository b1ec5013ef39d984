#pragma once

#include "observation/exchange.h"

#include <QObject>

#include <memory>

namespace wirewise::probe {

class Connection;

/// One probe on a connection of its own: name, TCP on both families, proxy, TLS, request, answer.
/// Lives on the thread that starts it; the socket is its child. Never blocks.
class ProbeRun : public QObject
{
    Q_OBJECT
public:
    explicit ProbeRun(observation::Probe probe, QObject *parent = nullptr);
    ~ProbeRun() override;

    /// Before start(): keeps less of a body, and cuts the rest.
    void setMaximumBody(qint64 bytes);
    /// Connects at once. With holdRequest the request waits for release().
    void start(bool holdRequest = false);
    void release();
    /// Ends at once with Outcome::Stopped; finished() follows before cancel() returns if it was running.
    void cancel();
    /// Takes the time limit of the running phase (and later ones) to a new value.
    void setTimeout(std::chrono::milliseconds timeout);

    [[nodiscard]] const observation::Exchange &exchange() const;
    [[nodiscard]] bool isFinished() const;
    /// After finished() with a right 101: the open connection with the bytes that followed the head.
    /// Null otherwise, or when taken before.
    [[nodiscard]] std::unique_ptr<Connection> takeConnection();

Q_SIGNALS:
    /// A phase ended or bytes came; at most some 60 times a second.
    void progressed(const wirewise::observation::Exchange &exchange);
    /// The whole request was handed to the operating system.
    void requestWritten();
    /// Emitted exactly once.
    void finished(const wirewise::observation::Exchange &exchange);

private:
    class Driver;
    std::unique_ptr<Driver> m_driver;
};

} // namespace wirewise::probe
