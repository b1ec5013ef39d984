#include "gui/idlepanel.h"

#include "ui_idlepanel.h"

#include "gui/widgets/theme.h"
#include "observation/redaction.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QThread>

namespace wirewise::gui {

using diagnosis::IdleDefault;
using diagnosis::IdleVerdict;
using observation::IdleTest;
using observation::IdleTrial;

IdlePanel::IdlePanel(QWidget *parent)
    : Band(parent)
    , m_ui(std::make_unique<Ui::IdlePanel>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("idlePanel"));
    setGround(Token::Surface);
    setLines(Qt::BottomEdge);
    applyLook(this);
    m_ui->idleAddress->setTextStyle(TextStyle::Secondary);
    m_ui->idleAddress->setToken(Token::Text2);
    m_ui->idleAddress->setElideMode(Qt::ElideMiddle);
    m_ui->idleRounds->setRange(1, check::IdlePlan::MostRounds);
    m_ui->idleUpTo->setRange(1, 240);
    connect(m_ui->startIdleButton, &QPushButton::clicked, this, &IdlePanel::start);
    connect(m_ui->stopIdleButton, &QPushButton::clicked, this, &IdlePanel::stop);
    connect(m_ui->closeIdleButton, &QToolButton::clicked, this, &IdlePanel::close);
    connect(m_ui->copyIdleButton, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(plainText()); });
    showState();
    showTest();
}

IdlePanel::~IdlePanel()
{
    if (m_worker)
        m_worker->deleteLater();
}

void IdlePanel::offer(const QString &typed, const observation::Settings &settings)
{
    show();
    m_ui->startIdleButton->setFocus(Qt::OtherFocusReason);
    if (isRunning())
        return;
    if (typed != m_order.typed)
        m_test = {};
    m_order.typed = typed;
    m_order.settings = settings;
    showState();
    showTest();
}

void IdlePanel::start()
{
    if (isRunning() || !m_network || m_order.typed.isEmpty())
        return;
    m_order.plan.rounds = m_ui->idleRounds->value();
    m_order.plan.upTo = std::chrono::minutes(m_ui->idleUpTo->value());
    m_test = {};
    m_test.rounds = m_order.plan.rounds;
    m_worker = new IdleWorker(m_order);
    m_worker->moveToThread(m_network);
    connect(m_worker, &IdleWorker::moved, this, &IdlePanel::take);
    QMetaObject::invokeMethod(m_worker, &IdleWorker::start, Qt::QueuedConnection);
    showState();
    m_ui->stopIdleButton->setFocus(Qt::OtherFocusReason);
    showTest();
    Q_EMIT runningChanged();
}

void IdlePanel::stop()
{
    if (isRunning())
        QMetaObject::invokeMethod(m_worker, &IdleWorker::stop, Qt::QueuedConnection);
}

/// What is not looked at is not tested.
void IdlePanel::close()
{
    stop();
    hide();
}

void IdlePanel::take(const IdleTest &test)
{
    m_test = test;
    if (test.finished && m_worker) {
        std::exchange(m_worker, nullptr)->deleteLater();
        // In the place of the button that goes, if that had it.
        const bool hadFocus = m_ui->stopIdleButton->hasFocus();
        showState();
        if (hadFocus)
            m_ui->startIdleButton->setFocus(Qt::OtherFocusReason);
        Q_EMIT runningChanged();
    }
    showTest();
}

void IdlePanel::showState()
{
    m_ui->idleAddress->setText(observation::maskedUrl(m_order.typed));
    m_ui->startIdleButton->setVisible(!isRunning());
    m_ui->startIdleButton->setText(m_test.finished ? tr("Test Again") : tr("Start"));
    m_ui->stopIdleButton->setVisible(isRunning());
    m_ui->idleRounds->setEnabled(!isRunning());
    m_ui->idleUpTo->setEnabled(!isRunning());
}

void IdlePanel::showTest()
{
    m_ui->idleBars->setBars(idleBars(m_test));
    m_ui->idleBars->setVisible(m_test.rounds > 0);
    const bool isNew = m_test.silent.isEmpty() && !m_test.finished;
    const IdleVerdict verdict = diagnosis::judge(m_test);
    QString title = verdict.title, explanation = verdict.explanation;
    if (isNew || (isRunning() && verdict.outcome == IdleVerdict::Outcome::Undecided)) {
        title = isRunning() ? tr("Silent, and waiting for somebody to end it.")
                            : tr("Does silence end a connection to this address?");
        explanation = tr("Several connections say nothing until they are dropped. Then one more, with pings "
                         "twice as often, has to outlive them. This session is not touched.");
    }
    QStringList causes;
    for (const IdleDefault &cause : verdict.causes)
        causes.append(tr("%1 (%2)").arg(QString::fromUtf8(cause.stack), QString::fromUtf8(cause.setting)));
    m_ui->idleTitle->setText(title);
    m_ui->idleExplanation->setText(explanation);
    m_ui->idleCauses->setText(
        causes.isEmpty() ? QString()
                         : tr("This is the usual limit of: %1.").arg(causes.join(QStringLiteral(", "))));
    m_ui->idleCauses->setVisible(!causes.isEmpty());
    m_ui->copyIdleButton->setEnabled(!isNew);
}

QString IdlePanel::plainText() const
{
    const IdleVerdict verdict = diagnosis::judge(m_test);
    QStringList lines{observation::maskedUrl(m_order.typed), verdict.title, verdict.explanation};
    const QList<IdleBar> bars = idleBars(m_test);
    for (const IdleBar &bar : bars)
        lines.append(tr("%1: %2").arg(bar.name, bar.words));
    for (const IdleDefault &cause : verdict.causes)
        lines.append(tr("%1, %2: %3")
                         .arg(QString::fromUtf8(cause.stack), QString::fromUtf8(cause.setting),
                              QString::fromUtf8(cause.source)));
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

} // namespace wirewise::gui
