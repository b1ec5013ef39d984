#include "gui/listpage.h"

#include "ui_listpage.h"

#include "gui/endpointtabledelegate.h"
#include "gui/formlook.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/theme.h"

#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QScrollBar>

#include <algorithm>

namespace wirewise::gui {

using Model = EndpointTableModel;

namespace {

constexpr int TickInterval = 100;
constexpr VerdictGroup Groups[] = {VerdictGroup::Fails,   VerdictGroup::Warned,  VerdictGroup::Works,
                                   VerdictGroup::Running, VerdictGroup::Stopped, VerdictGroup::Waiting};

qsizetype countOf(const ListCounts &counts, VerdictGroup group)
{
    switch (group) {
    case VerdictGroup::Fails:
        return counts.fails;
    case VerdictGroup::Warned:
        return counts.warned;
    case VerdictGroup::Works:
        return counts.works;
    case VerdictGroup::Running:
        return counts.running;
    case VerdictGroup::Stopped:
        return counts.stopped;
    case VerdictGroup::Waiting:
        break;
    }
    return counts.waiting;
}

/// A row that is in view and stays in its group: what else comes and goes, it stands still.
class ScrollAnchor
{
public:
    ScrollAnchor(QTreeView *view, const Model &model, const QList<qsizetype> &moving)
        : m_view(view)
    {
        // At the top the list is read from its start.
        if (view->verticalScrollBar()->value() == 0)
            return;
        const QSet<qsizetype> away(moving.begin(), moving.end());
        for (QModelIndex index = view->indexAt(QPoint(4, 0)); index.isValid();
             index = view->indexBelow(index)) {
            const int top = view->visualRect(index).top();
            if (top > view->viewport()->height())
                return;
            if (const qsizetype row = model.number(index); row >= 0 && !away.contains(row)) {
                m_index = index;
                m_top = top;
                return;
            }
        }
    }

    void restore() const
    {
        if (!m_index.isValid())
            return;
        QScrollBar *bar = m_view->verticalScrollBar();
        if (const int moved = m_view->visualRect(m_index).top() - m_top; moved != 0)
            bar->setValue(bar->value() + moved);
    }

private:
    QTreeView *m_view;
    QPersistentModelIndex m_index;
    int m_top = 0;
};

} // namespace

ListPage::ListPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ListPage>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("listPage"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    applyLook(this);
    m_ui->endpointFilter->addAction(Icons::icon("funnel", Token::Text3), QLineEdit::LeadingPosition);
    m_ui->groupCombo->addItems(
        {tr("Group by verdict"), tr("Group by host"), tr("Group by finding"), tr("No groups")});
    m_ui->noEndpointLabel->hide();
    m_ui->listSplitter->setStretchFactor(0, 1);
    m_ui->listSplitter->setStretchFactor(1, 0);
    m_ui->listSplitter->setSizes({500, 152});
    m_tick.setInterval(TickInterval);
    setUpTable();
    connectParts();
    showState();
}

ListPage::~ListPage() = default;

void ListPage::setUpTable()
{
    QTreeView *table = m_ui->endpointTable;
    table->setModel(&m_model);
    table->setItemDelegate(new EndpointTableDelegate(this));
    table->setMouseTracking(true);
    table->header()->setStretchLastSection(false);
    table->header()->setSectionsMovable(false);
    table->header()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table->header()->setHighlightSections(false);
    table->header()->setSectionResizeMode(Model::AddressColumn, QHeaderView::Stretch);
    fitTable();
}

void ListPage::connectParts()
{
    QTreeView *table = m_ui->endpointTable;
    connect(&Theme::instance(), &Theme::changed, this, &ListPage::fitTable);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_model.tick(QDateTime::currentDateTime());
        showCounts();
    });
    connect(m_ui->endpointFilter, &QLineEdit::textChanged, this, &ListPage::filter);
    connect(m_ui->shownSwitch, &SegmentedControl::currentChanged, this, &ListPage::filter);
    connect(m_ui->groupCombo, &QComboBox::currentIndexChanged, this, &ListPage::filter);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this,
            [this, table](const QModelIndex &parent, int row) {
                const QModelIndex group = m_model.index(row, 0);
                if (!parent.isValid() && !m_closed.contains(group.data(Model::GroupRole).toString()))
                    table->expand(group);
            });
    connect(m_ui->verdictBar, &VerdictBar::shareActivated, this, [this, table](int kind) {
        if (const QModelIndex group = m_model.groupIndex(static_cast<VerdictGroup>(kind)); group.isValid())
            table->scrollTo(group, QAbstractItemView::PositionAtTop);
    });
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (m_restoring)
            return;
        showPreview();
        showTools();
        Q_EMIT selectionChanged();
    });
    connect(table, &QTreeView::clicked, this, &ListPage::toggleGroup);
    connect(table, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (const qsizetype row = m_model.number(index); row >= 0)
            Q_EMIT openRequested(row, false);
        else if (QGuiApplication::mouseButtons() == Qt::NoButton) // a click toggles by itself
            toggleGroup(index);
    });
    connect(table, &QWidget::customContextMenuRequested, this, [this, table](const QPoint &at) {
        if (!selected().isEmpty())
            Q_EMIT menuRequested(table->viewport()->mapToGlobal(at));
    });
    ListPreview *preview = m_ui->listPreview;
    connect(preview, &ListPreview::openRequested, this, [this] { Q_EMIT openRequested(m_previewed, false); });
    connect(preview, &ListPreview::bytesRequested, this, [this] { Q_EMIT openRequested(m_previewed, true); });
    connect(preview, &ListPreview::compareRequested, this,
            [this] { Q_EMIT compareBeforeRequested(m_previewed); });
    connect(m_ui->listExportButton, &QPushButton::clicked, this, &ListPage::exportRequested);
    connect(m_ui->goOnButton, &QPushButton::clicked, this, [this] {
        if (m_session)
            m_session->goOn();
    });
    connect(m_ui->checkFailingButton, &QPushButton::clicked, this, [this] {
        if (m_session)
            m_session->checkAgain(m_session->failing());
    });
    connect(m_ui->compareTwoButton, &QPushButton::clicked, this, [this] {
        if (const QList<qsizetype> rows = selected(); rows.size() == 2)
            Q_EMIT compareRequested(rows.constFirst(), rows.constLast());
    });
}

void ListPage::setSession(ListSession *session)
{
    if (m_session)
        disconnect(m_session, nullptr, this, nullptr);
    m_session = session;
    m_previewed = m_previewedCheck = -1;
    m_closed.clear();
    m_ui->endpointFilter->clear();
    m_model.setNow(QDateTime::currentDateTime());
    m_model.setRows(session ? session->rows() : QList<ListRow>());
    if (session) {
        connect(session, &ListSession::rowsChanged, this, &ListPage::takeRows);
        connect(session, &ListSession::stateChanged, this, &ListPage::showState);
        connect(session, &ListSession::finished, this, [this] {
            showState();
            chooseFirst();
        });
    }
    openGroups();
    showState();
    showPreview();
    m_ui->endpointTable->scrollToTop();
    chooseFirst();
}

QTreeView *ListPage::table() const
{
    return m_ui->endpointTable;
}

QList<qsizetype> ListPage::selected() const
{
    QList<qsizetype> rows;
    for (const QModelIndex &index : m_ui->endpointTable->selectionModel()->selectedRows()) {
        if (const qsizetype row = m_model.number(index); row >= 0)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

void ListPage::select(qsizetype row)
{
    const QModelIndex index = m_model.indexOf(row);
    if (!index.isValid())
        return;
    m_ui->endpointTable->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                                      QItemSelectionModel::Rows);
}

/// Of a run that is over, what is worse than last time, or else what fails: it is what one came for.
void ListPage::chooseFirst()
{
    if (!m_session || m_session->isRunning() || !selected().isEmpty())
        return;
    const QList<ListRow> &rows = m_session->rows();
    const auto isWorse = [](const ListRow &row) {
        return row.hasChanged() && row.since->kind == session::Since::Kind::Worse;
    };
    auto first = std::find_if(rows.begin(), rows.end(), isWorse);
    if (first == rows.end())
        first = std::find_if(rows.begin(), rows.end(),
                             [](const ListRow &row) { return row.verdict() == diagnosis::Verdict::Fails; });
    if (first != rows.end())
        select(first - rows.begin());
}

void ListPage::focusFilter()
{
    m_ui->endpointFilter->setFocus(Qt::ShortcutFocusReason);
    m_ui->endpointFilter->selectAll();
}

void ListPage::takeRows(const QList<qsizetype> &rows)
{
    m_model.setNow(QDateTime::currentDateTime());
    const ScrollAnchor anchor(m_ui->endpointTable, m_model, rows);
    for (const qsizetype row : rows)
        m_model.change(row, m_session->rows().at(row));
    anchor.restore();
    showState();
    if (rows.contains(m_previewed))
        showPreview();
}

void ListPage::filter()
{
    const QList<qsizetype> chosen = selected();
    m_restoring = true;
    m_model.setWords(m_ui->endpointFilter->text());
    m_model.setShown(static_cast<Model::Shown>(std::max(0, m_ui->shownSwitch->currentIndex())));
    m_model.setGrouping(static_cast<Model::Grouping>(std::max(0, m_ui->groupCombo->currentIndex())));
    openGroups();
    for (const qsizetype row : chosen) {
        if (const QModelIndex index = m_model.indexOf(row); index.isValid())
            m_ui->endpointTable->selectionModel()->setCurrentIndex(index, QItemSelectionModel::Select |
                                                                              QItemSelectionModel::Rows);
    }
    m_restoring = false;
    showPreview();
    showCounts();
    showTools();
    Q_EMIT selectionChanged();
}

void ListPage::openGroups()
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex group = m_model.index(row, 0);
        m_ui->endpointTable->setExpanded(group, !m_closed.contains(group.data(Model::GroupRole).toString()));
    }
}

void ListPage::toggleGroup(const QModelIndex &index)
{
    if (!index.data(Model::IsGroupRole).toBool())
        return;
    const QModelIndex group = index.siblingAtColumn(0);
    const QString name = group.data(Model::GroupRole).toString();
    const bool open = !m_ui->endpointTable->isExpanded(group);
    m_ui->endpointTable->setExpanded(group, open);
    if (open)
        m_closed.remove(name);
    else
        m_closed.insert(name);
}

void ListPage::showState()
{
    const ListState state = m_session ? m_session->state() : ListState();
    m_ui->listSentence->setText(listSentence(state, QDateTime::currentDateTime()));
    if (state.isRunning && !m_tick.isActive())
        m_tick.start();
    else if (!state.isRunning)
        m_tick.stop();
    showCounts();
    showTools();
}

void ListPage::showCounts()
{
    if (!m_session)
        return;
    m_ui->listSecond->setText(m_session->recordingProblem().isEmpty()
                                  ? listSecondLine(m_session->state())
                                  : QString(listSecondLine(m_session->state()) % u' ' %
                                            tr("Not kept: %1").arg(m_session->recordingProblem())));
    const ListCounts &counts = m_session->counts();
    QList<VerdictShare> shares;
    for (const VerdictGroup group : Groups) {
        const VerdictSign sign = signOf(group);
        const qsizetype count = countOf(counts, group);
        shares.append({static_cast<int>(group), count, shareWord(group, count), sign.icon,
                       group == VerdictGroup::Waiting ? Token::Ctl : sign.token,
                       group == VerdictGroup::Running});
    }
    m_ui->verdictBar->setShares(shares);
    const auto segment = [](const QString &text, qsizetype count) {
        return Segment{QString(text % u' ' % QLocale().toString(count)), {}};
    };
    m_ui->shownSwitch->setSegments({segment(tr("All"), counts.all), segment(tr("Failing"), counts.fails),
                                    segment(tr("Changed"), counts.changed)});
    if (m_ui->shownSwitch->currentIndex() < 0)
        m_ui->shownSwitch->setCurrentIndex(0);
    m_ui->noEndpointLabel->setVisible(m_model.rowCount() == 0 && counts.all > 0);
}

void ListPage::showTools()
{
    const bool isRunning = m_session && m_session->isRunning();
    m_ui->goOnButton->setVisible(m_session && m_session->canGoOn());
    m_ui->checkFailingButton->setEnabled(m_session && m_session->counts().fails > 0 &&
                                         !m_session->isStopping());
    const QList<qsizetype> rows = selected();
    const bool isTwo = rows.size() == 2 && std::all_of(rows.begin(), rows.end(), [this](qsizetype row) {
                           const ListRow &one = m_model.rows().at(row);
                           return one.isChecked() && one.outline->check > 0;
                       });
    m_ui->compareTwoButton->setEnabled(isTwo);
    m_ui->listExportButton->setEnabled(m_session && !isRunning && m_session->counts().done() > 0);
}

qsizetype ListPage::previewed() const
{
    const QList<qsizetype> rows = selected();
    return rows.size() == 1 ? rows.constFirst() : -1;
}

void ListPage::showPreview()
{
    m_previewed = previewed();
    if (m_previewed < 0 || !m_session) {
        m_previewedCheck = -1;
        const auto count = static_cast<int>(selected().size());
        m_ui->listPreview->showHint(count > 1 ? tr("%Ln endpoint(s) are selected.", nullptr, count)
                                              : tr("Select an endpoint to see what was found, and why."));
        return;
    }
    const ListRow &row = m_session->rows().at(m_previewed);
    const qint64 check = row.isChecked() ? row.outline->check : 0;
    const bool isSame = check > 0 && check == m_previewedCheck;
    if (isSame)
        m_ui->listPreview->showChange(row, QDateTime::currentDateTime());
    else
        m_ui->listPreview->showRow(row, QDateTime::currentDateTime());
    m_previewedCheck = check;
    if (!isSame && check > 0)
        Q_EMIT checkWanted(m_previewed);
}

void ListPage::showCheck(qsizetype row, const session::Result<session::SessionContent> &content)
{
    if (row != m_previewed || !m_session)
        return;
    if (content)
        m_ui->listPreview->showCheck(*content);
    else
        m_ui->listPreview->showProblem(content.error().text);
}

void ListPage::fitTable()
{
    const Theme &theme = Theme::instance();
    QHeaderView *header = m_ui->endpointTable->header();
    const std::pair<int, int> widths[] = {{Model::HeadColumn, 66},    {Model::GetColumn, 56},
                                          {Model::UpgradeColumn, 74}, {Model::FindingColumn, 240},
                                          {Model::TimeColumn, 72},    {Model::SinceColumn, 172}};
    header->setFixedHeight(theme.scaled(26));
    header->setMinimumSectionSize(theme.scaled(40));
    for (const auto &[column, width] : widths)
        header->resizeSection(column, theme.scaled(width));
}

void ListPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitTable();
}

} // namespace wirewise::gui
