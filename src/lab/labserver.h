#pragma once

#include "lab/labaddresses.h"
#include "lab/scenario.h"

#include <QObject>
#include <QString>

#include <tl/expected.hpp>

#include <memory>

class QTcpSocket;

namespace wirewise::lab {

/// Why the lab did not start.
struct Failure
{
    enum class Kind { PortTaken, NoPort, NoFile };
    Kind kind = Kind::NoPort;
    QString text; ///< a sentence for the user, with what to do next
};
template<typename T>
using Result = tl::expected<T, Failure>;

/// The practice lab: servers that fail on purpose, each in its own way, on 127.0.0.1 only.
/// Asynchronous; lives in one thread, may be moved to a worker before start(). At most MaximumVisits
/// connections at once, of all ports together; further ones are closed at once.
class LabServer final : public QObject
{
    Q_OBJECT

public:
    static constexpr int MaximumVisits = 128;

    explicit LabServer(QObject *parent = nullptr);
    ~LabServer() override;

    /// On any free port if it is 0. Does nothing if it runs already.
    Result<void> start(quint16 port = 0);
    /// Closes every port and connection at once.
    void stop();

    [[nodiscard]] bool isRunning() const { return port() != 0; }
    /// The main port; 0 if it does not run.
    [[nodiscard]] quint16 port() const { return addresses().main; }
    /// A copy of it may go to other threads.
    [[nodiscard]] const LabAddresses &addresses() const;
    [[nodiscard]] QByteArray urlOf(const Scenario &scenario) const { return addresses().urlOf(scenario); }
    [[nodiscard]] QList<QByteArray> optionsOf(const Scenario &scenario) const
    {
        return addresses().optionsOf(scenario);
    }
    /// Connections open now.
    [[nodiscard]] int visits() const;

Q_SIGNALS:
    void started(const wirewise::lab::LabAddresses &addresses);
    void stopped();
    void failed(const QString &text);

private:
    struct Running;

    Result<void> open(quint16 port);
    Result<void> openScenario(const Scenario &scenario);
    void receive(QTcpSocket *socket, const Scenario *scenario);

    std::unique_ptr<Running> m_running;
};

} // namespace wirewise::lab
