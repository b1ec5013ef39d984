#include "gui/addressbar.h"

#include "ui_addressbar.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/wirestyle.h"

#include <algorithm>

namespace wirewise::gui {

AddressBar::AddressBar(QWidget *parent)
    : Band(parent)
    , m_ui(std::make_unique<Ui::AddressBar>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("addressBar"));
    setGround(Token::Win);
    setLines(Qt::BottomEdge);
    applyLook(this);
    m_ui->requestButton->setIcon(Icons::icon("sliders-horizontal", Token::Text2));
    setRequestSummary(requestSummary({}));
    setCheckState(CheckState::Ready);
    setConnected(false);
    connect(m_ui->checkButton, &QPushButton::clicked, this, [this] {
        if (m_state == CheckState::Ready)
            Q_EMIT checkClicked();
        else
            Q_EMIT stopClicked();
    });
    connect(m_ui->connectButton, &QPushButton::clicked, this, [this] {
        if (m_connected)
            Q_EMIT disconnectClicked();
        else
            Q_EMIT connectClicked();
    });
    connect(m_ui->requestButton, &QToolButton::clicked, this, &AddressBar::requestClicked);
    keepWidths();
    connect(&Theme::instance(), &Theme::changed, this, &AddressBar::keepWidths);
}

AddressBar::~AddressBar() = default;

AddressEdit *AddressBar::edit() const
{
    return m_ui->addressEdit;
}

QToolButton *AddressBar::requestButton() const
{
    return m_ui->requestButton;
}

QToolButton *AddressBar::sidebarButton() const
{
    return m_ui->sidebarButton;
}

void AddressBar::setCheckState(CheckState state)
{
    m_state = state;
    QPushButton *button = m_ui->checkButton;
    const bool isReady = state == CheckState::Ready;
    button->setText(isReady ? tr("Check") : tr("Stop"));
    button->setIcon(Icons::icon(isReady ? "play" : "square"));
    setKeyHint(button, isReady ? tr("Enter") : tr("Esc"));
    setButtonRole(button, isReady ? ButtonRole::Primary : ButtonRole::Normal);
    button->setEnabled(state != CheckState::Stopping);
    m_ui->connectButton->setEnabled(isReady || m_connected);
}

void AddressBar::setConnected(bool connected)
{
    m_connected = connected;
    m_ui->connectButton->setText(connected ? tr("Disconnect") : tr("Connect"));
    m_ui->connectButton->setIcon(Icons::icon(connected ? "unplug" : "plug"));
    m_ui->connectButton->setEnabled(connected || m_state == CheckState::Ready);
}

void AddressBar::setRequestSummary(const QString &summary)
{
    setButtonDetail(m_ui->requestButton, summary);
    m_ui->requestButton->setAccessibleName(tr("Request: %1").arg(summary));
}

void AddressBar::keepWidths()
{
    // Check and Stop, Connect and Disconnect stand in the same place and width: nothing moves by itself.
    const CheckState state = m_state;
    const bool connected = m_connected;
    m_ui->checkButton->setMinimumWidth(0);
    m_ui->connectButton->setMinimumWidth(0);
    int checkWidth = 0, connectWidth = 0;
    for (const bool other : {false, true}) {
        setCheckState(other ? CheckState::Running : CheckState::Ready);
        setConnected(other);
        checkWidth = std::max(checkWidth, m_ui->checkButton->sizeHint().width());
        connectWidth = std::max(connectWidth, m_ui->connectButton->sizeHint().width());
    }
    m_ui->checkButton->setMinimumWidth(checkWidth);
    m_ui->connectButton->setMinimumWidth(connectWidth);
    setCheckState(state);
    setConnected(connected);
}

} // namespace wirewise::gui
