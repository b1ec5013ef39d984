#include "gui/importentrymodel.h"

#include "gui/widgets/theme.h"
#include "observation/printable.h"
#include "observation/redaction.h"

#include <QSize>

namespace wirewise::gui {

ImportEntryModel::ImportEntryModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ImportEntryModel::setEntries(const QList<ImportEntry> &entries)
{
    beginResetModel();
    m_entries = entries;
    endResetModel();
    Q_EMIT chosenChanged();
}

QList<ImportEntry> ImportEntryModel::chosen() const
{
    QList<ImportEntry> chosen;
    for (const ImportEntry &entry : m_entries) {
        if (entry.isChosen)
            chosen.append(entry);
    }
    return chosen;
}

void ImportEntryModel::chooseAll(bool on)
{
    if (m_entries.isEmpty())
        return;
    for (ImportEntry &entry : m_entries)
        entry.isChosen = on;
    Q_EMIT dataChanged(index(0, AddressColumn), index(rowCount() - 1, AddressColumn), {Qt::CheckStateRole});
    Q_EMIT chosenChanged();
}

int ImportEntryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int ImportEntryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ImportEntryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    constexpr qsizetype longest = 400;
    constexpr int rowHeight = 26;
    if (role == Qt::SizeHintRole)
        return QSize(0, Theme::instance().scaled(rowHeight));
    const ImportEntry &entry = m_entries.at(index.row());
    if (index.column() == AddressColumn) {
        if (role == Qt::CheckStateRole)
            return entry.isChosen ? Qt::Checked : Qt::Unchecked;
        if (role == Qt::FontRole)
            return Theme::instance().font(TextStyle::Code);
        if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
            return observation::printable(observation::maskedUrl(entry.endpoint.address).toUtf8(), longest);
    } else if (role == Qt::DisplayRole || role == Qt::ToolTipRole) {
        return entry.told;
    }
    return {};
}

bool ImportEntryModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || index.column() != AddressColumn)
        return false;
    m_entries[index.row()].isChosen = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT chosenChanged();
    return true;
}

QVariant ImportEntryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == AddressColumn ? tr("Address") : tr("What it tells");
}

Qt::ItemFlags ImportEntryModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.column() == AddressColumn ? usual | Qt::ItemIsUserCheckable : usual;
}

} // namespace wirewise::gui
