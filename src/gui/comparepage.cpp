#include "gui/comparepage.h"

#include "ui_comparepage.h"

#include "gui/differencedelegate.h"
#include "gui/diffsections.h"
#include "gui/formlook.h"
#include "gui/widgets/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

namespace wirewise::gui {

using comparison::Difference;
using comparison::Weight;

namespace {

/// More retries than this do not fit beside the three probes.
constexpr qsizetype MostRetries = 3;
/// Rows of the table that are shown without scrolling.
constexpr int MostRows = 8;

DiffSection::Kind kindOf(wire::Direction direction)
{
    return direction == wire::Direction::Sent ? DiffSection::Kind::Sent : DiffSection::Kind::Received;
}

} // namespace

ComparePage::ComparePage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ComparePage>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("comparePage"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    applyLook(this);
    QTableView *table = m_ui->differenceTable;
    table->setModel(&m_differences);
    table->setItemDelegate(new DifferenceDelegate(this));
    table->setMouseTracking(true);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
    m_ui->compareSplitter->setStretchFactor(0, 0);
    m_ui->compareSplitter->setStretchFactor(1, 1);
    m_ui->compareViewSwitch->setTexts({tr("Exchange"), tr("Timeline"), tr("Messages")});
    m_ui->compareViewSwitch->setCurrentIndex(0);
    connectParts();
    fitTable();
}

ComparePage::~ComparePage() = default;

void ComparePage::connectParts()
{
    connect(m_ui->swapButton, &QPushButton::clicked, this, &ComparePage::swap);
    connect(m_ui->exportComparisonButton, &QPushButton::clicked, this, &ComparePage::exportRequested);
    connect(m_ui->closeCompareButton, &QPushButton::clicked, this, &ComparePage::closeRequested);
    for (const auto &[head, side] : {std::pair{m_ui->leftHead, Side::Left}, {m_ui->rightHead, Side::Right}}) {
        auto *menu = new QMenu(head);
        head->setMenu(menu);
        connect(menu, &QMenu::aboutToShow, this, [this, menu, side = side] {
            menu->clear();
            Q_EMIT menuWanted(menu, side);
        });
    }
    connect(m_ui->compareProbeSwitch, &SegmentedControl::currentChanged, this, &ComparePage::showLines);
    connect(m_ui->compareViewSwitch, &SegmentedControl::currentChanged, this, &ComparePage::showLines);
    DiffView *view = m_ui->diffView;
    connect(m_ui->differencesOnlyCheck, &QCheckBox::toggled, view, &DiffView::setDifferencesOnly);
    connect(m_ui->previousDifferenceButton, &QToolButton::clicked, view,
            [view] { view->stepDifference(-1); });
    connect(m_ui->nextDifferenceButton, &QToolButton::clicked, view, [view] { view->stepDifference(1); });
    connect(view, &DiffView::currentChanged, this, &ComparePage::showPlace);
    connect(m_ui->differenceTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ComparePage::showDifference);
    connect(&Theme::instance(), &Theme::changed, this, &ComparePage::fitTable);
}

void ComparePage::show(const CompareSide &left, const CompareSide &right)
{
    m_left = left;
    m_right = right;
    m_differences.show(comparison::compare(left.side(), right.side()));
    m_ui->compareSentence->setText(comparison().sentence);
    m_ui->compareSentence->setToolTip(comparison().sentence);
    m_ui->leftHead->show(left, comparison().leftName);
    m_ui->rightHead->show(right, comparison().rightName);
    showCounts();
    showProbes();
    fitTable();
    if (m_differences.rowCount() > 0)
        m_ui->differenceTable->selectRow(0);
    else
        showLines();
}

void ComparePage::swap()
{
    if (hasSides())
        show(CompareSide(*m_right), CompareSide(*m_left));
}

DiffView *ComparePage::diffView() const
{
    return m_ui->diffView;
}

QByteArray ComparePage::probe() const
{
    return m_probes.value(m_ui->compareProbeSwitch->currentIndex());
}

ComparePage::View ComparePage::view() const
{
    return static_cast<View>(qMax(0, m_ui->compareViewSwitch->currentIndex()));
}

void ComparePage::showCounts()
{
    const auto count = [this](Weight weight) { return static_cast<int>(comparison().count(weight)); };
    m_ui->differenceCount->setText(
        tr("%n difference(s)", nullptr, static_cast<int>(comparison().differences.size())));
    m_ui->differenceKinds->setText(
        tr("%n explain(s) the outcome", nullptr, count(Weight::Explains)) % QLatin1String(", ") %
        tr("%n of the setting", nullptr, count(Weight::Setting)) % QLatin1String(", ") %
        tr("%n expected in every run", nullptr, count(Weight::Expected)));
}

/// The probes of either side, then the retries that are among the differences.
void ComparePage::showProbes()
{
    m_probes.clear();
    QStringList texts;
    const std::pair<const char *, QString> probes[] = {
        {"head", tr("HEAD")}, {"get", tr("GET")}, {"upgrade", tr("Upgrade")}};
    for (const auto &[name, text] : probes) {
        if (m_left->observation.exchange(QByteArray(name)) ||
            m_right->observation.exchange(QByteArray(name))) {
            m_probes.append(name);
            texts.append(text);
        }
    }
    qsizetype retries = 0;
    for (const Difference &difference : comparison().differences) {
        if (difference.layer != comparison::Layer::Experiment || retries++ >= MostRetries)
            continue;
        m_probes.append(difference.id.chopped(7)); // without ".answer"
        texts.append(difference.title.size() <= 32
                         ? difference.title
                         : QString(difference.title.left(31) % QStringLiteral("…")));
    }
    m_ui->compareProbeSwitch->setTexts(texts);
    const qsizetype upgrade = m_probes.indexOf("upgrade");
    m_ui->compareProbeSwitch->setCurrentIndex(static_cast<int>(qMax<qsizetype>(0, upgrade)));
}

void ComparePage::showLines()
{
    if (!hasSides())
        return;
    m_ui->compareProbeSwitch->setEnabled(view() != View::Messages);
    switch (view()) {
    case View::Exchange:
        m_ui->diffView->setSections(exchangeSections(*m_left, *m_right, probe()));
        break;
    case View::Timeline:
        m_ui->diffView->setSections(timelineSections(*m_left, *m_right, probe()));
        break;
    case View::Messages:
        m_ui->diffView->setSections(messageSections(*m_left, *m_right));
        break;
    }
}

void ComparePage::showPlace()
{
    const DiffView *view = m_ui->diffView;
    const qsizetype count = view->differenceCount(), current = view->currentDifference();
    m_ui->differencePlace->setText(current > 0 ? tr("%1 of %2").arg(current).arg(count)
                                               : tr("%1").arg(count));
    m_ui->previousDifferenceButton->setEnabled(count > 0);
    m_ui->nextDifferenceButton->setEnabled(count > 0);
}

/// Goes to the bytes in which the difference can be seen.
void ComparePage::showDifference(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const Difference difference = comparison().differences.value(index.row());
    const bool onLeft = difference.leftPlace.has_value();
    const std::optional<comparison::Place> place = onLeft ? difference.leftPlace : difference.rightPlace;
    using comparison::Layer;
    const View wanted = difference.layer == Layer::Session  ? View::Messages
                        : difference.layer == Layer::Timing ? View::Timeline
                                                            : View::Exchange;
    m_ui->compareViewSwitch->setCurrentIndex(static_cast<int>(wanted));
    const QByteArray named = difference.layer == Layer::Timing ? difference.id.split('.').value(1)
                             : place                           ? place->probe
                                                               : QByteArray();
    if (const qsizetype at = m_probes.indexOf(named); at >= 0)
        m_ui->compareProbeSwitch->setCurrentIndex(static_cast<int>(at));
    showLines();
    if (place && wanted == View::Exchange)
        m_ui->diffView->showBytes(onLeft, kindOf(place->direction), place->range);
}

void ComparePage::fitTable()
{
    const Theme &theme = Theme::instance();
    QTableView *table = m_ui->differenceTable;
    const int row = theme.scaled(26);
    table->verticalHeader()->setMinimumSectionSize(row);
    table->verticalHeader()->setDefaultSectionSize(row);
    table->horizontalHeader()->setFixedHeight(row);
    table->horizontalHeader()->resizeSection(DifferenceModel::TitleColumn, theme.scaled(228));
    table->horizontalHeader()->resizeSection(DifferenceModel::LeftColumn, theme.scaled(270));
    table->horizontalHeader()->resizeSection(DifferenceModel::RightColumn, theme.scaled(270));
    const int rows = qBound(1, m_differences.rowCount(), MostRows);
    table->setMinimumHeight(row * 3);
    m_ui->compareSplitter->setSizes({(rows + 1) * row, qMax(row * 6, height())});
}

void ComparePage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closeRequested();
        return;
    }
    const bool isPlain = event->modifiers() == Qt::NoModifier;
    if (isPlain && (event->key() == Qt::Key_N || event->key() == Qt::Key_P)) {
        m_ui->diffView->stepDifference(event->key() == Qt::Key_N ? 1 : -1);
        return;
    }
    QWidget::keyPressEvent(event);
}

void ComparePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitTable();
}

} // namespace wirewise::gui
