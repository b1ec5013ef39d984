#include "gui/widgets/diffview.h"

#include "gui/widgets/textrows.h"
#include "gui/widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

// Rows, keys and the mouse; what is drawn is in diffviewpainting.cpp.
namespace wirewise::gui {

using comparison::Row;
using Item = DiffRows::Item;

namespace {
constexpr int RowHeight = 21, SignWidth = 34;
} // namespace

DiffView::DiffView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    registerAccessibleRows();
    setObjectName(QStringLiteral("diffView"));
    setAccessibleName(tr("Both sides line by line"));
    setFrameStyle(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setLayoutDirection(Qt::LeftToRight); // bytes read from the left
    connect(&Theme::instance(), &Theme::changed, this, &DiffView::relayout);
}

void DiffView::setSections(const QList<DiffSection> &sections)
{
    m_rows.setSections(sections);
    m_longestLine = 0;
    for (const DiffSection &section : sections) {
        for (const Row &row : section.rows) {
            for (const auto *line : {&row.left, &row.right})
                m_longestLine = qMax(m_longestLine, *line ? (*line)->text.size() : 0);
        }
    }
    m_current = -1;
    relayout();
    verticalScrollBar()->setValue(0);
    Q_EMIT currentChanged();
}

void DiffView::setDifferencesOnly(bool only)
{
    if (m_rows.isFolding() == only)
        return;
    m_rows.setFolding(only);
    m_current = -1;
    relayout();
    Q_EMIT currentChanged();
}

qsizetype DiffView::currentDifference() const
{
    return m_rows.differences().indexOf(m_current) + 1;
}

void DiffView::stepDifference(int by)
{
    const QList<qsizetype> &differences = m_rows.differences();
    if (differences.isEmpty())
        return;
    const auto next = by > 0 ? std::upper_bound(differences.begin(), differences.end(), m_current)
                             : std::lower_bound(differences.begin(), differences.end(), m_current);
    if (by > 0)
        setCurrent(next == differences.end() ? differences.constLast() : *next);
    else
        setCurrent(next == differences.begin() ? differences.constFirst() : *(next - 1));
}

bool DiffView::showBytes(bool onLeft, DiffSection::Kind kind, wire::ByteRange range)
{
    qsizetype item = m_rows.itemAt(onLeft, kind, range);
    if (item < 0)
        return false;
    setCurrent(item);
    return true;
}

void DiffView::setCurrent(qsizetype item)
{
    item = qBound<qsizetype>(-1, item, m_rows.items().size() - 1);
    if (item == m_current)
        return;
    m_current = item;
    keepVisible(item);
    viewport()->update();
    announceCurrentRow(this, accessibleCurrentRow() * accessibleColumnCount());
    Q_EMIT currentChanged();
}

void DiffView::unfoldCurrent()
{
    if (m_current < 0 || m_rows.items().at(m_current).kind != Item::Kind::Fold)
        return;
    m_rows.unfold(m_current);
    relayout();
    Q_EMIT currentChanged();
}

int DiffView::rowHeight() const
{
    return Theme::instance().scaled(RowHeight);
}

int DiffView::signWidth() const
{
    return Theme::instance().scaled(SignWidth);
}

void DiffView::relayout()
{
    const int visible = qMax(1, viewport()->height() / rowHeight());
    verticalScrollBar()->setPageStep(visible);
    verticalScrollBar()->setRange(0, qMax(0, static_cast<int>(m_rows.items().size()) - visible));
    const QFontMetricsF metrics(Theme::instance().font(TextStyle::Bytes));
    const qreal widest = static_cast<qreal>(m_longestLine) * metrics.horizontalAdvance(u'0');
    const int side = (viewport()->width() - signWidth()) / 2 - Theme::instance().scaled(24);
    horizontalScrollBar()->setPageStep(qMax(1, side));
    horizontalScrollBar()->setSingleStep(Theme::instance().scaled(40));
    horizontalScrollBar()->setRange(0, qMax(0, static_cast<int>(widest) - side));
    viewport()->update();
}

qsizetype DiffView::firstVisible() const
{
    return verticalScrollBar()->value();
}

QRect DiffView::rectOf(qsizetype item) const
{
    return {0, static_cast<int>(item - firstVisible()) * rowHeight(), viewport()->width(), rowHeight()};
}

QRect DiffView::cellRect(const QRect &row, int column) const
{
    const int side = (row.width() - signWidth()) / 2;
    if (column == 0)
        return {row.left(), row.top(), side, row.height()};
    if (column == 1)
        return {row.left() + side, row.top(), signWidth(), row.height()};
    return {row.left() + side + signWidth(), row.top(), row.width() - side - signWidth(), row.height()};
}

void DiffView::keepVisible(qsizetype item)
{
    const qsizetype visible = qMax(1, viewport()->height() / rowHeight());
    if (item < 0)
        return;
    // The line above a difference says what it belongs to.
    if (item - 1 < firstVisible())
        verticalScrollBar()->setValue(static_cast<int>(qMax<qsizetype>(0, item - 1)));
    else if (item >= firstVisible() + visible)
        verticalScrollBar()->setValue(static_cast<int>(item - visible + 1));
}

void DiffView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    relayout();
}

void DiffView::mousePressEvent(QMouseEvent *event)
{
    const qsizetype item = firstVisible() + event->position().toPoint().y() / rowHeight();
    if (event->button() != Qt::LeftButton || item >= m_rows.items().size())
        return;
    setCurrent(item);
    unfoldCurrent();
}

bool DiffView::moveByKey(int key)
{
    const qsizetype last = m_rows.items().size() - 1;
    const qsizetype page = verticalScrollBar()->pageStep();
    switch (key) {
    case Qt::Key_Down:
        setCurrent(qMin(last, m_current + 1));
        return true;
    case Qt::Key_Up:
        setCurrent(qMax<qsizetype>(0, m_current - 1));
        return true;
    case Qt::Key_PageDown:
        setCurrent(qMin(last, m_current + page));
        return true;
    case Qt::Key_PageUp:
        setCurrent(qMax<qsizetype>(0, m_current - page));
        return true;
    case Qt::Key_Home:
        setCurrent(qMin<qsizetype>(0, last));
        return true;
    case Qt::Key_End:
        setCurrent(last);
        return true;
    default:
        return false;
    }
}

void DiffView::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (isPlain && moveByKey(event->key()))
        return;
    if (isPlain && (event->key() == Qt::Key_N || event->key() == Qt::Key_P))
        return stepDifference(event->key() == Qt::Key_N ? 1 : -1);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        return unfoldCurrent();
    if (isPlain && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
        horizontalScrollBar()->triggerAction(event->key() == Qt::Key_Right
                                                 ? QAbstractSlider::SliderSingleStepAdd
                                                 : QAbstractSlider::SliderSingleStepSub);
        return;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void DiffView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        relayout();
}

int DiffView::accessibleRowCount() const
{
    const qsizetype visible = viewport()->height() / rowHeight() + 1;
    return static_cast<int>(qMin(m_rows.items().size() - firstVisible(), visible));
}

QString DiffView::accessibleColumnName(int column) const
{
    return column == 0 ? tr("Left") : column == 1 ? tr("Sign") : tr("Right");
}

QString DiffView::accessibleCell(int row, int column) const
{
    const qsizetype index = firstVisible() + row;
    if (index < 0 || index >= m_rows.items().size())
        return {};
    const Item &item = m_rows.items().at(index);
    const DiffSection &section = m_rows.sections().at(item.section);
    switch (item.kind) {
    case Item::Kind::Heading:
        return column == 1 ? section.title : column == 0 ? section.leftFacts : section.rightFacts;
    case Item::Kind::Empty:
        return column == 0 ? section.emptyText : QString();
    case Item::Kind::Fold:
        return column == 0 ? tr("%n equal line(s)", nullptr, static_cast<int>(item.count)) : QString();
    case Item::Kind::Line:
        break;
    }
    const Row &lines = m_rows.rowOf(item);
    if (column == 1)
        return signWord(lines.sign);
    const auto &line = column == 0 ? lines.left : lines.right;
    return line ? visibleLine(line->text) : tr("no line");
}

QRect DiffView::accessibleCellRect(int row, int column) const
{
    return cellRect(rectOf(firstVisible() + row), column);
}

int DiffView::accessibleCurrentRow() const
{
    const qsizetype row = m_current - firstVisible();
    return m_current >= 0 && row >= 0 && row < accessibleRowCount() ? static_cast<int>(row) : -1;
}

void DiffView::accessibleActivate(int row)
{
    setCurrent(firstVisible() + row);
    unfoldCurrent();
}

} // namespace wirewise::gui
