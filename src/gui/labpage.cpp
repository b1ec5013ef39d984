#include "gui/labpage.h"

#include "ui_labpage.h"

#include "gui/formlook.h"
#include "gui/labdelegate.h"
#include "gui/labservice.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>

namespace wirewise::gui {

LabPage::LabPage(LabService *lab, QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::LabPage>())
    , m_lab(lab)
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("labPage"));
    applyLook(this);
    m_ui->labFilter->addAction(Icons::icon("funnel", Token::Text3), QLineEdit::LeadingPosition);
    m_filter.setSourceModel(&m_model);
    m_filter.setRecursiveFilteringEnabled(true);
    m_filter.setFilterRole(LabModel::SearchRole);
    m_filter.setFilterCaseSensitivity(Qt::CaseInsensitive);
    QTreeView *tree = m_ui->labTree;
    tree->setModel(&m_filter);
    tree->setItemDelegate(new LabDelegate(this));
    tree->setMouseTracking(true);
    tree->expandAll();
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(LabModel::TitleColumn, QHeaderView::Stretch);
    tree->header()->resizeSection(LabModel::IdColumn, Theme::instance().scaled(230));
    tree->header()->resizeSection(LabModel::SeenColumn, Theme::instance().scaled(72));
    m_ui->labSplitter->setStretchFactor(0, 56);
    m_ui->labSplitter->setStretchFactor(1, 44);
    m_ui->labSplitter->setSizes({560, 440});
    m_ui->labDetail->setBackgroundRole(QPalette::Base);
    m_ui->labDetail->setAutoFillBackground(true);

    connect(m_ui->labFilter, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_filter.setFilterFixedString(words);
        m_ui->labTree->expandAll();
    });
    connect(tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &LabPage::showScenario);
    connect(tree, &QTreeView::activated, this, &LabPage::checkChosen);
    connect(m_ui->checkScenarioButton, &QPushButton::clicked, this, &LabPage::checkChosen);
    connect(m_ui->copyAddressButton, &QPushButton::clicked, this, [this] {
        if (const lab::Scenario *scenario = chosen()) {
            QGuiApplication::clipboard()->setText(QString::fromUtf8(m_lab->addresses().urlOf(*scenario)));
            Q_EMIT notice(tr("The address is on the clipboard."));
        }
    });
    connect(m_ui->labToggleButton, &QPushButton::clicked, this, [this] {
        if (m_lab->isRunning())
            m_lab->stop();
        else
            m_lab->start();
    });
    connect(m_lab, &LabService::changed, this, &LabPage::showLab);
    showLab();
    choose("health.head-misleading");
    if (!chosen() && !lab::scenarios().isEmpty())
        choose(lab::scenarios().constFirst().id);
}

LabPage::~LabPage() = default;

const lab::Scenario *LabPage::chosen() const
{
    return lab::findScenario(
        m_ui->labTree->currentIndex().siblingAtColumn(0).data(LabModel::IdRole).toByteArray());
}

void LabPage::choose(const QByteArray &id)
{
    const QModelIndex index = m_filter.mapFromSource(m_model.indexOf(id));
    if (index.isValid())
        m_ui->labTree->setCurrentIndex(index);
}

void LabPage::showLab()
{
    const bool isRunning = m_lab->isRunning();
    m_ui->labStateIcon->setSign(isRunning ? "radio" : "circle-dashed", 16,
                                isRunning ? Token::Ok : Token::Text3);
    m_ui->labStateLabel->setText(isRunning             ? tr("Running on %1").arg(m_lab->address())
                                 : m_lab->isStarting() ? tr("Starting")
                                                       : tr("Off"));
    m_ui->labToggleButton->setText(isRunning ? tr("Stop the lab") : tr("Start the lab"));
    m_ui->labToggleButton->setIcon(Icons::icon(isRunning ? "square" : "play"));
    m_ui->labToggleButton->setEnabled(!m_lab->isStarting());
    showScenario();
    if (isRunning && !m_checkWhenStarted.isEmpty()) {
        choose(m_checkWhenStarted);
        m_checkWhenStarted.clear();
        checkChosen();
    }
}

void LabPage::showScenario()
{
    const lab::Scenario *scenario = chosen();
    m_ui->labDetail->setVisible(scenario != nullptr);
    if (!scenario)
        return;
    m_ui->scenarioTitle->setText(lab::text(scenario->title));
    m_ui->scenarioId->setText(QString::fromUtf8(scenario->id));
    m_ui->labDrawing->setDrawing(scenario->drawing);
    m_ui->scenarioText->setProse(Prose::fromCatalogue(lab::text(scenario->story)));
    QList<EvidenceItem> items;
    for (const char *seen : scenario->seen)
        items.append({lab::text(seen), {}, EvidenceItem::Mark::Number});
    m_ui->seenList->setItems(items);
    m_ui->seenHead->setVisible(!items.isEmpty());
    showConfused(*scenario);
    const QString address = QString::fromUtf8(m_lab->addresses().urlOf(*scenario));
    m_ui->addressLabel->setText(address.isEmpty()
                                    ? (m_lab->isRunning() ? tr("This lab cannot play it on this computer.")
                                                          : tr("It has one once the lab runs."))
                                    : address);
    m_ui->copyAddressButton->setEnabled(!address.isEmpty());
    m_ui->checkScenarioButton->setEnabled(!address.isEmpty() || !m_lab->isRunning());
    m_ui->checkScenarioButton->setText(m_lab->isRunning() ? tr("Check it")
                                                          : tr("Start the lab and check it"));
}

void LabPage::showConfused(const lab::Scenario &scenario)
{
    qDeleteAll(m_ui->apartRows->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    m_ui->apartHead->setVisible(!scenario.confusedWith.isEmpty());
    for (const lab::LookAlike &other : scenario.confusedWith) {
        Prose prose;
        prose.addLink(QString::fromUtf8(other.id), QString::fromUtf8(other.id), TextStyle::Code);
        prose.add(QStringLiteral(" "));
        prose.add(Prose::fromCatalogue(lab::text(other.difference), TextStyle::Body, Token::Text2));
        auto *label = new ProseLabel(prose);
        connect(label, &ProseLabel::linkActivated, this,
                [this](const QString &id) { Q_EMIT explainRequested(id.toUtf8()); });
        m_ui->apartLayout->addWidget(label);
    }
}

void LabPage::checkChosen()
{
    const lab::Scenario *scenario = chosen();
    if (!scenario)
        return;
    if (!m_lab->isRunning()) {
        m_checkWhenStarted = scenario->id;
        m_lab->start();
        return;
    }
    const QByteArray address = m_lab->addresses().urlOf(*scenario);
    if (!address.isEmpty())
        Q_EMIT checkRequested(QString::fromUtf8(address), m_lab->addresses().optionsOf(*scenario));
}

} // namespace wirewise::gui
