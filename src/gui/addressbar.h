#pragma once

#include "gui/addressedit.h"
#include "gui/formlook.h"
#include "gui/requestoptions.h"

#include <QPushButton>
#include <QToolButton>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class AddressBar;
}

/// Sidebar toggle, address, Request, Check or Stop, Connect or Disconnect.
class AddressBar : public Band
{
    Q_OBJECT
public:
    explicit AddressBar(QWidget *parent = nullptr);
    ~AddressBar() override;

    [[nodiscard]] AddressEdit *edit() const;
    [[nodiscard]] QToolButton *requestButton() const;
    [[nodiscard]] QToolButton *sidebarButton() const;

    enum class CheckState { Ready, Running, Stopping };
    void setCheckState(CheckState state);
    void setConnected(bool connected);
    void setRequestSummary(const QString &summary);

Q_SIGNALS:
    void checkClicked();
    void stopClicked();
    void connectClicked();
    void disconnectClicked();
    void requestClicked();

private:
    void keepWidths();

    std::unique_ptr<Ui::AddressBar> m_ui;
    CheckState m_state = CheckState::Ready;
    bool m_connected = false;
};

} // namespace wirewise::gui
