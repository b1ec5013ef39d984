#include "gui/runningwidget.h"

#include "ui_runningwidget.h"

#include "gui/checksession.h"
#include "gui/formlook.h"
#include "gui/outcomewords.h"
#include "gui/widgets/elidedlabel.h"
#include "gui/widgets/theme.h"

#include <QHBoxLayout>

#include <algorithm>

namespace wirewise::gui {

namespace {

/// A retry: its state, the change, what it tells apart.
class NextRow : public Band
{
public:
    NextRow(const QString &change, const QString &tells, const QByteArray &icon, Token token,
            const QString &answer)
    {
        setLines(Qt::TopEdge);
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(14, 4, 14, 4);
        row->setSpacing(10);
        auto *sign = new IconLabel(icon, 14, token);
        sign->setAccessibleName(answer);
        row->addWidget(sign);
        row->addWidget(new ElidedLabel(change, TextStyle::Body, Token::Text1), 3);
        if (!answer.isEmpty())
            row->addWidget(new TextLabel(answer, TextStyle::Code, token), 0);
        if (!tells.isEmpty())
            row->addWidget(new ElidedLabel(tells, TextStyle::Secondary, Token::Text3), 2);
    }
};

} // namespace

RunningWidget::RunningWidget(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::RunningWidget>())
{
    m_ui->setupUi(this);
    applyLook(this);
    m_ui->nextDetail->setTextStyle(TextStyle::Secondary);
    m_ui->nextDetail->setToken(Token::Text2);
    m_ui->nextDetail->setText(tr("one change each, a few at once"));
    connect(m_ui->skipButton, &QPushButton::clicked, this, [this] {
        if (!m_skippable.isEmpty())
            Q_EMIT skipRequested(m_skippable);
    });
    connect(m_ui->waitLongerButton, &QPushButton::clicked, this, [this] { Q_EMIT longerRequested(60'000); });
}

RunningWidget::~RunningWidget() = default;

observation::Duration RunningWidget::inPhase(const observation::Exchange &exchange,
                                             observation::Duration elapsed)
{
    const observation::Timing &timing = exchange.timing;
    observation::Duration done{0};
    for (const auto &phase :
         {timing.name, timing.connect, timing.tls, timing.send, timing.wait, timing.receive})
        done += phase.value_or(observation::Duration(0));
    return std::max(observation::Duration(0), elapsed - done);
}

void RunningWidget::showCheck(const CheckSession &session)
{
    showProbes(session);
    showNext(session);
}

void RunningWidget::showProbes(const CheckSession &session)
{
    const observation::Observation &observation = session.observation();
    m_skippable.clear();
    for (const observation::ProbeKind kind : observation.settings.probes) {
        const QByteArray name = observation::toString(kind);
        PhaseBar *&bar = m_bars[name];
        if (!bar) {
            bar = new PhaseBar(m_ui->bars);
            m_ui->barsLayout->addWidget(bar);
        }
        const observation::Exchange *exchange = observation.exchange(name);
        observation::Exchange waiting;
        waiting.probe.name = name;
        waiting.probe.kind = kind;
        waiting.probe.settings = observation.settings;
        const observation::Exchange &shown = exchange ? *exchange : waiting;
        const auto elapsed =
            std::chrono::duration_cast<observation::Duration>(std::chrono::milliseconds(session.elapsed())) -
            shown.timing.startedAfter;
        bar->setProgress(probeProgress(shown, elapsed, inPhase(shown, elapsed)));
        bar->show();
        if (exchange && exchange->outcome == observation::Outcome::Running)
            m_skippable = name;
    }
    for (auto bar = m_bars.cbegin(); bar != m_bars.cend(); ++bar) {
        const bool isAsked = std::any_of(
            observation.settings.probes.cbegin(), observation.settings.probes.cend(),
            [&bar](observation::ProbeKind kind) { return observation::toString(kind) == bar.key(); });
        bar.value()->setVisible(isAsked);
    }
    const bool isProbing = session.stage() == check::Check::Stage::Probing;
    m_ui->skipButton->setVisible(isProbing);
    m_ui->skipButton->setEnabled(!m_skippable.isEmpty());
    m_ui->waitLongerButton->setVisible(isProbing);
    m_ui->waitLongerButton->setEnabled(observation.settings.timeout < std::chrono::seconds(60));
}

void RunningWidget::showNext(const CheckSession &session)
{
    const QList<observation::Experiment> &planned = session.plannedExperiments();
    const bool isExperimenting = session.stage() == check::Check::Stage::Experimenting;
    m_ui->nextTitle->setText(isExperimenting ? tr("Retries") : tr("Next, if the upgrade does not get 101"));
    QStringList shown;
    for (const observation::Experiment &experiment : planned) {
        const observation::ExperimentResult *result = session.observation().experiment(experiment.id);
        shown << QString::fromUtf8(experiment.id) + (result ? outcomeWord(result->exchange) : QString());
    }
    if (planned.isEmpty())
        shown << QStringLiteral("-") + QString::number(session.observation().settings.experiments);
    if (shown == m_nextShown)
        return;
    m_nextShown = shown;
    qDeleteAll(m_ui->nextRows->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    if (planned.isEmpty()) {
        const bool isOn = session.observation().settings.experiments;
        m_ui->nextLayout->addWidget(
            new NextRow(isOn ? tr("The upgrade again, with one thing changed each time")
                             : tr("Nothing: retries are switched off in the request"),
                        QString(), "circle-dashed", Token::Text3, {}));
        return;
    }
    for (const observation::Experiment &experiment : planned) {
        const observation::ExperimentResult *result = session.observation().experiment(experiment.id);
        m_ui->nextLayout->addWidget(new NextRow(experiment.change, experiment.tellsApart,
                                                !result         ? "circle-dashed"
                                                : result->helps ? "circle-check"
                                                                : "circle",
                                                result ? statusToken(result->exchange) : Token::Text3,
                                                result ? outcomeWord(result->exchange) : QString()));
    }
}

} // namespace wirewise::gui
