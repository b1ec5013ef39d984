#include "gui/explanationwidget.h"

#include "ui_explanationwidget.h"

#include "gui/experimentdelegate.h"
#include "gui/formlook.h"
#include "gui/widgets/theme.h"

#include <QHeaderView>

namespace wirewise::gui {

namespace {

bool works(const diagnosis::Diagnosis &diagnosis)
{
    return diagnosis.verdict == diagnosis::Verdict::Works ||
           diagnosis.verdict == diagnosis::Verdict::WorksWithWarnings;
}

/// Nothing but the upgrade itself is to be told.
bool isPlainlyWell(const diagnosis::Diagnosis &diagnosis)
{
    return works(diagnosis) && !diagnosis.findings.isEmpty() && diagnosis.primary().id == "upgrade.ok";
}

} // namespace

ExplanationWidget::ExplanationWidget(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ExplanationWidget>())
{
    m_ui->setupUi(this);
    applyLook(this);
    m_ui->experimentSummary->setTextStyle(TextStyle::Secondary);
    m_ui->experimentSummary->setToken(Token::Text2);
    QTableView *table = m_ui->experimentTable;
    table->setModel(&m_experiments);
    table->setItemDelegate(new ExperimentDelegate(this));
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(ExperimentModel::ChangeColumn, QHeaderView::Stretch);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &index) {
                const QByteArray probe = index.data(ExperimentModel::ProbeRole).toByteArray();
                if (!probe.isEmpty())
                    Q_EMIT exchangeChosen(probe);
            });
    connect(table, &QWidget::customContextMenuRequested, this, [this, table](const QPoint &at) {
        const QByteArray probe = table->indexAt(at).data(ExperimentModel::ProbeRole).toByteArray();
        if (!probe.isEmpty())
            Q_EMIT retryMenuRequested(probe, table->viewport()->mapToGlobal(at));
    });
    connect(m_ui->evidenceList, &EvidenceList::activated, this,
            [this](int index) { Q_EMIT evidenceChosen(index + 1); });
    connect(&Theme::instance(), &Theme::changed, this, &ExplanationWidget::fitTable);
}

ExplanationWidget::~ExplanationWidget() = default;

void ExplanationWidget::showDiagnosis(const observation::Observation &observation,
                                      const diagnosis::Diagnosis &diagnosis)
{
    showEvidence(diagnosis);
    showCauses(diagnosis);
    showExperiments(observation, diagnosis);
    showOthers(diagnosis);
    showHops(diagnosis);
    const bool hasReferences = !diagnosis.findings.isEmpty() && !diagnosis.primary().references.isEmpty();
    m_ui->references->setVisible(hasReferences);
    if (hasReferences)
        m_ui->references->setProse(
            Prose(tr("See also: %1").arg(diagnosis.primary().references.join(tr(", "))), TextStyle::Secondary,
                  Token::Text3));
}

void ExplanationWidget::showEvidence(const diagnosis::Diagnosis &diagnosis)
{
    QList<EvidenceItem> items;
    QString explanation;
    if (!diagnosis.findings.isEmpty()) {
        items = evidenceItems(diagnosis.primary());
        explanation = diagnosis.primary().explanation;
    }
    const bool isWell = isPlainlyWell(diagnosis);
    if (isWell) {
        for (EvidenceItem &item : items)
            item.mark = EvidenceItem::Mark::Tick;
    }
    m_ui->knowHead->setText(isWell ? tr("What was verified") : tr("How we know"));
    m_ui->knowHead->setVisible(!items.isEmpty() || !explanation.isEmpty());
    m_ui->evidenceList->setVisible(!items.isEmpty());
    m_ui->evidenceList->setItems(items);
    m_ui->explanationText->setVisible(!explanation.isEmpty());
    m_ui->explanationText->setProse(Prose::fromCatalogue(explanation, TextStyle::Body, Token::Text2));
}

void ExplanationWidget::showCauses(const diagnosis::Diagnosis &diagnosis)
{
    const QList<CauseItem> causes =
        diagnosis.findings.isEmpty() ? QList<CauseItem>() : causeItems(diagnosis.primary().causes);
    m_ui->causesHead->setText(works(diagnosis) ? tr("Why this happens") : tr("Causes, most likely first"));
    m_ui->causesHead->setVisible(!causes.isEmpty());
    m_ui->causeList->setVisible(!causes.isEmpty());
    m_ui->causeList->setItems(causes);
}

void ExplanationWidget::showExperiments(const observation::Observation &observation,
                                        const diagnosis::Diagnosis &diagnosis)
{
    m_experiments.show(observation, diagnosis);
    const bool isChecked = diagnosis.verdict != diagnosis::Verdict::NotChecked;
    const bool hasRows = m_experiments.rowCount() > 0;
    m_ui->experimentTitle->setText(works(diagnosis) ? tr("What else it accepts")
                                                    : tr("What would make it work"));
    m_ui->experimentTitle->setVisible(hasRows || (isChecked && !works(diagnosis)));
    m_ui->experimentSummary->setVisible(m_ui->experimentTitle->isVisibleTo(this));
    m_ui->experimentSummary->setText(m_experiments.summary());
    m_ui->experimentCard->setVisible(hasRows);
    fitTable();
}

void ExplanationWidget::fitTable()
{
    QTableView *table = m_ui->experimentTable;
    const Theme &theme = Theme::instance();
    const int row = theme.scaled(26);
    table->verticalHeader()->setMinimumSectionSize(row);
    table->verticalHeader()->setDefaultSectionSize(row);
    const int header = row + theme.scaled(4);
    table->horizontalHeader()->setFixedHeight(header);
    table->horizontalHeader()->resizeSection(ExperimentModel::AnswerColumn, theme.scaled(84));
    table->horizontalHeader()->resizeSection(ExperimentModel::BodyColumn, theme.scaled(112));
    table->horizontalHeader()->resizeSection(ExperimentModel::HelpsColumn, theme.scaled(116));
    table->setFixedHeight(m_experiments.rowCount() * row + header);
}

void ExplanationWidget::showOthers(const diagnosis::Diagnosis &diagnosis)
{
    QList<CauseItem> items;
    for (qsizetype i = 1; i < diagnosis.findings.size(); ++i) {
        const diagnosis::Finding &finding = diagnosis.findings.at(i);
        CauseItem item;
        item.label = finding.severity == diagnosis::Severity::Error     ? tr("Error")
                     : finding.severity == diagnosis::Severity::Warning ? tr("Warning")
                                                                        : tr("Note");
        item.text = finding.title;
        item.detail = finding.where.isEmpty() ? finding.explanation : finding.where;
        item.strong = finding.severity == diagnosis::Severity::Error;
        items.append(item);
    }
    m_ui->othersHead->setText(works(diagnosis) ? tr("Good to know") : tr("Also found"));
    m_ui->othersHead->setVisible(!items.isEmpty());
    m_ui->othersList->setVisible(!items.isEmpty());
    m_ui->othersList->setItems(items);
}

void ExplanationWidget::showHops(const diagnosis::Diagnosis &diagnosis)
{
    QStringList names;
    for (const diagnosis::Hop &hop : diagnosis.hops)
        names << hop.name;
    m_ui->hopsHead->setVisible(!names.isEmpty());
    m_ui->hopsText->setVisible(!names.isEmpty());
    m_ui->hopsText->setProse(Prose(names.size() == 1
                                       ? names.constFirst()
                                       : tr("From here to the application: %1").arg(names.join(tr(", "))),
                                   TextStyle::Body, Token::Text2));
}

void ExplanationWidget::setCurrentEvidence(int number)
{
    m_ui->evidenceList->setCurrent(number - 1);
}

} // namespace wirewise::gui
