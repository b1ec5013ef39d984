#include "gui/headermodel.h"

namespace wirewise::gui {

HeaderModel::HeaderModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}
HeaderModel::~HeaderModel() = default;

void HeaderModel::setHeaders(const QList<HeaderLine> &headers)
{
    beginResetModel();
    m_headers = headers;
    endResetModel();
}

int HeaderModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_headers.size()) + 1;
}

int HeaderModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HeaderModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const bool isNext = index.row() == m_headers.size();
    if (isNext) {
        if (role == Qt::DisplayRole && index.column() == NameColumn)
            return tr("Add a header");
        return {};
    }
    const HeaderLine &line = m_headers.at(index.row());
    if (role == Qt::CheckStateRole && index.column() == NameColumn)
        return line.on ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::DisplayRole || role == Qt::EditRole)
        return index.column() == NameColumn ? line.name : line.value;
    return {};
}

bool HeaderModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid())
        return false;
    if (index.row() == m_headers.size()) {
        if (role != Qt::EditRole || value.toString().trimmed().isEmpty())
            return false;
        const int row = static_cast<int>(m_headers.size());
        beginInsertRows({}, row, row);
        HeaderLine line;
        QString text = value.toString();
        // "Name: value" typed or pasted into the first column is taken apart.
        if (const qsizetype colon = text.indexOf(QLatin1Char(':'));
            index.column() == NameColumn && colon > 0) {
            line.value = text.mid(colon + 1).trimmed();
            text = text.left(colon).trimmed();
        }
        (index.column() == NameColumn ? line.name : line.value) = text;
        m_headers.append(line);
        endInsertRows();
        Q_EMIT changed();
        return true;
    }
    HeaderLine &line = m_headers[index.row()];
    if (role == Qt::CheckStateRole)
        line.on = value.toInt() == Qt::Checked;
    else if (role == Qt::EditRole)
        (index.column() == NameColumn ? line.name : line.value) = value.toString();
    else
        return false;
    if (line.name.trimmed().isEmpty() && line.value.trimmed().isEmpty()) {
        beginRemoveRows({}, index.row(), index.row());
        m_headers.removeAt(index.row());
        endRemoveRows();
    } else {
        Q_EMIT dataChanged(index, index);
    }
    Q_EMIT changed();
    return true;
}

QVariant HeaderModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Name") : tr("Value");
}

Qt::ItemFlags HeaderModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags =
        Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemNeverHasChildren;
    if (index.column() == NameColumn && index.row() < m_headers.size())
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace wirewise::gui
