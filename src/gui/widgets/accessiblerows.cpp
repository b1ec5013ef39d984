#include "gui/widgets/accessiblerows.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

namespace wirewise::gui {

QString AccessibleRows::accessibleColumnName(int) const
{
    return {};
}

namespace {

QWidget *surfaceOf(QWidget *view)
{
    auto *area = qobject_cast<QAbstractScrollArea *>(view);
    return area != nullptr ? area->viewport() : view;
}

// One cell by its place; what it says is asked for anew each time, so it never shows what has scrolled away.
class Cell : public QAccessibleInterface,
             public QAccessibleTableCellInterface,
             public QAccessibleActionInterface
{
public:
    Cell(QWidget *view, AccessibleRows *rows, int row, int column)
        : m_view(view)
        , m_rows(rows)
        , m_row(row)
        , m_column(column)
    {
    }

    bool isValid() const override { return m_view != nullptr && m_row < m_rows->accessibleRowCount(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override
    {
        return m_view != nullptr ? m_view->window()->windowHandle() : nullptr;
    }
    QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view.data());
    }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override {}

    QString text(QAccessible::Text what) const override
    {
        return what == QAccessible::Name && isValid() ? m_rows->accessibleCell(m_row, m_column) : QString();
    }

    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect local = m_rows->accessibleCellRect(m_row, m_column);
        return {surfaceOf(m_view)->mapToGlobal(local.topLeft()), local.size()};
    }

    QAccessible::Role role() const override
    {
        return isValid() && m_rows->accessibleColumnCount() > 1 ? QAccessible::Cell : QAccessible::ListItem;
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        state.selectable = true;
        state.focusable = true;
        state.selected = isValid() && m_rows->accessibleCurrentRow() == m_row;
        state.focused = state.selected && m_view->hasFocus();
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TableCellInterface && isValid() && m_rows->accessibleColumnCount() > 1)
            return static_cast<QAccessibleTableCellInterface *>(this);
        if (type == QAccessible::ActionInterface)
            return static_cast<QAccessibleActionInterface *>(this);
        return nullptr;
    }

    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &name) override
    {
        if (name == pressAction() && isValid())
            m_rows->accessibleActivate(m_row);
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

    bool isSelected() const override { return isValid() && m_rows->accessibleCurrentRow() == m_row; }
    QList<QAccessibleInterface *> columnHeaderCells() const override { return {}; }
    QList<QAccessibleInterface *> rowHeaderCells() const override { return {}; }
    int columnIndex() const override { return m_column; }
    int rowIndex() const override { return m_row; }
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface *table() const override { return parent(); }

private:
    QPointer<QWidget> m_view;
    AccessibleRows *m_rows;
    int m_row, m_column;
};

class View : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    View(QWidget *widget, AccessibleRows *rows)
        : QAccessibleWidget(widget)
        , m_rows(rows)
    {
    }
    ~View() override
    {
        for (const QAccessible::Id id : std::as_const(m_cells))
            QAccessible::deleteAccessibleInterface(id);
    }

    QAccessible::Role role() const override { return isTable() ? QAccessible::Table : QAccessible::List; }
    int childCount() const override { return cellCount() + static_cast<int>(buttons().size()); }

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        if (index >= cellCount())
            return QAccessible::queryAccessibleInterface(buttons().at(index - cellCount()));
        return cell(index / columnCount(), index % columnCount());
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (int index = 0; index < childCount(); ++index) {
            if (this->child(index) == child)
                return index;
        }
        return -1;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int index = 0; index < childCount(); ++index) {
            QAccessibleInterface *found = child(index);
            if (found != nullptr && found->rect().contains(x, y))
                return found;
        }
        return nullptr;
    }

    QAccessibleInterface *focusChild() const override
    {
        const int row = m_rows->accessibleCurrentRow();
        return widget()->hasFocus() && row >= 0 && row < rowCount() ? cell(row, 0) : nullptr;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TableInterface && isTable())
            return static_cast<QAccessibleTableInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QAccessibleInterface *caption() const override { return nullptr; }
    QAccessibleInterface *summary() const override { return nullptr; }
    QAccessibleInterface *cellAt(int row, int column) const override { return cell(row, column); }
    int selectedCellCount() const override { return m_rows->accessibleCurrentRow() >= 0 ? columnCount() : 0; }
    QList<QAccessibleInterface *> selectedCells() const override
    {
        QList<QAccessibleInterface *> cells;
        for (int column = 0; column < selectedCellCount(); ++column)
            cells.append(cell(m_rows->accessibleCurrentRow(), column));
        return cells;
    }
    QString columnDescription(int column) const override { return m_rows->accessibleColumnName(column); }
    QString rowDescription(int) const override { return {}; }
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override { return m_rows->accessibleCurrentRow() >= 0 ? 1 : 0; }
    int columnCount() const override { return m_rows->accessibleColumnCount(); }
    int rowCount() const override { return m_rows->accessibleRowCount(); }
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override
    {
        return selectedRowCount() > 0 ? QList<int>{m_rows->accessibleCurrentRow()} : QList<int>{};
    }
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int row) const override { return row == m_rows->accessibleCurrentRow(); }
    bool selectRow(int row) override
    {
        m_rows->accessibleActivate(row);
        return true;
    }
    bool selectColumn(int) override { return false; }
    bool unselectRow(int) override { return false; }
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent *) override {}

private:
    [[nodiscard]] bool isTable() const { return m_rows->accessibleColumnCount() > 1; }
    [[nodiscard]] int cellCount() const { return rowCount() * columnCount(); }

    [[nodiscard]] QList<QAbstractButton *> buttons() const
    {
        QList<QAbstractButton *> shown;
        for (QAbstractButton *button : widget()->findChildren<QAbstractButton *>()) {
            if (button->isVisibleTo(widget()))
                shown.append(button);
        }
        return shown;
    }

    QAccessibleInterface *cell(int row, int column) const
    {
        if (row < 0 || row >= rowCount() || column < 0 || column >= columnCount())
            return nullptr;
        const std::pair<int, int> place(row, column);
        const auto known = m_cells.constFind(place);
        if (known != m_cells.constEnd())
            return QAccessible::accessibleInterface(*known);
        auto *made = new Cell(widget(), m_rows, row, column);
        m_cells.insert(place, QAccessible::registerAccessibleInterface(made)); // Qt's cache owns it
        return made;
    }

    AccessibleRows *m_rows;
    mutable QHash<std::pair<int, int>, QAccessible::Id> m_cells;
};

QAccessibleInterface *makeView(const QString &, QObject *object)
{
    auto *rows = dynamic_cast<AccessibleRows *>(object);
    return rows != nullptr ? new View(static_cast<QWidget *>(object), rows) : nullptr;
}

} // namespace

void registerAccessibleRows()
{
    static const bool once = [] {
        QAccessible::installFactory(makeView);
        return true;
    }();
    Q_UNUSED(once)
}

void announceCurrentRow(QWidget *view, int row)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(view, QAccessible::Focus);
    event.setChild(row);
    QAccessible::updateAccessibility(&event);
}

} // namespace wirewise::gui
