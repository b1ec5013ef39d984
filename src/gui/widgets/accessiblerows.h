#pragma once

#include <QAccessible>
#include <QRect>
#include <QString>

namespace wirewise::gui {

/// What a painted view tells assistive technology: rows of cells, the visible ones only. A view that has
/// one column is a list, others are a table.
class AccessibleRows
{
public:
    virtual ~AccessibleRows() = default;

    [[nodiscard]] virtual int accessibleRowCount() const = 0;
    [[nodiscard]] virtual int accessibleColumnCount() const { return 1; }
    [[nodiscard]] virtual QString accessibleColumnName(int column) const;
    [[nodiscard]] virtual QString accessibleCell(int row, int column) const = 0;
    /// In the coordinates of the view (its viewport for a scroll area).
    [[nodiscard]] virtual QRect accessibleCellRect(int row, int column) const = 0;
    [[nodiscard]] virtual int accessibleCurrentRow() const { return -1; }
    virtual void accessibleActivate(int row) = 0;
};

/// Makes Qt ask AccessibleRows for every widget that is one. Idempotent; Theme::install() and the
/// constructors of the views call it.
void registerAccessibleRows();
/// Tells that another row is current.
void announceCurrentRow(QWidget *view, int row);

} // namespace wirewise::gui
