#include "gui/loadpage.h"

#include "ui_loadpage.h"

#include "diagnosis/loadverdict.h"
#include "gui/formlook.h"
#include "gui/widgets/theme.h"
#include "observation/redaction.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QRegularExpression>

namespace wirewise::gui {

using diagnosis::shortTime;
using observation::LatencyFigures;
using observation::LoadBounds;
using observation::LoadMessage;
using observation::LoadPlan;
using observation::LoadPlanError;
using observation::LoadTest;

namespace {

/// As the form's box lists them.
enum MessageChoice { Silent, Ping, Echo };

QString figuresOf(const QString &name, const LatencyFigures &figures)
{
    if (figures.count == 0 || !figures.median || !figures.p95 || !figures.p99 || !figures.worst)
        return {};
    return LoadPage::tr("%1: median %2, 95 % within %3, 99 % within %4, worst %5 (%6)")
        .arg(name, shortTime(*figures.median), shortTime(*figures.p95), shortTime(*figures.p99),
             shortTime(*figures.worst), QLocale().toString(figures.count));
}

} // namespace

LoadPage::LoadPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::LoadPage>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("loadPage"));
    applyLook(this);
    constexpr LoadBounds bounds;
    m_ui->loadConnections->setRange(1, bounds.connections);
    m_ui->loadRate->setRange(1, bounds.rate);
    m_ui->loadTime->setRange(1, static_cast<int>(bounds.time / std::chrono::seconds(1)));
    m_ui->loadSteps->setRange(1, LoadPlan::MostSteps);
    m_ui->loadAddress->setElideMode(Qt::ElideMiddle);
    m_ui->loadFailures->setModel(&m_failures);
    m_ui->loadFailures->verticalHeader()->hide();
    m_ui->loadFailures->horizontalHeader()->setSectionResizeMode(LoadFailureModel::TitleColumn,
                                                                 QHeaderView::Stretch);
    m_ui->loadFailures->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setFocusProxy(m_ui->loadConnections);
    fitTable();
    connectParts();
    showPlan();
    setRunning(false);
    showTest();
}

LoadPage::~LoadPage() = default;

void LoadPage::connectParts()
{
    connect(m_ui->startLoadButton, &QPushButton::clicked, this, &LoadPage::startRequested);
    connect(m_ui->stopLoadButton, &QPushButton::clicked, this, &LoadPage::stopRequested);
    connect(m_ui->exportLoadButton, &QPushButton::clicked, this, &LoadPage::exportRequested);
    connect(m_ui->k6Button, &QPushButton::clicked, this, &LoadPage::k6Requested);
    connect(m_ui->artilleryButton, &QPushButton::clicked, this, &LoadPage::artilleryRequested);
    connect(m_ui->openSampleButton, &QPushButton::clicked, this, &LoadPage::openSample);
    connect(m_ui->loadFailures, &QTableView::activated, this, &LoadPage::openSample);
    connect(m_ui->loadMessage, &QComboBox::currentIndexChanged, this, &LoadPage::showPlan);
    for (QSpinBox *box : {m_ui->loadConnections, m_ui->loadRate, m_ui->loadTime, m_ui->loadSteps})
        connect(box, &QSpinBox::valueChanged, this, &LoadPage::showPlan);
    connect(m_ui->loadEvery, &QDoubleSpinBox::valueChanged, this, &LoadPage::showPlan);
    connect(m_ui->loadText, &QLineEdit::textChanged, this, &LoadPage::showPlan);
}

void LoadPage::setAddress(const QString &address)
{
    m_ui->loadAddress->setText(observation::maskedUrl(address));
}

LoadPlan LoadPage::plan() const
{
    LoadPlan plan;
    plan.connections = m_ui->loadConnections->value();
    plan.rate = m_ui->loadRate->value();
    plan.time = std::chrono::seconds(m_ui->loadTime->value());
    plan.steps = m_ui->loadSteps->value();
    LoadMessage &message = plan.message;
    message.every = observation::Duration(qRound64(m_ui->loadEvery->value() * 1e6));
    if (m_ui->loadMessage->currentIndex() == Ping) {
        message.kind = LoadMessage::Kind::Ping;
    } else if (m_ui->loadMessage->currentIndex() == Echo && !m_ui->loadText->text().isEmpty()) {
        message.kind = LoadMessage::Kind::Text;
        message.text = m_ui->loadText->text().toUtf8();
        message.answer = message.text;
    }
    return plan;
}

/// What the form comes to, before it is begun.
void LoadPage::showPlan()
{
    const int choice = m_ui->loadMessage->currentIndex();
    m_ui->loadText->setVisible(choice == Echo);
    m_ui->loadEvery->setVisible(choice != Silent);
    m_ui->loadEveryLabel->setVisible(choice != Silent);
    const LoadPlan asked = plan();
    const LoadPlanError error = observation::errorOf(asked);
    const bool isPossible = error == LoadPlanError::None;
    m_ui->loadPlan->setText(isPossible ? diagnosis::wordsOf(asked) : diagnosis::wordsOf(error, asked));
    m_ui->startLoadButton->setEnabled(isPossible);
}

void LoadPage::setRunning(bool running)
{
    const bool hadFocus = m_ui->startLoadButton->hasFocus() || m_ui->stopLoadButton->hasFocus();
    m_running = running;
    m_ui->startLoadButton->setVisible(!running);
    m_ui->stopLoadButton->setVisible(running);
    for (QWidget *field : std::initializer_list<QWidget *>{m_ui->loadConnections, m_ui->loadRate,
                                                           m_ui->loadTime, m_ui->loadSteps, m_ui->loadMessage,
                                                           m_ui->loadText, m_ui->loadEvery})
        field->setEnabled(!running);
    m_ui->exportLoadButton->setEnabled(!running && m_test.finished);
    if (hadFocus)
        (running ? m_ui->stopLoadButton : m_ui->startLoadButton)->setFocus(Qt::OtherFocusReason);
}

void LoadPage::complain(const QString &sentence)
{
    m_ui->loadTitle->setText(sentence);
    m_ui->loadRemarks->clear();
}

void LoadPage::show(const LoadTest &test)
{
    m_test = test;
    showTest();
}

void LoadPage::showTest()
{
    m_failures.show(m_test.failures);
    m_ui->loadChart->show({m_test.seconds, m_test.plan.time});
    const bool hasBegun = m_test.begun > 0 || m_test.finished;
    const diagnosis::LoadVerdict verdict = diagnosis::judge(m_test);
    m_ui->loadTitle->setText(hasBegun ? verdict.title : tr("Nothing has been loaded yet."));
    m_ui->loadRemarks->setText(hasBegun ? verdict.remarks.join(QLatin1Char('\n')) : QString());
    m_ui->loadRemarks->setVisible(hasBegun && !verdict.remarks.isEmpty());
    const QStringList figures{figuresOf(tr("Handshake"), m_test.handshake),
                              figuresOf(tr("Answer"), m_test.answer)};
    m_ui->loadFigures->setText(
        figures.filter(QRegularExpression(QStringLiteral("."))).join(QLatin1Char('\n')));
    const bool hasFailures = !m_test.failures.isEmpty();
    m_ui->loadFailures->setVisible(hasFailures);
    m_ui->openSampleButton->setVisible(hasFailures);
    if (hasFailures && !m_ui->loadFailures->currentIndex().isValid())
        m_ui->loadFailures->setCurrentIndex(m_failures.index(0, 0));
    m_ui->exportLoadButton->setEnabled(!m_running && m_test.finished);
}

void LoadPage::openSample()
{
    const QModelIndex index = m_ui->loadFailures->currentIndex();
    if (!index.isValid())
        return;
    const QList<observation::Observation> &samples = m_failures.failures().at(index.row()).samples;
    if (!samples.isEmpty())
        Q_EMIT sampleRequested(samples.constFirst());
}

void LoadPage::fitTable()
{
    const Theme &theme = Theme::instance();
    m_ui->loadFailures->verticalHeader()->setDefaultSectionSize(theme.scaled(26));
    QHeaderView *header = m_ui->loadFailures->horizontalHeader();
    header->resizeSection(LoadFailureModel::CountColumn, theme.scaled(80));
    header->resizeSection(LoadFailureModel::WhenColumn, theme.scaled(120));
    header->resizeSection(LoadFailureModel::IdColumn, theme.scaled(230));
}

/// Esc stops, as everywhere.
void LoadPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_running)
        Q_EMIT stopRequested();
    else
        QWidget::keyPressEvent(event);
}

void LoadPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitTable();
}

} // namespace wirewise::gui
