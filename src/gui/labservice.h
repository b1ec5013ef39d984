#pragma once

#include "lab/labaddresses.h"

#include <QObject>
#include <QPointer>

class QThread;

namespace wirewise::lab {
class LabServer;
}

namespace wirewise::gui {

/// The practice lab of this window: its server lives on the network thread, its addresses come here.
class LabService : public QObject
{
    Q_OBJECT
public:
    explicit LabService(QThread *network, QObject *parent = nullptr);
    ~LabService() override;

    void start();
    void stop();
    [[nodiscard]] bool isRunning() const { return !m_addresses.isEmpty(); }
    [[nodiscard]] bool isStarting() const { return m_starting; }
    [[nodiscard]] const lab::LabAddresses &addresses() const { return m_addresses; }
    /// "127.0.0.1:43117"; empty while it is off.
    [[nodiscard]] QString address() const;

Q_SIGNALS:
    void changed();
    /// A sentence for the user.
    void failed(const QString &sentence);

private:
    QPointer<lab::LabServer> m_server;
    lab::LabAddresses m_addresses;
    bool m_starting = false;
};

} // namespace wirewise::gui
