#include "gui/diagnosispage.h"

#include "ui_diagnosispage.h"

#include "gui/checksession.h"
#include "gui/formlook.h"
#include "gui/requestoptions.h"
#include "gui/widgets/theme.h"
#include "observation/redaction.h"

#include <algorithm>

namespace wirewise::gui {

DiagnosisPage::DiagnosisPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::DiagnosisPage>())
{
    m_ui->setupUi(this);
    applyLook(this);
    m_ui->diagnosisSplitter->setStretchFactor(0, 46);
    m_ui->diagnosisSplitter->setStretchFactor(1, 54);
    m_ui->diagnosisSplitter->setSizes({460, 540});
    m_ui->evidenceSplitter->setStretchFactor(0, 1);
    m_ui->evidenceSplitter->setStretchFactor(1, 0);
    m_ui->evidenceSplitter->setSizes({420, 190});
    m_ui->explanation->viewport()->setAutoFillBackground(true);
    m_ui->explanation->setBackgroundRole(QPalette::Base);
    m_ui->explanation->viewport()->setBackgroundRole(QPalette::Base);
    connect(m_ui->evidenceSplitter, &QSplitter::splitterMoved, this, [this] { m_fixMoved = true; });
    m_tick.setInterval(100);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (m_session && m_session->isRunning() && isVisible())
            m_ui->runningWidget->showCheck(*m_session);
    });
    connect(m_ui->explanationWidget, &ExplanationWidget::evidenceChosen, m_ui->exchangePane,
            &ExchangePane::showEvidence);
    connect(m_ui->explanationWidget, &ExplanationWidget::exchangeChosen, m_ui->exchangePane,
            &ExchangePane::showExchange);
    connect(m_ui->explanationWidget, &ExplanationWidget::retryMenuRequested, this,
            &DiagnosisPage::retryMenuRequested);
    connect(m_ui->exchangePane, &ExchangePane::evidenceShown, m_ui->explanationWidget,
            &ExplanationWidget::setCurrentEvidence);
    connect(m_ui->runningWidget, &RunningWidget::skipRequested, this, [this](const QByteArray &probe) {
        if (m_session)
            m_session->skipProbe(probe);
    });
    connect(m_ui->runningWidget, &RunningWidget::longerRequested, this, [this](int milliseconds) {
        if (m_session)
            m_session->setTimeLimit(milliseconds);
    });
}

DiagnosisPage::~DiagnosisPage() = default;

void DiagnosisPage::fitFix()
{
    if (m_fixMoved || !m_ui->fixPane->isVisible())
        return;
    const int all = m_ui->evidenceSplitter->height();
    const int fix = std::min(m_ui->fixPane->contentHeight(), all * 2 / 5);
    m_ui->evidenceSplitter->setSizes({all - fix, fix});
    m_ui->exchangePane->keepEvidenceInView();
}

void DiagnosisPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    QMetaObject::invokeMethod(this, &DiagnosisPage::fitFix, Qt::QueuedConnection);
}

ExchangePane *DiagnosisPage::exchangePane() const
{
    return m_ui->exchangePane;
}

FixPane *DiagnosisPage::fixPane() const
{
    return m_ui->fixPane;
}

QSplitter *DiagnosisPage::columns() const
{
    return m_ui->diagnosisSplitter;
}

QSplitter *DiagnosisPage::evidence() const
{
    return m_ui->evidenceSplitter;
}

void DiagnosisPage::setStacked(bool stacked)
{
    m_ui->diagnosisSplitter->setOrientation(stacked ? Qt::Vertical : Qt::Horizontal);
}

void DiagnosisPage::setSession(CheckSession *session)
{
    m_session = session;
    m_verdictShown = false;
    m_ui->exchangePane->clear();
    refresh();
}

void DiagnosisPage::refresh()
{
    if (!m_session) {
        m_tick.stop();
        return;
    }
    if (m_session->diagnosis()) {
        m_tick.stop();
        // Once: what the user looks at now must not jump because a tab or the connection changed.
        if (!m_verdictShown)
            showVerdict();
        m_verdictShown = true;
        return;
    }
    m_tick.start();
    m_ui->explanationWidget->hide();
    m_ui->runningWidget->show();
    m_ui->runningWidget->showCheck(*m_session);
    m_ui->exchangePane->show(m_session->observation(), nullptr);
    m_ui->fixPane->clear();
}

void DiagnosisPage::showVerdict()
{
    const observation::Observation &observation = m_session->observation();
    const diagnosis::Diagnosis &diagnosis = *m_session->diagnosis();
    m_ui->explanationWidget->showDiagnosis(observation, diagnosis);
    m_ui->runningWidget->hide();
    m_ui->explanationWidget->setVisible(true);
    m_ui->exchangePane->show(observation, &diagnosis);
    const QString url = observation.endpoint.endpoint ? observation::maskedAddress(observation) : QString();
    m_ui->fixPane->show(
        diagnosis, commandLine(optionsFrom(observation.settings), observation.typed, ShownSecrets::Masked),
        url);
    QMetaObject::invokeMethod(this, &DiagnosisPage::fitFix, Qt::QueuedConnection);
}

} // namespace wirewise::gui
