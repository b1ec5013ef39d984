#include "gui/exchangepane.h"

#include "ui_exchangepane.h"

#include "gui/formlook.h"
#include "gui/outcomewords.h"
#include "gui/widgets/evidencelist.h"
#include "gui/widgets/phasebar.h"

namespace wirewise::gui {

ExchangePane::ExchangePane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ExchangePane>())
{
    m_ui->setupUi(this);
    applyLook(this);
    m_ui->modeSwitch->setTexts({tr("Text"), tr("Hex"), tr("Both")});
    m_ui->modeSwitch->setCurrentIndex(0);
    connect(m_ui->modeSwitch, &SegmentedControl::currentChanged, this,
            [this](int index) { m_ui->exchangeView->setMode(static_cast<ExchangeView::Mode>(index)); });
    connect(m_ui->exchangeView, &ExchangeView::modeChanged, this, [this](ExchangeView::Mode mode) {
        m_ui->modeSwitch->setCurrentIndex(static_cast<int>(mode));
        Q_EMIT modeChanged(mode);
    });
    connect(m_ui->exchangeView, &ExchangeView::evidenceActivated, this, [this](int number) {
        m_evidence = number;
        showStep();
        Q_EMIT evidenceShown(number);
    });
    connect(m_ui->probeSwitch, &SegmentedControl::currentChanged, this, [this](int index) {
        if (m_filling || index < 0 || index >= m_observation.exchanges.size())
            return;
        m_ui->followCheck->setChecked(false);
        showExchange(m_observation.exchanges.at(index).name());
    });
    connect(m_ui->evidenceStepper, &EvidenceStepper::nextClicked, this, [this] { stepEvidence(1); });
    connect(m_ui->evidenceStepper, &EvidenceStepper::previousClicked, this, [this] { stepEvidence(-1); });
    m_ui->followCheck->hide();
}

ExchangePane::~ExchangePane() = default;

ExchangeView *ExchangePane::view() const
{
    return m_ui->exchangeView;
}

void ExchangePane::show(const observation::Observation &observation, const diagnosis::Diagnosis *diagnosis)
{
    const bool wasRunning = m_running;
    m_observation = observation;
    m_running = diagnosis == nullptr;
    m_finding.reset();
    if (diagnosis && !diagnosis->findings.isEmpty())
        m_finding = diagnosis->primary();
    m_plainlyWell = diagnosis && diagnosis->verdict == diagnosis::Verdict::Works && m_finding &&
                    m_finding->id == "upgrade.ok";
    if (!wasRunning && m_running)
        m_ui->followCheck->setChecked(true);
    m_ui->followCheck->setVisible(m_running);
    if (!m_observation.exchange(m_shown))
        m_shown.clear();
    if (m_running) {
        m_evidence = 0;
        followRunning();
    }
    fillSwitch();
    fillView(m_running);
    showStep();
    if (m_running)
        return;
    const QList<int> steps = steppable();
    if (!steps.isEmpty() && !m_plainlyWell)
        showEvidence(steps.constFirst());
    else
        showExchange(observation.exchange("upgrade") ? QByteArray("upgrade") : m_shown);
}

void ExchangePane::clear()
{
    show({}, nullptr);
    m_running = false;
    m_ui->followCheck->hide();
}

void ExchangePane::followRunning()
{
    if (!m_ui->followCheck->isChecked() && !m_shown.isEmpty())
        return;
    // The upgrade decides, so it is shown as long as it runs.
    const observation::Exchange *upgrade = m_observation.exchange("upgrade");
    if (upgrade)
        m_shown = upgrade->name();
    else if (!m_observation.exchanges.isEmpty())
        m_shown = m_observation.exchanges.constLast().name();
}

void ExchangePane::fillSwitch()
{
    m_filling = true;
    QList<Segment> segments;
    int current = -1;
    for (const observation::Exchange &exchange : m_observation.exchanges) {
        Segment segment;
        segment.text = probeTitle(exchange.name());
        segment.busy = exchange.outcome == observation::Outcome::Running;
        segment.detail = statusText(exchange);
        segment.detailToken = statusToken(exchange);
        if (exchange.name() == m_shown)
            current = static_cast<int>(segments.size());
        segments.append(segment);
    }
    const observation::ExperimentResult *experiment = m_observation.experiment(m_shown);
    if (experiment) {
        Segment segment;
        segment.text = tr("Retry");
        segment.detail = outcomeWord(experiment->exchange);
        segment.detailToken = statusToken(experiment->exchange);
        segment.toolTip = experiment->experiment.change;
        current = static_cast<int>(segments.size());
        segments.append(segment);
    }
    m_ui->probeSwitch->setVisible(!segments.isEmpty());
    m_ui->probeSwitch->setSegments(segments);
    if (current >= 0)
        m_ui->probeSwitch->setCurrentIndex(current);
    m_ui->chosenLabel->setText(experiment ? experiment->experiment.change : QString());
    m_filling = false;
}

void ExchangePane::fillView(bool keepPosition)
{
    const observation::Exchange *exchange = m_observation.exchange(m_shown);
    if (!exchange) {
        m_ui->exchangeView->clear();
        return;
    }
    const diagnosis::Finding *finding = m_finding && !m_plainlyWell ? &*m_finding : nullptr;
    QList<ByteSection> sections = sectionsOf(*exchange, finding);
    if (m_observation.session && m_shown == "upgrade" && !m_observation.session->stream.isEmpty())
        sections.append(sessionSection(m_shown, *m_observation.session, finding));
    m_ui->exchangeView->setSections(sections);
    if (!keepPosition && m_evidence > 0)
        m_ui->exchangeView->showEvidence(m_evidence);
}

void ExchangePane::showExchange(const QByteArray &name)
{
    if (!m_observation.exchange(name))
        return;
    const bool isOther = name != m_shown;
    m_shown = name;
    fillSwitch();
    if (isOther) {
        fillView(true);
        Q_EMIT exchangeShown(name);
    }
}

QList<int> ExchangePane::steppable() const
{
    QList<int> numbers;
    if (!m_finding)
        return numbers;
    for (qsizetype i = 0; i < m_finding->evidence.size(); ++i) {
        const diagnosis::Evidence &evidence = m_finding->evidence.at(i);
        if (!evidence.range.isEmpty() &&
            m_observation.exchange(evidence.inSession ? QByteArray("upgrade") : evidence.probe))
            numbers.append(static_cast<int>(i) + 1);
    }
    return numbers;
}

bool ExchangePane::showEvidence(int number)
{
    if (!steppable().contains(number))
        return false;
    const diagnosis::Evidence &evidence = m_finding->evidence.at(number - 1);
    m_evidence = number;
    showExchange(evidence.inSession ? QByteArray("upgrade") : evidence.probe);
    if (m_plainlyWell) {
        const int section = evidence.inSession ? 2 : evidence.direction == wire::Direction::Sent ? 0 : 1;
        m_ui->exchangeView->setSelection({section, evidence.range});
        m_ui->exchangeView->scrollTo({section, evidence.range});
    } else {
        m_ui->exchangeView->showEvidence(number);
    }
    showStep();
    Q_EMIT evidenceShown(number);
    return true;
}

void ExchangePane::keepEvidenceInView()
{
    if (m_evidence > 0 && !m_plainlyWell)
        m_ui->exchangeView->showEvidence(m_evidence);
}

void ExchangePane::stepEvidence(int by)
{
    const QList<int> steps = steppable();
    if (steps.isEmpty())
        return;
    const qsizetype at = steps.indexOf(m_evidence);
    const qsizetype next = at < 0 ? 0 : (at + by + steps.size()) % steps.size();
    showEvidence(steps.at(next));
}

void ExchangePane::showStep()
{
    const QList<int> steps = m_plainlyWell ? QList<int>() : steppable();
    m_ui->evidenceStepper->show(static_cast<int>(steps.indexOf(m_evidence)) + 1,
                                static_cast<int>(steps.size()));
}

} // namespace wirewise::gui
