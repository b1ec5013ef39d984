#pragma once

#include "comparison/difference.h"

#include <QAbstractTableModel>

namespace wirewise::gui {

/// What differs between two sessions, ranked: one row a difference.
class DifferenceModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TitleColumn, LeftColumn, RightColumn, TellsColumn, ColumnCount };
    enum Role { WeightRole = Qt::UserRole }; ///< a comparison::Weight

    explicit DifferenceModel(QObject *parent = nullptr);

    void show(const comparison::Comparison &comparison);
    [[nodiscard]] const comparison::Comparison &comparison() const { return m_comparison; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    comparison::Comparison m_comparison;
};

/// "explains", "setting", "expected", as the legend has them.
[[nodiscard]] QString weightWord(comparison::Weight weight);

} // namespace wirewise::gui
