#include "gui/repeatpanel.h"

#include "gui/formlook.h"
#include "gui/widgets/ground.h"
#include "gui/widgets/wirestyle.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>

namespace wirewise::gui {

RepeatPanel::RepeatPanel(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_every(new QSpinBox(this))
    , m_times(new QSpinBox(this))
{
    setObjectName(QStringLiteral("repeatPanel"));
    m_every->setObjectName(QStringLiteral("repeatEvery"));
    m_every->setAccessibleName(tr("Every, in milliseconds"));
    m_every->setRange(1, 3'600'000);
    m_every->setValue(1000);
    m_every->setSuffix(tr(" ms"));
    m_times->setObjectName(QStringLiteral("repeatTimes"));
    m_times->setAccessibleName(tr("Times"));
    m_times->setRange(0, 1'000'000);
    m_times->setValue(10);
    m_times->setSpecialValueText(tr("until stopped"));
    auto *start = new QPushButton(tr("Start"), this);
    start->setObjectName(QStringLiteral("startRepeatButton"));
    start->setDefault(true);
    setButtonRole(start, ButtonRole::Primary);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 10, 12, 10);
    row->addWidget(new TextLabel(tr("Every"), TextStyle::Body, Token::Text1, this));
    row->addWidget(m_every);
    row->addWidget(new TextLabel(tr("times"), TextStyle::Body, Token::Text1, this));
    row->addWidget(m_times);
    row->addWidget(start);
    connect(start, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT startRequested();
    });
}

int RepeatPanel::every() const
{
    return m_every->value();
}

int RepeatPanel::times() const
{
    return m_times->value();
}

void RepeatPanel::popUp(QWidget *above)
{
    adjustSize();
    move(above->mapToGlobal(QPoint(above->width() - width(), -height() - 4)));
    show();
    m_every->setFocus(Qt::PopupFocusReason);
    m_every->selectAll();
}

void RepeatPanel::paintEvent(QPaintEvent *)
{
    paintPanelFrame(this);
}

} // namespace wirewise::gui
