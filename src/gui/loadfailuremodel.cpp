#include "gui/loadfailuremodel.h"

#include "gui/widgets/theme.h"

#include <QLocale>

#include <algorithm>

namespace wirewise::gui {

using observation::LoadFailure;

LoadFailureModel::LoadFailureModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void LoadFailureModel::show(const QList<LoadFailure> &failures)
{
    const bool isSame = std::equal(failures.cbegin(), failures.cend(), m_failures.cbegin(), m_failures.cend(),
                                   [](const LoadFailure &one, const LoadFailure &other) {
                                       return one.finding == other.finding && one.when == other.when;
                                   });
    if (!isSame)
        beginResetModel();
    m_failures = failures;
    if (!isSame)
        endResetModel();
    else if (!m_failures.isEmpty())
        Q_EMIT dataChanged(index(0, CountColumn), index(rowCount() - 1, CountColumn));
}

int LoadFailureModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_failures.size());
}

int LoadFailureModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LoadFailureModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LoadFailure &failure = m_failures.at(index.row());
    if (role == Qt::TextAlignmentRole && index.column() == CountColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::FontRole && (index.column() == IdColumn || index.column() == CountColumn))
        return Theme::instance().font(TextStyle::Bytes);
    if (role != Qt::DisplayRole && !(role == Qt::ToolTipRole && index.column() == TitleColumn))
        return {};
    switch (index.column()) {
    case CountColumn:
        return QLocale().toString(failure.count);
    case WhenColumn:
        return failure.when == LoadFailure::When::Opening ? tr("while opening") : tr("while held");
    case TitleColumn:
        return failure.title;
    case IdColumn:
        return QString::fromUtf8(failure.finding);
    }
    return {};
}

QVariant LoadFailureModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case CountColumn:
        return tr("Count");
    case WhenColumn:
        return tr("When");
    case TitleColumn:
        return tr("What");
    case IdColumn:
        return tr("Id");
    }
    return {};
}

} // namespace wirewise::gui
