#include "gui/evidencestepper.h"

#include "ui_evidencestepper.h"

#include "gui/formlook.h"

namespace wirewise::gui {

EvidenceStepper::EvidenceStepper(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::EvidenceStepper>())
{
    m_ui->setupUi(this);
    applyLook(this);
    connect(m_ui->nextButton, &QToolButton::clicked, this, &EvidenceStepper::nextClicked);
    connect(m_ui->previousButton, &QToolButton::clicked, this, &EvidenceStepper::previousClicked);
    show(0, 0);
}

EvidenceStepper::~EvidenceStepper() = default;

void EvidenceStepper::show(int current, int count)
{
    setVisible(count > 0);
    m_ui->stepperLabel->setText(current > 0 ? tr("%1 of %2").arg(current).arg(count) : tr("%1").arg(count));
    m_ui->previousButton->setEnabled(count > 1);
    m_ui->nextButton->setEnabled(count > 0);
}

} // namespace wirewise::gui
