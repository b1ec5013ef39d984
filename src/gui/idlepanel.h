#pragma once

#include "diagnosis/idlelimit.h"
#include "gui/formlook.h"
#include "gui/idleworker.h"

#include <QPointer>

#include <memory>

class QThread;

namespace wirewise::gui {

namespace Ui {
class IdlePanel;
}

/// A test for a limit on silence: its connections as they go, and what it shows. It belongs to an address,
/// not to a session: it goes on while another session is looked at.
class IdlePanel : public Band
{
    Q_OBJECT
public:
    explicit IdlePanel(QWidget *parent = nullptr);
    ~IdlePanel() override;

    /// Where the test runs; before the first one.
    void setNetwork(QThread *network) { m_network = network; }
    /// Shows the panel for that address; a test that runs for another one goes on instead.
    void offer(const QString &typed, const observation::Settings &settings);
    [[nodiscard]] bool isRunning() const { return m_worker != nullptr; }
    [[nodiscard]] const observation::IdleTest &test() const { return m_test; }
    /// What is shown, and goes to the clipboard.
    [[nodiscard]] QString plainText() const;

public Q_SLOTS:
    void start();
    void stop();
    void close();

Q_SIGNALS:
    /// A test began or ended.
    void runningChanged();

private:
    void take(const observation::IdleTest &test);
    void showTest();
    void showState();

    std::unique_ptr<Ui::IdlePanel> m_ui;
    QPointer<QThread> m_network;
    IdleWorker *m_worker = nullptr; ///< lives on the network thread, which deletes it
    IdleOrder m_order;
    observation::IdleTest m_test;
};

} // namespace wirewise::gui
