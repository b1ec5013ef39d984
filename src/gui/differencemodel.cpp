#include "gui/differencemodel.h"

namespace wirewise::gui {

using comparison::Difference;
using comparison::Weight;

DifferenceModel::DifferenceModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void DifferenceModel::show(const comparison::Comparison &comparison)
{
    beginResetModel();
    m_comparison = comparison;
    endResetModel();
}

int DifferenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_comparison.differences.size());
}

int DifferenceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DifferenceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_comparison.differences.size())
        return {};
    const Difference &difference = m_comparison.differences.at(index.row());
    const auto text = [&difference](int column) {
        switch (column) {
        case TitleColumn:
            return difference.title;
        case LeftColumn:
            return difference.left;
        case RightColumn:
            return difference.right;
        default:
            return difference.tells;
        }
    };
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(index.column());
    case Qt::AccessibleTextRole:
        return index.column() == TitleColumn
                   ? QString(difference.title % QLatin1String(", ") % weightWord(difference.weight))
                   : text(index.column());
    case WeightRole:
        return static_cast<int>(difference.weight);
    default:
        return {};
    }
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TitleColumn:
        return tr("What differs");
    case LeftColumn:
        return m_comparison.leftName;
    case RightColumn:
        return m_comparison.rightName;
    case TellsColumn:
        return tr("What it tells");
    default:
        return {};
    }
}

QString weightWord(Weight weight)
{
    switch (weight) {
    case Weight::Explains:
        return DifferenceModel::tr("explains");
    case Weight::Setting:
        return DifferenceModel::tr("setting");
    case Weight::Expected:
        break;
    }
    return DifferenceModel::tr("expected");
}

} // namespace wirewise::gui
